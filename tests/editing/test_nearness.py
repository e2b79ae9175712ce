"""What says the same as a draft: by words at once, by meaning when the worker has looked."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from bot.config.apart import ApartError, Row
from bot.config.jobs import GIVEN_UP
from bot.conversations import clock
from bot.editing import nearness, workflow
from bot.editing.contents import entry_of
from bot.editing.models import Comparison
from bot.faq.entries import Entry
from bot.faq.problems import finding

pytestmark = pytest.mark.django_db

ID = "logement-etudiant"
State = Comparison.State
Job = Callable[[Row], Row]


@pytest.fixture
def entry(faq: Path) -> Entry:
    """An entry of the handful."""
    return entry_of(workflow.current(ID))


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> dict[str, Job]:
    """What the process apart does: « does » may be changed."""
    doing: dict[str, Job] = {"does": lambda _: {"near": []}}

    def run(module: str, job: Row) -> Iterator[Row]:
        assert module == "bot.editing"
        yield doing["does"](job)

    monkeypatch.setattr(nearness, "run_apart", run)
    return doing


def with_variant(entry: Entry, variant: str) -> Entry:
    return replace(entry, variants=(*entry.variants, variant))


def told(entry: Entry, place: int = 0) -> Row:
    """A row that says that a variant is near one of « rsa-montant »."""
    found = finding(
        "near_phrasing_meaning", ("variants", place), None, text="a", near="b", other="rsa-montant", likeness="0,97"
    )
    return {"near": [{"other": "rsa-montant", "finding": asdict(found)}]}


@pytest.mark.system
def test_the_same_in_other_words_is_found(entry: Entry) -> None:
    """The real thing, in its own process."""
    changed = with_variant(entry, "Quel est le montant du Rsa ?")
    assert nearness.ask(changed)
    assert nearness.compare_waiting() == 1
    assert nearness.state(ID) == State.DONE
    (near,) = nearness.near_phrasings(changed)
    assert (near.other.id, near.found.kind) == ("rsa-montant", "near_phrasing_meaning")
    assert near.found.field == ("variants", len(entry.variants))


def test_phrasings_are_compared_once(entry: Entry, apart: dict[str, Job]) -> None:
    jobs: list[Row] = []

    def note(job: Row) -> Row:
        jobs.append(job)
        return {"near": []}

    apart["does"] = note
    assert nearness.ask(entry)
    assert not nearness.ask(entry)
    assert nearness.compare_waiting() == 1
    assert not nearness.ask(entry)
    assert nearness.compare_waiting() == 0
    assert jobs == [{"entry": ID, "phrasings": list(entry.phrasings)}]
    assert nearness.ask(with_variant(entry, "Une autre ?"))
    assert nearness.state(ID) == State.WAITING


def test_what_was_found_is_shown_for_these_phrasings_alone(entry: Entry, apart: dict[str, Job]) -> None:
    apart["does"] = lambda _: told(entry)
    nearness.ask(entry)
    nearness.compare_waiting()
    assert [near.other.id for near in nearness.near_phrasings(entry)] == ["rsa-montant"]
    assert nearness.near_phrasings(with_variant(entry, "Une autre ?")) == []


def test_what_the_words_say_is_not_told_twice(entry: Entry, apart: dict[str, Job], faq: Path) -> None:
    taken = entry_of(workflow.current("rsa-montant")).variants[0]
    changed = with_variant(entry, taken)
    apart["does"] = lambda _: told(entry, len(entry.variants))
    nearness.ask(changed)
    nearness.compare_waiting()
    assert [near.found.kind for near in nearness.near_phrasings(changed)] == ["same_phrasing"]


def test_phrasings_that_change_while_they_are_compared(entry: Entry, apart: dict[str, Job]) -> None:
    """What is found of the old ones is nobody's; the same hand looks at the new ones next, and no other begins."""
    changed = with_variant(entry, "Une autre ?")
    jobs: list[Row] = []

    def meanwhile(job: Row) -> Row:
        jobs.append(job)
        assert not nearness.ask(changed)
        nearness.forget_ended()
        assert nearness.compare_waiting() == 0
        return told(entry) if len(jobs) == 1 else {"near": []}

    apart["does"] = meanwhile
    nearness.ask(entry)
    assert nearness.compare_waiting() == 2
    assert jobs[-1]["phrasings"][-1] == "Une autre ?"
    assert (nearness.state(ID), Comparison.objects.get().near) == (State.DONE, [])


def test_one_at_a_time_and_a_lost_one_is_given_up(entry: Entry, apart: dict[str, Job]) -> None:
    Comparison.objects.create(entry_id="rsa-montant", state=State.RUNNING, started_at=clock.now())
    nearness.ask(entry)
    assert nearness.compare_waiting() == 0
    Comparison.objects.filter(entry_id="rsa-montant").update(started_at=clock.now() - 2 * GIVEN_UP)
    assert nearness.compare_waiting() == 1
    assert nearness.state("rsa-montant") == State.FAILED


def test_a_failure_is_told_without_a_word_of_the_text(
    entry: Entry, apart: dict[str, Job], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Row) -> Row:
        raise ApartError("OSError")

    apart["does"] = fail
    nearness.ask(entry)
    assert nearness.compare_waiting() == 1
    assert nearness.state(ID) == State.FAILED
    assert "OSError" in caplog.text
    assert entry.title not in caplog.text


def test_a_comparison_ends_with_its_draft(entry: Entry) -> None:
    draft = workflow.current(ID)
    workflow.save(ID, draft.mark, draft.content | {"label": "Autre"}, "lea")
    nearness.ask(entry)
    nearness.forget_ended()
    assert nearness.state(ID) == State.WAITING
    workflow.discard(ID)
    nearness.forget_ended()
    assert nearness.state(ID) == ""
