"""Files are read again where they have changed, and only there."""

import time
from pathlib import Path

import pytest

from bot.faq import rereading
from bot.faq.problems import InvalidFileError
from bot.faq.rereading import TICK_NS, Reader, Stamp
from tests.faq.samples import write_entry


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An entry that was saved some time ago."""
    return write_entry(tmp_path)


def settle(file: Path) -> None:
    while not Stamp.of(file).is_settled(time.time_ns()):
        time.sleep(TICK_NS / 1e9)


def test_a_file_that_did_not_change_is_the_very_entry_that_was_read(file: Path) -> None:
    reader = Reader()
    settle(file)
    first = reader.read(file)
    assert reader.read(file) is first
    file.write_text(file.read_text().replace("Essai", "Essais"))
    assert reader.read(file) is not first


def test_a_wrong_file_is_told_each_time_and_mended_at_once(file: Path) -> None:
    reader, right = Reader(), file.read_text()
    file.write_text("id: [")
    settle(file)
    for _ in range(2):
        with pytest.raises(InvalidFileError):
            reader.read(file)
    file.write_text(right)
    assert reader.read(file).id == file.stem


def test_a_file_saved_just_now_is_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "TICK_NS", 10**15)
    reader = Reader()
    assert reader.read(file) is not reader.read(file)


def test_a_file_that_is_gone(file: Path) -> None:
    reader = Reader()
    settle(file)
    reader.read(file)
    file.unlink()
    with pytest.raises(InvalidFileError):
        reader.read(file)
