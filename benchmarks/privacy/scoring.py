"""Recall and false alarms of a detector on labelled messages, as aggregates: no text leaves this module."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EVASION = frozenset({"evasion"})
MESSAGES = Path(__file__).parents[2] / "tests" / "charter" / "privacy" / "messages"


@dataclass(frozen=True, slots=True)
class Message:
    """A labelled message.

    Attributes:
        id: Its identifier in the file, the number of its line where it has none.
        text: What the citizen wrote.
        kinds: Names of the kinds of personal data in it, none for a legitimate message.
        tags: What is particular about it (``evasion``, ``sms``…).
        context: The turns before it, oldest first.
    """

    id: str
    text: str
    kinds: frozenset[str]
    tags: frozenset[str]
    context: tuple[str, ...]


class Detector(Protocol):
    """Anything that names the kinds it sees; peers answer with a kind of their own."""

    def __call__(self, text: str, context: Sequence[str], /) -> frozenset[str]:
        """Return the kinds found in ``text``, said after the turns ``context``."""
        ...


def load(path: Path) -> list[Message]:
    """Read a file of labelled messages, one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_message(json.loads(line), str(number)) for number, line in enumerate(lines, 1) if line.strip()]


def _message(row: dict[str, object], number: str) -> Message:
    def strings(name: str) -> tuple[str, ...]:
        value = row.get(name, [])
        if not isinstance(value, list):
            raise TypeError(f"{row.get('id', number)}: {name} is not a list")
        return tuple(str(item) for item in value)

    return Message(
        str(row.get("id", number)),
        str(row["text"]),
        frozenset(strings("kinds")),
        frozenset(strings("tags")) | (_EVASION if row.get("evasion") else frozenset()),
        strings("context"),
    )


@dataclass(slots=True)
class Score:
    """Counts over a set of messages.

    Attributes:
        positive: Messages that hold personal data.
        flagged: Those in which anything was found.
        legitimate: Messages that hold none.
        alarms: Those in which something was found all the same.
        evasions: Positive messages that hide their data.
        evasions_flagged: Those in which anything was found.
        held: Messages by kind they hold.
        found: Those in which that very kind was found.
        errors: Identifiers of misses and false alarms, for work on a set that may be looked at.
    """

    positive: int = 0
    flagged: int = 0
    legitimate: int = 0
    alarms: int = 0
    evasions: int = 0
    evasions_flagged: int = 0
    held: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the score as lines to print."""
        yield f"message recall {_share(self.flagged, self.positive)}"
        yield f"false alarms   {_share(self.alarms, self.legitimate)}"
        yield f"evasions       {_share(self.evasions_flagged, self.evasions)}"
        for kind, held in sorted(self.held.items()):
            yield f"  {kind:<10} {_share(self.found[kind], held)}"


def _share(part: int, whole: int) -> str:
    return f"{part:>5}/{whole:<5} {part / whole:7.2%}" if whole else "    -"


def score(messages: Sequence[Message], detector: Detector) -> Score:
    """Return how a detector does on labelled messages."""
    result = Score()
    for message in messages:
        found = detector(message.text, message.context)
        if not message.kinds:
            result.legitimate += 1
            result.alarms += bool(found)
        else:
            result.positive += 1
            result.flagged += bool(found)
            if message.tags >= _EVASION:
                result.evasions += 1
                result.evasions_flagged += bool(found)
            result.held.update(message.kinds)
            result.found.update(message.kinds & found)
        if bool(found) != bool(message.kinds) or message.kinds - found:
            result.errors.append(message.id)
    return result
