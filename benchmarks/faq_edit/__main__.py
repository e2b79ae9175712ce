"""How long an edit takes until a citizen reads it, in seconds, here and in a plain Rasa bot on the same machine.

    python -m benchmarks.faq_edit                    # both; the peer is trained again at each of its rounds
    python -m benchmarks.faq_edit --peer-rounds 0    # this assistant alone, about a minute

Two edits: a sentence more in an answer, and a wording more in the variants. The clock runs from the moment the file is
in its place (here) or the edit is made (peer: written, trained, loaded) to the reply that shows it, through the real
channels. The peer is Rasa 3.6.21 with real TensorFlow, DIETClassifier and ResponseSelector, in an environment of its
own that is made at the first run (1.5 GB, in var/). Rasa's own default is 100 epochs; fewer flatter the peer.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from benchmarks import results
from benchmarks.environments import make_environment
from benchmarks.faq_edit.assistant import Assistant, says
from benchmarks.faq_edit.peer import LOCK, Peer
from bot.config import environment
from bot.faq.entries import entry_files

EDITS: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("edits.yml").read_text(encoding="utf-8"))
UV = Path(sys.executable).with_name("uv")
GIVE_UP_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Round:
    """One edit: the seconds until what was edited is live, and whether the reply to its question then shows it."""

    seconds: float
    shown: bool


Rounds = Mapping[str, Sequence[Round]]
"""Each round, by kind of edit."""


def main() -> None:
    """Measures and prints the table."""
    parser = results.parser("faq_edit", __doc__)
    parser.add_argument("--rounds", type=int, default=len(EDITS["wordings"]), help="edits of each kind, here")
    parser.add_argument("--peer-rounds", type=int, default=3, help="edits of each kind, in the peer")
    parser.add_argument("--epochs", type=int, default=100, help="the peer's, for each of its two models")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="caf-faq-edit-") as name:
        folder = Path(name)
        ours = measure_ours(folder, options.rounds)
        with results.kept_in(options.results) as kept:
            _tell(kept, "assistant", ours)  # a peer that fails loses nothing
            if options.peer_rounds:
                theirs = measure_peer(folder / "peer", options.peer_rounds, options.epochs)
                ratios = (f"{kind}: {_median(edits) / _median(ours[kind]):.0f} ×" for kind, edits in theirs.items())
                _tell(kept, "plain Rasa", theirs, f"As many times as long as here: {', '.join(ratios)}.")


def measure_ours(folder: Path, rounds: int) -> Rounds:
    """Edits a file of a running installation and asks until the edit is read."""
    assistant = Assistant(folder)
    try:
        file = assistant.faq / f"{EDITS['entry']}.yml"
        text = file.read_text(encoding="utf-8")
        entry = yaml.safe_load(text)
        last = entry["answer"].strip().splitlines()[-1]
        answered = entry["answer"][:60]
        assert answered in assistant.ask(entry["title"]), "the entry is found by its own title"
        done: dict[str, list[Round]] = {"answer": [], "variant": []}
        for number, wording in zip(range(rounds), EDITS["wordings"], strict=False):
            sentence = EDITS["added_sentence"].format(mark=number)
            edited = text.replace(last, f"{last} {sentence}")
            done["answer"].append(_timed(file, edited, partial(says, assistant.ask, entry["title"], sentence)))
            if answered in assistant.ask(wording):
                print(f"passed over, found without the edit: {wording}", file=sys.stderr)
                continue
            edited = text.replace("variants:\n", f'variants:\n  - "{wording}"\n')
            done["variant"].append(_timed(file, edited, partial(says, assistant.ask, wording, answered)))
        return done
    finally:
        assistant.stop()


def measure_peer(folder: Path, rounds: int, epochs: int) -> Rounds:
    """Edits the training data of a running Rasa, trains, loads, and asks."""
    python = make_environment(environment.path("CAF_DATA_DIR") / "benchmarks" / "plain-rasa", LOCK, UV)
    files = entry_files(environment.path("CAF_FAQ_DIR"))
    entries = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}
    name = Path(EDITS["entry"]).name
    entry = entries[name]
    done: dict[str, list[Round]] = {"answer": [], "variant": []}
    peer = Peer(folder, python, epochs)

    def publish(edited: Mapping[str, Any], question: str, expected: str) -> Round:
        started = time.perf_counter()
        peer.publish(entries | {name: edited})
        return Round(time.perf_counter() - started, expected in peer.ask(question))

    try:
        peer.serve(entries)
        for number, wording in zip(range(rounds), EDITS["wordings"], strict=False):
            sentence = EDITS["added_sentence"].format(mark=number)
            answer = f"{entry['answer']} {sentence}"
            done["answer"].append(publish(entry | {"answer": answer}, entry["title"], sentence))
            variants = [wording, *entry["variants"]]
            done["variant"].append(publish(entry | {"variants": variants}, wording, entry["answer"][:60]))
    finally:
        peer.stop()
    return done


def _timed(file: Path, text: str, is_served: Callable[[], bool]) -> Round:
    """From the file's being in its place to the reply that shows it; half a minute and not shown when none did."""
    aside = file.with_name(f".{file.name}.part")
    aside.write_text(text, encoding="utf-8")
    started = time.perf_counter()
    aside.replace(file)
    while time.perf_counter() - started < GIVE_UP_SECONDS:
        if is_served():
            return Round(time.perf_counter() - started, shown=True)
    return Round(GIVE_UP_SECONDS, shown=False)


def _median(edits: Sequence[Round]) -> float:
    return statistics.median(edit.seconds for edit in edits)


def _tell(kept: results.Results, who: str, rounds: Rounds, note: str = "") -> None:
    columns = ("edit", "rounds", "median s", "worst s", "not shown by the reply")
    kept.table(f"Edit → live, {who}", columns, [_row(kind, edits) for kind, edits in rounds.items()], note)


def _row(kind: str, edits: Sequence[Round]) -> Sequence[str]:
    missed = sum(not edit.shown for edit in edits)
    worst = max(edit.seconds for edit in edits)
    return (kind, str(len(edits)), f"{_median(edits):.2f}", f"{worst:.2f}", str(missed))


if __name__ == "__main__":
    main()
