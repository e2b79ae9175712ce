"""What people do with a conversation. Each act is one transaction, and leaves an entry in the audit trail (CN1)."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from bot.channels.delivery import DeliveryError
from bot.channels.messenger.limits import MAX_TEXT
from bot.charter import outbound
from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome
from bot.charter.privacy import WORDS, find
from bot.charter.typography import mend
from bot.console import audit, presence
from bot.console.models import Account, Claim, EditorMark, Note
from bot.console.texts import say
from bot.conversations import clock, handover, outbox, tasks
from bot.conversations.address import AddressError
from bot.conversations.models import Conversation, Escalation, InboxMessage, OutboxMessage
from bot.conversations.windows import windows_of

TEXT_LIMIT = MAX_TEXT
"""Characters of a reply: one message on Messenger, whose limit is the lowest."""

SAME_REPLY = timedelta(minutes=1)
"""The same words sent again within this time are a second press on the button."""

HAND_BACK_REASONS = ("colleague", "leaving", "assistant")
"""Why a conversation is handed back: keys of ``hand_back_reasons`` in ``texts.yml``."""


class Refused(Exception):
    """The act may not be done; the message says why, in French, to the person who tried."""


class NotSent(Refused):
    """A reply that may not be sent, passage by passage (CH1, CD4)."""

    def __init__(self, problems: list[outbound.Problem]) -> None:
        super().__init__(" ".join(dict.fromkeys(problem.reason for problem in problems)))
        self.problems = problems


def take(conversation: Conversation, account: Account) -> None:
    """Puts the account in charge: the assistant falls silent. What somebody holds who has left is free.

    Raises:
        Refused: somebody else is in charge, or it is the referent's (CD2, CD3).
    """
    reasons = open_escalations(conversation).values_list("reason", flat=True)
    if not all(account.may_take(Reason(reason), conversation.page) for reason in reasons):
        raise Refused(say("work.reserved"))
    try:
        with transaction.atomic():
            _free_from_absent(conversation, account)
            Claim.objects.create(conversation=conversation, account=account, claimed_at=clock.now())
            presence.look(conversation, account)
            handover.person_speaks(conversation, clock.now())
            open_escalations(conversation).filter(state=Escalation.State.NEW).update(state=Escalation.State.TAKEN)
            audit.record(account, "taken", conversation.id)
    except IntegrityError:
        holder = Claim.objects.select_related("account").filter(conversation=conversation).first()
        if holder is None or holder.account_id != account.pk:
            raise Refused(say("work.taken_by", name=holder.account if holder else "")) from None


def checked(conversation: Conversation, text: str) -> str:
    """The text as it would be sent, with French typography.

    Raises:
        NotSent: it holds personal data or asks for some (CH1, CD4).
        Refused: it is empty, too long, or the channel no longer takes any.
    """
    text = mend(text.replace("\r\n", "\n").strip())
    if not text:
        raise Refused(say("work.empty"))
    if len(text) > TEXT_LIMIT:
        raise Refused(say("work.too_long", length=len(text), limit=TEXT_LIMIT))
    if problems := outbound.check(text):
        raise NotSent(problems)
    ends = windows_of([conversation])[conversation].person
    if ends is not None and ends <= clock.now():
        raise Refused(say("work.window"))
    return text


def reply(conversation: Conversation, account: Account, text: str) -> OutboxMessage:
    """Sends a person's reply.

    Raises:
        Refused: as :func:`checked`, or the account is not in charge.
    """
    try:
        ready = checked(conversation, text)
    except NotSent as error:
        kinds = sorted({problem.thing for problem in error.problems})
        audit.record(account, "reply_refused", conversation.id, kinds=kinds)
        raise
    with transaction.atomic():
        claim = own_claim(conversation, account)
        again = conversation.outbox.filter(by_person=True, text=ready, created_at__gt=clock.now() - SAME_REPLY)
        if (sent := again.first()) is not None:
            return sent
        sent = outbox.say_as_person(conversation, ready)
        if claim.first_reply_at is None:
            claim.first_reply_at = sent.created_at
            claim.save(update_fields=["first_reply_at"])
        open_escalations(conversation).update(state=Escalation.State.WAITING)
        audit.record(account, "replied", conversation.id)
        transaction.on_commit(lambda: tasks.ask_for_answers(str(conversation.id)))
    return sent


def pass_to_inbox(conversation: Conversation, account: Account) -> None:
    """Gives the thread to the platform's own inbox, where the account goes on; it stays in charge here.

    Raises:
        Refused: the account is not in charge, or the platform did not take it.
    """
    with transaction.atomic():
        own_claim(conversation, account)
    try:
        handover.pass_to_inbox(conversation)
    except (DeliveryError, AddressError):
        raise Refused(say("work.not_passed")) from None
    audit.record(account, "passed_to_inbox", conversation.id)


@transaction.atomic
def hand_back(conversation: Conversation, account: Account, reason: str) -> None:
    """Lets the assistant answer again (one of :data:`HAND_BACK_REASONS`); what is open waits for somebody else.

    Raises:
        Refused: the account is not in charge.
    """
    own_claim(conversation, account).delete()
    open_escalations(conversation).update(state=Escalation.State.NEW)
    resume_assistant(conversation)
    audit.record(account, "handed_back", conversation.id, reason=reason)


@transaction.atomic
def reopen(conversation: Conversation, account: Account) -> None:
    """Opens the last closed escalation again, unless the same reason is open already."""
    closed = conversation.escalations.filter(state=Escalation.State.CLOSED).order_by("-id").first()
    if closed is None or open_escalations(conversation).filter(reason=closed.reason).exists():
        return
    closed.state = Escalation.State.NEW
    closed.save(update_fields=["state"])
    audit.record(account, "reopened", conversation.id)


def note(conversation: Conversation, account: Account, text: str) -> None:
    """Leaves a note for the others.

    Raises:
        Refused: it holds personal data, or nothing.
    """
    text = mend(text.strip())
    if not text:
        raise Refused(say("work.empty"))
    if found := find(text):
        raise Refused(say("work.note_personal", the=WORDS[found[0].kind].the))
    with transaction.atomic():
        Note.objects.create(conversation=conversation, account=account, text=text, created_at=clock.now())
        audit.record(account, "noted", conversation.id)


@transaction.atomic
def mark(
    conversation: Conversation,
    account: Account,
    fault: EditorMark.Fault,
    expected: str,
    about: OutboxMessage | None = None,
) -> None:
    """Tells the editors of a wrong or missing answer.

    Args:
        conversation: where it was given or missed.
        account: who says so.
        fault: what is wrong.
        expected: the entry that was right; empty where nobody knows.
        about: the reply in question, one of :func:`replies`; without it the last answer, or the last question.
    """
    wrong = fault is EditorMark.Fault.WRONG
    reply = about or (replies(conversation).filter(outcome=Outcome.ANSWERED.value).first() if wrong else None)
    asked = reply.in_reply_to if reply else last_message(conversation)
    EditorMark.objects.create(
        conversation=conversation,
        fault=fault,
        question=asked.text if asked else "",
        served=(reply.detail.get("faq_id") or "") if reply and wrong else "",
        expected=expected,
        account=account,
        created_at=clock.now(),
    )
    audit.record(account, "marked", conversation.id, fault=fault.value)


def replies(conversation: Conversation) -> QuerySet[OutboxMessage]:
    """What the assistant said to something that was typed, newest first."""
    typed = conversation.outbox.filter(in_reply_to__isnull=False).exclude(in_reply_to__text="")
    return typed.select_related("in_reply_to").order_by("-id")


def open_escalations(conversation: Conversation) -> QuerySet[Escalation]:
    """What is not closed of a conversation."""
    return conversation.escalations.filter(state__in=Escalation.OPEN)


def last_message(conversation: Conversation) -> InboxMessage | None:
    """What the citizen sent last."""
    return conversation.inbox.order_by("-id").first()


def is_held_by_absent(claim: Claim) -> bool:
    """Whether who is in charge is neither on duty nor looking at the conversation: nobody waits for them (CH10)."""
    on_duty = claim.account.duties.filter(ended_at=None).exists()
    return not on_duty and not presence.is_looking(claim.conversation, claim.account)


def resume_assistant(conversation: Conversation) -> None:
    """The assistant speaks again; the platform is told after the transaction, by the worker, which may wait for it."""
    handover.assistant_resumes(conversation)
    transaction.on_commit(lambda: tasks.take_back(str(conversation.id)))


def _free_from_absent(conversation: Conversation, account: Account) -> None:
    claim = Claim.objects.select_for_update().exclude(account=account).filter(conversation=conversation).first()
    if claim is not None and is_held_by_absent(claim):
        claim.delete()
        audit.record(account, "freed", conversation.id, holder=claim.account.username)


def own_claim(conversation: Conversation, account: Account) -> Claim:
    """The account's claim, locked until the transaction ends.

    Raises:
        Refused: the account is not in charge.
    """
    claim = Claim.objects.select_for_update().filter(conversation=conversation, account=account).first()
    if claim is None:
        raise Refused(say("work.not_yours"))
    return claim
