"""Arguments of the operator's commands: processes, ``doctor``, ``backup`` and ``restore``, what it is made of."""

import argparse
import os
from pathlib import Path
from typing import Any

from bot.cli import advisories, backup, doctor, processes, sbom
from bot.cli.terminal import tell
from bot.cli.texts import say
from bot.config import environment


def add_commands(commands: Any) -> None:
    """Adds them; ``commands`` is argparse's action, whose type it keeps to itself."""
    run = commands.add_parser("run", help=say("run.help"))
    run.add_argument("name", metavar="|".join(processes.BY_NAME), choices=processes.BY_NAME, help=say("run.name"))
    run.set_defaults(run=_run)
    commands.add_parser("doctor", help=say("doctor.help")).set_defaults(run=_doctor)
    save = commands.add_parser("backup", help=say("backup.help"))
    save.add_argument("file", metavar="FICHIER.tar.gz", type=Path, help=say("backup.file"))
    save.set_defaults(run=_backup)
    back = commands.add_parser("restore", help=say("restore.help"))
    back.add_argument("file", metavar="FICHIER.tar.gz", type=Path, help=say("restore.file"))
    back.add_argument("--yes", action="store_true", help=say("restore.sure"))
    back.set_defaults(run=_restore)
    listed = commands.add_parser("sbom", help=say("sbom.help"))
    listed.add_argument("file", metavar="FICHIER.json", type=Path, help=say("sbom.file"))
    listed.set_defaults(run=_sbom)
    known = commands.add_parser("vulnerabilities", help=say("vulnerabilities.help"))
    known.add_argument("folder", metavar="DOSSIER", type=Path, help=say("vulnerabilities.folder"))
    known.set_defaults(run=_vulnerabilities)


def _run(options: argparse.Namespace) -> int:
    """Becomes the process, so that whoever started it sees its signals and its end."""
    process = processes.BY_NAME[options.name]()
    os.chdir(environment.ROOT)
    os.execvpe(process.command[0], list(process.command), dict(process.environment))  # noqa: S606 (our own command)


def _doctor(_: argparse.Namespace) -> int:
    return 1 if doctor.examine(tell) else 0


def _backup(options: argparse.Namespace) -> int:
    backup.backup(options.file, tell)
    return 0


def _restore(options: argparse.Namespace) -> int:
    from bot.conversations import rasa  # noqa: PLC0415 (imports Django's settings)

    backup.restore(options.file, options.yes, rasa.is_ready(), tell)
    return 0


def _sbom(options: argparse.Namespace) -> int:
    sbom.write(options.file, tell)
    return 0


def _vulnerabilities(options: argparse.Namespace) -> int:
    return 0 if advisories.compare(options.folder, tell) else 1
