"""Which questions were asked in vain."""

from datetime import timedelta

import pytest

from bot.charter.outcomes import Outcome
from bot.learning.missed import missed
from bot.learning.models import Group, Member
from tests.learning.conftest import NOW, Ask

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def texts() -> list[str]:
    """What is found, as words."""
    return [each.message.text for each in missed(NOW - WEEK)]


def test_a_question_without_an_answer_was_asked_in_vain(ask: Ask) -> None:
    ask("comment avoir un vélo ?", candidates=[{"id": "aide-velo", "score": 0.2}])
    ask("comment demander l’apl ?", Outcome.ANSWERED)
    ask("je conteste", Outcome.ROUTED_COMPLAINT)
    (found,) = missed(NOW - WEEK)
    assert (found.message.text, found.nearest) == ("comment avoir un vélo ?", "aide-velo")


@pytest.mark.parametrize(("said", "choice"), [("non", ""), ("Non", "feedback:no"), ("aucun", "")])
def test_a_no_is_about_the_question_before_it(ask: Ask, said: str, choice: str) -> None:
    """Pressed or typed, right after the answer or after one more try; the question is found once."""
    ask("et pour un vélo ?", Outcome.ANSWERED, who="une", faq_id="aide-velo", candidates=[{"id": "aide-velo"}])
    ask(said, Outcome.CLARIFIED, who="une", choice=choice, helpful=False)
    ask("Aide vélo", Outcome.ANSWERED, who="une", choice="faq:aide-velo")
    ask("aucun", Outcome.NOT_HELPED, who="une", helpful=False)
    assert texts() == ["et pour un vélo ?"]


def test_a_no_long_after_is_about_nothing(ask: Ask) -> None:
    ask("et pour un vélo ?", Outcome.ANSWERED, who="une", age=timedelta(hours=3))
    ask("non", Outcome.NOT_HELPED, who="une", helpful=False)
    assert texts() == []


def test_what_came_with_personal_data_is_left_alone(ask: Ask) -> None:
    """CH2: even where it was erased."""
    ask("mon numéro allocataire est le 7654321, et le vélo ?", who="une")
    ask("non", who="une", helpful=False)
    assert texts() == []


def test_what_is_old_or_in_a_group_is_not_found_again(ask: Ask) -> None:
    ask("une vieille question sur le vélo", age=timedelta(days=8))
    known = ask("une question connue sur le vélo")
    Member.objects.create(message=known, group=Group.objects.create(centre=[1.0], created_at=NOW))
    assert texts() == []
