"""Signing in, in steps: password, second factor, a password of one's own, the charter; then one's sessions."""

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_otp import login as give_second_factor
from django_otp import user_has_device
from django_otp.plugins.otp_totp.models import TOTPDevice

from bot.console import audit, charter, connections, duty, passwords
from bot.console.access import account_of, public, signed_in
from bot.console.forms import CodeForm, OwnPasswordForm
from bot.console.texts import say


class _Login(LoginView):
    template_name = "console/login.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Signs in; Django draws a new session key, so that none can be planted."""
        response = super().form_valid(form)
        audit.record(form.get_user(), "login")
        return response


login = public(_Login.as_view())
"""The name and password; Django's view, which marks them as sensitive and stays in no cache."""


@signed_in
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Ends the session, and one's duty with it."""
    duty.end(account_of(request))
    audit.record(account_of(request), "logout")
    logout(request)
    return HttpResponseRedirect(reverse("console:login"))


@signed_in
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the authenticator application."""
    device = TOTPDevice.objects.filter(user=account_of(request), confirmed=True).first()
    if device is None:
        return _go_on(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            give_second_factor(request, device)
            audit.record(account_of(request), "second_factor")
            return _go_on(request)
        audit.record(account_of(request), "second_factor_refused")
        form.add_error("code", say("second_factor.wrong"))
    return render(request, "console/second_factor.html", {"form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def second_factor_setup(request: HttpRequest) -> HttpResponse:
    """Ties an authenticator application to the account; the secret is shown until a first code proves that it works."""
    account = account_of(request)
    if user_has_device(account):  # replacing it is the administrator's: a stolen session must not
        return _go_on(request)
    device, _ = TOTPDevice.objects.get_or_create(user=account, confirmed=False, defaults={"name": "TOTP"})
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            give_second_factor(request, device)
            audit.record(account, "second_factor_set")
            return _go_on(request)
        form.add_error("code", say("second_factor.wrong"))
    drawn = segno.make(device.config_url, micro=False).svg_inline(
        scale=5, border=2, light="white", title=say("second_factor.image"), svgclass=None, lineclass=None
    )
    # The drawing is segno's own, from our address; nothing that a person typed is in it but a quoted account name.
    image = mark_safe(drawn)  # noqa: S308  # nosec B308 B703
    secret = device.config_url.partition("secret=")[2].partition("&")[0]
    return render(
        request,
        "console/second_factor_setup.html",
        {"form": form, "device": device, "image": image, "secret": secret},
    )


@signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new password of one's own; other sessions of the account end."""
    account = account_of(request)
    form: Form = OwnPasswordForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        passwords.give(account, form.cleaned_data["new_password1"], first=False)
        account.sessions.exclude(session_key=request.session.session_key).delete()
        update_session_auth_hash(request, account)
        audit.record(account, "password_changed")
        messages.success(request, say("passwords.changed"))
        return _go_on(request)
    return render(request, "console/password.html", {"form": form, "renewal": passwords.must_change(account)})


@signed_in
@require_http_methods(["GET", "POST"])
def acknowledge(request: HttpRequest) -> HttpResponse:
    """The charter: read, then acknowledged, once a version (CN6)."""
    account = account_of(request)
    if request.method == "POST":
        charter.acknowledge(account)
        audit.record(account, "charter_acknowledged", charter.current().version)
        return _go_on(request)
    known = charter.is_acknowledged(account)
    return render(request, "console/charter.html", {"charter": charter.current(), "known": known})


@signed_in
@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    current = request.session.session_key
    rows = [(row, row.session_key == current) for row in connections.open_sessions(account_of(request))]
    context = {"rows": rows, "has_device": user_has_device(account_of(request))}
    return render(request, "console/sessions.html", context)


@signed_in
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Ends every session of the account but this one."""
    count = connections.end_others(account_of(request), request.session.session_key)
    messages.success(request, say("sessions.ended", count=count))
    return HttpResponseRedirect(reverse("console:sessions"))


@signed_in
@require_POST
def end_session(request: HttpRequest, mark: str) -> HttpResponse:
    """Ends one session of the account."""
    if connections.end_one(account_of(request), mark, by=account_of(request)):
        messages.success(request, say("sessions.one_ended"))
    return HttpResponseRedirect(reverse("console:sessions"))


def _go_on(request: HttpRequest) -> HttpResponse:
    """To the page that was asked for, when it is one of ours; the steps that remain come before it."""
    target = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if ours else reverse("console:home"))
