"""Where the platforms deliver."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversations import clock, retention
from bot.conversations.models import Conversation, InboxMessage, OutboxMessage, UnusedEvents
from tests.channels.payloads import anything, damaged, payload, recorded
from tests.conversations.conftest import Platforms
from tests.platforms import telegram as tg
from tests.platforms.graph import sign
from tests.platforms.installation import VERIFY_TOKEN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connected(platforms: Platforms) -> Platforms:
    """Every test has both platforms."""
    return platforms


def meta(client: Client, body: Any, signature: str | None = None) -> Any:
    """Meta's request, signed as it should be or otherwise."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"X-Hub-Signature-256": sign(raw) if signature is None else signature}
    return client.post("/messenger", raw, content_type="application/json", headers=headers)


def telegram(client: Client, body: Any, secret: str = tg.SECRET) -> Any:
    """Telegram's request."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    return client.post("/telegram/demo", raw, content_type="application/json", headers=headers)


def test_meta_verifies_the_address(client: Client) -> None:
    """The challenge goes back to whoever knows the token, and to nobody else."""
    query = {"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "1158201444"}
    response = client.get("/messenger", query)
    assert (response.status_code, response.content) == (200, b"1158201444")
    assert response.headers["Content-Type"] == "text/plain"
    assert client.get("/messenger", query | {"hub.verify_token": "x"}).status_code == 403
    assert client.get("/messenger").status_code == 403


def test_every_event_is_a_row_before_the_200(client: Client) -> None:
    """A batch of three messages of two pages, of which one is ours."""
    assert meta(client, payload("messenger", "batch")).status_code == 200
    assert list(InboxMessage.objects.order_by("id").values_list("text", flat=True)) == ["première", "deuxième"]
    assert {(row.kind, row.count) for row in UnusedEvents.objects.all()} == {("unknown_page", 2)}


def test_a_redelivery_is_no_new_row(client: Client) -> None:
    """Meta delivers again until it gets its 200, Telegram as well."""
    for _ in range(3):
        assert meta(client, payload("messenger", "text")).status_code == 200
        assert telegram(client, payload("telegram", "text")).status_code == 200
    assert InboxMessage.objects.count() == 2


def test_a_redelivery_is_no_new_row_when_its_identifier_is_forgotten(client: Client) -> None:
    """It is counted; what is written after it is a row."""
    first, later = payload("messenger", "text"), payload("messenger", "text_reply_to")
    update, next_update = payload("telegram", "text"), payload("telegram", "voice")
    later["entry"][0]["messaging"][0]["timestamp"] += 1
    next_update["message"]["date"] += 1
    meta(client, first)
    telegram(client, update)
    InboxMessage.objects.update(state=InboxMessage.State.ANSWERED)
    assert retention.purge(clock.now() + timedelta(days=3))["identifiers"] == 2
    for _ in range(2):
        assert meta(client, first).status_code == 200
        assert telegram(client, update).status_code == 200
    assert InboxMessage.objects.count() == 2
    counted = UnusedEvents.objects.values_list("channel", "kind", "count")
    assert set(counted) == {("messenger", "redelivered_late", 2), ("telegram", "redelivered_late", 2)}
    meta(client, later)
    telegram(client, next_update)
    assert InboxMessage.objects.count() == 4


@pytest.mark.parametrize("signature", ["", "sha256=" + "0" * 64, "sha1=" + "0" * 40])
def test_what_meta_did_not_sign_is_refused(client: Client, signature: str, caplog: pytest.LogCaptureFixture) -> None:
    """403, no row, and not a word of the body in the log."""
    body = payload("messenger", "text")
    assert meta(client, body, signature).status_code == 403
    assert not InboxMessage.objects.exists()
    assert "APL" not in caplog.text
    assert "/messenger" in caplog.text


@pytest.mark.parametrize("secret", ["", "x", tg.SECRET + "x", tg.SECRET.lower().swapcase()])
def test_what_telegram_did_not_send_is_refused(client: Client, secret: str) -> None:
    """403, no row."""
    assert telegram(client, payload("telegram", "text"), secret).status_code == 403
    assert not InboxMessage.objects.exists()


def test_an_installation_without_the_channel_has_no_such_address(client: Client) -> None:
    """A page that has no bot is not found."""
    assert client.post("/telegram/inconnue").status_code == 404


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b'"x"', b"null", b"1" * 10_000, b'{"object": "page"}', b"NaN"]
)
def test_a_malformed_body_is_counted_and_acknowledged(client: Client, body: bytes) -> None:
    """Signed, so from the platform: 200, or it would come again for days."""
    assert meta(client, body).status_code == 200
    assert telegram(client, body).status_code == 200
    assert list(UnusedEvents.objects.values_list("kind", "count")) == [("malformed", 1)] * 2


def test_a_huge_body_is_refused(client: Client) -> None:
    """413 before it is read."""
    assert meta(client, b"x" * (1024 * 1024 + 1)).status_code == 413
    assert telegram(client, b"x" * (256 * 1024 + 1)).status_code == 413


@pytest.mark.parametrize("name", recorded("messenger"))
def test_every_recorded_payload_of_meta_is_acknowledged(client: Client, name: str) -> None:
    """200, nothing raw kept."""
    assert meta(client, payload("messenger", name)).status_code == 200
    assert "1234567" not in "".join(InboxMessage.objects.values_list("text", flat=True))


@pytest.mark.parametrize("name", recorded("telegram"))
def test_every_recorded_update_of_telegram_is_acknowledged(client: Client, name: str) -> None:
    """200, nothing raw kept."""
    assert telegram(client, payload("telegram", name)).status_code == 200
    assert "1234567" not in "".join(InboxMessage.objects.values_list("text", flat=True))


def test_an_edited_message_is_read_for_personal_data_only(client: Client) -> None:
    """With some it is refused like any other; without, nobody is answered twice."""
    meta(client, payload("messenger", "edit"))
    assert [(row.kinds, row.state) for row in InboxMessage.objects.all()] == [(["ALLOC"], "pending")]
    harmless = payload("telegram", "edited_text")
    harmless["edited_message"]["text"] = "Comment demander l’APL ?"
    assert telegram(client, harmless).status_code == 200
    assert InboxMessage.objects.count() == 1


def test_an_echo_of_a_person_pauses_the_assistant(client: Client) -> None:
    """What a person typed in Meta's inbox; nothing of it is kept."""
    meta(client, payload("messenger", "text"))
    meta(client, payload("messenger", "echo_person"))
    conversation = Conversation.objects.get()
    assert conversation.human_in_charge
    assert conversation.human_until
    assert InboxMessage.objects.count() == 1
    said = OutboxMessage.objects.get()
    assert (said.by_person, said.text, said.state) == (True, "Bonjour, je suis conseillère.", "sent")
    meta(client, payload("messenger", "pass_thread_control"))
    assert not Conversation.objects.get().human_in_charge


