"""Several entries approved with one reading: what an import of the whole FAQ brings."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bot.console import audit
from bot.console.access import account_of, requires
from bot.console.entries import page, publishing, reminders
from bot.console.entries.moments import moment
from bot.console.models import Account
from bot.console.roles import Right
from bot.console.texts import say
from bot.editing import workflow

Act = Callable[[str, str], object]
"""What is done with one entry, given its identifier and the mark of what was read."""


@requires(Right.APPROVE)
@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """Every draft that the account may approve, with what it changes."""
    drafts = reminders.to_approve(account_of(request))
    authors = page.people([author for draft in drafts for author in draft.authors])
    context = {"rows": [(draft, page.proposed(draft)) for draft in drafts], "people": authors}
    return render(request, "console/entries/together.html", context)


@requires(Right.APPROVE)
@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """Publishes those that are ticked, now or at the moment given; one that cannot be holds no other up."""
    account = account_of(request)
    try:
        at = moment(request.POST.get("at", ""))
    except workflow.Refused as error:
        messages.error(request, str(error))
        return _back()
    done, left = _each(request, lambda entry_id, mark: publishing.approve(entry_id, mark, account, at))
    return _told(request, "together.planned" if at else "together.published", done, left)


@requires(Right.APPROVE)
@require_POST
def send_back(request: HttpRequest) -> HttpResponse:
    """Gives those that are ticked back to their authors, for one reason."""
    account, reason = account_of(request), request.POST.get("reason", "")
    done, left = _each(request, lambda entry_id, _: _send_back(entry_id, reason, account))
    return _told(request, "together.sent_back", done, left)


def _send_back(entry_id: str, reason: str, by: Account) -> None:
    workflow.send_back(entry_id, reason)
    audit.record(by, "entry_sent_back", entry_id)


def _each(request: HttpRequest, act: Act) -> tuple[int, Mapping[str, Sequence[str]]]:
    """Does it with each entry that is ticked; how many it was done with, and the others by the reason why not."""
    done = 0
    left: dict[str, list[str]] = defaultdict(list)
    for ticked in request.POST.getlist("draft"):
        entry_id, _, mark = ticked.partition(" ")
        try:
            act(entry_id, mark)
            done += 1
        except workflow.Overtaken:
            left[say("entries.reread")].append(entry_id)
        except workflow.Refused as error:
            left[str(error)].append(entry_id)
        except OSError:
            left[say("entries.not_written")].append(entry_id)
    return done, left


def _told(request: HttpRequest, words: str, done: int, left: Mapping[str, Sequence[str]]) -> HttpResponse:
    if done:
        messages.success(request, say(f"entries.{words}", count=done))
    elif not left:
        messages.error(request, say("entries.together.none"))
    for reason, ids in left.items():
        messages.error(request, say("entries.together.left", ids=", ".join(ids), reason=reason))
    return _back()


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("console:entries_together"))
