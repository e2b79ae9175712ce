"""The FAQ follows its files while the process runs."""

import gc
import logging
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from bot.charter.typography import mend
from bot.faq import live, rereading
from bot.faq.index import Index
from bot.faq.live import EmptyFaqError, LiveEntries, LiveSnapshot
from bot.faq.live_index import LiveIndex
from bot.faq.vectors import Vectors, VectorStore
from tests.faq.samples import entry_text, line_of, write_entry


@pytest.fixture(autouse=True)
def _asleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Watchers sleep, so that a test says when the folder is looked at."""
    assert live.CHECK_EVERY < 1, "an edit is served within a second"
    monkeypatch.setattr(live, "CHECK_EVERY", 3600)


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
    """The title that is served under an identifier, after a look at the folder."""
    entries.look()
    entry = entries.get(entry_id)
    return entry.title if entry else None


def seen(index: LiveIndex) -> Index:
    """The index after a look at the folder."""
    index.look()
    return index.get()


def eventually(holds: Callable[[], bool]) -> None:
    """Waits until something holds; fails only when it has not for very long."""
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        threading.Event().wait(0.002)


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
    first = seen(index)
    assert seen(index) is first
    write_entry(folder, id="essai-trois")
    assert set(seen(index).entries) == {"essai-un", "essai-deux", "essai-trois"}


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
    assert mend(f"essai-un.yml:{line}: erreur : « label » est trop long") in caplog.text


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
    assert len(seen(index).entries) == 2
    shutil.rmtree(folder)
    assert len(seen(index).entries) == 2
    write_entry(folder, title="Un essai de retour ?")
    assert [entry.title for entry in seen(index).entries.values()] == ["Un essai de retour ?"]


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
    assert "essai-un" in seen(index).entries
    calendar.today = date(2026, 12, 21)
    assert set(seen(index).entries) == {"essai-deux"}


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


def test_an_idle_process_follows_an_edit(index: LiveIndex, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its watcher sees the edit; what citizens ask for is already there."""
    monkeypatch.setattr(live, "CHECK_EVERY", 0.002)
    assert "essai-trois" not in index.get().entries
    write_entry(folder, id="essai-trois")
    eventually(lambda: "essai-trois" in index.get().entries)
    write_entry(folder, id="essai-quatre")
    eventually(lambda: "essai-quatre" in index.get().entries)


