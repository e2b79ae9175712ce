"""The settings of the installation."""

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.environment import (
    ROOT,
    SECRET_LENGTH,
    SETTINGS,
    ConfigurationError,
    Setting,
    addresses,
    flag,
    is_development,
    is_service,
    log_format,
    optional_secret,
    origins,
    path,
    secret,
    value,
    whole,
)

SECRETS = [setting.name for setting in SETTINGS if setting.default is None]
PLAIN = [setting for setting in SETTINGS if setting.default is not None]
GIVEN = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment without settings but a data folder of its own."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setenv("CAF_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def test_each_setting_is_described_once() -> None:
    """Names are distinct, begin alike and have a meaning; secrets have no default."""
    names = [setting.name for setting in SETTINGS]
    assert len(names) == len(set(names))
    for setting in SETTINGS:
        assert re.fullmatch(r"CAF_[A-Z_]+", setting.name)
        assert setting.meaning
    assert set(SECRETS) == {
        "CAF_SECRET_KEY",
        "CAF_SENDER_KEY",
        "CAF_RASA_TOKEN",
        "CAF_MESSENGER_APP_SECRET",
        "CAF_MESSENGER_VERIFY_TOKEN",
        "CAF_TELEGRAM_WEBHOOK_SECRET",
        "CAF_DATABASE_PASSWORD",
        "CAF_REDIS_PASSWORD",
        "CAF_METRICS_TOKEN",
    }


@pytest.mark.parametrize("setting", PLAIN, ids=lambda setting: setting.name)
def test_a_setting_is_what_is_given_or_else_its_default(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value of the environment goes first; a missing or empty one leaves the default."""
    name, default = setting.name, setting.default
    assert value(name, {}) == default
    assert value(name, {name: ""}) == default
    assert value(name, {name: "autre"}) == "autre"
    monkeypatch.setenv(name, "encore")
    assert value(name) == "encore"
    assert value(name, {}) == default


@pytest.mark.parametrize(
    ("given", "expected"),
    [("", []), (" , ", []), ("https://www.caf.fr/", ["https://www.caf.fr"]),
     ("https://a.example, https://b.example:8443", ["https://a.example", "https://b.example:8443"])],
)  # fmt: skip
def test_sites_are_listed(monkeypatch: pytest.MonkeyPatch, given: str, expected: list[str]) -> None:
    """Separated by commas; a final slash is no part of an origin."""
    monkeypatch.setenv("CAF_EMBED_ORIGINS", given)
    assert origins("CAF_EMBED_ORIGINS") == expected


@pytest.mark.parametrize(
    "given", ["*", "https://*", "http://www.caf.fr", "www.caf.fr", "https://a.example/page", "https://a; script-src *"]
)
def test_what_is_no_site_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    """No wildcard, no address of a page, nothing that would add to the policy."""
    monkeypatch.setenv("CAF_EMBED_ORIGINS", given)
    with pytest.raises(ConfigurationError, match="CAF_EMBED_ORIGINS"):
        origins("CAF_EMBED_ORIGINS")


def test_this_machine_is_a_site_in_development_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a trial at a desk."""
    monkeypatch.setenv("CAF_EMBED_ORIGINS", "http://127.0.0.1:9000")
    assert origins("CAF_EMBED_ORIGINS") == ["http://127.0.0.1:9000"]
    monkeypatch.setenv("CAF_MODE", "production")
    with pytest.raises(ConfigurationError, match="CAF_EMBED_ORIGINS"):
        origins("CAF_EMBED_ORIGINS")


def test_an_unknown_setting_is_a_mistake_of_ours() -> None:
    """No setting can be read that the list does not describe."""
    with pytest.raises(KeyError):
        value("CAF_UNKNOWN")


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_not_read_like_a_plain_setting(name: str) -> None:
    """Secrets go through ``secret``, which checks them."""
    with pytest.raises(AssertionError):
        value(name)


def test_a_relative_path_starts_at_the_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Wherever the command is run; an absolute path is kept."""
    monkeypatch.chdir(tmp_path)
    assert path("CAF_FAQ_DIR") == ROOT / "data" / "faq"
    monkeypatch.setenv("CAF_FAQ_DIR", str(tmp_path))
    assert path("CAF_FAQ_DIR") == tmp_path
    assert (ROOT / "pyproject.toml").is_file()


@pytest.mark.parametrize(("mode", "expected"), [("development", True), ("production", False), ("", True)])
def test_the_mode(monkeypatch: pytest.MonkeyPatch, mode: str, expected: bool) -> None:
    """Development is the default."""
    monkeypatch.setenv("CAF_MODE", mode)
    assert is_development() is expected


@given(st.text(alphabet="abdeilmnoprstuv PD", min_size=1, max_size=12))
def test_another_mode_is_refused(mode: str) -> None:
    """A misspelt mode is not taken for development: the message shows it and both that exist."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAF_MODE", mode)
        if mode in ("development", "production"):
            return
        with pytest.raises(ConfigurationError) as refused:
            is_development()
    assert f"« {mode} »" in str(refused.value)
    assert "« production »" in str(refused.value)


