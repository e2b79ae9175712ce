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
    """

    id: str
    name: str
    time_zone: ZoneInfo
    hours: tuple[tuple[Opening, ...], ...]
    holiday_area: str
    closures: tuple[Closure, ...]
    contact_url: str
    appointment_url: str


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
    try:
        area = content["holidays"]
        if area not in HOLIDAY_AREAS:
            raise PageError(f"page « {page_id} » : « holidays » doit être l'un de {', '.join(HOLIDAY_AREAS)}")
        unknown = set(content["hours"]) - set(WEEKDAYS)
        if unknown:
            raise PageError(f"page « {page_id} » : jour inconnu « {unknown.pop()} » dans « hours »")
        return Page(
            id=page_id,
            name=content["name"],
            time_zone=ZoneInfo(content["time_zone"]),
            hours=tuple(_openings(page_id, content["hours"].get(day, ())) for day in WEEKDAYS),
            holiday_area=area,
            closures=tuple(Closure(item["first"], item["last"]) for item in content.get("closures", ())),
            contact_url=content["contact_url"],
            appointment_url=content["appointment_url"],
        )
    except KeyError as error:
        raise PageError(f"page « {page_id} » : il manque le champ « {error.args[0]} »") from error
    except ZoneInfoNotFoundError as error:
        raise PageError(f"page « {page_id} » : fuseau horaire inconnu « {content['time_zone']} »") from error


def _openings(page_id: str, stretches: Any) -> tuple[Opening, ...]:
    openings: list[Opening] = []
    for stretch in stretches:
        try:
            first, last = (time.fromisoformat(part.strip()) for part in str(stretch).split("-"))
        except ValueError as error:
            raise PageError(
                f"page « {page_id} » : horaire illisible « {stretch} » ; écrivez par exemple « 09:00-17:00 »"
            ) from error
        if first >= last or (openings and first < openings[-1].closes):
            raise PageError(f"page « {page_id} » : horaires à l'envers ou qui se chevauchent, « {stretch} »")
        openings.append(Opening(first, last))
    return tuple(openings)
