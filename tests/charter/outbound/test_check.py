"""The outbound guard (CH1, CD4): what staff write neither holds personal data nor asks for any."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.charter import outbound
from bot.charter.outbound import Rule, check
from bot.charter.outbound.lexicon import lexicon
from bot.charter.privacy import WORDS as KIND_WORDS
from bot.charter.privacy import Kind

HERE = Path(__file__).parent
WORDS = Path(outbound.__file__).with_name("words.yml")
NIR = "2 85 07 99 990 042 37"
"""Synthetic: department 99, a commune number that no commune has."""


def lines(name: str) -> list[str]:
    """The sentences of a file, one a line."""
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", lines("asks.txt"))
def test_a_request_is_seen(text: str) -> None:
    """CH1: however it is put, with a reason in French and the place."""
    problem = check(text)[0]
    assert problem.rule is Rule.ASKS
    assert 0 <= problem.start < problem.end <= len(text)
    assert problem.reason.endswith("«\u00a0Contacter ma Caf\u00a0».")


@pytest.mark.parametrize("text", lines("fine.txt"))
def test_a_general_statement_passes(text: str) -> None:
    """What helps citizens can be said: where a number stands, what to prepare, what never to send."""
    assert check(text) == []


def test_most_requests_are_seen_among_those_kept_apart() -> None:
    """Aggregates only: at least 95 % of the requests, and at most 5 % of the statements refused."""
    asks, fine = lines("asks_held_apart.txt"), lines("fine_held_apart.txt")
    assert sum(bool(check(text)) for text in asks) >= 0.95 * len(asks)
    assert sum(bool(check(text)) for text in fine) <= 0.05 * len(fine)


def test_personal_data_is_seen_without_being_repeated() -> None:
    """CD4: the reason names the kind, the span is the value's."""
    text = f"Votre numéro est bien le {NIR}, bonne journée."
    (problem,) = check(text)
    assert (problem.rule, problem.thing) == (Rule.HOLDS, "NIR")
    assert text[problem.start : problem.end] == NIR
    assert not any(digit in problem.reason for digit in "0123456789")


@pytest.mark.parametrize(
    ("thing", "phrase"),
    [
        (name, phrase)
        for name, entry in yaml.safe_load(WORDS.read_text(encoding="utf-8"))["things"].items()
        for phrase in (*entry.get("always", ()), *entry.get("owned", ()))
    ],
)
def test_everything_in_the_list_is_asked_for_in_vain(thing: str, phrase: str) -> None:
    """No phrase of the list is shadowed by another one; the reason names what was asked for."""
    problem = check(f"Pourriez-vous me donner votre {phrase} ?")[0]
    names = lexicon().names
    assert problem.thing == thing
    assert (names[thing] if thing in names else KIND_WORDS[Kind(thing)].the) in problem.reason


@given(st.sampled_from(lines("asks.txt")), st.sampled_from(["capitals", "no accents", "spaces", "hyphens"]))
def test_the_way_of_typing_does_not_hide_a_request(text: str, way: str) -> None:
    """Capitals, missing accents, doubled spaces and missing hyphens change nothing."""
    typed = {
        "capitals": text.upper(),
        "no accents": text.translate(str.maketrans("éèêëàâîïôûùçÉÀÊ", "eeeeaaiiouucEAE")),
        "spaces": text.replace(" ", "  "),
        "hyphens": text.replace("-", " "),
    }[way]
    assert check(typed)


@given(st.sampled_from(lines("asks.txt")), st.sampled_from(lines("fine.txt")))
def test_other_sentences_do_not_hide_a_request(asks: str, fine: str) -> None:
    """What is said around it moves its place, and nothing else."""
    alone = check(asks)[0]
    hello = "Bonjour.\n"
    (among, *_) = check(f"{hello}{asks}\n{fine}")
    assert (among.start - len(hello), among.end - len(hello), among.thing) == (alone.start, alone.end, alone.thing)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text breaks the guard; spans are in the text and in order."""
    problems = check(text)
    assert all(0 <= problem.start < problem.end <= len(text) for problem in problems)
    assert [problem.start for problem in problems] == sorted(problem.start for problem in problems)
