"""The body of a request that anybody may have sent."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest


def is_long(request: HttpRequest, most: int) -> bool:
    """Whether it has more than so many bytes, whatever its headers say."""
    try:
        return len(request.body) > most
    except RequestDataTooBig:
        return True


def as_json(request: HttpRequest) -> Any:
    """Its content; None where it is no JSON, however it fails to be."""
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        return None
