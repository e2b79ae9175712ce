"""Accounts, for administrators: opened, changed, reset, closed (CN1)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bot.console import accounts, audit, connections
from bot.console.access import account_of, requires
from bot.console.forms import AccountForm, FirstPasswordForm
from bot.console.models import Account
from bot.console.roles import Right
from bot.console.texts import say


@requires(Right.ACCOUNTS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who speaks for the institution, with their role."""
    return render(request, "console/accounts.html", {"accounts": Account.objects.order_by("-is_active", "last_name")})


@requires(Right.ACCOUNTS)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new account with its first password."""
    form = AccountForm(request.POST or None)
    first = FirstPasswordForm(form.instance, request.POST or None)
    # The account first: the password is checked against its names.
    if request.method == "POST" and form.is_valid() and first.is_valid():
        accounts.open_account(form.save(commit=False), first.cleaned_data["password"], by=account_of(request))
        messages.success(request, say("accounts.opened", name=form.instance))
        return HttpResponseRedirect(reverse("console:accounts"))
    return render(request, "console/account.html", {"form": form, "first": first})


@requires(Right.ACCOUNTS)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Name, role and pages of an account."""
    account = get_object_or_404(Account, pk=number)
    last = accounts.is_last_administrator(account)
    form = AccountForm(request.POST or None, instance=account)
    if request.method == "POST" and form.is_valid():
        if last and "role" in form.changed_data:
            form.add_error("role", say("accounts.last"))
        else:
            form.save()
            audit.record(account_of(request), "account_changed", account.username, role=account.role)
            messages.success(request, say("accounts.changed", name=account))
            return HttpResponseRedirect(reverse("console:accounts"))
    return _account_page(request, account, form, FirstPasswordForm(account))


@requires(Right.ACCOUNTS)
@sensitive_post_parameters("password")
@require_POST
def reset(request: HttpRequest, number: int) -> HttpResponse:
    """A first password again, for who lost theirs or their telephone."""
    account = get_object_or_404(Account, pk=number)
    first = FirstPasswordForm(account, request.POST)
    if not first.is_valid():
        return _account_page(request, account, AccountForm(instance=account), first)
    accounts.reset(account, first.cleaned_data["password"], by=account_of(request))
    messages.success(request, say("accounts.reset", name=account))
    return HttpResponseRedirect(reverse("console:accounts"))


@requires(Right.ACCOUNTS)
@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Closes an account, or opens it again."""
    account = get_object_or_404(Account, pk=number)
    if not account.is_active:
        accounts.reopen(account, by=account_of(request))
        messages.success(request, say("accounts.reopened", name=account))
    elif accounts.is_last_administrator(account):
        messages.error(request, say("accounts.last"))
    else:
        accounts.close(account, by=account_of(request))
        messages.success(request, say("accounts.closed", name=account))
    return HttpResponseRedirect(reverse("console:accounts"))


@requires(Right.ACCOUNTS)
@require_POST
def end_session(request: HttpRequest, number: int, mark: str) -> HttpResponse:
    """Ends one session of anybody: a telephone that was lost, a screen left at a desk."""
    account = get_object_or_404(Account, pk=number)
    if connections.end_one(account, mark, by=account_of(request)):
        messages.success(request, say("accounts.session_ended", name=account))
    return HttpResponseRedirect(reverse("console:account", args=[number]))


def _account_page(request: HttpRequest, account: Account, form: AccountForm, first: FirstPasswordForm) -> HttpResponse:
    context = {
        "form": form,
        "first": first,
        "account": account,
        "sessions": connections.open_sessions(account),
        "current": request.session.session_key,
    }
    return render(request, "console/account.html", context)
