"""Who may open a view: signed in, second factor given, charter acknowledged, right held (CN1, CN4, CN6, AR3).

Every view of the console has one of three decorators, which a test holds: :func:`public`, :func:`signed_in` (the steps
between the password and the work) and :func:`requires`.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import cast
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django_otp import user_has_device

from bot.config import environment
from bot.console import audit, charter, passwords
from bot.console.models import Account
from bot.console.roles import Right

View = Callable[..., HttpResponseBase]
_SEEN = "seen_at"
GUARD = "console_guard"
"""Attribute of a guarded view: ``public``, ``signed_in`` or the right that it asks for."""


def account_of(request: HttpRequest) -> Account:
    """The account behind a guarded view's request."""
    return cast(Account, request.user)


def public(view: View) -> View:
    """Marks a view that anybody may open: signing in."""
    setattr(view, GUARD, "public")
    return view


def signed_in(view: View) -> View:
    """Opens a view to any open account, before the second factor and the charter."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        refusal = _sign_in(request)
        return refusal or _private(view(request, *args, **kwargs))

    setattr(guarded, GUARD, "signed_in")
    return guarded


def requires(right: Right) -> Callable[[View], View]:
    """Opens a view to accounts that hold the right and have gone through every step."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            refusal = _sign_in(request) or _next_step(request)
            if refusal:
                return refusal
            if not account_of(request).may(right):
                audit.record(account_of(request), "refused", right.value)
                raise PermissionDenied
            return _private(view(request, *args, **kwargs))

        setattr(guarded, GUARD, right)
        return guarded

    return decorate


def needs_second_factor() -> bool:
    """Whether everybody must have a second factor: everywhere but in a development install."""
    return not environment.is_development()


def _sign_in(request: HttpRequest) -> HttpResponse | None:
    """Sends to the login page who is not signed in, or left their screen; what they typed stays in their tab."""
    if request.user.is_authenticated and _is_left(request):
        audit.record(account_of(request), "locked")
        logout(request)
    if not request.user.is_authenticated:
        return _redirect(request, "console:login")
    return None


def _is_left(request: HttpRequest) -> bool:
    """Whether nothing was done for too long. A look that the page takes by itself is no activity."""
    now = time.time()
    limit = 60 * float(environment.value("CAF_LOCK_MINUTES"))
    left = bool(now - request.session.setdefault(_SEEN, now) > limit)
    by_itself = request.method == "GET" and "HX-Request" in request.headers and "X-Polling" in request.headers
    if not by_itself:
        request.session[_SEEN] = now
    return left


def _next_step(request: HttpRequest) -> HttpResponse | None:
    account = account_of(request)
    has_device = user_has_device(account)
    if has_device and not account.is_verified():  # type: ignore[attr-defined]  # added by OTPMiddleware
        return _redirect(request, "console:second_factor")
    if not has_device and needs_second_factor():
        return _redirect(request, "console:second_factor_setup")
    if passwords.must_change(account):
        return _redirect(request, "console:password")
    if not charter.is_acknowledged(account):
        return _redirect(request, "console:charter")
    return None


def _redirect(request: HttpRequest, name: str) -> HttpResponse:
    """To a step, and back afterwards; a form that was sent comes back to the page that held it."""
    back = request.get_full_path()
    if request.method != "GET" or "HX-Request" in request.headers:
        back = urlsplit(request.headers.get("referer", "")).path or reverse("console:home")
    address = f"{reverse(name)}?{urlencode({'next': back})}"
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """Nothing of the console stays in a browser's or proxy's cache."""
    add_never_cache_headers(response)
    return response
