"""What was stopped, and until when."""

from typing import ClassVar

from django.db import models


class Stop(models.Model):
    """One stop. It is in force until it is lifted; it stays afterwards, as a trace of who did what (CN1).

    ``target`` is an entry's, a theme's or a page's identifier, empty for the whole assistant. ``stopped_by`` and
    ``lifted_by`` are names of accounts, or of the command line: the accounts are above this room.
    """

    class Scope(models.TextChoices):
        """How far it reaches."""

        ENTRY = "entry"
        THEME = "theme"
        PAGE = "page"
        EVERYTHING = "everything"

    scope = models.CharField(max_length=10, choices=Scope)
    target = models.CharField(max_length=80, blank=True)
    reason = models.TextField(max_length=500)
    stopped_by = models.CharField(max_length=121)
    stopped_at = models.DateTimeField()
    lifted_by = models.CharField(max_length=121, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-stopped_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scope", "target"], condition=models.Q(lifted_at=None), name="stopped_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope}:{self.target}" if self.target else str(self.scope)
