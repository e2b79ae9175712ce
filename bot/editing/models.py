"""What the FAQ's files cannot hold: texts that are not published yet, and who published what.

People are kept by username, as in the audit trail: what they wrote outlives their accounts.
"""

import hashlib
from typing import ClassVar

from django.db import models

from bot.config.jobs import Job

ID_LENGTH = 64
"""Characters of an entry's identifier, which a button carries, too."""


class Draft(models.Model):
    """What an entry's file is to say, as a form left it: it may be incomplete or wrong until it is sent to review.

    An entry has one draft at most, so that two editors cannot work past each other. Publishing a draft writes its file;
    withdrawing an entry is publishing a draft whose status is « disabled ».

    Attributes:
        content: the fields of the entry (:data:`bot.faq.sheets.cells.Content`).
        base: the file's text when the draft was begun; empty for a new entry.
        revision: counts the changes; 0 is a draft that is not kept yet.
        authors: everybody who changed its content; none of them may approve it (CN1).
        publish_at: when an approved draft is published.
        problem: why it was not, for its editors.
    """

    class State(models.TextChoices):
        """Where it stands; the words are in ``texts.yml``."""

        WRITING = "writing"
        REVIEW = "review"
        APPROVED = "approved"

    entry_id = models.CharField(max_length=ID_LENGTH, unique=True)
    content = models.JSONField()
    base = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    revision = models.PositiveIntegerField(default=0)
    authors = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    comment = models.TextField(blank=True)
    approver = models.CharField(max_length=60, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state} {self.revision}"

    @property
    def mark(self) -> str:
        """Tells one state of the draft from another: who saves or approves gives the mark of what they saw."""
        return f"{self.revision}-{hashlib.sha256(self.base.encode()).hexdigest()[:12]}"


class Version(models.Model):
    """One change of an entry's file: published here, or noticed because Git or a text editor made it.

    Rows are only ever added. ``before`` is empty for a file that was new, ``authors`` and ``approver`` for a change
    from outside.
    """

    entry_id = models.CharField(max_length=ID_LENGTH)
    at = models.DateTimeField()
    authors = models.JSONField(default=list)
    approver = models.CharField(max_length=60, blank=True)
    comment = models.TextField(blank=True)
    before = models.TextField(blank=True)
    after = models.TextField()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["entry_id", "-id"], name="versions_of_an_entry")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.at:%Y-%m-%d %H:%M}"

    @property
    def from_outside(self) -> bool:
        """Whether the file was changed without the console."""
        return not self.authors


class CheckResult(models.Model):
    """What the checks found in an entry's file; ``key`` tells for which text, amounts and day."""

    entry_id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    key = models.CharField(max_length=64)
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.entry_id} {self.errors} {self.warnings}"


class Comparison(Job):
    """A draft's phrasings compared by meaning with every other entry's: a form asks, the worker looks.

    Attributes:
        phrasings: what is compared: a title, then its variants.
        near: what it found (``bot/editing/__main__.py``).
    """

    entry_id = models.CharField(max_length=ID_LENGTH, primary_key=True)
    phrasings = models.JSONField(default=list)
    near = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state}"
