"""Parts of a page that renew themselves: the page asks every few seconds, and gets an answer when something changed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

_SEEN = "X-Seen"
"""Header in which the page says what it shows."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page.

    Attributes:
        html: with the element around it that asks for news.
        seen: stands for what it shows; another one where that is something else.
    """

    html: SafeString
    seen: str


def part(request: HttpRequest, template: str, context: Mapping[str, Any], address: str) -> Part:
    """Makes a part.

    Args:
        request: of the page, or of the part itself.
        template: the part's; it holds nothing that differs from one request to the next, such as a form's token.
        context: of the template.
        address: where the page asks for news.
    """
    content = render_to_string(template, dict(context), request)
    seen = hashlib.sha256(content.encode()).hexdigest()[:16]
    around = {"content": content, "seen": seen, "address": address}
    return Part(render_to_string("console/live.html", around, request), seen)


def news(request: HttpRequest, fresh: Part) -> HttpResponse:
    """The part; 204, which leaves the page as it is, where that shows it already: nobody loses their place in it."""
    return HttpResponse(status=204) if request.headers.get(_SEEN) == fresh.seen else HttpResponse(fresh.html)
