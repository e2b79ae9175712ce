"""In a real browser: the kill switch, the try box, what was asked in vain."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.config import environment
from tests.browser import DESKTOP, NARROW, faults, shoot
from tests.console.serving import console
from tests.console.test_browser import SignIn
from tests.console.test_browser import browser as browser  # noqa: PLC0414 (a fixture of this file, too)
from tests.console.test_browser import sign_in as sign_in  # noqa: PLC0414

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of this file's console."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """A running console."""
    with console(data) as running:
        yield running


def looks_right(page: Page) -> None:
    """Nothing for axe-core, light and dark, on a desktop and at 320 pixels; no sideways scrolling."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for size in (NARROW, DESKTOP):
            page.set_viewport_size(size)
            assert faults(page) == []
            assert page.locator("html").evaluate("root => root.scrollWidth") <= size["width"]


def test_the_referent_stops_and_everybody_sees_it(sign_in: SignIn, address: str) -> None:
    referent, manager = sign_in("referent"), sign_in("community_manager")
    referent.goto(f"{address}arrets/")
    looks_right(referent)
    referent.get_by_label("Que faut-il arrêter").select_option("theme:logement")
    referent.get_by_label("Pourquoi").fill("Le barème a changé ce matin : réponses à relire.")
    referent.get_by_role("button", name="Arrêter tout de suite").click()
    expect(referent.get_by_role("status")).to_contain_text("C’est arrêté")
    banner = manager.get_by_role("complementary", name="Arrêts en cours")
    expect(banner).to_have_count(0)
    manager.goto(f"{address}statistiques/")
    expect(banner).to_contain_text("le thème logement")
    expect(banner).to_contain_text("Le barème a changé")
    expect(manager.get_by_role("link", name="Arrêts")).to_have_count(0)
    assert manager.goto(f"{address}arrets/").status == 403  # type: ignore[union-attr]
    shoot(referent, "redaction-arrets")
    looks_right(referent)
    referent.get_by_role("button", name="Reprendre").click()
    expect(referent.get_by_role("status")).to_contain_text("C’est repris")
    expect(referent.get_by_role("complementary", name="Arrêts en cours")).to_have_count(0)


def test_a_change_is_tried_before_it_is_published(sign_in: SignIn, address: str, data: Path, tmp_path: Path) -> None:
    """The page waits, the worker works, the page tells the result by itself."""
    page = sign_in("editor")
    page.goto(f"{address}essais/")
    looks_right(page)
    entry = (environment.ROOT / "data" / "faq" / "action-sociale" / "aide-bafa.yml").read_text(encoding="utf-8")
    page.get_by_label("Question à essayer").fill("comment financer le bafa ?")
    page.get_by_label("Texte de la fiche modifiée").fill(entry.replace("status: published", "status: disabled"))
    page.get_by_label("Poser aussi les questions de mesure").check()
    page.get_by_role("button", name="Essayer").click()
    expect(page.get_by_text("L’essai attend son tour")).to_be_visible()
    looks_right(page)
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        '{"text": "je veux passer le bafa, vous aidez ?", "faq_id": "aide-bafa"}\n'
        '{"text": "mot de passe oublié", "faq_id": "compte-mot-de-passe"}\n',
        encoding="utf-8",
    )
    work = "import django; django.setup()\nfrom bot.trials.running import run_waiting; run_waiting()"
    subprocess.run(
        (sys.executable, "-c", work), cwd=environment.ROOT, check=True,
        env=os.environ
        | {
            "CAF_DATA_DIR": str(data),
            "CAF_FAQ_QUESTIONS": str(questions),
            "DJANGO_SETTINGS_MODULE": "bot.config.settings",
        },
    )  # fmt: skip
    expect(page.get_by_role("heading", name="Maintenant")).to_be_visible()
    expect(page.get_by_role("heading", name="Avec la fiche modifiée")).to_be_visible()
    expect(page.get_by_text("La première fiche serait donnée.").first).to_be_visible()
    expect(page.get_by_text("Cette modification casse une question.")).to_be_visible()
    expect(page.get_by_role("rowheader", name="je veux passer le bafa")).to_be_visible()
    looks_right(page)
    shoot(page, "redaction-essai")


def test_what_was_asked_in_vain_is_decided_by_a_person(sign_in: SignIn, address: str) -> None:
    page = sign_in("approver")
    page.goto(f"{address}apprentissage/")
    case = page.locator(".case").filter(has_text="vélo")
    expect(case).to_contain_text("Cette semaine")
    case.get_by_label("Confier à").select_option("editor")
    case.get_by_role("button", name="Confier").click()
    expect(page.get_by_role("status")).to_contain_text("Le groupe est confié")
    for summary in ("Ajouter une formulation", "Écrire une nouvelle fiche"):
        case.get_by_text(summary).click()
    looks_right(page)
    case.get_by_text("Écrire une nouvelle fiche").click()
    shoot(page, "redaction-sans-reponse")
    case.get_by_label("Formulation, bien orthographiée").fill("La Caf aide-t-elle à acheter un vélo ?")
    case.get_by_label("Fiche", exact=True).fill("aide-bafa")
    case.get_by_role("button", name="Ajouter au brouillon de la fiche").click()
    expect(page.get_by_role("status")).to_contain_text("La formulation est dans le brouillon")
    expect(case).to_have_count(0)
