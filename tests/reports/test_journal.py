"""The journal: one line a run, and nothing overwritten."""

import csv
import subprocess
from pathlib import Path

import pytest

from bot.reports.journal import JournalError, append_run, commit_of


def lines(file: Path) -> list[list[str]]:
    """The journal's rows, as a spreadsheet reads them."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def test_each_run_adds_a_line(tmp_path: Path) -> None:
    """Titles once, in a folder that is made; awkward values come back as they were."""
    file = tmp_path / "mesures" / "journal.csv"
    append_run(file, {"date": "1", "note": 'a;b "c"\nd'})
    append_run(file, {"date": "2", "note": ""})
    assert lines(file) == [["date", "note"], ["1", 'a;b "c"\nd'], ["2", ""]]
    assert file.read_bytes().startswith(b"\xef\xbb\xbfdate;note\r\n")


@pytest.mark.parametrize("content", [b"date;autre\r\n1;2\r\n", b"une lettre\n", "déjà".encode("latin-1")])
def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path, content: bytes) -> None:
    """Other titles, a text, another encoding: refused, to the byte as it was."""
    file = tmp_path / "journal.csv"
    file.write_bytes(content)
    with pytest.raises(JournalError):
        append_run(file, {"date": "1", "note": "a"})
    assert file.read_bytes() == content


def test_the_commit_is_named_and_changes_are_seen(tmp_path: Path) -> None:
    """Nothing outside Git; « + » once a file differs."""
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@caf.example", "-C", str(tmp_path))
    assert commit_of(tmp_path) == ""
    subprocess.run((*git, "init", "--quiet"), check=True)
    (tmp_path / "a").write_text("1")
    subprocess.run((*git, "add", "a"), check=True)
    subprocess.run((*git, "commit", "--quiet", "-m", "a"), check=True)
    clean = commit_of(tmp_path)
    assert len(clean) >= 7
    (tmp_path / "a").write_text("2")
    assert commit_of(tmp_path) == f"{clean}+"
