"""Imports run downward only (DESIGN, « The rooms »)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ALLOWED: dict[str, frozenset[str]] = {
    "bot.charter": frozenset({"bot.charter"}),
    "bot.faq": frozenset({"bot.faq"}),
    "bot.logs": frozenset({"bot.logs"}),
    "bot.nlu": frozenset({"bot.nlu", "bot.charter", "bot.faq", "bot.logs"}),
    "actions": frozenset({"actions", "bot.charter", "bot.faq", "bot.logs"}),
    "bot.channels": frozenset({"bot.channels", "bot.charter", "bot.faq"}),
    "bot.config": frozenset({"bot.config", "bot.charter"}),
    "bot.reports": frozenset({"bot.reports"}),
    "bot.stops": frozenset({"bot.stops", "bot.charter", "bot.faq", "bot.config"}),
    "bot.conversations": frozenset(
        {"bot.conversations", "bot.stops", "bot.channels", "bot.charter", "bot.faq", "bot.config", "bot.logs"}
    ),
    "bot.editing": frozenset(
        {"bot.editing", "bot.conversations", "bot.channels", "bot.charter", "bot.faq", "bot.config"}
    ),
    "bot.learning": frozenset(
        {"bot.learning", "bot.editing", "bot.conversations", "bot.charter", "bot.faq", "bot.config"}
    ),
    "bot.trials": frozenset({"bot.trials", "bot.conversations", "bot.faq", "bot.config"}),
    "bot.console": frozenset(
        (
            "bot.console bot.learning bot.trials bot.editing bot.conversations bot.stops bot.channels bot.charter "
            "bot.faq bot.config"
        ).split()
    ),
}
"""What each room may import of ours; ``bot.cli``, which ties all together, may import anything."""

PLAIN = frozenset(
    {
        "bot.charter.page",
        "bot.charter.outcomes",
        "bot.charter.outbound",
        "bot.charter.privacy",
        "bot.charter.typography",
        "bot.faq.entries",
        "bot.faq.folding",
        "bot.faq.vocabulary",
    }
)
"""What charter and faq may import of each other: plain types, and pure functions of a text or a word."""

WIRING = frozenset({"bot.config.urls", "bot.config.asgi"})
"""The table of addresses and what the web server runs name what lies above them: nothing of ours imports them."""

FREE = frozenset({"bot.cli", "bot.__main__", "bot"})

FRAMEWORKS = frozenset(
    (
        "rasa rasa_sdk sanic django huey httpx requests aiohttp urllib.request socket sqlite3 sqlalchemy uvicorn "
        "telegram"
    ).split()
)
FOREIGN: dict[str, frozenset[str]] = {
    "bot.charter": FRAMEWORKS | {"torch", "sentence_transformers", "faiss"},
    "bot.faq": FRAMEWORKS,
    "bot.nlu": FRAMEWORKS - {"rasa", "sanic", "sqlalchemy"},  # Rasa cannot erase from its own tracker store
    "bot.reports": FRAMEWORKS | {"torch", "sentence_transformers", "faiss"},
    "actions": FRAMEWORKS - {"rasa_sdk"},
    "bot.channels": frozenset({"rasa", "rasa_sdk", "sanic", "django", "huey"}),
    "bot.stops": frozenset({"rasa", "rasa_sdk", "sanic", "torch", "sentence_transformers"}),
    "bot.conversations": frozenset({"rasa", "rasa_sdk", "sanic", "torch", "sentence_transformers"}),
    "bot.editing": frozenset({"rasa", "rasa_sdk", "sanic", "torch", "sentence_transformers"}),
}
"""What each room must not import of others': no framework below the rooms that are built on it."""


def module_of(file: Path) -> str:
    """``bot/faq/index.py`` → ``bot.faq.index``; a package is named without ``__init__``."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(source: str, module: str, *, package: bool = False) -> Iterator[str]:
    """Every module or name that the source imports, wherever in it, as absolute dotted names."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: None if package and node.level == 1 else -(node.level - package)]
                base = ".".join([*above, base] if base else above)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def inside(name: str, rooms: frozenset[str]) -> bool:
    """Whether a dotted name is one of these modules or lies in one."""
    return any(name == room or name.startswith(room + ".") for room in rooms)


