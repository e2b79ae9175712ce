"""What people do with a conversation."""

import dataclasses
import uuid
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.charter.escalations import Reason
from bot.config.pages import pages
from bot.console import closing, duty, work
from bot.console.models import AuditEntry, Claim, EditorMark, HandlingRecord, Note, Presence
from bot.console.roles import Role
from bot.conversations import worker
from bot.conversations.escalations import escalate
from bot.conversations.models import Conversation, Escalation, OutboxMessage
from tests.console.conftest import MakeAccount, MakeCase
from tests.conversations.conftest import FakeRasa
from tests.conversations.conftest import reply as rasa_reply

pytestmark = pytest.mark.django_db

NUMBER = "7654321"


def states(conversation: Conversation) -> set[str]:
    """The states of its escalations."""
    return set(conversation.escalations.values_list("state", flat=True))


def said(conversation: Conversation) -> list[tuple[bool, str]]:
    """Who said what to the citizen."""
    return list(conversation.outbox.order_by("id").values_list("by_person", "text"))


def test_the_assistant_is_silent_while_a_person_is_in_charge(
    make_account: MakeAccount, make_case: MakeCase, fake_rasa: FakeRasa
) -> None:
    case, account = make_case(), make_account()
    work.take(case, account)
    fake_rasa.answer = lambda _: (200, rasa_reply("", outcome="human_in_charge"))
    worker.drain(case.id)
    assert fake_rasa.asked[-1]["metadata"]["human_in_charge"] is True
    assert said(case) == [(False, "")]

    work.reply(case, account, "Bonjour, je suis là.")
    assert states(case) == {"waiting"}

    work.hand_back(case, account, "colleague")
    case.refresh_from_db()
    assert (case.human_in_charge, case.resumed) == (False, True), "its next reply says that it is automatic"
    assert states(case) == {"new"}


def test_a_citizen_who_answers_is_no_longer_waited_for(
    make_account: MakeAccount, make_case: MakeCase, fake_rasa: FakeRasa
) -> None:
    case, account = make_case(), make_account()
    fake_rasa.answer = lambda _: (200, rasa_reply("", outcome="human_in_charge"))
    work.take(case, account)
    worker.drain(case.id)
    work.reply(case, account, "Bonjour, je suis là.")
    message = case.inbox.get()
    message.pk, message.platform_id, message.state = None, uuid.uuid4().hex, "pending"
    message.save()
    worker.drain(case.id)
    assert states(case) == {"taken"}


def test_only_one_person_is_in_charge(make_account: MakeAccount, make_case: MakeCase) -> None:
    case, first, second = make_case(), make_account(name="anémone"), make_account(name="bleuet")
    work.take(case, first)
    work.take(case, first)  # again is no fault
    with pytest.raises(work.Refused, match="Anémone"):
        work.take(case, second)
    with pytest.raises(work.Refused, match="pas à vous"):
        work.hand_back(case, second, "colleague")
    with pytest.raises(work.Refused, match="pas à vous"):
        closing.close(case, second, closing.proposed(case, "informed"))
    with pytest.raises(work.Refused, match="pas à vous"):
        work.reply(case, second, "Bonjour")
    assert said(case) == []


def test_what_an_absent_colleague_holds_is_free(make_account: MakeAccount, make_case: MakeCase) -> None:
    """Neither on duty nor looking: a family does not wait for somebody who has gone home."""
    case, first, second = make_case(), make_account(name="anémone"), make_account(name="bleuet")
    work.take(case, first)
    with pytest.raises(work.Refused, match="Anémone"):
        work.take(case, second)
    Presence.objects.all().delete()
    duty.begin(first)
    with pytest.raises(work.Refused, match="Anémone"):
        work.take(case, second)
    duty.end(first)
    work.take(case, second)
    assert Claim.objects.get().account == second
    assert AuditEntry.objects.get(action="freed").detail == {"holder": "anémone"}
    with pytest.raises(work.Refused, match="pas à vous"):
        work.reply(case, first, "Bonjour.")


