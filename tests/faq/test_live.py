"""The FAQ follows its files while the process runs."""

import logging
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from bot.faq import live
from bot.faq.live import EmptyFaqError, LiveEntries, LiveIndex
from bot.faq.vectors import Vectors, VectorStore
from tests.faq.samples import entry_text, line_of, write_entry


@pytest.fixture(autouse=True)
def _always_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks at the folder at each call, so that no test waits."""
    assert live.CHECK_EVERY < 1, "an edit is served within a second"
    monkeypatch.setattr(live, "CHECK_EVERY", 0)


class Calendar:
    """Today, as a test decides."""

    def __init__(self) -> None:
        self.today = date(2026, 12, 1)

    def __call__(self) -> date:
        """The day."""
        return self.today


@pytest.fixture
def calendar() -> Calendar:
    """The first of December 2026."""
    return Calendar()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A FAQ of two entries."""
    write_entry(tmp_path / "faq")
    write_entry(tmp_path / "faq", id="essai-deux")
    return tmp_path / "faq"


@pytest.fixture
def entries(folder: Path, calendar: Calendar) -> LiveEntries:
    """Its entries, live."""
    return LiveEntries(folder, calendar)


def title(entries: LiveEntries, entry_id: str = "essai-un") -> str | None:
    """The title that is served under an identifier."""
    entry = entries.get(entry_id)
    return entry.title if entry else None


def encode(texts: Sequence[str]) -> Vectors:
    """A toy encoder."""
    return np.array([(len(text), 1) for text in texts], dtype=np.float32)


@pytest.fixture
def index(folder: Path, tmp_path: Path, calendar: Calendar) -> LiveIndex:
    """Its index, live."""
    return LiveIndex(folder, VectorStore(tmp_path / "v.npz", "toy", encode), calendar)


def test_an_edit_is_served(entries: LiveEntries, folder: Path) -> None:
    """A saved file is what the next citizen reads, without a restart."""
    assert title(entries) == "Comment fait-on un essai de fiche ?"
    write_entry(folder, title="Comment refait-on un essai ?")
    assert title(entries) == "Comment refait-on un essai ?"


def test_an_edit_is_indexed(index: LiveIndex, folder: Path) -> None:
    """A saved file is in the next index; without an edit the index stays the same object."""
    first = index.get()
    assert index.get() is first
    write_entry(folder, id="essai-trois")
    assert set(index.get().entries) == {"essai-un", "essai-deux", "essai-trois"}


def test_a_new_and_a_removed_entry_are_seen(entries: LiveEntries, folder: Path) -> None:
    """Adding a file adds its entry, deleting it takes it away."""
    assert title(entries, "essai-trois") is None
    file = write_entry(folder, id="essai-trois")
    assert title(entries, "essai-trois") is not None
    file.unlink()
    assert title(entries, "essai-trois") is None
    assert title(entries) is not None


