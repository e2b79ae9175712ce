"""Personal messages, synthetic and drawn from a seed: each value occurs once, so that finding it means a leak.

Values follow the structure of what they stand for, within ranges that nobody has: department 99 for a NIR, the
telephone numbers that Arcep keeps for fiction, ``example`` domains, invented surnames.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from bot.charter.privacy import Kind


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody sends, and the value in it."""

    kind: Kind
    value: str
    text: str


def messages(count: int, seed: int) -> list[Message]:
    """As many messages, of every kind in turn, as the seed has them."""
    draw = random.Random(seed)  # noqa: S311 (repeatable, no secret)
    drawn = []
    for number in range(count):
        kind, make, frames = _KINDS[number % len(_KINDS)]
        value = make(draw)
        drawn.append(Message(kind, value, draw.choice(frames).format(value)))
    return drawn


def _digits(draw: random.Random, count: int) -> str:
    return "".join(draw.choices("0123456789", k=count))


def _nir(draw: random.Random) -> str:
    groups = [draw.choice("12"), _digits(draw, 2), f"{draw.randint(1, 12):02}", "99", "990", _digits(draw, 3)]
    return draw.choice(["", " ", ".", "-", "\u00a0"]).join([*groups, f"{draw.randint(1, 97):02}"])


def _phone(draw: random.Random) -> str:
    return draw.choice(["", " ", "."]).join(["06", "39", "98", _digits(draw, 2), _digits(draw, 2)])


def _birthdate(draw: random.Random) -> str:
    return f"{draw.randint(10, 28)}/{draw.randint(10, 12)}/{draw.randint(1931, 1999)}"


def _iban(draw: random.Random) -> str:
    return " ".join(["FR76", *(_digits(draw, 4) for _ in range(5)), _digits(draw, 3)])


def _surname(draw: random.Random) -> str:
    return "".join(draw.choice(("bré", "val", "dou", "mé", "ri", "cou", "gna", "ter")) for _ in range(4)).capitalize()


_KINDS: tuple[tuple[Kind, Callable[[random.Random], str], tuple[str, ...]], ...] = (
    (Kind.NIR, _nir, ("mon numéro de sécu {}", "NIR {} merci", "{} c'est mon numéro de sécurité sociale")),
    (
        Kind.ALLOC,
        lambda draw: "9" + _digits(draw, 7),
        ("mon numéro d'allocataire est le {}", "n° allocataire : {}, où en est mon dossier ?"),
    ),
    (Kind.PHONE, _phone, ("rappelez-moi au {}", "mon tél {} svp", "comment demander l'apl ? {}")),
    (
        Kind.EMAIL,
        lambda draw: f"{_surname(draw).lower().replace('é', 'e')}{_digits(draw, 3)}@poste.example.org",
        ("écrivez-moi à {}", "mon adresse mail : {}"),
    ),
    (Kind.IBAN, _iban, ("voici mon RIB {}", "mon iban c'est {}")),
    (Kind.BIRTHDATE, _birthdate, ("je suis né le {}", "ma date de naissance : {}")),
    (Kind.NAME, _surname, ("Bonjour, je m'appelle Camille {}", "je suis Madame {}, allocataire")),
    (Kind.FISCAL, lambda draw: "3" + _digits(draw, 12), ("mon numéro fiscal {}", "numéro fiscal : {}")),
)
