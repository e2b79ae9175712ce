"""The parts of the report: which room measures each, and at which size."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A room at a size.

    Attributes:
        name: what ``--only`` calls it.
        module: the room.
        options: what it is told.
        quick: what it is told in a quick run instead, where that differs.
        apart: why it is run only when it is named; empty where it always is.
    """

    name: str
    module: str
    options: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()
    apart: str = ""

    def command(self, *, quick: bool) -> tuple[str, ...]:
        """What Python is told to run."""
        return ("-m", self.module, *(self.quick if quick and self.quick else self.options))


_YEAR = ("--days", "395", "--purge")

PARTS = (
    Part(
        "chain",
        "benchmarks.chain",
        ("--messages", "60", "--rounds", "1"),
        ("--levels", "1", "8", "--messages", "20", "--rounds", "1"),
    ),
    Part("profile", "benchmarks.profile", (), ("--messages", "40")),
    Part(
        "plain-rasa",
        "benchmarks.plain_rasa",
        (),
        ("--epochs", "1", "--questions", "100", "--timed", "20"),
    ),
    Part("haystack", "benchmarks.haystack", ("--questions", "1000"), ("--questions", "100")),
    Part("encoder", "benchmarks.encoder", (), ("--questions", "32", "--rounds", "1")),
    Part("growth", "benchmarks.growth", (), ("--entries", "100", "1000")),
    Part("contacts", "benchmarks.console", ("--contacts", "1000000", *_YEAR), ("--contacts", "20000", *_YEAR)),
    Part("privacy", "benchmarks.privacy", ("--peers",)),
    Part("retrieval", "benchmarks.retrieval"),
    Part("faq-edit", "benchmarks.faq_edit", ("--peer-rounds", "0"), ("--peer-rounds", "0", "--rounds", "2")),
    Part("acknowledge", "benchmarks.channels", ("acknowledge",), ("acknowledge", "--seconds", "3")),
    Part("phrasings", "benchmarks.phrasings"),
    Part("faq-publish", "benchmarks.faq_publish", apart="needs a browser"),
    Part("storm", "benchmarks.channels", ("storm",), apart="processes are killed for ten minutes"),
    Part("service", "benchmarks.service", apart="needs PostgreSQL and Redis"),
)
