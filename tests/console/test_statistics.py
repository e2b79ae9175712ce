"""Statistics from records that name nobody."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.charter.outcomes import Outcome
from bot.console import report
from bot.console.models import Account, Duty, HandlingRecord
from bot.console.roles import Role
from bot.console.sheets import to_csv, to_xlsx
from bot.console.statistics import LEAST, Period, Row, Table, dashboard, one_table
from bot.console.statistics.hiding import column, share
from bot.console.statistics.measures import Measure
from bot.console.statistics.objectives import read_objectives
from bot.console.statistics.table import Value
from bot.conversations.models import ContactRecord, OutboxMessage
from tests.console.conftest import MakeAccount, MakeCase

pytestmark = pytest.mark.django_db

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
AT = datetime(2026, 11, 10, 9, tzinfo=UTC)


def contacts(count: int, at: datetime = AT, outcome: str = "answered", **fields: object) -> None:
    """So many contacts at a moment."""
    values = {"channel": "web", "page": "demo", "motive": "paiement-dates", "benefit": "rsa"} | fields
    ContactRecord.objects.bulk_create(
        ContactRecord(started_at=at, ended_at=at, duration_ms=1, outcome=outcome, **values) for _ in range(count)
    )


def handlings(*waits: int, reply: int | None = None) -> None:
    """Escalations closed after so many seconds of waiting."""
    for seconds in waits:
        HandlingRecord.objects.create(
            channel="web", page="demo", reason="complaint", escalated_at=AT, closed_at=AT, result="routed",
            waiting_seconds=seconds, handling_seconds=600, first_reply_seconds=reply,
        )  # fmt: skip


def rows(
    key: str, period: Period = NOVEMBER, pages: tuple[str, ...] = ("demo",), other: Period | None = None
) -> dict[str, tuple[Value, ...]]:
    """The rows of one table, by name."""
    table = one_table(key, pages, period, other or period.before())
    assert table is not None
    return {row.label: row.values for row in table.rows}


def test_counts_are_compared_with_the_period_before_or_with_another() -> None:
    contacts(7)
    contacts(9, datetime(2026, 10, 31, 9, tzinfo=UTC))
    contacts(8, datetime(2025, 11, 3, 9, tzinfo=UTC))
    contacts(20, datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert rows("outcome") == {"Réponse donnée": (7, 9)}
    assert rows("total") == {"Contacts": (7, 9)}
    year_before = Period(date(2025, 11, 1), date(2025, 11, 30))
    assert rows("outcome", other=year_before) == {"Réponse donnée": (7, 8)}


def test_days_are_local() -> None:
    """Half past eleven at night in UTC is the next day in Paris."""
    contacts(6, datetime(2026, 11, 30, 23, 30, tzinfo=UTC))
    assert rows("total") == {"Contacts": (0, 0)}
    first = Period(date(2026, 12, 1), date(2026, 12, 1))
    assert rows("hour", first) == {"0\u00a0h": (6, 0)}
    assert rows("weekday", first) == {"mardi": (6, 0)}


def test_hours_follow_summer_time() -> None:
    contacts(6, datetime(2026, 7, 1, 7, 59, tzinfo=UTC))
    assert rows("hour", Period(date(2026, 7, 1), date(2026, 7, 1))) == {"9\u00a0h": (6, 0)}


@pytest.mark.parametrize(("count", "shown"), [(0, {}), (1, {"RSA": (None, 0)}), (4, {"RSA": (None, 0)}),
                                              (5, {"RSA": (5, 0)})])  # fmt: skip
def test_small_cells_are_hidden(count: int, shown: dict[str, tuple[Value, ...]]) -> None:
    contacts(count)
    assert rows("benefit") == shown


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 40), max_size=8))
def test_no_small_cell_follows_from_the_total(counts: dict[str, int]) -> None:
    """What is hidden is, together, either nothing or no small number; what is shown is true."""
    shown = column(counts)
    assert all(value is None or value == counts[key] for key, value in shown.items())
    assert all(value is None for key, value in shown.items() if 0 < counts[key] < LEAST)
    hidden = [counts[key] for key, value in shown.items() if value is None]
    if hidden and any(count >= LEAST for count in counts.values()):
        assert len(hidden) > 1
        assert sum(hidden) >= LEAST


@given(st.integers(0, 60), st.integers(0, 60))
def test_no_share_tells_a_small_number(part: int, rest: int) -> None:
    value = share(part, part + rest)
    if part in range(1, LEAST) or rest in range(1, LEAST) or part + rest == 0:
        assert value is None
    else:
        assert value == pytest.approx(100 * part / (part + rest))


def test_no_table_shows_a_small_number(make_case: MakeCase) -> None:
    """Every table of the dashboard, filled with few contacts of every outcome."""
    for outcome in Outcome:
        contacts(3, outcome=outcome.value, benefit=outcome.value, motive=outcome.value, helpful=True)
    handlings(60, 60, 60, reply=90)
    make_case()
    for table in dashboard(["demo"], NOVEMBER, NOVEMBER.before()):
        small = {value for row in table.rows for value in row.values if value in range(1, LEAST)}
        assert small == set(), table.key


def test_other_pages_are_left_out() -> None:
    contacts(6, page="autre")
    assert rows("outcome") == {}
    assert rows("page", pages=("autre",)) == {"autre": (6, 0)}


def test_measures_are_shares_of_what_they_speak_of() -> None:
    contacts(12)
    contacts(5, outcome="not_found")
    contacts(7, outcome="clarified")
    contacts(30, outcome="closed")
    contacts(15, outcome="helped", helpful=True)
    contacts(5, outcome="not_helped", helpful=False)
    handlings(600, 600, 1200, 1800, 7200, reply=2400)
    found = rows("pages")["Caf de démonstration"]
    assert found == (74, "50\u00a0%", "20,8\u00a0%", "75\u00a0%", "trop peu de cas", "20\u00a0min", "40\u00a0min")
    assert rows("rating") == {
        "«\u202fOui, cela répond\u202f»": (15, 0),
        "«\u202fNon, cela ne répond pas\u202f»": (5, 0),
    }
    assert rows("first_reply") == {"en 1\u00a0heure au plus": (5, 0)}


def test_contacts_with_and_without_a_person_are_told_apart() -> None:
    """AR1: in the page, the files and the report alike, for all show the same tables."""
    contacts(21)
    contacts(9, outcome="human_in_charge", human_involved=True)
    assert rows("human") == {"l’assistant seul": (21, 0), "avec une personne": (9, 0)}
    tables = list(dashboard(["demo"], NOVEMBER, NOVEMBER.before()))
    title = "Avec ou sans intervention humaine"
    assert f"{title};avec une personne;Période;9" in to_csv(tables).decode("utf-8-sig")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(
        report.to_pdf(tables, ["demo"], NOVEMBER, NOVEMBER.before())
    )).pages)  # fmt: skip
    assert title in text


def test_times_need_five_cases() -> None:
    handlings(60, 120, 180, 240)
    waiting = "Attente avant la prise en charge (médiane)"
    assert rows("times")[waiting] == ("trop peu de cas", "trop peu de cas")
    handlings(300, reply=400)
    assert rows("times")[waiting] == ("3\u00a0min", "trop peu de cas")


def test_hours_of_duty_end_with_the_period(make_account: MakeAccount) -> None:
    Duty.objects.create(
        account=make_account(),
        started_at=datetime(2026, 10, 31, 21, tzinfo=UTC),
        ended_at=datetime(2026, 11, 1, 2, tzinfo=UTC),
    )
    assert rows("times")["Heures de service de l’équipe"] == ("3\u00a0h", "2\u00a0h")


def test_an_entry_given_twice_is_a_repeated_question(make_case: MakeCase) -> None:
    for number in range(15):
        conversation = make_case()
        for _ in range(2 if number < 6 else 1):
            OutboxMessage.objects.create(
                conversation=conversation,
                outcome=Outcome.ANSWERED.value,
                created_at=AT,
                detail={"faq_id": "rsa-demande"},
            )
    assert list(rows("repeats").values()) == [(6, 0)]
    assert rows("pages")["Caf de démonstration"][4] == "40\u00a0%"


def objectives(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Table:
    """The table of objectives that a file gives."""
    file = folder / "objectifs.yml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("CAF_OBJECTIVES_FILE", str(file))
    table = one_table("objectives", ["demo"], NOVEMBER, NOVEMBER.before())
    assert table is not None
    return table


def test_our_own_objectives_are_valid() -> None:
    assert set(read_objectives()) == set(Measure)


def test_objectives_are_compared_with_what_is_attained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contacts(30)
    contacts(10, outcome="not_found")
    table = objectives(tmp_path, monkeypatch, "- {measure: answered, target: 75}\n- {measure: not_found, target: 20}\n"
                                              "- {measure: first_reply, target: 60}\n")  # fmt: skip
    assert [row.values for row in table.rows] == [
        ("au moins 75\u00a0%", "75\u00a0%", "atteint", "trop peu de cas"),
        ("au plus 20\u00a0%", "25\u00a0%", "non atteint", "trop peu de cas"),
        ("au plus 60\u00a0min", "trop peu de cas", "trop peu de cas", "trop peu de cas"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- {measure: answered, target: 75}\n- {measure: gentillesse, target: 3}\n", 2, "l’une de ces valeurs"),
        ("- {measure: answered, target: 120}\n", 1, "ne peut pas dépasser 100"),
        ("- {measure: answered, target: 0}\n", 1, "plus grand que 0"),
        ("- {measure: answered, target: beaucoup}\n", 1, "un nombre"),
        ("- {measure: answered}\n", 1, "il manque le champ « target »"),
        ("- {measure: waiting, target: 5}\n- {measure: waiting, target: 6}\n", 2, "existe déjà"),
        ("", 1, "vide"),
        ("- {measure: answered\n", 2, "YAML"),
    ],
)
def test_wrong_objectives_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: int, words: str
) -> None:
    table = objectives(tmp_path, monkeypatch, text)
    assert table.problem.startswith(f"objectifs.yml:{line}: ")
    assert words in table.problem.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_rest_is_shown_while_objectives_are_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signed_in: Callable[..., Client]
) -> None:
    contacts(7, datetime.now(UTC) - timedelta(days=1))
    objectives(tmp_path, monkeypatch, "- {measure: answered}\n")
    client = signed_in()
    page = client.get("/console/statistiques/").content.decode()
    assert "objectifs.yml:1" in page
    assert "Réponse donnée" in page
    assert client.get("/console/statistiques/fichiers/statistiques.pdf").status_code == 200


TABLES = [Table("motive", ["Valeur", "Période", "Période comparée"], [Row("=1+1", (12, None)), Row("é ; «", (0, 5))])]


def test_files_say_what_the_tables_say_and_hold_no_formula() -> None:
    expected = [
        ["Par motif", "'=1+1", "Période", "12"], ["Par motif", "'=1+1", "Période comparée", "caché"],
        ["Par motif", "é ; «", "Période", "0"], ["Par motif", "é ; «", "Période comparée", "5"],
    ]  # fmt: skip
    read = list(csv.reader(io.StringIO(to_csv(TABLES).decode("utf-8-sig")), delimiter=";"))
    assert read[1:] == expected
    sheet = load_workbook(io.BytesIO(to_xlsx(TABLES))).active
    assert sheet is not None
    assert [[str(cell) for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)] == expected


def test_the_report_is_read_back() -> None:
    """French letters, no-break spaces and typographic marks come out of the PDF as they went in."""
    long = [Row(f"motif numéro {number} : « œuvre », l’été", (number, None)) for number in range(5, 80)]
    tables = [Table("motive", TABLES[0].columns, long, is_plotted=True), Table("queue", TABLES[0].columns, [])]
    pdf = PdfReader(io.BytesIO(report.to_pdf(tables, ["Caf d’essai", "Caf <b>&"], NOVEMBER, NOVEMBER.before())))
    text = "\n".join(page.extract_text() for page in pdf.pages).replace("\u00a0", " ").replace("\u202f", " ")
    assert "Rapport statistique de l’assistant" in text
    assert "Période du 1 novembre 2026 au 30 novembre 2026" in text
    assert "Caf d’essai, Caf <b>&" in text
    for row in long:
        assert row.label in text
    assert text.count("caché") >= len(long)
    assert text.count("Période comparée") == len(pdf.pages), "the heading line comes back on every page"
    assert "Rien sur cette période." in text
    assert sum(len(page.images) for page in pdf.pages) == 1
    assert str(pdf.root_object["/Lang"]) == "fr-FR"


def test_the_page_its_plots_and_its_files(signed_in: Callable[..., Client]) -> None:
    contacts(7, datetime.now(UTC) - timedelta(days=1))
    client = signed_in()
    page = client.get("/console/statistiques/").content.decode()
    assert "Réponse donnée" in page
    plot = client.get("/console/statistiques/graphiques/outcome.png")
    assert plot.content.startswith(b"\x89PNG")
    assert client.get("/console/statistiques/graphiques/objectives.png").status_code == 404
    for kind in ("csv", "xlsx", "pdf"):
        sent = client.get(f"/console/statistiques/fichiers/statistiques.{kind}")
        assert f".{kind}" in sent.headers["Content-Disposition"]
        assert len(sent.content) > 50
    assert client.get("/console/statistiques/fichiers/statistiques.exe").status_code == 404


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"first": "2026-11-30", "last": "2026-11-01"}, "échangez les deux dates"),
        ({"first": "2026-11-01", "last": "2026-11-30", "other_first": "2025-11-01"}, "donnez ses deux dates"),
        ({"first": "hier", "last": "2026-11-30"}, "date valide"),
        ({"first": "2026-11-01", "last": "2026-11-30", "page": "autre"}, "choix valide"),
    ],
)
def test_a_wrong_period_is_said(signed_in: Callable[..., Client], asked: dict[str, str], words: str) -> None:
    assert words in signed_in().get("/console/statistiques/", asked).content.decode()


def test_only_the_pages_that_one_serves_are_counted(signed_in: Callable[..., Client]) -> None:
    """A page that is asked for by its address is no way around (AR3)."""
    contacts(7, datetime.now(UTC) - timedelta(days=1), page="ailleurs")
    client = signed_in(Role.COMMUNITY_MANAGER, pages=["demo"])
    assert Account.objects.get().pages == ["demo"]
    day = (datetime.now(UTC) - timedelta(days=3)).date()
    query = {"first": str(day), "last": str(day + timedelta(days=3)), "page": "ailleurs"}
    sent = client.get("/console/statistiques/fichiers/statistiques.csv", query)
    assert ";7" not in sent.content.decode()
