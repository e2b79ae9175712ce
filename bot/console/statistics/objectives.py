"""The objectives of the service: ``CAF_OBJECTIVES_FILE``, checked, each beside what is attained (AR2)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bot.config import environment
from bot.console.statistics.measures import Measure, Values
from bot.console.statistics.table import Row, Table, columns
from bot.console.texts import say
from bot.faq.documents import read_document
from bot.faq.problems import InvalidFileError, finding

_SCHEMA = Path(__file__).with_name("objectives.schema.json")


def read_objectives() -> Mapping[Measure, float]:
    """The target of each measure that has one, in the order of the file.

    Raises:
        InvalidFileError: the file is missing, breaks the schema or gives a measure twice.
    """
    document = read_document(environment.path("CAF_OBJECTIVES_FILE"), _SCHEMA)
    targets: dict[Measure, float] = {}
    for place, row in enumerate(document.content):
        measure = Measure(row["measure"])
        if measure in targets:
            twice = finding("twice", (place, "measure"), id=measure.value)
            raise InvalidFileError([twice.at(document.file, document.line(twice.field))])
        targets[measure] = float(row["target"])
    return targets


def unusable(error: InvalidFileError) -> Table:
    """What stands in the place of the objectives while their file is wrong: line, reason and remedy."""
    inside = (replace(problem, file=_below(environment.ROOT, problem.file)) for problem in error.problems)
    return Table("objectives", [], [], problem=" ".join(map(str, inside)))


def attained(targets: Mapping[Measure, float], now: Values, before: Values) -> Table:
    """Each objective with its value in both periods, and in words whether it is reached."""
    rows = [
        Row(measure.label, (_target(measure, target), measure.words(now[measure]), _verdict(measure, target, now),
                            measure.words(before[measure])))
        for measure, target in targets.items()
    ]  # fmt: skip
    return Table("objectives", columns("measure", "target", "count", "verdict", "earlier"), rows)


def _below(folder: Path, file: Path) -> Path:
    """The file as people know it; not where the installation lies on its machine."""
    return file.relative_to(folder) if file.is_relative_to(folder) else Path(file.name)


def _target(measure: Measure, target: float) -> str:
    bound = "at_least" if measure.is_reached(target + 1, target) else "at_most"
    return say(f"statistics.{bound}", value=measure.words(target))


def _verdict(measure: Measure, target: float, values: Values) -> str:
    value = values[measure]
    if value is None:
        return say("statistics.verdicts.unknown")
    return say(f"statistics.verdicts.{'reached' if measure.is_reached(value, target) else 'missed'}")
