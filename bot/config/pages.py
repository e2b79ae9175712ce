"""The Caf pages of this installation, read once."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from bot.charter.page import Page, PageError, parse_pages
from bot.config import environment


@cache
def pages() -> Mapping[str, Page]:
    """Pages by identifier, from the file that ``CAF_PAGES_FILE`` names.

    Raises:
        ConfigurationError: the file is missing or wrong.
    """
    try:
        return parse_pages(content())
    except PageError as error:
        raise environment.ConfigurationError(f"{environment.path('CAF_PAGES_FILE')} : {error}") from error


@cache
def content() -> Any:
    """What the pages' file holds, as YAML gives it.

    Raises:
        ConfigurationError: the file is missing or no YAML.
    """
    file = environment.path("CAF_PAGES_FILE")
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise environment.ConfigurationError(f"{file} : {error}") from error


def first_page() -> Page:
    """The page that is meant where none is named."""
    return next(iter(pages().values()))
