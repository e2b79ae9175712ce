"""What every test in a real browser needs: Debian's Chromium, sizes of windows, axe-core."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PHONE = ViewportSize(width=390, height=844)
NARROW = ViewportSize(width=320, height=568)
DESKTOP = ViewportSize(width=1280, height=800)
SHOTS = os.environ.get("CAF_SHOTS")
"""A folder for pictures of the pages, to be looked at."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, running."""
    with sync_playwright() as playwright:
        # Its own parts, such as fields of dates, speak the language of its environment.
        french: dict[str, str | float | bool] = {
            **os.environ,
            "LANGUAGE": "fr",
        }
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=french)
        yield browser
        browser.close()


def faults(page: Page) -> list[str]:
    """What axe-core finds."""
    return [violation["id"] for violation in Axe().run(page).response["violations"]]


def shoot(page: Page, name: str) -> None:
    """A picture, where somebody wants one."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
