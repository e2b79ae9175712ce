"""Where what was trained lies."""

from bot.config import environment

MODELS = environment.ROOT / "models"
VECTORS = MODELS / "faq-vectors.npz"
TOPICS = MODELS / "faq-topics.skops"
VOCABULARY = MODELS / "vocabulary.json"
ENCODER = environment.ROOT / "data" / "encoder" / "base"
