"""Whole conversations on Messenger: the running processes, and Meta's platform played on loopback."""

import itertools
import json
from collections.abc import Callable

import httpx
import pytest

from tests.journeys.conftest import Assistant
from tests.platforms.graph import CUT, OTHER_PAGE_ID, PAGE_ID, Graph, error, from_citizen, now_ms
from tests.platforms.installation import OTHER, OTHER_CONTACT, OTHER_NAME
from tests.platforms.server import until

pytestmark = pytest.mark.system

_numbers = itertools.count(200000000001000)
Told = Callable[[int], list[str]]


@pytest.fixture
def graph(assistant: Assistant) -> Graph:
    """The platform that the assistant is connected to."""
    return assistant.graph


@pytest.fixture
def citizen() -> str:
    """A new person."""
    return str(next(_numbers))


@pytest.fixture
def told(graph: Graph, citizen: str) -> Told:
    """What the person was told, once it is that many messages."""

    def wait(count: int) -> list[str]:
        until(lambda: len(graph.texts(citizen)) >= count)
        return graph.texts(citizen)

    return wait


def quick_replies(graph: Graph, citizen: str) -> list[dict[str, str]]:
    """The choices under the last message to a person."""
    sent = [body["message"] for body in graph.sent if body["recipient"]["id"] == citizen]
    replies: list[dict[str, str]] = sent[-1].get("quick_replies", [])
    return replies


def test_a_question_is_answered(graph: Graph, citizen: str, told: Told) -> None:
    """Acknowledged, shown as seen and being written, answered with its source."""
    assert graph.citizen_writes(citizen, "comment demander l'apl quand on est étudiant ?").status_code == 200
    assert "https://www.caf.fr" in told(1)[0]
    actions = [
        request.body["sender_action"]
        for request in graph.calls("/me/messages")
        if request.body["recipient"]["id"] == citizen and "sender_action" in request.body
    ]
    assert actions == ["mark_seen", "typing_on"]


def test_a_choice_is_made_by_quick_reply(graph: Graph, citizen: str, told: Told) -> None:
    """A vague question is clarified, the pressed entry answered; then « did that help? » is offered."""
    graph.citizen_writes(citizen, "la prime d'activité")
    told(1)
    offered = quick_replies(graph, citizen)
    assert 2 <= len(offered) <= 3
    graph.citizen_writes(citizen, offered[1]["title"], quick_reply={"payload": offered[1]["payload"]})
    assert "https://" in told(2)[1]
    assert [reply["payload"] for reply in quick_replies(graph, citizen)][:2] == ["feedback:yes", "feedback:no"]


def test_personal_data_is_refused_and_nowhere(assistant: Assistant, graph: Graph, citizen: str, told: Told) -> None:
    """CH2, in a message and in an edited one; no file holds the value or the person's identifier."""
    graph.citizen_writes(citizen, "mon numéro allocataire est le 5647382, où en est mon dossier ?", "m_first")
    assert "numéro d’allocataire" in told(1)[0]
    edit = {"mid": "m_first", "text": "mon numéro de sécu 2 85 07 75 990 042 37", "num_edit": 1}
    head = {"sender": {"id": citizen}, "recipient": {"id": "100000000000001"}, "timestamp": now_ms()}
    graph.deliver(head | {"message_edit": edit})
    assert "sécurité sociale" in told(2)[1]
    everything = b"".join(file.read_bytes() for file in assistant.data.rglob("*") if file.is_file())
    for value in ("5647382", "2 85 07 75", "28507759900", citizen):
        assert value.encode() not in everything


def test_a_photo_is_not_fetched(graph: Graph, citizen: str, told: Told) -> None:
    """CH2: refused with the way to send a document to the Caf; the address would have been asked of us."""
    photo = {"type": "image", "payload": {"url": f"{graph.url}/photo.jpg"}}
    graph.deliver(from_citizen(citizen, "", f"m_photo-{citizen}", attachments=[photo]))
    assert "Mon Compte" in told(1)[0]
    assert not graph.calls("/photo.jpg")


STICKER = {"type": "image", "payload": {"url": "https://attachments.invalid/thumb.png", "sticker_id": 369239263222822}}


def test_a_thumb_up_is_thanks(graph: Graph, citizen: str, told: Told) -> None:
    """Messenger's is a sticker: it is no document to delete."""
    graph.citizen_writes(citizen, "comment demander le rsa ?")
    told(1)
    graph.deliver(from_citizen(citizen, "", f"m_thumb-{citizen}", attachments=[STICKER]))
    reply = told(2)[1]
    assert "petit signe" in reply
    assert "justificatif" not in reply


def test_distress_beside_a_photo_is_helped(graph: Graph, citizen: str, told: Told) -> None:
    """CD5 before CH2: the numbers first, then that the picture was not kept."""
    photo = {"type": "image", "payload": {"url": f"{graph.url}/photo.jpg"}}
    graph.deliver(from_citizen(citizen, "je veux mourir", f"m_photo-{citizen}", attachments=[photo]))
    (reply,) = told(1)
    assert 0 < reply.index("3114") < reply.index("rien n’en est conservé")


