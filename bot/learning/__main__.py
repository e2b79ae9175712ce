"""The grouping itself, in a process of its own: ``python -m bot.learning``, started by the worker (bot.config.apart).

The job is ``{"texts", "centres"}``: questions, and the centres of the groups that there are. Its one row:
``{"joins", "new"}``: for each text the place of the group that it joins, or null; and the new groups, each with its
``members`` (places of texts) and its ``centre``.
"""

from collections.abc import Iterator

import numpy as np

from bot.config.apart import Row, serve_job
from bot.config.trained import ENCODER
from bot.faq.encoder import Encoder
from bot.faq.vectors import Encode
from bot.learning.grouping import clusters, nearest_group


def run(job: Row, encode: Encode) -> Iterator[Row]:
    """Puts each question where it belongs."""
    vectors = encode(job["texts"])
    joins = nearest_group(vectors, [np.asarray(centre, dtype=np.float32) for centre in job["centres"]])
    alone = [place for place, group in enumerate(joins) if group is None]
    new = [
        {"members": [alone[member] for member in cluster.members], "centre": cluster.centre.tolist()}
        for cluster in clusters(vectors[alone])
    ]
    yield {"joins": joins, "new": new}


if __name__ == "__main__":
    serve_job(lambda job: run(job, Encoder(ENCODER).encode_queries))
