"""Statistics from records that name nobody."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from openpyxl import load_workbook

from bot.console.models import HandlingRecord
from bot.console.sheets import to_csv, to_xlsx
from bot.console.statistics import Period, Row, Table, tables, total, waiting
from bot.conversations.models import ContactRecord

pytestmark = pytest.mark.django_db

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def contacts(count: int, at: datetime, outcome: str = "answered", **fields: str) -> None:
    """So many contacts at a moment."""
    values = {"channel": "web", "page": "demo", "motive": "paiement-dates", "benefit": "Apl"} | fields
    ContactRecord.objects.bulk_create(
        ContactRecord(started_at=at, ended_at=at, duration_ms=1, outcome=outcome, **values) for _ in range(count)
    )


def rows(key: str, period: Period = NOVEMBER, pages: tuple[str, ...] = ("demo",)) -> list[Row]:
    """The rows of one table."""
    return list(next(table for table in tables(pages, period) if table.key == key).rows)


def test_counts_are_compared_with_the_period_before() -> None:
    contacts(7, datetime(2026, 11, 10, 9, tzinfo=UTC))
    contacts(9, datetime(2026, 10, 31, 9, tzinfo=UTC))
    contacts(20, datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert rows("outcome") == [Row("Réponse donnée", 7, 9)]
    assert total(["demo"], NOVEMBER) == 7


def test_days_are_local() -> None:
    """Half past eleven at night in UTC is the next day in Paris."""
    contacts(6, datetime(2026, 11, 30, 23, 30, tzinfo=UTC))
    assert total(["demo"], NOVEMBER) == 0
    assert rows("hour", Period(date(2026, 12, 1), date(2026, 12, 1))) == [Row("0 h", 6, 0)]
    assert rows("weekday", Period(date(2026, 12, 1), date(2026, 12, 1))) == [Row("mardi", 6, 0)]


@pytest.mark.parametrize(("count", "shown"), [(0, []), (1, [None]), (4, [None]), (5, [5])])
def test_small_cells_are_hidden(count: int, shown: list[int | None]) -> None:
    contacts(count, datetime(2026, 11, 10, 9, tzinfo=UTC))
    assert [row.count for row in rows("benefit")] == shown


def test_other_pages_are_left_out() -> None:
    contacts(6, datetime(2026, 11, 10, 9, tzinfo=UTC), page="autre")
    assert rows("outcome") == []
    assert rows("page", pages=("autre",)) == [Row("autre", 6, 0)]


def test_waiting_times_are_means_in_minutes() -> None:
    at = datetime(2026, 11, 10, 9, tzinfo=UTC)
    values = {
        "channel": "web",
        "page": "demo",
        "reason": "complaint",
        "escalated_at": at,
        "closed_at": at,
    }
    for seconds in (60, 120, 180, 240):
        HandlingRecord.objects.create(waiting_seconds=seconds, handling_seconds=600, **values)
    assert waiting(["demo"], NOVEMBER).waiting is None, "four are too few"
    HandlingRecord.objects.create(
        waiting_seconds=300, handling_seconds=600, first_reply_seconds=400, result="routed", **values
    )
    found = waiting(["demo"], NOVEMBER)
    assert (found.closed, found.waiting, found.first_reply, found.handling) == (5, 3, 7, 10)


TABLES = [Table("motive", "Par motif", [Row("=1+1", 12, None), Row("é ; «", 0, 5)])]


def test_files_say_what_the_tables_say_and_hold_no_formula() -> None:
    expected = [["Par motif", "'=1+1", "12", "moins de 5"], ["Par motif", "é ; «", "0", "5"]]
    read = list(csv.reader(io.StringIO(to_csv(TABLES).decode("utf-8-sig")), delimiter=";"))
    assert read[1:] == expected
    sheet = load_workbook(io.BytesIO(to_xlsx(TABLES))).active
    assert sheet is not None
    assert [[str(cell) for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)] == expected


def test_the_page_its_plots_and_its_files(signed_in: Callable[..., Client]) -> None:
    contacts(7, datetime.now(UTC) - timedelta(days=1))
    client = signed_in()
    page = client.get("/console/statistiques/").content.decode()
    assert "Réponse donnée" in page
    plot = client.get("/console/statistiques/graphiques/outcome.png")
    assert plot.content.startswith(b"\x89PNG")
    for kind in ("csv", "xlsx"):
        sent = client.get(f"/console/statistiques/fichiers/statistiques.{kind}")
        assert f".{kind}" in sent.headers["Content-Disposition"]
        assert len(sent.content) > 50
    assert client.get("/console/statistiques/fichiers/statistiques.exe").status_code == 404
    backwards = client.get("/console/statistiques/", {"first": "2026-11-30", "last": "2026-11-01"})
    assert "échangez les deux dates" in backwards.content.decode()
