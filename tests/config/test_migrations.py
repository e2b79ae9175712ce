"""A migration runs while the version before it still answers: it takes nothing from it, and asks nothing new of it.

What a later version no longer uses is removed by the version after that one (docs/exploitation.md, « Mettre à jour »).
"""

from collections.abc import Iterator, Sequence

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED

FIRST_RELEASE = {
    "console": "0004_handled_motive",
    "conversations": "0007_contacts_indexes",
    "editing": "0002_comparisons",
    "learning": "0001_initial",
    "stops": "0001_initial",
    "trials": "0001_initial",
}
"""What nobody has run an older version beside: everything up to the first release."""

HARMLESS = (
    migrations.AddIndex,
    migrations.AlterModelManagers,
    migrations.AlterModelOptions,
    migrations.CreateModel,
    migrations.RemoveIndex,
    migrations.RunPython,
)


def faults(operations: Sequence[Operation]) -> list[str]:
    """What the version before would trip over, each described as Django does."""
    return [operation.describe() for operation in operations if not _is_harmless(operation)]


def _is_harmless(operation: Operation) -> bool:
    if isinstance(operation, migrations.AddField):
        # The version before writes rows without it, and Django drops a « default » from the table once it is filled.
        return operation.field.null or operation.field.db_default is not NOT_PROVIDED
    return isinstance(operation, HARMLESS)


def later() -> Iterator[tuple[str, migrations.Migration]]:
    """Our migrations since the first release."""
    known = MigrationLoader(None).disk_migrations
    for (app, name), migration in known.items():
        if migration.__module__.startswith("bot.") and name > FIRST_RELEASE.get(app, ""):
            yield f"{app}.{name}", migration


def test_the_first_release_is_one_that_exists() -> None:
    """Nothing is left out by a name that is none."""
    assert set(FIRST_RELEASE.items()) <= MigrationLoader(None).disk_migrations.keys()


def test_the_version_before_goes_on() -> None:
    """Of each migration since."""
    found = {name: faults(migration.operations) for name, migration in later()}
    assert not any(found.values()), found


@pytest.mark.parametrize(
    ("operation", "count"),
    [
        (migrations.AddField("x", "y", models.TextField(blank=True)), 1),
        (migrations.AddField("x", "y", models.BooleanField(default=False)), 1),
        (migrations.AddField("x", "y", models.BooleanField(db_default=False)), 0),
        (migrations.AddField("x", "y", models.TextField(null=True)), 0),
        (migrations.RemoveField("x", "y"), 1),
        (migrations.RenameField("x", "y", "z"), 1),
        (migrations.DeleteModel("x"), 1),
        (migrations.AlterField("x", "y", models.IntegerField()), 1),
        (migrations.AddConstraint("x", models.CheckConstraint(condition=models.Q(y=1), name="y")), 1),
        (migrations.RunSQL("DROP TABLE x"), 1),
    ],
)
def test_what_the_version_before_trips_over_is_found(operation: Operation, count: int) -> None:
    """A column that it does not fill, one that it misses, a rule that it does not know."""
    assert len(faults([operation])) == count
