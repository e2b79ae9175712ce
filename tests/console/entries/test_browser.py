"""Two editors and an approver in a real browser: write, see the checks, be overtaken, approve, go back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.faq.entries import read_entry
from tests.browser import DESKTOP, NARROW, faults, shoot
from tests.console.serving import console
from tests.console.test_browser import SignIn
from tests.console.test_browser import browser as browser  # noqa: PLC0414 (fixtures of this module, too)
from tests.console.test_browser import sign_in as sign_in  # noqa: PLC0414
from tests.editing.conftest import copy_handful

pytestmark = pytest.mark.system

ID = "logement-etudiant"
ANSWER = "Oui, un étudiant peut y avoir droit. La demande se fait sur caf.fr, dans « Mon Compte », dès l'entrée."
HOSTILE = "<img src=x onerror=\"document.title='pris'\"><script>document.title='pris'</script>"


@pytest.fixture(scope="module")
def faq(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handful of entries that may be written into."""
    folder = tmp_path_factory.mktemp("faq") / "faq"
    copy_handful(folder)
    return folder


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, faq: Path) -> Iterator[str]:
    """A running console over that FAQ."""
    with console(tmp_path_factory.mktemp("data"), CAF_FAQ_DIR=str(faq)) as running:
        yield running


def looked_at(page: Page, name: str) -> None:
    """Axe finds nothing on a desktop and at 320 pixels; nothing scrolls sideways."""
    for size in (NARROW, DESKTOP):
        page.set_viewport_size(size)
        assert faults(page) == [], name
        assert page.locator("html").evaluate("root => root.scrollWidth") <= size["width"], name
    shoot(page, name)


def test_from_the_list_to_the_citizens(sign_in: SignIn, address: str, faq: Path) -> None:
    first, second = sign_in("editor"), sign_in("referent")
    first.get_by_role("link", name="Fiches").click()
    first.get_by_label("Mots", exact=True).fill("étudiant")
    first.get_by_role("button", name="Filtrer").click()
    looked_at(first, "liste")
    first.get_by_role("link", name="Un étudiant peut-il").click()
    second.goto(first.url)

    answer = first.get_by_label("Réponse", exact=True)
    answer.fill("Donnez-nous votre numéro d’allocataire et nous regarderons votre dossier tout de suite.")
    expect(first.locator("#check-answer")).to_contain_text("demander une information personnelle")
    expect(first.get_by_role("region", name="Aperçu Messenger")).to_contain_text("nous regarderons votre dossier")
    looked_at(first, "erreur")
    answer.fill(ANSWER)
    expect(first.get_by_role("region", name="Aperçu Telegram")).to_contain_text("dès l’entrée")
    first.get_by_text("Insérer un montant").click()
    first.get_by_role("button", name="montant forfaitaire mensuel pour une personne seule, hors Mayotte").first.click()
    expect(answer).to_have_value(f"{ANSWER}{{montant:rsa-personne-seule}}")
    answer.fill(ANSWER)
    expect(first.locator("#check-answer p.error")).to_have_count(0)

    second.get_by_label("Libellé du bouton").fill("Loyer des étudiants")
    expect(second.locator("#summary")).to_contain_text("rien ne sera écrasé")
    second.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(second.get_by_role("region", name="Ce que votre texte change")).to_contain_text("Loyer des étudiants")
    looked_at(second, "difference")

    first.get_by_label("Ce qui change, et pourquoi").fill("Réponse plus courte.")
    first.get_by_role("button", name="Envoyer à la validation").click()
    expect(first.get_by_role("status").first).to_contain_text("envoyée à la validation")
    expect(first.get_by_text("une autre personne doit le valider")).to_be_visible()

    approver = sign_in("approver")
    approver.goto(f"{address}fiches/")
    approver.get_by_role("link", name="1 fiche à valider").click()
    approver.get_by_role("link", name="À valider", exact=True).click()
    looked_at(approver, "validation")
    assert read_entry(faq / f"logement/{ID}.yml").answer.startswith("Oui, un étudiant locataire")
    approver.get_by_role("button", name="Valider et publier").click()
    expect(approver.get_by_role("status").first).to_contain_text("est publiée")
    assert read_entry(faq / f"logement/{ID}.yml").answer.startswith("Oui, un étudiant peut")


def test_back_to_an_earlier_text_and_a_change_by_git(sign_in: SignIn, address: str, faq: Path) -> None:
    editor, approver = sign_in("editor"), sign_in("approver")
    page = f"{address}fiches/rsa-conditions/"
    for label in ("Rsa : qui ?", "Droit au Rsa"):
        editor.goto(page)
        editor.get_by_label("Libellé du bouton").fill(label)
        editor.get_by_label("Ce qui change, et pourquoi").fill("Un libellé plus clair.")
        editor.get_by_role("button", name="Envoyer à la validation").click()
        approver.goto(f"{page}validation/")
        approver.get_by_role("button", name="Valider et publier").click()
        expect(approver.get_by_role("status").first).to_contain_text("est publiée")
    file = faq / "rsa/rsa-conditions.yml"
    file.write_text(file.read_text().replace("Droit au Rsa", "Le droit au Rsa"))
    editor.goto(f"{page}historique/")
    expect(editor.get_by_text("Fichier changé hors de la console")).to_be_visible()
    editor.get_by_text("Ce qui a changé").first.click()
    looked_at(editor, "historique")
    editor.get_by_role("button", name="Rétablir ce texte").last.click()
    expect(editor.get_by_role("status").first).to_contain_text("proposé de nouveau")
    approver.goto(f"{page}validation/")
    approver.get_by_role("button", name="Valider et publier").click()
    expect(approver.get_by_role("status").first).to_contain_text("est publiée")
    assert read_entry(file).label == "Rsa\u00a0: qui\u202f?"


def test_nothing_typed_runs(sign_in: SignIn, address: str) -> None:
    """In the live preview, the list and the review, what looks like a script is text."""
    editor = sign_in("editor")
    editor.goto(f"{address}fiches/contact-ma-caf/")
    editor.get_by_label("Réponse", exact=True).fill(f"{HOSTILE} Écrivez à la Caf depuis « Mon Compte » sur caf.fr.")
    editor.get_by_label("Question, comme une personne la poserait").fill(f"Où écrire ? {HOSTILE}")
    expect(editor.get_by_role("region", name="Aperçu Web")).to_contain_text("<img src=x")
    editor.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(editor.get_by_role("status").first).to_contain_text("brouillon est enregistré")
    for path in ("fiches/contact-ma-caf/", "fiches/contact-ma-caf/validation/", "fiches/?q=contact"):
        editor.goto(f"{address}{path}")
        assert editor.title() != "pris"
        assert editor.locator("main img").count() == 0


def test_the_spreadsheet_page(sign_in: SignIn, address: str) -> None:
    editor = sign_in("editor")
    editor.goto(f"{address}fiches/tableur/")
    looked_at(editor, "tableur")
    with editor.expect_download() as download:
        editor.get_by_role("link", name="Télécharger en XLSX").click()
    assert download.value.suggested_filename == "fiches.xlsx"
