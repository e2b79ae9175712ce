"""Words for values of closed lists, in templates: ``{% load console %}``."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.numbers import format_percent
from django import template
from django.template.defaultfilters import date as django_date

from bot.charter.escalations import Reason
from bot.charter.escalations import words as reasons
from bot.config.pages import pages
from bot.console import history
from bot.console.models import Account, AuditEntry
from bot.console.roles import Right, Role, roles
from bot.console.statistics.table import Value
from bot.console.statistics.table import words as figure_words
from bot.console.texts import named, say
from bot.faq.amounts import Amount, marker
from bot.stops import stopping
from bot.stops.models import Stop

register = template.Library()


@register.filter
def words(value: str, group: str) -> str:
    """The French words of a value: ``{{ row.state|words:"states" }}``."""
    return say(f"{group}.{value}")


@register.filter(expects_localtime=True)
def dated(moment: date | None, form: str) -> str:
    """Django's ``date`` for a form with the day of the month: the first is « 1er » in French."""
    if moment is not None and moment.day == 1:
        form = form.replace("j", r"j\e\r")
    return str(django_date(moment, form))


@register.filter
def reason(value: str) -> str:
    """The label of an escalation's reason."""
    return reasons()[Reason(value)].label


@register.filter
def priority(value: str) -> int:
    """How soon an escalation's reason is looked at: 1 comes first."""
    return reasons()[Reason(value)].priority


@register.filter
def why(entry: AuditEntry) -> str:
    """The reason that was given with an entry of the audit trail."""
    return history.why(entry)


@register.filter
def role(value: str) -> str:
    """The name of a role."""
    return roles()[Role(value)].label


@register.filter
def figure(value: Value) -> str:
    """A value of the statistics: a number, words, or that it is hidden."""
    return figure_words(value)


@register.filter
def page_name(value: str) -> str:
    """The name of a page; its identifier when it is no longer in the settings."""
    page = pages().get(value)
    return page.name if page else value


@register.filter
def benefit(value: str) -> str:
    """The name of a benefit; its identifier when an entry names one that has no other name here."""
    return named("benefits", value)


@register.filter
def stopped_thing(stop: Stop) -> str:
    """What a stop reaches, in words."""
    return stopping.name(Stop.Scope(stop.scope), stop.target)


@register.filter
def counted(count: int, group: str) -> str:
    """The sentence of a number: none, one or several."""
    return say(f"{group}.{'none' if not count else 'one' if count == 1 else 'several'}", count=count)


@register.filter
def plural(count: int) -> str:
    """The « s » of a noun; in French nothing is in the singular, too."""
    return "s" if count > 1 else ""


@register.filter
def moves(measured: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What a trial found broken and mended, each under its name."""
    return [(say(f"trials.{name}"), measured[name]) for name in ("broken", "mended")]


@register.filter
def percent(share: float) -> str:
    """A share as French writes it."""
    return format_percent(share, format="#,##0\u202f%", locale="fr")


@register.filter
def may(account: Account, right: str) -> bool:
    """Whether the account holds the right."""
    return account.is_authenticated and account.may(Right(right))


@register.filter
def get(values: Mapping[str, Any], name: str) -> Any:
    """The value of a name; nothing where it has none."""
    return values.get(name, "")


@register.filter
def lines(texts: Sequence[str]) -> str:
    """Texts, one a line."""
    return "\n".join(texts)


@register.filter
def split(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


@register.filter(name="marker")
def amount_marker(amount: Amount) -> str:
    """What inserts an amount into an answer."""
    return marker(amount.name)
