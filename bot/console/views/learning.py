"""What citizens asked in vain: grouped, counted, decided by a person in one gesture."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bot.config import environment
from bot.console import audit
from bot.console.access import account_of, requires
from bot.console.models import Account
from bot.console.roles import Right
from bot.console.texts import say
from bot.conversations import clock
from bot.faq.catalogue import read_catalogue
from bot.learning import board, deciding, tasks
from bot.learning.anonymity import LEAST
from bot.learning.models import Group


@requires(Right.EDIT)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The groups, the most frequent ones first."""
    topics = read_catalogue(environment.path("CAF_FAQ_DIR"))
    context = {
        "rows": board.shown(clock.now()),
        "least": LEAST,
        "entries": topics,
        "themes": sorted({topic.theme for topic in topics.values()}),
        "colleagues": _colleagues(),
    }
    return render(request, "console/learning.html", context)


@requires(Right.EDIT)
@require_POST
def regroup(request: HttpRequest) -> HttpResponse:
    """Asks for a new look, beside the one of every night."""
    tasks.regroup()
    messages.success(request, say("learning.regrouping"))
    return HttpResponseRedirect(reverse("console:learning"))


@requires(Right.EDIT)
@require_POST
def add_variant(request: HttpRequest, number: int) -> HttpResponse:
    """One more phrasing for an entry."""
    entry, text = request.POST.get("entry", "").strip(), request.POST.get("text", "")

    def act(group: Group, account: Account) -> None:
        deciding.add_variant(group, entry, text, account.username)
        audit.record(account, "variant_added", group.pk, entry=entry)

    return _decide(request, number, act, "learning.added")


@requires(Right.EDIT)
@require_POST
def begin_entry(request: HttpRequest, number: int) -> HttpResponse:
    """A new entry's draft."""
    entry, theme, text = (request.POST.get(name, "").strip() for name in ("entry", "theme", "text"))

    def act(group: Group, account: Account) -> None:
        deciding.begin_entry(group, entry, theme, text, account.username)
        audit.record(account, "entry_begun", group.pk, entry=entry)

    return _decide(request, number, act, "learning.begun")


@requires(Right.EDIT)
@require_POST
def dismiss(request: HttpRequest, number: int) -> HttpResponse:
    """Puts a group away."""

    def act(group: Group, account: Account) -> None:
        deciding.dismiss(group, account.username)
        audit.record(account, "group_dismissed", group.pk)

    return _decide(request, number, act, "learning.dismissed")


@requires(Right.EDIT)
@require_POST
def give(request: HttpRequest, number: int) -> HttpResponse:
    """Leaves a group to a colleague."""
    colleague = next((each for each in _colleagues() if each.username == request.POST.get("colleague")), None)
    if colleague is None:
        return HttpResponse(status=400)

    def act(group: Group, account: Account) -> None:
        deciding.give(group, colleague.username)
        audit.record(account, "group_given", group.pk, to=colleague.username)

    return _decide(request, number, act, "learning.given")


def _decide(request: HttpRequest, number: int, act: Callable[[Group, Account], None], done: str) -> HttpResponse:
    """The act and its trace, together or not at all."""
    group = get_object_or_404(Group, pk=number)
    try:
        with transaction.atomic():
            act(group, account_of(request))
    except deciding.DecisionRefusedError as error:
        messages.error(request, str(error), extra_tags="alarm")
    else:
        messages.success(request, say(done))
    return HttpResponseRedirect(reverse("console:learning"))


def _colleagues() -> list[Account]:
    return [account for account in Account.objects.filter(is_active=True) if account.may(Right.EDIT)]
