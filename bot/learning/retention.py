"""What is kept of groups, and how long; their words go with their messages (see ``models``)."""

from datetime import datetime

from bot.conversations.retention import limit
from bot.learning.models import Group, Tally


def purge(now: datetime) -> int:
    """Deletes numbers that are older than contact records may be, and groups without any; returns how many groups."""
    Tally.objects.filter(day__lt=limit("CAF_KEEP_RECORDS_DAYS", now)).delete()
    return Group.objects.filter(tallies=None, members=None).delete()[1].get("learning.Group", 0)
