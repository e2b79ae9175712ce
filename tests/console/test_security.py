"""The OWASP list over the console's whole map of addresses; who may do what is ``views.yml``, beside."""

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from django.apps import apps
from django.forms import ModelForm
from django.test import Client
from django.urls import URLPattern, reverse

from bot.config.pages import pages
from bot.console import urls, work
from bot.console.access import GUARD
from bot.console.models import Account, AuditEntry, EditorMark, Note, ReadyReply
from bot.console.roles import Role
from bot.conversations import clock
from bot.conversations.models import Conversation, Escalation
from bot.editing import workflow
from bot.editing.models import Version
from bot.learning.models import Group
from bot.stops.models import Stop
from bot.trials.models import Trial
from tests.console.conftest import PASSWORD, MakeAccount, MakeCase, as_account

pytestmark = pytest.mark.django_db

MAP = {str(pattern.name): pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}
TABLE: Mapping[str, Mapping[str, Any]] = yaml.safe_load(Path(__file__).with_name("views.yml").read_text("utf-8"))
ENTRY = "logement-etudiant"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
FOR_ROLES = [name for name, entry in TABLE.items() if isinstance(entry["who"], list)]
ON_CONVERSATIONS = [name for name in TABLE if name in MAP and str(MAP[name].pattern).startswith("conversations/")]
EVIL = ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "https:example.org")

Address = Callable[[str], str]


@pytest.fixture
def address(make_case: MakeCase, make_account: MakeAccount) -> Address:
    """Addresses of views, about things that are there: a refusal is no « not found »."""
    case = make_case()
    other = make_account(Role.EDITOR, "autre")
    mark = EditorMark.objects.create(conversation=case, fault="wrong", account=other, created_at=clock.now())
    ready = ReadyReply.objects.create(title="Accueil", text="Bonjour")
    now = clock.now()
    group = Group.objects.create(centre=[1.0], created_at=now)
    stop = Stop.objects.create(scope=Stop.Scope.EVERYTHING, reason="Essai.", stopped_by="autre", stopped_at=now)
    trial = Trial.objects.create(question="le bafa ?", by="autre", created_at=now)
    draft = workflow.current(ENTRY)
    draft.changed_at = now
    draft.save()
    version = Version.objects.create(entry_id=ENTRY, at=now, after="id: essai")
    known: dict[str, object] = {"mark_done": mark.pk, "remove_ready": ready.pk, "resume": stop.pk, "trial": trial.pk}
    known |= dict.fromkeys(ON_CONVERSATIONS, case.pk)
    known |= dict.fromkeys(("add_variant", "begin_entry", "give_group", "dismiss_group"), group.pk)
    words: dict[str, object] = {"name": "outcome", "kind": "csv", "entry_id": ENTRY}
    known |= {"entry_restore": version.pk}

    def of(name: str) -> str:
        wanted = MAP[name].pattern.converters
        values = {part: words.get(part) or known.get(name, other.pk) for part in wanted}
        return reverse(f"console:{name}", kwargs=values)

    return of


def test_the_table_names_every_view() -> None:
    assert set(TABLE) == set(MAP)
    assert {role for name in FOR_ROLES for role in TABLE[name]["who"]} == {role.value for role in Role}


@pytest.mark.parametrize("name", TABLE)
def test_a_view_is_guarded_as_the_table_says(name: str) -> None:
    guard = {"everybody": "public", "signed_in": "signed_in"}
    who = TABLE[name]["who"]
    assert getattr(MAP[name].callback, GUARD) == guard.get(str(who), getattr(MAP[name].callback, GUARD))
    assert isinstance(who, list) == (getattr(MAP[name].callback, GUARD) not in guard.values())


