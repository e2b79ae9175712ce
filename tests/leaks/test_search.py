"""The search can fail: a value that is planted is found, however it is written and wherever it lies."""

import base64
import json
import pickle
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.charter.privacy import find
from tests.leaks.personal import messages
from tests.leaks.search import leaks

MESSAGES = messages(64, seed=7)
NIR = "2 85 07 99 990 042 37"

WAYS: dict[str, Callable[[str], bytes]] = {
    "raw": str.encode,
    "capitals": lambda value: value.upper().encode(),
    "URL": lambda value: quote(value, safe="").encode(),
    "JSON": lambda value: json.dumps({"text": value}).encode(),
    "hexadecimal": lambda value: value.encode().hex().encode(),
    "base64": lambda value: base64.b64encode(b'{"text": "' + value.encode() + b'"}'),
    "base64, one on": lambda value: base64.b64encode(b'{"text":  "' + value.encode() + b'"}'),
    "base64, two on": lambda value: base64.b64encode(b'{"text":   "' + value.encode() + b'"}'),
    "UTF-16": lambda value: value.encode("utf-16-le"),
    "pickle": pickle.dumps,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_planted_value_is_found_however_it_is_written(tmp_path: Path, way: str) -> None:
    """Every kind of value, in a log among other lines."""
    for number, message in enumerate(MESSAGES[:8]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a.log").write_bytes(b"2026-11-24 10:00 INFO x\n" + WAYS[way](message.value) + b"\n2026")
        if message.kind == "ALLOC" and way not in ("raw", "capitals", "URL", "JSON", "pickle"):
            continue  # eight digits are looked for as a number only
        assert leaks([message.value], folder), (way, message.kind)


@pytest.mark.parametrize("written", ["285079999004237", "2.85.07.99.990.042.37", "2-85-07-99-990-042-37"])
def test_other_separators_do_not_hide_it(tmp_path: Path, written: str) -> None:
    """The digits are what is personal."""
    (tmp_path / "a.log").write_text(f"x {written} y", encoding="utf-8")
    assert leaks([NIR], tmp_path)


def test_it_is_found_in_a_row_and_in_a_write_ahead_log(tmp_path: Path) -> None:
    """Databases are read as files and as rows; what is not written back yet counts too."""
    database = sqlite3.connect(tmp_path / "a.sqlite3")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE t (text TEXT)")
    database.execute("INSERT INTO t VALUES (?)", ("x" * 4090 + NIR,))
    database.commit()
    found = leaks([NIR], tmp_path)
    database.close()
    assert any(name.startswith("a.sqlite3-wal") for name in found)
    assert any("its rows" in name for name in found)


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    """Timestamps, identifiers and marks are no leak."""
    (tmp_path / "a.log").write_text(
        "1732442400.93648127 2026-11-24 10:00:00,123 [numéro de sécurité sociale effacé] 12345678\n" * 1000,
        encoding="utf-8",
    )
    assert leaks([message.value for message in MESSAGES], tmp_path) == []


def test_each_message_holds_what_the_detector_finds() -> None:
    """The messages are fit for the proof: each value is whole in its text, and all of it is found."""
    for message in MESSAGES:
        found = [message.text[finding.start : finding.end] for finding in find(message.text)]
        assert any(message.value in piece for piece in found), message.kind
    assert len({message.value for message in MESSAGES}) == len(MESSAGES)
