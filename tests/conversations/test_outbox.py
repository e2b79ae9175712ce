"""The outbox: in order, each part once, and what became of it."""

import itertools
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.event import Event
from bot.conversations import clock, handover, outbox, worker
from bot.conversations.address import AddressError, seal, unseal
from bot.conversations.inbox import receive
from bot.conversations.models import Conversation, InboxMessage, OutboxMessage
from tests.conversations.conftest import FakeRasa, Platforms, reply
from tests.platforms import graph as meta
from tests.platforms import telegram as tg
from tests.platforms.server import Answer

pytestmark = pytest.mark.django_db

CITIZENS = {"messenger": "200000000000001", "telegram": "200000001"}
PATIENCE = timedelta(minutes=3)


@pytest.fixture(autouse=True)
def connected(platforms: Platforms, fake_rasa: FakeRasa) -> Platforms:
    """Every test has both platforms, and a Rasa that repeats."""
    fake_rasa.answer = lambda body: (200, reply(f"Réponse à {body['message']}"))
    return platforms


def written(text: str, channel: str = "messenger") -> OutboxMessage:
    """A reply that waits in the outbox."""
    now = clock.now()
    message = receive(Event(channel, "demo", CITIZENS[channel], uuid.uuid4().hex, now, text=text), now)
    assert message
    worker.drain(message.conversation_id)
    return OutboxMessage.objects.get(in_reply_to=message)


def told(platforms: Platforms, channel: str) -> list[str]:
    """What the citizen got."""
    if channel == "messenger":
        return platforms.graph.texts(CITIZENS[channel])
    return platforms.telegram.texts(int(CITIZENS[channel]))


def time_passes(by: timedelta = PATIENCE) -> None:
    """Every waiting row is that much older."""
    for row in OutboxMessage.objects.exclude(not_before=None):
        assert row.not_before
        OutboxMessage.objects.filter(id=row.id).update(not_before=row.not_before - by, created_at=row.created_at - by)


def after(row: OutboxMessage) -> OutboxMessage:
    """The row as it is now."""
    return OutboxMessage.objects.get(id=row.id)


@pytest.mark.parametrize("channel", ["messenger", "telegram"])
def test_replies_leave_in_order_and_once(connected: Platforms, channel: str) -> None:
    """Three messages, three replies; a doubled task sends nothing more."""
    rows = [written(text, channel) for text in ("un", "deux", "trois")]
    assert told(connected, channel) == []
    for _ in range(2):
        assert outbox.deliver(rows[0].conversation_id) is None
    assert told(connected, channel) == ["Réponse à un", "Réponse à deux", "Réponse à trois"]
    assert {after(row).state for row in rows} == {"sent"}


def test_a_long_reply_leaves_in_parts_with_its_buttons_last(connected: Platforms, fake_rasa: FakeRasa) -> None:
    """In order, and the choices under the end of the text."""
    button = {"title": "APL", "payload": "faq:apl"}
    fake_rasa.answer = lambda _: (200, reply("Une phrase assez courte. " * 200, buttons=[button]))
    row = written("?")
    outbox.deliver(row.conversation_id)
    sent = [body["message"] for body in connected.graph.sent]
    assert " ".join(message["text"] for message in sent) == row.text.strip()
    assert [("quick_replies" in message) for message in sent] == [False] * (len(sent) - 1) + [True]
    assert len(sent) == after(row).parts_sent > 1


def test_silence_is_not_sent(connected: Platforms, fake_rasa: FakeRasa) -> None:
    """A person answers: nothing leaves."""
    fake_rasa.answer = lambda _: (200, reply("", outcome="human_in_charge"))
    row = written("merci")
    assert outbox.deliver(row.conversation_id) is None
    assert connected.graph.sent == []
    assert after(row).state == "silent"


