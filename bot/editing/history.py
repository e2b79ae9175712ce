"""What each entry's file said, when, and by whom: published here, or changed outside and noticed."""

from django.db import transaction

from bot.conversations import clock
from bot.editing.contents import content_in, file_of, text_in, text_of
from bot.editing.models import Draft, Version
from bot.faq.problems import InvalidFileError
from bot.faq.sheets.differences import Difference, differences


def keep(draft: Draft, after: str) -> Version:
    """Adds the version that an approved draft made."""
    return Version.objects.create(
        entry_id=draft.entry_id, at=clock.now(), authors=draft.authors, approver=draft.approver,
        comment=draft.comment, before=draft.base, after=after,
    )  # fmt: skip


@transaction.atomic
def notice(entry_id: str) -> Version | None:
    """Adds a version where the file no longer says what the last one left: Git or a text editor changed it.

    A file that was never changed here has no history but Git's, and none is begun. What a publication wrote just before
    a crash is that publication's, which will be taken up.

    Raises:
        InvalidFileError: the file cannot be read.
    """
    last = Version.objects.select_for_update().filter(entry_id=entry_id).first()
    if last is None:
        return None
    found = text_in(file_of(entry_id))
    if found == last.after or found in _being_published(entry_id):
        return None
    return Version.objects.create(entry_id=entry_id, at=clock.now(), before=last.after, after=found)


def notice_all() -> list[Version]:
    """Looks at every entry that has a history; a file that cannot be read is looked at again next time."""
    found = []
    for entry_id in Version.objects.order_by().values_list("entry_id", flat=True).distinct():
        try:
            noticed = notice(entry_id)
        except InvalidFileError:
            continue
        found += [noticed] if noticed else []
    return found


def changes(version: Version) -> list[Difference]:
    """What the version changed, field by field.

    Raises:
        InvalidFileError: one of the texts is no entry.
    """
    before = content_in(version.before, version.entry_id) if version.before else None
    return differences(before, content_in(version.after, version.entry_id))


def _being_published(entry_id: str) -> list[str]:
    return [text_of(draft) for draft in Draft.objects.filter(entry_id=entry_id, state=Draft.State.APPROVED)]
