"""A whole journey on a telephone: from a first password to a conversation that is closed, by touch."""

import base64
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django_otp.oath import totp
from playwright.sync_api import Locator, Page, expect

from tests.browser import PHONE, chromium, faults, shoot
from tests.console.demonstration import PASSWORD
from tests.console.serving import console

pytestmark = pytest.mark.system

NEW_PASSWORD = "Ficelle-Bleue=57"
Look = Callable[[str], None]


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """A telephone's browser at a running console; no script may fail in it."""
    errors: list[str] = []
    with console(tmp_path) as address, chromium() as browser:
        page = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="fr-FR").new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        yield page
    assert errors == []


@pytest.fixture
def look(page: Page) -> Look:
    """What the page under a heading has to be: without a fault for axe-core, and no wider than the telephone."""

    def at(heading: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert faults(page) == [], heading
        assert page.locator("html").evaluate("root => root.scrollWidth") <= PHONE["width"], heading
        shoot(page, f"telephone-{heading}")

    return at


def test_from_the_first_password_to_a_closed_conversation(page: Page, look: Look) -> None:
    look("Connexion à la console")
    sign_in(page, PASSWORD)
    choose_password(page, look)
    look("La charte de la console")
    page.get_by_role("button", name="J’ai lu la charte").tap()
    secret = install_second_factor(page, look)
    page.get_by_role("button", name="Se déconnecter").tap()
    sign_in(page, NEW_PASSWORD)
    look("Votre code")
    # The code that was shown a moment ago has served; the next one is taken a little early.
    page.get_by_label("Code à six chiffres").fill(code(secret, later=1))
    page.get_by_role("button", name="Continuer").tap()

    look("À traiter")
    case = page.get_by_role("link", name="Demande à parler à quelqu’un")
    case.tap()
    take(page)
    look("Conversation")
    answer(page, look)
    page.get_by_label("Pourquoi la rendre").select_option("Un collègue prend la suite")
    page.get_by_role("button", name="Rendre à l’assistant sans traiter").tap()
    expect(page.locator("#messages")).to_contain_text("L’assistant répond de nouveau")

    page.get_by_role("link", name="À traiter").tap()
    case.tap()
    take(page)
    page.get_by_label("Motif", exact=True).select_option("Question")
    page.get_by_label("Prestation").select_option("RSA")
    page.get_by_label("Issue").select_option("Information générale donnée")
    page.get_by_role("button", name="Marquer comme traitée").tap()
    expect(page.locator("#messages")).to_contain_text("La conversation est traitée")
    page.get_by_role("link", name="À traiter").tap()
    expect(page.get_by_role("link", name="Réclamation")).to_be_visible()
    expect(case).to_have_count(0)
    look("À traiter")


def sign_in(page: Page, password: str) -> None:
    """By the form."""
    page.get_by_label("Identifiant").fill("acacia")
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").tap()


def choose_password(page: Page, look: Look) -> None:
    """In the place of the one that somebody else gave."""
    page.get_by_label("Ancien mot de passe").fill(PASSWORD)
    page.get_by_label("Nouveau mot de passe", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("Confirmation du nouveau mot de passe").fill(NEW_PASSWORD)
    look("Changer de mot de passe")
    page.get_by_role("button", name="Enregistrer").tap()


def install_second_factor(page: Page, look: Look) -> str:
    """From one's account; on the same telephone the application is opened by a link. Gives the secret."""
    page.get_by_role("link", name="Mon compte").tap()
    page.get_by_role("link", name="second facteur").tap()
    look("Protéger votre compte")
    secret = page.locator("code").inner_text()
    expect(page.get_by_role("link", name="Ouvrez-la")).to_have_attribute("href", re.compile("^otpauth://totp/"))
    page.get_by_label("Code à six chiffres").fill(code(secret))
    page.get_by_role("button", name="Installer").tap()
    expect(page.get_by_role("heading", name="À traiter")).to_be_visible()
    return secret


def code(secret: str, later: int = 0) -> str:
    """What the authenticator application shows, now or so many codes later."""
    return f"{totp(base64.b32decode(secret), drift=later):06d}"


def take(page: Page) -> None:
    """Takes charge of the conversation."""
    page.get_by_role("button", name="Prendre la conversation").tap()
    expect(page.get_by_text("Vous vous occupez de cette conversation")).to_be_visible()


def answer(page: Page, look: Look) -> None:
    """What may not be asked is refused; what may is sent, its typography mended."""
    field = page.get_by_label("Votre réponse, sans information personnelle")
    send: Locator = page.get_by_role("button", name="Envoyer")
    field.fill("Quelle est votre date de naissance ?")
    send.tap()
    expect(page.locator("#text-error")).to_contain_text("Ce passage demande")
    look("Conversation")
    field.fill("Bonjour ! Les conditions du Rsa sont sur caf.fr.")
    send.tap()
    expect(page.locator("#messages")).to_contain_text("Votre réponse est envoyée")
    expect(page.get_by_text("Bonjour\u202f! Les conditions")).to_be_visible()
