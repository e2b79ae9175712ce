"""A journal of measurements: one line a run, in a CSV that spreadsheets open, so that a trend can be read."""

import csv
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


class JournalError(Exception):
    """The file is no journal of these measurements; it has been left as it was."""


def append_run(file: Path, run: Mapping[str, object]) -> None:
    """Adds one line; a new file gets its titles first.

    Args:
        file: the journal, a CSV with « ; » and UTF-8 with its mark, as French spreadsheets expect.
        run: the values by title, the same titles at every run.

    Raises:
        JournalError: the file holds something else, or was made when other things were measured.
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+", encoding="utf-8", newline="") as stream:
        stream.seek(0)
        try:
            titles = next(csv.reader([stream.readline().removeprefix("\ufeff")], delimiter=";"), [])
        except UnicodeDecodeError as error:
            raise JournalError(str(file)) from error
        if titles not in ([], list(run)):
            raise JournalError(str(file))
        writer = csv.writer(stream, delimiter=";")
        stream.seek(0, os.SEEK_END)
        if not titles:
            stream.write("\ufeff")
            writer.writerow(run)
        writer.writerow(run.values())


def commit_of(folder: Path) -> str:
    """The short name of the commit that a Git folder stands at, « + » when files differ; empty outside Git."""
    git = ("git", "-C", str(folder))
    commit = subprocess.run((*git, "rev-parse", "--short", "HEAD"), capture_output=True, text=True, check=False)  # noqa: S603
    if commit.returncode:
        return ""
    dirty = subprocess.run((*git, "status", "--porcelain"), capture_output=True, text=True, check=False)  # noqa: S603
    return commit.stdout.strip() + ("+" if dirty.stdout.strip() else "")
