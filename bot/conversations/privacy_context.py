"""The detector's context as JSON: counts and kinds, nothing personal."""

from dataclasses import asdict
from typing import Any

from bot.charter.privacy import Context, Kind


def dump_context(context: Context) -> dict[str, Any]:
    """The context as JSON values."""
    return asdict(context) | {"spoken": sorted(kind.value for kind in context.spoken)}


def load_context(stored: dict[str, Any]) -> Context:
    """The context that :func:`dump_context` stored; an empty one for a new conversation."""
    if not stored:
        return Context()
    piece_kind = stored.get("piece_kind")
    return Context(
        **stored
        | {
            "spoken": frozenset(Kind(kind) for kind in stored["spoken"]),
            "piece_kind": Kind(piece_kind) if piece_kind else None,
        }
    )
