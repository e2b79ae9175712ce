"""The audit trail, to read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bot.console.access import requires
from bot.console.models import AuditEntry
from bot.console.roles import Right

PAGE_SIZE = 100


@requires(Right.AUDIT)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What was done, newest first."""
    entries = AuditEntry.objects.order_by("-id")
    actor = request.GET.get("qui", "").strip()
    if actor:
        entries = entries.filter(actor=actor)
    rows = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("p"))
    return render(request, "console/audit.html", {"rows": rows, "actor": actor})
