"""``eval --robustness``: CheckList measures of the whole assistant, on ``tests/checklist/messages.yml``.

Invariance: a message written otherwise keeps its route and its entry; what each way of writing costs is told in points.
Direction: what is added to a message moves its route as it should.
"""

import sys
import uuid
from collections.abc import Callable
from typing import Any

import yaml
from tqdm import tqdm

from bot.cli.chain import Chain, Conversation, working_moment
from bot.cli.rewriting import REWRITINGS
from bot.cli.texts import say
from bot.config import environment
from bot.config.pages import first_page

MESSAGES = environment.ROOT / "tests" / "checklist" / "messages.yml"


def evaluate(chain: Chain, tell: Callable[[str], None]) -> None:
    """Plays every message in every way of writing it and tells what changes."""
    content = yaml.safe_load(MESSAGES.read_text(encoding="utf-8"))
    messages: list[str] = content["messages"]
    plain = {text: _result(chain, text) for text in _progress(messages)}
    for name, rewrite in REWRITINGS.items():
        rewritten = {text: rewrite(text) for text in messages if rewrite(text) != text}
        kept = sum(_result(chain, said) == plain[text] for text, said in _progress(rewritten.items()))
        points = 100 * (kept / len(rewritten) - 1)
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


def _result(chain: Chain, text: str) -> tuple[str, str | None]:
    """The outcome, and the likeliest entry where the FAQ decides."""
    page = first_page().id
    played = chain.say(Conversation(page, uuid.uuid4().hex), working_moment(page), text=text)
    from_faq = played["outcome"] in ("answered", "clarified")
    return played["outcome"], played["candidates"][0]["id"] if from_faq and played["candidates"] else None


def _progress(items: Any) -> Any:
    return tqdm(items, unit=" " + say("replay.progress"), file=sys.stderr, disable=None, leave=False)
