"""Stand-in for TensorFlow: Rasa imports it at start, the assistant's pipeline never uses it.

Rasa 3.6 imports TensorFlow and Keras in modules that every command loads, to subclass layers and to annotate
types. Real TensorFlow costs 2 GB of disk, several seconds a start and a list of known vulnerabilities. Here
every name that Rasa looks up is a :class:`Placeholder` class: it may be subclassed, annotated with and used as a
decorator, which is all that importing needs. Calling or instantiating one raises :class:`TensorFlowMissingError`.

To use a TensorFlow component (DIETClassifier, TEDPolicy, ResponseSelector, …), uninstall
``tensorflow-stand-in`` and install ``tensorflow``.
"""

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from typing import Any

__version__ = "0+stand-in"

_ROOTS = ("tensorflow", "keras")


class TensorFlowMissingError(ImportError):
    """A component that needs the real TensorFlow was used."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' needs TensorFlow, which this installation leaves out on purpose. Use a pipeline without "
            "TensorFlow components, or run: pip uninstall tensorflow-stand-in && pip install 'tensorflow==2.12.0'."
        )


class _PlaceholderMeta(type):
    """Makes attributes of a placeholder placeholders again, and lets it stand in type annotations."""

    def __getattr__(cls, name: str) -> "type[Placeholder]":
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(f"{cls.__module__}.{cls.__qualname__}.{name}")

    def __getitem__(cls, _item: object) -> "type[Placeholder]":
        return cls  # type: ignore[return-value]  # the metaclass is only ever used by Placeholder

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        decorated = args[0] if len(args) == 1 and not kwargs else None
        if isinstance(decorated, types.FunctionType):  # ``@tf.function`` at import time
            return decorated
        raise TensorFlowMissingError(f"{cls.__module__}.{cls.__qualname__}")

    def __or__(cls, _other: object) -> "type[Placeholder]":
        return cls  # type: ignore[return-value]

    __ror__ = __or__


class Placeholder(metaclass=_PlaceholderMeta):
    """Base of every name that this stand-in hands out."""


def _placeholder(path: str) -> type[Placeholder]:
    module, _, name = path.rpartition(".")
    return _PlaceholderMeta(name, (Placeholder,), {"__module__": module})  # type: ignore[return-value]


class _PlaceholderModule(types.ModuleType):
    def __getattr__(self, name: str) -> type[Placeholder]:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(f"{self.__name__}.{name}")


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers ``import tensorflow.anything`` and ``import keras.anything`` with an empty module."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.startswith(tuple(f"{root}." for root in _ROOTS)):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _PlaceholderModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        return None


def __getattr__(name: str) -> type[Placeholder]:
    if name.startswith("__"):
        raise AttributeError(name)
    return _placeholder(f"tensorflow.{name}")


sys.meta_path.append(_Finder())
