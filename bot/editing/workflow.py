"""From a draft to what citizens read: written, sent to review, approved by somebody else, published (CN1, CN3, CN7).

Everything here is refused with a reason in French, or done whole. What a crash leaves between « approved » and the file
is taken up by :func:`publish_due`, which writes nothing twice.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from bot.charter.privacy import WORDS, find
from bot.charter.typography import mend
from bot.config import environment
from bot.conversations import clock
from bot.editing import git, history
from bot.editing.checking import check_draft
from bot.editing.contents import content_in, file_of, folder, mended, new_content, text_in, text_of, write_text
from bot.editing.models import Draft, Version
from bot.editing.texts import say
from bot.faq.catalogue import read_catalogue
from bot.faq.problems import Finding, InvalidFileError, Severity
from bot.faq.sheets.cells import Content

READ_BY_CITIZENS = ("title", "label", "answer", "simple", "links", "status", "valid_from", "valid_until")
"""Fields whose change may change what citizens understand, or whether they read it at all."""

_SIGNS = re.compile(r"[\W_]+")


class Refused(Exception):
    """It cannot be done; the message, in French, says why. Nothing has changed."""


class Overtaken(Exception):
    """Somebody else has changed the draft, or the file, since it was shown; nothing is overwritten.

    ``draft`` is what is kept now.
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.entry_id)
        self.draft = draft


def current(entry_id: str) -> Draft:
    """The entry's draft; where it has none, one that is not kept yet and says what the file says.

    Raises:
        InvalidFileError: the file, or the catalogue, is wrong.
        Refused: there is no file, and the catalogue has no such topic.
    """
    draft = Draft.objects.filter(entry_id=entry_id).first()
    if draft:
        return draft
    base = text_in(file_of(entry_id))
    if base:
        return Draft(entry_id=entry_id, content=content_in(base, entry_id), base=base)
    topic = read_catalogue(folder()).get(entry_id)
    if topic is None:
        raise Refused(say("refused.unknown", id=entry_id))
    return Draft(entry_id=entry_id, content=new_content(entry_id, topic, localdate(clock.now())))


@transaction.atomic
def save(entry_id: str, mark: str, content: Content, by: str) -> Draft:
    """Keeps what a form holds, its typography mended; an approval that it had is gone.

    Args:
        entry_id: the entry.
        mark: of the draft that the form was made from.
        content: the fields now.
        by: who changes them.

    Raises:
        Overtaken: somebody else saved in the meantime, or the file changed before there was a draft.
        InvalidFileError, Refused: as :func:`current`.
    """
    draft = _locked(entry_id) or current(entry_id)
    if draft.mark != mark:
        raise Overtaken(draft)
    content = mended(content)
    if content != draft.content:
        try:
            with transaction.atomic():
                _change(draft, content, by)
        except IntegrityError:  # somebody began a draft of the same entry at the same moment
            raise Overtaken(_existing(entry_id)) from None
    return draft


def is_stale(draft: Draft) -> bool:
    """Whether the file has changed since the draft was begun: by Git, by a text editor, by an import."""
    return text_in(file_of(draft.entry_id)) != draft.base


def on_disk(entry_id: str) -> Content | None:
    """The fields that the file has now; None where there is no file.

    Raises:
        InvalidFileError: the file is wrong.
    """
    text = text_in(file_of(entry_id))
    return content_in(text, entry_id) if text else None


@transaction.atomic
def rebase(entry_id: str, by: str) -> list[str]:
    """Takes into the draft what has changed in the file; where both changed a field, the draft's text stays.

    Returns:
        The fields that both changed.

    Raises:
        InvalidFileError: the file is wrong.
        Refused: the draft is gone.
    """
    draft = _existing(entry_id)
    base = text_in(file_of(entry_id))
    theirs = content_in(base, entry_id)
    old = content_in(draft.base, entry_id) if draft.base else {}
    ours = draft.content
    fields = [*theirs, *(name for name in ours if name not in theirs)]
    both = [name for name in fields if len({_plain(each.get(name)) for each in (old, theirs, ours)}) == 3]  # noqa: PLR2004
    chosen = {name: theirs.get(name) if ours.get(name) == old.get(name) else ours.get(name) for name in fields}
    draft.base = base
    _change(draft, {name: value for name, value in chosen.items() if value is not None}, by)
    return both


def needs_comment(draft: Draft) -> bool:
    """Whether the draft changes what citizens understand; other spaces, signs or capitals do not (CN3)."""
    if not draft.base:
        return True
    before = content_in(draft.base, draft.entry_id)
    return any(_sense(before.get(name)) != _sense(draft.content.get(name)) for name in READ_BY_CITIZENS)


def needs_second_person() -> bool:
    """Whether nobody may approve what they wrote (CN1): the setting ``CAF_FAQ_SECOND_PERSON``."""
    return environment.flag("CAF_FAQ_SECOND_PERSON")


@transaction.atomic
def submit(entry_id: str, comment: str) -> Draft:
    """Sends a draft to review.

    Raises:
        Refused: the checks find errors, the comment is missing, the file has changed, or nothing would.
    """
    draft = _existing(entry_id)
    _refuse_unfit(draft)
    comment = _clean(comment)
    if needs_comment(draft) and not comment:
        raise Refused(say("refused.comment"))
    draft.comment = comment
    draft.state = Draft.State.REVIEW
    draft.save()
    return draft


