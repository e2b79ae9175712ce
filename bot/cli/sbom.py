"""``sbom``: every package of the installation with its version and licence, as CycloneDX 1.6 has it.

https://cyclonedx.org/docs/1.6/json/
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import yaml

from bot.cli.errors import CommandError
from bot.cli.terminal import Tell
from bot.cli.texts import say
from bot.config import environment

LOCK = environment.ROOT / "requirements.lock"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the lock; ``licence`` as its metadata name it, empty where nothing does."""

    name: str
    version: str
    licence: str


def packages() -> Iterator[Package]:
    """Every package of the lock.

    Raises:
        CommandError: one is not installed at its version: what is listed would not be what runs.
    """
    for name, version in _PINNED.findall(LOCK.read_text(encoding="utf-8")):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            raise CommandError(say("sbom.missing", name=name)) from None
        if found.version != version:
            raise CommandError(say("sbom.other_version", name=name, version=version, installed=found.version))
        yield Package(name, version, _named().get(name) or _licence(found.metadata))


def write(file: Path, tell: Tell) -> None:
    """Writes the list.

    Raises:
        CommandError: a package is not installed as the lock has it.
        OSError: the file cannot be written.
    """
    listed = list(packages())
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "caf-pages-assistant"}},
        "components": [_component(package) for package in listed],
    }
    file.write_text(json.dumps(content, indent=1), encoding="utf-8")
    tell(say("sbom.done", file=file, count=len(listed)))


def _component(package: Package) -> dict[str, Any]:
    return {
        "type": "library",
        "name": package.name,
        "version": package.version,
        "purl": f"pkg:pypi/{package.name.lower()}@{package.version}",
        "licenses": [{"license": {"name": package.licence}}],
    }


def _licence(metadata: Any) -> str:
    """As an SPDX expression where there is one, else as the classifiers or the first line of the text say."""
    classified = [
        line.split(" :: ")[-1] for line in metadata.get_all("Classifier", []) if line.startswith("License ::")
    ]
    text = str(metadata.get("License") or "").partition("\n")[0]
    return str(metadata.get("License-Expression") or ", ".join(classified) or text).strip()


@cache
def _named() -> dict[str, str]:
    named: dict[str, str] = yaml.safe_load(Path(__file__).with_name("licences.yml").read_text(encoding="utf-8"))
    return named
