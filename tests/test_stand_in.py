"""The stand-in for TensorFlow: Rasa is imported, and using a TensorFlow component says what is missing."""

import subprocess
import sys

import pytest

IMPORTED_BY_RASA = (
    "rasa.core.policies.ted_policy",
    "rasa.core.policies.unexpected_intent_policy",
    "rasa.nlu.classifiers.diet_classifier",
    "rasa.nlu.selectors.response_selector",
    "rasa.utils.tensorflow.models",
    "rasa.utils.tensorflow.crf",
    "rasa.utils.train_utils",
)


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Runs code in an interpreter of its own: TensorFlow's names are process-wide."""
    return subprocess.run(
        (sys.executable, "-W", "ignore", "-c", code), capture_output=True, text=True, check=False, timeout=120
    )


def test_rasa_modules_that_name_tensorflow_are_imported() -> None:
    """Everything that subclasses layers or decorates with tf.function can be imported."""
    done = run("\n".join(f"import {module}" for module in IMPORTED_BY_RASA))
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize(
    "use",
    [
        "import tensorflow as tf; tf.keras.layers.Dense(3)",
        "import tensorflow as tf; tf.constant([1.0])",
        "from tensorflow.keras import backend as K; K.clear_session()",
        "import keras; keras.Model()",
        "from rasa.utils.tensorflow.layers import Embed; Embed(3, 0.1)",
    ],
)
def test_using_a_component_says_what_is_missing(use: str) -> None:
    """The error names TensorFlow and how to put it back."""
    done = run(use)
    assert done.returncode != 0
    assert "needs TensorFlow" in done.stderr
    assert "pip install 'tensorflow==" in done.stderr
