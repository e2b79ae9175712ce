"""Facebook pages and Telegram bots of the pages' file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.config import accounts, environment
from bot.config.environment import ConfigurationError
from tests.platforms.installation import read_again

TOKEN = "0123456789abcdefghijklmnopqrstuvwxyz"
FACEBOOK = {"page_id": "100000000000001", "token_variable": "TEST_TOKEN"}
Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Writes a pages' file with one page for each set of additions."""
    template = yaml.safe_load((environment.ROOT / "bot/config/pages.yml").read_text("utf-8"))["pages"]["demo"]

    def written(*additions: dict[str, Any]) -> None:
        content = {f"page-{number}": template | more for number, more in enumerate(additions)}
        (tmp_path / "pages.yml").write_text(yaml.safe_dump({"pages": content}), encoding="utf-8")
        monkeypatch.setenv("CAF_PAGES_FILE", str(tmp_path / "pages.yml"))
        read_again()

    monkeypatch.setenv("TEST_TOKEN", TOKEN)
    yield written
    monkeypatch.undo()
    read_again()


def test_a_page_without_accounts_needs_nothing(write: Write) -> None:
    """The web chat alone has neither tokens nor secrets."""
    write({})
    assert (accounts.messenger_accounts(), accounts.telegram_accounts(), accounts.needed_secrets()) == ({}, {}, {})


def test_accounts_are_read_with_their_tokens(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several pages in one installation; the tokens come from the environment."""
    monkeypatch.setenv("OTHER_TOKEN", TOKEN[::-1])
    write(
        {"messenger": FACEBOOK},
        {"messenger": {"page_id": "2", "token_variable": "OTHER_TOKEN"}, "telegram": {"token_variable": "TEST_TOKEN"}},
    )
    assert {page: (a.page_id, a.token) for page, a in accounts.messenger_accounts().items()} == {
        "page-0": ("100000000000001", TOKEN),
        "page-1": ("2", TOKEN[::-1]),
    }
    assert accounts.telegram_accounts()["page-1"].token == TOKEN


def test_accounts_do_not_show_their_tokens(write: Write) -> None:
    """In a log or an exception either."""
    write({"messenger": FACEBOOK, "telegram": {"token_variable": "TEST_TOKEN"}})
    assert TOKEN not in f"{accounts.messenger_accounts()}{accounts.telegram_accounts()}"


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"messenger": {"token_variable": "TEST_TOKEN"}}, "page_id"),
        ({"messenger": FACEBOOK | {"page_id": 1}}, "entre guillemets"),
        ({"messenger": None}, "page_id"),
        ({"telegram": {}}, "token_variable"),
        ({"telegram": "x"}, "token_variable"),
        ({"telegram": {"token_variable": "NOWHERE_TOKEN"}}, "NOWHERE_TOKEN manque"),
    ],
)
def test_a_wrong_account_refuses_to_start(write: Write, section: dict[str, Any], words: str) -> None:
    """The message names the page or the variable."""
    write(section)
    with pytest.raises(ConfigurationError, match=words):
        accounts.needed_secrets()


def test_two_pages_are_not_one_page_of_facebook(write: Write) -> None:
    """Messages could not be told apart."""
    write({"messenger": FACEBOOK}, {"messenger": FACEBOOK})
    with pytest.raises(ConfigurationError, match="deux pages ont le même"):
        accounts.messenger_accounts()


@pytest.mark.parametrize("value", ["", "bref", "x" * 40, "ab" * 20])
def test_a_token_that_is_none_refuses_to_start(write: Write, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Missing, short, or an example; the message does not show it."""
    monkeypatch.setenv("TEST_TOKEN", value)
    write({"telegram": {"token_variable": "TEST_TOKEN"}})
    with pytest.raises(ConfigurationError, match="TEST_TOKEN") as refused:
        accounts.telegram_accounts()
    assert not value or value not in str(refused.value)


def test_metas_secret_cannot_be_drawn(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """In development either: Meta signs with the one that it gave."""
    monkeypatch.delenv("CAF_MESSENGER_APP_SECRET", raising=False)
    write({"messenger": FACEBOOK})
    with pytest.raises(ConfigurationError, match="CAF_MESSENGER_APP_SECRET manque"):
        accounts.needed_secrets()
    monkeypatch.setenv("CAF_MESSENGER_APP_SECRET", TOKEN)
    assert set(accounts.needed_secrets()) == {"CAF_MESSENGER_APP_SECRET", "CAF_MESSENGER_VERIFY_TOKEN"}


def test_telegrams_secret_has_telegrams_letters(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram refuses any other."""
    write({"telegram": {"token_variable": "TEST_TOKEN"}})
    monkeypatch.setenv("CAF_TELEGRAM_WEBHOOK_SECRET", TOKEN + "é!")
    with pytest.raises(ConfigurationError, match="CAF_TELEGRAM_WEBHOOK_SECRET"):
        accounts.needed_secrets()
