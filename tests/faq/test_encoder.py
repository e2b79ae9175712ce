"""The sentence encoder."""

import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.faq.encoder import Encoder, EncoderError
from bot.faq.pack import WEIGHTS
from tests.faq.conftest import ENCODER

SENTENCES = ["Quel est le montant des allocations familiales ?", "bjr cb pr 2 enfan", "Où ?", "mot de passe oublié"]


def test_vectors_have_length_1(encoder: Encoder) -> None:
    """Every row is a unit vector in float32, so that a dot product is a cosine."""
    for vectors in (encoder.encode_queries(SENTENCES), encoder.encode_passages(SENTENCES)):
        assert vectors.shape[0] == len(SENTENCES)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_company_changes_nothing(encoder: Encoder) -> None:
    """A sentence has the same vector alone and beside longer ones."""
    together = encoder.encode_queries(SENTENCES)
    alone = np.concatenate([encoder.encode_queries([sentence]) for sentence in SENTENCES])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_questions_and_phrasings_are_encoded_differently(encoder: Encoder) -> None:
    """E5 wants another prefix for what is asked than for what is indexed."""
    assert not np.allclose(encoder.encode_queries(SENTENCES), encoder.encode_passages(SENTENCES), atol=1e-3)


def test_what_is_meant_alike_is_near(encoder: Encoder) -> None:
    """The nearest phrasing to a question is the one that means the same, whatever its words."""
    phrasings = ["montant des allocations familiales", "recette de tarte aux pommes", "changer de mot de passe"]
    passages = encoder.encode_passages(phrasings)
    queries = encoder.encode_queries(["combien d'allocs pour deux gosses ?", "j'ai perdu mon code d'accès"])
    assert (queries @ passages.T).argmax(axis=1).tolist() == [0, 2]


def test_a_long_message_is_encoded_by_its_beginning(encoder: Encoder) -> None:
    """Beyond 128 pieces nothing counts, and nothing fails."""
    beginning = "allocations familiales " * 200
    first, second, other = encoder.encode_queries([beginning + "fin", beginning + "suite", "tarte aux pommes"])
    np.testing.assert_allclose(first, second, atol=1e-6)
    assert not np.allclose(first, other, atol=1e-2)


@pytest.mark.parametrize("text", ["", " ", "\x00", "🙂", "a" * 5000, "\u202e"], ids=ascii)
def test_any_text_has_a_vector(encoder: Encoder, text: str) -> None:
    """Empty and odd texts are encoded without NaN."""
    assert np.isfinite(encoder.encode_queries([text])).all()


def test_the_embedded_encoder_needs_no_network(monkeypatch: pytest.MonkeyPatch, encoder: Encoder) -> None:
    """It loads, and encodes the same, where no connection can be opened."""

    def refuse(*_: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    again = Encoder(ENCODER, threads=2)
    np.testing.assert_allclose(again.encode_queries(SENTENCES), encoder.encode_queries(SENTENCES), atol=1e-6)


def test_a_missing_encoder_is_named(tmp_path: Path) -> None:
    """The error names the folder that is not there."""
    with pytest.raises(EncoderError, match="absent"):
        Encoder(tmp_path / "absent")


def test_a_broken_encoder_is_named(tmp_path: Path) -> None:
    """The error names the folder whose weights cannot be read."""
    (tmp_path / WEIGHTS).write_bytes(b"nothing")
    with pytest.raises(EncoderError, match=str(tmp_path)):
        Encoder(tmp_path)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    """The error names the folder that holds no model."""
    with pytest.raises(EncoderError, match=str(tmp_path)):
        Encoder(tmp_path)