def test_an_echo_that_comes_again_silences_nobody(client: Client) -> None:
    """Redelivered after the assistant has taken over again, it is old news; the person's next word is not."""
    body = payload("messenger", "echo_person")
    meta(client, body)
    meta(client, payload("messenger", "pass_thread_control"))
    meta(client, body)
    assert not Conversation.objects.get().human_in_charge
    assert OutboxMessage.objects.count() == 1
    body["entry"][0]["messaging"][0]["message"]["mid"] = "m_synthetic-later"
    meta(client, body)
    assert Conversation.objects.get().human_in_charge


def test_what_a_person_wrote_is_kept_without_personal_data(client: Client) -> None:
    """CH2, CD4: of an attachment, that there was one."""
    body = payload("messenger", "echo_person")
    body["entry"][0]["messaging"][0]["message"]["text"] = "Votre numéro d’allocataire est le 7654321."
    meta(client, body)
    meta(client, payload("messenger", "echo_person_image"))
    number, image = OutboxMessage.objects.order_by("id").values_list("text", flat=True)
    assert "7654321" not in number
    assert "effacé" in number
    assert "pièce jointe" in image


def test_a_programs_echo_silences_nobody(client: Client) -> None:
    """Meta's automatic replies are no person."""
    meta(client, payload("messenger", "text"))
    meta(client, payload("messenger", "echo_program"))
    assert not Conversation.objects.get().human_in_charge
    assert not OutboxMessage.objects.exists()


def test_a_batch_is_written_whole_or_not_at_all(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction a request: where the second event fails, the platform delivers both again."""

    def fail(*_: object) -> None:
        raise RuntimeError("synthetic")

    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("bot.conversations.intake.outbox.confirm", fail)
        both = payload("messenger", "text")
        both["entry"] += payload("messenger", "echo_ours")["entry"]
        assert meta(client, both).status_code == 500
    assert not InboxMessage.objects.exists()
    assert meta(client, both).status_code == 200
    assert InboxMessage.objects.count() == 1


def test_an_echo_of_ours_changes_nobody(client: Client) -> None:
    """The assistant is not paused by its own words."""
    meta(client, payload("messenger", "text"))
    meta(client, payload("messenger", "echo_ours"))
    assert not Conversation.objects.get().human_in_charge


def test_a_pressed_button_is_answered_at_once(client: Client) -> None:
    """In the response itself, so that its clock stops; a text is acknowledged with nothing."""
    response = telegram(client, payload("telegram", "callback_query"))
    assert response.json() == {"method": "answerCallbackQuery", "callback_query_id": "4382bfdwdsb323b2d9"}
    assert telegram(client, payload("telegram", "text")).json() == {}
    assert list(InboxMessage.objects.order_by("id").values_list("choice", flat=True)) == ["faq:logement-couple", ""]


def test_a_button_that_is_too_old_is_said_to_be(client: Client) -> None:
    """Telegram no longer shows what it said: the person is asked to write."""
    response = telegram(client, payload("telegram", "callback_query_inaccessible"))
    assert "trop ancien" in response.json()["text"]
    assert len(response.json()["text"]) <= 200


patiently = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@patiently
@given(st.one_of(damaged("messenger"), anything))
def test_no_signed_request_of_meta_is_an_error(client: Client, content: Any) -> None:
    """Whatever it holds: 200."""
    assert meta(client, content).status_code == 200


@patiently
@given(st.one_of(damaged("telegram"), anything))
def test_no_request_with_telegrams_secret_is_an_error(client: Client, content: Any) -> None:
    """Whatever it holds: 200."""
    assert telegram(client, content).status_code == 200


@patiently
@given(st.binary(max_size=200), st.text(max_size=80))
def test_no_forged_request_is_let_in(client: Client, body: bytes, header: str) -> None:
    """Whatever it holds and bears: 403."""
    header = header.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")
    assert meta(client, body, header).status_code == 403
    assert telegram(client, body, header).status_code == 403
    assert not InboxMessage.objects.exists()
