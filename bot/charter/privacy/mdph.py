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

from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import recognise_labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.finding import Match
    from bot.charter.privacy.view import View

_NUMBER = re.compile(r"(?:(?<![\da-z])|(?<=mdph))(?:[a-z][ \-]?|\d{2,4}[a-z])?\d(?:[ /.\-_]{0,3}\d){4,11}(?!\d)")


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the MDPH file numbers of a message."""
    return recognise_labelled(view, Kind.MDPH, _NUMBER, "mdph.labelled")
