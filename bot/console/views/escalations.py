"""The list of escalations, which renews itself; who is on duty."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bot.charter.escalations import words
from bot.config.pages import pages
from bot.console import audit, duty, queue
from bot.console.access import account_of, requires, signed_in
from bot.console.roles import Right
from bot.console.texts import say
from bot.conversations import clock
from bot.conversations.models import Escalation

PAGE_SIZE = 50


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """To the first page that the role may open."""
    places = (
        (Right.READ, "escalations"), (Right.ACCOUNTS, "accounts"), (Right.EDIT, "marks"), (Right.AUDIT, "audit")
    )  # fmt: skip
    name = next(name for right, name in places if account_of(request).may(right))
    return HttpResponseRedirect(reverse(f"console:{name}"))


@requires(Right.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The list; alone, without the page around it, when the page asks for news."""
    account = account_of(request)
    wanted = _filter(request)
    rows = Paginator(queue.listed(account, wanted), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "rows": rows,
        "wanted": wanted,
        "counts": queue.counts(account),
        "distress": queue.distress_waiting(account),
        "present": duty.present(),
        "now": clock.now(),
        "states": [
            ("open", say("states_open")),
            *((state.value, say(f"states.{state}")) for state in Escalation.State),
        ],
        "reasons": [(reason.value, entry.label) for reason, entry in words().items()],
        "pages": [pages()[page] for page in account.served_pages()],
        "on_duty": account.duties.filter(ended_at=None).exists(),
    }
    return render(request, "console/escalations_list.html" if request.htmx else "console/escalations.html", context)  # type: ignore[attr-defined]


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


def _filter(request: HttpRequest) -> queue.Filter:
    state, reason = request.GET.get("etat", "open"), request.GET.get("motif", "")
    return queue.Filter(
        state=state if state in set(Escalation.State) else "open",
        reason=reason,
        page=request.GET.get("page", ""),
        mine=request.GET.get("a_moi") == "1",
        words=request.GET.get("q", "").strip(),
    )
