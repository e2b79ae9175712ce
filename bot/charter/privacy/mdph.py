"""Number of a file at the MDPH, the departmental house for disabled persons.

Source: each department numbers its own files (Code de l'action sociale et des familles, article R. 146-38),
so the form varies: five to nine digits, a year or a department before a slash or a dash, sometimes a letter.
That somebody has such a file is health data in itself.

Algorithm: five digits at least, with « MDPH » nearer than any other specific label; dates, years, sums, rates
and postal codes are left out.

Worked example (invented): ``dossier MDPH 2023-01234``, ``mdph D012345``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import LABELLED, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_quantity, recognise_labelled
from bot.charter.privacy.labels import GENERIC, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_NUMBER = re.compile(r"(?:(?<![\da-z])|(?<=mdph))(?:[a-z][ \-]?|\d{2,4}[a-z])?\d(?:[ /.\-_]{0,3}\d){4,11}(?!\d)")
_FILED = re.compile(r"(?<![\d/\-])\d{2,4}[/\-]\d{4,7}(?![\d/\-])")
"""« 33-207719 », department or year, then a number."""


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the MDPH file numbers of a message."""
    yield from recognise_labelled(view, Kind.MDPH, _NUMBER, "mdph.labelled")
    if Kind.MDPH not in view.labels or Kind.ALLOC in view.labels:
        return
    for found in _FILED.finditer(view.text):
        said = label(view.text, *found.span())
        if said is not None and said.tells == GENERIC and not is_quantity(view.text, *found.span()):
            yield Match(*found.span(), Kind.MDPH, "mdph.filed", "form, in a message that speaks of the MDPH", LABELLED)
