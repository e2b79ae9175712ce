"""Which of the offered choices a typed message picks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.choice import (
    NO,
    PAYLOAD,
    PAYLOAD_PREFIX,
    SIMPLE_PREFIX,
    YES,
    asks_for_simple,
    pick,
    simple_label,
)

CHOICES = ("Comment demander le Rsa ?", "Quel est le montant du Rsa ?", "Puis-je cumuler le Rsa et un salaire ?")


@pytest.mark.parametrize(
    ("said", "position"),
    [
        ("1", 0),
        ("2.", 1),
        (" 3 ", 2),
        ("la première", 0),
        ("La deuxième !", 1),
        ("le 2ème", 1),
        ("le second", 1),
        ("trois", 2),
        ("n°2", 1),
        ("le numéro 3", 2),
        ("option 1", 0),
        ("plutôt la troisième", 2),
        ("oui la 2", 1),
        ("la 1 svp", 0),
        ("la dernière", 2),
        ("le dernier", 2),
    ],
)
def test_a_number_or_its_rank_picks(said: str, position: int) -> None:
    """A number or a rank, in figures or words, alone or in a short phrase, picks that choice."""
    assert pick(said, CHOICES) == (position,)


@pytest.mark.parametrize(
    ("said", "position"),
    [
        ("c'est la deuxième", 1),
        ("C’est le 2", 1),
        ("la 2 s'il vous plaît", 1),
        ("la première s’il vous plaît", 0),
    ],
)
def test_an_apostrophe_hides_no_pick(said: str, position: int) -> None:
    """« c'est la deuxième » and « la 2 s'il vous plaît » pick like the same words without an apostrophe."""
    assert pick(said.replace("'", " ").replace("’", " "), CHOICES) == (position,)
    assert pick(said, CHOICES) == (position,)


@pytest.mark.parametrize("position", range(3))
def test_the_words_of_a_choice_pick_it(position: int) -> None:
    """A choice typed again, without capitals or punctuation, is picked."""
    assert pick(CHOICES[position], CHOICES) == (position,)
    assert pick(CHOICES[position].lower().rstrip(" ?"), CHOICES) == (position,)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "?",
        "oui",
        "4",
        "2 enfants",
        "j'ai 2 enfants à charge",
        "le Rsa",
        "Comment déclarer un déménagement ?",
        "bonjour",
        "merci",
    ],
)
def test_anything_else_picks_nothing(said: str) -> None:
    """A message that says something else is no pick."""
    assert pick(said, CHOICES) is None


@pytest.mark.parametrize("said", ["1", "la première", "la dernière", "Comment demander le Rsa ?"])
def test_nothing_can_be_picked_where_nothing_was_offered(said: str) -> None:
    """Without choices no message is a pick."""
    assert pick(said, ()) is None


@given(st.integers(1, 3), st.integers(0, 3))
def test_a_number_beyond_the_choices_picks_nothing(number: int, offered: int) -> None:
    """« 3 » picks the third of three, and nothing of two."""
    assert pick(str(number), CHOICES[:offered]) == ((number - 1,) if number <= offered else None)


@given(st.text(max_size=40), st.integers(0, 3))
def test_a_pick_is_always_one_of_the_choices(said: str, offered: int) -> None:
    """Whatever is typed, the position is one that was offered."""
    picked = pick(said, CHOICES[:offered])
    assert picked is None or all(0 <= position < offered for position in picked)


LOGEMENT = (
    "Étudiant et Apl. Un étudiant peut-il recevoir une aide au logement ?",
    "Demander l’Apl. Comment demander une aide au logement ?",
    "Colocation. Quelle aide au logement en colocation ?",
)


@pytest.mark.parametrize(
    ("said", "position"),
    [
        ("celui des étudiants", 0),
        ("pour les etudiant", 0),
        ("étudiante", 0),
        ("demander", 1),
        ("la question sur la demande", 1),
        ("celle de la coloc", None),
        ("colocation svp", 2),
        ("plutôt la colocation", 2),
        ("aide au logement", None),
        ("étudiant en colocation", None),
        ("je suis étudiant et mon père ne paie pas la pension, que faire ?", None),
    ],
)
def test_some_words_of_one_choice_pick_it(said: str, position: int | None) -> None:
    """Words that one choice alone has pick it, misspelt or not; words of several, or of none, pick nothing."""
    assert pick(said, LOGEMENT) == (None if position is None else (position,))


@pytest.mark.parametrize("said", ["aucun", "Aucune des trois.", "ni l'un ni l'autre", "non", "Rien de tout ça", "0"])
def test_none_of_them_can_be_said(said: str) -> None:
    """« aucun » is an answer to the choices, unlike a message that says something else."""
    assert pick(said, CHOICES) == ()


@pytest.mark.parametrize(
    ("said", "offered", "picked"),
    [
        ("les deux", 2, (0, 1)),
        ("1 et 2", 2, (0, 1)),
        ("les deux", 3, (0, 1)),
        ("les trois", 3, (0, 1, 2)),
        ("tous", 2, (0, 1)),
    ],
)
def test_several_can_be_picked(said: str, offered: int, picked: tuple[int, ...]) -> None:
    """« les deux » picks both of two, and the likeliest two of three."""
    assert pick(said, CHOICES[:offered]) == picked


@pytest.mark.parametrize(
    ("payload", "ours"),
    [
        *((f"{prefix}rsa-demande", True) for prefix in (PAYLOAD_PREFIX, SIMPLE_PREFIX)),
        *((payload, True) for payload in (YES, NO)),
        *((payload, False) for payload in ("simple:", "simple:RSA", "simple:rsa/../x", "simple:faq:rsa", "")),
    ],
)
def test_a_channel_takes_the_payloads_of_our_buttons_alone(payload: str, ours: bool) -> None:
    """Whatever else comes with a pressed button is no choice."""
    assert bool(PAYLOAD.fullmatch(payload)) is ours


@pytest.mark.parametrize(
    ("said", "meant"), [("Version simple", True), ("plus simple svp !", True), ("c'est simple", False)]
)
def test_the_easy_version_is_asked_for_in_few_words(said: str, meant: bool) -> None:
    """As its button says, and nothing else."""
    assert asks_for_simple(said) is meant
    assert asks_for_simple(simple_label())
