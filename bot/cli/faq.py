"""``faq search`` and ``faq calibrate``."""

from collections.abc import Sequence

import yaml

from bot.cli.model import KEPT_PHRASINGS, OUTSIDE, PHRASINGS, vector_store
from bot.cli.terminal import Tell
from bot.cli.texts import say
from bot.config import environment
from bot.config.trained import ENCODER, TOPICS, VOCABULARY
from bot.faq import calibration
from bot.faq.encoder import Encoder
from bot.faq.index import Index
from bot.faq.live_index import LiveIndex
from bot.faq.phrasings import read_intents, read_phrasings
from bot.faq.search import CALIBRATION, CHOICES, Candidate, Search, score
from bot.faq.topics import Recipe, TopicModel
from bot.faq.trying import Tools, nearest_phrasing

SHOWN = 10


def search(question: str, tell: Tell, *, explain: bool = False) -> None:
    """Shows the likeliest entries, how near they are by meaning and by words, and what would be done.

    Args:
        question: as a citizen would type it.
        tell: where the lines go.
        explain: also shows how the first scores add up, which phrasing was nearest, and what the decision hangs on.

    Raises:
        EmptyFaqError: no entry can be served.
    """
    index, encoder, finder = served_index(), Encoder(ENCODER), finder_in_use()
    mended = finder.speller.mend(question)
    candidates = finder.candidates(index, mended, encoder.encode_queries([mended])[0])
    if mended != question:
        tell(say("faq.mended", question=mended))
    tell(say("faq.search_columns"))
    for candidate in candidates[:SHOWN]:
        match, entry = candidate.match, index.entries[candidate.entry_id]
        likeness = f"{match.dense:6.3f} {match.lexical:6.3f} {match.learnt:6.3f}"
        tell(f"{candidate.probability:6.1%} {likeness}  {entry.id:32} {entry.title}")
    if explain:
        _explain(question, candidates, Tools(vector_store(), encoder.encode_queries, finder), index, tell)
    tell(say(f"faq.decision.{finder.decide(candidates)}"))


def _explain(question: str, candidates: Sequence[Candidate], tools: Tools, index: Index, tell: Tell) -> None:
    weights = tools.search.calibration
    for candidate in candidates[:CHOICES]:
        match, entry = candidate.match, index.entries[candidate.entry_id]
        sums = {"lexical_weight": weights.lexical_weight, "learnt_weight": weights.learnt_weight}
        nearest = nearest_phrasing(entry, question, tools)
        tell(say("faq.explain.score", match=match, score=score(match, weights), nearest=nearest, **sums))
    none = 1 - sum(candidate.probability for candidate in candidates)
    choices = sum(candidate.probability for candidate in candidates[:CHOICES])
    tell(say("faq.explain.decision", none=none, choices=choices, weights=weights))


def calibrate(tell: Tell) -> None:
    """Learns the calibration again and writes it.

    Raises:
        EmptyFaqError: no entry can be served.
    """
    index, encoder = served_index(), Encoder(ENCODER, threads=2)
    (outside,) = read_intents(OUTSIDE).values()
    # What the topic model has read cannot tell how sure it may be of what it has not.
    topics = TopicModel.learn(read_phrasings(PHRASINGS), outside[::2], Recipe())
    kept = read_phrasings(KEPT_PHRASINGS)
    asked = [(text, topic) for topic, texts in kept.items() if topic in index.entries for text in texts]
    texts = [text for text, _ in asked] + outside[1::2]
    right = [topic for _, topic in asked] + [None] * len(outside[1::2])
    found = calibration.fit(calibration.ask_all(index, encoder, topics, texts, right))
    CALIBRATION.write_text(yaml.safe_dump(found.as_mapping(), sort_keys=False), encoding="utf-8")
    tell(say("faq.calibrated", file=CALIBRATION.relative_to(environment.ROOT), values=found))


def finder_in_use() -> Search:
    """The search as the assistant does it."""
    return Search.load(TOPICS, VOCABULARY)


def served_index() -> Index:
    """The index of the entries that are served today.

    Raises:
        EmptyFaqError: no entry can be served.
    """
    return LiveIndex(environment.path("CAF_FAQ_DIR"), vector_store()).get()
