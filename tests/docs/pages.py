"""``python -m tests.docs.pages FOLDER``: a picture of every page of the console, on a desktop and on a telephone.

They show the demonstration, at 10 in the morning of a working day, in light colours; to be looked at, or put in a note.
"""

import argparse
import os
import tempfile
from pathlib import Path

import django
from playwright.sync_api import Page

from tests.browser import DESKTOP, PHONE, chromium
from tests.console.serving import demonstration, work

SIZES = {"1280": DESKTOP, "390": PHONE}


def main() -> None:
    """Opens each page; the conversation once more while one is in charge of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.docs.pages", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go; made where it is missing")
    parser.add_argument("pages", nargs="*", help="names of views, as in tests/console/views.yml; all without any")
    options = parser.parse_args()
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bot.config.settings")
    django.setup()
    from tests.console.windows import PAGES, Windows  # noqa: PLC0415 (the map of addresses needs Django)

    with (
        tempfile.TemporaryDirectory() as data,
        demonstration(Path(data)) as (address, passwords),
        chromium() as browser,
    ):
        work(Path(data))
        windows = Windows(browser, address, passwords)
        for name in options.pages or PAGES:
            page = windows.open(name, "light")
            take(page, folder, name)
            if name == "conversation":
                page.get_by_role("button", name="Prendre la conversation").click()
                take(page, folder, "conversation-taken")


def take(page: Page, folder: Path, name: str) -> None:
    """The whole page, at each size."""
    for width, size in SIZES.items():
        page.set_viewport_size(size)
        page.evaluate("for (const image of document.images) image.loading = 'eager'")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)


if __name__ == "__main__":
    main()
