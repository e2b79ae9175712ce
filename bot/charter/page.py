"""A Caf's page: what the charter's rules need to know of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

HOLIDAY_AREAS: Mapping[str, str | None] = {
    "metropole": None,
    "alsace-moselle": "6AE",
    "guadeloupe": "971",
    "martinique": "972",
    "guyane": "973",
    "la-reunion": "974",
    "mayotte": "976",
    "saint-barthelemy": "BL",
    "saint-martin": "MF",
    "saint-pierre-et-miquelon": "PM",
}
"""Names used in the settings, and the subdivisions of the ``holidays`` package that they stand for."""


class PageError(Exception):
    """A page's settings are wrong; the message names the page, the field and the remedy."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A stretch of working time within one day, local time; ``closes`` is the first minute not worked."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which this Caf alone is closed, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Page:
    """One Caf page of the installation.

    Attributes:
        hours: working time by weekday, Monday first (seven items); an empty one is a day off.
        holiday_area: key of :data:`HOLIDAY_AREAS`.
        contact_url: the page « Contacter ma Caf » (CH5, CH6).
        appointment_url: where to book a rendez-vous (VR2).
        referent: user name of the console account to which forbidden content is reported (CD2, CD3); empty where none
            is named.
        deputy: user name of the account that stands in for the referent (CD2); empty likewise.
    """

    id: str
    name: str
    time_zone: ZoneInfo
    hours: tuple[tuple[Opening, ...], ...]
    holiday_area: str
    closures: tuple[Closure, ...]
    contact_url: str
    appointment_url: str
    referent: str = ""
    deputy: str = ""


def parse_pages(settings: Mapping[str, Any]) -> dict[str, Page]:
    """Pages by identifier, from the content of ``pages.yml``.

    Raises:
        PageError: a field is missing or wrong.
    """
    pages = settings.get("pages") if isinstance(settings, Mapping) else None
    if not isinstance(pages, Mapping) or not pages:
        raise PageError("pages.yml : il faut au moins une page sous « pages: »")
    return {str(page_id): _page(str(page_id), content) for page_id, content in pages.items()}


def _page(page_id: str, content: Mapping[str, Any]) -> Page:
    if not isinstance(content, Mapping):
        raise PageError(f"page « {page_id} » : elle est vide ; il lui faut « name », « hours », …")
    try:
        area, hours = content["holidays"], content["hours"]
        if not isinstance(area, str) or area not in HOLIDAY_AREAS:
            raise PageError(f"page « {page_id} » : « holidays » doit être l’un de {', '.join(HOLIDAY_AREAS)}")
        if not isinstance(hours, Mapping):
            raise PageError(
                f'page « {page_id} » : « hours » doit donner les horaires par jour (lundi: ["09:00-17:00"])'
            )
        unknown = set(hours) - set(WEEKDAYS)
        if unknown:
            raise PageError(f"page « {page_id} » : jour inconnu « {unknown.pop()} » dans « hours »")
        referent, deputy = _referents(page_id, content)
        return Page(
            id=page_id,
            name=content["name"],
            time_zone=_time_zone(page_id, content["time_zone"]),
            hours=tuple(_openings(page_id, hours.get(day) or ()) for day in WEEKDAYS),
            holiday_area=area,
            closures=tuple(_closure(page_id, item) for item in content.get("closures") or ()),
            contact_url=content["contact_url"],
            appointment_url=content["appointment_url"],
            referent=referent,
            deputy=deputy,
        )
    except KeyError as error:
        raise PageError(f"page « {page_id} » : il manque le champ « {error.args[0]} »") from error


def _referents(page_id: str, content: Mapping[str, Any]) -> tuple[str, str]:
    """The referent and the deputy, two accounts (CD2); a deputy stands in for somebody."""
    names = []
    for field in ("referent", "deputy"):
        name = content.get(field) or ""
        if not isinstance(name, str) or name != name.strip():
            raise PageError(
                f"page « {page_id} » : « {field} » doit être l’identifiant d’un compte de la console, entre guillemets"
            )
        names.append(name)
    referent, deputy = names
    if deputy and not referent:
        raise PageError(f"page « {page_id} » : « deputy » remplace le référent ; nommez-le aussi, sous « referent »")
    if deputy and deputy == referent:
        raise PageError(f"page « {page_id} » : « referent » et « deputy » doivent être deux comptes différents")
    return referent, deputy


def _time_zone(page_id: str, name: object) -> ZoneInfo:
    try:
        return ZoneInfo(name if isinstance(name, str) else "")
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise PageError(f"page « {page_id} » : fuseau horaire inconnu « {name} » ; exemple : Europe/Paris") from error


def _closure(page_id: str, item: Any) -> Closure:
    first, last = (item.get("first"), item.get("last")) if isinstance(item, Mapping) else (None, None)
    # A datetime is a date for Python; here it is a mistake.
    if type(first) is not date or type(last) is not date or first > last:
        raise PageError(
            f"page « {page_id} » : fermeture illisible « {item} » ; écrivez {{first: 2026-12-24, last: 2026-12-26}}, "
            "dans l’ordre et sans guillemets"
        )
    return Closure(first, last)


def _openings(page_id: str, stretches: Any) -> tuple[Opening, ...]:
    openings: list[Opening] = []
    for stretch in [stretches] if isinstance(stretches, str) else stretches:
        try:
            first, last = (time.fromisoformat(part.strip()) for part in str(stretch).split("-"))
        except ValueError as error:
            raise PageError(
                f"page « {page_id} » : horaire illisible « {stretch} » ; écrivez par exemple « 09:00-17:00 »"
            ) from error
        if first.tzinfo or last.tzinfo:
            raise PageError(f"page « {page_id} » : « {stretch} » ; les horaires sont locaux, sans décalage")
        if first >= last or (openings and first < openings[-1].closes):
            raise PageError(f"page « {page_id} » : horaires à l’envers ou qui se chevauchent, « {stretch} »")
        openings.append(Opening(first, last))
    return tuple(openings)
