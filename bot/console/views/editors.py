"""For the editors: what community managers marked; ready-made replies."""

from string import Formatter
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bot.charter import outbound
from bot.charter.typography import mend
from bot.console import audit
from bot.console.access import account_of, requires
from bot.console.models import EditorMark, ReadyReply
from bot.console.roles import Right
from bot.console.texts import say
from bot.conversations import clock

VARIABLES = ("page", "contact_url", "appointment_url")
"""What a ready-made reply may name in braces."""


class ReadyForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """A ready-made reply, held to the same guard as a typed one (CH1)."""

    class Meta:
        model = ReadyReply
        fields: ClassVar = ["title", "text"]

    def clean_text(self) -> str:
        """The text with its typography mended."""
        text = mend(str(self.cleaned_data["text"]).replace("\r\n", "\n"))
        known = ", ".join(f"{{{name}}}" for name in VARIABLES)
        try:
            named = [name for _, name, *_ in Formatter().parse(text) if name is not None]
        except ValueError:
            raise forms.ValidationError(say("ready.bad_variable", name="{ }", known=known)) from None
        for name in named:
            if name not in VARIABLES:
                raise forms.ValidationError(say("ready.bad_variable", name=f"{{{name}}}", known=known))
        if problems := outbound.check(text):
            raise forms.ValidationError([problem.reason for problem in problems])
        return text


@requires(Right.EDIT)
@require_GET
def marks(request: HttpRequest) -> HttpResponse:
    """What is wrong or missing in the FAQ, oldest first."""
    rows = EditorMark.objects.filter(done_at=None).select_related("account").order_by("id")
    return render(request, "console/marks.html", {"rows": rows})


@requires(Right.EDIT)
@require_POST
def mark_done(request: HttpRequest, number: int) -> HttpResponse:
    """Puts a mark away."""
    EditorMark.objects.filter(pk=number, done_at=None).update(done_at=clock.now())
    audit.record(account_of(request), "mark_done", number)
    messages.success(request, say("work.mark_done"))
    return HttpResponseRedirect(reverse("console:marks"))


@requires(Right.TEXTS)
@require_http_methods(["GET", "POST"])
def ready(request: HttpRequest) -> HttpResponse:
    """Ready-made replies: read, added, changed (``?modele=``)."""
    number = request.GET.get("modele", "")
    edited = get_object_or_404(ReadyReply, pk=number) if number.isdecimal() else None
    form = ReadyForm(request.POST or None, instance=edited)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        audit.record(account_of(request), "ready_saved", saved.pk)
        messages.success(request, say("ready.saved", title=saved.title))
        return HttpResponseRedirect(reverse("console:ready"))
    return render(request, "console/ready.html", {"form": form, "rows": ReadyReply.objects.all()})


@requires(Right.TEXTS)
@require_POST
def remove_ready(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a ready-made reply away."""
    removed = get_object_or_404(ReadyReply, pk=number)
    removed.delete()
    audit.record(account_of(request), "ready_removed", number)
    messages.success(request, say("ready.removed", title=removed.title))
    return HttpResponseRedirect(reverse("console:ready"))
