"""Accounts of each role, ready to work with: a password of their own, the charter acknowledged."""

import secrets
import string
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from bot.console import audit, charter, duty, passwords
from bot.console.models import Account, Duty
from bot.conversations import clock

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
    Duty.objects.bulk_create(_past_duties(content["duty"], content["traffic"]["days"]))
    for username in content["on_duty"]:
        duty.begin(Account.objects.get(username=username))
    return drawn


def _past_duties(plan: Mapping[str, Any], days: int) -> Iterator[Duty]:
    today = localdate(clock.now())
    for account in Account.objects.filter(username__in=plan["people"]):
        for back in range(1, days):
            day = today - timedelta(days=back)
            if day.weekday() in plan["weekdays"]:
                began = datetime.combine(day, time(plan["from"]), ZoneInfo(settings.TIME_ZONE))
                yield Duty(account=account, started_at=began, ended_at=began + timedelta(hours=plan["hours"]))


def _password(account: Account) -> str:
    """A password that this console accepts (CN4)."""
    while True:
        password = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        try:
            validate_password(password, account)
        except ValidationError:
            continue
        return password
