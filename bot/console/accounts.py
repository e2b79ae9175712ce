"""Opening, resetting and closing accounts."""

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from bot.console import audit, duty, passwords
from bot.console.models import Account, Claim
from bot.console.roles import Role
from bot.conversations.handover import assistant_resumes


@transaction.atomic
def open_account(account: Account, password: str, by: Account | None) -> None:
    """Saves a new account; its password, already checked, is to be changed at first login."""
    passwords.give(account, password, first=True)
    audit.record(by, "account_opened", account.username, role=account.role)


@transaction.atomic
def reset(account: Account, password: str, by: Account | None) -> None:
    """Gives a first password again, takes the second factor away and ends every session: for who lost either."""
    passwords.give(account, password, first=True)
    TOTPDevice.objects.filter(user=account).delete()
    account.sessions.all().delete()
    audit.record(by, "account_reset", account.username)


@transaction.atomic
def close(account: Account, by: Account | None) -> None:
    """Closes a leaver's account at once: no session goes on, their conversations are free for others again."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    account.sessions.all().delete()
    duty.end(account)
    for claim in Claim.objects.filter(account=account).select_related("conversation"):
        claim.delete()
        assistant_resumes(claim.conversation)
    audit.record(by, "account_closed", account.username)


def reopen(account: Account, by: Account | None) -> None:
    """Opens a closed account again."""
    account.is_active = True
    account.save(update_fields=["is_active"])
    audit.record(by, "account_reopened", account.username)


def is_last_administrator(account: Account) -> bool:
    """Whether nobody could open accounts any more without this one."""
    others = Account.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=account.pk)
    return account.role == Role.ADMINISTRATOR and not others.exists()