@pytest.mark.parametrize(
    ("channel", "trouble", "seconds"),
    [
        ("messenger", meta.error(4, 429, headers={"Retry-After": "37"}), 37),
        ("telegram", tg.error(429, "Too Many Requests", retry_after=37), 37),
        ("messenger", Answer(503, {}), 2),
        ("telegram", Answer(502, {}), 2),
    ],
)
def test_trouble_that_passes_is_waited_for(connected: Platforms, channel: str, trouble: Answer, seconds: int) -> None:
    """As long as the platform asks, or a little; the next reply waits behind it, and order is kept."""
    (connected.graph if channel == "messenger" else connected.telegram).fail(trouble)
    first, second = written("un", channel), written("deux", channel)
    again = outbox.deliver(first.conversation_id)
    assert again
    assert timedelta(seconds=seconds - 2) < again - clock.now() <= timedelta(seconds=seconds)
    assert outbox.deliver(first.conversation_id) is None, "whoever put it off has asked for another look"
    assert told(connected, channel) == []
    time_passes()
    assert list(outbox.unsent_conversations()) == [first.conversation_id]
    outbox.deliver(first.conversation_id)
    assert told(connected, channel) == ["Réponse à un", "Réponse à deux"]
    assert after(second).state == "sent"


def test_waiting_grows_and_ends(connected: Platforms) -> None:
    """Twice as long and more at each failure; after some hours the reply is given up, and that can be seen."""
    row = written("un")
    connected.graph.fail(*[Answer(503, {})] * 9)
    waits = []
    while again := outbox.deliver(row.conversation_id):
        assert list(outbox.unsent_conversations()) == []
        waits.append(again - clock.now())
        time_passes(again - clock.now())
        if len(waits) > 4:
            OutboxMessage.objects.update(created_at=clock.now() - timedelta(hours=7))
    assert all(later > 2 * sooner for sooner, later in itertools.pairwise(waits))
    assert (after(row).state, after(row).error) == ("failed", "http_503")


@pytest.mark.parametrize(
    ("channel", "trouble", "reason"),
    [
        ("messenger", meta.error(551, subcode=1545041), "551/1545041"),
        ("telegram", tg.error(403, "Forbidden: bot was blocked by the user"), "Forbidden"),
    ],
)
def test_a_refusal_is_kept_and_the_next_reply_leaves(
    connected: Platforms, channel: str, trouble: Answer, reason: str
) -> None:
    """The failed one is visible with its reason."""
    (connected.graph if channel == "messenger" else connected.telegram).fail(trouble)
    first, second = written("un", channel), written("deux", channel)
    outbox.deliver(first.conversation_id)
    assert (after(first).state, after(first).error) == ("failed", reason)
    assert list(first.conversation.escalations.values_list("reason", flat=True)) == ["send_failed"]
    assert told(connected, channel) == ["Réponse à deux"]
    assert after(second).state == "sent"


def test_an_unknown_fate_becomes_known_by_the_echo(connected: Platforms) -> None:
    """The line broke, the message had arrived: its echo says so, and it is not said twice."""
    connected.graph.fail(meta.CUT)
    row = written("un")
    again = outbox.deliver(row.conversation_id)
    assert again
    assert after(row).state == "sending"
    outbox.confirm(f"{row.id}.0")
    assert after(row).state == "sent"
    time_passes()
    outbox.deliver(row.conversation_id)
    assert told(connected, "messenger") == ["Réponse à un"]


def test_without_an_echo_it_is_sent_again(connected: Platforms) -> None:
    """A worker died before the message had left: no echo has come after two minutes, so it never arrived."""
    row = written("un")
    OutboxMessage.objects.update(state="sending", not_before=clock.now() + outbox.FATE_KNOWN_AFTER)
    outbox.deliver(row.conversation_id)
    assert told(connected, "messenger") == []
    time_passes()
    assert outbox.deliver(row.conversation_id) is None
    assert told(connected, "messenger") == ["Réponse à un"]


def test_a_clock_that_is_set_back_keeps_no_reply(connected: Platforms) -> None:
    """What is put off until tomorrow was so before the clock jumped: two minutes more, in which an echo may come."""
    row = written("un")
    tomorrow = clock.now() + timedelta(days=1)
    for state in ("ready", "sending"):
        OutboxMessage.objects.update(state=state, not_before=tomorrow)
        outbox.forget_other_clocks()
        assert outbox.deliver(row.conversation_id) is None
        assert told(connected, "messenger") == []
    time_passes()
    assert list(outbox.unsent_conversations()) == [row.conversation_id]
    outbox.deliver(row.conversation_id)
    assert told(connected, "messenger") == ["Réponse à un"]


