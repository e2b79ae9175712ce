"""The pages where the FAQ is written: form, checks, review, history, spreadsheet."""

import io
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from bot.charter.outcomes import Outcome
from bot.console.entries import publishing
from bot.console.models import AuditEntry
from bot.console.roles import Role
from bot.conversations import clock
from bot.conversations.models import ContactRecord
from bot.editing import workflow
from bot.editing.models import CheckResult, Comparison, Draft, Version
from bot.faq.entries import read_entry
from bot.faq.live import LiveEntries
from bot.faq.problems import finding
from bot.learning.models import Group
from tests.conversations.conftest import FakeRasa
from tests.conversations.conftest import reply as rasa_reply
from tests.learning.conftest import MakeGroup
from tests.learning.conftest import ask as ask  # noqa: PLC0414 (fixtures of this file, too)
from tests.learning.conftest import make_group as make_group  # noqa: PLC0414

pytestmark = pytest.mark.django_db

ID = "logement-etudiant"
PAGE = f"/console/fiches/{ID}/"
ANSWER = "Oui, un étudiant peut y avoir droit. La demande se fait sur caf.fr, dans « Mon Compte », dès l’entrée."
SignIn = Callable[..., Client]


def read(response: Any) -> str:
    """The page, its no-break spaces as plain ones."""
    return str(response.content.decode()).replace("\u202f", " ").replace("\u00a0", " ")


def fields(**changes: str) -> dict[str, str]:
    """What the form of the entry sends."""
    return fields_of(ID, **changes)


def fields_of(entry_id: str, **changes: str) -> dict[str, str]:
    """What the form of an entry sends."""
    draft = workflow.current(entry_id)
    content = draft.content
    sent = {
        name: content.get(name, "") for name in ("title", "label", "answer", "simple", "benefit", "owner", "status")
    }
    sent |= {name: content.get(name, "") for name in ("valid_from", "valid_until", "review_by")}
    sent |= {"variants": "\r\n".join(content["variants"]), "related": ", ".join(content["related"]), "mark": draft.mark}
    for group in ("links", "sources"):
        for number, row in enumerate(content[group]):
            sent |= {f"{group}-{number}-{part}": value for part, value in row.items()}
    return sent | changes