@transaction.atomic
def send_back(entry_id: str, comment: str) -> Draft:
    """Gives a draft in review, or an approved one, back to its authors, with a reason.

    Raises:
        Refused: there is no reason, or nothing to give back.
    """
    draft = _existing(entry_id)
    if draft.state == Draft.State.WRITING:
        raise Refused(say("refused.state"))
    comment = _clean(comment)
    if not comment:
        raise Refused(say("refused.reason"))
    draft.state, draft.approver, draft.publish_at = Draft.State.WRITING, "", None
    draft.problem = comment
    draft.save()
    return draft


@transaction.atomic
def discard(entry_id: str) -> None:
    """Gives a draft up; the file stays as it is."""
    _existing(entry_id).delete()


def approve(entry_id: str, mark: str, by: str, at: datetime | None = None) -> Draft:
    """Approves what was read; it is due now, or at the moment given. :func:`publish` writes it.

    Args:
        entry_id: the entry.
        mark: of the draft that the approver has read.
        by: who approves; none of its authors, unless ``CAF_FAQ_SECOND_PERSON`` says that one person is enough.
        at: when it is to be published.

    Raises:
        Overtaken: the draft has changed since it was read.
        Refused: it is not in review, its author approves, or it can no longer be published.
    """
    with transaction.atomic():
        draft = _existing(entry_id)
        if draft.mark != mark:
            raise Overtaken(draft)
        if draft.state != Draft.State.REVIEW:
            raise Refused(say("refused.state"))
        if by in draft.authors and needs_second_person():
            raise Refused(say("refused.same_person"))
        _refuse_unfit(draft)
        draft.state, draft.approver, draft.publish_at = Draft.State.APPROVED, by, at or clock.now()
        draft.problem = ""
        draft.save()
    return draft


def publish(draft: Draft) -> Version:
    """Writes an approved draft into its file, keeps the version, ends the draft.

    The file comes before the rows: killed in between, the next call finds the file as it is to be and goes on.

    Raises:
        Refused: the file has changed meanwhile; the draft is given back to its authors.
        OSError: the file cannot be written; it is as it was, and the draft stays approved.
    """
    with transaction.atomic():
        approved = _existing(draft.entry_id)
        if approved.state != Draft.State.APPROVED or approved.mark != draft.mark:
            raise Refused(say("refused.state"))
        file, text = file_of(approved.entry_id, approved.content["theme"]), text_of(approved)
        found = text_in(file)
        if found not in (approved.base, text):
            problem = say("refused.file_changed")
        else:
            problem = ""
            write_text(file, text)
            version = history.keep(approved, text)
            approved.delete()
    if problem:
        send_back(draft.entry_id, problem)
        raise Refused(problem)
    return version


def publish_due() -> Iterator[Version | Draft]:
    """Publishes the approved drafts whose moment has come: the version, or the draft that could not be published."""
    for draft in Draft.objects.filter(state=Draft.State.APPROVED, publish_at__lte=clock.now()):
        try:
            yield publish(draft)
        except (Refused, InvalidFileError, OSError):
            yield draft


@transaction.atomic
def restore(version: Version, by: str) -> Draft:
    """Proposes the text of an earlier version again, ready to be approved.

    Raises:
        Refused: the entry has a draft already, says that already, or the old text is no longer a valid entry.
        InvalidFileError: the file of today is wrong.
    """
    if Draft.objects.filter(entry_id=version.entry_id).exists():
        raise Refused(say("refused.has_draft"))
    draft = current(version.entry_id)
    try:
        content = content_in(version.after, version.entry_id)
    except InvalidFileError as error:
        raise Refused(say("refused.old_text")) from error
    if save(draft.entry_id, draft.mark, content, by).revision == 0:
        raise Refused(say("refused.same_text"))
    return submit(version.entry_id, say("restored", at=version.at))


def commit(version: Version, name: str) -> str:
    """Commits a publication in its author's name where ``CAF_FAQ_GIT`` asks for it; what went wrong, or nothing."""
    if not environment.flag("CAF_FAQ_GIT"):
        return ""
    subject = say("commit", id=version.entry_id, comment=version.comment.partition("\n")[0]).rstrip(" :\u00a0")
    return git.commit(
        file_of(version.entry_id), subject, name, version.authors[0] if version.authors else version.approver
    )


def _refuse_unfit(draft: Draft) -> None:
    if is_stale(draft):
        raise Refused(say("refused.file_changed"))
    if draft.base and content_in(draft.base, draft.entry_id) == draft.content:
        raise Refused(say("refused.same_text"))
    if errors := [found for found in check_draft(draft).findings if _is_error(found)]:
        raise Refused(say("refused.errors", count=len(errors)))


def _is_error(found: Finding) -> bool:
    return found.severity is Severity.ERROR


def _change(draft: Draft, content: Content, by: str) -> None:
    draft.content = content
    draft.revision += 1
    draft.authors = sorted({*draft.authors, by})
    draft.state, draft.approver, draft.publish_at, draft.problem = Draft.State.WRITING, "", None, ""
    draft.changed_at = clock.now()
    draft.save()


def _locked(entry_id: str) -> Draft | None:
    return Draft.objects.select_for_update().filter(entry_id=entry_id).first()


def _existing(entry_id: str) -> Draft:
    draft = _locked(entry_id)
    if draft is None:
        raise Refused(say("refused.gone"))
    return draft


def _clean(comment: str) -> str:
    """The comment as it is kept: without personal data, which history would keep for ever (CH2)."""
    text = mend(comment.strip())
    if found := find(text):
        raise Refused(say("refused.personal", the=WORDS[found[0].kind].the))
    return text


def _sense(value: object) -> str:
    return _SIGNS.sub(" ", _plain(value)).casefold().strip()


def _plain(value: object) -> str:
    """A field as text; PostgreSQL does not keep the order of a link's parts, which says nothing."""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
