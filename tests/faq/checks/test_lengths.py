"""Nothing is cut on a channel."""

import pytest

from bot.channels.answering import CHANNELS
from bot.faq.checks.context import Channel
from bot.faq.checks.lengths import check
from bot.faq.choice import feedback_labels, simple_label
from bot.faq.entries import Link
from tests.faq.checks.examples import context, entry, kinds


@pytest.mark.parametrize(("size", "found"), [(20, []), (21, ["long_label@label"])])
def test_a_label_fits_the_button(size: int, found: list[str]) -> None:
    """The limit itself is allowed; a channel that cuts nothing says nothing."""
    assert kinds(check, entry(label="L" * size)) == found


@pytest.mark.parametrize(("size", "found"), [(16, []), (17, ["long_payload@id"])])
def test_an_identifier_fits_the_payload(size: int, found: list[str]) -> None:
    """« faq: » and the identifier together, in bytes."""
    assert kinds(check, entry(id="e" * size)) == found


@pytest.mark.parametrize(("size", "found"), [(13, []), (14, ["long_payload@id"])])
def test_an_identifier_fits_the_payload_of_its_easy_version(size: int, found: list[str]) -> None:
    """« simple: » is the longer one, where there is such a button."""
    assert kinds(check, entry(id="e" * size, simple="C’est simple.")) == found


def test_our_own_buttons_fit_every_channel() -> None:
    """Their titles are cut nowhere."""
    longest = max(map(len, (*feedback_labels(), simple_label())))
    assert all(channel.label is None or longest <= channel.label for channel in CHANNELS)


def test_the_links_count_with_the_answer() -> None:
    """What is sent is the answer and where to go on."""
    fits = context(channels=(Channel("Court", 130),))
    assert kinds(check, entry(), fits) == []
    long_link = (Link("Caf", "https://www.caf.fr/" + "x" * 60),)
    assert kinds(check, entry(links=long_link), fits) == ["long_reply@answer"]
