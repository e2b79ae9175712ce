"""Groups of questions that were asked in vain. No text is kept here: the words are those of the messages themselves.

So the purge of messages (``CAF_KEEP_TEXT_DAYS``, RGPD art. 5(1)(e)) and the erasure of a conversation (AR4) take the
words away here, too, without a rule of their own; numbers, which name nobody, stay as long as contact records (AR2).
"""

from typing import ClassVar

from django.db import models

from bot.conversations.models import InboxMessage

ID_LENGTH = 64
"""Characters of an entry's identifier."""


class Group(models.Model):
    """Questions of one meaning, and what a person decided of them.

    ``centre`` is the mean of their vectors, by which later questions find the group; one that was put away stays known
    by it, and does not come back. ``entry`` is the entry that got a variant or was begun. People are kept by username.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        ADDED = "added"
        DRAFTED = "drafted"
        DISMISSED = "dismissed"

    centre = models.JSONField()
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    given_to = models.CharField(max_length=60, blank=True)
    entry = models.CharField(max_length=ID_LENGTH, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"group {self.pk} {self.state}"


class Member(models.Model):
    """A message that is in a group; it goes with its message. ``nearest`` is the entry that was likeliest then."""

    message = models.OneToOneField(InboxMessage, models.CASCADE, related_name="learning")
    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    nearest = models.CharField(max_length=ID_LENGTH, blank=True)

    def __str__(self) -> str:
        return f"{self.message_id} in {self.group_id}"


class Tally(models.Model):
    """How many questions of a group were asked on one day: what is left of them after the purge."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="tallies")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "day"], name="one_tally_a_group_and_day")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.day}: {self.count}"
