"""An installation for the browser: people, conversations that wait, a month of contacts. Everything is invented."""

import uuid
from datetime import timedelta

from django.core.management import call_command
from django.utils.timezone import localdate

from bot.channels.event import Event
from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome
from bot.console import charter, passwords, work
from bot.console.models import Account, EditorMark, ReadyReply
from bot.console.roles import Role
from bot.conversations import clock
from bot.conversations.escalations import escalate
from bot.conversations.inbox import receive
from bot.conversations.models import ContactRecord, Conversation, OutboxMessage
from bot.learning.models import Group, Member, Tally

PASSWORD = "Tilleul-Rouge=42"
DAYS = 30


def prepare() -> None:
    """Fills an empty data folder."""
    call_command("migrate", verbosity=0)
    people = {role: _account(role) for role in Role}
    _account(Role.COMMUNITY_MANAGER, "bleuet", "Bleuet")
    _newcomer()
    _case(Reason.DISTRESS, "je n’en peux plus, je ne sais plus quoi faire", timedelta(minutes=4))
    _case(Reason.FORBIDDEN, "vous êtes des voleurs", timedelta(hours=2))
    case = _case(
        Reason.HUMAN_REQUEST, "mon numéro allocataire est le 7654321, je veux parler à quelqu’un", timedelta(hours=1)
    )
    _case(Reason.COMPLAINT, "je conteste la décision sur mon aide", timedelta(days=1))
    manager = people[Role.COMMUNITY_MANAGER]
    work.note(case, manager, "Déjà venue la semaine dernière, même question.")
    work.mark(case, manager, EditorMark.Fault.MISSING, "paiement-dates")
    ReadyReply.objects.create(title="Accueil", text="Bonjour, je suis de {page}. Votre espace : {contact_url}")
    _contacts()
    _asked_in_vain()


def _account(role: Role, username: str = "", last_name: str = "") -> Account:
    account = Account(
        username=username or role.value,
        first_name="Camille",
        last_name=last_name or role.value.title(),
        role=role.value,
    )
    passwords.give(account, PASSWORD, first=False)
    charter.acknowledge(account)
    return account


def _newcomer() -> None:
    """Somebody who has not signed in yet: a first password, no charter acknowledged."""
    account = Account(username="acacia", first_name="Camille", last_name="Acacia", role=Role.COMMUNITY_MANAGER.value)
    passwords.give(account, PASSWORD, first=True)


def _case(reason: Reason, text: str, age: timedelta) -> Conversation:
    at = clock.now() - age
    message = receive(Event("web", "demo", uuid.uuid4().hex, uuid.uuid4().hex, at, text=text), at)
    assert message is not None
    OutboxMessage.objects.create(
        in_reply_to=message, conversation=message.conversation, text="Je transmets votre message à un conseiller.",
        outcome=Outcome.ROUTED_HUMAN, created_at=at, state=OutboxMessage.State.SENT,
        detail={"candidates": [{"id": "contact-ma-caf", "score": 0.41}]},
    )  # fmt: skip
    message.state = "answered"
    message.save()
    escalation = escalate(message.conversation, reason)
    escalation.created_at = at
    escalation.save()
    return message.conversation


def _asked_in_vain() -> None:
    _group(
        "aide-bafa",
        "une aide pour acheter un vélo",
        "prime vélo électrique caf",
        "la caf aide pour un vélo ?",
        "aide vélo svp",
    )
    _group("logement-etudiant", "jai un studio a la fac jai droit a koi", "aide pour studio quand on est à la fac ?")


def _group(nearest: str, *words: str) -> None:
    group = Group.objects.create(centre=[1.0], created_at=clock.now())
    for number in range(7):
        at = clock.now() - timedelta(hours=number)
        text = words[number % len(words)]
        message = receive(Event("web", "demo", uuid.uuid4().hex, uuid.uuid4().hex, at, text=text), at)
        assert message is not None
        message.state = "answered"
        message.save()
        Member.objects.create(message=message, group=group, nearest=nearest)
    Tally.objects.create(group=group, day=localdate(clock.now()), count=7)
    Tally.objects.create(group=group, day=localdate(clock.now() - timedelta(days=8)), count=3)


def _contacts() -> None:
    motives = [("prime-activite-demande", "prime d’activité"), ("logement-etudiant", "Apl"), ("paiement-dates", "")]
    outcomes = [Outcome.ANSWERED] * 6 + [Outcome.CLARIFIED, Outcome.NOT_FOUND, Outcome.ROUTED_PERSONAL, Outcome.CLOSED]
    now = clock.now()
    rows = []
    for number in range(40 * DAYS):
        started = now - timedelta(days=number % DAYS, hours=number % 9, minutes=number % 60)
        motive, benefit = motives[number % len(motives)]
        rows.append(
            ContactRecord(
                channel="web",
                page="demo",
                started_at=started,
                ended_at=started,
                duration_ms=60,
                motive=motive,
                outcome=outcomes[number % len(outcomes)].value,
                benefit=benefit,
            )
        )
    ContactRecord.objects.bulk_create(rows)
