"""The kill switch: what is stopped, stopping and resuming. For the referent, or the deputy in their absence (CD2)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bot.console import stops
from bot.console.access import account_of, requires
from bot.console.roles import Right
from bot.console.texts import say
from bot.stops import stopping
from bot.stops.models import Stop

LIFTED_SHOWN = 20


class StopForm(forms.Form):
    """What to stop, and why."""

    what = forms.ChoiceField(label=say("stops.what"), help_text=say("stops.what_help"))
    reason = forms.CharField(
        label=say("stops.reason"), max_length=500, help_text=say("stops.reason_help"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        choices: list[tuple[str, Any]] = [("", say("choose"))]
        for scope in Stop.Scope:
            options = [_option(scope, target) for target in stopping.targets(scope)]
            choices.append((say(f"stops.scopes.{scope.value}"), options))
        field.choices = choices


@requires(Right.STOP)
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """What is stopped, and the form that stops more; the reason of one that is refused stays in its field."""
    form = StopForm(request.POST if request.method == "POST" else None, initial={"what": request.GET.get("quoi", "")})
    if request.method == "POST" and form.is_valid():
        scope, _, target = form.cleaned_data["what"].partition(stopping.SEPARATOR)
        try:
            stops.stop(Stop.Scope(scope), target, form.cleaned_data["reason"], account_of(request))
        except stopping.StopRefusedError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, say("stops.stopped", what=stopping.name(Stop.Scope(scope), target)))
            return HttpResponseRedirect(reverse("console:stops"))
    lifted = Stop.objects.exclude(lifted_at=None)[:LIFTED_SHOWN]
    return render(request, "console/stops.html", {"form": form, "lifted": lifted}, status=422 if form.errors else 200)


@requires(Right.STOP)
@require_POST
def resume(request: HttpRequest, number: int) -> HttpResponse:
    """Lifts a stop."""
    found = get_object_or_404(Stop, pk=number)
    scope = Stop.Scope(found.scope)
    try:
        stops.resume(scope, found.target, account_of(request))
    except stopping.StopRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, say("stops.resumed", what=stopping.name(scope, found.target)))
    return HttpResponseRedirect(reverse("console:stops"))


def _option(scope: Stop.Scope, target: str) -> tuple[str, str]:
    words = stopping.name(scope, target)
    return f"{scope.value}{stopping.SEPARATOR}{target}", words[0].upper() + words[1:]