def test_no_platform_is_waited_for_longer_than_an_hour(connected: Platforms) -> None:
    """Whatever it asks for: then it is asked again, and the wait is not taken for one of another clock."""
    connected.graph.fail(meta.error(4, 429, headers={"Retry-After": "90000"}))
    row = written("un")
    again = outbox.deliver(row.conversation_id)
    assert again
    assert again - clock.now() <= timedelta(hours=1)
    outbox.forget_other_clocks()
    assert after(row).not_before == again


def test_where_there_is_no_echo_nothing_is_repeated(connected: Platforms) -> None:
    """On Telegram the fate stays unknown: given up, visible, and the next reply leaves."""
    connected.telegram.fail(tg.CUT)
    row = written("un", "telegram")
    assert outbox.deliver(row.conversation_id)
    time_passes()
    second = written("deux", "telegram")
    outbox.deliver(row.conversation_id)
    assert (after(row).state, after(row).error) == ("failed", "unknown_fate")
    assert after(second).state == "sent"
    assert told(connected, "telegram") == ["Réponse à un", "Réponse à deux"]


@pytest.mark.parametrize("reference", ["", "x", "1", "1.x", "x.0", "99999999.0", "².0", "-1.0"])
def test_a_strange_reference_confirms_nothing(connected: Platforms, reference: str) -> None:
    """Somebody else's metadata."""
    row = written("un")
    outbox.confirm(reference)
    assert after(row).state == "ready"


def test_a_late_echo_confirms_its_own_part_only(connected: Platforms, fake_rasa: FakeRasa) -> None:
    """The echo of the first part comes after it was acknowledged: nothing more is skipped."""
    fake_rasa.answer = lambda _: (200, reply("Une phrase assez courte. " * 200))
    row = written("?")
    connected.graph.fail(Answer(200, {}), Answer(503, {}))  # the first part is taken, the second is not
    outbox.deliver(row.conversation_id)
    assert after(row).parts_sent == 1
    outbox.confirm(f"{row.id}.0")
    outbox.confirm(f"{row.id}.0")
    assert after(row).parts_sent == 1


def test_a_person_who_speaks_silences_the_reply_that_waits(connected: Platforms) -> None:
    """The assistant does not speak over a person; but personal data is refused beside one, too."""
    row = written("un")
    handover.person_speaks(row.conversation, clock.now())
    outbox.deliver(row.conversation_id)
    assert connected.graph.sent == []
    assert (after(row).state, after(row).error) == ("silent", "human_in_charge")
    OutboxMessage.objects.update(state="ready", outcome="refused_personal_data")
    outbox.deliver(row.conversation_id)
    assert len(connected.graph.sent) == 1


def test_a_persons_message_leaves_with_the_tag_after_a_day(connected: Platforms) -> None:
    """HUMAN_AGENT is for what a person typed, and the assistant is paused."""
    row = written("un")
    outbox.deliver(row.conversation_id)
    InboxMessage.objects.update(received_at=clock.now() - timedelta(days=2))
    typed = outbox.say_as_person(Conversation.objects.get(), "Bonjour, je suis conseillère.")
    outbox.deliver(row.conversation_id)
    assert after(typed).state == "sent"
    assert connected.graph.sent[-1]["tag"] == "HUMAN_AGENT"
    assert connected.graph.sent[0]["messaging_type"] == "RESPONSE"
    assert Conversation.objects.get().human_in_charge


def test_a_persons_message_on_the_web_waits_for_the_browser() -> None:
    """Nothing is sent there."""
    now = datetime.now(UTC)
    message = receive(Event("web", "demo", "jeton", "1", now, text="Bonjour"), now)
    assert message
    assert outbox.say_as_person(message.conversation, "Bonjour.").state == "sent"


def test_the_address_is_not_readable_in_the_database(connected: Platforms) -> None:
    """Sealed with a key that the database does not hold; a web tab has none at all."""
    conversation = written("un").conversation
    assert CITIZENS["messenger"] not in conversation.address
    assert unseal(conversation.address) == CITIZENS["messenger"]
    assert seal("1") != seal("1")


def test_an_address_of_another_key_is_a_failure_that_is_seen(connected: Platforms) -> None:
    """The key was changed: the reply cannot leave."""
    with pytest.raises(AddressError):
        unseal("gAAAAA" + "x" * 100)
    row = written("un")
    Conversation.objects.update(address="gAAAAA" + "x" * 100)
    outbox.deliver(row.conversation_id)
    assert (after(row).state, after(row).error) == ("failed", "address")
    outbox.show_work(Conversation.objects.get())
