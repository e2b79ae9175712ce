"""The list of escalations, which renews itself; who is on duty."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bot.charter.escalations import words
from bot.config.pages import pages
from bot.console import audit, duty, live, queue
from bot.console.access import account_of, requires, signed_in
from bot.console.models import Account
from bot.console.roles import Right
from bot.console.texts import named, say
from bot.conversations import clock
from bot.conversations.models import Escalation
from bot.conversations.windows import windows_of

PAGE_SIZE = 50
CHANNELS = ("web", "messenger", "telegram")
AGES = (1, 4, 24, 72)
"""Least ages to choose from, in hours: keys of ``ages`` in ``texts.yml``."""


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """To the first page that the role may open."""
    places = (
        (Right.READ, "escalations"), (Right.ACCOUNTS, "accounts"), (Right.EDIT, "entries"), (Right.AUDIT, "audit")
    )  # fmt: skip
    name = next(name for right, name in places if account_of(request).may(right))
    return HttpResponseRedirect(reverse(f"console:{name}"))


@requires(Right.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The list with its filters; the list alone when the page asks for news."""
    account, wanted = account_of(request), _filter(request)
    listed = live.part(
        request, "console/escalations_list.html", _listed(request, account, wanted), request.get_full_path()
    )
    if request.htmx:  # type: ignore[attr-defined]
        return live.news(request, listed)
    by_reason = queue.counts_by_reason(account)
    context = {
        "live": listed.html,
        "wanted": wanted,
        "narrowed": replace(wanted, words="") != queue.Filter(),
        "states": [
            ("open", say("states_open")),
            *((state.value, say(f"states.{state}")) for state in Escalation.State),
        ],
        "reasons": [(reason.value, entry.label, by_reason.get(reason.value, 0)) for reason, entry in words().items()],
        "pages": [pages()[page] for page in account.served_pages()],
        "channels": [(name, named("channels", name)) for name in CHANNELS],
        "benefits": queue.benefits(account),
        "nobody": queue.NOBODY,
        "assignees": Account.objects.filter(claims__isnull=False).exclude(pk=account.pk).distinct(),
        "ages": [(hours, say(f"ages.{hours}")) for hours in AGES],
        "on_duty": account.duties.filter(ended_at=None).exists(),
    }
    return render(request, "console/escalations.html", context)


@requires(Right.ANSWER)
@require_POST
def duty_change(request: HttpRequest) -> HttpResponse:
    """Begins or ends one's duty."""
    account = account_of(request)
    begins = request.POST.get("duty") == "begin"
    (duty.begin if begins else duty.end)(account)
    action = "begun" if begins else "ended"
    audit.record(account, f"duty_{action}")
    messages.success(request, say(f"duty.{action}"))
    return HttpResponseRedirect(reverse("console:escalations"))


def _listed(request: HttpRequest, account: Account, wanted: queue.Filter) -> dict[str, object]:
    rows = Paginator(queue.listed(account, wanted), PAGE_SIZE).get_page(request.GET.get("p"))
    windows = windows_of(row.conversation for row in rows)
    now = clock.now()
    return {
        "rows": rows,
        "cases": [(row, windows[row.conversation].person, row.conversation.is_blocked(now)) for row in rows],
        "counts": queue.counts(account),
        "distress": queue.distress_waiting(account),
        "present": duty.present(),
        "now": now,
    }


def _filter(request: HttpRequest) -> queue.Filter:
    given = {name: request.GET.get(name, "").strip() for name in ("motif", "page", "canal", "prestation", "qui", "q")}
    state, age = request.GET.get("etat", ""), request.GET.get("age", "")
    return queue.Filter(
        state=state if state in set(Escalation.State) else "open",
        reason=given["motif"],
        page=given["page"],
        channel=given["canal"],
        benefit=given["prestation"],
        assignee=given["qui"],
        hours=int(age) if age in map(str, AGES) else 0,
        blocked=request.GET.get("bloquees") == "1",
        words=given["q"],
    )
