"""Where a person can be written to: the platform's identifier, encrypted at rest.

A copy of the database alone leads to nobody: the key is made from ``CAF_SENDER_KEY``, which is not in it.
"""

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken

from bot.config import environment


class AddressError(Exception):
    """The address was encrypted with another key: the person can be answered once they write again."""


def seal(identifier: str) -> str:
    """The encrypted form of a platform's identifier; another one at each call."""
    return _fernet().encrypt(identifier.encode()).decode()


def unseal(address: str) -> str:
    """The platform's identifier.

    Raises:
        AddressError: it was sealed with another key.
    """
    try:
        return _fernet().decrypt(address).decode()
    except InvalidToken:
        raise AddressError from None


@cache
def _fernet() -> Fernet:
    secret = environment.secret("CAF_SENDER_KEY").encode()
    return Fernet(base64.urlsafe_b64encode(hmac.new(secret, b"address", hashlib.sha256).digest()))
