"""What the action server reads once at start: the FAQ's folder and the page that ``rasa shell`` speaks for."""

import os
from functools import cache
from pathlib import Path

import yaml

from bot.charter.envelope import Envelope
from bot.charter.page import parse_pages
from bot.faq.live import LiveEntries

ROOT = Path(__file__).resolve().parent.parent


@cache
def faq() -> LiveEntries:
    """The entries that are served now."""
    return LiveEntries(Path(os.environ.get("CAF_FAQ_DIR") or ROOT / "data" / "faq"))


@cache
def default_envelope() -> Envelope:
    """Circumstances of a message that came with none: the first page of the installation, open.

    Raises:
        PageError: the pages' file is wrong.
    """
    file = Path(os.environ.get("CAF_PAGES_FILE") or ROOT / "bot" / "config" / "pages.yml")
    page = next(iter(parse_pages(yaml.safe_load(file.read_text(encoding="utf-8"))).values()))
    return Envelope(page_name=page.name, contact_url=page.contact_url, appointment_url=page.appointment_url)
