"""Who else looks at a conversation now."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from bot.console import presence
from bot.console.models import Presence
from bot.conversations import clock
from tests.console.conftest import MakeAccount, MakeCase

pytestmark = pytest.mark.django_db

NEWS = {"HX-Request": "true", "X-Polling": "1"}


def test_the_other_is_shown_without_reloading(make_case: MakeCase, signed_in: Callable[..., Client]) -> None:
    """In the conversation and in the list; oneself is not announced."""
    case, first, second = make_case(), signed_in(name="anémone"), signed_in(name="bleuet")
    page = f"/console/conversations/{case.id}/"
    assert "Aussi sur cette page" not in first.get(page).content.decode()
    second.get(page)
    assert "Aussi sur cette page en ce moment\u00a0: Camille Bleuet." in first.get(page, headers=NEWS).content.decode()
    assert "Ouverte par Camille Anémone, Camille Bleuet" in first.get("/console/escalades/").content.decode()


def test_whoever_has_left_is_forgotten(
    make_case: MakeCase, make_account: MakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, first, second = make_case(), make_account(name="anémone"), make_account(name="bleuet")
    presence.look(case, second)
    presence.look(case, first)
    assert presence.others(case, first) == [second]
    later = clock.now() + presence.GONE_AFTER + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert presence.others(case, first) == []
    presence.look(case, first)
    assert Presence.objects.count() == 1, "nothing is kept of where people were"
