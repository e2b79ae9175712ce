"""The list of escalations."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from bot.charter.escalations import Reason, words
from bot.charter.page import Page
from bot.config import environment
from bot.config.pages import pages
from bot.console import queue, work
from bot.console.models import Account
from bot.console.templatetags.console import benefit
from bot.conversations import clock
from bot.faq.entries import read_entries
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
    assert reasons(account, assignee=account.username) == ["complaint"]
    assert reasons(account, assignee=queue.NOBODY) == ["human_request"]
    assert reasons(account, assignee="somebody-else") == []
    assert reasons(account, state="taken") == ["complaint"]
    assert queue.counts(account) == {"new": 1, "taken": 1, "waiting": 0}


def test_filters_by_channel_benefit_age_and_block(make_account: MakeAccount, make_case: MakeCase) -> None:
    account = make_account()
    old = make_case(Reason.COMPLAINT, channel="messenger", age=timedelta(hours=5))
    make_case(Reason.HUMAN_REQUEST)
    old.escalations.update(benefit="rsa")
    for wanted in ({"channel": "messenger"}, {"benefit": "rsa"}, {"hours": 4}, {"page": "demo", "reason": "complaint"}):
        assert reasons(account, **wanted) == ["complaint"], wanted
    assert reasons(account, hours=24) == reasons(account, blocked=True) == []
    old.blocked_until = clock.now() + timedelta(hours=1)
    old.save()
    assert reasons(account, blocked=True) == ["complaint"]
    assert queue.benefits(account) == ["rsa"]
    assert queue.counts_by_reason(account) == {"complaint": 1, "human_request": 1}


def test_filters_are_chosen_on_the_page(make_case: MakeCase, signed_in: Callable[..., Client]) -> None:
    """Counts stand beside the reasons; the list that renews itself keeps to the filter; nonsense filters nothing."""
    make_case(Reason.COMPLAINT, channel="messenger", age=timedelta(hours=5)).escalations.update(benefit="rsa")
    make_case(Reason.HUMAN_REQUEST)
    client = signed_in()
    chosen = {"canal": "messenger", "prestation": "rsa", "age": "4", "qui": queue.NOBODY, "motif": "complaint"}
    content = client.get("/console/escalades/", chosen).content.decode()
    assert content.count('class="case ') == 1
    assert "Réclamation (1)</option>" in content
    assert '<option value="rsa" selected>RSA</option>' in content
    assert "À répondre avant le" in content
    assert "Priorité 5 · " in content
    part = client.get("/console/escalades/", chosen, headers={"HX-Request": "true"}).content.decode()
    assert part.count('class="case ') == 1
    nonsense = client.get("/console/escalades/", {"age": "x", "etat": "x", "p": "x"}).content.decode()
    assert nonsense.count('class="case ') == 2


def test_every_benefit_of_the_faq_has_a_name() -> None:
    entries, _ = read_entries(environment.path("CAF_FAQ_DIR"))
    named = {entry.benefit: benefit(entry.benefit) for entry in entries.values()}
    assert [slug for slug, name in named.items() if slug == name] == []


def test_a_page_that_shows_all_there_is_gets_no_news(make_case: MakeCase, signed_in: Callable[..., Client]) -> None:
    """Whoever reads keeps their place, what they opened and their focus until something changes."""
    make_case()
    client = signed_in()
    shown = client.get("/console/escalades/").content.decode()
    seen = re.search(r'"X-Seen": "(\w+)"', shown)
    assert seen
    asking = {"HX-Request": "true", "X-Polling": "1", "X-Seen": seen[1]}
    assert client.get("/console/escalades/", headers=asking).status_code == 204
    make_case(Reason.DISTRESS)
    fresh = client.get("/console/escalades/", headers=asking)
    assert fresh.status_code == 200
    assert "1 personne en détresse" in fresh.content.decode()


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
