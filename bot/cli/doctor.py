"""``doctor``: what is misconfigured or down, and how to mend it."""

import os
import shutil
import stat
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from django.db import DatabaseError

from bot.cli.model import current_model, topics_are_current
from bot.cli.terminal import Tell
from bot.cli.texts import say
from bot.config import environment
from bot.config.environment import ConfigurationError
from bot.faq.entries import read_entries

_TOO_OPEN = stat.S_IRGRP | stat.S_IWGRP | stat.S_IROTH | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and the remedy where it is not well."""

    what: str
    remedy: str = ""


def examine(tell: Tell) -> int:
    """Says what is well and what is not; returns how many things are not."""
    wrong = 0
    for check in (_data, _settings, _secrets, _model, _faq, _database, _parts):
        try:
            findings = list(check())
        except (ConfigurationError, OSError) as error:
            tell(say("doctor.wrong", what=say("doctor.settings"), remedy=error))
            wrong += 1
            break  # whatever else is looked at needs the settings and the data folder, too
        for finding in findings:
            tell(say("doctor.wrong" if finding.remedy else "doctor.well", what=finding.what, remedy=finding.remedy))
            wrong += bool(finding.remedy)
    tell(say("doctor.some", count=wrong) if wrong else say("doctor.none"))
    return wrong


def _settings() -> Iterator[Finding]:
    django.setup()
    from bot.config.pages import pages  # noqa: PLC0415 (after setup)
    from bot.conversations import clock  # noqa: PLC0415

    clock.now()
    profile = environment.SERVICE if environment.is_service() else environment.DESK
    yield Finding(say("doctor.settings_well", profile=profile, mode=environment.value("CAF_MODE"), count=len(pages())))
    if not environment.is_development() and not os.environ.get("CAF_ALLOWED_HOSTS"):
        yield Finding(say("doctor.hosts"), say("doctor.hosts_remedy"))


def _data() -> Iterator[Finding]:
    folder = environment.path("CAF_DATA_DIR")
    folder.mkdir(parents=True, exist_ok=True)
    what = say("doctor.data", folder=folder, free=shutil.disk_usage(folder).free / 1e9)
    try:
        with tempfile.TemporaryFile(dir=folder):
            yield Finding(what)
    except OSError as error:
        yield Finding(what, say("doctor.data_remedy", reason=error.strerror))


def _secrets() -> Iterator[Finding]:
    """Files of secrets are their owner's alone."""
    named = [Path(value) for name, value in os.environ.items() if name.startswith("CAF_") and name.endswith("_FILE")]
    drawn = environment.path("CAF_DATA_DIR") / "development-secrets.json"
    for file in (*(name for name in named if name != environment.path("CAF_PAGES_FILE")), drawn):
        if file.exists():
            open_to_others = file.stat().st_mode & _TOO_OPEN
            remedy = say("doctor.secret_remedy", file=file) if open_to_others else ""
            yield Finding(say("doctor.secret", file=file), remedy)


def _model() -> Iterator[Finding]:
    model = current_model()
    remedy = ""
    if not model.exists():
        remedy = say("doctor.model_missing")
    elif not tarfile.is_tarfile(model):
        remedy = say("doctor.model_broken", file=model)
    yield Finding(say("doctor.model", file=model.name), remedy)
    yield Finding(say("doctor.topics"), "" if topics_are_current() else say("doctor.model_missing"))


def _faq() -> Iterator[Finding]:
    folder = environment.path("CAF_FAQ_DIR")
    entries, problems = read_entries(folder)
    yield Finding(say("doctor.faq", count=len(entries), folder=folder), "" if entries else say("doctor.faq_empty"))
    for problem in problems:
        yield Finding(str(problem), say("doctor.faq_remedy"))


def _database() -> Iterator[Finding]:
    from django.db import connection  # noqa: PLC0415 (after setup)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    what = say("doctor.database", kind=connection.vendor)
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Finding(what, say("doctor.database_remedy", reason=str(error).strip()))
    else:
        yield Finding(what, say("doctor.migrate") if missing else "")


def _parts() -> Iterator[Finding]:
    """Whether what answers does; the words are the health page's."""
    from bot.conversations import health  # noqa: PLC0415 (after setup)

    for part, well in health.parts().items():
        if part not in ("database", "faq"):
            yield Finding(say(f"doctor.parts.{part}"), "" if well else health.remedy(part))
