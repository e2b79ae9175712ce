"""Where each page speaks beside the web chat: its Facebook page and its Telegram bot, from the pages' file.

The file holds no secret: it names the environment variable that does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.config import environment
from bot.config.environment import ConfigurationError
from bot.config.pages import content, pages

MESSENGER_SECRETS = ("CAF_MESSENGER_APP_SECRET", "CAF_MESSENGER_VERIFY_TOKEN")
TELEGRAM_SECRETS = ("CAF_TELEGRAM_WEBHOOK_SECRET",)

_TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""https://core.telegram.org/bots/api#setwebhook"""


@dataclass(frozen=True, slots=True, repr=False)
class MessengerAccount:
    """A Facebook page: its identifier at Facebook's, and its access token."""

    page_id: str
    token: str


@dataclass(frozen=True, slots=True, repr=False)
class TelegramAccount:
    """A Telegram bot's token."""

    token: str


@cache
def messenger_accounts() -> Mapping[str, MessengerAccount]:
    """Facebook pages by our pages' identifiers.

    Raises:
        ConfigurationError: a field or a token is missing or wrong, or two pages share a Facebook page.
    """
    accounts = {
        page: MessengerAccount(_field(page, "messenger", fields, "page_id"), _token(page, "messenger", fields))
        for page, fields in _sections("messenger")
    }
    if len({account.page_id for account in accounts.values()}) < len(accounts):
        raise _wrong("deux pages ont le même « page_id » sous « messenger: »")
    return accounts


@cache
def telegram_accounts() -> Mapping[str, TelegramAccount]:
    """Telegram bots by our pages' identifiers.

    Raises:
        ConfigurationError: a field or a token is missing or wrong.
    """
    return {page: TelegramAccount(_token(page, "telegram", fields)) for page, fields in _sections("telegram")}


def needed_secrets() -> Mapping[str, str]:
    """The secrets that the installation's channels need, by name.

    Raises:
        ConfigurationError: one is missing, short or of a wrong form.
    """
    found: dict[str, str] = {}
    if messenger_accounts():
        app_secret, verify_token = MESSENGER_SECRETS
        found[app_secret] = environment.issued_secret(app_secret, environment.meaning(app_secret))
        found[verify_token] = environment.secret(verify_token)
    if telegram_accounts():
        (webhook_secret,) = TELEGRAM_SECRETS
        found[webhook_secret] = environment.secret(webhook_secret)
        if not _TELEGRAM_SECRET.fullmatch(found[webhook_secret]):
            raise ConfigurationError(f"{webhook_secret} : {environment.meaning(webhook_secret)}, 256 au plus.")
    return found


def _sections(name: str) -> list[tuple[str, Any]]:
    return [(page, fields[name]) for page, fields in _pages_content().items() if name in fields]


def _pages_content() -> Mapping[str, Mapping[str, Any]]:
    pages()  # checks the file's shape
    return {str(page): fields for page, fields in content()["pages"].items()}


def _token(page: str, section: str, fields: Any) -> str:
    variable = _field(page, section, fields, "token_variable")
    return environment.issued_secret(variable, f"jeton {section} de la page « {page} »")


def _field(page: str, section: str, fields: Any, name: str) -> str:
    value = fields.get(name) if isinstance(fields, Mapping) else None
    if not isinstance(value, str) or not value.strip():
        raise _wrong(f"page « {page} » : sous « {section}: », il faut « {name} », entre guillemets")
    return value.strip()


def _wrong(reason: str) -> ConfigurationError:
    return ConfigurationError(f"{environment.path('CAF_PAGES_FILE')} : {reason}")
