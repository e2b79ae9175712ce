"""Short messages written against the detector, one a line in ``cases.jsonl``: a kind to find, or nothing.

They are regression cases: each was either missed or flagged once, or guards a rule. Figures of recall come
from the labelled messages of another writer (``messages/``), not from here.
"""

import json
from pathlib import Path

import pytest

from tests.charter.privacy.helpers import kinds

ROWS = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("text", "kind"), [(row["text"], row["kind"]) for row in ROWS if row["kind"]])
def test_the_kind_is_found(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize("text", [row["text"] for row in ROWS if not row["kind"]])
def test_a_legitimate_message_passes_in_any_case(text: str) -> None:
    assert [kinds(form) for form in (text, text.upper(), text.lower())] == [set(), set(), set()]