@pytest.mark.parametrize("mode", ["development", "production"])
@pytest.mark.parametrize("name", SECRETS)
def test_a_given_secret_is_used(monkeypatch: pytest.MonkeyPatch, data_folder: Path, mode: str, name: str) -> None:
    """A secret of the environment is what counts, and nothing is written."""
    monkeypatch.setenv("CAF_MODE", mode)
    monkeypatch.setenv(name, GIVEN)
    assert secret(name) == GIVEN
    assert not data_folder.exists()


@pytest.mark.parametrize("mode", ["development", "production"])
def test_a_short_secret_is_refused_everywhere(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    """The message names the setting and the length, and never shows the secret."""
    monkeypatch.setenv("CAF_MODE", mode)
    short = GIVEN[: SECRET_LENGTH - 1]
    monkeypatch.setenv("CAF_SECRET_KEY", short)
    with pytest.raises(ConfigurationError, match=r"CAF_SECRET_KEY.*32") as refused:
        secret("CAF_SECRET_KEY")
    assert short not in str(refused.value)


def test_a_secret_out_of_an_example_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """« xxxx… » is long and no secret."""
    monkeypatch.setenv("CAF_SECRET_KEY", "change" * 10)
    with pytest.raises(ConfigurationError, match=r"CAF_SECRET_KEY est trop simple.*token_hex"):
        secret("CAF_SECRET_KEY")


@pytest.mark.parametrize("name", SECRETS)
def test_production_wants_every_secret(monkeypatch: pytest.MonkeyPatch, data_folder: Path, name: str) -> None:
    """A missing secret refuses to start, even where development left one, and says how to draw one."""
    secret(name)
    assert data_folder.exists()
    monkeypatch.setenv("CAF_MODE", "production")
    with pytest.raises(ConfigurationError, match=rf"{name} manque.*token_hex"):
        secret(name)
    monkeypatch.setenv(name, "")
    with pytest.raises(ConfigurationError, match=name):
        secret(name)


def test_development_draws_secrets_once(data_folder: Path) -> None:
    """Each secret is drawn long and its own, is the same the next time, and is readable by its owner alone."""
    drawn = {name: secret(name) for name in SECRETS}
    assert len(set(drawn.values())) == len(SECRETS)
    assert all(len(value) >= SECRET_LENGTH for value in drawn.values())
    assert {name: secret(name) for name in SECRETS} == drawn
    (file,) = data_folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_installations_have_other_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is drawn is random, not made from the name."""
    first = secret("CAF_SENDER_KEY")
    monkeypatch.setenv("CAF_DATA_DIR", str(tmp_path / "other"))
    assert secret("CAF_SENDER_KEY") != first


def test_a_misspelt_mode_draws_no_secret(monkeypatch: pytest.MonkeyPatch, data_folder: Path) -> None:
    """« prod » must not run on secrets that were meant for development."""
    monkeypatch.setenv("CAF_MODE", "prod")
    with pytest.raises(ConfigurationError, match="prod"):
        secret("CAF_SECRET_KEY")
    assert not data_folder.exists()


@pytest.mark.parametrize(("text", "meant"), [("oui", True), ("OUI ", True), ("non", False)])
def test_a_setting_of_yes_or_no(monkeypatch: pytest.MonkeyPatch, text: str, meant: bool) -> None:
    monkeypatch.setenv("CAF_FAQ_GIT", text)
    assert flag("CAF_FAQ_GIT") is meant


def test_a_setting_that_is_neither_yes_nor_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAF_FAQ_GIT", "peut-être")
    with pytest.raises(ConfigurationError, match=r"CAF_FAQ_GIT vaut « peut-être »"):
        flag("CAF_FAQ_GIT")


@pytest.mark.parametrize(("profile", "expected"), [("desk", False), ("service", True), ("", False)])
def test_the_profile(monkeypatch: pytest.MonkeyPatch, profile: str, expected: bool) -> None:
    """A desk is the default."""
    monkeypatch.setenv("CAF_PROFILE", profile)
    assert is_service() is expected


@pytest.mark.parametrize(("name", "read"), [("CAF_PROFILE", is_service), ("CAF_LOG_FORMAT", log_format)])
def test_a_misspelt_choice_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, read: Callable[[], object]) -> None:
    """The message shows it."""
    monkeypatch.setenv(name, "srevice")
    with pytest.raises(ConfigurationError, match=f"{name}.*srevice"):
        read()


@pytest.mark.parametrize("given", ["0", "-1", "5,5", "cinq", "٥"])
def test_what_is_no_whole_number_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    """With an example of one."""
    monkeypatch.setenv("CAF_DATABASE_PORT", given)
    with pytest.raises(ConfigurationError, match=r"CAF_DATABASE_PORT.*5432"):
        whole("CAF_DATABASE_PORT")


def test_servers_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one on this machine where none is given; what is no address is refused."""
    here = "http://127.0.0.1:5005"
    assert addresses("CAF_RASA_URLS", here) == (here,)
    monkeypatch.setenv("CAF_RASA_URLS", "http://rasa1:5005/, http://10.0.0.3:5005")
    assert addresses("CAF_RASA_URLS", here) == ("http://rasa1:5005", "http://10.0.0.3:5005")
    monkeypatch.setenv("CAF_RASA_URLS", "rasa1:5005")
    with pytest.raises(ConfigurationError, match="CAF_RASA_URLS"):
        addresses("CAF_RASA_URLS", here)


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As systemd and containers hand it over; a file that is not there is named, and a short secret refused."""
    file = tmp_path / "secret"
    file.write_text(f"{GIVEN}\n", encoding="ascii")
    monkeypatch.setenv("CAF_MODE", "production")
    monkeypatch.setenv("CAF_SECRET_KEY_FILE", str(file))
    assert secret("CAF_SECRET_KEY") == GIVEN
    file.write_text("court", encoding="ascii")
    with pytest.raises(ConfigurationError, match="CAF_SECRET_KEY est trop court"):
        secret("CAF_SECRET_KEY")
    file.unlink()
    with pytest.raises(ConfigurationError, match=f"CAF_SECRET_KEY_FILE.*{file}"):
        secret("CAF_SECRET_KEY")


def test_a_secret_that_one_may_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn in development; in production there is none where none is given."""
    assert len(optional_secret("CAF_METRICS_TOKEN")) >= SECRET_LENGTH
    monkeypatch.setenv("CAF_MODE", "production")
    assert optional_secret("CAF_METRICS_TOKEN") == ""