@pytest.mark.parametrize("role", Role)
def test_every_view_by_every_role_and_method(address: Address, make_account: MakeAccount, role: Role) -> None:
    """Allowed or denied as the table says; a refusal is in the trail and changes nothing."""
    account = make_account(role)
    browser, refusals = as_account(account), AuditEntry.objects.filter(action="refused", actor=account.username)
    for name in FOR_ROLES:
        for method in METHODS:
            before = refusals.count()
            status = browser.generic(method, address(name)).status_code
            refused = refusals.count() - before
            if role.value not in TABLE[name]["who"]:
                assert (status, refused) == (403, 1), f"{role} may not {method} {name}"
            elif method in TABLE[name]["how"]:
                assert status in (200, 302, 400, 404, 409, 422), f"{role} may {method} {name}"
            else:
                assert status == 405, f"{name} takes no {method}"


@pytest.mark.parametrize("name", ON_CONVERSATIONS)
def test_nobody_reaches_a_conversation_of_another_page(
    make_case: MakeCase, make_account: MakeAccount, name: str
) -> None:
    """Knowing the number is not enough: whoever serves other pages finds nothing, and changes nothing (AR3)."""
    assert "demo" in pages()
    case = make_case(page="ailleurs")
    browser = as_account(make_account(Role.REFERENT, pages=["demo"]))
    for method in TABLE[name]["how"]:
        path = reverse(f"console:{name}", kwargs={"number": case.pk})
        data = {
            "text": "Bonjour",
            "note": "Vu",
            "result": "routed",
            "fault": "wrong",
            "reason": "insults",
            "hours": "1",
        }
        response = browser.post(path, data) if method == "POST" else browser.get(path)
        assert response.status_code == 404
    case.refresh_from_db()
    assert not case.human_in_charge
    assert set(case.escalations.values_list("state", flat=True)) == {Escalation.State.NEW.value}
    assert not any(rows.exists() for rows in (case.outbox.all(), Note.objects.all(), EditorMark.objects.all()))


@pytest.mark.parametrize("name", [name for name, entry in TABLE.items() if "POST" in entry["how"]])
def test_no_form_is_taken_without_its_token(address: Address, make_account: MakeAccount, name: str) -> None:
    role = TABLE[name]["who"][0] if name in FOR_ROLES else Role.REFERENT.value
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_account(Role(role), "sureau"), "django.contrib.auth.backends.ModelBackend")
    response = client.post(address(name), {"text": "Bonjour", "note": "Vu", "username": "sureau", "password": PASSWORD})
    assert response.status_code == 403
    assert "périmé" in response.content.decode()
    assert not AuditEntry.objects.exclude(action="charter_acknowledged").exists()


