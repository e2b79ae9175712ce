"""Keras half of the stand-in; see the ``tensorflow`` package beside it."""

import tensorflow


def __getattr__(name: str) -> type[tensorflow.Placeholder]:
    placeholder: type[tensorflow.Placeholder] = getattr(tensorflow, name)
    return placeholder
