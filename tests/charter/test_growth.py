"""The work of the detector and of the outbound guard grows with the length of a text, not with its square.

Without a clock: steps of the backtracking search are counted (:mod:`tests.charter.steps`) at a few hundred characters,
where a square would show as a factor of four, and calls of functions at twenty thousand.
``python -m benchmarks.privacy`` prints times.
"""

import importlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charter import outbound, privacy
from bot.charter.privacy import Context, detector, find
from tests.charter.steps import Counted, Search

HOSTILE = (
    "1", "1 ", "1.", "0", "a", "A", " ", ".", "\n", "@", "a@", "Jean ", "né le ", "12/03/1985 ", "deux ",
    "puis un, ", "G comme Gus, ", "fr76 ", "mot de passe ", "je m'appelle ", "dossier 12345 ", "arobase ", "12 rue ",
)  # fmt: skip
"""What is repeated: digits, letters, capitals, spaces, dots, signs, and the words that make recognisers look around."""

BY_RECOGNISER = {
    "email": ("a.b-c_d ", "arobase gmail point ", "a (a ", "chez orange ", "x@y.z.", "jean dot ",
              "mon gmail a.b-c1 "),
    "secret": ("mot de passe c'est ", "mdp: 'a b ", "question secrete a reponse ", "a1 comme ", "identifiants et ",
               "mdp abc (l majuscule) puis 1 ", "mdp commence par a finit par "),
    "access_code": ("code a1b ", "code d'acces ", "sms recu 12 ", "tape 123 45", "3 chiffres au dos 12 ", "code (1)(2)",
                    "activer recu a1 ", "sms recu dit j'ai ", "recu le 123 45", "affiche code 7001 erreur "),
    "address": ("rue de la a ", "12 bis rue-", "residence b ", "bat b etage 3 ", "lieu-dit le ", "j'habite le b 12 ",
                "rue : a numero : 1 ", "12 abcd du b ", "chez ma a b 12 ", "place a-b au 1 ", "1 le clos "),
    "name": ("je m'appelle de la ", "Mme de ", "Jean-Pierre ", "D3lv4 ", "J.-P. ", "mon fils Abc ", "nom a prenom b ",
             "nom c'est ", "Jean Petit avait a cree la ", "B comme Bravo, A, ", "l.u.c b.r.u.n ", "epele B, O, ",
             "titulaire pons claire ", "abcd au lieu de abce ", "c'est pons mon nom "),
    "nir": ("2 85 05 75 99", "secu 2 85 05 ", "1.85.05.2a.", "secu 1 2 3 ", "1 49 13 33 ", "secu 1a2b3c"),
    "iban": ("fr76 3000 ", "rib 30006 0000", "compte banque 1 ", "compte 1a2b ", "f r 7 6 "),
    "card": ("4970 1012 ", "5 5 5 5 ", "4970-1012-3456-"),
    "birthdate": ("12 mars ", "nee en mars 74, ", "mon bebe est arrive avec ", "1985-03-", "2 5 1 2 ",
                  "il est du 12/03/2015 ", "arrive hier soir a 4h, ", "nuit du 3 au 4 mars 2025 ", "eu 40 ans le 4 ",
                  "nee le 11 et pas le 12 ", "annee 1983 et pas 1984 "),
    "phone": ("06 39 98 ", "+33 6 ", "0 6a12", "tel 6 39 ", "01/06/02 ", "639981102 avec le un ", "zero puis 6 3 ",
              "06 39 98 et 01 "),
    "alloc": ("alloc 12 ", "1.2.3.4.", "123456 c'est mon ", "arret de la cour ",
              "alloc 1/2/", "alloc (1)(2)", "voila 12-34", "inscrit sous le 1 "),
    "fiscal": ("fiscal 30 12 ", "24 69 a 1"),
    "ft_id": ("pole emploi 123 ", "france travail 1-2-"),
    "mdph": ("mdph 12/", "mdph d1 2"),
    "iddoc": ("cni a1b2 ", "carte x4rt bpfw 4 ", "A<B<", "passeport 1-2-a-", "AB<<", "cni 1, a, 2 b "),
    "parts": ("12 puis 34 ", "fin 1.2.3 ", "debut 06 et "),
}  # fmt: skip
"""Texts that a recogniser begins to take again and again and never may: one entry for each of them."""

SHORT = 500
"""Windows of fixed width, up to some hundred characters, are full in it."""
LONG = 20_000
FACTOR = 2.4
"""Twice the text, at most that much of the work; a square would be four."""
SLACK = 3000
"""Steps below which a factor means nothing."""


def run_of(piece: str, length: int) -> str:
    """The piece again and again, up to that length."""
    return (piece * length)[:length]


