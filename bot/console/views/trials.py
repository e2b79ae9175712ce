"""The try box: what would be answered now, and with a changed entry; what the change breaks."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from bot.charter.privacy import WORDS, find
from bot.console.access import account_of, requires
from bot.console.roles import Right
from bot.console.texts import say
from bot.conversations import clock
from bot.editing import workflow
from bot.editing.contents import text_of
from bot.faq.entries import parse_entry
from bot.faq.problems import InvalidFileError, Problem
from bot.trials import tasks
from bot.trials.models import Trial

LISTED = 10


class TrialForm(forms.Form):
    """A question, an entry's text, or both."""

    question = forms.CharField(
        label=say("trials.question"), help_text=say("trials.question_help"), max_length=300, required=False
    )
    entry = forms.CharField(
        label=say("trials.entry"), help_text=say("trials.entry_help"), max_length=20_000, required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )  # fmt: skip
    whole = forms.BooleanField(label=say("trials.whole"), help_text=say("trials.whole_help"), required=False)

    def clean_question(self) -> str:
        """Without personal data: it is kept until the trial is deleted (CH2)."""
        question = str(self.cleaned_data["question"])
        if found := find(question):
            raise forms.ValidationError(say("trials.personal", the=WORDS[found[0].kind].the))
        return question

    def clean_entry(self) -> str:
        """A valid entry, or nothing."""
        text = str(self.cleaned_data["entry"]).replace("\r\n", "\n")
        if not text.strip():
            return ""
        try:
            parse_entry(text)
        except InvalidFileError as error:
            raise forms.ValidationError([_told(problem) for problem in error.problems]) from None
        return text

    def clean(self) -> dict[str, Any]:
        """Something is asked; the evaluation is of a change."""
        content = super().clean() or {}
        if not self.errors and not content["question"] and not content["whole"]:
            raise forms.ValidationError(say("trials.nothing"))
        if not self.errors and content["whole"] and not content["entry"]:
            raise forms.ValidationError(say("trials.no_change"))
        return content


@requires(Right.EDIT)
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The box, and one's last trials. ``?fiche=`` fills in the text of an entry's draft, or of its file."""
    account = account_of(request)
    form = TrialForm(request.POST if request.method == "POST" else None, initial=_filled_in(request))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            trial = Trial.objects.create(**form.cleaned_data, by=account.username, created_at=clock.now())
            transaction.on_commit(_begin)
        return HttpResponseRedirect(reverse("console:trial", args=[trial.pk]))
    rows = Trial.objects.filter(by=account.username)[:LISTED]
    return render(request, "console/trials.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


@requires(Right.EDIT)
@require_GET
def trial(request: HttpRequest, number: int) -> HttpResponse:
    """One trial; its result alone when the page asks for news."""
    found = get_object_or_404(Trial, pk=number)
    news = request.htmx and "console/trial_result.html"  # type: ignore[attr-defined]  # added by its middleware
    return render(request, news or "console/trial.html", {"trial": found})


def _filled_in(request: HttpRequest) -> dict[str, object]:
    entry = request.GET.get("fiche", "")
    try:
        text = text_of(workflow.current(entry)) if entry else ""
    except (workflow.Refused, InvalidFileError):
        text = ""
    return {"question": request.GET.get("question", ""), "entry": text, "whole": bool(text)}


def _begin() -> None:
    tasks.run_waiting()


def _told(problem: Problem) -> str:
    return say("trials.problem", line=problem.line, message=problem.message, remedy=problem.remedy)
