"""Stored vectors."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.faq.vectors import Vectors, VectorStore, fingerprint


class Model:
    """A small encoder that remembers what it was asked for."""

    def __init__(self, dimensions: int = 3) -> None:
        self.dimensions = dimensions
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, made of its characters."""
        self.asked += texts
        rows = [[len(text), sum(map(ord, text)), *[1] * (self.dimensions - 2)] for text in texts]
        return np.array(rows, dtype=np.float32)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where vectors are kept; its folder does not exist yet."""
    return tmp_path / "models" / "vectors.npz"


def test_vectors_come_one_a_text_in_order(file: Path) -> None:
    """Rows are those of the texts, repeated texts included."""
    model = Model()
    rows = VectorStore(file, "a", model).passages(["un", "deux", "un"])
    np.testing.assert_array_equal(rows, Model()(["un", "deux", "un"]))


def test_a_phrasing_is_encoded_once(file: Path) -> None:
    """Only what is not known yet is encoded."""
    model = Model()
    store = VectorStore(file, "a", model)
    assert store.missing(["un", "deux", "un"]) == 2
    store.passages(["un", "deux", "un"])
    assert store.missing(["un", "trois"]) == 1
    store.passages(["deux", "trois"])
    assert sorted(model.asked) == ["deux", "trois", "un"]


def test_vectors_survive_a_restart(file: Path) -> None:
    """Another process reads them instead of encoding again."""
    expected = VectorStore(file, "a", Model()).passages(["un", "deux"])
    later = Model()
    np.testing.assert_array_equal(VectorStore(file, "a", later).passages(["un", "deux"]), expected)
    assert later.asked == []


def test_the_file_may_be_deleted(file: Path) -> None:
    """It is made again."""
    VectorStore(file, "a", Model()).passages(["un"])
    file.unlink()
    VectorStore(file, "a", Model()).passages(["un"])
    assert file.exists()


def test_no_half_written_file_stays_beside(file: Path) -> None:
    """After writing there is the one file and nothing else."""
    VectorStore(file, "a", Model()).passages(["un"])
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("content", [b"", b"abc", b"\x93NUMPY\x01\x00", b"PK\x03\x04"], ids=str)
def test_a_broken_file_is_treated_as_empty(file: Path, content: bytes) -> None:
    """Garbage is encoded anew, not an error."""
    file.parent.mkdir()
    file.write_bytes(content)
    model = Model()
    VectorStore(file, "a", model).passages(["un"])
    assert model.asked == ["un"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_treated_as_empty(file: Path, share: float) -> None:
    """A file cut short by a full disk or a copy that was stopped is encoded anew."""
    VectorStore(file, "a", Model()).passages(["un", "deux"])
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    model = Model()
    VectorStore(file, "a", model).passages(["un"])
    assert model.asked == ["un"]


def test_a_file_of_other_arrays_is_treated_as_empty(file: Path) -> None:
    """A valid archive that is not ours is not read."""
    file.parent.mkdir()
    np.savez(file, other=np.zeros(3))
    model = Model()
    VectorStore(file, "a", model).passages(["un"])
    assert model.asked == ["un"]


def test_vectors_of_another_model_are_never_used(file: Path) -> None:
    """The same text is encoded again by another encoder."""
    VectorStore(file, "a", Model()).passages(["un"])
    other = Model()
    VectorStore(file, "b", other).passages(["un"])
    assert other.asked == ["un"]


def test_an_encoder_of_another_size_may_take_over(file: Path) -> None:
    """An operator who names another encoder, with longer vectors, is served by the same file."""
    VectorStore(file, "a", Model(3)).passages(["un"])
    assert VectorStore(file, "b", Model(5)).passages(["un"]).shape == (1, 5)


def test_what_cannot_be_written_serves_all_the_same(tmp_path: Path) -> None:
    """A disk that is full or read only keeps no edit from being served; here the folder cannot be made."""
    (tmp_path / "models").write_bytes(b"")
    store = VectorStore(tmp_path / "models" / "vectors.npz", "a", Model())
    np.testing.assert_array_equal(store.passages(["un"]), Model()(["un"]))


def test_a_fingerprint_tells_encoders_apart(tmp_path: Path) -> None:
    """It is that of the files' names and content, and stays while they do."""
    (tmp_path / "model").write_text("a")
    first = fingerprint(tmp_path)
    assert fingerprint(str(tmp_path)) == first
    (tmp_path / "model").write_text("b")
    second = fingerprint(tmp_path)
    (tmp_path / "model").rename(tmp_path / "other")
    assert len({first, second, fingerprint(tmp_path)}) == 3


def test_a_hub_name_has_a_fingerprint_of_its_own() -> None:
    """Encoders that are no folder are told apart by name."""
    assert fingerprint("someone/model-a") != fingerprint("someone/model-b")
    assert fingerprint("someone/model-a") == fingerprint("someone/model-a")
