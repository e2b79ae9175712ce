"""What this room says to editors."""

from pathlib import Path

from bot.config.texts import Texts

say = Texts(Path(__file__).with_name("texts.yml")).say
