"""Puts the questions that were asked in vain into groups: every night, and when an editor asks for it."""

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from bot.config.apart import ApartError, Row, run_apart
from bot.conversations import clock
from bot.conversations.retention import limit
from bot.learning.missed import Missed, missed
from bot.learning.models import Group, Member, Tally

logger = logging.getLogger(__name__)

SETTLING = timedelta(days=14)
"""Time for a phrasing or an entry to be written, approved and served."""


def regroup() -> int:
    """Groups what is in no group yet; returns how many questions were. A failure is logged and changes nothing."""
    now = clock.now()
    questions = missed(limit("CAF_KEEP_TEXT_DAYS", now))
    if not questions:
        return 0
    groups = list(_joinable(now))
    job = {"texts": [each.message.text for each in questions], "centres": [group.centre for group in groups]}
    try:
        (found,) = run_apart("bot.learning", job)
        return _keep(questions, groups, found, now)
    except ApartError as error:
        logger.error("questions could not be grouped (%s)", error)
    except IntegrityError:
        logger.info("questions are being grouped already, or were erased meanwhile")
    return 0


def _joinable(now: datetime) -> QuerySet[Group]:
    """The groups that later questions may join; what is still asked when a decision has settled is a group anew."""
    standing = Q(state__in=(Group.State.OPEN, Group.State.DISMISSED)) | Q(decided_at__gte=now - SETTLING)
    return Group.objects.filter(standing).order_by("id")


@transaction.atomic
def _keep(questions: Sequence[Missed], groups: Sequence[Group], found: Row, now: datetime) -> int:
    places = [groups[place] if place is not None else None for place in found["joins"]]
    for new in found["new"]:
        group = Group.objects.create(centre=new["centre"], created_at=now)
        for member in new["members"]:
            places[member] = group
    joined = [(question, group) for question, group in zip(questions, places, strict=True) if group]
    Member.objects.bulk_create(
        Member(message=question.message, group=group, nearest=question.nearest) for question, group in joined
    )
    days = Counter((group, localdate(question.message.received_at)) for question, group in joined)
    for (group, day), count in days.items():
        tally, _ = Tally.objects.get_or_create(group=group, day=day)
        Tally.objects.filter(pk=tally.pk).update(count=F("count") + count)
    return len(joined)
