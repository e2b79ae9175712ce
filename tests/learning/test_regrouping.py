"""Groups as they are kept: numbers stay, words go with their messages."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from huey.exceptions import TaskLockedException

from bot.config.apart import ApartError, Row
from bot.conversations import retention as conversations
from bot.learning import board, regrouping, retention, tasks
from bot.learning.models import Group, Member, Tally
from tests.learning.conftest import NOW, Ask, MakeGroup

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """What the other process is played to say: everything new is one group, else everything joins the first."""
    jobs: list[Row] = []

    def run(module: str, job: Row) -> Iterator[Row]:
        jobs.append(job)
        places = list(range(len(job["texts"])))
        if job["centres"]:
            yield {"joins": [0] * len(places), "new": []}
        else:
            yield {"joins": [None] * len(places), "new": [{"members": places, "centre": [1.0, 0.0]}]}

    monkeypatch.setattr(regrouping, "run_apart", run)
    return jobs


def test_questions_are_grouped_once_and_counted_by_day(ask: Ask, found: list[Row]) -> None:
    for number in range(5):
        ask(f"une aide pour un vélo {number}", age=timedelta(days=number % 2))
    assert regrouping.regroup() == 5
    assert regrouping.regroup() == 0
    ask("encore un vélo")
    assert regrouping.regroup() == 1
    assert found[1]["texts"] == ["encore un vélo"]
    assert Group.objects.count() == 1
    assert dict(Tally.objects.values_list("day", "count")) == {
        NOW.date(): 4, (NOW - timedelta(days=1)).date(): 2,
    }  # fmt: skip


def test_one_at_a_time(ask: Ask, found: list[Row]) -> None:
    """A button pressed four times must not take all of the worker's hands from the citizens."""
    ask("une aide pour un vélo")
    with tasks.one_at_a_time, pytest.raises(TaskLockedException):
        tasks.regroup.call_local()
    assert found == []
    tasks.regroup.call_local()
    assert len(found) == 1


@pytest.mark.parametrize(
    ("state", "days", "groups"),
    [(Group.State.DISMISSED, 60, 1), (Group.State.ADDED, 10, 1), (Group.State.ADDED, 20, 2)],
)
def test_what_was_decided_comes_back_only_when_it_did_not_help(
    ask: Ask, found: list[Row], state: Group.State, days: int, groups: int
) -> None:
    """What was put away stays so; what is still asked two weeks after it got a phrasing is a group anew."""
    Group.objects.create(centre=[1.0, 0.0], created_at=NOW, state=state, decided_at=NOW - timedelta(days=days))
    for number in range(5):
        ask(f"une aide pour un vélo {number}")
    assert regrouping.regroup() == 5
    assert Group.objects.count() == groups


def test_a_failure_changes_nothing_and_says_no_word(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(module: str, job: Row) -> Iterator[Row]:
        raise ApartError("MemoryError")
        yield {}

    monkeypatch.setattr(regrouping, "run_apart", fail)
    ask("une aide pour un vélo")
    assert regrouping.regroup() == 0
    assert not Group.objects.exists()
    assert "MemoryError" in caplog.text
    assert "vélo" not in caplog.text


def test_a_group_is_shown_from_five_people_on(ask: Ask, make_group: MakeGroup) -> None:
    """Four people, one of whom asks three times, are too few; what was decided is not shown either."""
    few = make_group(*(f"un vélo {number}" for number in range(4)))
    again = Member.objects.filter(group=few).first()
    assert again
    for _ in range(2):
        message = ask("un vélo encore")
        message.conversation = again.message.conversation
        message.save()
        Member.objects.create(message=message, group=few)
    assert (board.shown(NOW), board.is_shown(few)) == ([], False)
    enough = make_group(*(f"une trottinette {number}" for number in range(5)), nearest="aide-velo")
    (row,) = board.shown(NOW)
    assert (row.group, row.this_week, row.week_before, row.nearest) == (enough, 5, 0, "aide-velo")
    assert row.examples == [f"une trottinette {number}" for number in reversed(range(5))]
    Group.objects.filter(pk=enough.pk).update(state=Group.State.DISMISSED)
    assert board.shown(NOW) == []


def test_the_trend_tells_this_week_from_the_week_before(make_group: MakeGroup) -> None:
    group = make_group(*(f"un vélo {number}" for number in range(5)))
    for days, count in ((6, 2), (7, 10), (13, 1), (14, 100)):
        Tally.objects.create(group=group, day=(NOW - timedelta(days=days)).date(), count=count)
    (row,) = board.shown(NOW)
    assert (row.this_week, row.week_before) == (7, 11)


def test_words_go_with_their_messages_and_numbers_stay(make_group: MakeGroup) -> None:
    """The purge of texts empties a group, which is shown no more; its numbers go with the contact records."""
    group = make_group(*(f"un vélo {number}" for number in range(5)), age=timedelta(days=8))
    conversations.purge(NOW)
    assert retention.purge(NOW) == 0
    assert (Member.objects.count(), Tally.objects.get().count, board.shown(NOW)) == (0, 5, [])
    later = NOW + timedelta(days=395)
    assert retention.purge(later) == 1
    assert not Group.objects.filter(pk=group.pk).exists()
