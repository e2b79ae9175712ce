"""The operator's guides: French typography, commands and names that exist."""

import re
from pathlib import Path

import pytest

from bot.charter.typography import mend
from bot.cli.main import main
from bot.config.environment import SETTINGS
from bot.conversations import health

ROOT = Path(__file__).parents[2]
NAMES = ("exploitation", "capacite", "chaine-logicielle")
TEXTS = {name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in NAMES}
CODE = re.compile(r"```.*?```|`[^`\n]*`", flags=re.DOTALL)
KNOWN = {setting.name for setting in SETTINGS}


@pytest.mark.parametrize("name", NAMES)
def test_french_typography(name: str) -> None:
    """Beside commands and names."""
    for words in CODE.split(TEXTS[name]):
        assert mend(words) == words


@pytest.mark.parametrize("name", NAMES)
def test_settings_exist(name: str) -> None:
    """Each that is named whole."""
    named = set(re.findall(r"`(CAF_[A-Z]+(?:_[A-Z]+)*)`", TEXTS[name]))
    assert named <= KNOWN


@pytest.mark.parametrize("command", ["run", "doctor", "backup", "restore", "sbom", "vulnerabilities"])
def test_commands_exist(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is explained by the program, and in a guide."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out
    assert any(f" {command}" in text for text in TEXTS.values())


@pytest.mark.parametrize("part", ["database", "redis", "rasa", "actions", "queue", "disk"])
def test_what_can_be_down_is_in_the_guide_of_the_night(part: str) -> None:
    """And on the health page, with a remedy."""
    assert f"`{part}`" in TEXTS["exploitation"]
    assert health.remedy(part)


def test_measures_exist() -> None:
    """Each that the guide names is told."""
    code = (ROOT / "bot/conversations/metrics.py").read_text(encoding="utf-8")
    for name in set(re.findall(r"`(caf_[a-z_]+)", TEXTS["exploitation"])):
        assert f'"{name.removesuffix("_total")}"' in code
