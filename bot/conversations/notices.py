"""What citizens are owed to read: what becomes of their data, how accessible the service is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bot.config.pages import first_page


@require_GET
def personal_data(request: HttpRequest) -> HttpResponse:
    """The notice on personal data (RGPD, art. 13)."""
    return render(request, "conversations/personal_data.html", {"page": first_page()})


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (law 2005-102, art. 47; RGAA 4.1)."""
    return render(request, "conversations/accessibility.html", {"page": first_page()})
