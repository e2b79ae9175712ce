"""What is out of date, and what soon will be."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.checks.dates import NOTICE, check
from bot.faq.entries import Source, Status
from bot.faq.problems import Severity
from tests.faq.checks.examples import TODAY, context, entry, kinds

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"review_by": TODAY + NOTICE + DAY}, []),
        ({"review_by": TODAY + NOTICE}, ["review_soon@review_by"]),
        ({"review_by": TODAY}, ["review_soon@review_by"]),
        ({"review_by": TODAY - DAY}, ["review_overdue@review_by"]),
        ({"valid_until": TODAY + NOTICE + DAY}, []),
        ({"valid_until": TODAY}, ["expires_soon@valid_until"]),
        ({"valid_until": TODAY - DAY}, ["expired@valid_until"]),
        ({"valid_until": date(2025, 12, 31), "status": Status.DRAFT}, ["dates_order@valid_until"]),
        ({"review_by": TODAY - DAY, "status": Status.DISABLED}, []),
        ({"sources": (Source("S", "https://caf.example", TODAY + DAY),)}, ["source_in_future@sources.0.read"]),
    ],
    ids=str,
)
def test_each_date_is_told_in_time(changes: dict[str, Any], found: list[str]) -> None:
    """The day itself is still in time; what is not published waits for nobody."""
    assert kinds(check, entry(**changes)) == found


def test_dates_are_written_as_in_french() -> None:
    """Day first."""
    (found,) = check(entry(valid_until=date(2026, 11, 1)), context())
    assert "01/11/2026" in found.message


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_what_is_served_is_never_said_to_be_expired(today: date, until: date) -> None:
    """The check and the service agree on the last day."""
    dated = entry(valid_until=until, sources=())
    errors = {found.kind for found in check(dated, context(today=today)) if found.severity is Severity.ERROR}
    assert ("expired" in errors) != dated.is_served(today)
