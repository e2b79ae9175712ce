"""How long an edit takes until a citizen reads it, in seconds, here and in a plain Rasa bot on the same machine.

    python -m benchmarks.faq_edit                    # both; the peer is trained again at each of its rounds
    python -m benchmarks.faq_edit --peer-rounds 0    # this assistant alone, about a minute

Two edits: a sentence more in an answer, and a wording more in the variants. The clock runs from the moment the file is
in its place (here) or the edit is made (peer: written, trained, loaded) to the reply that shows it, through the real
channels. The peer is Rasa 3.6.21 with real TensorFlow, DIETClassifier and ResponseSelector, in an environment of its
own that is made at the first run (1.5 GB, in var/). Rasa's own default is 100 epochs; fewer flatter the peer.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.environments import make_environment
from benchmarks.faq_edit.assistant import Assistant
from benchmarks.faq_edit.peer import LOCK, Peer
from bot.config import environment
from bot.faq.entries import entry_files

EDITS: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("edits.yml").read_text(encoding="utf-8"))
UV = Path(sys.executable).with_name("uv")
GIVE_UP_SECONDS = 30.0

Times = Mapping[str, Sequence[float]]
"""Seconds of each round, by kind of edit."""


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faq_edit")
    parser.add_argument("--rounds", type=int, default=len(EDITS["wordings"]), help="edits of each kind, here")
    parser.add_argument("--peer-rounds", type=int, default=3, help="edits of each kind, in the peer")
    parser.add_argument("--epochs", type=int, default=100, help="the peer's, for each of its two models")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="caf-faq-edit-") as name:
        folder = Path(name)
        print(f"{'edit':10} {'':12} {'rounds':>6} {'median':>9} {'worst':>9}")
        ours = measure_ours(folder, options.rounds)
        for kind, times in ours.items():
            print(_row(kind, "assistant", times), flush=True)  # a peer that fails loses nothing
        if options.peer_rounds:
            for kind, times in measure_peer(folder / "peer", options.peer_rounds, options.epochs).items():
                print(_row(kind, "plain Rasa", times))
                print(f"{kind:10} {'ratio':12} {'':6} {statistics.median(times) / statistics.median(ours[kind]):8.0f}×")


def measure_ours(folder: Path, rounds: int) -> Times:
    """Edits a file of a running installation and asks until the edit is read."""
    assistant = Assistant(folder)
    try:
        file = assistant.faq / f"{EDITS['entry']}.yml"
        text = file.read_text(encoding="utf-8")
        entry = yaml.safe_load(text)
        last = entry["answer"].strip().splitlines()[-1]
        answered = entry["answer"][:60]
        assert answered in assistant.ask(entry["title"]), "the entry is found by its own title"
        times: dict[str, list[float]] = {"answer": [], "variant": []}
        for number, wording in zip(range(rounds), EDITS["wordings"], strict=False):
            sentence = EDITS["added_sentence"].format(mark=number)
            edited = text.replace(last, f"{last} {sentence}")
            times["answer"].append(_timed(file, edited, lambda s=sentence: s in assistant.ask(entry["title"])))
            if answered in assistant.ask(wording):
                print(f"passed over, found without the edit: {wording}", file=sys.stderr)
                continue
            edited = text.replace("variants:\n", f'variants:\n  - "{wording}"\n')
            times["variant"].append(_timed(file, edited, lambda w=wording: answered in assistant.ask(w)))
        return times
    finally:
        assistant.stop()


def measure_peer(folder: Path, rounds: int, epochs: int) -> Times:
    """Edits the training data of a running Rasa, trains, loads, and asks."""
    python = make_environment(environment.path("CAF_DATA_DIR") / "benchmarks" / "plain-rasa", LOCK, UV)
    files = entry_files(environment.path("CAF_FAQ_DIR"))
    entries = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}
    name = Path(EDITS["entry"]).name
    entry = entries[name]
    times: dict[str, list[float]] = {"answer": [], "variant": []}
    peer = Peer(folder, python, epochs)
    try:
        peer.serve(entries)
        for number, wording in zip(range(rounds), EDITS["wordings"], strict=False):
            sentence = EDITS["added_sentence"].format(mark=number)
            started = time.perf_counter()
            peer.publish(entries | {name: entry | {"answer": f"{entry['answer']} {sentence}"}})
            shown = sentence in peer.ask(entry["title"])
            times["answer"].append(time.perf_counter() - started if shown else float("nan"))
            started = time.perf_counter()
            peer.publish(entries | {name: entry | {"variants": [wording, *entry["variants"]]}})
            shown = entry["answer"][:60] in peer.ask(wording)
            times["variant"].append(time.perf_counter() - started if shown else float("nan"))
    finally:
        peer.stop()
    return times


def _timed(file: Path, text: str, is_served: Callable[[], bool]) -> float:
    """Seconds from the file's being in its place to the reply that shows it; NaN when none did in half a minute."""
    aside = file.with_name(f".{file.name}.part")
    aside.write_text(text, encoding="utf-8")
    started = time.perf_counter()
    aside.replace(file)
    while time.perf_counter() - started < GIVE_UP_SECONDS:
        if is_served():
            return time.perf_counter() - started
    return float("nan")


def _row(kind: str, who: str, times: Sequence[float]) -> str:
    served = [seconds for seconds in times if seconds == seconds]  # noqa: PLR0124 (NaN: never served)
    missed = f"  ({len(times) - len(served)} never served)" if len(served) < len(times) else ""
    if not served:
        return f"{kind:10} {who:12} {len(times):6}{missed}"
    return f"{kind:10} {who:12} {len(times):6} {statistics.median(served):8.2f}s {max(served):8.2f}s{missed}"


if __name__ == "__main__":
    main()
