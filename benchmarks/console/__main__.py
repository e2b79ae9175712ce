"""``python -m benchmarks.console``: the console's pages on 100,000 contacts and 5,000 open escalations.

A data folder of its own is filled; each page is asked for through every middleware, as a browser would, in one process.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks import results

if TYPE_CHECKING:  # Django is set up later
    from bot.console.models import Account
    from bot.conversations.models import ContactRecord

CHANNELS = ("messenger", "web", "telegram")
ROUNDS = 9
LIMIT_MS = 300
HUMAN_SHARE = 0.2


def main() -> None:
    """Fills, asks, prints a table."""
    parser = results.parser("console", __doc__)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--escalations", type=int, default=5_000)
    parser.add_argument("--days", type=int, nargs="+", default=[395, 60], help="days over which contacts are spread")
    parser.add_argument("--purge", action="store_true", help="then also delete what is older than it may be")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CAF_DATA_DIR": folder, "CAF_MODE": "development", "CAF_PAGES_FILE": "data/demo/pages.yml"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "bot.config.settings"
        _measure(options)


def _measure(options: argparse.Namespace) -> None:
    import django  # noqa: PLC0415 (its settings are read now)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from bot.conversations.models import ContactRecord  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    client = Client(SERVER_NAME="localhost")
    client.force_login(_referent(), "django.contrib.auth.backends.ModelBackend")
    _escalations(options.escalations)
    rows = []
    with results.kept_in(options.results) as kept:
        for days in options.days:
            results.progress(f"{options.contacts} contacts over {days} days")
            ContactRecord.objects.all().delete()
            _contacts(options.contacts, days)
            rows += [_ask(client, name, path, days) for name, path in PAGES.items()]
        columns = ("page", "contacts spread over", "median ms", "slowest ms", "processor ms, median")
        kept.table(f"Console on {options.contacts:,} contacts, {options.escalations:,} open escalations", columns, rows)
        if options.purge:
            results.progress("purge")
            _tell_purge(kept)


PAGES = {
    "list": "/console/escalades/",
    "list, one reason": "/console/escalades/?motif=complaint",
    "list, words searched": "/console/escalades/?q=logement",
    "dashboard": "/console/statistiques/",
    "dashboard, a year": "/console/statistiques/?first={year}&last={today}",
}


def _ask(client: object, name: str, path: str, days: int) -> Sequence[str]:
    today = datetime.now().date()
    address = path.format(today=today, year=today - timedelta(days=364))
    wall, cpu = [], []
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        response = client.get(address)  # type: ignore[attr-defined]
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
        assert response.status_code == 200, response.status_code
    middle = statistics.median(wall)
    mark = "" if middle <= LIMIT_MS else " (!)"
    return (name, f"{days} days", f"{middle:.0f}{mark}", f"{max(wall):.0f}", f"{statistics.median(cpu):.0f}")


def _tell_purge(kept: results.Results) -> None:
    """The nightly purge: of a day's contacts, as each night, and of all that a forgotten purge has left."""
    from bot.conversations import clock, retention  # noqa: PLC0415 (after setup)

    rows = []
    for name, days in PURGES.items():
        began = time.perf_counter()
        gone = retention.purge(clock.now() + timedelta(days=days))
        rows.append((name, f"{sum(gone.values()):,}", f"{time.perf_counter() - began:.1f}"))
    kept.table("Purge", ("", "rows deleted", "seconds"), rows)


PURGES = {"a night's": 1, "a month's": 31}
"""How many days later it is when what has become too old is deleted."""


def _referent() -> "Account":
    from bot.console import charter  # noqa: PLC0415 (after setup)
    from bot.console.models import Account  # noqa: PLC0415
    from bot.conversations import clock  # noqa: PLC0415

    account = Account(username="referent", first_name="R", last_name="R", role="referent")
    account.password_changed_at = clock.now()
    account.save()
    charter.acknowledge(account)
    return account


def _escalations(count: int) -> None:
    """Open ones, each with a conversation of two messages and their replies."""
    from bot.charter.escalations import Reason  # noqa: PLC0415 (after setup)
    from bot.config.pages import pages  # noqa: PLC0415
    from bot.conversations.models import Conversation, Escalation, InboxMessage, OutboxMessage  # noqa: PLC0415

    drawn = random.Random(1)  # noqa: S311 (no secret)
    now = datetime.now().astimezone()
    moments = [now - timedelta(minutes=drawn.random() * 60 * 24 * 30) for _ in range(count)]
    conversations = Conversation.objects.bulk_create(
        Conversation(
            channel=drawn.choice(CHANNELS), page=drawn.choice(list(pages())), sender_key=uuid.uuid4().hex, created_at=at
        )
        for at in moments
    )
    Escalation.objects.bulk_create(
        Escalation(
            conversation=conversation, reason=drawn.choice(list(Reason)).value, created_at=conversation.created_at,
            state=drawn.choice(Escalation.OPEN).value,
        )
        for conversation in conversations
    )  # fmt: skip
    heard = InboxMessage.objects.bulk_create(
        InboxMessage(
            conversation=conversation, channel=conversation.channel, platform_id=uuid.uuid4().hex, state="answered",
            sent_at=conversation.created_at, received_at=conversation.created_at, text=drawn.choice(TEXTS),
        )
        for conversation in conversations
        for _ in range(2)
    )  # fmt: skip
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            in_reply_to=message, conversation=message.conversation, text="…", outcome="answered", state="sent",
            created_at=message.received_at, detail={"faq_id": drawn.choice(("rsa-demande", "paiement-dates"))},
        )
        for message in heard
    )  # fmt: skip


TEXTS = ("quand arrive mon versement", "aide au logement étudiant", "je veux parler à quelqu’un", "prime d’activité")


def _contacts(count: int, days: int) -> None:
    from bot.conversations.models import ContactRecord  # noqa: PLC0415 (after setup)

    ContactRecord.objects.bulk_create(_drawn(count, days), batch_size=5_000)


def _drawn(count: int, days: int) -> "Iterator[ContactRecord]":
    from bot.charter.outcomes import Outcome  # noqa: PLC0415 (after setup)
    from bot.config import environment  # noqa: PLC0415
    from bot.config.pages import pages  # noqa: PLC0415
    from bot.conversations.models import ContactRecord  # noqa: PLC0415
    from bot.faq.catalogue import read_catalogue  # noqa: PLC0415

    entries = list(read_catalogue(environment.path("CAF_FAQ_DIR")))
    drawn = random.Random(2)  # noqa: S311 (no secret)
    now = datetime.now().astimezone()
    for _ in range(count):
        at = now - timedelta(days=drawn.random() * days)
        yield ContactRecord(
            channel=drawn.choice(CHANNELS), page=drawn.choice(list(pages())), started_at=at, ended_at=at,
            duration_ms=60, motive=drawn.choice(entries), outcome=drawn.choice(list(Outcome)).value,
            benefit=drawn.choice(("", "aucune", "rsa", "aah", "paje")), helpful=drawn.choice((None, None, True, False)),
            human_involved=drawn.random() < HUMAN_SHARE,
        )  # fmt: skip


if __name__ == "__main__":
    main()