class Form(HTMLParser):
    """What a browser would send of the entry's form, read off the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._inside = False
        self._text = ""
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = "data-entry" in given
        if not self._inside:
            return
        name = given.get("name") or ""
        if tag == "input":
            self.sent[name] = given.get("value") or ""
        elif tag == "textarea":
            self._text, self.sent[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.sent[self._select] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.sent[self._text] += data


def test_the_form_shows_what_the_file_says_and_sends_it_back(faq: Path, signed_in: SignIn) -> None:
    editor = signed_in(Role.EDITOR)
    sent = Form(editor.get(PAGE).content.decode()).sent
    del sent["csrfmiddlewaretoken"], sent["comment"]
    assert {name: value.replace("\n", "\r\n") for name, value in sent.items() if value} == {
        name: value.replace("\r\n", "\n").replace("\n", "\r\n") for name, value in fields().items() if value
    }
    assert "Rien n’a changé" in read(editor.post(PAGE, sent, follow=True))
    assert not Draft.objects.exists()


def test_a_form_that_nobody_changed_changes_nothing(faq: Path, signed_in: SignIn) -> None:
    before = (faq / f"logement/{ID}.yml").read_bytes()
    response = signed_in(Role.EDITOR).post(PAGE, fields(), follow=True)
    assert "Rien n’a changé" in read(response)
    assert not Draft.objects.exists()
    assert (faq / f"logement/{ID}.yml").read_bytes() == before


def test_written_reviewed_published(faq: Path, signed_in: SignIn) -> None:
    editor, approver = signed_in(Role.EDITOR), signed_in(Role.APPROVER)
    sent = read(editor.post(PAGE, fields(answer=ANSWER, submit="1", comment="Plus court."), follow=True))
    assert "envoyée à la validation" in sent
    assert "une autre personne doit le valider" in sent
    review = read(approver.get(f"{PAGE}validation/"))
    assert "Plus court." in review
    assert "Camille Editor" in review
    done = read(approver.post(f"{PAGE}valider/", {"mark": Draft.objects.get().mark}, follow=True))
    assert "est publiée" in done
    assert read_entry(faq / f"logement/{ID}.yml").answer.startswith("Oui, un étudiant peut")
    actions = list(AuditEntry.objects.filter(object=ID).values_list("actor", "action"))
    assert actions == [("editor", "entry_submitted"), ("approver", "entry_approved"), ("approver", "entry_published")]
    assert "Rétablir" not in done, "the text of today is the last version"


def test_an_author_is_not_offered_to_approve(faq: Path, signed_in: SignIn) -> None:
    approver = signed_in(Role.APPROVER)
    page = read(approver.post(PAGE, fields(answer=ANSWER, submit="1", comment="Plus court."), follow=True))
    assert "une autre personne doit le valider" in page
    assert "Valider et publier" not in page
    told = read(approver.post(f"{PAGE}valider/", {"mark": Draft.objects.get().mark}, follow=True))
    assert "Une autre personne doit le valider" in told
    assert not Version.objects.exists()


def test_errors_are_beside_their_fields_and_what_was_typed_stays(faq: Path, signed_in: SignIn) -> None:
    sent = fields(
        answer="Quel est votre numéro d’allocataire ? Donnez-le ici, nous regarderons votre dossier.", submit="1"
    )
    response = signed_in(Role.EDITOR).post(PAGE, sent)
    page = read(response)
    assert response.status_code == 422
    assert "La vérification trouve encore" in page
    beside = page.partition('id="check-answer"')[2].partition("</div>")[0]
    assert "demander une information personnelle" in beside
    assert "Donnez-le ici" in page


def test_the_live_check_keeps_the_draft_and_answers_with_pieces(faq: Path, signed_in: SignIn) -> None:
    editor = signed_in(Role.EDITOR)
    response = editor.post(
        f"{PAGE}verifier/", fields(label="Un libellé beaucoup trop long"), headers={"hx-request": "true"}
    )
    page = read(response)
    assert 'id="check-label" hx-swap-oob="true"' in page
    assert "20 au plus" in page
    assert "29 caractères sur 20" in page
    draft = Draft.objects.get()
    assert f'value="{draft.mark}" hx-swap-oob="true"' in page
    assert "2000" in page.partition('aria-label="Aperçu Messenger"')[2].partition("</p>")[0]
    assert "4096" in page.partition('aria-label="Aperçu Telegram"')[2].partition("</p>")[0]
    web = page.partition('aria-label="Aperçu Web"')[2].partition("</section>")[0]
    assert all(link["url"] in web for link in draft.content["links"])
    assert len(draft.content["links"]) > 1


def test_the_live_check_of_a_form_that_was_overtaken_keeps_nothing(faq: Path, signed_in: SignIn) -> None:
    editor, old = signed_in(Role.EDITOR), fields(label="Le mien")
    workflow.save(ID, old["mark"], workflow.current(ID).content | {"label": "L’autre"}, "autre")
    page = read(editor.post(f"{PAGE}verifier/", old))
    assert "rien ne sera écrasé" in page
    assert 'name="mark"' not in page
    assert Draft.objects.get().content["label"] == "L’autre"


def test_the_second_editor_is_shown_the_difference(faq: Path, signed_in: SignIn) -> None:
    editor, old = signed_in(Role.EDITOR), fields(label="Le mien")
    workflow.save(ID, old["mark"], workflow.current(ID).content | {"label": "L’autre"}, "autre")
    response = editor.post(PAGE, old)
    page = read(response)
    assert response.status_code == 409
    assert "L’autre</del>" in page
    assert "Le mien</ins>" in page
    assert Draft.objects.get().content["label"] == "L’autre"
    editor.post(PAGE, old | {"mark": Draft.objects.get().mark})
    assert Draft.objects.get().content["label"] == "Le mien"


def test_a_near_duplicate_is_shown_beside_the_other_entry(faq: Path, signed_in: SignIn) -> None:
    taken = read_entry(faq / "rsa/rsa-montant.yml").variants[0]
    sent = fields()
    page = read(signed_in(Role.EDITOR).post(f"{PAGE}verifier/", sent | {"variants": f"{sent['variants']}\n{taken}"}))
    assert "est aussi une formulation de la fiche « rsa-montant »" in page
    assert 'href="/console/fiches/rsa-montant/"' in page.partition('id="near"')[2]


def test_what_says_the_same_in_other_words_is_shown_when_the_worker_has_looked(faq: Path, signed_in: SignIn) -> None:
    editor = signed_in(Role.EDITOR)
    waiting = read(editor.post(f"{PAGE}verifier/", fields(label="Autre")))
    assert "sont comparées par le sens" in waiting
    assert f'hx-get="{PAGE}proches/"' in waiting
    found = finding("near_phrasing_meaning", ("variants", 0), None, text="a", near="b", other="rsa-montant", likeness=1)
    near = [{"other": "rsa-montant", "finding": asdict(found)}]
    Comparison.objects.update(state=Comparison.State.DONE, near=near)
    page = read(editor.get(f"{PAGE}proches/"))
    assert "dit presque la même chose" in page
    assert 'href="/console/fiches/rsa-montant/"' in page
    assert "hx-get" not in page
    assert (
        "dit presque la même chose" in read(editor.get(PAGE)).partition('id="check-variants"')[2].partition("</div>")[0]
    )
    Comparison.objects.update(state=Comparison.State.FAILED)
    assert "n’a pas abouti" in read(editor.get(f"{PAGE}proches/"))


def test_a_question_asked_in_vain_becomes_a_wording_in_one_gesture(
    faq: Path, signed_in: SignIn, make_group: MakeGroup
) -> None:
    group = make_group(*["jai droit a quoi pour mon studio"] * 5, nearest=ID)
    make_group(*["autre chose"] * 5, nearest="rsa-montant")
    editor = signed_in(Role.EDITOR)
    form = Form(editor.get(PAGE).content.decode()).sent
    assert form[f"suggestion-{group.pk}"] == "jai droit a quoi pour mon studio"
    assert sum(name.startswith("suggestion-") for name in form) == 1
    wording = "À quoi ai-je droit pour mon studio ?"
    sent = form | {"suggestion": str(group.pk), f"suggestion-{group.pk}": wording, "label": "Studio"}
    page = read(editor.post(PAGE, sent, follow=True))
    assert "est dans le brouillon" in page
    assert "restées sans réponse" not in page
    draft = Draft.objects.get()
    assert (draft.content["variants"][-1], draft.content["label"]) == (wording, "Studio")
    group.refresh_from_db()
    assert (group.state, group.decided_by) == (Group.State.ADDED, "editor")
    assert "déjà décidé" in read(editor.post(PAGE, sent | {"mark": draft.mark, f"suggestion-{group.pk}": "Autre ?"}))
    assert editor.post(PAGE, sent | {"mark": Draft.objects.get().mark, "suggestion": "x"}).status_code == 404


def test_a_planned_publication(faq: Path, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(Role.EDITOR).post(PAGE, fields(answer=ANSWER, submit="1", comment="Plus court."))
    approver, mark = signed_in(Role.APPROVER), Draft.objects.get().mark
    late = read(approver.post(f"{PAGE}valider/", {"mark": mark, "at": "2020-01-01T10:00"}, follow=True))
    assert "déjà passé" in late
    assert Draft.objects.get().state == Draft.State.REVIEW
    at = clock.now() + timedelta(days=2)
    page = read(approver.post(f"{PAGE}valider/", {"mark": mark, "at": f"{at:%Y-%m-%dT%H:%M}"}, follow=True))
    assert "sera publiée le" in page
    publishing.sweep()
    assert not Version.objects.exists()
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(hours=3))
    publishing.sweep()
    assert Version.objects.get().approver == "approver"
    assert AuditEntry.objects.filter(actor="", action="entry_published", object=ID).count() == 1


def test_a_planned_withdrawal_takes_place(faq: Path, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its moment come, the worker's look writes the file, and whoever follows the folder gives the entry no more."""
    served = LiveEntries(faq)
    signed_in(Role.EDITOR).post(PAGE, fields(status="disabled", submit="1", comment="Le dispositif prend fin."))
    at = clock.now() + timedelta(days=2)
    sent = {"mark": Draft.objects.get().mark, "at": f"{at:%Y-%m-%dT%H:%M}"}
    signed_in(Role.APPROVER).post(f"{PAGE}valider/", sent)
    publishing.sweep()
    served.look()
    assert served.get(ID) is not None
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(hours=3))
    publishing.sweep()
    served.look()
    assert served.get(ID) is None
    assert served.get("rsa-montant") is not None
    assert not Draft.objects.exists()


