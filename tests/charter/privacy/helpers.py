"""What the tests of the detector share: short questions, and synthetic numbers built from their structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.charter.privacy import Context, Kind, find

if TYPE_CHECKING:
    from collections.abc import Sequence


def context_of(turns: Sequence[str]) -> Context | None:
    """Return the context after some turns, ``None`` before the first."""
    context = None
    for turn in turns:
        context = Context.after(turn, find(turn, context), context)
    return context


def found(text: str, kind: Kind, *turns: str) -> list[str]:
    """Return the pieces of ``text`` found to be of ``kind``, after some turns."""
    findings = find(text, context_of(turns))
    return [text[finding.start : finding.end] for finding in findings if finding.kind == kind]


def kinds(text: str, *turns: str) -> set[Kind]:
    """Return the kinds found in ``text``, after some turns."""
    return {finding.kind for finding in find(text, context_of(turns))}


def digits_of(text: str) -> str:
    """Return the digits of a text."""
    return "".join(char for char in text if char.isdigit())


MONTHS = [f"{month:02}" for month in (*range(1, 13), *range(20, 43), *range(50, 100))]
DEPARTMENTS = [f"{number:02}" for number in range(1, 100) if number != 20] + ["2A", "2B"]


@st.composite
def nirs(draw: st.DrawFn) -> list[str]:
    """Draw the groups of a NIR by its structure: commune 990, which no department has, and any key or "
    "none."""
    groups = [
        draw(st.sampled_from("123478")),
        f"{draw(st.integers(0, 99)):02}",
        draw(st.sampled_from(MONTHS)),
        draw(st.sampled_from(DEPARTMENTS)),
        "990",
        f"{draw(st.integers(0, 999)):03}",
    ]
    return [*groups, f"{draw(st.integers(1, 97)):02}"] if draw(st.booleans()) else groups
