"""What people add when they dictate: words of order, names of signs, letters told by a word, asides.

« quarante, puis vingt-deux », « 22 slash 09 slash 1971 », « B comme Bravo, O, L… », « 06 deux fois 39 »,
« 06, euh, 39 », « 90, non pardon, 99 ».
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
_HESITATION = r"(?:euh+|heu+|hum+|attendez|attends|alors|voyons|voila|ensuite|apres ca|je dis|je crois)"
_CORRECTION = r"(?:non|pardon|plutot|oups|erreur|je me (?:suis )?trompee?|je me trompe|enfin)"
_ASIDE = re.compile(
    rf"(?<=\d)[ ,.]{{1,3}}(?:2 fois|double) (?:le )?(?P<twice>\d\d?)(?![\d/]| ?(?:€|eur|ans?\b|mois|par\b|%))"
    rf"|(?<=\d )\d{{1,4}}[ ,.]{{1,4}}(?:{_HESITATION}[ ,]{{1,2}})?(?:{_CORRECTION}[ ,.]{{1,2}}){{1,3}}(?=\d)"
    rf"|(?<=\d)[ ,.]{{1,4}}(?:{_HESITATION}[ ,.]{{1,4}}){{1,2}}(?=\d)"
)
ASIDES = frozenset(
    "fois double euh heu hum euhh heuu attendez attends alors voyons voila ensuite non pardon plutot oups erreur "
    "trompe enfin crois".split()
)
"""Without one of these nobody hesitates, repeats or mends."""
_LETTER = re.compile(
    r"(?<![a-z0-9'])(?P<letter>[a-z]) (?:comme (?:dans )?(?P=letter)[a-z]{2,11}(?![a-z'])"
    r"|(?:de|pour) (?P=letter)[a-z]{2,11}(?=(?:[ ,;.\-/]{1,3}[a-z](?![a-z'])){2}))"
)


def letters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the letters told by a word that begins with them, in a lower-case text: span, and the letter alone.

    « B comme Bravo » tells one by itself, « B de Bravo » only where two more letters follow.
    """
    return ((*found.span(), found["letter"].upper()) for found in _LETTER.finditer(text))


def asides(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what stands between the pieces of a dictated number: span, and what it is read as.

    « deux fois 39 » is read twice, a piece that is mended at once is left out, a word of hesitation is a space.
    """
    for found in _ASIDE.finditer(text):
        twice = found["twice"]
        yield *found.span(), f" {twice} {twice}" if twice is not None else " "
