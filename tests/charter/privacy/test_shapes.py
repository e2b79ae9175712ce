"""Every kind, drawn by its structure, in many shapes, sentences and disguises: what is hidden is found all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charter.privacy import Kind
from tests.charter.privacy.helpers import kinds

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNS = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f", "\u200b", "🙂"])
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_DRESS: st.SearchStrategy[Callable[[str], str]] = st.sampled_from(
    [
        str,
        str.upper,
        str.lower,
        lambda text: text.translate(_WIDE),
        lambda text: f"Bonjour,\n{text}",
        lambda text: f"{text} !!",
    ]
)


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def _joined(groups: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
    return st.builds(lambda sign, parts: sign.join(parts), _SIGNS, groups)


def _grouped(*counts: int, start: str = "") -> st.SearchStrategy[str]:
    first = _digits(counts[0]).map(lambda group: start + group)
    return _joined(st.tuples(first, *(_digits(count) for count in counts[1:])).map(list))


def _is_no_sum(number: str) -> bool:
    return not number.endswith("000")  # « 1 234 000 » may be money


_MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre fév. sept. déc.".split()
_DAY, _MONTH, _YEAR = st.integers(1, 28), st.integers(1, 12), st.integers(1930, 2025)
_DATES = st.one_of(
    st.builds(
        lambda sign, day, month, year: f"{day:02}{sign}{month:02}{sign}{year}",
        st.sampled_from(["/", ".", "-", " ", " / ", "_", "//", "|"]),
        _DAY,
        _MONTH,
        _YEAR,
    ),
    st.builds(lambda day, month, year: f"{year}-{month:02}-{day:02}", _DAY, _MONTH, _YEAR),
    st.builds(lambda day, month, year: f"{day} {month} {year}", _DAY, st.sampled_from(_MONTHS), _YEAR),
)
_USERS = st.sampled_from(["lou.exemple59", "lou_exemple", "exemple-lou", "lexemple1"])
_WAYS = st.sampled_from(["rue des Lilas", "av. du Parc", "impasse de l'Église", "bd Voltaire", "chemin du Moulin"])
_WORDS = st.sampled_from(["Doudou", "Lapinou", "Soleil"])
_NAMES = st.builds(
    "{} {}".format,
    st.sampled_from(["Karim", "Sophie", "Maëlys", "Jean-Marc", "Fatoumata"]),
    st.sampled_from(["Benhaddou", "Le Goff", "Kerbratic", "Da Silva", "Traore", "Lefebvre"]),
)
_CASES = {
    Kind.PHONE: (
        st.one_of(_grouped(0, 2, 2, 2, 2, start="06"), _grouped(0, 2, 2, 2, 2, start="+336")),
        ["appelez moi au {}", "mon numéro c'est {} merci", "tel : {}"],
    ),
    Kind.ALLOC: (
        st.one_of(_grouped(1, 3, 3), _grouped(7), _grouped(7).map("{} K".format)).filter(_is_no_sum),
        ["numéro d'allocataire {}", "mon num alloc c'est {}", "{} c'est mon matricule"],
    ),
    Kind.BIRTHDATE: (_DATES, ["née le {}", "date de naissance : {}", "mon fils est né le {} à Lille", "ddn {}"]),
    Kind.EMAIL: (
        st.builds(
            "{}{}{}".format,
            _USERS,
            st.sampled_from(["@", " @ ", " arobase ", "(at)", "＠", " [at] "]),
            st.sampled_from(["gmail.com", "orange.fr", "gmail point com", "live . fr"]),
        ),
        ["mon mail est {}", "écrivez à {}", "{}"],
    ),
    Kind.IBAN: (
        _grouped(2, 4, 4, 4, 4, 4, 3, start="FR"),
        ["mon rib {}", "iban : {}", "virez sur {} svp"],
    ),
    Kind.CARD: (_grouped(3, 4, 4, 4, start="4"), ["ma carte bancaire {}", "cb : {}"]),
    Kind.FISCAL: (_grouped(1, 2, 3, 3, 3, start="3"), ["numéro fiscal {}", "mon num d'impôt c'est {}"]),
    Kind.FT_ID: (_digits(7).map("{}A".format), ["identifiant france travail {}", "n° pôle emploi : {}"]),
    Kind.MDPH: (_digits(6), ["dossier mdph {}", "n° mdph : {}"]),
    Kind.IDDOC: (
        st.one_of(_digits(12), st.builds("{}ZZ{}".format, _digits(2), _digits(5))),
        ["carte d'identité n° {}", "mon passeport {}", "{} c'est mon numéro de carte d'identité"],
    ),
    Kind.SECRET: (
        st.builds("{}{}{}".format, _WORDS, _digits(2), st.sampled_from(["", "!", "#"])),
        ["mon mot de passe est {}", "mdp : {}", "j'ai mis {} comme mot de passe"],
    ),
    Kind.ADDRESS: (
        st.builds(
            "{} {}{}".format, st.integers(1, 199), _WAYS, st.sampled_from(["", " 59000 Lille", ", 35000 Rennes"])
        ),
        ["j'habite {}", "ma nouvelle adresse : {}", "je déménage au {}"],
    ),
    Kind.NAME: (_NAMES, ["je m'appelle {}", "moi c'est {}", "le dossier de ma mère {}", "Cordialement, {}"]),
}
_UNWIDENED = {Kind.SECRET, Kind.NAME}
"""Nothing in them is widened by a change of digits, or the change would make another value of them."""


@pytest.mark.parametrize("kind", _CASES)
@given(data=st.data())
def test_a_value_is_found_in_any_shape_and_sentence(kind: Kind, data: st.DataObject) -> None:
    values, sentences = _CASES[kind]
    value, sentence, dress = data.draw(values), data.draw(st.sampled_from(sentences)), data.draw(_DRESS)
    text = dress(sentence.format(value)) if kind not in _UNWIDENED else sentence.format(value)
    assert kind in kinds(text)
