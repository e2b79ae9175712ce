"""Accounts of each role, ready to work with: a password of their own, the charter acknowledged."""

import secrets
import string
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from bot.console import audit, charter, duty, passwords
from bot.console.models import Account

_LENGTH = 16
_LETTERS = "".join(sorted(set(string.ascii_letters + string.digits) - set("Il1O0"))) + "-+=@#"
"""What is drawn from: no two that look alike, as somebody types it."""


def open_accounts(content: Mapping[str, Any]) -> Mapping[str, str]:
    """Opens the accounts; returns their passwords by username."""
    drawn = {}
    for person in content["people"]:
        account = Account(**person)
        drawn[account.username] = _password(account)
        passwords.give(account, drawn[account.username], first=False)
        audit.record(None, "account_opened", account.username, role=account.role)
        charter.acknowledge(account)
    for username in content["on_duty"]:
        duty.begin(Account.objects.get(username=username))
    return drawn


def _password(account: Account) -> str:
    """A password that this console accepts (CN4)."""
    while True:
        password = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        try:
            validate_password(password, account)
        except ValidationError:
            continue
        return password
