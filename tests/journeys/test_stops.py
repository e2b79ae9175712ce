"""The kill switch against the running processes: obeyed at the next message, and lifted as fast (CH10)."""

from collections.abc import Iterator

import pytest

from tests.journeys.conftest import Assistant, Citizen

pytestmark = pytest.mark.system

QUESTION = "comment demander l'apl quand on est étudiant ?"
REASON = "Essai de l’arrêt d’urgence."


@pytest.fixture(autouse=True)
def resumed(assistant: Assistant) -> Iterator[None]:
    """Whatever happens, the installation goes on for the journeys after this one."""
    yield
    for target in (("--all",), ("--page", "demo"), ("--theme", "logement"), ("--entry", "logement-etudiant")):
        assistant.command("resume", *target)


def stop(assistant: Assistant, *target: str) -> None:
    """Stops something from the command line."""
    done = assistant.command("stop", *target, "--reason", REASON)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("target", [("--all",), ("--page", "demo")])
def test_a_stopped_page_says_so_and_shows_the_way(
    assistant: Assistant, citizen: Citizen, target: tuple[str, ...]
) -> None:
    """In a conversation under way, too; personal data is still refused, and people in distress still helped."""
    assert "étudiant" in citizen.ask(QUESTION)["text"].lower()
    stop(assistant, *target)
    for text in ("la prime d'activité", "je veux parler à quelqu'un"):
        reply = citizen.ask(text)
        assert "l’assistant de cette page est arrêté" in reply["text"]
        assert "Pour joindre la Caf" in reply["text"]
        assert reply["buttons"] == []
    assert citizen.ask("mon numéro allocataire est le 7654321")["erase"] is True
    assert "3114" in citizen.ask("j'en peux plus je vais me suicider ce soir")["text"]
    assert assistant.command("resume", *target).returncode == 0
    assert "étudiant" in citizen.ask(QUESTION)["text"].lower()


@pytest.mark.parametrize("target", [("--entry", "logement-etudiant"), ("--theme", "logement")])
def test_a_stopped_entry_is_not_given_nor_offered(
    assistant: Assistant, citizen: Citizen, target: tuple[str, ...]
) -> None:
    """Neither to a question nor to a button that was offered before; others are answered as ever."""
    stop(assistant, *target)
    reply = citizen.ask(QUESTION)
    assert "logement-etudiant" not in str(reply)
    assert "valeur de décision" not in reply["text"]
    pressed = citizen.ask("Apl étudiant", "faq:logement-etudiant")
    assert "valeur de décision" not in pressed["text"]
    assert "mot de passe" in citizen.ask("j'ai oublié mon mot de passe")["text"].lower()
    assert assistant.command("resume", *target).returncode == 0
    assert "étudiant" in citizen.ask(QUESTION)["text"].lower()
