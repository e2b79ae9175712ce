"""``eval --robustness``: CheckList measures of the whole assistant, on development messages.

They are those of ``tests/checklist/messages.yml`` and a draw from ``data/nlu``, always the same; none is held apart.

Invariance: what was dealt with rightly still is when it is written otherwise; what each way of writing costs is told in
points, and how many messages keep outcome and entry to the letter. What becomes right makes up for nothing.
Direction: what is added to a message moves its route as it should.
"""

import random
import sys
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from tqdm import tqdm

from bot.charter.outcomes import Outcome
from bot.cli.chain import Chain, Conversation, working_moment
from bot.cli.evaluate import EXPECTED, FROM_THE_FAQ
from bot.cli.model import INTENTS
from bot.cli.rewriting import REWRITINGS
from bot.cli.texts import say
from bot.config import environment
from bot.config.pages import first_page
from bot.faq.phrasings import read_intents

MESSAGES = environment.ROOT / "tests" / "checklist" / "messages.yml"

MOST_POINTS = 3.0
"""What a way of writing may cost: points of messages that were dealt with rightly and are no longer."""

DRAWN: Mapping[str, int] = {
    **dict.fromkeys(("question", "personal_case"), 80),
    **dict.fromkeys(("complaint", "human_request", "distress", "forbidden", "out_of_scope"), 40),
    **dict.fromkeys(("greeting", "thanks", "goodbye", "who_are_you"), 12),
}
"""How many examples of each intent are drawn: so many that one message more or less is a third of a point."""

LENGTHS = range(15, 160)
"""Characters of an example that is drawn: shorter ones leave nothing to rewrite, longer ones are stories."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the assistant did with a message.

    Attributes:
        outcome: what was done.
        entry: the likeliest entry, where the FAQ decided.
    """

    outcome: Outcome
    entry: str | None

    def is_right(self, intent: str | None, plain: "Result") -> bool:
        """Whether this is right for a message that, as it was first written, got ``plain``.

        Args:
            intent: that of the message; None where none is known, and what was done first counts as right.
            plain: its entry counts as right where the FAQ was to decide, and did.
        """
        expected = EXPECTED[intent] if intent else FROM_THE_FAQ if plain.entry else {plain.outcome}
        other_entry = expected is FROM_THE_FAQ and plain.entry not in (None, self.entry)
        return self.outcome in expected and not other_entry


def development_messages() -> dict[str, str | None]:
    """What is rewritten, each message once, by intent where it has one."""
    written: list[str] = yaml.safe_load(MESSAGES.read_text(encoding="utf-8"))["messages"]
    messages: dict[str, str | None] = dict.fromkeys(written)
    examples = read_intents(*INTENTS)
    chance = random.Random(0)  # noqa: S311 (a fixed draw, not a secret)
    for intent, number in DRAWN.items():
        fitting = sorted({text for text in examples[intent] if len(text) in LENGTHS})
        messages |= dict.fromkeys(chance.sample(fitting, number), intent)
    return messages


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
        now = {text: _result(chain, said) for text, said in _progress(rewritten.items())}
        right = [text for text in now if plain[text].is_right(messages[text], plain[text])]
        still = sum(now[text].is_right(messages[text], plain[text]) for text in right)
        points = 100 * (still - len(right)) / len(now)
        worst = min(worst, points)
        tell(
            say(
                "eval.unchanged",
                points=points,
                right=len(right),
                still=still,
                kept=sum(result == plain[text] for text, result in now.items()),
                count=len(now),
                transform=say(f"eval.rewritings.{name}"),
            )
        )
    for change in content["directions"]:
        moved = sum(_result(chain, said).outcome in change["outcomes"] for said in _progress(change["messages"]))
        tell(say("eval.moved", number=moved, count=len(change["messages"]), change=change["name"]))
    tell(say("eval.robust" if worst >= -MOST_POINTS else "eval.fragile", most=MOST_POINTS))
    return worst >= -MOST_POINTS


def _result(chain: Chain, text: str) -> Result:
    page = first_page().id
    played = chain.say(Conversation(page, uuid.uuid4().hex), working_moment(page), text=text)
    outcome = Outcome(played["outcome"])
    from_faq = outcome in FROM_THE_FAQ and played["candidates"]
    return Result(outcome, played["candidates"][0]["id"] if from_faq else None)


def _progress(items: Any) -> Any:
    return tqdm(items, unit=" " + say("replay.progress"), file=sys.stderr, disable=None, leave=False)
