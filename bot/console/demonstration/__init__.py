"""An installation to look at: people of each role, conversations in every state, two months of contacts.

Everything is invented; what it is made of is ``data/demo``. Citizens' words come in by the gate and people act by
:mod:`bot.console.work`, so that transcripts, claims and the audit trail are what real ones would be. The month's
records alone are drawn, always the same.
"""

from collections.abc import Mapping

from django.db import transaction

from bot.console.demonstration import cases, editors, people, script, traffic
from bot.console.models import Account
from bot.conversations import clock


def is_filled() -> bool:
    """Whether the database holds a demonstration, or anything else that people work with."""
    return Account.objects.exists()


@transaction.atomic
def fill() -> Mapping[str, str]:
    """Fills an empty database, wholly or not at all; returns the accounts' passwords, which are kept nowhere."""
    content = script.read()
    passwords = people.open_accounts(content)
    traffic.draw(content["traffic"], clock.now())
    cases.play(content)
    editors.play(content)
    return passwords
