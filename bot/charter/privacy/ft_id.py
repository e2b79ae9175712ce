"""Identifier of a job seeker at France Travail (formerly Pôle emploi).

Source: letters of France Travail: seven digits and a control letter, or eight digits (« identifiant »),
eleven digits nationwide (« identifiant national »). No published key.

Algorithm: one of these forms with « France Travail », « Pôle emploi » or « demandeur d'emploi » nearer than
any other specific label.

Worked example (invented): ``identifiant pole emploi 0123456 K``.
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

_GAP = r"[ .\-_/*\n]{0,3}"
_NUMBER = re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{6}}(?:(?:{_GAP}\d){{1,4}}(?!\d)|{_GAP}[a-z](?![a-z0-9'])|(?!{_GAP}\d))")


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the job seekers' identifiers of a message."""
    return recognise_labelled(view, Kind.FT_ID, _NUMBER, "ft_id.labelled")
