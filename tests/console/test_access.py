"""Who may open what: generated over the console's whole map of addresses."""

import time
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from bot.config import environment
from bot.console import urls
from bot.console.access import GUARD
from bot.console.models import Account, AuditEntry, Session
from bot.console.roles import Right, Role, roles
from bot.conversations import clock
from tests.console.conftest import PASSWORD, MakeAccount, as_account

pytestmark = pytest.mark.django_db

VIEWS = [pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)]
LOGIN = "/console/connexion/"


def address(pattern: URLPattern) -> str:
    """The view's address, with invented numbers."""
    samples = {"uuid": uuid.UUID(int=1), "int": 1, "slug": "outcome"}
    wanted = {
        name: samples[type(converter).__name__.removesuffix("Converter").lower()]
        for name, converter in pattern.pattern.converters.items()
    }
    return reverse(f"console:{pattern.name}", kwargs=wanted)


def guard(pattern: URLPattern) -> str:
    """Who the view is for."""
    return str(getattr(pattern.callback, GUARD))


def guarded() -> Iterator[tuple[URLPattern, Right]]:
    """Views that ask for a right."""
    for pattern in VIEWS:
        if guard(pattern) in set(Right):
            yield pattern, Right(guard(pattern))


def test_every_view_is_guarded_and_only_the_login_is_public() -> None:
    assert [pattern.name for pattern in VIEWS if not hasattr(pattern.callback, GUARD)] == []
    assert [pattern.name for pattern in VIEWS if guard(pattern) == "public"] == ["login"]
    assert {pattern.name for pattern in VIEWS if guard(pattern) == "signed_in"} == {
        "home", "logout", "second_factor", "second_factor_setup", "password", "charter", "sessions",
        "end_session", "end_other_sessions",
    }  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", VIEWS, ids=lambda pattern: pattern.name)
def test_nobody_opens_anything_without_signing_in(client: Client, pattern: URLPattern, method: str) -> None:
    response = getattr(client, method)(address(pattern))
    if guard(pattern) == "public":
        assert response.status_code == 200
    else:
        assert (response.status_code, response.headers["Location"][: len(LOGIN)]) == (302, LOGIN)


@pytest.mark.parametrize("role", Role)
def test_every_view_is_denied_to_every_wrong_role(signed_in: Callable[..., Client], role: Role) -> None:
    client = signed_in(role)
    for pattern, right in guarded():
        for method in ("get", "post"):
            status = getattr(client, method)(address(pattern)).status_code
            if right in roles()[role].rights:
                assert status in (200, 302, 400, 404, 405, 422), f"{role} may open {pattern.name}"
            else:
                assert status == 403, f"{role} may not open {pattern.name}"


def test_a_refusal_is_in_the_trail_and_in_french(signed_in: Callable[..., Client]) -> None:
    response = signed_in(Role.EDITOR).get("/console/escalades/")
    assert "pas pour votre rôle" in response.content.decode()
    assert AuditEntry.objects.filter(actor="editor", action="refused", object="read").count() == 1


