"""Makes a step fail on purpose: Python reads this module when a process starts with this folder on its path.

The file named by ``CAF_TESTS_FAULT`` holds the name of the step that is to fail now. The exception shows every argument
of the step, as a careless library would: whoever logs its message logs the citizen's words.
"""

import functools
import importlib
import importlib.abc
import importlib.machinery
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

STEPS = {
    "bot.channels.web": ("to_event",),
    "bot.conversations.inbox": ("admit", "conversation_of"),
    "bot.conversations.worker": ("answer",),
    "bot.conversations.rasa": ("ask",),
    "bot.nlu.front_door": ("redact",),
    "bot.nlu.privacy_wall": ("PrivacyWall.process",),
    "bot.nlu.sentence_encoder": ("SentenceEncoder.process",),
    "bot.nlu.intent_classifier": ("IntentClassifier.process",),
    "bot.nlu.faq_retriever": ("FaqRetriever.process",),
    "bot.nlu.charter_router": ("CharterRouter.process",),
    "actions.refusal": ("ActionRefusePersonalData.run",),
}
"""Modules and the functions in them that can be made to fail."""


def failing(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which raises while the file names it."""

    @functools.wraps(function)
    def step(*arguments: Any, **named: Any) -> Any:
        fault = Path(os.environ["CAF_TESTS_FAULT"])
        if fault.read_text(encoding="utf-8") == name:
            fault.with_name(f"{name}.fired").touch()
            shown = [getattr(argument, "__dict__", argument) for argument in arguments]
            slots = [[getattr(a, s, "") for s in getattr(type(a), "__slots__", ())] for a in arguments]
            raise RuntimeError(f"fault in {name}: {shown!r} {slots!r} {named!r}")
        return function(*arguments, **named)

    return step


def patch(module: ModuleType) -> None:
    """Replaces the steps of a module that was just loaded."""
    for path in STEPS[module.__name__]:
        *owners, name = path.split(".")
        owner: Any = functools.reduce(getattr, owners, module)
        setattr(owner, name, failing(f"{module.__name__}.{path}", getattr(owner, name)))


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules with steps as always, and patches them once they are loaded."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Called by Python at each import."""
        if name not in STEPS:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def load_and_patch(module: ModuleType) -> None:
            load(module)
            patch(module)

        spec.loader.exec_module = load_and_patch  # type: ignore[method-assign]
        return spec


if "CAF_TESTS_FAULT" in os.environ:
    sys.meta_path.insert(0, Finder())