def test_sent_back_with_a_reason(faq: Path, signed_in: SignIn) -> None:
    editor = signed_in(Role.EDITOR)
    editor.post(PAGE, fields(answer=ANSWER, submit="1", comment="Plus court."))
    signed_in(Role.APPROVER).post(f"{PAGE}rendre/", {"reason": "La source est trop ancienne."})
    assert "La source est trop ancienne." in read(editor.get(PAGE))


def test_history_and_return_to_an_earlier_text(faq: Path, signed_in: SignIn) -> None:
    editor, approver = signed_in(Role.EDITOR), signed_in(Role.APPROVER)
    for label in ("Étudiants", "Loyer étudiant"):
        editor.post(PAGE, fields(label=label, submit="1", comment=f"Libellé {label}."))
        approver.post(f"{PAGE}valider/", {"mark": Draft.objects.get().mark})
    page = read(editor.get(f"{PAGE}historique/"))
    assert page.count("Rétablir ce texte") == 1
    first = Version.objects.order_by("id")[0]
    restored = read(editor.post(f"{PAGE}historique/{first.pk}/retablir/", follow=True))
    assert "proposé de nouveau" in restored
    approver.post(f"{PAGE}valider/", {"mark": Draft.objects.get().mark})
    assert read_entry(faq / f"logement/{ID}.yml").label == "Étudiants"


