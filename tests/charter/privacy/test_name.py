"""Full names of people; first names alone, offices, institutions, streets and public figures."""

import pytest

from bot.charter.privacy import Kind
from tests.charter.privacy.helpers import found, kinds


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("je m'appelle Karim Benhaddou", "Karim Benhaddou"),
        ("je mappelle karim benhaddou et jai une question", "karim benhaddou"),
        ("JE M'APPELLE KARIM BENHADDOU", "KARIM BENHADDOU"),
        ("je m'appelle hervé da costa", "hervé da costa"),
        ("mon nom c'est Na\u200bïma Santini", "Na\u200bïma Santini"),
        ("nom : BENHADDOU Karim", "BENHADDOU Karim"),
        ("Mme Lefort née Dumas", "Lefort née Dumas"),
        ("bonjour M. Benhaddou a déposé un dossier", "Benhaddou"),
        ("c'est pour ma mère sophie chartier", "sophie chartier"),
        ("le virement est parti chez Mireille Maillard", "Mireille Maillard"),
        ("mon mari s'appelle Hocine Ait Ouaret", "Hocine Ait Ouaret"),
        ("je m'apelle fatou n'diaye", "fatou n'diaye"),
        ("ma fille c'est Kaylia Vandenberghe", "Kaylia Vandenberghe"),
        ("Cordialement, Anthony Marchetti", "Anthony Marchetti"),
        ("nom : BLANC / prénom : ROSE", "BLANC / prénom : ROSE"),
        ("mon nom est mal écrit, c'est Schnaidre avec un a", "Schnaidre"),
        ("je suis K4rim B€nhadd0u", "K4rim B€nhadd0u"),
        ("je suis Y o a n n B e n h a d d o u", "Y o a n n B e n h a d d o u"),
        ("this is Karim Benhaddou", "Karim Benhaddou"),
        ("je m'appelle K A R I M  B E N", "K A R I M  B E N"),
    ],
)
def test_a_full_name_is_found_whole(text: str, name: str) -> None:
    assert found(text, Kind.NAME) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "je m'appelle Julie",
        "je suis Ahmed, papa de 3 enfants",
        "mes enfants Lina, Adam et Nour",
        "mes filles emma et chloé",
        "Madame la directrice",
        "monsieur le président de la république au secours",
        "Bonjour Madame, Monsieur",
        "madame, monsieur, bnojour",
        "madame la conseillère de mardi était adorable",
        "Emmanuel Macron a dit que ça augmente",
        "la loi Veil",
        "mon fils est au lycée Jean Moulin",
        "la caf rue Victor Hugo",
        "France Travail m'a radié",
        "france connect ne marche pas",
        "Saint-Denis de la Réunion",
        "je m'appelle plus comme avant",
        "la prime de noel alor que g droit",
        "nom d'usage allocataire",
        "c'est Julie de nouveau",
        "bien cordialement",
        "mon chien s'appelle Rex Dufour",
        "nom : obligatoire, prénom : obligatoire",
        "Madame Unetelle m'a répondu",
    ],
)
def test_what_names_nobody_in_full_is_left(text: str) -> None:
    assert Kind.NAME not in kinds(text)
    assert Kind.NAME not in kinds(text.lower())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("JE SUIS OUARZIA TIZROULINE ET J'ATTENDS MON APL", "OUARZIA TIZROULINE"),
        ("Cordialement, B. Queyrannic", "B. Queyrannic"),
        ("J.-P. Montcharvin, retraité", "J.-P. Montcharvin"),
        ("Gwladez Penanhoet 14 rue des Lilas 29000 Quimper", "Gwladez Penanhoet"),
    ],
)
def test_unknown_names_in_the_place_of_a_name_are_found(text: str, name: str) -> None:
    assert found(text, Kind.NAME) == [name]


@pytest.mark.parametrize(
    "text",
    ["je travaille chez Yves Rocher", "je suis bénéficière rsa", "JE SUIS TITULAIRE RQTH", "la loi L. Dalo"],
)
def test_brands_and_conditions_are_left(text: str) -> None:
    assert Kind.NAME not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "je suis k.a.r.i.m b.e.n.h.a.d.d.o.u",
        "K-A-R-I-M B-E-N-H-A-D-D-O-U",
        "dossier BENHADDOU Karim",
        "je suis pierre benhaddou",
    ],
)
def test_a_name_spelled_out_or_barely_announced_is_found(text: str) -> None:
    assert kinds(text) == {Kind.NAME}


@pytest.mark.parametrize("text", ["u.r.g.e.n.t r.e.p.o.n.d.e.z", "dossier RSA Julie", "je suis rose de honte"])
def test_other_words_so_written_are_no_name(text: str) -> None:
    assert kinds(text) == set()
