"""Until when a citizen can be answered, and the alert before it is too late."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.event import Event
from bot.charter.escalations import Reason
from bot.conversations import clock, tasks, windows, worker
from bot.conversations.escalations import escalate
from bot.conversations.inbox import receive
from bot.conversations.models import Conversation, Escalation
from bot.conversations.windows import Window, windows_of
from tests.conversations.conftest import FakeRasa

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""9:00 at the page, which works from Monday to Friday, 9:00 to 17:00."""

DAY = timedelta(hours=24)


def waiting(at: datetime, channel: str = "messenger", sender: str = "200000000000001") -> Conversation:
    """A conversation whose citizen wrote at that moment and waits for a person."""
    message = receive(Event(channel, "demo", sender, uuid.uuid4().hex, at, text="Bonjour"), at)
    assert message
    escalate(message.conversation, Reason.HUMAN_REQUEST)
    return message.conversation


def alerted(now: datetime) -> bool:
    """Whether the team is alerted at that moment."""
    windows.escalate_closing(now)
    return Escalation.objects.filter(reason=Reason.WINDOW_CLOSING.value).exists()


def test_the_windows_of_a_channel() -> None:
    """A day for an answer, a week for a person's; the web chat has no end."""
    messenger, web = waiting(TUESDAY), waiting(TUESDAY, "web")
    receive(Event("messenger", "demo", "200000000000001", "later", TUESDAY + DAY, text="?"), TUESDAY + DAY)
    found = windows_of([messenger, web])
    assert found[messenger] == Window(TUESDAY + 2 * DAY, TUESDAY + 8 * DAY)
    assert found[web] == Window()


@pytest.mark.parametrize("length", [DAY, 7 * DAY])
def test_the_team_has_four_working_hours_at_least(length: timedelta) -> None:
    """What closes on a morning is told in the afternoon before: the morning is shorter than that."""
    noon = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
    waiting(noon - length)
    assert not alerted(noon - timedelta(hours=24))
    assert alerted(noon - timedelta(hours=22))
    alerted(noon - timedelta(hours=2))
    assert Escalation.objects.filter(reason=Reason.WINDOW_CLOSING.value).count() == 1


def test_a_window_that_closes_at_the_weekend_alerts_on_friday() -> None:
    """Nobody would see it on Saturday."""
    saturday = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
    waiting(saturday - DAY)
    assert not alerted(saturday - DAY)  # Friday noon
    assert alerted(saturday - timedelta(hours=22))  # Friday 14:00


@pytest.mark.parametrize("state", [Escalation.State.WAITING, Escalation.State.CLOSED])
def test_nobody_is_alerted_of_whom_the_team_has_answered(state: Escalation.State) -> None:
    waiting(TUESDAY)
    Escalation.objects.update(state=state)
    assert not alerted(TUESDAY + DAY - timedelta(hours=1))


def test_other_channels_and_windows_that_are_over_alert_nobody() -> None:
    waiting(TUESDAY - timedelta(days=8))
    waiting(TUESDAY, "web")
    waiting(TUESDAY, "telegram")
    assert not alerted(TUESDAY + DAY - timedelta(hours=1))


def test_the_alert_goes_when_the_citizen_writes_again_and_comes_back_in_time(fake_rasa: FakeRasa) -> None:
    """Their message opens the window again; they still wait for a person."""
    case, later = waiting(TUESDAY), TUESDAY + DAY
    worker.drain(case.id)
    assert alerted(later - timedelta(hours=1))
    receive(Event("messenger", "demo", "200000000000001", "again", later, text="Et alors ?"), later)
    worker.drain(case.id)
    assert list(case.escalations.values_list("reason", flat=True)) == [Reason.HUMAN_REQUEST.value]
    assert not alerted(later)
    assert alerted(later + DAY - timedelta(hours=1))


def test_the_alert_stays_where_it_alone_says_that_somebody_waits(fake_rasa: FakeRasa) -> None:
    case = waiting(TUESDAY)
    Escalation.objects.update(reason=Reason.WINDOW_CLOSING.value)
    worker.drain(case.id)
    assert list(case.escalations.values_list("reason", flat=True)) == [Reason.WINDOW_CLOSING.value]


def test_the_worker_looks_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting(TUESDAY)
    monkeypatch.setattr(clock, "now", lambda: TUESDAY + DAY - timedelta(hours=1))
    monkeypatch.setattr(tasks, "drain", lambda _: None)
    tasks.sweep.call_local()
    assert Escalation.objects.filter(reason=Reason.WINDOW_CLOSING.value).exists()