def test_the_steps_come_one_after_the_other(client: Client) -> None:
    """Password, then a password of one's own, then the charter, then work; never the work before."""
    account = Account(username="sureau", first_name="Camille", last_name="Arbre", role=Role.COMMUNITY_MANAGER.value)
    account.set_password(PASSWORD)
    account.save()
    signed = client.post(LOGIN, {"username": "sureau", "password": PASSWORD, "next": "/console/escalades/"})
    assert signed.headers["Location"] == "/console/escalades/"
    assert client.get("/console/escalades/").headers["Location"].startswith("/console/mot-de-passe/")
    new = "Bruyère-Mauve=88"
    changed = client.post(
        "/console/mot-de-passe/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    assert changed.status_code == 302
    assert client.get("/console/escalades/").headers["Location"].startswith("/console/charte/")
    assert client.post("/console/charte/").status_code == 302
    assert client.get("/console/escalades/").status_code == 200
    actions = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert actions == ["login", "password_changed", "charter_acknowledged"]


def test_the_second_factor_is_mandatory_but_in_development(
    make_account: MakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "is_development", lambda: False)
    account = make_account()
    client = as_account(account)
    assert client.get("/console/escalades/").headers["Location"].startswith("/console/second-facteur/installer/")
    shown = client.get("/console/second-facteur/installer/").content.decode()
    device = TOTPDevice.objects.get(user=account, confirmed=False)
    assert "<svg" in shown
    wrong = client.post("/console/second-facteur/installer/", {"code": "000000"})
    assert "pas le bon" in wrong.content.decode()
    device.refresh_from_db()
    device.throttle_reset()
    code = f"{totp(device.bin_key):06d}"
    assert client.post("/console/second-facteur/installer/", {"code": code}).status_code == 302
    assert client.get("/console/escalades/").status_code == 200

    elsewhere = as_account(account)
    assert elsewhere.get("/console/escalades/").headers["Location"].startswith("/console/second-facteur/?")
    again = elsewhere.post("/console/second-facteur/", {"code": code})
    assert "déjà servi" in again.content.decode(), "a code is good once"
    assert elsewhere.get("/console/second-facteur/installer/").status_code == 302, "a second device is not offered"


def test_ten_failures_lock_the_account(client: Client, make_account: MakeAccount) -> None:
    make_account(name="sureau", password=PASSWORD)
    statuses = [client.post(LOGIN, {"username": "sureau", "password": "x"}).status_code for _ in range(10)]
    assert statuses == [200] * 9 + [429]
    locked = client.post(LOGIN, {"username": "sureau", "password": PASSWORD})
    assert locked.status_code == 429
    assert "trop d’essais" in locked.content.decode()


def test_a_closed_account_is_out_at_once(signed_in: Callable[..., Client]) -> None:
    client = signed_in(name="sureau")
    account = Account.objects.get(username="sureau")
    assert client.get("/console/escalades/").status_code == 200
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/console/escalades/").headers["Location"].startswith(LOGIN)


def test_a_screen_that_was_left_locks_and_its_own_looks_do_not_count(
    signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in()
    start = time.time()
    assert client.get("/console/escalades/").status_code == 200
    polling = {"HX-Request": "true", "X-Polling": "1"}
    monkeypatch.setattr(time, "time", lambda: start + 14 * 60)
    assert client.get("/console/escalades/", headers=polling).status_code == 200
    monkeypatch.setattr(time, "time", lambda: start + 16 * 60)
    locked = client.get("/console/escalades/", headers=polling | {"Referer": "http://testserver/console/escalades/"})
    assert locked.headers["HX-Redirect"] == f"{LOGIN}?next=%2Fconsole%2Fescalades%2F"
    assert client.get("/console/escalades/").status_code == 302


def test_a_reply_sent_after_the_lock_comes_back_to_its_page(client: Client) -> None:
    """The text is kept by the tab; the address after login is that of the page with the form."""
    page = f"/console/conversations/{uuid.UUID(int=1)}/"
    sent = client.post(f"{page}repondre/", {"text": "x"}, headers={"referer": f"http://testserver{page}"})
    assert sent.headers["Location"] == f"{LOGIN}?next={page.replace('/', '%2F')}"


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_no_open_redirect(client: Client, make_account: MakeAccount, target: str) -> None:
    make_account(name="sureau", password=PASSWORD)
    signed = client.post(LOGIN, {"username": "sureau", "password": PASSWORD, "next": target})
    assert signed.headers["Location"].startswith("/console/")
    assert client.post(f"/console/charte/?next={target}").headers["Location"] == "/console/"


def test_signing_in_draws_a_new_session(client: Client, make_account: MakeAccount) -> None:
    """A session planted beforehand gives nobody access (session fixation)."""
    make_account(name="sureau", password=PASSWORD)
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.post(LOGIN, {"username": "sureau", "password": PASSWORD})
    assert client.session.session_key != planted
    row = Session.objects.get(session_key=client.session.session_key)
    assert row.account is not None
    assert row.account.username == "sureau"


def test_forms_without_their_token_are_refused(make_account: MakeAccount) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_account(), "django.contrib.auth.backends.ModelBackend")
    response = client.post("/console/service/", {"duty": "begin"})
    assert response.status_code == 403
    assert "périmé" in response.content.decode()


def test_headers_and_cookies(client: Client, make_account: MakeAccount) -> None:
    make_account(name="sureau", password=PASSWORD)
    response = client.post(LOGIN, {"username": "sureau", "password": PASSWORD})
    cookie = response.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/console/")
    page = client.get("/console/escalades/")
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "no-store" in page.headers["Cache-Control"]


def test_citizens_get_no_cookie(client: Client) -> None:
    assert not client.get("/chat/demo/").cookies


def test_sessions_are_seen_and_ended(make_account: MakeAccount) -> None:
    account = make_account()
    here, there = as_account(account), as_account(account)
    assert there.get("/console/escalades/").status_code == 200
    assert here.get("/console/connexions/").content.decode().count("Depuis le") == 2
    here.post("/console/connexions/fermer/")
    assert there.get("/console/escalades/").status_code == 302
    assert here.get("/console/escalades/").status_code == 200


def test_one_session_is_ended_alone(make_account: MakeAccount) -> None:
    """One's own by oneself, anybody's by the administrator; no page tells a session's key, which would let one in."""
    account, administrator = make_account(), as_account(make_account(Role.ADMINISTRATOR))
    here, lost, other = (as_account(account) for _ in range(3))
    own_page, page = "/console/connexions/", f"/console/comptes/{account.pk}/"
    shown = here.get(own_page).content.decode() + administrator.get(page).content.decode()
    marks = {browser: Session.objects.get(pk=browser.session.session_key).mark for browser in (lost, other)}
    for browser, mark in marks.items():
        assert str(browser.session.session_key) not in shown
        assert shown.count(mark) == 2

    administrator.post(f"{own_page}{marks[lost]}/fermer/")
    assert lost.get(own_page).status_code == 200, "somebody else's session is none of one's own"
    here.post(f"{own_page}{marks[lost]}/fermer/")
    assert lost.get(own_page).headers["Location"].startswith(LOGIN)
    assert other.get(own_page).status_code == 200
    administrator.post(f"{page}connexions/{marks[other]}/fermer/")
    assert other.get(own_page).headers["Location"].startswith(LOGIN)
    assert here.get(own_page).status_code == 200
    ended = AuditEntry.objects.filter(action="session_ended").order_by("id")
    assert list(ended.values_list("actor", "object")) == [
        ("community_manager", "community_manager"), ("administrator", "community_manager"),
    ]  # fmt: skip


def test_an_old_password_is_renewed_first(signed_in: Callable[..., Client]) -> None:
    client = signed_in(password_changed_at=clock.now() - timedelta(days=100))
    assert client.get("/console/escalades/").headers["Location"].startswith("/console/mot-de-passe/")


def test_what_a_role_may_do_is_a_closed_list() -> None:
    assert Right.READ not in roles()[Role.ADMINISTRATOR].rights
    assert roles()[Role.AUDITOR].rights.isdisjoint({Right.ANSWER, Right.TEXTS, Right.EDIT, Right.ACCOUNTS})


@pytest.mark.parametrize("role", list(Role))
def test_who_signs_in_arrives_at_a_page_of_theirs(make_account: MakeAccount, role: Role) -> None:
    make_account(role, password=PASSWORD)
    sent = {"username": role.value, "password": PASSWORD}
    arrival = Client().post("/console/connexion/", sent, follow=True)
    assert arrival.status_code == 200
    assert arrival.redirect_chain[-1][0].startswith("/console/")
