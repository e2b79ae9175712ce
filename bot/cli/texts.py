"""The command line's words."""

from pathlib import Path

from bot.config.texts import Texts

_texts = Texts(Path(__file__).with_name("texts.yml"))
say = _texts.say
named = _texts.named
words = _texts.words
