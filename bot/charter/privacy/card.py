"""Number of a bank card.

Source: ISO/IEC 7812: thirteen to nineteen digits, sixteen for the CB, Visa and Mastercard cards of France,
fifteen for American Express (34, 37); the last is Luhn's key.

Algorithm: sixteen digits are a card when the key is right and the first digit is that of a network, when they
stand in four groups of four, when they are alone in the message, or when the person says « carte », « CB »,
« visa »; thirteen to nineteen with both a word and a network's first digit.

Worked example (test numbers of networks): ``4111 1111 1111 1111``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum import luhn

from bot.charter.privacy.context import bare_digits
from bot.charter.privacy.finding import GUESSED, LABELLED, STRUCTURED, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import LEXICON, words_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_GAP = r"[^0-9a-wyz\x02€=%]{0,3}"
_NUMBER = re.compile(rf"(?<!\d)(?<!\d[.,/])[2-6](?:{_GAP}\d){{12,18}}(?![ .\-]?\d)")
_FOURS = re.compile(r"\d{4}([^\d\n])\d{4}\1\d{4}\1\d{4}")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[^\d]){3}(?:19|20)\d\d")
"""« 2012 2014 2016 2020 »."""
_USUAL = 16


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the bank cards of a message."""
    text = view.text
    for found in _NUMBER.finditer(text):
        digits = "".join(char for char in found[0] if char.isdigit())
        told = any(word == "carte" or LEXICON.get(word) == Kind.CARD for word in words_before(text, found.start()))
        if told and (len(digits) >= _USUAL or (len(digits) == _USUAL - 1 and digits[0] != "2")):
            yield Match(*found.span(), Kind.CARD, "card.labelled", "form, CARD label", LABELLED)
        elif _YEARS.fullmatch(found[0]):
            continue
        elif len(digits) == _USUAL and _FOURS.fullmatch(found[0]):
            yield Match(*found.span(), Kind.CARD, "card.groups", "four groups of four", STRUCTURED)
        elif len(digits) == _USUAL and digits[0] in "45" and (found[0].isdigit() or bare_digits(text) is not None):
            yield Match(*found.span(), Kind.CARD, "card.alone", "sixteen digits of a network, glued or alone", GUESSED)
        elif len(digits) in (_USUAL - 1, _USUAL) and luhn.is_valid(digits):
            yield Match(*found.span(), Kind.CARD, "card.key", "right key", GUESSED)
