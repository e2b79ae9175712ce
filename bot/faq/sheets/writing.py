"""Puts the files of a plan in their places, all or none, and keeps what they replace."""

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from bot.faq.sheets.plan import Change
from bot.faq.sheets.problems import SheetError, SheetProblem, message


def write(changes: Sequence[Change], kept: Path) -> None:
    """Writes the changes; a running assistant reads each file whole, the one before or the one after.

    Args:
        changes: what to write; their staged files are used up.
        kept: a folder that gets a copy of every file that is replaced, under its theme.

    Raises:
        SheetError: a file has changed since it was compared; nothing has been written.
        OSError: a file cannot be written; those already written have been put back.
    """
    _refuse_stale(changes)
    for change in changes:
        if change.replaced:
            copy = kept / change.replaced.parent.name / change.replaced.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(change.replaced, copy)
    with contextlib.ExitStack() as undo:
        prepared = [_prepare(change, undo) for change in changes]
        for change, aside in zip(changes, prepared, strict=True):
            undo.callback(_restore, change)
            aside.replace(change.target)
            if change.replaced and change.replaced != change.target:
                change.replaced.unlink()
        undo.pop_all()


def _refuse_stale(changes: Sequence[Change]) -> None:
    problems = []
    for change in changes:
        if change.replaced and (not change.replaced.exists() or change.replaced.read_bytes() != change.found):
            problems.append(SheetProblem(change.replaced, message("changed_meanwhile")))
        elif change.replaced != change.target and change.target.exists():
            problems.append(SheetProblem(change.target, message("appeared")))
    if problems:
        raise SheetError(*problems)


def _prepare(change: Change, undo: contextlib.ExitStack) -> Path:
    """Copies a staged file beside its place, where giving it its name is a single step."""
    change.target.parent.mkdir(parents=True, exist_ok=True)
    aside = change.target.with_name(f".{change.target.stem}.part")
    undo.callback(aside.unlink, missing_ok=True)
    shutil.copyfile(change.staged, aside)
    with aside.open("rb") as stream:
        os.fsync(stream.fileno())
    return aside


def _restore(change: Change) -> None:
    if change.replaced != change.target:
        change.target.unlink(missing_ok=True)
    if change.replaced:
        change.replaced.write_bytes(change.found)
