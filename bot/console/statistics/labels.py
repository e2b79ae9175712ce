"""French words for what records hold."""

from collections.abc import Iterable, Mapping

from bot.charter.outcomes import labels as outcomes
from bot.config import environment
from bot.console.texts import named, say
from bot.faq.catalogue import read_catalogue


def motive_labels(motives: Iterable[str]) -> Mapping[str, str]:
    """Words for motives: topics of the FAQ, else outcomes, else intents."""
    topics = {entry: topic.scope for entry, topic in read_catalogue(environment.path("CAF_FAQ_DIR")).items()}
    known = {**outcomes(), **topics}
    return {motive: known.get(motive) or named("motives", motive) for motive in motives}


def benefit_labels(benefits: Iterable[str]) -> Mapping[str, str]:
    """Names of benefits; one that has none here stands for itself."""
    return {benefit: named("benefits", benefit) if benefit else say("statistics.no_benefit") for benefit in benefits}
