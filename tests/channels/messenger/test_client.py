"""The Send API's client, against a server that answers as Meta documents."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot.channels.delivery import DeliveryError, NotNowError, RefusedError, UnknownFateError
from bot.channels.event import Outgoing
from bot.channels.messenger import PAGE_INBOX
from bot.channels.messenger.client import MessengerSender
from tests.platforms.graph import APP_SECRET, CUT, PAGE_ID, TOKEN, Graph, error
from tests.platforms.server import Answer

CITIZEN = "200000000000001"
MESSAGE = Outgoing(CITIZEN, "Oui.", reference="12.0")


@pytest.fixture
def graph() -> Iterator[Graph]:
    """The platform."""
    with Graph() as platform:
        yield platform


@pytest.fixture
def sender(graph: Graph) -> Iterator[MessengerSender]:
    """A client with the page's own token."""
    with closing(MessengerSender(graph.url + "/v25.0", TOKEN, APP_SECRET)) as client:
        yield client


@pytest.fixture
def alone() -> Iterator[MessengerSender]:
    """A client for whom nothing listens (port 9 is « discard », closed on any sane machine)."""
    with closing(MessengerSender("http://127.0.0.1:9", TOKEN, APP_SECRET)) as client:
        yield client


def test_a_message_is_sent_with_token_and_proof_and_no_token_in_its_address(
    graph: Graph, sender: MessengerSender
) -> None:
    """The platform refuses any other token or proof; addresses are written down by proxies."""
    sender.send(MESSAGE)
    assert graph.texts(CITIZEN) == ["Oui."]
    (request,) = graph.calls("/me/messages")
    assert TOKEN not in f"{request.path}{request.query}"


def test_work_is_shown(graph: Graph, sender: MessengerSender) -> None:
    """Seen, then typing."""
    sender.show_work(CITIZEN)
    assert [request.body["sender_action"] for request in graph.calls("/me/messages")] == ["mark_seen", "typing_on"]


def test_work_that_cannot_be_shown_is_nobodys_trouble(alone: MessengerSender) -> None:
    """With nothing listening the answer goes on."""
    alone.show_work(CITIZEN)


@pytest.mark.parametrize("code", [4, 17, 32, 613, 80006])
def test_too_many_calls_are_later_ones(graph: Graph, sender: MessengerSender, code: int) -> None:
    """With the time that the platform asks for, where it says one."""
    graph.fail(error(code, 429, headers={"Retry-After": "37"}), error(code))
    with pytest.raises(NotNowError, match=str(code)) as refused:
        sender.send(MESSAGE)
    assert refused.value.retry_after == 37
    with pytest.raises(NotNowError) as refused:
        sender.send(MESSAGE)
    assert refused.value.retry_after is None


@pytest.mark.parametrize(
    "answer",
    [error(1), error(2, 500), error(1200), error(190, 401), error(99, is_transient=True), Answer(503, "<html>"),
     Answer(502, {}), Answer(429, {})],
)  # fmt: skip
def test_passing_trouble_is_for_later(graph: Graph, sender: MessengerSender, answer: Answer) -> None:
    """Temporary by Meta's words, or a server's."""
    graph.fail(answer)
    with pytest.raises(NotNowError):
        sender.send(MESSAGE)
    assert not graph.sent


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(error(10, subcode=2018278), "10/2018278"), (error(551, subcode=1545041), "551/1545041"),
     (error(100, subcode=2018001), "100/2018001"), (error(200, 403), "200"), (Answer(404, []), "http_404")],
)  # fmt: skip
def test_a_refusal_is_final(graph: Graph, sender: MessengerSender, answer: Answer, reason: str) -> None:
    """Outside the window, somebody who left, no permission: the code is kept, no words."""
    graph.fail(answer)
    with pytest.raises(RefusedError) as refused:
        sender.send(MESSAGE)
    assert refused.value.reason == reason


def test_what_was_never_taken_may_be_sent_again(alone: MessengerSender) -> None:
    """Nothing listens: certainly not delivered."""
    with pytest.raises(NotNowError, match="ConnectError"):
        alone.send(MESSAGE)


def test_a_line_that_breaks_afterwards_leaves_the_fate_unknown(graph: Graph, sender: MessengerSender) -> None:
    """The platform had it: sending again would say it twice."""
    graph.fail(CUT)
    with pytest.raises(UnknownFateError):
        sender.send(MESSAGE)
    assert graph.texts(CITIZEN) == ["Oui."]


def test_no_error_shows_token_text_or_person(graph: Graph, sender: MessengerSender) -> None:
    """Neither its words nor its cause, which a traceback would print."""
    graph.fail(CUT, error(100), Answer(500, {}))
    for _ in range(3):
        with pytest.raises(DeliveryError) as refused:
            sender.send(MESSAGE)
        assert refused.value.__cause__ is None
        assert refused.value.__suppress_context__ or refused.value.__context__ is None
        assert not any(secret in str(refused.value) for secret in (TOKEN, "Oui", CITIZEN))


def test_a_closed_window_is_not_even_asked(graph: Graph, sender: MessengerSender) -> None:
    """After a day the assistant is silent; a person's words bear the tag."""
    late = Outgoing(CITIZEN, "Oui.", silence=timedelta(hours=25))
    with pytest.raises(RefusedError, match="window_closed"):
        sender.send(late)
    assert not graph.requests
    sender.send(Outgoing(CITIZEN, "Bonjour.", silence=timedelta(hours=25), by_person=True))
    assert graph.sent[0]["tag"] == "HUMAN_AGENT"


def test_threads_are_taken_and_passed(graph: Graph, sender: MessengerSender) -> None:
    """Conversation Routing: from the page inbox, and to it."""
    sender.take_back(CITIZEN)
    sender.pass_to_inbox(CITIZEN)
    assert graph.calls("/me/take_thread_control")[0].body == {"recipient": {"id": CITIZEN}}
    assert graph.calls("/me/pass_thread_control")[0].body["target_app_id"] == PAGE_INBOX


def test_long_replies_come_in_pieces_that_meta_takes(graph: Graph, sender: MessengerSender) -> None:
    """Each of at most 2,000 characters."""
    parts = sender.parts("Une phrase de longueur moyenne, avec un emoji 🙂. " * 120)
    for part in parts:
        sender.send(Outgoing(CITIZEN, part))
    assert len(parts) > 1
    assert graph.texts(CITIZEN) == list(parts)


def test_profile_and_subscriptions_are_read_and_set(graph: Graph, sender: MessengerSender) -> None:
    """What was set is what is read; nothing set is nothing."""
    assert sender.profile(["greeting"]) == {}
    assert sender.subscriptions() == frozenset()
    sender.set_profile({"greeting": [{"locale": "default", "text": "Bonjour"}]})
    sender.subscribe(["messages", "message_echoes"])
    assert sender.profile(["greeting", "get_started"]) == {"greeting": [{"locale": "default", "text": "Bonjour"}]}
    assert sender.subscriptions() == {"messages", "message_echoes"}
    assert PAGE_ID not in str(graph.requests)