def test_a_broken_file_keeps_the_last_good_version(
    entries: LiveEntries, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What was served goes on being served; the log tells the editor, in French, the file and the line."""
    assert title(entries) is not None
    text = entry_text(label="Un libellé de bouton trop long")
    (folder / "essai" / "essai-un.yml").write_text(text, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert title(entries) == "Comment fait-on un essai de fiche ?"
    line = line_of(text, "label:")
    assert f"essai-un.yml:{line}: erreur : « label » est trop long" in caplog.text


def test_a_broken_file_stays_served_while_others_are_edited(entries: LiveEntries, folder: Path) -> None:
    """Edits elsewhere do not drop the last good version of a file that is still broken."""
    assert title(entries) is not None
    (folder / "essai" / "essai-un.yml").write_text("id: [", encoding="utf-8")
    assert title(entries) is not None
    write_entry(folder, id="essai-deux", title="Encore un autre essai ?")
    assert title(entries, "essai-deux") == "Encore un autre essai ?"
    assert title(entries) == "Comment fait-on un essai de fiche ?"


def test_a_mended_file_is_served_again(entries: LiveEntries, folder: Path) -> None:
    """Once mended, the new version takes over."""
    assert title(entries) is not None
    (folder / "essai" / "essai-un.yml").write_text("id: [", encoding="utf-8")
    assert title(entries) is not None
    write_entry(folder, title="Enfin un essai réussi ?")
    assert title(entries) == "Enfin un essai réussi ?"


def test_a_file_that_was_never_good_is_not_served(entries: LiveEntries, folder: Path) -> None:
    """A new file that breaks the format is reported and passed over."""
    (folder / "essai" / "essai-trois.yml").write_text("id: essai-trois", encoding="utf-8")
    assert title(entries, "essai-trois") is None
    assert title(entries) is not None


@pytest.mark.parametrize("line", ["2026: note", "on: note"])
def test_no_typing_mistake_takes_the_faq_down(entries: LiveEntries, folder: Path, line: str) -> None:
    """A field whose name YAML reads as a number or a truth value leaves the other entries served."""
    (folder / "essai" / "essai-un.yml").write_text(f"{entry_text()}{line}\n", encoding="utf-8")
    assert title(entries, "essai-deux") is not None


def test_a_link_to_nowhere_takes_nothing_down(entries: LiveEntries, folder: Path) -> None:
    """A file that vanishes between two looks (here a dangling link) leaves the other entries served."""
    assert title(entries) is not None
    (folder / "essai" / "essai-trois.yml").symlink_to(folder / "nowhere.yml")
    assert title(entries) is not None


def test_a_deleted_folder_keeps_the_last_good_index(index: LiveIndex, folder: Path) -> None:
    """A folder that disappears, during a deployment for instance, takes nothing down; it comes back by itself."""
    assert len(index.get().entries) == 2
    shutil.rmtree(folder)
    assert len(index.get().entries) == 2
    write_entry(folder, title="Un essai de retour ?")
    assert [entry.title for entry in index.get().entries.values()] == ["Un essai de retour ?"]


def test_an_empty_folder_at_start_is_said(tmp_path: Path) -> None:
    """With nothing to serve and nothing before, the error names the folder; entries are served once they come."""
    entries = LiveEntries(tmp_path / "absent", lambda: date(2026, 12, 1))
    with pytest.raises(EmptyFaqError, match="absent"):
        entries.get("essai-un")
    write_entry(tmp_path / "absent")
    assert title(entries) is not None


def test_an_entry_is_served_in_its_dates_only(entries: LiveEntries, folder: Path, calendar: Calendar) -> None:
    """Without any edit, an entry comes on its first day and goes after its last (CN3)."""
    write_entry(folder, valid_from="2026-12-10", valid_until="2026-12-20")
    served = []
    for day in (9, 10, 20, 21):
        calendar.today = date(2026, 12, day)
        served.append(title(entries) is not None)
    assert served == [False, True, True, False]


def test_the_index_follows_the_dates(index: LiveIndex, folder: Path, calendar: Calendar) -> None:
    """An entry that is out of date is no candidate any more."""
    write_entry(folder, valid_until="2026-12-20")
    assert "essai-un" in index.get().entries
    calendar.today = date(2026, 12, 21)
    assert set(index.get().entries) == {"essai-deux"}


@pytest.mark.parametrize("status", ["draft", "disabled"])
def test_what_is_not_published_is_not_served(entries: LiveEntries, folder: Path, status: str) -> None:
    """A draft is not served; disabling an entry withdraws it at once (CN8)."""
    assert title(entries) is not None
    write_entry(folder, status=status)
    assert title(entries) is None


def test_the_last_good_version_of_a_broken_file_expires_too(
    entries: LiveEntries, folder: Path, calendar: Calendar
) -> None:
    """What is kept for want of better is not served beyond its last day (CN7)."""
    write_entry(folder, valid_until="2026-12-20")
    assert title(entries) is not None
    (folder / "essai" / "essai-un.yml").write_text("id: [", encoding="utf-8")
    assert title(entries) is not None
    calendar.today = date(2026, 12, 21)
    assert title(entries) is None


def test_withdrawing_every_entry_withdraws_them(entries: LiveEntries, folder: Path) -> None:
    """When editors disable all that there is, nothing is served any more: that is no accident to be saved from."""
    assert title(entries) is not None
    write_entry(folder, status="disabled")
    write_entry(folder, id="essai-deux", status="disabled")
    try:
        served = title(entries)
    except EmptyFaqError:
        served = None
    assert served is None


def test_between_two_looks_the_folder_is_left_alone(
    entries: LiveEntries, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is looked at from time to time only: a busy process does not read it at each message."""
    monkeypatch.setattr(live, "CHECK_EVERY", 3600)
    assert title(entries) == "Comment fait-on un essai de fiche ?"
    write_entry(folder, title="Comment refait-on un essai ?")
    assert title(entries) == "Comment fait-on un essai de fiche ?"
