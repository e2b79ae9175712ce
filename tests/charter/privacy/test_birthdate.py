"""Dates of birth, and all the other dates that people write to a Caf."""

import pytest

from bot.charter.privacy import Kind
from tests.charter.privacy.helpers import found, kinds

DATES = [
    "12/03/1985",
    "12-03-85",
    "12.03.1985",
    "12 03 1985",
    "12 / 03 / 1985",
    "1985-03-12",
    "12031985",
    "12 mars 1985",
    "12 mars 85",
    "1er mars 1985",
    "12 fev. 1985",
    "12 fevrié 1985",
    "douze mars mille neuf cent quatre-vingt-cinq",
    "1985 mars 12",
    "１２/０３/１９８５",
]


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize(
    "frame", ["je suis né le {}", "date de naissance : {}", "ma fille est nee le {} a lille", "DDN {}"]
)
def test_a_date_beside_a_word_of_birth_is_found(date: str, frame: str) -> None:
    assert found(frame.format(date), Kind.BIRTHDATE) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "12/03/1985",
        "mes enfants : Adam 12/03/2015 et Lina 04/09/2018",
        "ma fille (24/01/2019) rentre au CP",
        "le petit dernier est arrivé le 2 août 2019",
        "Monsieur, né en Algérie le 05.06.1959, demande l'Aspa",
        "j'ai accouché le 12 mars 2024",
        "c'est quand je suis du 28 janvier 79",
        "Ma fille change de lycée. Elle est du 6 mai 2009.",
        "j'attends un bébé, l'aînée est du 14/02/2020",
        "n. le 04/07/69 à Sedan",
        "elle a soufflé sa première bougie le 9 mai 2025",
        "le petit est né à terme le 3 mai 2026",
    ],
)
def test_a_date_that_can_only_be_of_birth_is_found(text: str) -> None:
    assert Kind.BIRTHDATE in kinds(text)


def test_a_date_after_talk_of_it_is_found() -> None:
    assert Kind.BIRTHDATE in kinds("le 12/03/2019", "il vous faut la date de naissance de ma fille ?")


@pytest.mark.parametrize(
    "text",
    [
        "né en mars 2019",
        "un courrier pour mon fils, il est du 12/03/2024",
        "la lettre du 04/02/2026 ne parle que du loyer",
        "ma fille est née en 2015",
        "mon bébé est né mardi",
        "accouchement prévu le 15/05/2026",
        "mon bail commence le 01/09/2005",
        "payé le 5 mars 2024",
        "rendez-vous le 14 mars 2025 à 10h30",
        "divorcé depuis le 12/05/2008",
        "mariée le 14 juillet 2005",
        "mon père est décédé le 12/03/2010",
        "du 01/01/2009 au 31/12/2010",
        "12/05/2009 : date de mon déménagement",
        "loi n° 2008-1249 du 1er décembre 2008",
        "courrier daté du 12/03/2005",
        "mon fils de 3 ans",
        "le 3230 ne répond pas",
        "1 366 euros et 52 / 12",
        "salaire horaire 11,88 x 35",
        "je ne touche plus rien depuis le 12/03/2011",
    ],
)
def test_other_dates_are_left(text: str) -> None:
    assert Kind.BIRTHDATE not in kinds(text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("notre fille est arrivée mardi soir le 4 mars 2025", "4 mars 2025"),
        ("bébé né cette nuit à 4h12, le 4 mars 2025", "4 mars 2025"),
        ("les jumeaux sont arrivés hier en fin d'après-midi 04/03/2025", "04/03/2025"),
        ("le petit est arrivé dans la nuit du 3 au 4 mars 2025", "4 mars 2025"),
        ("ma fille est née avant-hier, le 4 mars", "4 mars"),
        ("j'ai eu 40 ans le 4 mars dernier", "4 mars"),
        ("le 4 mars 2025 est né mon fils", "4 mars 2025"),
        ("un rdv pour mon fils né le 4 mars 2015", "4 mars 2015"),
        ("mes 25 ans c'était le 4 mars 2024", "4 mars 2024"),
    ],
)
def test_a_birth_told_by_the_moment_or_by_the_age_is_found(text: str, date: str) -> None:
    assert found(text, Kind.BIRTHDATE) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "la lettre pour bébé est arrivée hier matin le 4 mars 2025",
        "ma fille est arrivée chez moi hier soir le 4 mars 2025",
        "le virement est arrivé cette nuit, le 4 mars 2025",
        "rdv PMI pour ma fille le 4 mars 2026",
        "vaccin de bébé le 4 mars 2026",
        "mon fils aura 20 ans en mars 2026",
    ],
)
def test_what_else_came_that_day_is_no_birth(text: str) -> None:
    assert kinds(text) == set()
