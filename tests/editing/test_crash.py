"""Killed at any moment of a save, a file is the old one or the new one, never half of either."""

import os
import random
import signal
import time
from pathlib import Path

from bot.editing.contents import file_of, text_in, write_text
from bot.faq.entries import parse_entry
from bot.faq.files import LEFT_AFTER_SECONDS, remove_left

KILLS = 200
ID = "logement-etudiant"


def test_killed_at_any_moment_of_a_save(faq: Path) -> None:
    file = file_of(ID)
    short = text_in(file)
    long = short.replace("answer: |-\n", "answer: |-\n" + "  Une phrase de plus, pour que le fichier soit long.\n" * 4)
    texts = (short, long)
    draw = random.Random(8)  # noqa: S311 (moments, no secret)
    seen = set()
    for _ in range(KILLS):
        child = os.fork()
        if child == 0:
            _save_for_ever(file, texts)
        time.sleep(draw.uniform(0.0005, 0.006))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = text_in(file)
        assert found in texts
        seen.add(found)
    assert seen == set(texts), "saves did happen between the kills"
    parse_entry(text_in(file), file)
    assert remove_left(faq, time.time()) == 0, "somebody may still be writing them"
    remove_left(faq, time.time() + 2 * LEFT_AFTER_SECONDS)
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def _save_for_ever(file: Path, texts: tuple[str, str]) -> None:
    try:
        while True:
            for text in reversed(texts):
                write_text(file, text)
    finally:
        os._exit(1)


def test_a_file_from_windows_keeps_its_line_ends(faq: Path) -> None:
    file = file_of(ID)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    text = text_in(file)
    assert "\r" not in text
    write_text(file, text + "# fin\n")
    assert file.read_bytes().endswith(b"\r\n# fin\r\n")
