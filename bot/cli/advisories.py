"""``vulnerabilities``: the published advisories of the locked packages, beside those that have been judged.

Published: a copy of the Python Packaging Authority's database (https://github.com/pypa/advisory-database), whose files
are in the OSV format (https://ossf.github.io/osv-schema/). Judged: ``advisories.yml``, which says of each why nobody
reaches it here; ``docs/chaine-logicielle.md`` shows the same list to operators.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from packaging.version import Version

from bot.cli.errors import CommandError
from bot.cli.sbom import Package, packages
from bot.cli.terminal import Tell
from bot.cli.texts import say

LEAST_READ = 100
"""Advisories of our packages, whatever their versions, that the database has at least (268 in October 2024)."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why an advisory, by one of its names, reaches nobody as long as the package has that version."""

    id: str
    package: str
    version: str
    what: str
    why: str


@cache
def judged() -> Sequence[Judgement]:
    """What has been judged, a row an advisory."""
    content = yaml.safe_load(Path(__file__).with_name("advisories.yml").read_text(encoding="utf-8"))
    return [Judgement(**row) for row in content]


def compare(database: Path, tell: Tell) -> bool:
    """Tells which advisories of the database concern a package as it is locked; whether each of them is judged.

    Raises:
        CommandError: the folder is no copy of the database, or a part of one: what reads nothing finds nothing.
    """
    read, unjudged = 0, 0
    known = {(judgement.package, judgement.version, judgement.id) for judgement in judged()}
    for package in packages():
        for advisory in _published(database, package.name.lower()):
            read += 1
            names = [advisory["id"], *advisory.get("aliases", ())]
            if not _concerns(advisory, package):
                continue
            fate = "judged" if any((package.name, package.version, name) in known for name in names) else "unjudged"
            unjudged += fate == "unjudged"
            tell(say(f"vulnerabilities.{fate}", name=package.name, version=package.version, ids=", ".join(names)))
    if read < LEAST_READ:
        raise CommandError(say("vulnerabilities.nothing_read", folder=database, count=read))
    tell(say("vulnerabilities.done", count=read, unjudged=unjudged))
    return not unjudged


def _published(database: Path, name: str) -> Iterator[Mapping[str, Any]]:
    for file in sorted((database / "vulns" / name).glob("*.yaml")):
        advisory = yaml.safe_load(file.read_text(encoding="utf-8"))
        if "withdrawn" not in advisory:
            yield advisory


def _concerns(advisory: Mapping[str, Any], package: Package) -> bool:
    """Whether it names the version, or a range of the package's ecosystem in which the version lies."""
    version = Version(package.version)
    for affected in advisory["affected"]:
        ranges = [found for found in affected.get("ranges", ()) if found["type"] == "ECOSYSTEM"]
        if package.version in affected.get("versions", ()) or any(_within(version, found) for found in ranges):
            return True
    return False


def _within(version: Version, found: Mapping[str, Any]) -> bool:
    """Events are « introduced », « fixed » and « last_affected »; a range without an end goes on."""
    within = False
    for event in found["events"]:
        [(kind, at)] = event.items()
        if kind == "introduced" and version >= Version(at):
            within = True
        elif (kind == "fixed" and version >= Version(at)) or (kind == "last_affected" and version > Version(at)):
            within = False
    return within
