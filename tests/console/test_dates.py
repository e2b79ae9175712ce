"""Dates in the console, as French writes them."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("moment", "form", "said"),
    [
        (date(2026, 12, 1), "l j F", "mardi 1er décembre"),
        (date(2026, 12, 11), "l j F", "vendredi 11 décembre"),
        (datetime(2026, 11, 30, 23, 30, tzinfo=UTC), "j F à H:i", "1er décembre à 00:30"),
        (None, "j F", ""),
    ],
)
def test_the_first_of_a_month_is_an_ordinal(moment: date | None, form: str, said: str) -> None:
    """In the reader's time zone."""
    template = Template("{% load console %}{{ moment|dated:form }}")
    assert template.render(Context({"moment": moment, "form": form})) == said
