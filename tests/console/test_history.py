"""Who did what with a conversation, and why."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from bot.charter.escalations import Reason
from bot.console import blocking, closing, history, work
from bot.console.models import EditorMark
from bot.console.roles import Role
from bot.console.transcript import lines
from bot.conversations import clock
from bot.conversations.models import Conversation, OutboxMessage
from bot.stops.models import Stop
from tests.console.conftest import MakeAccount, MakeCase

pytestmark = pytest.mark.django_db


def told(conversation: Conversation) -> dict[str, str]:
    """What was done, and why."""
    return {act.what: act.why for act in history.acts(conversation)}


def said(conversation: Conversation, outcome: str, **fields: object) -> OutboxMessage:
    """Something that the assistant said of itself."""
    return OutboxMessage.objects.create(
        conversation=conversation, text="…", outcome=outcome, created_at=clock.now(), **fields
    )


def test_each_act_has_the_reason_that_was_given(make_account: MakeAccount, make_case: MakeCase) -> None:
    case, account = make_case(), make_account()
    work.take(case, account)
    with pytest.raises(work.NotSent):
        work.reply(case, account, "Quel est votre numéro d’allocataire ?")
    work.mark(case, account, EditorMark.Fault.MISSING, "")
    blocking.block(case, account, "flooding", 24)
    work.hand_back(case, account, "leaving")
    work.take(case, account)
    closing.close(case, account, closing.Closing("routed", "complaint", "rsa"))
    assert told(case) == {
        "conversation prise en charge": "",
        "réponse refusée par le contrôle": "le numéro d’allocataire",
        "signalement à la rédaction": "Réponse manquante",
        "personne bloquée": "Messages répétés, 1\u00a0jour",
        "conversation rendue à l’assistant": "Je quitte mon poste",
        "conversation traitée": "Réclamation, Orientation vers «\u202fContacter ma Caf\u202f»",
    }


def test_it_is_on_the_page_and_in_the_journal(make_case: MakeCase, signed_in: Callable[..., Client]) -> None:
    case, client = make_case(Reason.COMPLAINT), signed_in(Role.REFERENT)
    page = f"/console/conversations/{case.id}/"
    client.post(f"{page}prendre/")
    client.post(f"{page}rendre/", {"reason": "colleague"})
    for shown in (page, "/console/journal/"):
        assert "Un collègue prend la suite" in client.get(shown).content.decode()


def test_a_stop_that_silenced_the_assistant_is_told(make_case: MakeCase) -> None:
    """The page's, while it was in force; another page's or an older one is none of this conversation's."""
    case, now = make_case(), clock.now()

    def stop(scope: Stop.Scope, target: str, reason: str, *, hours: float, lifted: float | None = None) -> Stop:
        return Stop.objects.create(
            scope=scope, target=target, reason=reason, stopped_by="Camille", stopped_at=now - timedelta(hours=hours),
            lifted_at=None if lifted is None else now - timedelta(hours=lifted),
        )  # fmt: skip

    stop(Stop.Scope.PAGE, "demo", "Montants faux.", hours=1)
    stop(Stop.Scope.PAGE, "autre", "Autre page.", hours=1)
    stop(Stop.Scope.EVERYTHING, "", "Ancien.", hours=3, lifted=2)
    assert told(case) == {}
    said(case, "stopped")
    assert told(case) == {"arrêt d’urgence\u00a0: la page Caf de démonstration": "Montants faux."}
    entry = stop(Stop.Scope.ENTRY, "paiement-dates", "Dates fausses.", hours=0.1)
    assert "Dates fausses." not in told(case).values()
    said(case, "stopped", detail={"stop": entry.pk})
    assert "Dates fausses." in told(case).values()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "failed", "error": "551"}, "failed"),
        ({"state": "silent", "error": "human_in_charge"}, "human_in_charge"),
        ({"state": "silent", "error": "stopped"}, "stopped"),
        ({"state": "sent"}, ""),
        ({"state": "ready", "error": "http_503"}, ""),
        ({"state": "silent", "text": ""}, ""),
    ],
)
def test_what_did_not_leave_says_so(make_case: MakeCase, fields: dict[str, str], words: str) -> None:
    case = make_case()
    OutboxMessage.objects.create(
        **({"conversation": case, "text": "…", "outcome": "answered", "created_at": clock.now()} | fields)
    )
    assert lines(case)[-1].unsent == words
