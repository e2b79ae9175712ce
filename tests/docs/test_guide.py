"""The editors' guide: what it shows works, and what it quotes is what the tools say."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from bot.charter.typography import mend
from bot.cli.main import main
from bot.faq.entries import read_entry

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide-redaction.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^ *```(\w+)\n(.*?)^ *```", GUIDE, flags=re.MULTILINE | re.DOTALL)
COMMANDS = sorted({line.strip() for kind, text in BLOCKS if kind == "sh" for line in text.splitlines() if line.strip()})
QUOTED = re.findall(r"^\| «\u202f(.+?)\u202f»", GUIDE, flags=re.MULTILINE)
MESSAGES = "\n".join(
    (ROOT / "bot" / "faq" / name).read_text(encoding="utf-8") for name in ("problems.yml", "sheets/messages.yml")
)


def plain(text: str) -> str:
    """The words, whatever the spaces and apostrophes between them."""
    return " ".join(mend(text).replace("\u202f", " ").replace("\u00a0", " ").split())


def example() -> str:
    """The whole entry that the guide explains line by line."""
    text: str = next(text for kind, text in BLOCKS if kind == "yaml" and "\nanswer:" in text)
    return text


def test_the_example_is_a_valid_entry(tmp_path: Path) -> None:
    """Copied into its file it is accepted, in the state of a draft."""
    file = tmp_path / "contact" / "exemple-rendez-vous.yml"
    file.parent.mkdir()
    file.write_text(example(), encoding="utf-8")
    entry = read_entry(file)
    assert entry.status == "draft"
    for text in (entry.title, entry.label, entry.answer, *(link.title for link in entry.links)):
        assert mend(text) == text


def test_every_line_of_the_example_is_explained() -> None:
    """A comment stands before each field."""
    lines = example().splitlines()
    fields = [number for number, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
    assert len(fields) == 15
    assert all(lines[number - 1].startswith("# ") for number in fields)


def test_the_amount_of_the_example_is_one_of_ours() -> None:
    """What the example inserts can be inserted."""
    amounts = yaml.safe_load((ROOT / "data" / "faq" / "montants.yml").read_text(encoding="utf-8"))
    known = {amount["name"] for amount in amounts}
    assert set(re.findall(r"\{montant:([^}]+)\}", example())) <= known
    shown = next(yaml.safe_load(text) for kind, text in BLOCKS if kind == "yaml" and "value:" in text)
    assert set(shown[0]) == set(amounts[0])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With its options: argparse accepts it, and shows its help instead of running it."""
    python, *module, name = shlex.split(command)[:4]
    assert (python, module) == ("python", ["-m", "bot"])
    with pytest.raises(SystemExit) as ended:
        main([name, *shlex.split(command)[4:], "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    for option in re.findall(r"--[a-z]+", command):
        assert option in shown


def test_the_guide_names_all_that_editors_need() -> None:
    """No command of theirs is left out."""
    named = {shlex.split(command)[4] for command in COMMANDS if " faq " in command}
    assert named == {"check", "show", "search", "new", "stats", "export", "import", "eval"}


@pytest.mark.parametrize("words", QUOTED)
def test_messages_are_quoted_as_they_are(words: str) -> None:
    """An editor finds in the guide what the screen says."""
    assert plain(words) in plain(MESSAGES)


def test_french_typography() -> None:
    """The guide follows the rules that it asks for."""
    prose = re.sub(r"```.*?```|`[^`\n]*`|^\|[-|]+$", "\ue000", GUIDE, flags=re.DOTALL | re.MULTILINE)
    assert mend(prose) == prose
