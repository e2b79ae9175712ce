"""Advisories of the locked packages: what nobody has judged is told, and a database that was not read is an error."""

from pathlib import Path

import pytest
import yaml

from bot.cli import advisories, sbom
from bot.cli.main import main

LOCKED = {package.name: package.version for package in sbom.packages()}
UNTIL_NOW = [{"introduced": "0"}]


def publish(database: Path, package: str, number: int, *, aliases: tuple[str, ...] = (), **affected: object) -> None:
    """One advisory of a package, as the database has it."""
    folder = database / "vulns" / package
    folder.mkdir(parents=True, exist_ok=True)
    name = f"PYSEC-2026-{number}"
    affected = {"package": {"name": package, "ecosystem": "PyPI"}, **affected}
    content = {"id": name, "details": "Synthetic.", "aliases": list(aliases), "affected": [affected]}
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """As many advisories of the past as make it whole."""
    for number in range(advisories.LEAST_READ):
        publish(tmp_path, "django", number, versions=["1.0"])
    return tmp_path


def told(database: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit status, and what was said."""
    return main(["vulnerabilities", str(database)]), capsys.readouterr().out


def test_what_concerns_other_versions_is_nothing(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Read, counted, and no more."""
    assert told(database, capsys) == (0, f"{advisories.LEAST_READ} avis lus, 0 non jugés.\n")


@pytest.mark.parametrize(
    "affected",
    [{"versions": [LOCKED["django"]]}, {"ranges": [{"type": "ECOSYSTEM", "events": UNTIL_NOW}]},
     {"ranges": [{"type": "ECOSYSTEM", "events": [*UNTIL_NOW, {"fixed": "99"}]}]},
     {"ranges": [{"type": "ECOSYSTEM", "events": [*UNTIL_NOW, {"last_affected": LOCKED["django"]}]}]}],
)  # fmt: skip
def test_what_nobody_has_judged_fails(
    affected: dict[str, object], database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Named with the package, its version and each of its names."""
    publish(database, "django", 999, aliases=("CVE-2026-99999",), **affected)
    status, said = told(database, capsys)
    assert status == 1
    assert f"django {LOCKED['django']}" in said
    assert "PYSEC-2026-999, CVE-2026-99999" in said
    assert "NON JUGÉ" in said


@pytest.mark.parametrize(
    "events", [[*UNTIL_NOW, {"fixed": "2.0"}], [*UNTIL_NOW, {"last_affected": "2.0"}], [{"introduced": "99"}]]
)
def test_a_range_that_ends_or_begins_elsewhere_is_nothing(
    events: list[dict[str, str]], database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Mended before our version, or broken after it."""
    publish(database, "django", 999, ranges=[{"type": "ECOSYSTEM", "events": events}])
    assert told(database, capsys)[0] == 0


def test_what_is_judged_passes_and_is_shown(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By any of its names; of another version it is not judged."""
    judgement = advisories.judged()[0]
    publish(database, judgement.package, 999, aliases=(judgement.id,), versions=[judgement.version])
    status, said = told(database, capsys)
    assert status == 0
    assert judgement.id in said
    publish(database, judgement.package, 999, aliases=("CVE-2026-99999",), versions=[judgement.version])
    assert told(database, capsys)[0] == 1


def test_a_database_that_is_none_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing read, nothing found: that is no good news."""
    publish(tmp_path, "django", 1, versions=["1.0"])
    assert main(["vulnerabilities", str(tmp_path)]) != 0
    assert "Rien n’est vérifié" in capsys.readouterr().err
