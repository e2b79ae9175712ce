"""``python -m tests.docs.screenshots``: takes the pictures of the community managers' guide again.

They show the demonstration, at 10 in the morning of a working day; its passwords are nowhere in them.
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize

from tests.browser import chromium
from tests.console.serving import demonstration

FOLDER = Path(__file__).parents[2] / "docs" / "images"
WINDOW = ViewportSize(width=900, height=860)
COLOURS = 64
"""Enough for pages of text; the files stay small."""
ASKED = "Bonjour, pour vous répondre, quel est votre numéro d’allocataire ?"


def main() -> None:
    """Walks through the guide's day, and takes a picture at each of its steps."""
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder)) as (address, passwords),
        chromium() as browser,
    ):
        page = browser.new_context(viewport=WINDOW, locale="fr-FR").new_page()
        page.goto(address)
        page.get_by_label("Identifiant").fill("lea")
        page.get_by_label("Mot de passe").fill(passwords["lea"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/escalades/")
        take(page, "matin")
        waiting = page.locator(".case").filter(has_text="Demande à parler à quelqu’un").filter(has_text="Nouvelle")
        waiting.get_by_role("link").first.click()
        take(page, "conversation")
        page.get_by_role("button", name="Prendre la conversation").click()
        page.get_by_label("Votre réponse, sans information personnelle").fill(ASKED)
        page.get_by_role("button", name="Envoyer").click()
        page.get_by_role("heading", name="Répondre").scroll_into_view_if_needed()
        take(page, "refus")
        page.goto(f"{address}statistiques/")
        page.get_by_role("heading", name="Objectifs").evaluate("heading => heading.scrollIntoView()")
        page.wait_for_load_state("networkidle")
        take(page, "statistiques")


def take(page: Page, name: str) -> None:
    """Writes what the window shows."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS).save(
        FOLDER / f"console-{name}.png", optimize=True
    )


if __name__ == "__main__":
    main()
