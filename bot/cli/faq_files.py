"""``faq check``, ``show``, ``new`` and ``stats``: what editors do with the files of the FAQ."""

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from tqdm import tqdm

from bot.channels.answering import CHANNELS
from bot.cli.errors import CommandError
from bot.cli.model import vector_store
from bot.cli.terminal import Tell
from bot.cli.texts import say
from bot.config import environment
from bot.editing.reply import reply
from bot.faq.amounts import fill
from bot.faq.catalogue import Topic, add_topic, read_catalogue
from bot.faq.checks.folder import Folder, check_folder
from bot.faq.drafts import create_draft
from bot.faq.entries import Entry, Status, entry_files, read_entries
from bot.faq.mending import mend_file
from bot.faq.nearest import nearest
from bot.faq.problems import InvalidFileError, Problem, Severity
from bot.faq.stats import AGES, Statistics, UsedSince, statistics
from bot.faq.vectors import VectorStore

NEAR = 5
"""Near entries that ``show`` names."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Form of identifiers and themes, as in the schema; nothing else becomes the name of a file."""


def check(paths: Sequence[Path], fix: bool, today: date, tell: Tell) -> bool:
    """Reports what is wrong in the FAQ, or in some of its files or folders; whether there is no error.

    Args:
        paths: files and folders to report on; the whole FAQ where there are none.
        fix: mend the typography first.
        today: the day of the check.
        tell: says one line.

    Raises:
        CommandError: a path is not the FAQ's.
        OSError: a path is not there, or a file cannot be written.
    """
    path = environment.path("CAF_FAQ_DIR")
    only = {file for given in paths for file in _files(given, path)}
    folder = Folder.read(path)
    if fix:
        for file in _mend(folder, only):
            tell(say("faq.check.mended", file=_shown(file)))
        folder = Folder.read(path)
    entries = [entry for entry, _ in folder.entries.values()]
    problems = check_folder(folder, today, CHANNELS, _vectors(entries, tell), only=only, progress=_progress)
    for problem in problems:
        tell(str(replace(problem, file=_shown(problem.file))))
    count = Counter(problem.severity for problem in problems)
    checked = len(only) or len(list(entry_files(path)))
    tell(
        say("faq.check.done", files=checked, errors=count[Severity.ERROR], warnings=count[Severity.WARNING])
        if problems
        else say("faq.check.clean", files=checked)
    )
    return not count[Severity.ERROR]


def show(entry_id: str, today: date, tell: Tell) -> None:
    """Shows one entry as citizens read it, then what editors want to know of it.

    Raises:
        CommandError: there is no such entry, or its file is wrong.
    """
    folder = Folder.read(environment.path("CAF_FAQ_DIR"))
    if entry_id not in folder.entries:
        raise CommandError(_why_not(folder, entry_id))
    written, document = folder.entries[entry_id]
    entry = fill(written, folder.amounts, today)
    tell(say("faq.show.head", title=entry.title, label=entry.label))
    said = reply(entry.answer, entry.links)
    tell(f"\n{said}\n")
    if entry.simple:
        tell(say("faq.show.simple", text=entry.simple))
    for channel in CHANNELS:
        tell(say("faq.show.length", channel=channel.name, size=len(said), limit=channel.reply))
    state = "served" if entry.is_served(today) else "not_served"
    tell(say("faq.show.state", status=say(f"faq.status.{entry.status}"), served=say(f"faq.show.{state}")))
    tell(say("faq.show.dates", start=entry.valid_from, review=entry.review_by))
    if entry.valid_until:
        tell(say("faq.show.until", until=entry.valid_until))
    for source in entry.sources:
        tell(say("faq.show.source", title=source.title, url=source.url, read=source.read))
    tell(say("faq.show.related", ids=", ".join(entry.related) or "…"))
    others = [other for other, _ in folder.entries.values()]
    for other, likeness in nearest(entry, others, _vectors(others, tell), NEAR):
        tell(say("faq.show.near", id=other.id, likeness=likeness, title=other.title))
    tell(say("faq.show.file", file=_shown(document.file)))


