"""What the action server reads at start."""

from pathlib import Path

import pytest

from actions.installation import default_envelope, faq
from bot.charter.page import PageError


def test_the_faq_is_the_folder_that_the_environment_names() -> None:
    """CAF_FAQ_DIR says where the entries are."""
    entry = faq().get("essai-un")
    assert entry is not None
    assert entry.title == "Comment fait-on l’essai un ?"


def test_the_projects_own_faq_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a setting the entries are those of data/faq."""
    monkeypatch.delenv("CAF_FAQ_DIR")
    assert faq().get("af-montant") is not None


def test_the_default_page_is_the_first_one_and_open(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A message that came without circumstances is taken to be for the first page of CAF_PAGES_FILE."""
    page = (
        "{{name: {0}, time_zone: Europe/Paris, holidays: metropole, hours: {{}}, contact_url: c, appointment_url: a}}"
    )
    file = tmp_path / "pages.yml"
    file.write_text(f"pages:\n  z: {page.format('Première')}\n  a: {page.format('Seconde')}\n", encoding="utf-8")
    monkeypatch.setenv("CAF_PAGES_FILE", str(file))
    envelope = default_envelope()
    assert (envelope.page_name, envelope.contact_url, envelope.appointment_url) == ("Première", "c", "a")
    assert not envelope.closed
    assert not envelope.human_in_charge
    assert envelope.kinds == ()


def test_a_wrong_pages_file_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The error names what is wrong in the file."""
    file = tmp_path / "pages.yml"
    file.write_text("pages: {}\n", encoding="utf-8")
    monkeypatch.setenv("CAF_PAGES_FILE", str(file))
    with pytest.raises(PageError, match="au moins une page"):
        default_envelope()
