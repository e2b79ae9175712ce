"""What is held of one conversation is handed out and erased (AR4)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from bot.console import audit, blocking, held_data, work
from bot.console.closing import MOTIVES, RESULTS
from bot.console.models import AuditEntry, EditorMark, Note
from bot.console.roles import Role
from bot.console.texts import say
from bot.console.views.escalations import AGES, CHANNELS
from bot.conversations import rasa, worker
from bot.conversations.models import Conversation, Escalation, InboxMessage, OutboxMessage
from tests.console.conftest import MakeAccount, MakeCase
from tests.conversations.conftest import FakeRasa

pytestmark = pytest.mark.django_db

EVENT = {"event": "user", "text": "Je voudrais parler à quelqu’un"}


@pytest.fixture
def remembering(fake_rasa: FakeRasa) -> FakeRasa:
    """A Rasa that remembers one event of every conversation."""
    fake_rasa.kept = lambda method, _: [EVENT] if method == "GET" else 1
    return fake_rasa


def worked_on(make_case: MakeCase, make_account: MakeAccount) -> Conversation:
    """A conversation with everything that can be held of one."""
    case, account = make_case(), make_account()
    worker.drain(case.id)
    work.take(case, account)
    work.reply(case, account, "Bonjour.")
    work.note(case, account, "À rappeler")
    work.mark(case, account, EditorMark.Fault.MISSING, "")
    return case


def test_the_file_holds_everything(
    make_case: MakeCase, make_account: MakeAccount, remembering: FakeRasa, signed_in: Callable[..., Client]
) -> None:
    case = worked_on(make_case, make_account)
    answer = signed_in(Role.REFERENT).post(f"/console/conversations/{case.id}/exporter/")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="conversation-{case.id}.json"'
    held: dict[str, Any] = json.loads(answer.content)
    assert [row["text"] for row in held["messages"]] == ["Je voudrais parler à quelqu’un"]
    assert [(row["text"], row["by_person"]) for row in held["replies"]] == [("D’accord.", False), ("Bonjour.", True)]
    assert [row["text"] for row in held["notes"]] == ["À rappeler"]
    assert held["escalations"][0]["reason"] == "Demande à parler à quelqu’un"
    assert held["questions_for_editors"] == ["Je voudrais parler à quelqu’un"]
    assert held["remembered_by_rasa"] == [EVENT]
    assert case.sender_key not in answer.content.decode(), "what leads to the person is nobody else's to read"
    assert AuditEntry.objects.filter(action="accessed", object=str(case.id), actor="referent").exists()


def test_erasing_leaves_nothing_here_nor_in_rasa(
    make_case: MakeCase, make_account: MakeAccount, remembering: FakeRasa, signed_in: Callable[..., Client]
) -> None:
    case, client = worked_on(make_case, make_account), signed_in(Role.REFERENT)
    page = f"/console/conversations/{case.id}/effacer/"
    assert client.post(page, {"reason": "x"}).status_code == 400
    answer = client.post(page, {"reason": "request"}, follow=True).content.decode()
    assert "La conversation est effacée" in answer
    for model in (Conversation, InboxMessage, OutboxMessage, Escalation, Note):
        assert not model.objects.exists(), model
    assert EditorMark.objects.get().question == ""
    assert remembering.kept_calls == [("DELETE", f"/webhooks/rest/conversations/{case.id}")]
    assert AuditEntry.objects.get(action="erased").detail == {"reason": "request"}


def test_without_rasa_nothing_is_done(
    make_case: MakeCase, make_account: MakeAccount, fake_rasa: FakeRasa, signed_in: Callable[..., Client]
) -> None:
    """Half an erasure would look like a whole one."""
    case, client = worked_on(make_case, make_account), signed_in(Role.REFERENT)

    def away(method: str, path: str) -> Any:
        raise ConnectionError

    fake_rasa.kept = away
    for act, fields in (("exporter", {}), ("effacer", {"reason": "request"})):
        answer = client.post(f"/console/conversations/{case.id}/{act}/", fields, follow=True).content.decode()
        assert "rien n’a été fait" in answer
    assert Conversation.objects.exists()
    assert EditorMark.objects.get().question
    assert not AuditEntry.objects.filter(action__in=("accessed", "erased")).exists()
    with pytest.raises(rasa.RasaError):
        rasa.forget(str(case.id))


def test_an_erasure_that_fails_half_way_is_done_again(
    make_case: MakeCase,
    make_account: MakeAccount,
    remembering: FakeRasa,
    asked_within: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Rasa has forgotten, the database fails: the conversation stays where whoever erases it sees it."""
    case, account = worked_on(make_case, make_account), make_account(Role.REFERENT)

    def full(*_: object, **__: object) -> None:
        raise DatabaseError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(audit, "record", full)
        with pytest.raises(DatabaseError):
            held_data.erase(case, account, "request")
    assert Conversation.objects.exists()
    assert EditorMark.objects.get().question
    held_data.erase(case, account, "request")
    assert not Conversation.objects.exists()
    assert AuditEntry.objects.filter(action="erased").count() == 1
    assert asked_within == [0, 0]


def test_who_answers_does_not_erase(make_case: MakeCase, signed_in: Callable[..., Client]) -> None:
    client, case = signed_in(), make_case()
    assert client.post(f"/console/conversations/{case.id}/effacer/", {"reason": "request"}).status_code == 403
    assert "Effacer" not in client.get(f"/console/conversations/{case.id}/").content.decode()


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("erase_reasons", held_data.REASONS),
        ("block_reasons", blocking.REASONS),
        ("block_hours", blocking.HOURS),
        ("ages", AGES),
        ("channels", CHANNELS),
        ("results", RESULTS),
        ("motives", MOTIVES),
        ("hand_back_reasons", work.HAND_BACK_REASONS),
    ],
)
def test_closed_lists_have_words(group: str, values: tuple[object, ...]) -> None:
    for value in values:
        assert say(f"{group}.{value}")
