"""``eval --robustness``: CheckList measures of the whole assistant, on development messages.

They are those of ``tests/checklist/messages.yml`` and a draw from ``data/nlu``, always the same; none is held apart.

Invariance: a message written otherwise keeps its route and its entry; what each way of writing costs is told in points.
Direction: what is added to a message moves its route as it should.
"""

import random
import sys
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import yaml
from tqdm import tqdm

from bot.cli.chain import Chain, Conversation, working_moment
from bot.cli.model import INTENTS
from bot.cli.rewriting import REWRITINGS
from bot.cli.texts import say
from bot.config import environment
from bot.config.pages import first_page
from bot.faq.phrasings import read_intents

MESSAGES = environment.ROOT / "tests" / "checklist" / "messages.yml"

MOST_POINTS = 3.0
"""What a way of writing may cost: points of messages that lose their route or their entry."""

DRAWN: Mapping[str, int] = {
    **dict.fromkeys(("question", "personal_case"), 20),
    **dict.fromkeys(("complaint", "human_request", "distress", "forbidden", "out_of_scope"), 10),
    **dict.fromkeys(("greeting", "thanks", "goodbye", "who_are_you"), 3),
}
"""How many examples of each intent are drawn."""

LENGTHS = range(15, 160)
"""Characters of an example that is drawn: shorter ones leave nothing to rewrite, longer ones are stories."""


def development_messages() -> list[str]:
    """What is rewritten, each message once."""
    written: list[str] = yaml.safe_load(MESSAGES.read_text(encoding="utf-8"))["messages"]
    examples = read_intents(*INTENTS)
    chance = random.Random(0)  # noqa: S311 (a fixed draw, not a secret)
    for intent, number in DRAWN.items():
        fitting = sorted({text for text in examples[intent] if len(text) in LENGTHS})
        written += chance.sample(fitting, number)
    return list(dict.fromkeys(written))


def evaluate(chain: Chain, tell: Callable[[str], None]) -> bool:
    """Plays every message in every way of writing it and tells what changes.

    Returns:
        Whether no way of writing costs more than :data:`MOST_POINTS`.
    """
    content = yaml.safe_load(MESSAGES.read_text(encoding="utf-8"))
    messages = development_messages()
    worst = 0.0
    plain = {text: _result(chain, text) for text in _progress(messages)}
    for name, rewrite in REWRITINGS.items():
        rewritten = {text: rewrite(text) for text in messages if rewrite(text) != text}
        if not rewritten:
            continue
        kept = sum(_result(chain, said) == plain[text] for text, said in _progress(rewritten.items()))
        points = 100 * (kept / len(rewritten) - 1)
        worst = min(worst, points)
        tell(
            say(
                "eval.unchanged",
                points=points,
                number=kept,
                count=len(rewritten),
                transform=say(f"eval.rewritings.{name}"),
            )
        )
    for change in content["directions"]:
        moved = sum(_result(chain, said)[0] in change["outcomes"] for said in _progress(change["messages"]))
        tell(say("eval.moved", number=moved, count=len(change["messages"]), change=change["name"]))
    tell(say("eval.robust" if worst >= -MOST_POINTS else "eval.fragile", most=MOST_POINTS))
    return worst >= -MOST_POINTS


def _result(chain: Chain, text: str) -> tuple[str, str | None]:
    """The outcome, and the likeliest entry where the FAQ decides."""
    page = first_page().id
    played = chain.say(Conversation(page, uuid.uuid4().hex), working_moment(page), text=text)
    from_faq = played["outcome"] in ("answered", "clarified")
    return played["outcome"], played["candidates"][0]["id"] if from_faq and played["candidates"] else None


def _progress(items: Any) -> Any:
    return tqdm(items, unit=" " + say("replay.progress"), file=sys.stderr, disable=None, leave=False)
