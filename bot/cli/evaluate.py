"""``eval``: the whole assistant on the held-apart messages of ``tests/evaluation``; figures only, never messages."""

import json
import sys
import uuid
from collections import Counter
from collections.abc import Callable

from tqdm import tqdm

from bot.charter.outcomes import Outcome
from bot.cli.chain import Chain, Conversation, working_moment
from bot.cli.texts import say
from bot.config import environment
from bot.config.pages import first_page
from bot.faq.evaluation import Figure, share

MESSAGES = environment.ROOT / "tests" / "evaluation" / "triage.jsonl"

FROM_THE_FAQ = frozenset({Outcome.ANSWERED, Outcome.CLARIFIED, Outcome.NOT_FOUND})
EXPECTED: dict[str, frozenset[Outcome]] = {
    "question": FROM_THE_FAQ,
    "personal_case": frozenset({Outcome.ROUTED_PERSONAL}),
    "complaint": frozenset({Outcome.ROUTED_COMPLAINT}),
    "human_request": frozenset({Outcome.ROUTED_HUMAN}),
    "distress": frozenset({Outcome.DISTRESS}),
    "forbidden": frozenset({Outcome.FORBIDDEN}),
    "out_of_scope": frozenset({Outcome.NOT_FOUND}),
    "other_language": frozenset({Outcome.OTHER_LANGUAGE, Outcome.NOT_FOUND}),
} | dict.fromkeys(("greeting", "thanks", "goodbye", "who_are_you", "small_talk"), frozenset({Outcome.SMALL_TALK}))
"""What the charter wants of each route of the set."""

CONFUSIONS = 12


def evaluate(chain: Chain, tell: Callable[[str], None]) -> None:
    """Plays every message as a conversation of its own and tells the recall of each route, with intervals."""
    page = first_page().id
    at = working_moment(page)
    rows = [json.loads(line) for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    seen: list[tuple[str, Outcome, bool | None]] = []
    for row in tqdm(rows, unit=" " + say("replay.progress"), file=sys.stderr, disable=None):
        played = chain.say(Conversation(page, uuid.uuid4().hex), at, text=row["text"])
        first = played["candidates"][0]["id"] if played["candidates"] else None
        right = first == row["faq_id"] if row["route"] == "question" and row["faq_id"] else None
        seen.append((row["route"], Outcome(played["outcome"]), right))
    for route, expected in EXPECTED.items():
        hits = [outcome in expected for played_route, outcome, _ in seen if played_route == route]
        if hits:
            tell(say("eval.route", share=_shown(share(hits)), count=len(hits), route=route))
    away = [outcome not in FROM_THE_FAQ for route, outcome, _ in seen if route == "question"]
    tell(say("eval.sent_away", share=_shown(share(away)), count=len(away)))
    entries = [right for _, _, right in seen if right is not None]
    tell(say("eval.right_entry", share=_shown(share(entries)), count=len(entries)))
    confused = Counter((route, outcome) for route, outcome, _ in seen if outcome not in EXPECTED[route])
    for (route, outcome), number in confused.most_common(CONFUSIONS):
        tell(say("eval.confused", number=number, expected=route, outcome=outcome))


def _shown(figure: Figure) -> str:
    return f"{figure.value:6.1%}  [{figure.low:.1%} – {figure.high:.1%}]".ljust(28)
