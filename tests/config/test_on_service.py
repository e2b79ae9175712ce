"""What uses the database is tested on PostgreSQL, too."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_test_of_the_database_runs_on_postgresql_too() -> None:
    """Its folder is in the Makefile's list; a list that names none fails."""
    line = re.search(
        r"^ON_SERVICE := \$\(addprefix tests/,(.+)\)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE
    )
    assert line
    files = [file.relative_to(ROOT / "tests") for file in (ROOT / "tests").rglob("test_*.py") if file != Path(__file__)]
    using = {file.parts[0] for file in files if "mark.django_db" in (ROOT / "tests" / file).read_text(encoding="utf-8")}
    assert using == set(line[1].split())
