"""The order of precedence (DESIGN, decision 7)."""

from dataclasses import asdict
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charter.precedence import PRECEDENCE, SMALL_TALK_INTENTS, Route, Signals, route

QUIET: dict[str, Any] = {
    "personal_data": False,
    "attachment": False,
    "blocked": False,
    "human_in_charge": False,
    "page_closed": False,
    "too_many": False,
    "stopped": False,
    "too_long": False,
    "other_language": False,
    "intent": "out_of_scope",
    "said": None,
    "entry_found": False,
}

ORDER: tuple[tuple[Route, dict[str, Any]], ...] = (
    (Route.PERSONAL_DATA, {"personal_data": True}),
    (Route.DISTRESS, {"intent": "distress"}),
    (Route.ATTACHMENT, {"attachment": True}),
    (Route.BLOCKED, {"blocked": True}),
    (Route.FORBIDDEN, {"intent": "forbidden"}),
    (Route.HUMAN_IN_CHARGE, {"human_in_charge": True}),
    (Route.TOO_MANY, {"too_many": True}),
    (Route.STOPPED, {"stopped": True}),
    (Route.PAGE_CLOSED, {"page_closed": True}),
    (Route.OTHER_LANGUAGE, {"other_language": True}),
    (Route.TOO_LONG, {"too_long": True}),
    (Route.HUMAN_REQUEST, {"intent": "human_request"}),
    (Route.COMPLAINT, {"intent": "complaint"}),
    (Route.PERSONAL_CASE, {"intent": "personal_case"}),
    (Route.CHOICE, {"said": Route.CHOICE}),
    (Route.NO_CHOICE, {"said": Route.NO_CHOICE}),
    (Route.HELPFUL, {"said": Route.HELPFUL}),
    (Route.NOT_HELPFUL, {"said": Route.NOT_HELPFUL}),
    (Route.QUESTION, {"intent": "question", "entry_found": True}),
    (Route.SMALL_TALK, {"intent": "thanks"}),
    (Route.UNKNOWN, {}),
)
"""The order that DESIGN fixes, written here a second time, with what makes each rule speak."""

INTENTS = [
    *sorted(SMALL_TALK_INTENTS),
    *("question", "personal_case", "complaint", "human_request", "distress", "forbidden"),
    *("out_of_scope", "correction", "follow_up", "nlu_fallback", "choice", ""),
]


def signals() -> st.SearchStrategy[Signals]:
    """Any combination."""
    flags = {name: st.booleans() for name, value in QUIET.items() if value is False}
    said = st.sampled_from([None, Route.CHOICE, Route.NO_CHOICE, Route.HELPFUL, Route.NOT_HELPFUL])
    return st.builds(Signals, intent=st.sampled_from(INTENTS), said=said, **flags)


@pytest.mark.parametrize(("expected", "seen"), ORDER)
def test_each_rule_speaks_when_it_is_alone(expected: Route, seen: dict[str, Any]) -> None:
    """What makes one rule speak, and no other, leads to its route."""
    assert route(Signals(**QUIET | seen)) == expected


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        pair
        for pair in combinations(ORDER, 2)
        if not ("intent" in pair[0][1] and "intent" in pair[1][1])  # a message has one intent
    ],
    ids=lambda rule: rule[0].value,
)
def test_the_higher_of_two_rules_speaks(
    higher: tuple[Route, dict[str, Any]], lower: tuple[Route, dict[str, Any]]
) -> None:
    """Whenever two rules could speak, the one that DESIGN puts first does."""
    assert route(Signals(**QUIET | lower[1] | higher[1])) == higher[0]


def test_the_table_has_every_route_once() -> None:
    """No route is forgotten, and the last one always speaks."""
    assert [rule for rule, _ in PRECEDENCE] == [rule for rule, _ in ORDER]
    assert set(Route) == {rule for rule, _ in PRECEDENCE}


@given(signals())
def test_safety_comes_before_everything(seen: Signals) -> None:
    """Personal data, distress and attachments are answered at every hour, whoever is in charge or blocked."""
    decided = route(seen)
    if seen.personal_data:
        assert decided == Route.PERSONAL_DATA
    elif seen.intent == "distress":
        assert decided == Route.DISTRESS
    elif seen.attachment:
        assert decided == Route.ATTACHMENT
    elif seen.blocked:
        assert decided == Route.BLOCKED
    elif seen.intent == "forbidden":
        assert decided == Route.FORBIDDEN
    elif seen.human_in_charge:
        assert decided == Route.HUMAN_IN_CHARGE
    elif seen.too_many:
        assert decided == Route.TOO_MANY
    elif seen.page_closed:
        assert decided == Route.PAGE_CLOSED


@given(signals())
def test_the_faq_is_never_used_where_a_rule_forbids_it(seen: Signals) -> None:
    """An answer of the FAQ wants an entry, an open page, nobody in charge, and neither a complaint nor a case."""
    if route(seen) == Route.QUESTION:
        assert seen.entry_found
        assert not any((seen.personal_data, seen.attachment, seen.blocked, seen.human_in_charge, seen.page_closed))
        assert seen.intent not in {"distress", "forbidden", "human_request", "complaint", "personal_case"}
        assert seen.intent not in SMALL_TALK_INTENTS


@given(signals())
def test_what_is_not_said_decides_nothing(seen: Signals) -> None:
    """The route of a flag is never taken when the flag is down."""
    decided = route(seen)
    for flag, its_route in (
        ("personal_data", Route.PERSONAL_DATA),
        ("attachment", Route.ATTACHMENT),
        ("blocked", Route.BLOCKED),
        ("human_in_charge", Route.HUMAN_IN_CHARGE),
        ("page_closed", Route.PAGE_CLOSED),
        ("too_many", Route.TOO_MANY),
        ("too_long", Route.TOO_LONG),
        ("other_language", Route.OTHER_LANGUAGE),
    ):
        if not asdict(seen)[flag]:
            assert decided != its_route
    assert decided == seen.said or decided not in (Route.CHOICE, Route.NO_CHOICE, Route.HELPFUL, Route.NOT_HELPFUL)


@pytest.mark.parametrize("intent", sorted(SMALL_TALK_INTENTS))
def test_courtesy_is_not_answered_by_the_faq(intent: str) -> None:
    """« merci » stays courtesy, even where the FAQ thinks that it found something."""
    assert route(Signals(**QUIET | {"intent": intent, "entry_found": True})) == Route.SMALL_TALK


@pytest.mark.parametrize("intent", ["out_of_scope", "correction", "follow_up", "nlu_fallback"])
def test_the_faq_decides_where_the_intent_is_vague(intent: str) -> None:
    """A vague intent is a question where an entry was found, and unknown otherwise."""
    assert route(Signals(**QUIET | {"intent": intent, "entry_found": True})) == Route.QUESTION
    assert route(Signals(**QUIET | {"intent": intent})) == Route.UNKNOWN
