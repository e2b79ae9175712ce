"""French spaces, apostrophes and ellipses in what citizens read (CN7).

The variants are left as they are typed: nobody reads them, and the search folds such signs away.
"""

from collections.abc import Iterator

from bot.charter.typography import mend
from bot.faq.checks.context import Context
from bot.faq.checks.fields import shown_texts
from bot.faq.entries import Entry
from bot.faq.problems import Finding, finding

_AROUND = 12


def check(entry: Entry, _: Context) -> Iterator[Finding]:
    """Each row that ``mend`` would change, with the first place where it would."""
    for field, text in shown_texts(entry):
        for number, row in enumerate(text.split("\n")):
            mended = mend(row)
            if mended != row:
                first = next(
                    (place for place, (old, new) in enumerate(zip(row, mended, strict=False)) if old != new),
                    min(len(row), len(mended)),
                )
                start, end = max(0, first - _AROUND), first + _AROUND
                yield finding("typography", field, number, written=row[start:end], mended=mended[start:end])
