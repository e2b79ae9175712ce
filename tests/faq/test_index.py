"""The index: candidates for a question."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.faq.encoder import Encoder
from bot.faq.entries import Entry, read_entry
from bot.faq.index import BEST_PHRASING_WEIGHT, ROWS_SEARCHED, Index, Matches
from bot.faq.search import Calibration, Decision, decide, rank
from bot.faq.topics import OUTSIDE
from bot.faq.vectors import Vectors, VectorStore
from tests.faq.samples import write_entry


def ask(index: Index, encoder: Encoder, question: str) -> Matches:
    """The candidates for a question."""
    return index.match(question, encoder.encode_queries([question])[0], {})


def test_the_real_index_finds_each_entry_by_its_title(index: Index, encoder: Encoder) -> None:
    """A title asked word for word leads to its entry, with certainty."""
    for entry in index.entries.values():
        candidates = rank(ask(index, encoder, entry.title), Calibration.default())
        assert candidates[0].entry_id == entry.id
        assert decide([c.probability for c in candidates], Calibration.default()) == Decision.ANSWER


@pytest.mark.parametrize(
    ("question", "entry_id"),
    [
        ("j'ai perdu mon code secret pour rentrer dans mon compte", "compte-mot-de-passe"),
        ("on touche combien d'allocs avec trois gamins", "af-montant"),
        ("quel jour arrive l'argent de la caf", "paiement-dates"),
        ("aide pour devenir animateur de colo", "aide-bafa"),
        ("qui a droit au revenu de solidarité active", "rsa-conditions"),
        ("comment joindre quelqu'un chez vous", "contact-ma-caf"),
    ],
)
def test_the_real_index_finds_an_entry_by_other_words(
    index: Index, encoder: Encoder, question: str, entry_id: str
) -> None:
    """A question that is indexed nowhere leads to the entry that answers it."""
    assert rank(ask(index, encoder, question), Calibration.default())[0].entry_id == entry_id


@pytest.mark.parametrize("question", ["recette de la tarte aux pommes", "qui a gagné le match hier soir"])
def test_the_real_index_does_not_answer_what_it_does_not_hold(index: Index, encoder: Encoder, question: str) -> None:
    """A question from elsewhere is never answered with confidence (CH10)."""
    probabilities = [c.probability for c in rank(ask(index, encoder, question), Calibration.default())]
    assert decide(probabilities, Calibration.default()) != Decision.ANSWER


def test_scores_are_those_of_the_phrasings(
    index: Index, encoder: Encoder, entries: list[Entry], store: VectorStore
) -> None:
    """An entry's dense score is 0.7 × its nearest phrasing + 0.3 × the mean of its phrasings."""
    vector = encoder.encode_queries(["quand suis-je payé"])[0]
    found = {match.entry_id: match for match in index.match("quand suis-je payé", vector, {}).entries}
    assert found
    for entry in entries:
        if entry.id in found:
            likeness = store.passages(entry.phrasings) @ vector
            expected = BEST_PHRASING_WEIGHT * likeness.max() + (1 - BEST_PHRASING_WEIGHT) * likeness.mean()
            assert found[entry.id].dense == pytest.approx(float(expected), abs=1e-5)


def test_the_wording_of_answers_changes_nothing(
    index: Index, encoder: Encoder, entries: list[Entry], store: VectorStore
) -> None:
    """Questions are matched with questions: other answers, same candidates."""
    reworded = Index([replace(entry, answer="Recette de la tarte aux pommes.") for entry in entries], store)
    for question in ("tarte aux pommes", "montant des allocations"):
        assert ask(reworded, encoder, question) == ask(index, encoder, question)


NEAR = (1.0, 0.0, 0.0)
FAR = (0.0, 1.0, 0.0)