def test_each_page_speaks_for_itself(assistant: Assistant, graph: Graph, citizen: str, told: Told) -> None:
    """One person writes to two pages in one request's time: each answers with its own token and its own address."""
    other = str(next(_numbers))
    for person, page in ((citizen, PAGE_ID), (other, OTHER_PAGE_ID)):
        item = from_citizen(person, "je veux parler à un conseiller", f"m_{person}")
        graph.deliver(item | {"recipient": {"id": page}}, page=page)
    until(lambda: graph.texts(other))
    assert OTHER_CONTACT in graph.texts(other)[0]
    assert OTHER_CONTACT not in told(1)[0]
    assert graph.pages_that_told(citizen) == {PAGE_ID}
    assert graph.pages_that_told(other) == {OTHER_PAGE_ID}
    chat = httpx.get(f"{assistant.url}/chat/{OTHER}/", trust_env=False).text
    assert OTHER_NAME in chat
    assert OTHER_CONTACT in chat
    assert assistant.command("messenger", "setup", "--page", OTHER, "--yes").returncode == 0
    assert OTHER_CONTACT in json.dumps(graph.profile)


def test_redeliveries_and_batches_are_answered_once_in_order(graph: Graph, citizen: str, told: Told) -> None:
    """The same batch three times, its events out of order."""
    items = [from_citizen(citizen, text, f"m_{text}-{citizen}") for text in ("bonjour", "merci", "au revoir")]
    for number, item in enumerate(items):
        item["timestamp"] += 1000 * number
    for _ in range(3):
        assert graph.deliver(*reversed(items)).status_code == 200
    first, second, third = told(3)
    assert "Bonjour" in first
    assert any(words in second for words in ("plaisir", "prie"))
    assert any(words in third for words in ("Au revoir", "bientôt"))
    graph.citizen_writes(citizen, "merci")
    assert len(told(4)) == 4


def test_a_broken_line_is_not_said_twice(graph: Graph, citizen: str, told: Told) -> None:
    """Meta had the message when the line broke: its echo tells, and the conversation goes on."""
    graph.fail(CUT)
    graph.citizen_writes(citizen, "bonjour")
    told(1)
    graph.citizen_writes(citizen, "merci")
    replies = told(2)
    assert "Bonjour" in replies[0]
    assert "Bonjour" not in replies[1]


def test_metas_trouble_is_waited_for(graph: Graph, citizen: str, told: Told) -> None:
    """A server error, then success."""
    graph.fail(error(2, 500))
    graph.citizen_writes(citizen, "bonjour")
    assert len(told(1)) == 1


def test_a_person_takes_over_and_the_assistant_comes_back(graph: Graph, citizen: str, told: Told) -> None:
    """Silent while a person answers in Meta's inbox; passed back, it says that it is automatic."""
    graph.citizen_writes(citizen, "bonjour")
    told(1)
    graph.person_types(citizen, "Bonjour, je suis conseillère.")
    graph.citizen_writes(citizen, "comment demander l'apl ?")
    graph.citizen_writes(citizen, "je me fais insulter, sale con")  # told of the rule, beside a person too
    until(lambda: len(graph.texts(citizen)) >= 2)
    assert "charte" in graph.texts(citizen)[1]
    head = {"sender": {"id": citizen}, "recipient": {"id": "100000000000001"}, "timestamp": now_ms()}
    graph.deliver(head | {"pass_thread_control": {"previous_owner_app_id": "263902037430900"}})
    graph.citizen_writes(citizen, "merci")
    assert told(3)[2].startswith("C’est de nouveau l’assistant automatique qui vous répond.")


def test_menu_and_get_started_are_understood(graph: Graph, citizen: str, told: Told) -> None:
    """Each button of the page's profile leads to its reply."""
    expected = {"command:start": "assistant automatique", "command:help": "un programme", "command:person": "3230"}
    for count, (payload, words) in enumerate(expected.items(), start=1):
        head = {"sender": {"id": citizen}, "recipient": {"id": "100000000000001"}, "timestamp": now_ms()}
        graph.deliver(head | {"postback": {"mid": f"m_{payload}-{citizen}", "title": "Bouton", "payload": payload}})
        assert words in told(count)[count - 1]


def test_what_is_forged_or_broken_changes_nothing(graph: Graph, citizen: str) -> None:
    """A signature of another secret is refused; a signed body that is no JSON is acknowledged."""
    assert graph.post(b"[" * 5000).status_code == 200
    body = json.dumps({"object": "page", "entry": []}).encode()
    headers = {"X-Hub-Signature-256": "sha256=" + "0" * 64}
    assert httpx.post(graph.webhook, content=body, headers=headers, trust_env=False).status_code == 403
    assert graph.texts(citizen) == []
