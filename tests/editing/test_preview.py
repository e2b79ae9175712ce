"""What citizens will read, as each channel sends it."""

from pathlib import Path

import pytest

from bot.channels.messenger.limits import MAX_TEXT
from bot.editing import workflow
from bot.editing.preview import Preview, previews

ID = "logement-etudiant"
pytestmark = pytest.mark.django_db


def shown(**changes: str) -> dict[str, Preview]:
    """The previews by channel."""
    return {preview.channel: preview for preview in previews(workflow.current(ID).content | changes)}


def test_both_versions_are_shown_on_each_channel(faq: Path) -> None:
    """The easy one as the button gives it: with the links, its typography mended, its amounts filled in."""
    found = shown(simple="Vous pouvez avoir {montant:rsa-personne-seule} : demandez !")
    assert list(found) == ["Web", "Messenger", "Telegram"]
    for preview in found.values():
        whole, easy = preview.versions
        assert (whole.is_easy, easy.is_easy) == (False, True)
        (message,) = easy.messages
        assert "€" in message
        assert "montant:" not in message
        assert "demandez\u202f!" in message
        assert "https://www.caf.fr" in message
        assert easy.size == len(message)


def test_without_an_easy_version_there_is_one(faq: Path) -> None:
    assert all([version.is_easy for version in preview.versions] == [False] for preview in shown(simple="").values())


def test_what_is_too_long_is_shown_as_it_is_cut(faq: Path) -> None:
    found = shown(answer="Une phrase de plus. " * 150)
    (web,) = found["Web"].versions
    (messenger,) = found["Messenger"].versions
    assert (found["Web"].limit, found["Messenger"].limit) == (None, MAX_TEXT)
    assert len(web.messages) == 1
    assert len(messenger.messages) == 2
    assert messenger.size > MAX_TEXT >= max(map(len, messenger.messages))
