"""The circumstances of a message, on their way to Rasa and back."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charter.envelope import Envelope
from tests.charter.samples import moments

DEFAULT = Envelope("Caf par défaut", "https://caf.example/contact", "https://caf.example/rendez-vous")


def envelopes() -> st.SearchStrategy[Envelope]:
    """Any circumstances."""
    return st.builds(
        Envelope,
        page_name=st.text(max_size=20),
        contact_url=st.just("https://caf.example/a"),
        appointment_url=st.just("https://caf.example/b"),
        stopped=st.booleans(),
        stopped_entries=st.lists(st.sampled_from(["af-montant", "af-demande"]), unique=True).map(tuple),
        stopped_themes=st.lists(st.sampled_from(["famille", "rsa"]), unique=True).map(tuple),
        closed=st.booleans(),
        reopens=st.none() | moments(),
        blocked=st.booleans(),
        human_in_charge=st.booleans(),
        kinds=st.lists(st.sampled_from(["NIR", "ALLOC", "PHONE"]), unique=True).map(tuple),
        attachment=st.none() | st.sampled_from(["image", "audio"]),
        choice=st.none() | st.just("faq:af-montant"),
        silent=st.booleans(),
        too_many=st.booleans(),
        forget=st.booleans(),
    )


def instant(moment: datetime | None) -> datetime | None:
    """The moment in universal time: moments of two zones compare unequal in the hour that is repeated."""
    return moment.astimezone(UTC) if moment else None


@given(envelopes())
def test_an_envelope_travels_as_json(sent: Envelope) -> None:
    """What arrives after JSON is what was sent, local hours included."""
    arrived = Envelope.from_metadata(json.loads(json.dumps(sent.to_metadata())), DEFAULT)
    for name in Envelope.__dataclass_fields__:
        if name != "reopens":
            assert getattr(arrived, name) == getattr(sent, name), name
    assert instant(arrived.reopens) == instant(sent.reopens)
    if sent.reopens and arrived.reopens:
        assert arrived.reopens.replace(tzinfo=None) == sent.reopens.replace(tzinfo=None, fold=0)


@pytest.mark.parametrize("metadata", [None, {}, {"model": "x"}])
def test_the_default_stands_in_where_there_is_no_envelope(metadata: dict[str, Any] | None) -> None:
    """``rasa shell`` sends no circumstances: those of the default page hold."""
    assert Envelope.from_metadata(metadata, DEFAULT) == DEFAULT


@given(envelopes(), st.dictionaries(st.text(min_size=1, max_size=8), st.integers(), max_size=3))
def test_other_metadata_is_passed_over(sent: Envelope, others: dict[str, int]) -> None:
    """Keys that are none of ours change nothing."""
    noise = {key: value for key, value in others.items() if key not in Envelope.__dataclass_fields__}
    assert Envelope.from_metadata(noise | sent.to_metadata(), DEFAULT) == Envelope.from_metadata(
        sent.to_metadata(), DEFAULT
    )


def test_the_message_is_not_in_its_envelope() -> None:
    """The envelope has no field for a text: only circumstances travel beside it."""
    assert set(DEFAULT.to_metadata()) == {
        *("page_name", "contact_url", "appointment_url", "closed", "reopens", "human_in_charge", "blocked"),
        *("stopped", "stopped_entries", "stopped_themes"),
        *("kinds", "attachment", "choice", "silent", "too_many", "forget", "trace"),
    }
