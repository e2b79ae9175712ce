"""``replay``: plays a JSONL file of messages and journeys, and writes what happened at each turn."""

import json
import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from tqdm import tqdm

from bot.charter.page import Page
from bot.cli.chain import Chain, Conversation, NoSuchButtonError, working_moment
from bot.cli.texts import say


class ReplayFileError(Exception):
    """A line of the file cannot be played; the message, in French, names it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line: a person, their page and their turns (a single message is a journey of one turn)."""

    id: str
    page: Page
    turns: tuple[Mapping[str, Any], ...]


def read_items(file: Path, pages: Mapping[str, Page]) -> list[Item]:
    """Reads and checks the whole file before anything is played.

    Raises:
        ReplayFileError: a line is wrong.
        OSError: the file cannot be read.
    """
    items = []
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ReplayFileError(say("replay.bad_encoding", file=file)) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                items.append(parse_item(line, pages))
            except ReplayFileError as error:
                raise ReplayFileError(say("replay.bad_line", file=file, line=number, reason=error)) from error
    return items


def replay(items: list[Item], chain: Chain, out: TextIO) -> tuple[int, float, float]:
    """Plays the items in order and writes one JSON line a turn, at once.

    Returns:
        Turns written, median and 95th percentile of the milliseconds a turn took.
    """
    totals = []
    turns = sum(len(item.turns) for item in items)
    with tqdm(total=turns, unit=" " + say("replay.progress"), file=sys.stderr, disable=None) as progress:
        for item in items:
            for row in play(item, chain):
                totals.append(row["ms"].get("total", 0.0))
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                out.flush()
                progress.update()
    return len(totals), statistics.median(totals or [0.0]), _percentile(totals, 0.95)


def play(item: Item, chain: Chain) -> Iterator[dict[str, Any]]:
    """Plays the turns of one item; a row a turn, with ``error`` where a turn could not be played."""
    conversation = Conversation(item.page.id, sender=f"{item.id}-{time.time_ns()}")
    at = working_moment(item.page.id)
    number = 0
    for turn in item.turns:
        if "at" in turn:
            at = _moment(turn["at"], item.page)
        if not {"user", "button", "attachment"} & set(turn):
            continue
        number += 1
        head = {"id": item.id, "turn": number}
        try:
            yield head | chain.say(
                conversation,
                at,
                text=turn.get("user", ""),
                button=turn.get("button", ""),
                attachment=turn.get("attachment", ""),
            )
        except NoSuchButtonError as error:
            yield head | _not_played(say("replay.no_button", value=error))


def _not_played(reason: str) -> dict[str, Any]:
    empty = dict.fromkeys(("outcome", "intent", "confidence", "faq_id"))
    return empty | {"candidates": [], "replies": [], "buttons": [], "kinds": [], "ms": {}, "error": reason}


def parse_item(line: str, pages: Mapping[str, Page]) -> Item:
    """Reads and checks one line.

    Raises:
        ReplayFileError: it is not one that can be played; the message says why, in French.
    """
    try:
        content = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReplayFileError(say("replay.bad_json", reason=error.msg)) from error
    if not isinstance(content, dict) or not isinstance(content.get("id"), str):
        raise ReplayFileError(say("replay.bad_id"))
    page_id = content.get("page") or next(iter(pages))
    if not isinstance(page_id, str) or page_id not in pages:
        raise ReplayFileError(say("replay.bad_page", value=page_id, known=", ".join(pages)))
    page = pages[page_id]
    if isinstance(content.get("text"), str):
        turns: list[Any] = [{"user": content["text"]} | ({"at": content["at"]} if content.get("at") else {})]
    elif isinstance(content.get("turns"), list):
        turns = content["turns"]
    else:
        raise ReplayFileError(say("replay.bad_item"))
    for number, turn in enumerate(turns, start=1):
        if not _is_playable(turn):
            raise ReplayFileError(say("replay.bad_turn", turn=number))
        if "at" in turn:
            _moment(turn["at"], page)
    return Item(content["id"], page, tuple(turns))


def _is_playable(turn: object) -> bool:
    if not isinstance(turn, dict) or not {"user", "button", "attachment", "at"} & set(turn):
        return False
    texts = all(isinstance(turn.get(key, ""), str) for key in ("user", "attachment"))
    return texts and isinstance(turn.get("button", ""), int | str)


def _moment(value: object, page: Page) -> datetime:
    """A simulated moment; without a time zone it is the page's local time."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise ReplayFileError(say("replay.bad_at", value=value)) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=page.time_zone)


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0
