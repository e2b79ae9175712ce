"""The list of escalations."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from bot.charter.escalations import Reason, words
from bot.charter.page import Page
from bot.config.pages import pages
from bot.console import queue, work
from bot.console.models import Account
from tests.console.conftest import MakeAccount, MakeCase

pytestmark = pytest.mark.django_db


def reasons(account: Account, **wanted: object) -> list[str]:
    """The reasons listed, in order."""
    rows = queue.listed(account, queue.Filter(**wanted))  # type: ignore[arg-type]
    return [row.reason for row in rows]


def test_distress_comes_first_then_priority_then_age(make_account: MakeAccount, make_case: MakeCase) -> None:
    """CD5."""
    for reason in reversed(Reason):
        make_case(reason, age=timedelta(days=1))
    oldest = make_case(Reason.UNKNOWN_TWICE, age=timedelta(days=2))
    listed = list(queue.listed(make_account(), queue.Filter()))
    assert listed[0].reason == "distress"
    ranks = [words()[Reason(row.reason)].priority for row in listed]
    assert ranks == sorted(ranks)
    assert next(row.conversation_id for row in listed if row.reason == "unknown_twice") == oldest.id


def test_filters(make_account: MakeAccount, make_case: MakeCase) -> None:
    account = make_account()
    complaint = make_case(Reason.COMPLAINT, text="ma réclamation sur le versement")
    make_case(Reason.HUMAN_REQUEST, text="parler à quelqu’un")
    assert reasons(account, reason="complaint") == ["complaint"]
    assert reasons(account, words="versement") == ["complaint"]
    assert reasons(account, words="versement quelqu’un") == []
    assert reasons(account, state="closed") == []
    work.take(complaint, account)
    assert reasons(account, mine=True) == ["complaint"]
    assert reasons(account, state="taken") == ["complaint"]
    assert queue.counts(account) == {"new": 1, "taken": 1, "waiting": 0}


def test_an_account_sees_its_own_pages_alone(
    make_account: MakeAccount, make_case: MakeCase, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """AR3: neither in the list nor by address."""
    demo = pages()["demo"]
    other = Page(**{field: getattr(demo, field) for field in demo.__slots__} | {"id": "autre"})
    monkeypatch.setattr("bot.console.models.accounts.pages", lambda: {"demo": demo, "autre": other})
    here, there = make_case(page="demo"), make_case(page="autre")
    client = signed_in(pages=["demo"])
    assert len(reasons(make_account(name="partout"))) == 2
    assert client.get(f"/console/conversations/{here.id}/").status_code == 200
    assert client.get(f"/console/conversations/{there.id}/").status_code == 404
    assert client.post(f"/console/conversations/{there.id}/prendre/").status_code == 404
    assert str(there.id) not in client.get("/console/escalades/").content.decode()


def test_the_page_asks_for_the_list_alone(make_case: MakeCase, signed_in: Callable[..., Client]) -> None:
    make_case(Reason.DISTRESS)
    client = signed_in()
    whole = client.get("/console/escalades/").content.decode()
    part = client.get("/console/escalades/", headers={"HX-Request": "true", "X-Polling": "1"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    for content in (whole, part):
        assert "1 personne en détresse" in content
        assert 'data-count="1"' in content


def test_words_of_a_filter_are_text(signed_in: Callable[..., Client]) -> None:
    content = signed_in().get("/console/escalades/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in content


def test_the_console_speaks_french() -> None:
    assert translation.get_language() == "fr"