def test_forbidden_content_is_the_referents_and_the_deputys_in_their_absence(
    make_account: MakeAccount, make_case: MakeCase
) -> None:
    """CD2, CD3; a person in distress is everybody's (CD5)."""
    case = make_case(Reason.FORBIDDEN)
    manager, deputy, referent = (make_account(role) for role in (Role.COMMUNITY_MANAGER, Role.DEPUTY, Role.REFERENT))
    duty.begin(referent)
    for account in (manager, deputy):
        with pytest.raises(work.Refused, match="référent"):
            work.take(case, account)
    duty.end(referent)
    work.take(case, deputy)
    work.hand_back(case, deputy, "colleague")
    work.take(case, referent)
    work.take(make_case(Reason.DISTRESS), manager)


def test_a_page_may_name_its_referent_and_deputy(
    make_account: MakeAccount, make_case: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CD2: the names of the pages' file go before the roles, until the account of a name is closed."""
    named = {"demo": dataclasses.replace(pages()["demo"], referent="capucine", deputy="églantine")}
    monkeypatch.setattr("bot.console.models.accounts.pages", lambda: named)
    case, other = make_case(Reason.FORBIDDEN), make_account(Role.REFERENT)
    capucine, eglantine = make_account(Role.REFERENT, "capucine"), make_account(name="églantine")
    duty.begin(capucine)
    for account in (other, eglantine):
        with pytest.raises(work.Refused, match="référent"):
            work.take(case, account)
    duty.end(capucine)
    work.take(case, eglantine)
    work.hand_back(case, eglantine, "colleague")
    work.take(case, capucine)
    work.hand_back(case, capucine, "colleague")
    capucine.is_active = False
    capucine.save()
    work.take(case, other)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"Votre numéro d’allocataire est le {NUMBER}", "contient le numéro d’allocataire"),
        ("Envoyez-moi votre numéro d’allocataire", "demande le numéro d’allocataire"),
        ("Quelle est votre date de naissance ?", "demande la date de naissance"),
        ("  ", "Écrivez d’abord"),
        ("x" * 2001, "trop longue"),
    ],
)
def test_what_may_not_be_sent_is_refused_with_its_reason(
    make_account: MakeAccount, make_case: MakeCase, text: str, reason: str
) -> None:
    """CH1; the trail keeps the kind, never the text."""
    case, account = make_case(), make_account()
    work.take(case, account)
    with pytest.raises(work.Refused, match=reason):
        work.reply(case, account, text)
    assert said(case) == []
    assert NUMBER not in str(list(AuditEntry.objects.values()))


def test_typography_is_mended_and_a_second_press_sends_nothing(make_account: MakeAccount, make_case: MakeCase) -> None:
    case, account = make_case(), make_account()
    work.take(case, account)
    for _ in range(2):
        work.reply(case, account, "Bonjour ! C'est possible ?")
    assert said(case) == [(True, "Bonjour\u202f! C’est possible\u202f?")]


def test_closing_leaves_a_record_that_names_nobody(make_account: MakeAccount, make_case: MakeCase) -> None:
    case, account = make_case(Reason.COMPLAINT, age=timedelta(minutes=30)), make_account()
    case.escalations.update(benefit="rsa")
    work.take(case, account)
    work.reply(case, account, "Bonjour.")
    closing.close(case, account, closing.proposed(case, "routed"))
    assert states(case) == {"closed"}
    assert not Claim.objects.exists()
    record = HandlingRecord.objects.get()
    assert (record.reason, record.result, record.page, record.channel) == ("complaint", "routed", "demo", "web")
    assert record.benefit == "rsa"
    assert 1790 < record.waiting_seconds < 1900
    assert record.first_reply_seconds is not None
    fields = {field.name for field in HandlingRecord._meta.get_fields()}
    assert fields.isdisjoint({"conversation", "account", "text"})


def test_a_conversation_is_one_record_however_many_alerts_it_had(
    make_account: MakeAccount, make_case: MakeCase
) -> None:
    """The most urgent alert says why it came to a person; the wait is counted from the first."""
    case, account = make_case(Reason.UNKNOWN_TWICE, age=timedelta(minutes=30)), make_account()
    escalate(case, Reason.DISTRESS)
    work.take(case, account)
    closing.close(case, account, closing.proposed(case, "emergency"))
    record = HandlingRecord.objects.get()
    assert (record.reason, record.motive) == ("distress", "distress")
    assert 1790 < record.waiting_seconds < 1900


@pytest.mark.parametrize("reason", Reason)
def test_every_alert_proposes_a_motive(make_case: MakeCase, reason: Reason) -> None:
    assert closing.proposed(make_case(reason)).motive in closing.MOTIVES