def new(entry_id: str, added: Topic | None, today: date, tell: Tell) -> None:
    """Writes the template of an entry of the catalogue; ``added`` puts it into the catalogue first.

    Raises:
        CommandError: the identifier is not, or already, in the catalogue, or the file is there already.
        OSError: the file cannot be written.
    """
    path = environment.path("CAF_FAQ_DIR")
    try:
        topics = read_catalogue(path)
    except InvalidFileError as error:
        raise CommandError(str(error)) from error
    topic = _topic(topics, entry_id, added)
    try:
        file = create_draft(path, entry_id, topic, today)
    except FileExistsError as error:
        raise CommandError(say("faq.new.exists", file=_shown(Path(error.filename)))) from error
    if added:
        add_topic(path, topics, entry_id, added)
    tell(say("faq.new.done", file=_shown(file)))


def stats(today: date, used_since: UsedSince | None, tell: Tell) -> None:
    """Shows how the FAQ stands; uses are left out where nobody can tell them."""
    entries, problems = read_entries(environment.path("CAF_FAQ_DIR"))
    _tell_statistics(statistics(list(entries.values()), today, used_since), tell)
    overdue = [entry.id for entry in entries.values() if entry.review_by < today]
    tell(say("faq.stats.overdue", count=len(overdue), ids=", ".join(overdue) or "…"))
    if problems:
        tell(say("faq.stats.broken", count=len({problem.file for problem in problems})))


def _tell_statistics(found: Statistics, tell: Tell) -> None:
    statuses = list(Status)
    tell(say("faq.stats.row", theme="", **{status.value: say(f"faq.status.{status}") for status in statuses}))
    total: Counter[Status] = Counter()
    for theme, count in sorted(found.by_theme.items()):
        tell(say("faq.stats.row", theme=theme, **{status.value: count[status] for status in statuses}))
        total += count
    tell(say("faq.stats.row", theme=say("faq.stats.total"), **{status.value: total[status] for status in statuses}))
    for place, bound in enumerate(AGES):
        tell(say("faq.stats.age", bound=bound, count=found.by_age[place]))
    tell(say("faq.stats.older", bound=AGES[-1], count=found.by_age[len(AGES)]))
    if found.unused is None:
        tell(say("faq.stats.no_uses"))
    else:
        tell(say("faq.stats.unused", count=len(found.unused), ids=", ".join(found.unused) or "…"))


def _topic(topics: dict[str, Topic], entry_id: str, added: Topic | None) -> Topic:
    for name in (entry_id, added.theme if added else entry_id):
        if not _NAME.fullmatch(name):
            raise CommandError(say("faq.new.malformed", name=name))
    if added and entry_id in topics:
        raise CommandError(say("faq.new.known", id=entry_id, theme=topics[entry_id].theme))
    if not added and entry_id not in topics:
        raise CommandError(say("faq.new.unknown", id=entry_id))
    return added or topics[entry_id]


def _files(given: Path, folder: Path) -> Collection[Path]:
    """The files of the FAQ that a path stands for, resolved."""
    path = given.resolve(strict=True)
    if not path.is_relative_to(folder.resolve()):
        raise CommandError(say("faq.check.elsewhere", path=given, folder=_shown(folder)))
    return {file.resolve() for file in path.rglob("*") if file.is_file()} if path.is_dir() else {path}


def _why_not(folder: Folder, entry_id: str) -> str:
    broken: list[Problem] = [problem for problem in folder.problems if problem.file.stem == entry_id]
    if broken:
        return "\n".join(str(replace(problem, file=_shown(problem.file))) for problem in broken)
    return say("faq.show.unknown", id=entry_id)


def _mend(folder: Folder, only: Collection[Path]) -> list[Path]:
    """Mends the files that hold an entry; the others are left to their editors."""
    readable = [document.file for _, document in folder.entries.values()]
    return [file for file in readable if (not only or file.resolve() in only) and mend_file(file)]


def _vectors(entries: Sequence[Entry], tell: Tell) -> VectorStore:
    """The store of vectors; says so when it will take a while to encode what is new."""
    store = vector_store()
    if store.missing([phrasing for entry in entries for phrasing in entry.phrasings]):
        tell(say("serve.encoding"))
    return store


def _shown(file: Path) -> Path:
    """The path as an editor types it: from the folder they are in, where it is below."""
    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file


def _progress(ids: Iterable[str]) -> Iterable[str]:
    bar: Iterable[str] = tqdm(list(ids), unit=" " + say("faq.check.unit"), file=sys.stderr, disable=None, leave=False)
    return bar
