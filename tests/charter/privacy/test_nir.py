"""The NIR in every shape, and what looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charter.privacy import Kind, find
from bot.charter.privacy.nir import compact, key_is_right
from tests.charter.privacy.helpers import context_of, found, kinds, nirs

SHAPES = [
    "285057599004237",
    "2850575990042",
    "2 85 05 75 990 042 37",
    "2.85.05.75.990.042.37",
    "2-85-05-75-990-042-37",
    "2/85/05/75/990/042/37",
    "2\u00a085\u00a005\u00a075\u00a0990\u00a0042\u00a037",
    "2\u202f85\u202f05\u202f75\u202f990\u202f042\u202f37",
    "2_85_05_75_990_042_37",
    "2 8 5 0 5 7 5 9 9 0 0 4 2 3 7",
    "28505 75990 04237",
    "2 85 05 2A 990 042 37",
    "2 85 05 2b 990 042 37",
    "1 72 10 971 90 042 37",
    "1 72 10 99 990 042 37",
    "3 72 10 99 990 042 37",
    "4 72 31 99 990 042 37",
    "7 72 10 99 990 042 37",
    "8 72 62 99 990 042 37",
    "2 85 05 75 990 042 clé 37",
    "2 85 05 75\n990 042 37",
    "２８５０５７５９９００４２３７",
    "2\u200b85\u200b05\u200b75\u200b990\u200b042\u200b37",
    "2️⃣8️⃣5️⃣0️⃣5️⃣7️⃣5️⃣9️⃣9️⃣0️⃣0️⃣4️⃣2️⃣",
    "2🙂85🙂05🙂75🙂990🙂042🙂37",
    "2 85 O5 75 99O O42 37",
    "l 85 05 75 990 042 37",
    "deux quatre-vingt-cinq zéro cinq soixante-quinze neuf cent quatre-vingt-dix zéro quarante-deux",
]


@pytest.mark.parametrize("number", SHAPES)
@pytest.mark.parametrize("frame", ["{}", "mon num de sécu c'est le {} merci", "bonjour ({}), une question"])
def test_every_shape_is_found_whole(number: str, frame: str) -> None:
    assert found(frame.format(number), Kind.NIR) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "mon numéro de sécu : 28505759900",  # four digits short
        "num secu 2 85 05 75 99 04",
        "n° sécurité sociale 2850575990042375",  # one digit too many
        "numéro de secu 9 85 13 00 990 042",  # impossible everywhere
    ],
)
def test_a_mistyped_number_that_is_named_is_found(text: str) -> None:
    assert Kind.NIR in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "quel est le format d'un numéro de sécu ?",
        "mon numéro de sécu commence par 2, c'est normal ?",
        "le numéro de sécurité sociale a 13 ou 15 chiffres",
        "SIRET 123 456 789 00012",
        "j'ai touché 1 250 en mars, 1 310 en avril et 1 290 en mai",
        "le 01/02/2024 puis le 03/04/2024",
        "2024 2025 2026 2027",
        "https://www.exemple.fr/article/2850575990042",
        "article L. 161-1 du code de la sécurité sociale",
    ],
)
def test_what_is_no_nir_is_left(text: str) -> None:
    assert Kind.NIR not in kinds(text)


@given(
    nirs(),
    st.lists(
        st.sampled_from(["", " ", ".", "-", "/", "\u00a0", "  ", " - ", "\u200b", "🙂"]),
        min_size=6,
        max_size=6,
    ),
)
def test_any_structure_with_any_separators_is_found(groups: list[str], separators: list[str]) -> None:
    number = groups[0] + "".join(sep + group for sep, group in zip(separators, groups[1:], strict=False))
    assert found(f"voici {number} merci", Kind.NIR) == [number]


@pytest.mark.parametrize(
    "turns",
    [
        ["2 85 05", "75 990 042"],
        ["2 85 05 75", "990 042", "37"],
        ["mon numéro de sécu : 2 85 05", "et la suite 75 990 042"],
        ["je l'envoie en trois fois", "2 85", "05 75", "990 042 37"],
    ],
)
def test_a_number_sent_in_pieces_is_found_and_the_pieces_are_counted(turns: list[str]) -> None:
    context = context_of(turns[:-1])
    assert context is not None
    findings = find(turns[-1], context)
    assert [(finding.kind, finding.rule) for finding in findings] == [(Kind.NIR, "nir.joined")]
    assert context.piece_messages == sum(turn[-1].isdigit() for turn in turns[:-1])


def test_the_key_is_looked_at_but_not_required() -> None:
    assert key_is_right("285057599004235") is True
    assert key_is_right("285057599004237") is False
    assert compact("2 85 05 2a 990 042 clé 37".replace("é", "e")) == "285052A99004237"
