"""How the FAQ stands."""

from datetime import date, timedelta

from bot.faq.entries import Source, Status
from bot.faq.stats import UNUSED_AFTER, last_read, statistics
from tests.faq.checks.examples import TODAY, entry


def read_days_ago(*days: int) -> tuple[Source, ...]:
    """Sources that were read so long ago."""
    return tuple(Source("S", "https://caf.example", TODAY - timedelta(days=day)) for day in days)


def test_entries_are_counted_by_theme_and_status() -> None:
    """Each once."""
    entries = [entry(), entry(id="b"), entry(id="c", status=Status.DRAFT), entry(id="d", theme="autre")]
    found = statistics(entries, TODAY, None)
    assert found.by_theme == {
        "essai": {Status.PUBLISHED: 2, Status.DRAFT: 1},
        "autre": {Status.PUBLISHED: 1},
    }
    assert found.unused is None


def test_age_counts_from_the_last_reading() -> None:
    """The freshest source counts; a class holds its bound."""
    assert last_read(entry(sources=read_days_ago(400, 3))) == TODAY - timedelta(days=3)
    days = (0, 90, 91, 182, 183, 365, 366)
    entries = [entry(id=f"e{day}", sources=read_days_ago(day)) for day in days]
    assert statistics(entries, TODAY, None).by_age == {0: 2, 1: 2, 2: 2, 3: 1}


def test_published_entries_without_use_are_named() -> None:
    """Uses are asked for once, since ninety days; drafts are not expected to be used."""
    asked: list[date] = []

    def used_since(day: date) -> set[str]:
        asked.append(day)
        return {"essai-un", "disparue"}

    entries = [entry(), entry(id="b"), entry(id="c", status=Status.DRAFT)]
    assert statistics(entries, TODAY, used_since).unused == ["b"]
    assert asked == [TODAY - UNUSED_AFTER]
