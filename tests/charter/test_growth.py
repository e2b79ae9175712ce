"""The work of the detector and of the outbound guard grows with the length of a text, not with its square.

Without a clock: steps of the backtracking search are counted (:mod:`tests.charter.steps`) at a few hundred characters,
where a square would show as a factor of four, and calls of functions at twenty thousand.
``python -m benchmarks.privacy`` prints times.
"""

import importlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charter import outbound
from bot.charter.privacy import Context, find
from tests.charter.steps import Counted, Search

HOSTILE = (
    "1", "1 ", "1.", "0", "a", "A", " ", ".", "\n", "@", "a@", "Jean ", "né le ", "12/03/1985 ", "deux ",
    "fr76 ", "mot de passe ", "je m'appelle ", "dossier 12345 ", "arobase ", "12 rue ",
)  # fmt: skip
"""What is repeated: digits, letters, capitals, spaces, dots, signs, and the words that make recognisers look around."""

SHORT = 500
"""Windows of fixed width, up to some hundred characters, are full in it."""
LONG = 20_000
FACTOR = 2.4
"""Twice the text, at most that much of the work; a square would be four."""
SLACK = 3000
"""Steps below which a factor means nothing."""


def run_of(piece: str, length: int) -> str:
    """The piece again and again, up to that length."""
    return (piece * length)[:length]


@pytest.fixture(scope="module")
def counted() -> Iterator[tuple[Callable[[str], Any], Counter[str]]]:
    """The detector, loaded afresh with patterns that count; and its tally of steps, by recogniser."""
    tally: Counter[str] = Counter()
    compile_ = re.compile

    def counting(pattern: Any, flags: int = 0) -> Any:
        module = sys._getframe(1).f_globals["__name__"]
        compiled = compile_(pattern, flags)
        return Counted(compiled, module, tally) if module.startswith("bot.charter.privacy") else compiled

    name = "bot.charter.privacy"
    saved = {key: sys.modules.pop(key) for key in list(sys.modules) if key == name or key.startswith(name + ".")}
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        re.compile = counting
        fresh = importlib.import_module(name)
        re.compile = compile_

        def read(text: str) -> None:
            fresh.Context.after(text, fresh.find(text))

        yield read, tally
    finally:
        re.compile = compile_
        for key in [key for key in sys.modules if key == name or key.startswith(name + ".")]:
            del sys.modules[key]
        sys.modules.update(saved)
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_twice_the_steps(counted: tuple[Callable[[str], Any], Counter[str]], piece: str) -> None:
    """In every recogniser and in all of them together."""
    read, tally = counted
    steps = []
    for length in (SHORT, 2 * SHORT):
        tally.clear()
        read(run_of(piece, length))
        steps.append(tally | Counter(find=tally.total()))
    once, twice = steps
    assert once["find"] > SHORT, "every text is read at least once"
    assert {name: (once[name], twice[name]) for name in twice if twice[name] > FACTOR * once[name] + SLACK} == {}


def calls(function: Callable[[], Any]) -> int:
    """How many functions, of Python or of C, are called while it runs."""
    made = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize("piece", HOSTILE[::3])
@pytest.mark.parametrize(
    "read",
    [lambda text: Context.after(text, find(text)), outbound.check],
    ids=["privacy", "outbound"],
)
def test_twenty_thousand_characters_are_twice_ten_thousand(read: Callable[[str], Any], piece: str) -> None:
    """What is done in Python around the patterns grows linearly too."""
    read(run_of(piece, 100))  # what is read or cached once
    half, whole = (calls(partial(read, run_of(piece, length))) for length in (LONG // 2, LONG))
    assert whole <= FACTOR * half + SLACK


@pytest.mark.parametrize("pattern", [r"\d+x", r"a*a*b", r"(?:a|a)*b", r".*\d", r"(?:a+)+b"])
def test_a_square_is_seen(pattern: str) -> None:
    """The counting can fail: patterns known to be slow at least triple where the text doubles."""
    search = Search(re.compile(pattern))
    steps = []
    for length in (6, 12):
        before = search.steps
        search.through(run_of("1" if "d" in pattern and pattern[0] == "\\" else "a", length), 0, length)
        steps.append(search.steps - before)
    assert steps[1] >= 3 * steps[0]


PATTERNS = (
    r"(?<![a-z])[a-z]{2}(?=\d\d)|\d+", r"([ab])\1?x??", r"(?>a+)b|a", r"^(?:a|ab)*?c?$", r"[^\d\s]{2,3}|\bé\B",
    r"a++b|.",
)  # fmt: skip


@given(st.sampled_from(PATTERNS), st.text(alphabet="ab1 éxc\n", max_size=12))
def test_the_search_that_counts_is_the_search_of_re(pattern: str, text: str) -> None:
    """It finds the same first match, and the same whole one."""
    compiled = re.compile(pattern)
    real = compiled.search(text)
    assert Search(compiled).search(text, 0, len(text)) == (real.end() if real else None)
