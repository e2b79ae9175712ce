"""Requests that no platform and no page of ours would send: malformed, forged, or both."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.channels.payloads import anything, damaged
from tests.platforms import graph, telegram

SIGNATURE = "X-Hub-Signature-256"
SECRET = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True)
class Forgery:
    """One request; ``answers`` are the statuses that are right for it, and a 2xx among them writes no forged row."""

    method: str
    path: str
    body: bytes
    headers: Mapping[str, str]
    answers: frozenset[int]

    @property
    def is_forged(self) -> bool:
        """Whether it may not be let in at all; else it is only malformed, from somebody who may write."""
        return not any(200 <= status < 300 for status in self.answers)


REFUSED = frozenset({403})
TAKEN = frozenset({200})

_header = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=80)
_nested = st.integers(1, 15_000).map(lambda depth: b"[" * depth)
_broken = st.binary(max_size=200) | _nested | st.just(b"1" * 10_000)


def _raw(content: Any) -> bytes:
    return json.dumps(content).encode()


@st.composite
def _signatures(draw: st.DrawFn, body: bytes) -> Mapping[str, str]:
    """Wrong ones: none, noise, another body's, another secret's scheme, the right one cut or lengthened."""
    right = graph.sign(body)
    given = draw(
        st.none()
        | _header
        | st.sampled_from(["", right[:-1], right + "0", right.removeprefix("sha256="), right.replace("256", "1", 1)])
        | st.binary(max_size=20).filter(lambda other: other != body).map(graph.sign)
    )
    return {} if given is None or given == right else {SIGNATURE: given}


@st.composite
def of_meta(draw: st.DrawFn) -> Forgery:
    """At Messenger's webhook; malformed ones are signed, as Meta may send something new tomorrow."""
    body = draw(_broken | (damaged("messenger") | anything).map(_raw))
    if draw(st.booleans()):
        return Forgery("POST", "/messenger", body, draw(_signatures(body)), REFUSED)
    return Forgery("POST", "/messenger", body, {SIGNATURE: graph.sign(body)}, TAKEN)


@st.composite
def of_telegram(draw: st.DrawFn) -> Forgery:
    """At a bot's webhook, with and without the secret."""
    body = draw(_broken | (damaged("telegram") | anything).map(_raw))
    if draw(st.booleans()):
        header = draw(_header.filter(lambda given: given != telegram.SECRET) | st.just(telegram.SECRET.upper()))
        return Forgery("POST", "/telegram/demo", body, {SECRET: header}, REFUSED)
    return Forgery("POST", "/telegram/demo", body, {SECRET: telegram.SECRET}, TAKEN)


@st.composite
def of_the_chat(draw: st.DrawFn) -> Forgery:
    """At the web chat: bodies that the page never sends, tokens that no tab draws, places that do not exist."""
    fields = st.fixed_dictionaries({}, optional={"id": anything, "text": anything, "choice": anything})
    body = draw(_broken | (fields | anything).map(_raw))
    token = draw(st.none() | _header | st.text("abcdefgh-_0123456789", min_size=22, max_size=64))
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    if draw(st.booleans()):
        return Forgery("POST", "/chat/demo/messages", body, headers, frozenset({400, 403, 413, 429}))
    after = draw(st.sampled_from(["²", "-1", "9" * 30, "9" * 5000, "0x1", "%00", ""]) | _header.filter(_is_no_number))
    return Forgery("GET", f"/chat/demo/replies?after={after}", b"", headers, frozenset({403}))


def _is_no_number(given: str) -> bool:
    return not given[:1].isdigit() and "%" not in given and "&" not in given and "#" not in given


forgeries = of_meta() | of_telegram() | of_the_chat()
"""Any of them."""
