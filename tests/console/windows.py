"""Windows on the demonstration's console: every page, opened by somebody who may."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, Page

from bot.console.demonstration import script
from bot.console.roles import Role
from tests.browser import DESKTOP
from tests.console.test_security import MAP, TABLE

NO_PAGES = {
    *("statistics_plot", "statistics_file", "entry_export", "reply", "note", "second_factor"),
    "entry_near",
}
"""Views that give a picture, a file or a part of a page, lead back to a conversation, or ask for a telephone."""

SAMPLES = {"<int:number>": "1", "<slug:entry_id>": "logement-etudiant"}
"""The first account or trial, an entry with a draft."""

PAGES = [name for name, entry in TABLE.items() if "GET" in entry["how"] and name not in NO_PAGES]
PEOPLE: dict[str, str] = {person["role"]: person["username"] for person in reversed(script.read()["people"])}


class Windows:
    """One window a person, who signs in once, by the form."""

    def __init__(self, browser: Browser, address: str, passwords: Mapping[str, str]) -> None:
        self._browser, self._address, self._passwords = browser, address, passwords
        self._open: dict[str, Page] = {}

    def open(self, name: str, scheme: Any) -> Page:
        """Opens a view, in light or dark, at a desktop's size."""
        who = TABLE[name]["who"]
        roles = who if isinstance(who, list) else [Role.REFERENT.value]
        page = self._of("" if who == "everybody" else PEOPLE[roles[0]])
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(DESKTOP)
        if name == "conversation":
            page.goto(f"{self._address}escalades/")
            page.locator(".case a").first.click()
        else:
            path = str(MAP[name].pattern)
            for part, sample in SAMPLES.items():
                path = path.replace(part, sample)
            page.goto(self._address + path)
        return page

    def _of(self, username: str) -> Page:
        if username not in self._open:
            page = self._open[username] = self._browser.new_context(viewport=DESKTOP, locale="fr-FR").new_page()
            page.goto(f"{self._address}connexion/")
            if username:
                page.get_by_label("Identifiant").fill(username)
                page.get_by_label("Mot de passe").fill(self._passwords[username])
                page.keyboard.press("Enter")
                page.wait_for_url(lambda url: "connexion/" not in url)
        return self._open[username]