def test_nobody_waits_while_an_index_is_made(
    folder: Path, tmp_path: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last good index answers until the next one is whole, however long that takes."""
    monkeypatch.setattr(live, "CHECK_EVERY", 0.002)
    making, go_on = threading.Event(), threading.Event()
    go_on.set()

    def slow_encode(texts: Sequence[str]) -> Vectors:
        making.set()
        assert go_on.wait(60)
        return encode(texts)

    index = LiveIndex(folder, VectorStore(tmp_path / "slow.npz", "toy", slow_encode), calendar)
    first = index.get()
    making.clear()
    go_on.clear()
    write_entry(folder, title="Comment refait-on un essai ?")
    assert making.wait(60)
    assert index.get() is first
    go_on.set()
    eventually(lambda: index.get().entries["essai-un"].title == "Comment refait-on un essai ?")


def test_what_says_the_same_makes_no_new_index(index: LiveIndex, folder: Path) -> None:
    """A file that is saved again as it was costs no work."""
    first = seen(index)
    os.utime(write_entry(folder), ns=(1, 1))
    assert seen(index) is first


def test_two_saves_within_one_tick_lose_nothing(
    entries: LiveEntries, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second save that leaves size and time as they were is read all the same."""
    monkeypatch.setattr(rereading, "TICK_NS", 10**15)
    file = write_entry(folder, title="Comment fait-on un essai A ?")
    assert title(entries) == "Comment fait-on un essai A ?"
    saved = file.stat()
    write_entry(folder, title="Comment fait-on un essai B ?")
    os.utime(file, ns=(saved.st_atime_ns, saved.st_mtime_ns))
    assert file.stat().st_size == saved.st_size
    assert title(entries) == "Comment fait-on un essai B ?"


def test_a_watcher_survives_a_failure(
    folder: Path, tmp_path: Path, calendar: Calendar, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A full disk for instance: what was served stays, the log says so once, and the edit is served afterwards."""
    monkeypatch.setattr(live, "CHECK_EVERY", 0.002)
    failures = 0
    full = False

    def failing_encode(texts: Sequence[str]) -> Vectors:
        nonlocal failures
        if full:
            failures += 1
            raise OSError("no space left")
        return encode(texts)

    index = LiveIndex(folder, VectorStore(tmp_path / "full.npz", "toy", failing_encode), calendar)
    first = index.get()
    full = True
    write_entry(folder, title="Comment refait-on un essai ?")
    eventually(lambda: failures > 2)
    assert index.get() is first
    assert caplog.text.count("cannot be followed now") == 1
    full = False
    eventually(lambda: index.get() is not first)


def test_a_watcher_ends_with_its_owner(folder: Path, calendar: Calendar) -> None:
    """No thread is left behind, and there is never more than one."""
    before = set(threading.enumerate())
    entries = LiveEntries(folder, calendar)
    assert title(entries) is not None
    assert title(entries) is not None
    (watcher,) = set(threading.enumerate()) - before
    del entries
    gc.collect()
    watcher.join(60)
    assert not watcher.is_alive()


AMOUNTS = """\
- name: prime
  label: Prime d’essai
  value: {value}
  unit: "€"
  valid_from: 2026-12-01
  valid_until: 2026-12-20
  source: {{title: Décret d’essai, url: "https://caf.example/decret", read: 2026-11-22}}
"""
WITH_AMOUNT = "Vous pouvez recevoir cette prime chaque année. Elle est de {montant:prime}. Demandez-la."
WITHOUT = "Vous pouvez recevoir cette prime chaque année. Demandez-la."


def answer(entries: LiveEntries) -> str:
    """The answer that is served, after a look at the folder."""
    entries.look()
    entry = entries.get("essai-un")
    assert entry
    return entry.answer


@pytest.fixture
def amounts(folder: Path) -> Path:
    """The list of amounts; the first entry inserts its only one."""
    write_entry(folder, answer=WITH_AMOUNT)
    file = folder / "montants.yml"
    file.write_text(AMOUNTS.format(value=100), encoding="utf-8")
    return file


def test_a_saved_amount_is_served(entries: LiveEntries, amounts: Path) -> None:
    """As an edit of an entry is, without one."""
    assert "Elle est de 100\u00a0€." in answer(entries)
    amounts.write_text(AMOUNTS.format(value=1234.5), encoding="utf-8")
    assert "Elle est de 1\u202f234,50\u00a0€." in answer(entries)


def test_an_amount_is_served_in_its_dates_only(entries: LiveEntries, amounts: Path, calendar: Calendar) -> None:
    """The morning after, its sentence is gone without anybody's doing, and the rest stays (CN7)."""
    assert "100" in answer(entries)
    calendar.today = date(2026, 12, 20)
    assert "100" in answer(entries)
    calendar.today = date(2026, 12, 21)
    assert answer(entries) == WITHOUT


@pytest.mark.parametrize("content", ["- name: prime\n  val", "- name: prime\n  value: cent\n", ""])
def test_half_written_amounts_keep_the_last_good_ones(
    entries: LiveEntries, amounts: Path, calendar: Calendar, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The log tells the line; their dates still hold; mended, the new ones are served."""
    assert "100" in answer(entries)
    amounts.write_text(content, encoding="utf-8")
    assert "100" in answer(entries)
    assert re.search(r"montants\.yml:\d+: erreur", caplog.text)
    calendar.today = date(2026, 12, 21)
    assert answer(entries) == WITHOUT
    calendar.today = date(2026, 12, 1)
    amounts.write_text(AMOUNTS.format(value=200), encoding="utf-8")
    assert "200" in answer(entries)


def test_amounts_that_were_never_good_leave_the_sentences_out(entries: LiveEntries, amounts: Path) -> None:
    """No figure is better than none that is sure; no marker is ever shown."""
    amounts.write_text("[", encoding="utf-8")
    assert answer(entries) == WITHOUT


def test_a_deleted_list_of_amounts_keeps_the_last_good_one(entries: LiveEntries, amounts: Path) -> None:
    """As a deleted folder does."""
    assert "100" in answer(entries)
    amounts.unlink()
    assert "100" in answer(entries)


def test_an_answer_of_nothing_but_an_outdated_amount_is_not_served(
    entries: LiveEntries, amounts: Path, folder: Path, calendar: Calendar
) -> None:
    """An empty answer is no answer."""
    write_entry(folder, answer="Elle est de {montant:prime}, chaque année, pour toute personne.")
    assert title(entries) is not None
    calendar.today = date(2026, 12, 21)
    assert title(entries) is None
    assert title(entries, "essai-deux") is not None


def test_amounts_are_no_reason_to_encode_again(index: LiveIndex, amounts: Path) -> None:
    """The index is made of questions; an answer's figure comes along with the entry."""
    assert seen(index).entries["essai-un"].answer != WITHOUT
    amounts.write_text(AMOUNTS.format(value=200), encoding="utf-8")
    assert "200" in seen(index).entries["essai-un"].answer


def test_what_survives_a_deleted_folder_still_expires(
    entries: LiveEntries, folder: Path, calendar: Calendar, caplog: pytest.LogCaptureFixture
) -> None:
    """Being saved from an accident is no second life for what is out of date."""
    write_entry(folder, valid_until="2026-12-20")
    assert title(entries) is not None
    shutil.rmtree(folder)
    assert title(entries) is not None
    assert "what was served before stays" in caplog.text
    calendar.today = date(2026, 12, 21)
    assert title(entries) is None
    assert title(entries, "essai-deux") is not None


def test_a_half_written_entry_is_never_served(entries: LiveEntries, folder: Path) -> None:
    """Wherever an editor's program is interrupted, citizens read the whole old text or the whole new one."""
    old = title(entries)
    text = entry_text(title="Comment refait-on un essai ?")
    file = folder / "essai" / "essai-un.yml"
    for end in range(0, len(text), 7):
        file.write_text(text[:end], encoding="utf-8")
        assert title(entries) in (old, "Comment refait-on un essai ?")
        assert title(entries, "essai-deux") is not None
    file.write_text(text, encoding="utf-8")
    assert title(entries) == "Comment refait-on un essai ?"


def test_two_editors_at_once_lose_nothing(entries: LiveEntries, folder: Path) -> None:
    """While two people save again and again, readers get whole entries, and in the end both last versions."""

    def save(entry_id: str) -> None:
        for number in range(60):
            file = folder / "essai" / f"{entry_id}.yml"
            file.write_text(entry_text(id=entry_id, title=f"Question numéro {number} ?"), encoding="utf-8")

    assert title(entries) is not None
    editors = [threading.Thread(target=save, args=(entry_id,)) for entry_id in ("essai-un", "essai-deux")]
    for editor in editors:
        editor.start()
    while any(editor.is_alive() for editor in editors):
        for entry_id in ("essai-un", "essai-deux"):
            assert title(entries, entry_id) is not None
    for editor in editors:
        editor.join()
    assert {title(entries, entry_id) for entry_id in ("essai-un", "essai-deux")} == {"Question numéro 59 ?"}


def test_the_snapshot_tells_what_is_served_and_what_is_wrong(folder: Path, calendar: Calendar) -> None:
    """For the health page: problems come and go with the files; an absent folder serves nothing."""
    snapshot = LiveSnapshot(folder, calendar)
    snapshot.look()
    assert (set(snapshot.get().served), snapshot.get().problems) == ({"essai-un", "essai-deux"}, [])
    (folder / "essai" / "essai-un.yml").write_text("id: [", encoding="utf-8")
    snapshot.look()
    assert [problem.file.name for problem in snapshot.get().problems] == ["essai-un.yml"]
    assert set(snapshot.get().served) == {"essai-un", "essai-deux"}
    assert not LiveSnapshot(folder / "absent", calendar).get().served


def test_review_by_is_for_editors_alone(entries: LiveEntries, folder: Path, calendar: Calendar) -> None:
    """A review that is late withdraws nothing; only ``valid_until`` does (CN3)."""
    write_entry(folder, review_by="2026-12-05")
    calendar.today = date(2027, 6, 1)
    assert title(entries) is not None
