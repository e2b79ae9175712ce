"""French numbers written in words, read as digits.

« deux quatre-vingt-cinq zéro sept » is « 2 85 07 », « mille neuf cent quatre-vingt-deux » is « 1982 ». Words
are read greedily, as a listener would; after a zero the next digit is glued to it (« zéro sept » → « 07 »).
Lone words stay words (« deux enfants », « un dossier »), except beside a digit or a month (« deux mars 1982
»), after words of order (« quarante, puis huit ») and beside a letter of a code (« X quatre R »).

Source of the grammar: cardinal numbers of French, with « septante », « huitante », « octante », « nonante »
of Belgium and Switzerland, and the commonest misspellings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.charter.privacy.dictation import ORDER, SIGNS, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPELLINGS = {
    0: "zero zeros zerro zzero",
    1: "un",
    2: "deux deu",
    3: "trois troi",
    4: "quatre quatres quattre katre quatr",
    5: "cinq cinque sinq cink",
    6: "six sis",
    7: "sept cept set",
    8: "huit huits uit",
    9: "neuf neufs",
    10: "dix",
    11: "onze onz",
    12: "douze douz",
    13: "treize treiz",
    14: "quatorze katorze quatorz",
    15: "quinze quinz",
    16: "seize seiz",
    20: "vingt vingts vint vin",
    30: "trente trentes trent",
    40: "quarante karante quarente",
    50: "cinquante cinquente",
    60: "soixante soissante soixantes",
    70: "septante",
    80: "huitante octante",
    90: "nonante",
    100: "cent cents",
    1000: "mille mil milles",
}
_VALUES = {word: value for value, words in _SPELLINGS.items() for word in words.split()}
WORDS = frozenset(_VALUES)
"""Every word that can be a part of a number."""

_TOKEN = re.compile(r"[a-z]+|\d+")
_MONTH_HEADS = ("janv", "fev", "mars", "avr", "jui", "aou", "sept", "oct", "nov", "dec")
_WAY_HEADS = (
    "rue",
    "avenue",
    "boulevard",
    "impasse",
    "allee",
    "chemin",
    "route",
    "place",
    "quai",
    "bis",
    "ter",
)
_FIGURES = re.compile(r"[ \-]{1,2}(\d{1,2})(?!\d)")
_UNIT = re.compile(r"[1-9](?!\d)")
_TENS = frozenset({"20", "30", "40", "50", "60", "80"})
_CENTURIES = frozenset({"1900", "2000"})
_MAX_GAP, _MOST_LINKS = 3, 4
_LINKS = ORDER | SMALL | SIGNS.keys()
_CODE_LETTERS = frozenset("bfghkpqrvwxz")
"""Letters that are no word of French, elided or not."""
_ZERO, _ONE, _FOUR, _TEN, _TWENTY, _SIXTY, _HUNDRED, _THOUSAND = 0, 1, 4, 10, 20, 60, 100, 1000
_TEENS_AFTER_SIXTY = frozenset(range(1, 20))


class Reading(NamedTuple):
    """A run of number words and the digits it stands for."""

    start: int
    end: int
    digits: str


def read(text: str) -> Iterator[Reading]:
    """Yield the runs of number words of a lower-case, accent-free text."""
    tokens = list(_TOKEN.finditer(text))
    index = 0
    while index < len(tokens):
        if tokens[index][0] not in WORDS:
            index += 1
            continue
        stop = _end_of_run(text, tokens, index)
        if stop - index > 1 or _leans_on_number(text, tokens, index) or _dictated(text, tokens, index):
            for run in _between_slashes(text, tokens[index:stop]):
                reading = Reading(run[0].start(), run[-1].end(), _spell(_values(text, run)))
                yield _with_figures(text, reading)
        index = stop


def _with_figures(text: str, reading: Reading) -> Reading:
    """Return the reading with the figures that end what words began: « mille neuf cent 85 », « trente2 »."""
    head, space, last = reading.digits.rpartition(" ")
    if last in _TENS and (unit := _UNIT.match(text, reading.end)) is not None:
        return Reading(reading.start, unit.end(), f"{head}{space}{int(last) + int(unit[0])}")
    figures = _FIGURES.match(text, reading.end) if last in _CENTURIES else None
    if figures is None:
        return reading
    return Reading(reading.start, figures.end(), f"{head}{space}{int(last) + int(figures[1])}")


def _values(text: str, run: Sequence[re.Match[str]]) -> list[int | None]:
    """Return what the words of a run stand for; ``None`` for « et », and where a comma sets two numbers apart."""
    values: list[int | None] = []
    for index, token in enumerate(run):
        if index and "," in text[run[index - 1].end() : token.start()]:
            values.append(None)
        values.append(_VALUES.get(token[0]))
    return values


def _between_slashes(text: str, run: Sequence[re.Match[str]]) -> Iterator[Sequence[re.Match[str]]]:
    """Yield the parts of a run that slashes set apart: « zéro cinq / huit sept »."""
    first = 0
    for index in range(1, len(run)):
        if "/" in text[run[index - 1].end() : run[index].start()]:
            yield run[first:index]
            first = index
    yield run[first:]


def _end_of_run(text: str, tokens: Sequence[re.Match[str]], first: int) -> int:
    """Return the index after the last token of the run that begins at ``first``; « et » may stand inside."""
    stop = first + 1
    while stop < len(tokens) and _touches(text, tokens[stop - 1], tokens[stop]):
        word = tokens[stop][0]
        inside_et = (
            word == "et"
            and stop + 1 < len(tokens)
            and _VALUES.get(tokens[stop + 1][0]) in (1, 11)
            and _touches(text, tokens[stop], tokens[stop + 1])
        )
        if word not in WORDS and not inside_et:
            break
        stop += 1
    return stop


def _touches(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    gap = text[left.end() : right.start()]
    return len(gap) <= _MAX_GAP and not any(char.isalnum() for char in gap)


def _leans_on_number(text: str, tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Whether a lone number word stands beside digits or before a month."""
    if index and tokens[index - 1][0].isdigit() and _touches(text, tokens[index - 1], tokens[index]):
        inside = index > 1 and tokens[index - 2].end() == tokens[index - 1].start()  # « k6vin » is no « 6 vingt »
        return not inside or tokens[index - 2][0] in WORDS
    if index + 1 == len(tokens) or not _touches(text, tokens[index], tokens[index + 1]):
        return False
    following = tokens[index + 1][0]
    if tokens[index][0] == "un" and following.isdigit() and _is_month(text, tokens, index + 2):  # « un 25 décembre »
        return False
    if following == "du" and index + 2 < len(tokens):  # « le douze du neuf »
        counted = tokens[index + 2][0]  # « le dix du troisième mois »
        return counted in WORDS or counted.isdigit() or counted.endswith("ieme") or counted == "mois"
    after = [token[0] for token in tokens[index + 2 : index + 4]] if following == "de" else []  # « de la rue »
    if any(word.startswith(_WAY_HEADS) for word in (following, *after)):
        return tokens[index][0] != "un"  # « un chemin »
    parts = ":" in text[tokens[index].end() : tokens[index + 1].start()]  # « en deux : 1690757 puis … » counts them
    return (following.isdigit() and not parts) or following == "mai" or following.startswith(_MONTH_HEADS)


