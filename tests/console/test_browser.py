"""The console in a real browser: two community managers at once, the keyboard, what axe-core finds."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.browser import DESKTOP, NARROW, PHONE, chromium, faults, shoot
from tests.console.demonstration import PASSWORD
from tests.console.serving import console

pytestmark = pytest.mark.system

SignIn = Callable[..., Page]

PAGES = {
    "community_manager": ["escalades/", "statistiques/", "connexions/", "charte/", "mot-de-passe/"],
    "referent": ["redaction/", "reponses-types/", "journal/"],
    "administrator": ["comptes/", "comptes/nouveau/", "comptes/1/", "journal/", "escalades/"],
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running console."""
    with console(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with chromium() as running:
        yield running


@pytest.fixture
def sign_in(browser: Browser, address: str) -> Iterator[SignIn]:
    """Windows of people who sign in by the form; no script may fail in them."""
    errors: list[str] = []
    contexts = []

    def enter(username: str, size: ViewportSize = DESKTOP) -> Page:
        context = browser.new_context(viewport=size, locale="fr-FR")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
        page.goto(f"{address}connexion/")
        page.get_by_label("Identifiant").fill(username)
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()
        return page

    yield enter
    for context in contexts:
        context.close()
    assert errors == []


def test_two_at_once(sign_in: SignIn, address: str) -> None:
    """One takes, the other sees it without reloading; the reply is checked, kept, sent."""
    first, second = sign_in("community_manager"), sign_in("bleuet")
    expect(first.get_by_role("alert")).to_contain_text("1 personne en détresse")
    case = first.get_by_role("link", name="Demande à parler à quelqu’un")
    case.focus()
    first.keyboard.press("Enter")
    expect(first).to_have_url(re.compile("/conversations/"))
    other = second.context.new_page()
    other.goto(first.url)
    expect(first.get_by_text("Aussi sur cette page en ce moment")).to_contain_text("Camille Bleuet", timeout=15_000)
    other.close()
    expect(first.get_by_role("listitem").filter(has_text="Effacé").first).to_contain_text("numéro d’allocataire")
    first.get_by_role("button", name="Prendre la conversation").click()
    expect(first.get_by_text("Vous vous occupez de cette conversation")).to_be_visible()
    expect(second.get_by_role("listitem").filter(has_text="Demande à parler")).to_contain_text(
        "Camille Community_Manager", timeout=15_000
    )
    field = first.get_by_label("Votre réponse, sans information personnelle")
    field.fill("Quel est votre numéro d'allocataire ?")
    first.get_by_role("button", name="Envoyer").click()
    expect(first.locator("#text-error")).to_contain_text("Ce passage demande le numéro d’allocataire")
    expect(field).to_have_value("Quel est votre numéro d'allocataire ?")
    assert faults(first) == []
    shoot(first, "refused")

    field.fill("Bonjour, nous pouvons vous aider !")
    first.context.clear_cookies(name="sessionid")
    first.get_by_role("button", name="Envoyer").click()
    first.get_by_label("Identifiant").fill("community_manager")
    first.get_by_label("Mot de passe").fill(PASSWORD)
    first.keyboard.press("Enter")
    field = first.get_by_label("Votre réponse, sans information personnelle")
    expect(field).to_have_value("Bonjour, nous pouvons vous aider !")
    first.get_by_role("button", name="Aperçu").click()
    expect(first.get_by_role("region", name="Aperçu")).to_contain_text("aider\u202f!")
    first.get_by_role("button", name="Envoyer").click()
    expect(first.locator("#messages")).to_contain_text("Votre réponse est envoyée")
    expect(first.get_by_label("Votre réponse, sans information personnelle")).to_have_value("")
    shoot(first, "conversation")
    first.get_by_label("Raison", exact=True).first.select_option("Messages répétés")
    first.get_by_role("button", name="Bloquer").click()
    expect(first.get_by_text("Personne bloquée jusqu’au")).to_be_visible()
    for size in (DESKTOP, NARROW):
        first.set_viewport_size(size)
        assert faults(first) == []
    shoot(first, "blocked")
    first.get_by_role("button", name="Marquer comme traitée").click()
    expect(first.locator("#messages")).to_contain_text("La conversation est traitée")


def test_what_was_opened_to_be_read_stays_open(sign_in: SignIn) -> None:
    """News leave a page alone that shows them already."""
    page = sign_in("referent")
    page.get_by_role("link", name="Réclamation").click()
    considered = page.get_by_text("Fiches envisagées")
    considered.click()
    for _ in range(2):
        with page.expect_response(lambda response: response.request.headers.get("x-polling") == "1") as looked:
            pass
        assert looked.value.status in (200, 204)
    assert looked.value.status == 204
    expect(page.get_by_text("contact-ma-caf (0,41)")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_what_citizens_are_owed_to_read(browser: Browser, address: str, scheme: str) -> None:
    """Personal data and accessibility, on a desktop, on a phone and at 400 %; no script, no cookie is needed."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    for path, heading in (("donnees-personnelles", "Vos données personnelles"), ("accessibilite", "Accessibilité")):
        page.goto(address.replace("console/", path))
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        for size in (DESKTOP, PHONE, NARROW):
            page.set_viewport_size(size)
            assert faults(page) == [], path
            assert page.locator("html").evaluate("root => root.scrollWidth") <= size["width"], path
        shoot(page, f"{path}-{scheme}")
        page.get_by_role("link", name="Revenir à la discussion").click()
        expect(page).to_have_url(re.compile("/chat/demo/"))
    assert context.cookies() == []
    context.close()


def test_distress_is_heard_by_who_asked_for_it(sign_in: SignIn) -> None:
    """CD5: on the list, and in the middle of another conversation; the platform plays the tones, here they count."""
    page = sign_in("community_manager")
    page.add_init_script(
        "window.tones = 0; const start = OscillatorNode.prototype.start;"
        "OscillatorNode.prototype.start = function (...at) { window.tones += 1; return start.apply(this, at); };"
    )
    page.reload()
    heard = page.get_by_role("button", name="Alerte sonore")
    expect(heard).to_have_attribute("aria-pressed", "false")
    heard.click()
    expect(heard).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.tones") == 3

    page.get_by_role("link", name="Réclamation").click()
    expect(page.get_by_role("alert").first).to_contain_text("1 personne en détresse")
    assert page.evaluate("window.tones") == 0
    page.route(re.compile("/conversations/"), one_more_in_distress)
    expect(page.get_by_role("alert").first).to_contain_text("2 personnes en détresse", timeout=15_000)
    assert page.evaluate("window.tones") == 3
    page.get_by_role("link", name="Voir la liste").click()
    expect(heard).to_have_attribute("aria-pressed", "true")
    heard.click()
    expect(heard).to_have_attribute("aria-pressed", "false")


def one_more_in_distress(route: Route) -> None:
    """The news as the server gives them, had somebody in distress written meanwhile."""
    headers = {name: value for name, value in route.request.headers.items() if name != "x-seen"}
    answer = route.fetch(headers=headers)
    text = answer.text().replace('data-count="1"', 'data-count="2"').replace("1 personne en", "2 personnes en")
    route.fulfill(response=answer, body=text)


def test_the_list_is_walked_by_keyboard(sign_in: SignIn) -> None:
    page = sign_in("community_manager")
    links = page.locator(".case a")
    links.first.focus()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.first).to_be_focused()
    with page.expect_response(lambda response: response.request.headers.get("x-polling") == "1"):
        pass
    expect(page.locator("#live.htmx-request, #live.htmx-swapping")).to_have_count(0)
    expect(links.first).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("username", PAGES)
def test_axe_finds_nothing(sign_in: SignIn, address: str, username: str, scheme: str) -> None:
    """RGAA on every page, on a desktop and at 320 pixels (that is 400 % zoom of 1280); no sideways scrolling."""
    page = sign_in(username)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in PAGES[username]:
        page.goto(address + path)
        for size in (DESKTOP, NARROW):
            page.set_viewport_size(size)
            assert faults(page) == [], path
            assert page.locator("html").evaluate("root => root.scrollWidth") <= size["width"], path
            shoot(page, f"{username}-{path.strip('/').replace('/', '-')}-{scheme}-{size['width']}")


def test_the_first_page_and_the_second_factor(browser: Browser, address: str, sign_in: SignIn) -> None:
    page = browser.new_page()
    page.goto(address)
    assert faults(page) == []
    shoot(page, "login")
    page.close()
    page = sign_in("editor")
    page.goto(f"{address}second-facteur/installer/")
    assert faults(page) == []
    expect(page.locator(".qr svg")).to_be_visible()
    shoot(page, "second-factor")
