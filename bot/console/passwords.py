"""Passwords: CN4 of the charter and the stricter advice of the CNIL (deliberation 2022-100).

Django validators (``AUTH_PASSWORD_VALIDATORS``). Twelve characters of four kinds or a phrase of seven words, each worth
80 bits; none of the last three; neither a name nor a birth date in it. Django's own list of common ones comes beside.
"""

import re
import unicodedata
from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from bot.config import environment
from bot.console.models import Account, UsedPassword
from bot.console.texts import say
from bot.conversations import clock

LENGTH = 12
WORDS = 7
REMEMBERED = 3
_KINDS = (re.compile(r"[^\W\d_]"), re.compile(r"\d"), re.compile(r"[^\w\s]|_"))
_PHRASE_WORD = re.compile(r"[^\W\d_]{2,}")
_BIRTH_DATE = re.compile(
    r"(?<!\d)(?:[0-3]?\d[./ -]?[01]?\d[./ -]?(?:19|20)\d\d|(?:19|20)\d\d[./ -]?[01]\d[./ -]?[0-3]\d)"
)
_LEAST_NAME = 3
"""Letters below which a name is found by chance in any password."""


class Strong:
    """Long enough, of enough kinds."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises ValidationError when it is neither twelve characters of four kinds nor a phrase of seven words."""
        of_all_kinds = all(kind.search(password) for kind in _KINDS) and password not in (
            password.lower(),
            password.upper(),
        )
        is_phrase = len({word.lower() for word in _PHRASE_WORD.findall(password)}) >= WORDS
        if not (is_phrase or (of_all_kinds and len(password) >= LENGTH)):
            raise ValidationError(say("passwords.weak", length=LENGTH, words=WORDS), code="weak")

    def get_help_text(self) -> str:
        """What to choose."""
        return say("passwords.help.strong", length=LENGTH, words=WORDS)


class WithoutIdentity:
    """No name of its owner, no birth date."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises ValidationError when a name of the account or a date that can be a birth date is in it."""
        names = (user.username, user.first_name, user.last_name) if user else ()
        words = {word for name in names for word in re.split(r"[\W_\d]+", _plain(name)) if len(word) >= _LEAST_NAME}
        if any(word in _plain(password) for word in words):
            raise ValidationError(say("passwords.name"), code="name")
        if _BIRTH_DATE.search(password):
            raise ValidationError(say("passwords.date"), code="date")

    def get_help_text(self) -> str:
        """What to leave out."""
        return say("passwords.help.identity")


class NotRecent:
    """None of the last three of this account."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises ValidationError when the account has or had it lately."""
        if user is None or user.pk is None:
            return
        known = UsedPassword.objects.filter(account=user).order_by("-id").values_list("hash", flat=True)[:REMEMBERED]
        if any(check_password(password, hash_) for hash_ in known):
            raise ValidationError(say("passwords.recent", count=REMEMBERED), code="recent")

    def get_help_text(self) -> str:
        """What may not come back."""
        return say("passwords.help.recent", count=REMEMBERED)


def give(account: Account, password: str, *, first: bool) -> None:
    """Saves the account with a password that has been checked, and forgets those that no longer matter.

    Args:
        account: new or known.
        password: in clear.
        first: somebody else chose it, so that it is to be changed at the next login.
    """
    account.set_password(password)
    account.password_changed_at = None if first else clock.now()
    account.save()
    UsedPassword.objects.create(account=account, hash=account.password, since=clock.now())
    kept = account.used_passwords.order_by("-id").values_list("id", flat=True)[:REMEMBERED]
    account.used_passwords.exclude(id__in=list(kept)).delete()


def must_change(account: Account) -> bool:
    """Whether the password is another person's choice (a first one, a reset) or has been kept too long (CN4)."""
    if account.password_changed_at is None:
        return True
    age = clock.now() - account.password_changed_at
    return age > timedelta(days=int(environment.value("CAF_PASSWORD_DAYS")))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
