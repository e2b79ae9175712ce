"""The pages about a conversation, through a browser's requests."""

from collections.abc import Callable

import pytest
from django.test import Client

from bot.charter.escalations import Reason
from bot.console.models import AuditEntry, EditorMark, HandlingRecord, Presence, ReadyReply
from bot.console.roles import Role
from tests.console.conftest import MakeCase

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


def test_a_conversation_is_read_taken_answered_and_closed(make_case: MakeCase, signed_in: SignIn) -> None:
    case, client = make_case(text="mon numéro allocataire est le 7654321, et quand suis-je payé ?"), signed_in()
    page = f"/console/conversations/{case.id}/"
    read = client.get(page).content.decode()
    assert "7654321" not in read
    assert "Effacé\u00a0: numéro d’allocataire" in read
    assert "Prendre la conversation" in read
    client.post(f"{page}prendre/")
    preview = client.post(f"{page}repondre/", {"text": "Bonjour !", "preview": "1"}).content.decode()
    assert "Aperçu" in preview
    assert "Bonjour\u202f!" in preview
    assert client.post(f"{page}repondre/", {"text": "Bonjour !"}).headers["Location"] == f"{page}#done-reply"
    assert "Conseiller" in client.get(page).content.decode()
    client.post(f"{page}fermer/", {"result": "informed", "motive": "question", "benefit": ""})
    assert "Rouvrir" in client.get(page).content.decode()


def test_who_closes_chooses_motive_and_benefit(make_case: MakeCase, signed_in: SignIn) -> None:
    """The alerts propose, the person decides; nothing but the closed lists is taken (AR1)."""
    case, client = make_case(Reason.COMPLAINT), signed_in()
    case.escalations.update(benefit="rsa")
    page = f"/console/conversations/{case.id}/"
    client.post(f"{page}prendre/")
    offered = client.get(page).content.decode()
    assert '<option value="complaint" selected>Réclamation</option>' in offered
    assert '<option value="rsa" selected>RSA</option>' in offered
    right = {"result": "routed", "motive": "personal_case", "benefit": "aah"}
    for wrong in ({"motive": "autre chose"}, {"benefit": "autre chose"}, {"result": ""}):
        assert client.post(f"{page}fermer/", right | wrong).status_code == 400
    client.post(f"{page}fermer/", right)
    record = HandlingRecord.objects.get()
    assert (record.reason, record.motive, record.benefit, record.result) == (
        "complaint", "personal_case", "aah", "routed",
    )  # fmt: skip


def test_a_conversation_is_handed_back_for_a_reason(make_case: MakeCase, signed_in: SignIn) -> None:
    case, client = make_case(), signed_in()
    page = f"/console/conversations/{case.id}/"
    client.post(f"{page}prendre/")
    assert client.post(f"{page}rendre/", {"reason": "autre chose"}).status_code == 400
    client.post(f"{page}rendre/", {"reason": "leaving"})
    assert AuditEntry.objects.get(action="handed_back").detail == {"reason": "leaving"}


def test_a_refused_reply_stays_in_its_field(make_case: MakeCase, signed_in: SignIn) -> None:
    case, client = make_case(), signed_in()
    client.post(f"/console/conversations/{case.id}/prendre/")
    response = client.post(f"/console/conversations/{case.id}/repondre/", {"text": "Donnez-moi votre adresse mail"})
    content = response.content.decode()
    assert response.status_code == 422
    assert "Donnez-moi votre adresse mail</textarea>" in content
    assert 'aria-invalid="true"' in content


def test_each_opening_is_in_the_trail_but_not_each_look_for_news(make_case: MakeCase, signed_in: SignIn) -> None:
    """AR3."""
    case, client = make_case(), signed_in()
    client.get(f"/console/conversations/{case.id}/")
    for _ in range(3):
        client.get(f"/console/conversations/{case.id}/", headers={"HX-Request": "true", "X-Polling": "1"})
    assert AuditEntry.objects.filter(action="conversation_opened", object=str(case.id)).count() == 1


