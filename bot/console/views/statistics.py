"""Statistics: read, compared with the period before, taken away as a file (AR2)."""

from datetime import timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from bot.config.pages import pages
from bot.console import audit, plots, sheets, statistics
from bot.console.access import account_of, requires
from bot.console.roles import Right
from bot.console.texts import say
from bot.conversations import clock

MONTH = timedelta(days=29)
FILES = {
    "csv": (sheets.to_csv, "text/csv"),
    "xlsx": (sheets.to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class PeriodForm(forms.Form):
    """Which days, which page."""

    first = forms.DateField(label=say("statistics.first"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    last = forms.DateField(label=say("statistics.last"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    page = forms.ChoiceField(label=say("statistics.page"), required=False)

    def clean(self) -> dict[str, object]:
        """The last day may not come before the first."""
        given = self.cleaned_data
        if "first" in given and "last" in given and given["last"] < given["first"]:
            raise forms.ValidationError(say("statistics.backwards"))
        return given


@requires(Right.STATISTICS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The tables with their plots; printed, they are the monthly report."""
    form, chosen, period = _asked(request)
    context = {
        "form": form,
        "period": period,
        "earlier": period.before(),
        "total": statistics.total(chosen, period),
        "total_earlier": statistics.total(chosen, period.before()),
        "tables": statistics.tables(chosen, period),
        "waiting": statistics.waiting(chosen, period),
        "least": statistics.LEAST,
        "query": request.GET.urlencode(),
    }
    return render(request, "console/statistics.html", context)


@requires(Right.STATISTICS)
@require_GET
def plot(request: HttpRequest, name: str) -> HttpResponse:
    """One plot."""
    _, chosen, period = _asked(request)
    table = next((table for table in statistics.tables(chosen, period) if table.key == name), None)
    if table is None:
        raise Http404
    image = plots.bars(table, say("statistics.this"), say("statistics.before"))
    return HttpResponse(image, content_type="image/png")


@requires(Right.STATISTICS)
@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The tables as a file."""
    if kind not in FILES:
        raise Http404
    _, chosen, period = _asked(request)
    write, content_type = FILES[kind]
    audit.record(account_of(request), "exported", kind)
    name = f"statistiques-{period.first}-{period.last}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(statistics.tables(chosen, period)), content_type=content_type, headers=headers)


def _asked(request: HttpRequest) -> tuple[PeriodForm, list[str], statistics.Period]:
    """The form, the pages and the period: the last thirty days where nothing valid is asked for."""
    served = list(account_of(request).served_pages())
    today = localdate(clock.now())
    last_month = statistics.Period(today - MONTH, today)
    initial = {"first": last_month.first, "last": last_month.last}
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=initial)
    choice = form.fields["page"]
    assert isinstance(choice, forms.ChoiceField)  # noqa: S101 (for the type checker)
    choice.choices = [("", say("statistics.every_page")), *((page, pages()[page].name) for page in served)]
    if not (form.is_bound and form.is_valid()):
        return form, served, last_month
    given = form.cleaned_data
    return form, [given["page"]] if given["page"] else served, statistics.Period(given["first"], given["last"])
