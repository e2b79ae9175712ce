"""Stored vectors: a phrasing is encoded once, whatever the number of processes and restarts."""

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

logger = logging.getLogger(__name__)

Vectors = npt.NDArray[np.float32]
"""Unit vectors, one a row; or one such vector."""

Encode = Callable[[Sequence[str]], Vectors]
"""Turns texts into vectors, one row a text."""


def fingerprint(source: str | Path) -> str:
    """Tells one encoder from another: by its files, or by its name where it is none of ours."""
    digest = hashlib.sha256()
    folder = Path(source)
    if not folder.is_dir():
        digest.update(str(source).encode())
    for file in sorted(folder.glob("*")) if folder.is_dir() else ():
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


class VectorStore:
    """Vectors of indexed phrasings, kept in one file by content, so that an edit encodes only what changed.

    The file may be deleted at any time: it is made again. A broken one is treated as empty.

    Args:
        file: an ``.npz`` file; its folder is made where missing.
        encoder: fingerprint of the model whose vectors these are; another model's are never mixed in.
        encode: that model, called for phrasings that are not known yet.
    """

    def __init__(self, file: Path, encoder: str, encode: Encode) -> None:
        self._file = file
        self._encoder = encoder
        self._encode = encode
        self._known: dict[str, Vectors] = self._read()

    def missing(self, texts: Sequence[str]) -> int:
        """How many of these phrasings are still to be encoded."""
        return sum(self._key(text) not in self._known for text in set(texts))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of these phrasings, one row each; encodes, and keeps, those not known yet."""
        keys = [self._key(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if missing:
            self._known.update(zip(missing, self._encode(list(missing.values())), strict=True))
            self._keep()
        return np.stack([self._known[key] for key in keys])

    def _key(self, text: str) -> str:
        return f"{self._encoder}-{hashlib.sha256(text.encode()).hexdigest()}"

    def _read(self) -> dict[str, Vectors]:
        try:
            with self._file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
                known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return {}
        return {key: vector for key, vector in known.items() if key.startswith(self._encoder)}

    def _keep(self) -> None:
        """Writes the file; where it cannot be (disk full or read only) the vectors serve this process all the same."""
        try:
            self._write()
        except OSError as error:
            logger.warning("vectors are not kept in %s (%s)", self._file, error.strerror)

    def _write(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # Written aside, then renamed: another process never reads half a file.
        handle, name = tempfile.mkstemp(dir=self._file.parent, suffix=".npz")
        try:
            with os.fdopen(handle, "wb") as stream:
                np.savez(stream, keys=np.array(list(self._known)), vectors=np.stack(list(self._known.values())))
            Path(name).replace(self._file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