def test_a_closed_case_is_reopened_once(make_account: MakeAccount, make_case: MakeCase) -> None:
    case, account = make_case(), make_account()
    work.take(case, account)
    closing.close(case, account, closing.proposed(case, "nothing"))
    for _ in range(2):
        work.reopen(case, account)
    assert list(case.escalations.values_list("state", flat=True)) == [Escalation.State.NEW]


def test_notes_hold_no_personal_data(make_account: MakeAccount, make_case: MakeCase) -> None:
    case, account = make_case(), make_account()
    with pytest.raises(work.Refused, match="contient le numéro d’allocataire"):
        work.note(case, account, f"son numéro allocataire : {NUMBER}")
    assert not Note.objects.exists()
    work.note(case, account, "Rappeler demain")
    assert Note.objects.get().text == "Rappeler demain"


def test_the_editors_see_the_question_and_the_entries(
    make_account: MakeAccount, make_case: MakeCase, fake_rasa: FakeRasa
) -> None:
    case, account = make_case(text="quand est versée la prime ?"), make_account()
    fake_rasa.answer = lambda _: (200, rasa_reply("Le 5 du mois.", faq_id="paiement-dates"))
    worker.drain(case.id)
    work.mark(case, account, EditorMark.Fault.WRONG, "naissance-prime")
    mark = EditorMark.objects.get()
    assert (mark.question, mark.served, mark.expected) == (
        "quand est versée la prime ?", "paiement-dates", "naissance-prime",
    )  # fmt: skip


def giving(entry: str, _: dict[str, Any]) -> tuple[int, Any]:
    """An answer of Rasa that serves that entry."""
    return 200, rasa_reply("Voici.", faq_id=entry)


def test_an_earlier_answer_is_marked(make_account: MakeAccount, make_case: MakeCase, fake_rasa: FakeRasa) -> None:
    """A conversation holds several: the one that was wrong is named, whatever came after it."""
    case, account = make_case(text="quand est versée la prime ?"), make_account()
    for served in ("paiement-dates", "rsa-conditions"):
        fake_rasa.answer = partial(giving, served)
        worker.drain(case.id)
        message = case.inbox.order_by("id")[0]
        message.pk, message.platform_id, message.state, message.text = None, uuid.uuid4().hex, "pending", "et le rsa ?"
        message.save()
    first = work.replies(case).last()
    work.mark(case, account, EditorMark.Fault.WRONG, "", first)
    work.mark(case, account, EditorMark.Fault.MISSING, "rsa-montant", first)
    assert list(EditorMark.objects.order_by("id").values_list("question", "served", "expected")) == [
        ("quand est versée la prime ?", "paiement-dates", ""),
        ("quand est versée la prime ?", "", "rsa-montant"),
    ]


def test_the_messengers_window_is_kept(make_account: MakeAccount, make_case: MakeCase) -> None:
    """Seven days after the citizen's last message Messenger takes nothing more; the web chat has no end."""
    account = make_account()
    late = make_case(channel="messenger", age=timedelta(days=7, minutes=1))
    work.take(late, account)
    with pytest.raises(work.Refused, match="délai de réponse est écoulé"):
        work.reply(late, account, "Bonjour.")
    for case in (
        make_case(channel="messenger", age=timedelta(days=6, hours=23)),
        make_case(channel="web", age=timedelta(days=30)),
    ):
        work.take(case, account)
        work.reply(case, account, "Bonjour.")


def test_everything_done_is_in_the_trail(make_account: MakeAccount, make_case: MakeCase) -> None:
    case, account = make_case(), make_account()
    work.take(case, account)
    work.note(case, account, "Vu.")
    work.reply(case, account, "Bonjour.")
    work.mark(case, account, EditorMark.Fault.MISSING, "")
    work.hand_back(case, account, "colleague")
    work.take(case, account)
    closing.close(case, account, closing.proposed(case, "informed"))
    work.reopen(case, account)
    done = AuditEntry.objects.filter(object=str(case.id), actor=account.username).order_by("id")
    assert list(done.values_list("action", flat=True)) == [
        "taken", "noted", "replied", "marked", "handed_back", "taken", "closed", "reopened",
    ]  # fmt: skip
    assert OutboxMessage.objects.filter(by_person=True).count() == 1