@pytest.fixture(scope="module")
def counted() -> Iterator[tuple[Any, Counter[str]]]:
    """The package of the detector, loaded afresh with patterns that count; and its tally of steps, by recogniser."""
    tally: Counter[str] = Counter()
    compile_ = re.compile

    def counting(pattern: Any, flags: int = 0) -> Any:
        module = sys._getframe(1).f_globals["__name__"]
        compiled = compile_(pattern, flags)
        return Counted(compiled, module, tally) if module.startswith("bot.charter.privacy") else compiled

    name = "bot.charter.privacy"
    saved = {key: sys.modules.pop(key) for key in list(sys.modules) if key == name or key.startswith(name + ".")}
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        re.compile = counting
        fresh = importlib.import_module(name)
        re.compile = compile_
        yield fresh, tally
    finally:
        re.compile = compile_
        for key in [key for key in sys.modules if key == name or key.startswith(name + ".")]:
            del sys.modules[key]
        sys.modules.update(saved)
        sys.setrecursionlimit(limit)


def grows(tally: Counter[str], read: Callable[[str], Any], piece: str) -> dict[str, tuple[int, int]]:
    """The recognisers whose steps more than double where the text doubles, with their steps."""
    steps = []
    for length in (SHORT, 2 * SHORT):
        tally.clear()
        read(run_of(piece, length))
        steps.append(tally | Counter(find=tally.total()))
    once, twice = steps
    assert once["find"] > SHORT, "every text is read at least once"
    return {name: (once[name], twice[name]) for name in twice if twice[name] > FACTOR * once[name] + SLACK}


@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_twice_the_steps(counted: tuple[Any, Counter[str]], piece: str) -> None:
    """In every recogniser and in all of them together."""
    fresh, tally = counted
    assert grows(tally, lambda text: fresh.Context.after(text, fresh.find(text)), piece) == {}


def recognise(package: Any, name: str, text: str) -> None:
    """Has one recogniser of the package read a text."""
    module = next(module for module, _ in package.detector._RECOGNISERS if module.__name__.endswith(f".{name}"))
    list(module.recognise(package.view.View(text), package.context.NOTHING))


def test_each_recogniser_has_texts_against_it() -> None:
    names = [module.__name__.rpartition(".")[2] for module, _ in detector._RECOGNISERS]
    assert sorted(BY_RECOGNISER) == sorted(names)


@pytest.mark.parametrize(
    ("name", "piece"), [(name, piece) for name, pieces in BY_RECOGNISER.items() for piece in pieces]
)
def test_a_text_against_a_recogniser_costs_it_in_proportion(
    counted: tuple[Any, Counter[str]], name: str, piece: str
) -> None:
    """Steps of its patterns at a thousand characters, calls of functions at twenty thousand."""
    fresh, tally = counted
    assert grows(tally, partial(recognise, fresh, name), piece) == {}
    recognise(privacy, name, run_of(piece, 100))
    half, whole = (calls(partial(recognise, privacy, name, run_of(piece, length))) for length in (LONG // 2, LONG))
    assert whole <= FACTOR * half + SLACK


@pytest.mark.parametrize("name", BY_RECOGNISER)
def test_twenty_thousand_characters_cost_a_recogniser_twenty_times_a_thousand(
    counted: tuple[Any, Counter[str]], name: str
) -> None:
    """Steps of its patterns, on the first of the texts against it."""
    fresh, tally = counted
    steps = []
    for length in (LONG // 20, LONG):
        tally.clear()
        recognise(fresh, name, run_of(BY_RECOGNISER[name][0], length))
        steps.append(tally.total())
    assert 0 < steps[1] <= FACTOR / 2 * 20 * steps[0] + SLACK


def calls(function: Callable[[], Any]) -> int:
    """How many functions, of Python or of C, are called while it runs."""
    made = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize("piece", HOSTILE[::3])
@pytest.mark.parametrize(
    "read",
    [lambda text: Context.after(text, find(text)), outbound.check],
    ids=["privacy", "outbound"],
)
def test_twenty_thousand_characters_are_twice_ten_thousand(read: Callable[[str], Any], piece: str) -> None:
    """What is done in Python around the patterns grows linearly too."""
    read(run_of(piece, 100))  # what is read or cached once
    half, whole = (calls(partial(read, run_of(piece, length))) for length in (LONG // 2, LONG))
    assert whole <= FACTOR * half + SLACK


@pytest.mark.parametrize("pattern", [r"\d+x", r"a*a*b", r"(?:a|a)*b", r".*\d", r"(?:a+)+b"])
def test_a_square_is_seen(pattern: str) -> None:
    """The counting can fail: patterns known to be slow at least triple where the text doubles."""
    search = Search(re.compile(pattern))
    steps = []
    for length in (6, 12):
        before = search.steps
        search.through(run_of("1" if "d" in pattern and pattern[0] == "\\" else "a", length), 0, length)
        steps.append(search.steps - before)
    assert steps[1] >= 3 * steps[0]


PATTERNS = (
    r"(?<![a-z])[a-z]{2}(?=\d\d)|\d+", r"([ab])\1?x??", r"(?>a+)b|a", r"^(?:a|ab)*?c?$", r"[^\d\s]{2,3}|\bé\B",
    r"a++b|.",
)  # fmt: skip


@given(st.sampled_from(PATTERNS), st.text(alphabet="ab1 éxc\n", max_size=12))
def test_the_search_that_counts_is_the_search_of_re(pattern: str, text: str) -> None:
    """It finds the same first match, and the same whole one."""
    compiled = re.compile(pattern)
    real = compiled.search(text)
    assert Search(compiled).search(text, 0, len(text)) == (real.end() if real else None)
