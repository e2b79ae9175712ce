"""Accounts: named people with one role (CN1), the passwords they had (CN4), the charter they acknowledged (CN6)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from bot.charter.escalations import Reason
from bot.config.pages import pages
from bot.console.roles import Right, Role, roles


class Account(AbstractBaseUser):
    """A person of the institution. ``pages`` lists the pages that they serve; an empty list means every page."""

    username = models.CharField("identifiant", max_length=60, unique=True)
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    role = models.CharField("rôle", max_length=20, choices=[(role.value, roles()[role].label) for role in Role])
    pages = models.JSONField("pages", default=list, blank=True)
    is_active = models.BooleanField("compte ouvert", default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["first_name", "last_name"]
    objects = BaseUserManager()

    class Meta:
        ordering: ClassVar = ["last_name", "first_name"]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """First name, then last name."""
        return f"{self.first_name} {self.last_name}"

    def may(self, right: Right) -> bool:
        """Whether the role gives that right to an open account."""
        return self.is_active and right in roles()[Role(self.role)].rights

    def served_pages(self) -> Sequence[str]:
        """Identifiers of the pages whose conversations this account may see."""
        return [page for page in pages() if not self.pages or page in self.pages]

    def may_take(self, reason: Reason, page: str) -> bool:
        """Whether an escalation of that reason on that page is for this account.

        Reported content is the referent's (CD2, CD3), and the deputy's while no referent is on duty; distress and the
        rest are everybody's.
        """
        if not self.may(Right.ANSWER):
            return False
        if reason is not Reason.FORBIDDEN:
            return True
        settings = pages()[page]
        referents = _accounts(settings.referent, Role.REFERENT)
        if referents.filter(pk=self.pk).exists():
            return True
        absent = not referents.filter(duties__isnull=False, duties__ended_at=None).exists()
        return absent and _accounts(settings.deputy, Role.DEPUTY).filter(pk=self.pk).exists()


def _accounts(named: str, role: Role) -> QuerySet[Account]:
    """The open account that a page names; whoever has the role where it names none, or one that has been closed."""
    open_ones = Account.objects.filter(is_active=True)
    by_name = open_ones.filter(username=named)
    return by_name if by_name.exists() else open_ones.filter(role=role)


class UsedPassword(models.Model):
    """A hash of a password that an account has or had: none of the last three may come back (CN4)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="used_passwords")
    hash = models.CharField(max_length=128)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.since:%Y-%m-%d}"


class Acknowledgement(models.Model):
    """That an account has read a version of the charter and agreed to it (CN6)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="acknowledgements")
    version = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "version"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.version}"


class Duty(models.Model):
    """A stretch of time during which an account is on duty (AR5); an open one has no end."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="duties")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account"], condition=models.Q(ended_at=None), name="on_duty_once")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.started_at:%Y-%m-%d %H:%M}"


_MARK_LENGTH = 16


class Session(AbstractBaseSession):
    """A session that knows whose it is, so that it can be shown and revoked."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    started_at = models.DateTimeField()

    @property
    def mark(self) -> str:
        """What stands for the session on a page: its key would let whoever reads it in."""
        return salted_hmac("console.session", self.session_key).hexdigest()[:_MARK_LENGTH]

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        """The engine that writes these rows."""
        from bot.console.sessions import SessionStore  # noqa: PLC0415 (the engine imports this model)

        return SessionStore
