"""scrubadub with its French locale and the detectors that it switches on by itself."""

from __future__ import annotations

import importlib

from benchmarks.privacy.peers.answering import answer


def main() -> None:
    """Answers whether there is any filth, as scrubadub calls it."""
    scrubber = importlib.import_module("scrubadub").Scrubber(locale="fr_FR")
    answer(lambda text: any(True for _ in scrubber.iter_filth(text)))


if __name__ == "__main__":
    main()
