"""What this room says to who stops and resumes."""

from pathlib import Path

from bot.config.texts import Texts

say = Texts(Path(__file__).with_name("texts.yml")).say
