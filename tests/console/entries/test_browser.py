"""Two editors and an approver in a real browser: write, see the checks, be overtaken, approve, go back, import."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from bot.config import environment
from bot.editing.reply import reply
from bot.faq.entries import Link, read_entry
from tests.browser import DESKTOP, NARROW, faults, shoot
from tests.console.demonstration import PASSWORD
from tests.console.serving import console, settings
from tests.console.test_browser import SignIn
from tests.console.test_browser import browser as browser  # noqa: PLC0414 (fixtures of this module, too)
from tests.console.test_browser import sign_in as sign_in  # noqa: PLC0414
from tests.editing.conftest import copy_handful

pytestmark = pytest.mark.system

ID = "logement-etudiant"
ANSWER = "Oui, un étudiant peut y avoir droit. La demande se fait sur caf.fr, dans « Mon Compte », dès l'entrée."
HOSTILE = "<img src=x onerror=\"document.title='pris'\"><script>document.title='pris'</script>"

ANSWERED = """
import django; django.setup()
from bot.charter.outcomes import Outcome
from bot.conversations import clock
from bot.conversations.models import InboxMessage, OutboxMessage
asked = InboxMessage.objects.latest("id")
OutboxMessage.objects.create(
    in_reply_to=asked, conversation=asked.conversation, text={text!r}, outcome=Outcome.ANSWERED, created_at=clock.now(),
    buttons=[dict(title={title!r}, payload="x")], state=OutboxMessage.State.SENT,
)
"""
"""What the worker writes, without Rasa."""


@pytest.fixture(scope="module")
def faq(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handful of entries that may be written into."""
    folder = tmp_path_factory.mktemp("faq") / "faq"
    copy_handful(folder)
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of this file's console."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def address(data: Path, faq: Path) -> Iterator[str]:
    """A running console over that FAQ."""
    with console(data, CAF_FAQ_DIR=str(faq)) as running:
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
    expect(first).to_have_url(re.compile("/console/fiches/$"))
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


def test_an_import_is_approved_with_one_reading(sign_in: SignIn, address: str, faq: Path, tmp_path: Path) -> None:
    """A spreadsheet out and in, one comment; the approver is told in the menu, reads one page, decides once."""
    editor, approver = sign_in("editor"), sign_in("approver")
    editor.goto(f"{address}fiches/tableur/")
    looked_at(editor, "tableur")
    with editor.expect_download() as download:
        editor.get_by_role("link", name="Télécharger en XLSX").click()
    assert download.value.suggested_filename == "fiches.xlsx"
    file = tmp_path / "fiches.xlsx"
    download.value.save_as(file)
    book = load_workbook(file)
    titles, *rows = book.worksheets[0].iter_rows()
    column = [cell.value for cell in titles].index("Libellé du bouton")
    labels = {ID: "Loyer étudiant", "rsa-montant": "Montant du Rsa"}
    for row in rows:
        row[column].value = labels.get(str(row[0].value), row[column].value)
    book.save(file)
    editor.get_by_label("Fichier XLSX ou CSV").set_input_files(file)
    editor.get_by_label("Ce qui change, et pourquoi").fill("Libellés plus clairs.")
    editor.get_by_role("button", name="Importer et envoyer à la validation").click()
    expect(editor.get_by_role("status").first).to_contain_text("2 fiche(s) envoyée(s)")

    approver.goto(f"{address}essais/")
    expect(approver.get_by_role("link", name="Fiches 2 à valider ou à relire")).to_be_visible()
    approver.get_by_role("link", name="Fiches 2").click()
    approver.get_by_role("link", name="Valider ensemble").click()
    expect(approver.get_by_text("Libellés plus clairs.")).to_have_count(2)
    looked_at(approver, "ensemble")
    approver.get_by_role("button", name="Valider et publier les fiches cochées").click()
    expect(approver.get_by_role("status").first).to_contain_text("2 fiche(s) publiée(s)")
    assert read_entry(faq / f"logement/{ID}.yml").label == "Loyer étudiant"
    assert read_entry(faq / "rsa/rsa-montant.yml").label == "Montant du Rsa"


def test_the_session_ends_in_the_middle_of_writing(sign_in: SignIn, address: str) -> None:
    """What was typed comes back after signing in, the comment too; what is kept by then does not come back again."""
    editor = sign_in("editor")
    editor.goto(f"{address}fiches/rsa-montant/")
    label, comment = editor.get_by_label("Libellé du bouton"), editor.get_by_label("Ce qui change, et pourquoi")
    restored = editor.get_by_text("est de nouveau dans le formulaire")
    label.fill("Combien de Rsa")
    expect(editor.locator("#summary")).to_contain_text("Enregistré à")
    editor.context.clear_cookies(name="sessionid")
    comment.fill("Un libellé plus court.")
    label.fill("Rsa : combien")
    expect(editor).to_have_url(re.compile("/connexion/"))
    editor.get_by_label("Identifiant").fill("editor")
    editor.get_by_label("Mot de passe").fill(PASSWORD)
    editor.keyboard.press("Enter")
    expect(label).to_have_value("Rsa : combien")
    expect(comment).to_have_value("Un libellé plus court.")
    expect(restored).to_be_visible()
    looked_at(editor, "repris")
    editor.get_by_role("button", name="Enregistrer le brouillon").last.click()
    expect(editor.get_by_role("status").first).to_contain_text("brouillon est enregistré")
    expect(label).to_have_value("Rsa\u00a0: combien")
    expect(restored).to_be_hidden()
    editor.get_by_role("button", name="Abandonner ce brouillon").click()
    editor.goto(f"{address}fiches/rsa-montant/")
    expect(restored).to_be_hidden()


