"""Every page of the console on the demonstration, in a browser: RGAA by axe-core, light and dark, narrow and zoomed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from bot.console.demonstration import script
from bot.console.roles import Role
from tests.browser import DESKTOP, NARROW, chromium, faults, shoot
from tests.console.serving import demonstration
from tests.console.test_security import MAP, TABLE

pytestmark = pytest.mark.system

ZOOMED = ViewportSize(width=320, height=256)
"""What 400 % leaves of a screen of 1280 by 1024 (WCAG 1.4.10)."""

NO_PAGES = {
    *("statistics_plot", "statistics_file", "entry_export", "reply", "note", "second_factor"),
    *("entry_review", "entry_near", "trial"),
}
"""Views that give a picture or a file, lead back to a conversation, ask for a telephone, or need a draft or a trial.

Those last three are read in ``entries/test_browser.py`` and ``test_browser_faq.py``.
"""

SAMPLES = {"<int:number>": "1", "<slug:entry_id>": "logement-etudiant"}
"""The first account, an entry."""

PAGES = [name for name, entry in TABLE.items() if "GET" in entry["how"] and name not in NO_PAGES]
PEOPLE: dict[str, str] = {person["role"]: person["username"] for person in reversed(script.read()["people"])}

Open = Callable[[str, str], Page]


@pytest.fixture(scope="module")
def open_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Opens a view as whoever may; everybody signs in once, by the form."""
    with demonstration(tmp_path_factory.mktemp("demo")) as (address, passwords), chromium() as browser:
        windows: dict[str, Page] = {}

        def window(username: str) -> Page:
            if username not in windows:
                page = windows[username] = browser.new_context(viewport=DESKTOP, locale="fr-FR").new_page()
                page.goto(f"{address}connexion/")
                if username:
                    page.get_by_label("Identifiant").fill(username)
                    page.get_by_label("Mot de passe").fill(passwords[username])
                    page.keyboard.press("Enter")
                    page.wait_for_url(lambda url: "connexion/" not in url)
            return windows[username]

        def open_(name: str, scheme: Any) -> Page:
            who = TABLE[name]["who"]
            roles = who if isinstance(who, list) else [Role.REFERENT.value]
            page = window("" if who == "everybody" else PEOPLE[roles[0]])
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(DESKTOP)
            if name == "conversation":
                page.goto(f"{address}escalades/")
                page.locator(".case a").first.click()
            else:
                path = str(MAP[name].pattern)
                for part, sample in SAMPLES.items():
                    path = path.replace(part, sample)
                page.goto(address + path)
            return page

        yield open_


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_by_everybody(open_page: Open, name: str, scheme: str) -> None:
    """No fault for axe-core; at 320 pixels and at 400 % nothing has to be scrolled sideways."""
    page = open_page(name, scheme)
    for size in (DESKTOP, NARROW, ZOOMED):
        page.set_viewport_size(size)
        assert faults(page) == [], size
        assert page.locator("html").evaluate("root => root.scrollWidth") <= size["width"], size
        shoot(page, f"{name}-{scheme}-{size['width']}x{size['height']}")