def test_a_change_by_git_is_in_the_history_and_stops_the_draft(faq: Path, signed_in: SignIn) -> None:
    editor = signed_in(Role.EDITOR)
    editor.post(PAGE, fields(answer=ANSWER))
    file = faq / f"logement/{ID}.yml"
    file.write_text(file.read_text().replace("Étudiant et Apl", "Apl des étudiants"))
    page = read(editor.get(PAGE))
    assert "Le fichier a changé hors de la console" in page
    assert "Apl des étudiants</ins>" in page
    assert "est repris" in read(editor.post(f"{PAGE}reprendre/", follow=True))
    assert Draft.objects.get().content["label"] == "Apl des étudiants"


def test_a_wrong_file_is_told_with_its_line(faq: Path, signed_in: SignIn) -> None:
    file = faq / f"logement/{ID}.yml"
    file.write_text(file.read_text().replace("label:", "libelle:"))
    page = read(signed_in(Role.EDITOR).get(PAGE))
    assert "il manque le champ « label »" in page
    assert "dernière version correcte" in page


def test_the_list_finds_and_counts(faq: Path, signed_in: SignIn) -> None:
    editor, now = signed_in(Role.EDITOR), clock.now()
    said = {Outcome.ANSWERED: None, Outcome.HELPED: True, Outcome.CLARIFIED: False, Outcome.NOT_HELPED: False}
    for outcome, helpful in said.items():  # as the worker writes them: a judgement is a contact of its own
        ContactRecord.objects.create(
            channel="web", page="demo", started_at=now, ended_at=now, duration_ms=1, motive=ID, helpful=helpful,
            outcome=outcome,
        )  # fmt: skip
    ContactRecord.objects.create(
        channel="web", page="demo", started_at=now, ended_at=now, duration_ms=1, motive="rsa-montant", helpful=False,
        outcome=Outcome.NOT_HELPED,
    )  # fmt: skip
    file = faq / "rsa/rsa-montant.yml"
    file.write_text(file.read_text().replace("review_by: 2027-04-30", "review_by: 2020-01-01"))
    editor.post(PAGE, fields(label="Le mien"))
    publishing.sweep()

    def found(query: str) -> list[str]:
        page = read(editor.get(f"/console/fiches/?{query}")).partition("<tbody>")[2].partition("</tbody>")[0]
        return sorted(
            entry for entry in (ID, "rsa-montant", "rsa-conditions", "contact-ma-caf") if f"/{entry}/" in page
        )

    assert len(found("")) == 4
    assert found("theme=rsa") == ["rsa-conditions", "rsa-montant"]
    assert found("etat=writing") == [ID]
    assert found("relire=retard") == ["rsa-montant"]
    assert found("usage=servie") == [ID]
    assert found("usage=non") == [ID, "rsa-montant"]
    row = read(editor.get("/console/fiches/?theme=logement")).partition(f"/{ID}/")[2]
    assert '<td class="number">1</td>\n      <td class="number">2</td>' in row
    assert found("usage=jamais") == ["contact-ma-caf", "rsa-conditions", "rsa-montant"]
    assert found("problemes=tous").count("rsa-montant") == 1
    assert found("q=ETUDIANT+loyer") == [ID]
    assert found("responsable=personne") == []
    page = read(editor.get("/console/fiches/?responsable=personne"))
    assert "0 fiche à valider" in page
    assert "1 fiche à relire, en retard" in page


