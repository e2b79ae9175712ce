"""Publication, with what goes beside it: the audit trail, Git, what the worker does by itself."""

import time
from datetime import datetime

from bot.console import audit
from bot.console.models import Account
from bot.editing import history, results, workflow
from bot.editing.contents import folder
from bot.editing.models import Draft, Version
from bot.faq.files import remove_left


def approve(entry_id: str, mark: str, by: Account, at: datetime | None) -> str:
    """Approves what was read and publishes it, unless it is to be later; what Git had to say against it, or nothing.

    Raises:
        Overtaken, Refused, OSError: as :func:`bot.editing.workflow.approve` and :func:`publish`.
    """
    draft = workflow.approve(entry_id, mark, by.username, at)
    audit.record(by, "entry_approved", entry_id)
    return "" if at else publish(draft, by)


def publish(draft: Draft, by: Account) -> str:
    """Publishes an approved draft; what Git had to say against its commit, or nothing.

    Raises:
        Refused, OSError: as :func:`bot.editing.workflow.publish`.
    """
    version = workflow.publish(draft)
    audit.record(by, "entry_published", version.entry_id, version=version.pk)
    return _commit(version)


def sweep() -> None:
    """What time brings: planned publications, changes from outside, checks of what has changed, tidying up."""
    for done in workflow.publish_due():
        if isinstance(done, Version):
            audit.record(None, "entry_published", done.entry_id, version=done.pk)
            _commit(done)
        else:
            audit.record(None, "entry_left", done.entry_id)
    for version in history.notice_all():
        audit.record(None, "entry_outside", version.entry_id, version=version.pk)
    results.refresh()
    remove_left(folder(), time.time())


def _commit(version: Version) -> str:
    author = Account.objects.filter(username__in=version.authors).first()
    return workflow.commit(version, str(author) if author else ", ".join(version.authors))
