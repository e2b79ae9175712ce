"""Jobs in a process of their own."""

import pytest

from bot.config import apart
from bot.config.apart import ApartError, run_apart


def job(end: str = "", count: int = 2) -> dict[str, object]:
    """What the job of these tests is told."""
    return {"told": "formulation à essayer", "count": count, "end": end}


def test_rows_come_back_as_they_were_said() -> None:
    assert list(run_apart("tests.config.job", job())) == [
        {"number": number, "told": "formulation à essayer"} for number in range(2)
    ]


def test_an_error_shows_its_type_and_nothing_of_the_job() -> None:
    with pytest.raises(ApartError) as caught:
        list(run_apart("tests.config.job", job("fail")))
    assert str(caught.value) == "ValueError"


def test_a_module_that_does_not_run_is_an_error() -> None:
    with pytest.raises(ApartError):
        list(run_apart("tests.config.no_such_job", job()))


def test_a_job_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it said before arrives."""
    monkeypatch.setattr(apart, "LIMIT_SECONDS", 3.0)
    rows = run_apart("tests.config.job", job("sleep", count=1))
    assert next(rows)["number"] == 0
    with pytest.raises(ApartError):
        next(rows)


def test_a_job_that_nobody_listens_to_ends() -> None:
    """Closing the rows returns at once, a minute before the job would have ended by itself."""
    rows = run_apart("tests.config.job", job("sleep", count=1))
    next(rows)
    rows.close()  # type: ignore[attr-defined]  # a generator
