"""Only Meta's requests are let in."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messenger.signature import challenge, is_signed, signature

SECRET = "0123456789abcdef" * 2
BODY = '{"object":"page","entry":[],"é":"\\ud83d"}'.encode()


def test_metas_signature_is_accepted() -> None:
    """HMAC-SHA-256 of the raw bytes with the application's secret."""
    assert is_signed(BODY, "sha256=" + hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest(), SECRET)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "sha256=",
        "sha256=" + "0" * 64,
        "sha1=" + hmac.new(SECRET.encode(), BODY, hashlib.sha1).hexdigest(),
        hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest(),
        signature(BODY, SECRET).upper(),
        signature(BODY, SECRET) + " ",
        signature(BODY, ""),
        "sha256=é\udcff",
    ],
)
def test_another_header_is_not(header: str | None) -> None:
    """Missing, empty, of another hash, of another secret, not even text."""
    assert not is_signed(BODY, header, SECRET)


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_signature_is_good_for_one_body(signed: bytes, sent: bytes) -> None:
    """Changed bytes have another one."""
    assert is_signed(sent, signature(signed, SECRET), SECRET) == (signed == sent)


def test_the_address_is_verified_with_our_token() -> None:
    """The challenge goes back."""
    query = {"hub.mode": "subscribe", "hub.verify_token": SECRET, "hub.challenge": "1158201444"}
    assert challenge(query, SECRET) == "1158201444"


@pytest.mark.parametrize(
    "changes", [{"hub.verify_token": "x"}, {"hub.verify_token": ""}, {"hub.mode": "unsubscribe"}, {"hub.mode": ""}]
)
def test_another_token_or_mode_gets_no_challenge(changes: dict[str, str]) -> None:
    """Nobody else can have the address verified."""
    query = {"hub.mode": "subscribe", "hub.verify_token": SECRET, "hub.challenge": "1158201444"}
    assert challenge(query | changes, SECRET) is None
    assert challenge({}, SECRET) is None