def test_a_question_asked_in_vain_becomes_a_wording(sign_in: SignIn, address: str) -> None:
    """In the form: its spelling mended, one gesture; what was typed beside it is kept. Enter adds nothing."""
    editor = sign_in("editor")
    editor.goto(f"{address}fiches/{ID}/")
    near = editor.get_by_role("region", name="Questions restées sans réponse")
    expect(near).to_contain_text("Demandé 7 fois cette semaine")
    looked_at(editor, "suggestions")
    editor.get_by_label("Libellé du bouton").fill("Étudiant en studio")
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("status").first).to_contain_text("brouillon est enregistré")
    wording = near.get_by_label("Demandé 7 fois cette semaine")
    wording.fill("J'ai un studio à la fac, à quoi ai-je droit ?")
    near.get_by_role("button", name="Ajouter aux formulations").click()
    expect(editor.get_by_role("status").first).to_contain_text("La formulation est dans le brouillon")
    assert editor.locator("#variants").input_value().endswith("J'ai un studio à la fac, à quoi ai-je droit ?")
    expect(editor.get_by_label("Libellé du bouton")).to_have_value("Étudiant en studio")
    expect(near).to_have_count(0)


def test_what_says_the_same_in_other_words(sign_in: SignIn, address: str, data: Path, faq: Path) -> None:
    """The form says that the worker compares; then the other entry stands beside."""
    editor = sign_in("editor")
    editor.goto(f"{address}fiches/rsa-conditions/")
    variants = editor.locator("#variants")
    variants.fill(f"{variants.input_value()}\nQuel est le montant du Rsa ?")
    expect(editor.locator("#near")).to_contain_text("comparées par le sens")
    work = "import django; django.setup()\nfrom bot.editing.nearness import compare_waiting; compare_waiting()"
    variables = settings(data, CAF_FAQ_DIR=str(faq))
    subprocess.run((sys.executable, "-c", work), cwd=environment.ROOT, check=True, env=variables)
    told = editor.locator("#near summary")
    expect(told).to_contain_text("dit presque la même chose")
    told.click()
    expect(editor.locator("#near").get_by_role("link", name="rsa-montant")).to_be_visible()
    looked_at(editor, "doublon")


def test_a_planned_withdrawal(sign_in: SignIn, address: str, faq: Path) -> None:
    editor, approver = sign_in("editor"), sign_in("approver")
    editor.goto(f"{address}fiches/rsa-montant/")
    editor.get_by_label("Après publication").select_option("disabled")
    editor.get_by_label("Ce qui change, et pourquoi").fill("Le dispositif prend fin.")
    editor.get_by_role("button", name="Envoyer à la validation").click()
    approver.goto(f"{address}fiches/rsa-montant/validation/")
    approver.get_by_label("Publier le").fill("2099-12-31T23:00")
    approver.get_by_role("button", name="Valider et publier").click()
    expect(approver.get_by_role("status").first).to_contain_text("sera publiée le 31/12/2099")
    approver.goto(f"{address}fiches/?etat=approved")
    expect(approver.get_by_role("rowheader")).to_contain_text("rsa-montant")
    assert read_entry(faq / "rsa/rsa-montant.yml").status == "published"


def test_what_is_overdue_is_told_on_arrival(sign_in: SignIn, address: str, faq: Path) -> None:
    file = faq / "contact/contact-ma-caf.yml"
    file.write_text(re.sub("review_by: .*", "review_by: 2020-01-01", file.read_text()))
    editor = sign_in("editor")
    expect(editor.get_by_role("region", name="À relire à leur source")).to_contain_text("avant le 1er janvier 2020")
    expect(editor.get_by_role("link", name="Fiches 1 à valider ou à relire")).to_be_visible()
    looked_at(editor, "rappels")


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


def test_nothing_published_runs_at_a_citizen_s(browser: Browser, address: str, data: Path, faq: Path) -> None:
    """An entry whose every text is hostile, as the web chat shows it: its answer, its link, its buttons are text."""
    page = browser.new_context(viewport=DESKTOP, locale="fr-FR").new_page()
    page.goto(address.replace("/console/", "/chat/demo/"))
    page.get_by_label("Votre question").fill("la prime d'activité")
    with page.expect_response("**/messages"):
        page.keyboard.press("Enter")
    link = 'https://www.caf.fr/"onmouseover="document.title=1'
    answered = ANSWERED.format(text=reply(HOSTILE, [Link(HOSTILE, link)]), title=HOSTILE)
    subprocess.run(
        (sys.executable, "-c", answered), cwd=environment.ROOT, check=True, env=settings(data, CAF_FAQ_DIR=str(faq))
    )
    said = page.locator(".assistant").last
    expect(said).to_contain_text("<img src=x", timeout=15_000)
    expect(said.get_by_role("button")).to_have_text(HOSTILE)
    said.get_by_role("link").first.hover()
    assert page.title() not in ("pris", "1")
    assert page.locator("#log img, #log script, #log [onmouseover]").count() == 0
    page.context.close()
