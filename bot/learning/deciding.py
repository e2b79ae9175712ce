"""What a person decides of a group. Nothing else ever teaches the assistant anything."""

import re

from django.db import transaction

from bot.charter.privacy import WORDS, find
from bot.conversations import clock
from bot.editing import workflow
from bot.editing.contents import folder
from bot.editing.models import Draft
from bot.faq.catalogue import Topic, add_topic, read_catalogue
from bot.faq.problems import InvalidFileError
from bot.learning.board import is_shown
from bot.learning.models import ID_LENGTH, Group
from bot.learning.texts import say

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class DecisionRefusedError(Exception):
    """It cannot be done; the message, in French, says why. Nothing has changed."""


@transaction.atomic
def add_variant(group: Group, entry_id: str, text: str, by: str) -> None:
    """Puts a phrasing into the entry's draft; it is served once the draft is approved like any other.

    Raises:
        DecisionRefusedError: the text holds personal data or is nothing; the entry is unknown, or being changed now.
    """
    phrasing = _clean(text)
    try:
        draft = workflow.current(entry_id)
        if phrasing in draft.content["variants"]:
            raise DecisionRefusedError(say("refused.known", id=entry_id))
        _save(draft, by, variants=[*draft.content["variants"], phrasing])
    except (workflow.Refused, InvalidFileError):
        raise DecisionRefusedError(say("refused.unknown", id=entry_id)) from None
    _decide(group, Group.State.ADDED, by, entry_id)


@transaction.atomic
def begin_entry(group: Group, entry_id: str, theme: str, text: str, by: str) -> None:
    """Begins a new entry, the question as its title; the rest is for its editor to write.

    Raises:
        DecisionRefusedError: as :func:`add_variant`; the identifier is taken or misshapen; there is no such theme.
    """
    title = _clean(text)
    topics = read_catalogue(folder())
    if entry_id in topics:
        raise DecisionRefusedError(say("refused.taken", id=entry_id))
    if not _ID.fullmatch(entry_id) or len(entry_id) > ID_LENGTH:
        raise DecisionRefusedError(say("refused.misshapen"))
    if theme not in {topic.theme for topic in topics.values()}:
        raise DecisionRefusedError(say("refused.no_theme"))
    _decide(group, Group.State.DRAFTED, by, entry_id)
    add_topic(folder(), topics, entry_id, Topic(theme, title))
    _save(workflow.current(entry_id), by, title=title)


def dismiss(group: Group, by: str) -> None:
    """Puts the group away, for good: later questions of its meaning join it unseen.

    Raises:
        DecisionRefusedError: somebody has decided already.
    """
    _decide(group, Group.State.DISMISSED, by)


def give(group: Group, to: str) -> None:
    """Leaves the decision to a colleague, by username."""
    Group.objects.filter(pk=group.pk, state=Group.State.OPEN).update(given_to=to)


def _save(draft: Draft, by: str, **changes: object) -> None:
    try:
        workflow.save(draft.entry_id, draft.mark, draft.content | changes, by)
    except workflow.Overtaken:
        raise DecisionRefusedError(say("refused.overtaken", id=draft.entry_id)) from None


def _decide(group: Group, state: Group.State, by: str, entry: str = "") -> None:
    open_ones = Group.objects.filter(pk=group.pk, state=Group.State.OPEN)
    if not is_shown(group) or not open_ones.update(state=state, entry=entry, decided_by=by, decided_at=clock.now()):
        raise DecisionRefusedError(say("refused.decided"))


def _clean(text: str) -> str:
    phrasing = " ".join(text.split())
    if not phrasing:
        raise DecisionRefusedError(say("refused.empty"))
    if found := find(phrasing):
        raise DecisionRefusedError(say("refused.personal", the=WORDS[found[0].kind].the))
    return phrasing
