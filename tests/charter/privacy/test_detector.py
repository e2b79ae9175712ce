"""What holds for every message: offsets, order, erasure, no value in the evidence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charter.privacy import Context, Kind, find, redact
from bot.charter.privacy.view import View
from tests.charter.privacy.helpers import digits_of, nirs

ALPHABET = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            "2 85 05 75 990 042 37|né le |12/03/1985|mon numéro |allocataire |1234567|06 39 98 12 "
            "34|a@exemple.fr|"
            "je m'appelle |Karim |Benhaddou |12 rue des Lilas |mdp |Doudou00!|FR76 3000 6000 0112 3456 7890 "
            "189|"
            "quatre-vingt |deux |\u200b|🙂|️⃣|é|e\u0301|ﬁ|½|ﷺ|\n|, |. |[nom effacé]|[|]|O|l|0".split("|")
        ),
        max_size=14,
    ).map("".join),
)


@given(ALPHABET)
def test_findings_are_sorted_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for finding in find(text):
        assert end <= finding.start < finding.end <= len(text)
        end = finding.end


@given(ALPHABET)
def test_offsets_of_the_view_lead_back(text: str) -> None:
    view = View(text)
    assert len(view.text) == len(view.cased)
    spans = [view.original(index, index + 1) for index in range(len(view.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@given(ALPHABET)
def test_erasing_leaves_no_finding_behind(text: str) -> None:
    once = redact(text, find(text))
    twice = redact(once, find(once))
    assert redact(twice, find(twice)) == twice


@given(nirs(), st.sampled_from(["", " ", "-", "\u200b", "🙂"]))
def test_erasing_leaves_no_digit_of_the_value(groups: list[str], separator: str) -> None:
    text = f"bonjour, {separator.join(groups)} merci"
    assert digits_of(redact(text, find(text))) == ""


@given(ALPHABET, ALPHABET)
def test_evidence_and_context_hold_no_value(text: str, following: str) -> None:
    findings = find(text)
    context = Context.after(text, findings)
    for finding in (*findings, *find(following, context)):
        assert not digits_of(finding.evidence + finding.rule)
    assert all(
        isinstance(value, bool | int | Kind | frozenset | None)
        for value in map(context.__getattribute__, context.__slots__)
    )


@given(ALPHABET)
def test_a_context_goes_through_json(text: str) -> None:
    context = Context.after(text, find(text))
    assert Context.of_facts(json.loads(json.dumps(context.facts()))) == context


def test_a_broken_character_is_no_obstacle() -> None:
    assert [finding.kind for finding in find("\ud83d 06 39 98 12 34 \udc4d")] == [Kind.PHONE]


def test_a_message_without_anything_personal_is_left_as_it_is() -> None:
    text = "Bonjour, quel est le plafond de ressources pour l'ARS avec 2 enfants ? 🙂"
    assert find(text) == []
    assert redact(text, []) == text


def test_several_kinds_in_one_message() -> None:
    text = "nom Grégory Charpin né le 07/01/1986 secu 4 86 06 99 990 147 35 tel 06 39 98 19 13"
    assert [finding.kind for finding in find(text)] == [Kind.NAME, Kind.BIRTHDATE, Kind.NIR, Kind.PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "née le 12/03/1985 06 39 98 12 34",
        "ma date de naissance et mon numéro de sécu : 2 85 05 75 990 042 12 03 85",
        "mon num de tel et de naissance 06 39 98 12 34 12 03 1985",
        "matricule 1234567 sécu 2850575990042 né 12031985",
    ],
)
def test_no_end_of_a_number_stays_behind(text: str) -> None:
    assert digits_of(redact(text, find(text))) == ""
