"""The audit trail: who did what and when, in a chain of hashes (CN1, AR3)."""

from typing import ClassVar

from django.db import models


class AuditEntry(models.Model):
    """One thing done. The database refuses to change or delete a row (a trigger of migration 0002).

    ``actor`` is a username, kept as text: the trail outlives accounts. ``previous`` is the hash of the entry before;
    it is unique, so that the chain cannot fork.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=40)
    object = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["object", "id"], name="history_of_an_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.object}"
