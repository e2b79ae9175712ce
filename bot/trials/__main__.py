"""The trial itself, in a process of its own: ``python -m bot.trials``, started by the worker (bot.config.apart).

The job is ``{"entry", "question", "whole"}`` (:class:`bot.trials.models.Trial`). Its rows: ``{"progress"}``;
``{"asked"}`` with what the question finds ``now`` and ``then``; ``{"measured"}`` with the questions of the evaluation
set that are ``broken`` and ``mended`` by the change.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.config import environment
from bot.config.apart import Row, serve_job
from bot.config.trained import ENCODER, TOPICS, VECTORS, VOCABULARY
from bot.faq.encoder import Encoder
from bot.faq.entries import Entry, parse_entry
from bot.faq.evaluation import Question, Result, read_questions
from bot.faq.live import LiveSnapshot
from bot.faq.search import Candidate, Search
from bot.faq.trying import Comparison, Tools, compare, grade, nearest_phrasing, overlaid
from bot.faq.vectors import VectorStore, fingerprint

SHOWN = 5
"""Candidates that are shown of each search."""

STEP = 16
"""Questions between two reports of progress."""


def tools() -> Tools:
    """The search as the assistant does it."""
    encoder = Encoder(ENCODER)
    vectors = VectorStore(VECTORS, fingerprint(ENCODER), encoder.encode_passages)
    return Tools(vectors, encoder.encode_queries, Search.load(TOPICS, VOCABULARY))


def run(job: Row, using: Tools) -> Iterator[Row]:
    """Does one trial.

    Raises:
        InvalidFileError: the text is no entry.
    """
    served = LiveSnapshot(environment.path("CAF_FAQ_DIR")).get().served
    changed = parse_entry(job["entry"]) if job["entry"] else None
    if job["question"]:
        (comparison,) = compare(served, changed, [Question(job["question"], ())], using)
        then = overlaid(served, changed)
        yield {
            "asked": {
                "now": _found(comparison.now, served, using),
                "then": _found(comparison.then, then, using) if changed else None,
            }
        }
    if job["whole"] and changed:
        yield from _measure(served, changed, using)


def _measure(served: Mapping[str, Entry], changed: Entry, using: Tools) -> Iterator[Row]:
    questions = read_questions(environment.path("CAF_FAQ_QUESTIONS"))
    found: list[Comparison] = []
    for comparison in compare(served, changed, questions, using):
        found.append(comparison)
        if len(found) % STEP == 0:
            yield {"progress": len(found) / len(questions)}
    yield {
        "measured": {
            "questions": len(found),
            "broken": [_moved(each) for each in found if each.breaks],
            "mended": [_moved(each) for each in found if each.mends],
        }
    }


def _found(result: Result, entries: Mapping[str, Entry], using: Tools) -> dict[str, Any]:
    rows = [_row(candidate, entries[candidate.entry_id], result, using) for candidate in result.candidates[:SHOWN]]
    return {"decision": result.decision.value, "candidates": rows}


def _row(candidate: Candidate, entry: Entry, result: Result, using: Tools) -> dict[str, Any]:
    match = candidate.match
    return {
        "id": entry.id,
        "title": entry.title,
        "probability": candidate.probability,
        "meaning": match.dense,
        "words": match.lexical,
        "learnt": match.learnt,
        "nearest": nearest_phrasing(entry, result.question.text, using),
    }


def _moved(comparison: Comparison) -> dict[str, Any]:
    return {
        "question": comparison.now.question.text,
        "right": next(iter(comparison.now.question.accepted), None),
        **{name: _grade(result) for name, result in (("now", comparison.now), ("then", comparison.then))},
    }


def _grade(result: Result) -> dict[str, Any]:
    first = result.candidates[0].entry_id if result.candidates else None
    return {"grade": grade(result).name.lower(), "first": first}


if __name__ == "__main__":
    serve_job(lambda job: run(job, tools()))