def test_somebody_else_is_shown(make_case: MakeCase, signed_in: SignIn) -> None:
    case = make_case()
    signed_in(name="anémone").post(f"/console/conversations/{case.id}/prendre/")
    other = signed_in(name="bleuet")
    assert (
        "Camille Anémone s’occupe de cette conversation"
        in other.get(f"/console/conversations/{case.id}/").content.decode()
    )
    taken = other.post(f"/console/conversations/{case.id}/prendre/", follow=True).content.decode()
    assert "s’occupe déjà" in taken


def test_an_auditor_reads_and_has_no_button(make_case: MakeCase, signed_in: SignIn) -> None:
    content = signed_in(Role.AUDITOR).get(f"/console/conversations/{make_case().id}/").content.decode()
    assert "Prendre la conversation" not in content
    assert "<textarea" not in content


def test_what_was_typed_is_shown_when_somebody_else_has_taken_over(make_case: MakeCase, signed_in: SignIn) -> None:
    """Nothing typed is lost, whatever happened meanwhile."""
    case = make_case()
    page = f"/console/conversations/{case.id}/"
    first, second = signed_in(name="anémone"), signed_in(name="bleuet")
    first.post(f"{page}prendre/")
    Presence.objects.all().delete()
    second.post(f"{page}prendre/")
    refused = first.post(f"{page}repondre/", {"text": "Une longue réponse"})
    content = refused.content.decode()
    assert refused.status_code == 422
    assert "elle n’est pas à vous en ce moment" in content
    assert "Une longue réponse" in content


def test_a_note_that_is_kept_leaves_its_field(make_case: MakeCase, signed_in: SignIn) -> None:
    page = f"/console/conversations/{make_case().id}/"
    assert signed_in().post(f"{page}note/", {"note": "Vu."}).headers["Location"] == f"{page}#done-note"


def test_a_ready_reply_is_filled_in(make_case: MakeCase, signed_in: SignIn) -> None:
    referent, case = signed_in(Role.REFERENT), make_case()
    assert referent.post("/console/reponses-types/", {"title": "Accueil", "text": "Ici {page} : {contact_url}"})
    item = ReadyReply.objects.get()
    client = signed_in()
    client.post(f"/console/conversations/{case.id}/prendre/")
    content = client.get(f"/console/conversations/{case.id}/", {"modele": item.pk}).content.decode()
    assert "Ici Caf de démonstration\u00a0: https://www.caf.fr</textarea>" in content


@pytest.mark.parametrize("text", ["Votre date de naissance ?", "Bonjour {nom}", "Bonjour {", "{page.hours}"])
def test_a_ready_reply_is_held_to_the_same_rules(signed_in: SignIn, text: str) -> None:
    """CH1; a variable that does not exist would fail in the middle of an answer."""
    response = signed_in(Role.REFERENT).post("/console/reponses-types/", {"title": "Accueil", "text": text})
    assert response.status_code == 200
    assert 'class="error"' in response.content.decode()
    assert not ReadyReply.objects.exists()


def test_a_mark_reaches_the_editors_who_put_it_away(make_case: MakeCase, signed_in: SignIn) -> None:
    case = make_case(text="une question sans réponse")
    manager, editor = signed_in(), signed_in(Role.EDITOR)
    path = f"/console/conversations/{case.id}/signaler/"
    refused = manager.post(path, {"fault": "missing", "expected": "inconnue"}, follow=True).content.decode()
    assert "n’existe pas" in refused
    assert manager.post(path, {"fault": "missing", "about": "999999"}).status_code == 404
    manager.post(path, {"fault": "missing", "expected": "paiement-dates"})
    assert "une question sans réponse" in editor.get("/console/redaction/").content.decode()
    editor.post(f"/console/redaction/{EditorMark.objects.get().pk}/fait/")
    assert "Aucun signalement" in editor.get("/console/redaction/").content.decode()


def test_what_citizens_wrote_is_text(make_case: MakeCase, signed_in: SignIn) -> None:
    case = make_case(Reason.COMPLAINT, text="<script>alert(1)</script>")
    assert "<script>alert" not in signed_in().get(f"/console/conversations/{case.id}/").content.decode()


@pytest.mark.parametrize("path", ["/donnees-personnelles", "/accessibilite"])
def test_notices_are_public(client: Client, path: str) -> None:
    content = client.get(f"{path}/").content.decode()
    assert "Contacter ma Caf" in content
