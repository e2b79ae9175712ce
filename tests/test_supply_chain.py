"""What the installation is made of: every package known, under a licence that lets it be used; no secret in a file."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from bot.cli import advisories, sbom
from bot.cli.errors import CommandError

ROOT = Path(__file__).parents[1]

USABLE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|MPL|Mozilla|ISC|Unlicense|LGPL|Lesser General Public", re.IGNORECASE
)
"""Permissive licences, and weak copyleft for libraries that are used as they are."""

STRONG = re.compile(r"AGPL|Affero|(?<!L)GPL|(?<!Lesser )General Public|Proprietary|Commercial", re.IGNORECASE)

MODEL = "data/encoder/"

SECRETS = {
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+\w{20}"),
    "Telegram token": re.compile(r"\b\d{8,10}:AA[\w-]{33}\b"),
    "Facebook token": re.compile(r"\bEAA[A-Za-z0-9]{60,}\b"),
    "GitHub token": re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}\b"),
    "AWS key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "password in an address": re.compile(r"\b(?:postgresql|redis|amqp|mysql)://\w*:[A-Za-z0-9]{8,}@"),
}


def test_every_package_may_be_used() -> None:
    """Each is installed as the lock has it, and its licence is known; a list that read nothing fails."""
    listed = list(sbom.packages())
    assert len(listed) > 150
    assert [package for package in listed if not USABLE.search(package.licence) or STRONG.search(package.licence)] == []


def test_the_list_is_written_as_cyclonedx(tmp_path: Path) -> None:
    """With a name, a version, an address and a licence each."""
    sbom.write(tmp_path / "sbom.json", lambda _: None)
    content = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert (content["bomFormat"], content["specVersion"]) == ("CycloneDX", "1.6")
    django = next(component for component in content["components"] if component["name"] == "django")
    assert django["purl"] == f"pkg:pypi/django@{django['version']}"
    assert all(component["licenses"][0]["license"]["name"] for component in content["components"])


@pytest.mark.parametrize("line", ["no-such-package==1.0", "django==0.1"])
def test_what_is_not_installed_is_not_listed(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list says what runs, or nothing."""
    (tmp_path / "lock").write_text(line, encoding="utf-8")
    monkeypatch.setattr(sbom, "LOCK", tmp_path / "lock")
    with pytest.raises(CommandError, match=line.partition("==")[0]):
        list(sbom.packages())


def old_versions() -> dict[str, str]:
    """The packages that are old for Rasa's sake, with the version that the guide names (it may name none)."""
    guide = (ROOT / "docs" / "chaine-logicielle.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?) \|", guide, flags=re.MULTILINE)
    return {name: version.strip() for row in rows for name, version in re.findall(r"`([\w-]+)`([\d. ]*)", row)}


def test_the_guide_knows_the_old_versions() -> None:
    """Each is locked at the version that it is judged by; a guide in which nothing is read fails."""
    judged, locked = old_versions(), {package.name: package.version for package in sbom.packages()}
    assert len(judged) > 10
    assert judged.keys() <= locked.keys()
    changed = {
        name for name, version in judged.items() if not f"{locked[name]}.".startswith(f"{version}." * bool(version))
    }
    assert changed == set()


def secrets_in(text: str) -> list[str]:
    """The kinds of secret that a text holds."""
    return [kind for kind, shape in SECRETS.items() if shape.search(text)]


def test_no_file_holds_a_secret() -> None:
    """Whatever git takes; a model's words and numbers look like anything."""
    named = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in named.split("\0") if name and not name.startswith(MODEL)]
    assert len(files) > 300
    found = {file: secrets_in(file.read_text(encoding="utf-8", errors="ignore")) for file in files if file.exists()}
    assert {file: kinds for file, kinds in found.items() if kinds} == {}


@pytest.mark.parametrize(
    "secret",
    ["-----BEGIN " + "PRIVATE KEY-----\n" + "M" * 64, "123456789:" + "AA" + "x" * 33, "EAA" + "b" * 80,
     "gh" + "p_" + "a" * 36, "AK" + "IA" + "A" * 16, "postgresql" + "://caf:motdepasse12@db/caf"],
)  # fmt: skip
def test_a_secret_is_found(secret: str) -> None:
    """Each shape, planted."""
    assert len(secrets_in(f"token = {secret} # tmp")) == 1


def test_each_advisory_is_judged_for_the_locked_version() -> None:
    """A version that changes is judged again; the operators' guide shows each row as it is."""
    locked = {package.name: package.version for package in sbom.packages()}
    rows = advisories.judged()
    assert rows
    assert {row.package: row.version for row in rows} == {row.package: locked[row.package] for row in rows}
    guide = (ROOT / "docs" / "chaine-logicielle.md").read_text(encoding="utf-8")
    for row in rows:
        assert f"\n| `{row.package}` {row.version} | {row.id} | {row.what} | {row.why} |\n" in guide
