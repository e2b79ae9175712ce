"""The trained Rasa model: made again when what it is made of has changed."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bot.config import environment
from bot.config.trained import ENCODER, MODELS, TOPICS, VECTORS, VOCABULARY
from bot.faq.phrasings import read_intents, read_phrasings
from bot.faq.vectors import Vectors, VectorStore, fingerprint
from bot.faq.vocabulary import Vocabulary

INTENT_ADAPTER = environment.ROOT / "data" / "encoder" / "intents.safetensors"
"""What the intent classifier adds to the pack (``config.yml`` names it, too)."""

INTENTS = [file for file in sorted((environment.ROOT / "data" / "nlu").glob("*.yml")) if file.name != "routes.yml"]
"""Examples of what is read from texts; ``routes.yml`` holds what rules alone decide."""

PHRASINGS = environment.ROOT / "data" / "nlu" / "faq"
KEPT_PHRASINGS = environment.ROOT / "data" / "nlu" / "faq_kept"
"""Phrasings of a writer whom the encoder is not tuned on: calibration is learnt on them."""

OUTSIDE = environment.ROOT / "data" / "nlu" / "out_of_scope.yml"

_INPUTS = (
    "config.yml",
    "domain.yml",
    "requirements.lock",
    "bot/faq/encoder.py",
    "bot/faq/onnx_pack.py",
    "bot/faq/pack.py",
    "bot/faq/folding.py",
)
_TOPICS_CODE = ("topics.py", "folding.py", "normaliser.py", "normaliser.yml", "vocabulary.py")
_INPUT_FOLDERS = ("data/nlu", "data/rules", "data/encoder", "bot/nlu")


class TrainingError(Exception):
    """``rasa train`` failed; ``log`` says why."""

    def __init__(self, log: Path) -> None:
        super().__init__(str(log))
        self.log = log


def current_model() -> Path:
    """The file that a model made of today's inputs has."""
    digest = hashlib.sha256()
    for file in _inputs():
        digest.update(str(file.relative_to(environment.ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return MODELS / f"caf-{digest.hexdigest()[:12]}.tar.gz"


def train(log: Path) -> Path:
    """Runs ``rasa train`` and removes the models of earlier inputs.

    Raises:
        TrainingError: it failed; the earlier model stays.
    """
    model = current_model()
    log.parent.mkdir(parents=True, exist_ok=True)
    # --force: Rasa's own cache does not see the encoder change; the name of the model already says what is new.
    command = (
        sys.executable,
        "-m",
        "rasa",
        "train",
        "--force",
        "--skip-validation",
        "--out",
        str(MODELS),
        "--fixed-model-name",
    )
    # Training reads no conversation and calls no action: the values below only have to be there.
    needed = {"CAF_ACTIONS_URL": "http://127.0.0.1:1/webhook", "CAF_TRACKER_URL": "sqlite://", "CAF_RASA_TOKEN": "-"}
    with log.open("wb") as output:
        done = subprocess.run(  # noqa: S603 (our own command)
            (*command, model.name.removesuffix(".tar.gz")),
            cwd=environment.ROOT,
            env=os.environ | needed | {"RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"},
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode != 0 or not model.exists():
        raise TrainingError(log)
    for earlier in MODELS.glob("caf-*.tar.gz"):
        if earlier != model:
            earlier.unlink()
    return model


def topics_are_current() -> bool:
    """Whether topic model and vocabulary are made of today's texts."""
    try:
        VOCABULARY.stat()
        with ZipFile(TOPICS) as archive:
            return archive.comment.decode() == _topics_inputs()
    except (OSError, BadZipFile):
        return False


def learn_topics() -> None:
    """Learns the words that people write, and the topic model from every phrasing; some ten seconds."""
    from bot.faq.topics import Recipe, TopicModel  # noqa: PLC0415 (torch takes seconds to import)

    phrasings = read_phrasings(PHRASINGS, KEPT_PHRASINGS)
    examples = read_intents(*INTENTS)
    Vocabulary.of(text for texts in (*phrasings.values(), *examples.values()) for text in texts).save(VOCABULARY)
    (outside,) = read_intents(OUTSIDE).values()
    TopicModel.learn(phrasings, outside, Recipe()).save(TOPICS, _topics_inputs())


def _topics_inputs() -> str:
    digest = hashlib.sha256()
    files = [*INTENTS, *(environment.ROOT / "bot" / "faq" / name for name in _TOPICS_CODE)]
    for file in (*files, *sorted(PHRASINGS.glob("*.yml")), *sorted(KEPT_PHRASINGS.glob("*.yml"))):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def vector_store() -> VectorStore:
    """The store of the FAQ's vectors; the encoder is loaded only if a phrasing is not known yet."""

    def encode(texts: Sequence[str]) -> Vectors:
        from bot.faq.encoder import Encoder  # noqa: PLC0415 (torch takes seconds to import)

        return Encoder(ENCODER, threads=2).encode_passages(texts)

    return VectorStore(VECTORS, fingerprint(ENCODER), encode)


def _inputs() -> Iterator[Path]:
    for name in _INPUTS:
        yield environment.ROOT / name
    for name in _INPUT_FOLDERS:
        folder = environment.ROOT / name
        yield from sorted(
            file
            for file in folder.rglob("*")
            if file.is_file() and file.suffix in {".py", ".yml", ".json", ".safetensors"}
        )
