"""Statistics (AR2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bot.console.access import requires
from bot.console.roles import Right


@requires(Right.STATISTICS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """To come."""
    return render(request, "console/statistics.html")