def room_of(module: str) -> str:
    """``bot.faq.index`` → ``bot.faq``; the actions are one room."""
    first, *rest = module.split(".")
    return f"bot.{rest[0]}" if first == "bot" and rest else first


def forbidden(module: str, imported: str) -> bool:
    """Whether that module must not import that name."""
    room = room_of(module)
    if room in FREE or module in WIRING:
        return False
    if inside(imported, frozenset({"bot", "actions", "tests", "benchmarks"})):
        if room in ("bot.charter", "bot.faq") and inside(imported, PLAIN):
            return False
        return not inside(imported, ALLOWED[room])
    return inside(imported, FOREIGN.get(room, frozenset()))


FILES = sorted(file for folder in ("bot", "actions") for file in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_imports_run_downward(file: Path) -> None:
    """No module imports a room above its own, nor a framework that its room is kept free of."""
    module = module_of(file)
    names = imports_of(file.read_text(encoding="utf-8"), module, package=file.name == "__init__.py")
    assert [name for name in names if forbidden(module, name)] == []


def test_every_room_has_its_rule() -> None:
    """A new folder of code does not escape the rules for want of one."""
    rooms = {room_of(module_of(file)) for file in FILES}
    assert rooms <= ALLOWED.keys() | FREE
    assert {"bot.charter", "bot.faq", "bot.nlu", "bot.channels", "bot.conversations", "bot.cli", "actions"} <= rooms


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.charter.hours", "import bot.conversations.models"),
        ("bot.charter.hours", "from bot import config"),
        ("bot.charter.hours", "from bot.faq.index import Index"),
        ("bot.charter.hours", "def f() -> None:\n    from django.conf import settings"),
        ("bot.faq.live", "from ..conversations import clock"),
        ("bot.faq.live", "from bot.charter.hours import is_open"),
        ("bot.nlu.rest", "from bot.channels.event import Event"),
        ("bot.nlu.rest", "from bot.config import environment"),
        ("actions.answers", "from bot.nlu.faq_retriever import DECISION"),
        ("actions.answers", "import django.db"),
        ("bot.channels.web", "from bot.conversations.inbox import receive"),
        ("bot.channels.web", "if True:\n    import rasa"),
        ("bot.conversations.inbox", "from bot.cli.texts import say"),
        ("bot.config.pages", "from bot.conversations import clock"),
    ],
)
def test_an_import_upward_is_seen(module: str, source: str) -> None:
    """The check finds a forbidden import however it is written: at the top, in a function, relative or by package."""
    assert any(forbidden(module, name) for name in imports_of(source, module))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.faq.live", "from bot.faq.entries import Entry"),
        ("bot.faq.live", "from .entries import Entry"),
        ("bot.faq.live", "from bot.charter.privacy import find"),
        ("bot.nlu.rest", "from rasa.core.channels.rest import RestInput"),
        ("actions.answers", "from bot.faq.search import CHOICES"),
        ("bot.conversations.worker", "from bot.config.pages import pages"),
        ("bot.cli.chain", "from bot.conversations import rasa"),
    ],
)
def test_an_import_downward_is_allowed(module: str, source: str) -> None:
    """What DESIGN allows is not forbidden."""
    assert not any(forbidden(module, name) for name in imports_of(source, module))


def test_relative_imports_of_a_package_are_resolved() -> None:
    """A dot means the package itself in ``__init__`` and its folder elsewhere."""
    assert list(imports_of("from .index import Index", "bot.faq", package=True)) == ["bot.faq.index.Index"]
    assert list(imports_of("from ..charter import page", "bot.faq", package=True)) == ["bot.charter.page"]
    assert list(imports_of("from . import index", "bot.faq.live")) == ["bot.faq.index"]
