"""Looks for values in everything that a run left behind, raw or written otherwise."""

import base64
import json
import re
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

SHORT = 9
"""Digits below which a value is looked for as a whole number only: by chance it may be part of a longer one."""

LEAST = 7
"""Characters below which a form may be there by chance."""

_SEPARATORS = re.compile(rb"(?<=\d)(?:[ ./_-]|\xc2\xa0|%20|\+)(?=\d)")
_NUMBERS = re.compile(rb"(?<![\d.])\d{7,8}(?!\d)")


def forms(value: str) -> set[bytes]:
    """How a value may be written: as it is, for a URL, in JSON, in hexadecimal, in base64 at any of three places."""
    raw = value.encode()
    texts = {value, value.upper(), quote(value), quote(value, safe=""), quote_plus(value), json.dumps(value)[1:-1]}
    written = {text.encode() for text in texts} | {raw.hex().encode(), raw.hex().upper().encode()}
    written |= {value.encode("utf-16-le"), value.encode("latin-1"), "".join(f"\\u{ord(c):04x}" for c in value).encode()}
    for shift in range(3):  # the first and last characters depend on what stands around
        encoded = base64.b64encode(b"\0" * shift + raw)
        inside = encoded[4 if shift else 0 : len(encoded) - (4 if (shift + len(raw)) % 3 else 0)]
        written |= {inside, inside.replace(b"+", b"-").replace(b"/", b"_")}
    digits = _digits(value)
    if len(digits) > SHORT:
        written |= {digits.encode(), "\u00a0".join(digits).encode()}
    return {form for form in written if len(form) > SHORT or (len(form) >= LEAST and not form.isdigit())}


def leaks(values: Iterable[str], folder: Path) -> list[str]:
    """Names the files below a folder that hold one of the values; databases are read row by row as well.

    What is named never repeats the value: this is printed by CI.
    """
    values = list(values)
    short = {digits.encode() for value in values if 0 < len(digits := _digits(value)) <= SHORT and digits == value}
    patterns = {form for value in values for form in forms(value)}
    with tempfile.NamedTemporaryFile() as list_of_patterns:
        list_of_patterns.write(b"\n".join(pattern for pattern in patterns if b"\n" not in pattern))
        list_of_patterns.flush()
        return [
            f"{file.relative_to(folder)}: {how}"
            for file in sorted(folder.rglob("*"))
            if file.is_file()
            for how, content in _readings(file)
            if _holds(content, Path(list_of_patterns.name)) or not short.isdisjoint(_NUMBERS.findall(content))
        ]


def _readings(file: Path) -> Iterator[tuple[str, bytes]]:
    content = file.read_bytes()
    yield "as it is", content
    yield "without separators", _SEPARATORS.sub(b"", content)
    if content.startswith(b"SQLite format 3\0"):  # a long value may be cut between two pages of the file
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
            rows = "\n".join(database.iterdump())
        database.close()
        yield "its rows", rows.encode()


def _holds(content: bytes, patterns: Path) -> bool:
    """Whether a content holds one of the patterns; grep looks for thousands of them at once."""
    command = ("grep", "--text", "--fixed-strings", "--quiet", "--file", str(patterns))
    done = subprocess.run(command, input=content, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, check=False)
    assert done.returncode in (0, 1), "grep itself failed"
    return done.returncode == 0


def _digits(value: str) -> str:
    return "".join(character for character in value if character.isdigit())
