"""A question that was asked in vain, made a wording of the entry whose form shows it."""

from collections.abc import Mapping

from django.db import transaction
from django.shortcuts import get_object_or_404

from bot.console import audit
from bot.console.models import Account
from bot.learning import deciding
from bot.learning.models import Group


def take(entry_id: str, sent: Mapping[str, str], by: Account) -> None:
    """Adds the wording that the button « suggestion » names, as its editor left it, to the entry's draft.

    Raises:
        DecisionRefusedError: as :func:`bot.learning.deciding.add_variant`.
        Http404: there is no such group.
    """
    number = sent["suggestion"]
    group = get_object_or_404(Group, pk=number if number.isdecimal() else 0)
    with transaction.atomic():
        deciding.add_variant(group, entry_id, sent.get(f"suggestion-{number}", ""), by.username)
        audit.record(by, "variant_added", group.pk, entry=entry_id)
