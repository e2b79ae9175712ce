"""Blocking a person for a time (CN8)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from bot.charter.escalations import Reason
from bot.console import blocking, retention, work
from bot.console.models import AuditEntry
from bot.conversations import clock, worker
from bot.conversations.models import Conversation
from tests.console.conftest import MakeAccount, MakeCase
from tests.conversations.conftest import FakeRasa

pytestmark = pytest.mark.django_db


def test_rasa_is_told_until_the_block_lifts_itself(
    make_account: MakeAccount, make_case: MakeCase, fake_rasa: FakeRasa
) -> None:
    """What it then says is the order of precedence's to decide: personal data and distress come before."""
    case, account = make_case(), make_account()
    work.take(case, account)
    blocking.block(case, account, "insults", 24)
    message = case.inbox.get()
    for hours, blocked in ((-1, True), (23, True), (24.1, False)):
        message.received_at = clock.now() + timedelta(hours=hours)
        worker.answer(message)
        assert fake_rasa.asked[-1]["metadata"]["blocked"] is blocked


def test_unblocking(make_account: MakeAccount, make_case: MakeCase) -> None:
    """By anybody, before the time; twice is once."""
    case, account, colleague = make_case(), make_account(), make_account(name="bleuet")
    work.take(case, account)
    blocking.block(case, account, "threats", 1)
    for _ in range(2):
        blocking.unblock(case, colleague)
    assert not Conversation.objects.get().is_blocked(clock.now())
    done = AuditEntry.objects.filter(action__contains="blocked").order_by("id")
    assert [(entry.actor, entry.action, entry.detail) for entry in done] == [
        (account.username, "blocked", {"reason": "threats", "hours": 1}),
        ("bleuet", "unblocked", {}),
    ]


def test_only_who_is_in_charge_blocks_and_nobody_in_distress(make_account: MakeAccount, make_case: MakeCase) -> None:
    """CD5: a person in distress is never treated as a rule breaker."""
    account = make_account()
    with pytest.raises(work.Refused, match="pas à vous"):
        blocking.block(make_case(), account, "insults", 1)
    distress = make_case(Reason.DISTRESS)
    work.take(distress, account)
    with pytest.raises(work.Refused, match="détresse"):
        blocking.block(distress, account, "insults", 1)
    assert not Conversation.objects.exclude(blocked_until=None).exists()


def test_a_purge_does_not_lift_a_block(make_account: MakeAccount, make_case: MakeCase, fake_rasa: FakeRasa) -> None:
    case, account = make_case(), make_account()
    work.take(case, account)
    blocking.block(case, account, "flooding", 168)
    case.inbox.all().delete()
    case.escalations.all().delete()
    for blocked, kept in ((True, True), (False, False)):
        until = clock.now() + timedelta(hours=1 if blocked else -1)
        Conversation.objects.update(created_at=clock.now() - timedelta(days=9), blocked_until=until)
        retention.purge()
        assert Conversation.objects.exists() is kept


def test_it_is_chosen_and_shown_on_the_page(make_case: MakeCase, signed_in: Callable[..., Client]) -> None:
    case, client = make_case(), signed_in()
    page = f"/console/conversations/{case.id}/"
    client.post(f"{page}prendre/")
    assert client.post(f"{page}bloquer/", {"reason": "insults", "hours": "2"}).status_code == 400
    assert client.post(f"{page}bloquer/", {"reason": "x", "hours": "1"}).status_code == 400
    shown = client.post(f"{page}bloquer/", {"reason": "advertising", "hours": "72"}, follow=True).content.decode()
    assert "Personne bloquée jusqu’au" in shown
    assert "publicité ou propagande" in shown
    assert "personne bloquée" in client.get("/console/escalades/", {"bloquees": "1"}).content.decode()
    lifted = client.post(f"{page}debloquer/", follow=True).content.decode()
    assert "La personne n’est plus bloquée" in lifted
    assert "Personne bloquée jusqu’au" not in lifted
