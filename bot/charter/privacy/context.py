"""What was said before, as facts about form: nothing in it is personal, all of it may be stored.

Two things are remembered. Which kinds the last turns spoke of, because a bare « 1234567 » after « quel est
mon numéro d'allocataire ? » is one. And how much of a number sent over consecutive messages has come: « 2 85
07 », then « 75 990 042 », then « 37 ». Only counts are kept: when the pieces complete a number, the finding's
rule ends in ``.joined``, and ``piece_messages`` of the context that was passed in says how many messages just
before held a piece, all to be erased.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.charter.privacy.finding import GUESSED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_place, is_quantity
from bot.charter.privacy.labels import GENERIC, LEXICON, PUBLIC, label
from bot.charter.privacy.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.charter.privacy.finding import Finding

_MEMORY = 3
"""Turns for which talk of a kind is remembered."""

_RUN = re.compile(r"(?:(?<![a-z])[a-z]{2}(?=\d\d))?\d(?:[^0-9a-z\x02]{0,4}(?:\d|[a-z](?![a-z])))*")
_LETTERS = re.compile("[a-z]+")
_NOISE = re.compile("[^0-9a-z]")
_PASSWORD = re.compile(r"\bmots? ?(?:de?|2)? ?passe\b")  # « passe » alone is a verb
_UNITS = frozenset("euro euros eur e ans an mois jours jour h heures heure enfants enfant fois km lille paris".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_HOUR = re.compile(r"\d{1,2} ?h ?\d{0,2}")
_BEGINNING = re.compile(r"\b(?:debut|commence|premiers?|d'abord|moitie|partie)\b")
_BARE_LENGTH, _BARE_WORDS = 80, 6
_TAIL_LENGTH = 60
_MIN_PIECE = 2
_BY_FORM = frozenset({"alloc.form"})
"""Rules that tell a whole number by its form alone: it may as well be the beginning of a longer one."""

_MONTH = r"(?:0[1-9]|1[0-2]|[235-9]\d|4[0-2])"
_HEADS = (
    (Kind.NIR, re.compile(rf"[1-478](?:\d(?:\d(?:\d|{_MONTH}(?:\d|(?:2[ab]|0[1-9]|[1-9]\d)\d*)?)?)?)?")),
    (Kind.PHONE, re.compile(r"0[1-79]?\d*")),
    (Kind.IBAN, re.compile(r"fr\d\d[0-9a-z]*")),
)
_SHORTEST = MappingProxyType({Kind.NIR: 13, Kind.PHONE: 10, Kind.IBAN: 14, Kind.ALLOC: 7})
_LONGEST = MappingProxyType(
    {
        Kind.NIR: 15,
        Kind.PHONE: 10,
        Kind.IBAN: 34,
        Kind.CARD: 16,
        Kind.ALLOC: 8,
        Kind.FISCAL: 13,
        Kind.IDDOC: 12,
    }
)
_UNTOLD_PIECE = MappingProxyType({Kind.ALLOC: 3})
"""From how many digits an answer too short is taken for a piece though nothing says so; fewer are a choice."""
_AWAITED = MappingProxyType(  # how many characters an answer may have, kinds in order of preference
    {
        Kind.ALLOC: (5, 9),
        Kind.NIR: (5, 15),
        Kind.SECRET: (4, 8),
        Kind.FISCAL: (11, 14),
        Kind.FT_ID: (7, 11),
        Kind.MDPH: (5, 11),
        Kind.IDDOC: (9, 12),
        Kind.PHONE: (8, 13),
        Kind.CARD: (13, 19),
        Kind.IBAN: (14, 34),
    }
)


@dataclass(frozen=True, slots=True)
class Context:
    """Facts about the turns before a message.

    Attributes:
        spoken: The kinds that the last turns spoke of.
        number_awaited: Whether the last turns spoke of a number without more, or of a file.
        turns_left: For how many more turns these two hold.
        piece_kind: What the digits that ended the message before may be the beginning of.
        piece_told: Whether the person said so, rather than the form alone.
        piece_digits: How many of its characters have come.
        piece_messages: In how many consecutive messages, the last of which is the one just before.
    """

    spoken: frozenset[Kind] = frozenset()
    number_awaited: bool = False
    turns_left: int = 0
    piece_kind: Kind | None = None
    piece_told: bool = False
    piece_digits: int = 0
    piece_messages: int = 0

    @classmethod
    def after(cls, text: str, findings: Sequence[Finding], previous: Context | None = None) -> Context:
        """Return the context of the message that follows ``text``, a citizen's message or the assistant's.

        Args:
            text: The turn that has just been said, raw; only facts about its form are kept.
            findings: What :func:`find` found in it.
            previous: The context it was said in.
        """
        view = View(text)
        before = previous or NOTHING
        told = set(view.labels)
        if _PASSWORD.search(view.text):
            told.add(Kind.SECRET)
        spoken = frozenset(Kind(tells) for tells in told - {GENERIC, PUBLIC})
        awaited = Kind.ALLOC in told or (GENERIC in told and spoken.isdisjoint(_AWAITED))
        turns_left = _MEMORY
        if not spoken and not awaited:
            spoken, awaited, turns_left = before.spoken, before.number_awaited, before.turns_left - 1
        if turns_left <= 0:
            spoken, awaited, turns_left = frozenset(), False, 0
        return cls(spoken, awaited, turns_left, *_open_piece(view, before, findings))

    def facts(self) -> dict[str, object]:
        """Return the context as plain values that JSON can hold, for the row of a conversation."""
        return asdict(self) | {"spoken": sorted(self.spoken)}

    @classmethod
    def of_facts(cls, facts: Mapping[str, Any]) -> Context:
        """Return the context that :meth:`facts` wrote."""
        kind = facts["piece_kind"]
        spoken = frozenset(Kind(name) for name in facts["spoken"])
        return cls(**{**facts, "spoken": spoken, "piece_kind": kind and Kind(kind)})

    def speaks_of(self, kind: Kind) -> bool:
        """Whether the turns before spoke of a kind."""
        return kind in self.spoken

    def recognise(self, view: View) -> Iterator[Match]:
        """Yield the bare digits of a message that only what was said before explains."""
        if self == NOTHING or (span := bare_digits(view.text)) is None:
            return
        come = len(compact(view.text[slice(*span)]))
        kind, total = self.piece_kind, self.piece_digits + come
        if kind and total <= _LONGEST[kind] and (self.piece_told or total >= _SHORTEST.get(kind, 0)):
            yield Match(*span, kind, f"{kind.lower()}.joined", "goes on from the messages before", TOLD)
        if is_quantity(view.text, *span) or is_place(view.text, *span) or _HOUR.fullmatch(view.text, *span):
            return
        for kind in _AWAITED:
            least, most = _AWAITED[kind]
            spoken = kind in self.spoken or (kind == Kind.ALLOC and self.number_awaited)
            if spoken and least <= come <= most and not _YEAR.fullmatch(view.text, *span):
                yield Match(*span, kind, f"{kind.lower()}.awaited", "bare digits after talk of it", GUESSED)
                return


NOTHING = Context()
"""A conversation in which nothing was said."""


def compact(run: str) -> str:
    """Return the letters and digits of a run without what stands between them."""
    return _NOISE.sub("", run)


def bare_digits(text: str) -> tuple[int, int] | None:
    """Return the span of the digits if a message holds one run of them and hardly a word more."""
    if len(text) > _BARE_LENGTH:
        return None
    runs = list(_RUN.finditer(text))
    if len(runs) != 1:
        return None
    start, end = runs[0].span()
    words = _LETTERS.findall(text, 0, start) + _LETTERS.findall(text, end)
    if len(words) > _BARE_WORDS or any(word in _UNITS or LEXICON.get(word) == PUBLIC for word in words):
        return None
    return start, end


def _open_piece(view: View, before: Context, findings: Sequence[Finding]) -> tuple[Kind | None, bool, int, int]:
    """Return what number was begun, whether that was told, how much of it has come, in how many messages."""
    bare = bare_digits(view.text)
    span = bare or _tail(view.text)
    if span is None:
        return None, False, 0, 0
    come = compact(view.text[slice(*span)])
    if bare is not None and before.piece_kind is not None:
        total = before.piece_digits + len(come)
        if total < _LONGEST[before.piece_kind]:
            return before.piece_kind, before.piece_told, total, before.piece_messages + 1
    found = next((f.kind for f in reversed(findings) if f.kind in _LONGEST and f.rule not in _BY_FORM), None)
    said = label(view.text, *span)
    told = said.tells if said is not None else None
    for kind in (found, *(kind for kind in _LONGEST if kind == told)):
        if kind is not None and len(come) < _LONGEST[kind]:
            return kind, True, len(come), 1
    begun = bare is not None and _BEGINNING.search(view.text) is not None
    for kind, (least, _most) in _AWAITED.items():
        awaited = kind in before.spoken or (kind == Kind.ALLOC and before.number_awaited)
        shortest = _MIN_PIECE if begun else _UNTOLD_PIECE.get(kind, least)
        if bare is not None and awaited and kind in _LONGEST and shortest <= len(come) < least:
            return kind, begun, len(come), 1
    if bare is not None or told == GENERIC:
        for kind, head in _HEADS:
            if _MIN_PIECE <= len(come) < _LONGEST[kind] and head.fullmatch(come):
                return kind, False, len(come), 1
    return None, False, 0, 0


def _tail(text: str) -> tuple[int, int] | None:
    """Return the run of digits that ends a message."""
    runs = list(_RUN.finditer(text, max(0, len(text) - _TAIL_LENGTH)))
    if runs and not _NOISE.sub("", text[runs[-1].end() :]):
        return runs[-1].span()
    return None
