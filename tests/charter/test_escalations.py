"""The closed list of reasons for an escalation."""

from pathlib import Path

import pytest
import yaml

from bot.charter import escalations
from bot.charter.escalations import Reason, reason_of, words
from bot.charter.outcomes import Outcome

FILE = Path(escalations.__file__).with_name("escalations.yml")


def test_the_file_and_the_code_name_the_same_reasons() -> None:
    """Each reason of the code has its words, and no other has."""
    assert set(yaml.safe_load(FILE.read_text(encoding="utf-8"))) == {reason.value for reason in Reason}


def test_a_person_in_distress_comes_before_everything() -> None:
    """CD5: no other reason has its priority."""
    assert {reason for reason, entry in words().items() if entry.priority <= 1} == {Reason.DISTRESS}


def test_labels_tell_reasons_apart() -> None:
    """A community manager reads why, in words of its own."""
    assert len({entry.label for entry in words().values()}) == len(Reason)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (Outcome.DISTRESS, Reason.DISTRESS),
        (Outcome.FORBIDDEN, Reason.FORBIDDEN),
        (Outcome.ROUTED_HUMAN, Reason.HUMAN_REQUEST),
        (Outcome.ROUTED_COMPLAINT, Reason.COMPLAINT),
        (Outcome.ROUTED_PERSONAL, Reason.PERSONAL_CASE),
        (Outcome.ANSWERED, None),
        (Outcome.REFUSED_PERSONAL_DATA, None),
    ],
)
def test_an_outcome_brings_its_reason(outcome: Outcome, reason: Reason | None) -> None:
    """What the charter sends to a person always brings one; an answer or one refusal does not."""
    assert reason_of(outcome) is reason
