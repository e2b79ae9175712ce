"""A Messenger thread goes to Meta's inbox and comes back (Conversation Routing)."""

import pytest
from huey.contrib.djhuey import HUEY
from pytest_django import DjangoCaptureOnCommitCallbacks

from bot.channels.messenger import PAGE_INBOX
from bot.console import work
from bot.console.models import AuditEntry
from bot.conversations.models import Conversation
from tests.console.conftest import MakeAccount, MakeCase, as_account
from tests.conversations.conftest import Platforms
from tests.conversations.conftest import one_connection as one_connection  # noqa: PLC0414 (a fixture of this folder, too)
from tests.conversations.conftest import platforms as platforms  # noqa: PLC0414 (a fixture of this folder, too)
from tests.platforms.graph import APP_ID, Graph, error

pytestmark = pytest.mark.django_db


def owner(graph: Graph) -> str:
    """The application that holds the one thread."""
    (call,) = graph.calls("/pass_thread_control")
    return graph.owner(call.body["recipient"]["id"])


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("ending", ["rendre", "fermer"])
def test_who_is_in_charge_goes_on_in_metas_inbox(
    platforms: Platforms,
    make_account: MakeAccount,
    make_case: MakeCase,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ending: str,
) -> None:
    """By a button; whoever gives the conversation back or ends it gives the thread back, too."""
    case, client = make_case(channel="messenger"), as_account(make_account())
    client.post(f"/console/conversations/{case.id}/prendre/")
    assert "boîte de Meta" in client.get(f"/console/conversations/{case.id}/").text
    client.post(f"/console/conversations/{case.id}/boite-de-meta/")
    assert owner(platforms.graph) == PAGE_INBOX
    assert Conversation.objects.get().human_in_charge
    assert AuditEntry.objects.filter(action="passed_to_inbox").count() == 1
    HUEY.flush()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            f"/console/conversations/{case.id}/{ending}/",
            {"result": "informed", "motive": "question", "benefit": "", "reason": "leaving"},
        )
    HUEY.execute(HUEY.dequeue())
    assert owner(platforms.graph) == APP_ID
    assert not Conversation.objects.get().human_in_charge


def test_what_meta_does_not_take_is_said(platforms: Platforms, make_account: MakeAccount, make_case: MakeCase) -> None:
    """In plain words; the person stays in charge here, and the journal does not say that it was done."""
    platforms.graph.routing = error(10, 403)
    case, account = make_case(channel="messenger"), make_account()
    with pytest.raises(work.Refused, match="Prenez d’abord"):
        work.pass_to_inbox(case, account)
    work.take(case, account)
    with pytest.raises(work.Refused, match="Meta n’a pas pris"):
        work.pass_to_inbox(case, account)
    assert not AuditEntry.objects.filter(action="passed_to_inbox").exists()


def test_other_channels_have_no_such_inbox(make_account: MakeAccount, make_case: MakeCase) -> None:
    """No button; and an address typed by hand does nothing."""
    case, account = make_case(channel="web"), make_account()
    client = as_account(account)
    work.take(case, account)
    assert "boîte de Meta" not in client.get(f"/console/conversations/{case.id}/").text
    with pytest.raises(work.Refused):
        work.pass_to_inbox(case, account)
