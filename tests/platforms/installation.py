"""An installation of two pages, played: one has a Facebook page and a Telegram bot, the other a Facebook page."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from bot.config import accounts, environment, pages
from tests.platforms import graph, telegram

OTHER = "autre"
"""The second page: another Caf, with a name, an address and a token of its own."""
OTHER_NAME = "Caf de l’autre rive"
OTHER_CONTACT = "https://autre.caf.example/contact"
VERIFY_TOKEN = "fedcba9876543210fedcba9876543210"


def settings(folder: Path, meta_url: str, telegram_url: str) -> Mapping[str, str]:
    """The environment of that installation; its pages' file is written to ``folder``."""
    content = yaml.safe_load((environment.ROOT / "bot/config/pages.yml").read_text(encoding="utf-8"))
    content["pages"]["demo"] |= {
        "messenger": {"page_id": graph.PAGE_ID, "token_variable": "TEST_MESSENGER_TOKEN"},
        "telegram": {"token_variable": "TEST_TELEGRAM_TOKEN"},
    }
    content["pages"][OTHER] = content["pages"]["demo"] | {
        "name": OTHER_NAME,
        "contact_url": OTHER_CONTACT,
        "messenger": {"page_id": graph.OTHER_PAGE_ID, "token_variable": "TEST_OTHER_MESSENGER_TOKEN"},
    }
    del content["pages"][OTHER]["telegram"]
    file = folder / "pages.yml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return {
        "CAF_PAGES_FILE": str(file),
        "TEST_MESSENGER_TOKEN": graph.TOKEN,
        "TEST_OTHER_MESSENGER_TOKEN": graph.OTHER_TOKEN,
        "TEST_TELEGRAM_TOKEN": telegram.TOKEN,
        "CAF_MESSENGER_APP_SECRET": graph.APP_SECRET,
        "CAF_MESSENGER_VERIFY_TOKEN": VERIFY_TOKEN,
        "CAF_TELEGRAM_WEBHOOK_SECRET": telegram.SECRET,
        "CAF_MESSENGER_API_URL": f"{meta_url}/v25.0",
        "CAF_TELEGRAM_API_URL": telegram_url,
    }


def read_again() -> None:
    """Forgets what was read of the installation before: its pages, their accounts and senders."""
    from bot.conversations import senders  # noqa: PLC0415 (the benchmarks set Django up after they import this)

    for read_once in (
        pages.content,
        pages.pages,
        accounts.messenger_accounts,
        accounts.telegram_accounts,
        senders.sender_of,
    ):
        read_once.cache_clear()
