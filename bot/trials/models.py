"""A trial that an editor asked for."""

from typing import ClassVar

from django.db import models

from bot.config.jobs import Job


class Trial(Job):
    """One trial: what to ask, with which entry, and what came of it.

    Attributes:
        question: what to ask, without personal data; empty to measure alone.
        entry: the text of the entry's file as it would be; empty to try what is served now.
        whole: whether the evaluation set is asked, too, before and after.
        by: the username of who asked.
        progress: how far it is, 0 to 1.
        asked: what the question found (``bot/trials/__main__.py``).
        measured: what the evaluation set says of the change.
    """

    question = models.CharField(max_length=300, blank=True)
    entry = models.TextField(blank=True)
    whole = models.BooleanField(default=False)
    by = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    progress = models.FloatField(default=0.0)
    asked = models.JSONField(null=True, blank=True)
    measured = models.JSONField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["state", "created_at"], name="trials_in_order")]

    def __str__(self) -> str:
        return f"trial {self.pk} {self.state}"
