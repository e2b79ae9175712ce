"""argparse in French: its own words (« usage », « error », …) are data beside this module."""

import argparse
from functools import cache
from pathlib import Path

import yaml


def speak_french() -> None:
    """Makes argparse use the words of ``argparse.yml``; it asks ``gettext`` for them under these two names."""
    vars(argparse)["_"] = lambda text: _words().get(text, text)
    vars(argparse)["ngettext"] = lambda one, many, number: _words().get(
        one if number == 1 else many, one if number == 1 else many
    )


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = yaml.safe_load(Path(__file__).with_name("argparse.yml").read_text(encoding="utf-8"))
    return words