def test_the_list_finds_by_meaning_what_the_assistant_thinks_of(
    faq: Path, signed_in: SignIn, fake_rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In its order; where it does not answer, by words."""
    editor = signed_in(Role.EDITOR)
    candidates = [{"id": "rsa-montant", "score": 0.8}, {"id": "rsa-conditions", "score": 0.1}]
    fake_rasa.answer = lambda _: (200, rasa_reply("Voici.", candidates=candidates))
    page = read(editor.get("/console/fiches/", {"q": "combien je touche", "sens": "1"}))
    table = page.partition("<tbody>")[2]
    assert fake_rasa.asked[-1]["message"] == "combien je touche"
    assert 0 < table.index("/rsa-montant/") < table.index("/rsa-conditions/")
    assert f"/{ID}/" not in table
    fake_rasa.answer = lambda _: (500, {})
    page = read(editor.get("/console/fiches/", {"q": "étudiant", "sens": "1"}))
    assert "ne répond pas" in page
    assert f"/{ID}/" in page


def test_what_the_checks_say_is_kept_until_the_file_changes(faq: Path) -> None:
    publishing.sweep()
    before = dict(CheckResult.objects.values_list("entry_id", "errors"))
    assert len(before) == 4
    file = faq / f"logement/{ID}.yml"
    file.write_text(file.read_text().replace("benefit:", "prestation:"))
    publishing.sweep()
    assert CheckResult.objects.get(entry_id=ID).errors > before[ID]
    file.unlink()
    publishing.sweep()
    assert not CheckResult.objects.filter(entry_id=ID).exists()


def test_a_new_entry(faq: Path, signed_in: SignIn) -> None:
    editor = signed_in(Role.EDITOR)
    new = {"id": "rsa-vacances", "theme": "rsa", "scope": "Le Rsa pendant les vacances"}
    page = read(editor.post("/console/fiches/nouvelle/", new, follow=True))
    assert "ajouté au catalogue" in page
    assert "Le Rsa pendant les vacances" in page
    assert "existe déjà" in read(editor.post("/console/fiches/nouvelle/", new, follow=True))
    for wrong in ({"id": "../rsa"}, {"theme": "ailleurs/.."}, {"scope": " "}):
        catalogue = (faq / "catalogue.tsv").read_text()
        editor.post("/console/fiches/nouvelle/", new | {"id": "rsa-autre"} | wrong)
        assert (faq / "catalogue.tsv").read_text() == catalogue


def test_out_to_a_spreadsheet_and_back_as_drafts(faq: Path, signed_in: SignIn) -> None:
    editor = signed_in(Role.EDITOR)
    content = editor.get("/console/fiches/tableur/fiches.xlsx").content
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == ID)
    row[titles.index("Libellé du bouton")].value = "Loyer étudiant"
    changed = io.BytesIO()
    book.save(changed)
    file = SimpleUploadedFile("fiches.xlsx", changed.getvalue())
    page = read(editor.post("/console/fiches/tableur/", {"file": file}, follow=True))
    assert "1 brouillon(s) créé(s)" in page
    assert Draft.objects.get().content["label"] == "Loyer étudiant"
    file = SimpleUploadedFile("fiches.xlsx", changed.getvalue())
    assert "déjà un brouillon" in read(editor.post("/console/fiches/tableur/", {"file": file}, follow=True))


def sheet(editor: Client, **labels: str) -> SimpleUploadedFile:
    """The whole FAQ as it is exported, with other labels by identifier."""
    book = load_workbook(io.BytesIO(editor.get("/console/fiches/tableur/fiches.xlsx").content))
    titles, *rows = book.worksheets[0].iter_rows()
    column = [cell.value for cell in titles].index("Libellé du bouton")
    for row in rows:
        row[column].value = labels.get(str(row[0].value).replace("-", "_"), row[column].value)
    changed = io.BytesIO()
    book.save(changed)
    return SimpleUploadedFile("fiches.xlsx", changed.getvalue())


def test_an_import_is_approved_with_one_reading(faq: Path, signed_in: SignIn) -> None:
    """One comment, one page of differences, one gesture; what its author may not approve is not offered."""
    editor, approver, both = signed_in(Role.EDITOR), signed_in(Role.APPROVER), signed_in(Role.REFERENT)
    file = sheet(
        editor, logement_etudiant="Loyer étudiant", rsa_montant="Montant du Rsa", rsa_conditions="Donnez votre RIB"
    )
    sent = {"file": file, "submit": "1", "comment": "Libellés plus clairs."}
    page = read(editor.post("/console/fiches/tableur/", sent, follow=True))
    assert "2 fiche(s) envoyée(s) à la validation" in page
    assert "Restent en brouillon : rsa-conditions" in page
    both.post("/console/fiches/rsa-montant/", fields_of("rsa-montant", owner="rsa", submit="1", comment="Autre."))
    together = read(approver.get("/console/fiches/ensemble/"))
    assert "Libellés plus clairs." in together
    assert "Loyer étudiant</ins>" in together
    assert "rsa-montant" not in read(both.get("/console/fiches/ensemble/"))
    ticked = re.findall(r'name="draft" value="([^"]+)"', together)
    assert [value.partition(" ")[0] for value in ticked] == [ID, "rsa-montant"]
    workflow.save(ID, workflow.current(ID).mark, workflow.current(ID).content | {"label": "Entre-temps"}, "editor")
    done = read(approver.post("/console/fiches/ensemble/valider/", {"draft": ticked}, follow=True))
    assert "1 fiche(s) publiée(s)" in done
    assert f"Rien n’a changé pour : {ID}. Ce brouillon a changé" in done
    assert read_entry(faq / "rsa/rsa-montant.yml").label == "Montant du Rsa"
    assert Version.objects.get().approver == "approver"
    assert "Rien n’attend" in done
    assert "Aucune fiche n’est cochée" in read(approver.post("/console/fiches/ensemble/valider/", {}, follow=True))


def test_an_import_is_planned_or_sent_back_together(faq: Path, signed_in: SignIn) -> None:
    editor, approver = signed_in(Role.EDITOR), signed_in(Role.APPROVER)
    for labels in ({"logement_etudiant": "Loyer étudiant"}, {"rsa_montant": "Montant du Rsa"}):
        sent = {"file": sheet(editor, **labels), "submit": "1", "comment": "Plus clair."}
        editor.post("/console/fiches/tableur/", sent)
    drafts = {draft.entry_id: f"{draft.entry_id} {draft.mark}" for draft in Draft.objects.all()}
    at = f"{clock.now() + timedelta(days=2):%Y-%m-%dT%H:%M}"
    approve, back = "/console/fiches/ensemble/valider/", "/console/fiches/ensemble/rendre/"
    assert "déjà passé" in read(approver.post(approve, {"draft": drafts[ID], "at": "2020-01-01T10:00"}, follow=True))
    assert "au moment choisi" in read(approver.post(approve, {"draft": drafts[ID], "at": at}, follow=True))
    assert "Dites pourquoi" in read(approver.post(back, {"draft": drafts["rsa-montant"]}, follow=True))
    sent_back = {"draft": drafts["rsa-montant"], "reason": "Trop court."}
    assert "rendue(s) à leurs auteurs" in read(approver.post(back, sent_back, follow=True))
    states = dict(Draft.objects.values_list("entry_id", "state"))
    assert states == {ID: Draft.State.APPROVED, "rsa-montant": Draft.State.WRITING}


def test_an_import_without_a_comment_stays_a_draft(faq: Path, signed_in: SignIn) -> None:
    editor = signed_in(Role.EDITOR)
    sent = {"file": sheet(editor, logement_etudiant="Loyer étudiant"), "submit": "1"}
    page = read(editor.post("/console/fiches/tableur/", sent, follow=True))
    assert f"Restent en brouillon : {ID}. Dites en une phrase" in page
    assert Draft.objects.get().state == Draft.State.WRITING


def test_what_waits_is_told_on_arrival_and_on_every_page(faq: Path, signed_in: SignIn) -> None:
    editor, approver = signed_in(Role.EDITOR), signed_in(Role.APPROVER)
    assert "à valider ou à relire" not in read(editor.get("/console/essais/"))
    file = faq / "rsa/rsa-montant.yml"
    file.write_text(file.read_text().replace("review_by: 2027-04-30", "review_by: 2020-01-01"))
    editor.post(PAGE, fields(answer=ANSWER, submit="1", comment="Plus court."))
    arrival = read(editor.get("/console/", follow=True))
    assert "Comment le montant du Rsa est-il calculé" in arrival.partition("late-title")[2].partition("</section>")[0]
    assert "avant le 1er janvier 2020" in arrival
    assert '1<span class="hidden"> à valider ou à relire' in read(editor.get("/console/essais/"))
    assert '2<span class="hidden"> à valider ou à relire' in read(approver.get("/console/essais/"))
    file.write_text(file.read_text().replace("status: published", "status: disabled"))
    assert "à valider ou à relire" not in read(editor.get("/console/essais/"))


@pytest.mark.parametrize("name", ["fiches.xlsx", "fiches.csv", "fiches.exe"])
def test_a_file_that_is_no_spreadsheet(faq: Path, signed_in: SignIn, name: str) -> None:
    response = signed_in(Role.EDITOR).post("/console/fiches/tableur/", {"file": SimpleUploadedFile(name, b"\x00\x01")})
    assert response.status_code == 422
    assert "Rien n’a été changé" in read(response)


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' javascript:alert(3) {{ 7|add:7 }}"


def test_nothing_typed_runs_in_a_browser(faq: Path, signed_in: SignIn) -> None:
    """The form, the checks, the preview, the list, the review and the history show it as text."""
    editor = signed_in(Role.EDITOR)
    names = (
        "title",
        "label",
        "answer",
        "simple",
        "variants",
        "benefit",
        "owner",
        "related",
        "links-0-title",
        "links-0-url",
    )
    sent = fields(**dict.fromkeys((*names, "sources-0-title", "valid_from"), HOSTILE), comment=HOSTILE, submit="1")
    pages = [editor.post(PAGE, sent), editor.post(f"{PAGE}verifier/", sent)]
    Draft.objects.update(state=Draft.State.REVIEW, comment=HOSTILE)
    text = (faq / f"logement/{ID}.yml").read_text()
    Version.objects.create(
        entry_id=ID, at=clock.now(), authors=[HOSTILE], approver=HOSTILE[:60], comment=HOSTILE, after=HOSTILE
    )
    Version.objects.create(
        entry_id=ID, at=clock.now(), authors=["editor"], approver="approver", comment=HOSTILE, before=text,
        after=text.replace("Étudiant et Apl", "<img onerror=x>"),
    )  # fmt: skip
    paths = (PAGE, f"{PAGE}validation/", f"{PAGE}historique/", "/console/fiches/", f"/console/fiches/?q={HOSTILE}")
    for response in (*pages, *(editor.get(path) for path in paths)):
        page = read(response)
        assert "<script>alert" not in page
        assert "<img " not in page
        assert 'href="javascript:' not in page
        assert "14" not in page.partition("alert(3)")[2][:20]
        assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_every_piece_of_the_live_check_has_its_place_in_the_form(faq: Path, signed_in: SignIn) -> None:
    editor = signed_in(Role.EDITOR)
    form = read(editor.get(PAGE))
    places = re.findall(r'\bid="([^"]+)"', form)
    pieces = re.findall(r'id="([^"]+)"[^>]*hx-swap-oob', read(editor.post(f"{PAGE}verifier/", fields())))
    assert len(pieces) == 18
    assert set(pieces) <= set(places)
    assert len(places) == len(set(places))
    described = {name for names in re.findall(r'aria-describedby="([^"]+)"', form) for name in names.split()}
    assert described <= set(places)
