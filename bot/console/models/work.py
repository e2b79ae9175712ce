"""The work of people on conversations."""

from typing import ClassVar

from django.db import models

from bot.console.models.accounts import Account
from bot.conversations.models import Conversation


class Claim(models.Model):
    """Who is in charge of a conversation. One row a conversation: the database lets one of two claimants through."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="claim")
    account = models.ForeignKey(Account, models.CASCADE, related_name="claims")
    claimed_at = models.DateTimeField()
    first_reply_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.conversation_id} by {self.account_id}"


class Presence(models.Model):
    """That an account looks at a conversation (bot.console.presence)."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="presences")
    account = models.ForeignKey(Account, models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "account"], name="one_look_a_person")]

    def __str__(self) -> str:
        return f"{self.conversation_id} seen by {self.account_id}"


class Note(models.Model):
    """What a person leaves for the others about a conversation; checked for personal data like a reply (CH2)."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    account = models.ForeignKey(Account, models.PROTECT)
    text = models.TextField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.pk}"


class EditorMark(models.Model):
    """Something for the editors to mend: an answer that was wrong, or one that is missing. It holds no free text."""

    class Fault(models.TextChoices):
        """What is wrong."""

        WRONG = "wrong", "Réponse fausse"
        MISSING = "missing", "Réponse manquante"

    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, related_name="marks")
    fault = models.CharField("problème", max_length=10, choices=Fault)
    question = models.TextField(blank=True)
    served = models.CharField(max_length=64, blank=True)
    expected = models.CharField("bonne fiche", max_length=64, blank=True)
    account = models.ForeignKey(Account, models.PROTECT)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.fault} {self.served or self.expected}"


class ReadyReply(models.Model):
    """A ready-made reply that the referent keeps; the variables in it (``views.editors.VARIABLES``) are filled in."""

    title = models.CharField("titre", max_length=80, unique=True)
    text = models.TextField("texte", max_length=1900)

    class Meta:
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title


class HandlingRecord(models.Model):
    """One conversation that a person has closed (AR1, AR5): it names nobody and leads back to nobody.

    ``reason`` is why it came to a person, ``motive`` what it was about in that person's eyes; records from before it
    was asked have none.
    """

    channel = models.CharField(max_length=20)
    page = models.CharField(max_length=64)
    reason = models.CharField(max_length=30)
    motive = models.CharField(max_length=30, blank=True)
    benefit = models.CharField(max_length=40, blank=True)
    escalated_at = models.DateTimeField()
    closed_at = models.DateTimeField()
    waiting_seconds = models.PositiveIntegerField()
    handling_seconds = models.PositiveIntegerField()
    first_reply_seconds = models.PositiveIntegerField(null=True)
    result = models.CharField(max_length=30)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["closed_at", "page"], name="handlings_by_period")]

    def __str__(self) -> str:
        return f"{self.page} {self.reason} {self.result}"
