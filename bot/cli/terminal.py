"""What every command does with the person at the terminal: say, complain, ask."""

import sys
from collections.abc import Callable

from bot.cli.texts import words

Tell = Callable[[str], None]
"""Says one line, or a few."""


def tell(text: str) -> None:
    """Says it on standard output."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Says it on standard error."""
    print(text, file=sys.stderr, flush=True)


def agreed(question: str) -> bool:
    """Asks; no answer, as at the end of a script's input, is no agreement."""
    print(question, end=" ", flush=True)
    return sys.stdin.readline().strip().casefold() in words("agreed")
