"""Danger told beside a plain question, or in other languages than French."""

import pytest

from bot.charter.danger import in_danger
from bot.cli.model import INTENTS
from bot.faq.phrasings import read_intents


@pytest.mark.parametrize(
    "text",
    [
        "Comment demander le Rsa, je veux mourir",
        "comment déclarer mon bébé ? je ve plus vivre",
        "quand est payé le rsa, j’ai envie de me foutre en l’air",
        "mon mari me tape, comment avoir un logement",
        "on a plus rien à manger, mon dossier est bloqué",
        "I can’t go on, I want to die",
        "my husband beats me every night",
        "We have NOTHING LEFT TO EAT",
        "me quiero morir",
        "mi marido me pega",
        "já não aguento, quero morrer",
        "Non ce la faccio più, voglio morire",
        "soțul meu mă bate",
        "Ich will sterben",
        "mein Mann schlägt mich",
        "Ölmek istiyorum",
        "kocam beni dövüyor",
        "chcę umrzeć",
        "я хочу умереть",
        "муж бьёт меня",
        "чоловік б’є мене",
        "أريد أن أموت",
        "زوجي يضربني",
        "我想死",
    ],
)
def test_danger_is_heard(text: str) -> None:
    """CD5: before everything, whatever the language."""
    assert in_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "when do I get paid",
        "me pagan el martes",
        "сколько я получу",
        "merhaba, kira yardımı",
        "有人会说中文吗",
        "comment déclarer mon bébé",
        "je suis mort de rire",
        "vous me tuez avec vos papiers",
        "il fait froid à mourir dans ce logement",
    ],
)
def test_what_is_no_danger(text: str) -> None:
    """A question is one in any language."""
    assert not in_danger(text)


def test_no_french_message_is_taken_for_danger() -> None:
    """None of the thousands of examples, but for those of distress."""
    examples = read_intents(*INTENTS)
    texts = [text for intent, written in examples.items() if intent != "distress" for text in written]
    assert len(texts) > 10_000
    assert [text for text in texts if in_danger(text)] == []
