"""The community managers' guide: what it names is on the screen, its pictures are there, its commands exist."""

import re
from pathlib import Path

import pytest
from django.utils.html import strip_tags
from PIL import Image

from bot.charter.typography import mend
from bot.cli.main import main

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide-community-manager.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", GUIDE)
OTHERS_WORDS = {"Contacter ma Caf", "[numéro d’allocataire effacé]"}
"""Quoted, and no words of the console's own: a page of caf.fr, a mark of the gate."""
HEAVIEST = 200_000


def plain(text: str) -> str:
    """The words, whatever the spaces between them."""
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


PROSE = re.sub(r"!\[[^\]]*\]\([^)]*\)|`[^`\n]*`", "", GUIDE)
QUOTED = sorted({plain(words) for words in re.findall(r"«\s(.+?)\s»", PROSE)} - OTHERS_WORDS)


def on_screen() -> str:
    """Everything that the console can say."""
    console = ROOT / "bot" / "console"
    templates = [strip_tags(file.read_text("utf-8")) for file in sorted((console / "templates").rglob("*.html"))]
    data = [*console.glob("*.yml"), ROOT / "bot" / "charter" / "escalations.yml"]
    return plain(" ".join([*templates, *(file.read_text("utf-8") for file in sorted(data))]))


SCREEN = on_screen()


@pytest.mark.parametrize("words", QUOTED)
def test_what_is_quoted_is_on_the_screen(words: str) -> None:
    assert words in SCREEN


@pytest.mark.parametrize(("words", "file"), PICTURES)
def test_pictures_are_there_described_and_small(words: str, file: str) -> None:
    picture = ROOT / "docs" / file
    assert len(words) > 40
    assert picture.stat().st_size < HEAVIEST
    with Image.open(picture) as image:
        assert image.width <= 1280


@pytest.mark.parametrize("command", re.findall(r"python -m bot ([a-z -]+?)(?: [A-Z]|`)", GUIDE))
def test_every_command_exists(command: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0


def test_french_typography() -> None:
    prose = re.sub(r"`[^`\n]*`|^\|[-|]+$|^!\[", "\ue000", GUIDE, flags=re.MULTILINE)
    assert mend(prose) == prose
