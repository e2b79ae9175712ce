"""What is kept of a conversation. No raw text: a message is erased of personal data before it becomes a row."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models

from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome


class Conversation(models.Model):
    """One person's exchange with one page on one channel.

    ``sender_key`` is an HMAC of the platform's identifier: nobody can be found from it. ``address`` is where replies
    are sent, encrypted (bot.conversations.address); empty where the browser comes for them. ``privacy_context`` holds
    facts about the form of what was said last (bot.charter.privacy.Context), no value. One worker at a time holds
    the lease; what it holds expires, so that a worker that dies does not keep a conversation. Who speaks is a matter
    of bot.conversations.handover: ``human_until`` is when the assistant takes over again by itself (None: never), and
    ``resumed`` that its next reply has to say that it is automatic. ``blocked_until`` is when the team listens to this
    person again (None: it does), ``blocked_for`` why it does not, a word of the team's closed list (CN8).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=20)
    page = models.CharField(max_length=64)
    sender_key = models.CharField(max_length=64)
    address = models.TextField(blank=True)
    human_in_charge = models.BooleanField(default=False)
    human_until = models.DateTimeField(null=True, blank=True)
    resumed = models.BooleanField(default=False)
    blocked_until = models.DateTimeField(null=True, blank=True)
    blocked_for = models.CharField(max_length=20, blank=True)
    privacy_context = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "page", "sender_key"], name="one_conversation_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}/{self.page}/{self.id}"

    def is_blocked(self, at: datetime) -> bool:
        """Whether the team does not listen to this person at that moment; a block lifts itself."""
        return self.blocked_until is not None and self.blocked_until > at


class InboxMessage(models.Model):
    """What a citizen sent, erased of personal data; written before the platform gets its 200.

    Unique by (channel, platform_id): a redelivery is the same row, so it is answered once. Once the identifier is
    forgotten, its time tells it (``bot.conversations.retention.is_redelivered_late``).
    """

    class State(models.TextChoices):
        """Where the answer stands."""

        PENDING = "pending"
        ANSWERED = "answered"

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="inbox")
    channel = models.CharField(max_length=20)
    platform_id = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField()
    text = models.TextField(blank=True)
    kinds = models.JSONField(default=list)
    attachment = models.CharField(max_length=20, blank=True)
    choice = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "platform_id"], name="one_row_an_event"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "conversation", "id"], name="pending_in_order")]

    def __str__(self) -> str:
        return f"{self.channel}/{self.platform_id}"

    @property
    def trace(self) -> str:
        """Which message it is in the logs of every process (``bot.logs``)."""
        return f"m{self.pk}"


class OutboxMessage(models.Model):
    """A reply: what is to be sent, and what became of it. At most one an inbox message.

    A person's message replies to none in particular. A long text is sent in parts: ``parts_sent`` of them are
    delivered. ``not_before`` is when to try again; while ``sending``, when the fate of the part counts as unknown.
    ``error`` says in a word why it failed.
    """

    class State(models.TextChoices):
        """The fate of a reply. ``sending`` that lasts is an unknown fate: never repeated blindly."""

        READY = "ready"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        SILENT = "silent"

    in_reply_to = models.OneToOneField(InboxMessage, models.CASCADE, related_name="reply", null=True, blank=True)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="outbox")
    text = models.TextField(blank=True)
    buttons = models.JSONField(default=list)
    outcome = models.CharField(max_length=30, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    detail = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    by_person = models.BooleanField(default=False)
    parts_sent = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["conversation", "id"], name="replies_in_order"),
            models.Index(fields=["state", "not_before"], name="replies_to_send"),
        ]

    def __str__(self) -> str:
        return f"reply to {self.in_reply_to_id}"


class Escalation(models.Model):
    """A conversation that a person should look at, and how far they are. Open ones: one a conversation and reason.

    ``benefit`` is what it is about, as far as the assistant could tell.
    """

    class State(models.TextChoices):
        """How far a person is with it."""

        NEW = "new"
        TAKEN = "taken"
        WAITING = "waiting"
        CLOSED = "closed"

    OPEN = (State.NEW, State.TAKEN, State.WAITING)

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="escalations")
    reason = models.CharField(max_length=30, choices=[(reason.value, reason.value) for reason in Reason])
    benefit = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.NEW)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "reason"], condition=~models.Q(state="closed"), name="one_open_escalation"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "created_at"], name="escalations_to_look_at")]

    def __str__(self) -> str:
        return f"{self.reason} ({self.state})"


class UnusedEvents(models.Model):
    """How many events of a kind asked for nothing on one day: a platform's novelty shows here first."""

    day = models.DateField()
    channel = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "channel", "kind"], name="one_count_a_day_and_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.channel} {self.kind}: {self.count}"


class ContactRecord(models.Model):
    """One contact, as the acte réglementaire wants it (AR1): it names nobody and leads back to nobody.

    No key to the conversation, no text: only what the statistics (AR2) need. ``helpful`` is the citizen's own answer to
    « Cela répond-il à votre question ? », about the entry in ``motive``; null for a contact that is none.
    ``human_involved`` says whether a person had part in it: in charge already, or called by it (an escalation).
    """

    channel = models.CharField(max_length=20)
    page = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    duration_ms = models.PositiveIntegerField()
    motive = models.CharField(max_length=64)
    outcome = models.CharField(max_length=30)
    benefit = models.CharField(max_length=40, blank=True)
    helpful = models.BooleanField(null=True)
    # The database fills it in: during a rolling update processes of the version before write records, too.
    human_involved = models.BooleanField(default=False, db_default=False)

    class Meta:
        # One for each way of counting: the database reads it alone, in the order of the groups (benchmarks/console).
        indexes: ClassVar = [
            models.Index(fields=["page", "started_at"], name="contacts_by_time"),
            models.Index(
                fields=["page", "outcome", "helpful", "human_involved", "started_at"], name="contacts_by_result"
            ),
            models.Index(fields=["page", "motive", "benefit", "started_at"], name="contacts_by_motive"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}/{self.page} {self.started_at:%Y-%m-%d} {self.outcome}"