def toy_store(folder: Path) -> VectorStore:
    """Vectors of a toy encoder: phrasings that speak of « carence » point away from all others."""

    def encode(texts: Sequence[str]) -> Vectors:
        return np.array([FAR if "carence" in text else NEAR for text in texts], dtype=np.float32)

    return VectorStore(folder / "v.npz", "toy", encode)


def toy_entries(folder: Path, count: int) -> list[Entry]:
    """So many ordinary entries, and one whose phrasings all speak of « carence »."""
    files = [write_entry(folder, id=f"essai-{number}") for number in range(count)]
    carence = [f"délai de carence {number}" for number in range(10)]
    files.append(write_entry(folder, id="carence", title="Qu’est-ce que la carence ?", variants=carence))
    return [read_entry(file) for file in files]


def test_a_rare_word_makes_a_candidate_that_meaning_misses(tmp_path: Path) -> None:
    """An entry too far by meaning is a candidate by its words, with its true dense score."""
    entries = toy_entries(tmp_path, 1 + ROWS_SEARCHED // 11)
    assert sum(len(entry.phrasings) for entry in entries[:-1]) >= ROWS_SEARCHED
    index = Index(entries, toy_store(tmp_path))
    vector = np.array((0.8, 0.6, 0.0), dtype=np.float32)
    assert "carence" not in {match.entry_id for match in index.match("xyz", vector, {}).entries}
    found = {match.entry_id: match for match in index.match("carence", vector, {}).entries}
    assert found["carence"].dense == pytest.approx(0.6, abs=1e-6)
    assert found["carence"].lexical > 0
    assert found["essai-0"].dense == pytest.approx(0.8, abs=1e-6)
    assert found["essai-0"].lexical == 0


def test_each_entry_is_a_candidate_once(tmp_path: Path) -> None:
    """However many of its phrasings are near, an entry comes once."""
    index = Index(toy_entries(tmp_path, 3), toy_store(tmp_path))
    ids = [match.entry_id for match in index.match("formulation carence", np.array(NEAR, dtype=np.float32), {}).entries]
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(index.entries)


def test_an_index_of_one_entry_works(tmp_path: Path) -> None:
    """The smallest FAQ has one entry."""
    (entry,) = toy_entries(tmp_path, 0)
    (match,) = Index([entry], toy_store(tmp_path)).match("carence", np.array(FAR, dtype=np.float32), {}).entries
    assert match.entry_id == "carence"
    assert match.dense == pytest.approx(1)


def test_what_was_learnt_is_a_candidate(tmp_path: Path) -> None:
    """A topic that the model holds for likely is looked at, whatever the index brings up; others get their share."""
    index = Index(toy_entries(tmp_path, 3), toy_store(tmp_path))
    first, second, third, *_ = index.entries
    matches = index.match("xyz", np.array(FAR, dtype=np.float32), {first: 0.7, second: 0.1, OUTSIDE: 0.2})
    found = {match.entry_id: match.learnt for match in matches.entries}
    assert matches.outside == 0.2
    assert found[first] == 0.7
    assert found.get(third, 0.2) == 0.2  # not learnt: it counts as « none of the topics that are known »


def test_an_entry_is_asked_for_by_its_own_phrasing_whatever_was_learnt(tmp_path: Path) -> None:
    """A variant that an editor has just added leads to its entry; one that two entries share decides nothing."""
    entries = toy_entries(tmp_path, 3)
    learnt = {entries[0].id: 0.9, OUTSIDE: 0.1}
    index = Index(entries, toy_store(tmp_path))
    asked = index.match("Délai de carence 4 ?", np.array(NEAR, dtype=np.float32), learnt)
    found = {match.entry_id: match.learnt for match in asked.entries}
    assert found["carence"] == 1
    assert found[entries[0].id] == 0.9
    assert asked.outside == 0
    shared = index.match(entries[0].variants[0], np.array(NEAR, dtype=np.float32), learnt)
    assert entries[0].variants[0] in entries[1].variants
    assert max(match.learnt for match in shared.entries) == 0.9
    assert shared.outside == 0.1
