"""Recorded payloads, as the platforms document them, with synthetic identifiers and texts; and damage done to them."""

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

FOLDER = Path(__file__).parent


def recorded(channel: str) -> list[str]:
    """Names of the payloads of a channel."""
    return sorted(file.stem for file in (FOLDER / channel / "payloads").glob("*.json"))


def payload(channel: str, name: str) -> Any:
    """One payload."""
    return json.loads((FOLDER / channel / "payloads" / f"{name}.json").read_text(encoding="utf-8"))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
"""Any JSON, half surrogate pairs included."""


@st.composite
def damaged(draw: st.DrawFn, channel: str) -> Any:
    """A recorded payload in which one value, anywhere, was replaced by anything or taken away."""
    content = payload(channel, draw(st.sampled_from(recorded(channel))))
    places = list(_places(content))
    holder, key = draw(st.sampled_from(places))
    if draw(st.booleans()):
        holder[key] = draw(anything)
    else:
        del holder[key]
    return content


def _places(content: Any) -> Any:
    keys = content.keys() if isinstance(content, dict) else range(len(content)) if isinstance(content, list) else ()
    for key in keys:
        yield content, key
        yield from _places(content[key])
