"""Numéro fiscal (SPI) of a person, and reference of a tax notice.

Source: impots.gouv.fr, « Comment trouver mon numéro fiscal ? »: thirteen digits printed on every notice, the
first of which is 0, 1, 2 or 3; the reference of a notice has fourteen characters, the fifth of which is a letter.
Together they open the tax account, which in turn (FranceConnect) opens caf.fr. The key is not published, so
none is checked.

=========  ==========================================
positions  meaning
=========  ==========================================
1–2        tax office of the first registration
3–10       order number
11–13      key, unpublished
=========  ==========================================

Algorithm: eleven to fourteen digits, whatever stands between them, or seven glued (the number for declaring
online, « télédéclarant »), with a word of taxes nearer than any other label.

Worked example (invented): ``numéro fiscal : 30 12 345 678 901``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import LABELLED, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import recognise_labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_NUMBER = re.compile(r"(?<!\d)(?:\d(?:[^0-9a-z\x02\n]{0,3}\d){10,13}|\d{7}|\d\d ?\d\d ?[a-z] ?\d{6,8} ?\d{2,3})(?!\d)")
_NOTICE = re.compile(r"(?<![\da-z])\d\d ?\d\d ?[a-z] ?\d{6,8} ?\d{2,3}(?![\da-z])")


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the tax numbers of a message."""
    yield from recognise_labelled(view, Kind.FISCAL, _NUMBER, "fiscal.labelled")
    for found in _NOTICE.finditer(view.text) if "avis" in view.words else ():
        yield Match(
            *found.span(), Kind.FISCAL, "fiscal.notice", "form of the reference of a notice, « avis »", LABELLED
        )
