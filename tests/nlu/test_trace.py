"""Rasa's log lines say which message they are about."""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint

from bot.logs import JsonLines
from bot.nlu.rest import GuardedRestInput


class Lines(logging.Handler):
    """What is written, as the collector gets it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.written: list[dict[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(json.loads(self.format(record)))


@pytest.mark.parametrize(("metadata", "trace"), [({"trace": "m42"}, "m42"), ({}, None), (None, None)])
def test_what_is_written_meanwhile_bears_the_trace(
    metadata: dict[str, str] | None, trace: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line of Rasa's until its answer, and none without a message."""
    logger, lines = logging.getLogger("rasa.of.the.test"), Lines()
    logger.addHandler(lines)
    logger.setLevel(logging.INFO)
    taken: list[Callable[[UserMessage], Coroutine[Any, Any, None]]] = []

    def blueprint(_: RestInput, on_new_message: Callable[[UserMessage], Coroutine[Any, Any, None]]) -> Blueprint:
        taken.append(on_new_message)
        return Blueprint("rest")

    monkeypatch.setattr(RestInput, "blueprint", blueprint)

    async def answer(message: UserMessage) -> None:
        logger.info("answering")
        await message.output_channel.send_custom_json(message.sender_id, {})

    GuardedRestInput("0123456789abcdef" * 2).blueprint(answer)
    asyncio.run(taken[0](UserMessage("bonjour", metadata=metadata)))
    logger.info("later")
    assert [line.get("trace") for line in lines.written] == [trace, None]