def _dictated(text: str, tokens: Sequence[re.Match[str]], index: int) -> bool:
    """Whether words of order, a sign or a letter of a code join a lone number word to more: « quarante, puis huit »."""
    return any(_joined(text, tokens, index, step) for step in (-1, 1))


def _joined(text: str, tokens: Sequence[re.Match[str]], index: int, step: int) -> bool:
    ordered = False
    for at in range(index + step, index + step * (_MOST_LINKS + 2), step):
        left, right = min(at, at - step), max(at, at - step)
        if left < 0 or right == len(tokens) or not _touches(text, tokens[left], tokens[right]):
            return False
        word = tokens[at][0]
        if word in WORDS or word.isdigit():
            return ordered
        if at == index + step and word in _CODE_LETTERS:
            return tokens[index][0] != "un"
        ordered = ordered or word in ORDER or word in SIGNS
        if word not in _LINKS:
            return False
    return False


def _is_month(text: str, tokens: Sequence[re.Match[str]], index: int) -> bool:
    if index >= len(tokens) or not _touches(text, tokens[index - 1], tokens[index]):
        return False
    return tokens[index][0] == "mai" or tokens[index][0].startswith(_MONTH_HEADS)


def _spell(values: Sequence[int | None]) -> str:
    """Write a run of word values as numbers separated by spaces."""
    written: list[str] = []
    index = 0
    glue = False
    while index < len(values):
        if values[index] is None:  # « et » that joined nothing
            index += 1
            continue
        if (
            glue and 0 < _at(values, index) < _TEN and _at(values, index + 1) == _THOUSAND
        ):  # « zéro six mille neuf cent… »
            number, index = _at(values, index), index + 1
        else:
            number, index = _below_million(values, index)
        if glue and number < _TEN:
            written[-1] += str(number)
        else:
            written.append(str(number))
        glue = number == _ZERO
    return " ".join(written)


def _at(values: Sequence[int | None], index: int) -> int:
    value = values[index] if index < len(values) else None
    return -1 if value is None else value


def _below_million(values: Sequence[int | None], index: int) -> tuple[int, int]:
    if values[index] == _THOUSAND:
        number = 1
    else:
        number, index = _below_thousand(values, index)
    if number and _at(values, index) == _THOUSAND:
        number, index = number * _THOUSAND, index + 1
        if _at(values, index) > _ZERO and _at(values, index) != _THOUSAND:
            rest, index = _below_thousand(values, index)
            number += rest
    return number, index


def _below_thousand(values: Sequence[int | None], index: int) -> tuple[int, int]:
    if values[index] == _HUNDRED:
        number = 1
    else:
        number, index = _below_hundred(values, index)
    if 0 < number < _TWENTY and _at(values, index) == _HUNDRED:
        number, index = number * _HUNDRED, index + 1
        if _ZERO < _at(values, index) < _HUNDRED:
            rest, index = _below_hundred(values, index)
            number += rest
    return number, index


def _below_hundred(values: Sequence[int | None], index: int) -> tuple[int, int]:
    value = _at(values, index)
    index += 1
    if value == _FOUR and _at(values, index) == _TWENTY:
        value, index = 80, index + 1
    if value < _TEN or value % _TEN or value >= _HUNDRED:
        return value, index
    after = index + (index < len(values) and values[index] is None)
    unit = _at(values, after)
    wide = value in (_SIXTY, 80)  # soixante-dix, quatre-vingt-dix
    if value == _TEN and unit in (7, 8, 9):
        return value + unit, after + 1
    if value > _TEN and (_ZERO < unit < _TEN or (wide and unit in _TEENS_AFTER_SIXTY)):
        if unit == _TEN and _at(values, after + 1) in (7, 8, 9):
            return value + unit + _at(values, after + 1), after + 2
        return value + unit, after + 1
    return value, index
