"""The words that views, forms and checks of the console say; templates hold their own."""

from pathlib import Path

from bot.config.texts import Texts

_TEXTS = Texts(Path(__file__).with_name("texts.yml"))
say, named, choices = _TEXTS.say, _TEXTS.named, _TEXTS.choices
