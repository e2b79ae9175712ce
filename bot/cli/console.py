"""``create-admin``, ``audit verify`` and ``purge``: what an operator does for the console without a browser."""

import getpass
import sys

import django

from bot.cli.errors import CommandError
from bot.cli.terminal import Tell
from bot.cli.texts import say


def create_admin(username: str, first_name: str, last_name: str, tell: Tell) -> None:
    """Opens an administrator's account; its password is typed, or read from a pipe, never given as an argument.

    Raises:
        CommandError: the name is taken, the passwords differ or the password is too weak.
    """
    django.setup()
    from django.contrib.auth.password_validation import validate_password  # noqa: PLC0415 (after setup)
    from django.core.exceptions import ValidationError  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from bot.console.accounts import open_account  # noqa: PLC0415
    from bot.console.models import Account  # noqa: PLC0415
    from bot.console.roles import Role  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    if Account.objects.filter(username=username).exists():
        raise CommandError(say("create_admin.exists", username=username))
    account = Account(username=username, first_name=first_name, last_name=last_name, role=Role.ADMINISTRATOR.value)
    password = _typed_password()
    try:
        account.clean_fields(exclude=["password"])
        validate_password(password, account)
    except ValidationError as error:
        raise CommandError(say("create_admin.refused", reasons=" ".join(error.messages))) from error
    open_account(account, password, by=None)
    tell(say("create_admin.done", username=username))


def verify_audit(tell: Tell) -> int:
    """Says whether the audit trail is whole; 1 when it is not."""
    django.setup()
    from bot.console import audit  # noqa: PLC0415 (after setup)
    from bot.console.models import AuditEntry  # noqa: PLC0415

    broken = list(audit.faults())
    for entry in broken:
        tell(say("audit.broken", number=entry.pk, at=entry.at))
    if not broken:
        last = AuditEntry.objects.order_by("-id").first()
        tell(say("audit.whole", count=AuditEntry.objects.count(), hash=last.hash if last else audit.GENESIS))
    return 1 if broken else 0


def purge(tell: Tell) -> None:
    """Deletes what has been kept long enough, as the worker does every night; says how much."""
    django.setup()
    from bot.console import retention  # noqa: PLC0415 (after setup)

    counts = retention.purge()
    for name, count in counts.items():
        tell(say(f"purge.{name}", count=count))
    if "remembered" not in counts:
        tell(say("purge.rasa_away"))


def _typed_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(say("create_admin.password"))
    if getpass.getpass(say("create_admin.again")) != password:
        raise CommandError(say("create_admin.different"))
    return password
