"""Statistics: read, compared with another period, taken away as a file or a report (AR2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from bot.config.pages import pages
from bot.console import audit, plots, report, sheets, statistics
from bot.console.access import account_of, requires
from bot.console.roles import Right
from bot.console.statistics import Period, Table
from bot.console.texts import say
from bot.conversations import clock

MONTH = timedelta(days=29)


def _date(name: str, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    return forms.DateField(label=say(f"statistics.{name}"), widget=widget, required=required)


class PeriodForm(forms.Form):
    """Which days, compared with which, on which page."""

    first = _date("first")
    last = _date("last")
    other_first = _date("other_first", required=False)
    other_last = _date("other_last", required=False)
    page = forms.ChoiceField(label=say("statistics.page"), required=False)

    def clean(self) -> dict[str, object]:
        """A period ends after it begins; another one to compare with has both its days, or none."""
        given = self.cleaned_data
        for first, last in (("first", "last"), ("other_first", "other_last")):
            if given.get(first) and given.get(last) and given[last] < given[first]:
                raise forms.ValidationError(say("statistics.backwards"))
        if bool(given.get("other_first")) != bool(given.get("other_last")):
            raise forms.ValidationError(say("statistics.half"))
        return given

    def period(self) -> Period:
        """The days that were asked for."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])

    def other(self) -> Period:
        """What they are compared with: as many days just before, where nothing else is asked for."""
        first: date | None = self.cleaned_data["other_first"]
        return Period(first, self.cleaned_data["other_last"]) if first else self.period().before()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: pages and two periods; and the form that asked."""

    form: PeriodForm
    served: Sequence[str]
    period: Period
    other: Period

    def tables(self) -> list[Table]:
        """Every table."""
        return list(statistics.dashboard(self.served, self.period, self.other))


def _report(asked: Asked) -> bytes:
    names = [pages()[page].name for page in asked.served]
    return report.to_pdf(asked.tables(), names, asked.period, asked.other)


FILES: dict[str, tuple[Callable[[Asked], bytes], str]] = {
    "csv": (lambda asked: sheets.to_csv(asked.tables()), "text/csv"),
    "xlsx": (
        lambda asked: sheets.to_xlsx(asked.tables()),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "pdf": (_report, "application/pdf"),
}


@requires(Right.STATISTICS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The tables with their plots."""
    asked = _asked(request)
    context = {
        "form": asked.form,
        "period": asked.period,
        "earlier": asked.other,
        "tables": asked.tables(),
        "least": statistics.LEAST,
        "query": request.GET.urlencode(),
    }
    return render(request, "console/statistics.html", context)


@requires(Right.STATISTICS)
@require_GET
def plot(request: HttpRequest, name: str) -> HttpResponse:
    """One plot."""
    asked = _asked(request)
    table = statistics.one_table(name, asked.served, asked.period, asked.other)
    if table is None or not table.is_plotted:
        raise Http404
    image = plots.bars(table, say("statistics.this"), say("statistics.before"))
    return HttpResponse(image, content_type="image/png")


@requires(Right.STATISTICS)
@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The tables as a file, or as the printable report."""
    if kind not in FILES:
        raise Http404
    asked = _asked(request)
    write, content_type = FILES[kind]
    audit.record(account_of(request), "exported", kind)
    name = f"statistiques-{asked.period.first}-{asked.period.last}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(asked), content_type=content_type, headers=headers)


def _asked(request: HttpRequest) -> Asked:
    """What the form asks for: the last thirty days and those before, where nothing valid is asked for."""
    served = list(account_of(request).served_pages())
    today = localdate(clock.now())
    month = Period(today - MONTH, today)
    initial = {"first": month.first, "last": month.last}
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=initial)
    choice = form.fields["page"]
    assert isinstance(choice, forms.ChoiceField)  # noqa: S101 (for the type checker)
    choice.choices = [("", say("statistics.every_page")), *((page, pages()[page].name) for page in served)]
    if not (form.is_bound and form.is_valid()):
        return Asked(form, served, month, month.before())
    page = form.cleaned_data["page"]
    return Asked(form, [page] if page else served, form.period(), form.other())
