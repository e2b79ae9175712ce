"""What people add when they dictate: words of order between pieces, names of signs, letters told by a word.

« quarante, puis vingt-deux », « 22 slash 09 slash 1971 », « B comme Bravo, O, L… ».
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ORDER = frozenset(
    "puis ensuite apres fin finit fini finir finis termine terminer suite suivi suivie enfin deuxieme seconde "
    "troisieme milieu dernier dernieres derniers reste bout cle commence".split()
)
"""They say that another piece of a number follows."""
SMALL = frozenset("et la le les l c est ce sont ca par pour de du avec chiffres partie moitie il y a d abord".split())
"""They stand around words of order."""
SIGNS = {
    "espace": " ", "tiret": "-", "slash": "/", "slach": "/", "barre": "/", "point": ".", "virgule": ",", "trait": "-"
}  # fmt: skip
SIGN = re.compile(rf"(?<=\d) ?(?P<word>{'|'.join(SIGNS)}) ?(?=\d)")
"""A sign dictated between numbers."""
_LETTER = re.compile(
    r"(?<![a-z0-9'])(?P<letter>[a-z]) (?:comme (?:dans )?(?P=letter)[a-z]{2,11}(?![a-z'])"
    r"|(?:de|pour) (?P=letter)[a-z]{2,11}(?=(?:[ ,;.\-/]{1,3}[a-z](?![a-z'])){2}))"
)


def letters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the letters told by a word that begins with them, in a lower-case text: span, and the letter alone.

    « B comme Bravo » tells one by itself, « B de Bravo » only where two more letters follow.
    """
    return ((*found.span(), found["letter"].upper()) for found in _LETTER.finditer(text))
