"""Links lead to public pages only, the Caf's first (CH8, CH9). Their form is looked at; nothing is fetched."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import yaml

from bot.faq.checks.context import Context
from bot.faq.entries import Entry
from bot.faq.problems import Finding, finding

CAF = "caf.fr"
_DOMAINS = Path(__file__).with_name("domains.yml")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_TRACKING = re.compile(r"utm_|fbclid|gclid|mtm_|xtor", re.IGNORECASE)


def check(entry: Entry, _: Context) -> Iterator[Finding]:
    """Form, allowed domain, order and repetition of the links; form of the sources' addresses."""
    seen: set[str] = set()
    elsewhere = False
    for place, link in enumerate(entry.links):
        field = ("links", place, "url")
        domain = _domain(link.url)
        if domain is None or not _is_plain(link.url):
            yield finding("link_form", field, url=link.url)
        elif not is_allowed(domain):
            yield finding("link_domain", field, domain=domain)
        elif elsewhere and _within(domain, CAF):
            yield finding("link_order", field)
        if link.url.rstrip("/") in seen:
            yield finding("link_twice", field)
        seen.add(link.url.rstrip("/"))
        elsewhere = elsewhere or not _within(domain or "", CAF)
    for place, source in enumerate(entry.sources):
        if _domain(source.url) is None:
            yield finding("source_form", ("sources", place, "url"), url=source.url)


def is_allowed(domain: str) -> bool:
    """Whether ``domains.yml`` names this domain, or one that it is part of."""
    return any(_within(domain, allowed) for allowed in _allowed())


def _within(domain: str, other: str) -> bool:
    return domain == other or domain.endswith(f".{other}")


def _domain(url: str) -> str | None:
    """The host of a well-formed address, lower case; None for any other."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host if host and _HOST.fullmatch(host) else None


def _is_plain(url: str) -> bool:
    """Whether an address is https, of no particular user or port, and follows nobody."""
    try:
        parts = urlsplit(url)
        if parts.port is not None:
            return False
    except ValueError:
        return False
    followed = any(_TRACKING.match(name) for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return parts.scheme == "https" and "@" not in parts.netloc and not followed


@cache
def _allowed() -> tuple[str, ...]:
    groups = yaml.safe_load(_DOMAINS.read_text(encoding="utf-8"))
    return tuple(site["domain"] for group in groups.values() for site in group)
