"""A job for :mod:`tests.config.test_apart`: ``python -m tests.config.job``."""

import time
from collections.abc import Iterator

from bot.config.apart import Row, serve_job


def work(job: Row) -> Iterator[Row]:
    """Counts, then does what the job asks for."""
    for number in range(job["count"]):
        yield {"number": number, "told": job["told"]}
    if job["end"] == "fail":
        raise ValueError(job["told"])
    if job["end"] == "sleep":
        time.sleep(60)


if __name__ == "__main__":
    serve_job(work)
