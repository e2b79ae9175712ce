"""``backup`` and ``restore``: all that cannot be made again, in one file, without a secret.

The database, Rasa's conversations, the FAQ and the pages' file. The model, the vectors and the queue are made again;
secrets have a safe of their own, for whoever holds the file would read the addresses of replies with them.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.cli import stores
from bot.cli.errors import CommandError
from bot.cli.terminal import Tell, agreed
from bot.cli.texts import say
from bot.config import environment

_MANIFEST = "manifest.json"
_FORMAT = 1
_FAQ = "faq"
_PAGES = "pages.yml"


def backup(file: Path, tell: Tell) -> None:
    """Writes everything into one new file, readable by its owner alone.

    Raises:
        CommandError: the file is there already, or the database cannot be read.
        OSError: a file cannot be read or written.
    """
    if file.exists():
        raise CommandError(say("backup.exists", file=file))
    with tempfile.TemporaryDirectory(prefix="caf-backup-") as name:
        folder = Path(name)
        stores.save(folder)
        shutil.copytree(environment.path("CAF_FAQ_DIR"), folder / _FAQ)
        shutil.copyfile(environment.path("CAF_PAGES_FILE"), folder / _PAGES)
        files = _digests(folder)
        manifest = {"format": _FORMAT, "profile": environment.value("CAF_PROFILE"), "files": files}
        (folder / _MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        # Under another name first: a file of that name is a whole one.
        unfinished = file.with_name(f"{file.name}.part")
        with open(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as raw:  # noqa: PTH123 (the mode)
            with tarfile.open(fileobj=raw, mode="w:gz") as archive:
                archive.add(folder, arcname=".")
            os.fsync(raw.fileno())
        unfinished.rename(file)
    tell(say("backup.done", file=file, count=len(files), size=file.stat().st_size / 1e6))


def restore(file: Path, sure: bool, running: bool, tell: Tell) -> None:
    """Puts a backup in the place of what is there, which is kept in a backup of its own.

    Args:
        file: what :func:`backup` wrote.
        sure: whether not to ask.
        running: whether the installation answers now: then nothing is done.
        tell: says what is done.

    Raises:
        CommandError: the file is damaged or no backup, the installation runs, or the answer was no.
        OSError: a file cannot be read or written.
    """
    with tempfile.TemporaryDirectory(prefix="caf-restore-") as name:
        folder = Path(name)
        _unpack(file, folder)
        if not stores.holds_copies(folder):
            raise CommandError(say("restore.other_profile", profile=environment.value("CAF_PROFILE")))
        if running:
            raise CommandError(say("restore.running"))
        if not sure and not agreed(say("restore.ask")):
            raise CommandError(say("restore.nothing"))
        _keep(tell)
        stores.load(folder)
        _replace(folder / _FAQ, environment.path("CAF_FAQ_DIR"))
        shutil.copyfile(folder / _PAGES, environment.path("CAF_PAGES_FILE"))
    tell(say("restore.done", file=file))


def _unpack(file: Path, folder: Path) -> None:
    """The files of a backup, each as it was written."""
    try:
        with tarfile.open(file, mode="r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        whole = manifest["format"] == _FORMAT and manifest["files"] == _digests(folder)
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError, FileNotFoundError) as error:
        if not file.exists():
            raise
        raise CommandError(say("restore.damaged", file=file)) from error
    if not whole:
        raise CommandError(say("restore.damaged", file=file))


def _keep(tell: Tell) -> None:
    folder = environment.path("CAF_DATA_DIR") / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    backup(folder / f"before-restore-{datetime.now():%Y-%m-%dT%H-%M-%S-%f}.tar.gz", tell)


def _replace(new: Path, old: Path) -> None:
    """Puts a folder in the place of another: at no moment is half of it there."""
    arriving, leaving = (old.with_name(f".{old.name}-{word}") for word in ("arriving", "leaving"))
    for folder in (arriving, leaving):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(new, arriving)
    if old.exists():
        old.rename(leaving)
    arriving.rename(old)
    shutil.rmtree(leaving, ignore_errors=True)


def _digests(folder: Path) -> Mapping[str, str]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != _MANIFEST)
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
