"""Conversations: those that wait for a person, some that a person has answered, many that the assistant alone has."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bot.channels.event import Event
from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome
from bot.console import closing, work
from bot.console.models import Account, EditorMark, ReadyReply
from bot.conversations import clock
from bot.conversations.escalations import escalate
from bot.conversations.inbox import receive
from bot.conversations.models import Conversation, InboxMessage, OutboxMessage

_SEED = 20261122
_PACE = timedelta(seconds=40)
"""Between two messages of a citizen."""


def play(content: Mapping[str, Any]) -> None:
    """Writes the conversations, lets people act on them, and leaves the ready-made replies."""
    ReadyReply.objects.bulk_create(ReadyReply(**ready) for ready in content["ready_replies"])
    for case in content["cases"]:
        began = clock.now() - timedelta(minutes=case["age"])
        conversation = _said(case, began)
        escalation = escalate(conversation, Reason(case["reason"]))
        escalation.created_at = began
        escalation.save(update_fields=["created_at"])
        _act(case, conversation)
    for case in (*_asked(content["asked"], content["traffic"]), *_in_vain(content["asked_in_vain"])):
        _said(case, clock.now() - timedelta(minutes=case["age"]))


def _asked(plan: Mapping[str, Any], weights: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Cases without a reason to look at them, always the same."""
    random = Random(_SEED)  # noqa: S311 (no secret)
    for _ in range(plan["count"]):
        question = random.choice(plan["questions"])
        turn = [{"in": question["text"]}, {"out": plan["out"], "outcome": "answered", "entry": question["entry"]}]
        yield {
            "page": random.choice(list(weights["pages"])),
            "channel": random.choice(list(weights["channels"])),
            "age": random.randrange(10, plan["days"] * 24 * 60),
            "said": turn * (2 if random.random() < plan["again"] else 1),
        }


def _in_vain(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Cases of people who asked for the same thing, which no entry answers, an hour after one another."""
    for number, text in enumerate(plan["texts"], start=1):
        said = [{"in": text}, {"out": plan["out"], "outcome": "not_found"}]
        yield {"page": plan["page"], "channel": plan["channel"], "age": 60 * number, "said": said}


def _said(case: Mapping[str, Any], at: datetime) -> Conversation:
    sender = uuid.uuid4().hex
    heard: InboxMessage | None = None
    for line in case["said"]:
        if "in" in line:
            event = Event(case["channel"], case["page"], sender, uuid.uuid4().hex, at, text=line["in"])
            heard = receive(event, at)
            at += _PACE
        elif heard is not None:
            _answer(heard, line)
    assert heard is not None  # noqa: S101 (a mistake in our script)
    return heard.conversation


def _answer(heard: InboxMessage, line: Mapping[str, Any]) -> None:
    entry = line.get("entry")
    detail = {"faq_id": entry, "candidates": [{"id": entry, "score": 0.93}]} if entry else {}
    OutboxMessage.objects.create(
        in_reply_to=heard,
        conversation=heard.conversation,
        text=line["out"],
        outcome=Outcome(line["outcome"]),
        created_at=heard.received_at + timedelta(seconds=1),
        state=OutboxMessage.State.FAILED if line.get("failed") else OutboxMessage.State.SENT,
        detail=detail,
    )
    heard.state = InboxMessage.State.ANSWERED
    heard.save(update_fields=["state"])


def _act(case: Mapping[str, Any], conversation: Conversation) -> None:
    username = case.get("by", "lea")
    account = Account.objects.get(username=username)
    if "note" in case:
        work.note(conversation, account, case["note"])
    if "mark" in case:
        work.mark(conversation, account, EditorMark.Fault(case["mark"]["fault"]), case["mark"]["expected"])
    if "by" not in case:
        return
    work.take(conversation, account)
    if "reply" in case:
        work.reply(conversation, account, case["reply"])
    if case.get("end") == "closed":
        closing.close(conversation, account, closing.proposed(conversation, case["result"]))
    elif case.get("end") == "handed_back":
        work.hand_back(conversation, account, "colleague")