class _Inline(HTMLParser):
    """Collects what a strict content security policy would have to allow."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and not names.get("src")):
            self.found.append(tag)
        for name, value in attrs:
            if name == "style" or name.startswith("on") or name.startswith("hx-on"):
                self.found.append(f"{tag} {name}")
            # What a field holds is text, whatever it looks like, and where a link leads is not fetched by the page.
            fetched = name != "value" and tag != "a"
            foreign = ("javascript:", *(("http:", "https:", "//") if fetched else ()))
            if (value or "").strip().lower().startswith(foreign):
                self.found.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("name", [name for name, entry in TABLE.items() if "GET" in entry["how"]])
def test_every_page_is_sent_with_its_guards(address: Address, make_account: MakeAccount, name: str) -> None:
    """A policy without exceptions, nothing inline, no frame, no cache, no guess of types, nothing from elsewhere."""
    role = TABLE[name]["who"][0] if name in FOR_ROLES else Role.REFERENT.value
    client = Client() if TABLE[name]["who"] == "everybody" else as_account(make_account(Role(role), "sureau"))
    response = client.get(address(name))
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in response.headers["Cache-Control"]
    if response.headers["Content-Type"].startswith("text/html"):
        page = _Inline()
        page.feed(response.content.decode())
        assert page.found == []


@pytest.mark.parametrize("target", EVIL)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_step_sends_anybody_elsewhere(address: Address, make_account: MakeAccount, method: str, target: str) -> None:
    """Open redirects: the steps before the work lead to ``next``, which the address or the form may forge."""
    account = make_account(Role.REFERENT, "sureau", password=PASSWORD)
    for name in set(MAP) - set(FOR_ROLES):
        client = Client() if name == "login" else as_account(account)
        data = {"next": target, "username": "sureau", "password": PASSWORD}
        stays_here(getattr(client, method)(f"{address(name)}?next={target}", data), name)


@pytest.mark.parametrize("signed_in", [True, False])
def test_no_work_sends_anybody_elsewhere(address: Address, make_account: MakeAccount, signed_in: bool) -> None:
    """Nor do the others, whatever page the browser says that it comes from; before signing in neither."""
    browser = as_account(make_account(Role.REFERENT, "sureau")) if signed_in else Client()
    for name in FOR_ROLES:
        forged = {"Referer": f"https://example.org/{EVIL[1]}"}
        stays_here(browser.post(f"{address(name)}?next={EVIL[1]}", {"next": EVIL[1]}, headers=forged), name)


def stays_here(response: Any, name: str) -> None:
    """Where the response leads, if anywhere, is this installation."""
    location = urlsplit(response.headers.get("Location", ""))
    assert (location.scheme, location.netloc) == ("", ""), name
    assert not location.path.startswith(("//", "/\\")), name


def test_a_new_password_ends_the_sessions_elsewhere(make_account: MakeAccount) -> None:
    """Whoever got in with the old one is out; the session that changed it goes on, under a new key (fixation)."""
    account = make_account(password=PASSWORD)
    here, there = as_account(account), as_account(account)
    key = here.session.session_key
    new = "Bruyère-Mauve=88"
    here.post("/console/mot-de-passe/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert there.get("/console/escalades/").status_code == 302
    assert here.get("/console/escalades/").status_code == 200
    assert here.session.session_key != key


def test_no_form_takes_every_field_of_its_model() -> None:
    """Mass assignment: a form lists its fields, and none of those that only the application writes."""
    written_by_us = {"id", "password", "is_active", "last_login", "password_changed_at", "created_at", "account"}
    forms = [form for form in _all_forms(ModelForm) if form.__module__.startswith("bot.console")]
    assert forms
    for form in forms:
        listed = form._meta.fields
        assert isinstance(listed, list), form
        assert written_by_us.isdisjoint(listed), form


def _all_forms(form: type[Any]) -> list[type[Any]]:
    return [known for each in form.__subclasses__() for known in (each, *_all_forms(each))]


def test_what_a_browser_adds_to_a_form_is_not_taken(make_case: MakeCase, make_account: MakeAccount) -> None:
    """Mass assignment by hand: author, state and conversation come from the session and the address alone."""
    case, other = make_case(), make_case()
    account, colleague = make_account(), make_account(name="bleuet")
    browser = as_account(account)
    added = {"account": colleague.pk, "conversation": other.pk, "state": "closed", "by_person": "", "is_active": ""}
    path = f"/console/conversations/{case.pk}/"
    browser.post(f"{path}prendre/", added)
    browser.post(f"{path}note/", {"note": "Vu", **added})
    browser.post(f"{path}repondre/", {"text": "Bonjour, nous regardons cela.", **added})
    assert work.open_escalations(case).get().state == Escalation.State.WAITING
    assert Conversation.objects.get(pk=case.pk).claim.account == account
    assert Note.objects.get().account == account
    sent = case.outbox.get()
    assert (sent.by_person, other.outbox.exists()) == (True, False)
    assert Account.objects.get(pk=account.pk).is_active


def test_reading_changes_nothing(address: Address, make_account: MakeAccount) -> None:
    """A GET leaves everything as it was, but for the trail of who looked, for who looks now and for the session."""
    browsers = {role: as_account(make_account(role, f"x-{role}")) for role in Role}
    own = {"AuditEntry", "Presence", "Session"}

    def state() -> dict[str, list[Any]]:
        models = [model for room in ("console", "conversations") for model in apps.get_app_config(room).get_models()]
        return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models
                if model.__name__ not in own}  # fmt: skip

    before = state()
    for name in FOR_ROLES:
        browsers[Role(TABLE[name]["who"][0])].get(address(name))
    assert state() == before
