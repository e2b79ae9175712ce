"""``python -m tests.docs.screenshots``: takes the pictures of the guides and of the README again.

Those of the console show the demonstration, those of the web chat a question and a refused message, at 10 in the
morning of a working day. Passwords are nowhere in them; the number that is refused is invented.
"""

import io
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import DESKTOP, PHONE, chromium
from tests.console.serving import demonstration
from tests.journeys.conftest import started
from tests.platforms.graph import Graph
from tests.platforms.telegram import Telegram

FOLDER = Path(__file__).parents[2] / "docs" / "images"
WINDOW = ViewportSize(width=900, height=860)
COLOURS = 64
"""Enough for pages of text; the files stay small."""
ASKED = "Bonjour, pour vous répondre, quel est votre numéro d’allocataire ?"
CHATS: Mapping[str, Mapping[str, Any]] = {
    "ordinateur": {"viewport": DESKTOP},
    "telephone": {"viewport": PHONE},
    "sombre": {"viewport": PHONE, "color_scheme": "dark"},
    "zoom-400": {"viewport": ViewportSize(width=320, height=256), "device_scale_factor": 2},
}
"""Browsers that look at the chat; 1,280 pixels at 400 % are 320."""
TYPED = ("comment demander l'apl quand on est étudiant ?", "mon numéro allocataire est le 7654321")


def main() -> None:
    """Takes them all; Rasa's model must have been made (``python -m bot prepare``)."""
    with chromium() as browser:
        photograph_chat(browser)
        photograph_console(browser)


def photograph_chat(browser: Browser) -> None:
    """Asks and is refused, once for each of the windows; on a telephone as long as the talk, too."""
    with (
        tempfile.TemporaryDirectory() as data,
        tempfile.TemporaryDirectory() as settings,
        Graph() as graph,
        Telegram() as telegram,
        started(Path(data), Path(settings), graph, telegram) as assistant,
    ):
        for name, window in CHATS.items():
            page = browser.new_context(locale="fr-FR", reduced_motion="reduce", **window).new_page()
            page.goto(assistant.url)
            for count, text in enumerate(TYPED, start=1):
                page.get_by_label("Votre question").fill(text)
                page.keyboard.press("Enter")
                expect(page.locator(".assistant")).to_have_count(count, timeout=15_000)
            take(page, f"chat-{name}")
            if name == "telephone":
                height = page.locator("html").evaluate("root => root.scrollHeight")
                page.set_viewport_size(ViewportSize(width=PHONE["width"], height=height))
                take(page, "chat")


def photograph_console(browser: Browser) -> None:
    """Walks through the guide's day, and takes a picture at each of its steps."""
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder)) as (address, passwords),
    ):
        page = browser.new_context(viewport=WINDOW, locale="fr-FR").new_page()
        page.goto(address)
        page.get_by_label("Identifiant").fill("lea")
        page.get_by_label("Mot de passe").fill(passwords["lea"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/escalades/")
        take(page, "console-matin")
        waiting = page.locator(".case").filter(has_text="Demande à parler à quelqu’un").filter(has_text="Nouvelle")
        waiting.get_by_role("link").first.click()
        take(page, "console-conversation")
        page.get_by_role("button", name="Prendre la conversation").click()
        page.get_by_label("Votre réponse, sans information personnelle").fill(ASKED)
        page.get_by_role("button", name="Envoyer").click()
        page.get_by_role("heading", name="Répondre").scroll_into_view_if_needed()
        take(page, "console-refus")
        page.goto(f"{address}statistiques/")
        page.get_by_role("heading", name="Objectifs").evaluate("heading => heading.scrollIntoView()")
        page.wait_for_load_state("networkidle")
        take(page, "console-statistiques")


def take(page: Page, name: str) -> None:
    """Writes what the window shows."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
