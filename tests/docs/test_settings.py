"""docs/reglages.md lists every setting, as the code has it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bot.charter.typography import mend
from bot.config.environment import SETTINGS, Setting

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "reglages.md").read_text(encoding="utf-8")
NAME = re.compile(r"CAF_[A-Z]+(?:_[A-Z]+)*")
LISTED = re.findall(r"^\| `(CAF_[A-Z_]+)` \| (.+?) \| (.+) \|$", GUIDE, flags=re.MULTILINE)
SET_BY_US = {"CAF_ACTIONS_URL", "CAF_TRACKER_URL"}


def row(setting: Setting) -> tuple[str, str, str]:
    """The line of the guide for a setting."""
    shown = {None: "*secret*", "": "*vide*"}.get(setting.default, f"`{setting.default}`")
    return setting.name, shown, mend(setting.meaning)


def names_in(file: Path) -> Iterator[str]:
    """Settings that a file reads: whole strings of Python code, ``${…}`` of Rasa's files."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        strings = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
        yield from (string for string in strings if isinstance(string, str) and NAME.fullmatch(string))
    else:
        yield from re.findall(rf"\$\{{({NAME.pattern})\}}", text)


def test_every_setting_is_listed_as_it_is() -> None:
    """Name, default and meaning, in the order of the code; a secret shows no default."""
    assert [line for line in LISTED if line[0] not in SET_BY_US] == [row(setting) for setting in SETTINGS]


def test_no_file_reads_a_setting_that_is_not_listed() -> None:
    """What the code or Rasa's files name is in the guide."""
    files = [file for room in ("bot", "actions") for file in (ROOT / room).rglob("*.py")]
    files += [ROOT / name for name in ("endpoints.yml", "credentials.yml", "config.yml", "bot/logs.yml")]
    read = {name for file in files for name in names_in(file)}
    assert len(read) > 30
    assert read <= {name for name, _, _ in LISTED}


def test_no_secret_has_a_default() -> None:
    """What is called a password, a token, a key or a secret is one."""
    told = {setting.name for setting in SETTINGS if re.search(r"PASSWORD$|TOKEN$|KEY$|SECRET$", setting.name)}
    assert told == {setting.name for setting in SETTINGS if setting.default is None}


def test_french_typography() -> None:
    """No-break spaces and curly apostrophes."""
    assert mend(GUIDE) == GUIDE
