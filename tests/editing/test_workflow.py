"""From a draft to the file, with two people; nothing is overwritten, nothing is lost."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.conversations import clock
from bot.editing import history, workflow
from bot.editing.contents import text_of
from bot.editing.models import Draft, Version
from bot.faq.entries import Status, read_entry
from bot.faq.problems import InvalidFileError

pytestmark = pytest.mark.django_db

ID = "logement-etudiant"
FILE = Path("logement") / f"{ID}.yml"
ANSWER = "Oui, un étudiant peut y avoir droit. La demande se fait sur caf.fr, dans « Mon Compte », dès l'entrée."


def write(by: str = "ecrit", entry_id: str = ID, **fields: Any) -> Draft:
    """Saves a change of some fields."""
    draft = workflow.current(entry_id)
    return workflow.save(entry_id, draft.mark, draft.content | fields, by)


def published(comment: str = "Plus court.", **fields: Any) -> Version:
    """Writes, submits, approves and publishes a change."""
    write(**(fields or {"answer": ANSWER}))
    draft = workflow.submit(ID, comment)
    return workflow.publish(workflow.approve(ID, draft.mark, "valide"))


def test_two_people_publish_a_change_and_the_rest_of_the_file_stays(faq: Path) -> None:
    file = faq / FILE
    file.write_text(f"# gardez ce commentaire\n{file.read_text()}")
    before = file.read_text()
    version = published()
    assert read_entry(file).answer == ANSWER.replace("l'e", "l’e").replace("« ", "«\u202f").replace(" »", "\u202f»")
    kept, changed = before.splitlines(), file.read_text().splitlines()
    assert changed[: kept.index("answer: |-") + 1] == kept[: kept.index("answer: |-") + 1]
    assert changed[-20:] == kept[-20:]
    assert (version.authors, version.approver, version.comment) == (["ecrit"], "valide", "Plus court.")
    assert (version.before, version.after) == (before, file.read_text())
    assert [change.title for change in history.changes(version)] == ["Réponse"]
    assert not Draft.objects.exists()


def test_nobody_approves_what_they_wrote(faq: Path) -> None:
    write("ecrit", answer=ANSWER)
    write("valide", label="Étudiants")
    draft = workflow.submit(ID, "Plus court.")
    for author in ("ecrit", "valide"):
        with pytest.raises(workflow.Refused, match="Une autre personne"):
            workflow.approve(ID, draft.mark, author)
    workflow.publish(workflow.approve(ID, draft.mark, "troisieme"))
    assert read_entry(faq / FILE).label == "Étudiants"


def test_one_person_is_enough_where_the_installation_says_so(faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAF_FAQ_SECOND_PERSON", "non")
    write(answer=ANSWER)
    draft = workflow.submit(ID, "Plus court.")
    workflow.publish(workflow.approve(ID, draft.mark, "ecrit"))
    assert read_entry(faq / FILE).answer.startswith("Oui, un étudiant peut")


def test_a_change_of_meaning_needs_a_comment_and_another_space_does_not(faq: Path) -> None:
    draft = workflow.current(ID)
    write(answer=draft.content["answer"].replace("Conditions", "CONDITIONS"))
    assert workflow.submit(ID, " ").state == Draft.State.REVIEW
    write(answer=draft.content["answer"].replace("boursier ou non", "boursier seulement"))
    with pytest.raises(workflow.Refused, match="ce qui change"):
        workflow.submit(ID, " ")
    write(answer=draft.content["answer"], variants=[*draft.content["variants"], "bourse et loyer d'un étudiant logé"])
    assert workflow.submit(ID, "").state == Draft.State.REVIEW


def test_a_comment_holds_no_personal_data(faq: Path) -> None:
    write(answer=ANSWER)
    with pytest.raises(workflow.Refused, match="aucune donnée personnelle"):
        workflow.submit(ID, "Demandé par le 06 39 98 12 34")


@pytest.mark.parametrize(
    "fields", [{"answer": "Trop court."}, {"label": "Un libellé de bouton bien trop long"}, {"links": []}]
)
def test_what_the_checks_refuse_is_not_sent_to_review(faq: Path, fields: dict[str, Any]) -> None:
    write(**fields)
    with pytest.raises(workflow.Refused, match="erreur"):
        workflow.submit(ID, "Un essai.")


def test_the_second_of_two_editors_overwrites_nothing(faq: Path) -> None:
    first, second = workflow.current(ID), workflow.current(ID)
    workflow.save(ID, first.mark, first.content | {"label": "Étudiants"}, "ecrit")
    with pytest.raises(workflow.Overtaken) as told:
        workflow.save(ID, second.mark, second.content | {"label": "Les étudiants"}, "autre")
    assert told.value.draft.content["label"] == "Étudiants"
    assert Draft.objects.get().content["label"] == "Étudiants"


def test_a_file_changed_under_the_form_is_not_overwritten(faq: Path) -> None:
    seen = workflow.current(ID)
    change_outside(faq)
    with pytest.raises(workflow.Overtaken):
        workflow.save(ID, seen.mark, seen.content | {"answer": ANSWER}, "ecrit")
    assert not Draft.objects.exists()


def change_outside(faq: Path) -> None:
    """Changes the label as Git or a text editor would."""
    file = faq / FILE
    file.write_text(file.read_text().replace("Étudiant et Apl", "Apl des étudiants"))


def test_what_git_changed_is_taken_into_the_draft(faq: Path) -> None:
    write(answer=ANSWER)
    assert not workflow.is_stale(Draft.objects.get())
    change_outside(faq)
    assert workflow.is_stale(Draft.objects.get())
    with pytest.raises(workflow.Refused, match="hors de la console"):
        workflow.submit(ID, "Plus court.")
    assert workflow.rebase(ID, "ecrit") == []
    draft = workflow.submit(ID, "Plus court.")
    workflow.publish(workflow.approve(ID, draft.mark, "valide"))
    entry = read_entry(faq / FILE)
    assert (entry.label, entry.answer[:10]) == ("Apl des étudiants", "Oui, un ét")


def test_a_field_that_both_changed_is_named_and_the_draft_stays(faq: Path) -> None:
    write(label="Étudiants")
    change_outside(faq)
    assert workflow.rebase(ID, "ecrit") == ["label"]
    assert Draft.objects.get().content["label"] == "Étudiants"


def test_an_approval_is_of_the_text_that_was_read(faq: Path) -> None:
    write(answer=ANSWER)
    read = workflow.submit(ID, "Plus court.")
    write(answer=ANSWER + " Confirmez chaque année.")
    with pytest.raises(workflow.Overtaken):
        workflow.approve(ID, read.mark, "valide")
    draft = workflow.submit(ID, "Plus court.")
    workflow.approve(ID, draft.mark, "valide")
    write(answer=ANSWER)
    assert Draft.objects.get().state == Draft.State.WRITING
    assert list(workflow.publish_due()) == []


def test_publication_at_a_given_moment(faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(answer=ANSWER)
    draft = workflow.submit(ID, "Plus court.")
    at = clock.now() + timedelta(hours=3)
    workflow.approve(ID, draft.mark, "valide", at)
    assert list(workflow.publish_due()) == []
    monkeypatch.setattr(clock, "now", lambda: at)
    (version,) = workflow.publish_due()
    assert isinstance(version, Version)
    assert read_entry(faq / FILE).answer.startswith("Oui, un étudiant peut")
    assert list(workflow.publish_due()) == []


def test_a_planned_publication_gives_way_to_a_change_of_the_file(faq: Path) -> None:
    write(answer=ANSWER)
    draft = workflow.submit(ID, "Plus court.")
    workflow.approve(ID, draft.mark, "valide")
    change_outside(faq)
    (left,) = workflow.publish_due()
    assert isinstance(left, Draft)
    given_back = Draft.objects.get()
    assert given_back.state == Draft.State.WRITING
    assert "hors de la console" in given_back.problem
    assert read_entry(faq / FILE).label == "Apl des étudiants"


def test_killed_between_the_file_and_the_rows(faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next look finishes the publication: one version, the file written once."""
    write(answer=ANSWER)
    draft = workflow.submit(ID, "Plus court.")
    draft = workflow.approve(ID, draft.mark, "valide")
    (faq / FILE).write_text(text_of(draft))  # as far as the crash let it go
    assert history.notice_all() == []
    (version,) = workflow.publish_due()
    assert isinstance(version, Version)
    assert (version.authors, Version.objects.count(), Draft.objects.count()) == (["ecrit"], 1, 0)


def test_withdrawing_is_publishing_a_change_of_status(faq: Path) -> None:
    published("Double emploi.", status="disabled")
    assert read_entry(faq / FILE).status is Status.DISABLED


def test_an_earlier_version_is_proposed_again(faq: Path) -> None:
    original = (faq / FILE).read_text()
    first = published("Plus court.", label="Étudiants")
    published("Plus clair.", answer=ANSWER)
    draft = workflow.restore(first, "autre")
    assert draft.state == Draft.State.REVIEW
    assert draft.comment.startswith("Retour à la version du")
    workflow.publish(workflow.approve(ID, draft.mark, "valide"))
    assert (faq / FILE).read_text() == original.replace("Étudiant et Apl", "Étudiants")
    with pytest.raises(workflow.Refused, match="rien à publier"):
        workflow.restore(first, "autre")


def test_a_change_from_outside_is_in_the_history(faq: Path) -> None:
    assert history.notice(ID) is None
    published()
    assert history.notice_all() == []
    change_outside(faq)
    (noticed,) = history.notice_all()
    assert noticed.from_outside
    assert [(change.title, change.lines) for change in history.changes(noticed)] == [
        ("Libellé du bouton", [("−", "Étudiant et Apl"), ("+", "Apl des étudiants")])
    ]
    assert history.notice_all() == []


def test_sent_back_with_a_reason(faq: Path) -> None:
    write(answer=ANSWER)
    workflow.submit(ID, "Plus court.")
    with pytest.raises(workflow.Refused, match="Dites pourquoi"):
        workflow.send_back(ID, "")
    assert workflow.send_back(ID, "La source est de 2020.").problem == "La source est de 2020."


def test_a_new_entry(faq: Path) -> None:
    with pytest.raises(workflow.Refused, match="n’existe pas"):
        workflow.current("aah-inconnue")
    draft = workflow.current("aah-conditions")
    model = workflow.current(ID).content
    fields = {name: model[name] for name in ("answer", "links", "sources")}
    variants = [
        f"conditions de l’Aah, façon {word}" for word in "une deux trois quatre cinq six sept huit neuf dix".split()
    ]
    content = (
        draft.content | fields | {"title": "Qui a droit à l’Aah ?", "label": "Droit à l’Aah", "variants": variants}
    )
    workflow.save("aah-conditions", draft.mark, content, "ecrit")
    workflow.publish(workflow.approve("aah-conditions", workflow.submit("aah-conditions", "Nouvelle.").mark, "valide"))
    assert read_entry(faq / "handicap" / "aah-conditions.yml").is_served(clock.now().date())


def test_a_file_that_is_wrong_is_told_and_left(faq: Path) -> None:
    file = faq / FILE
    file.write_text(file.read_text().replace("label:", "libelle:"))
    with pytest.raises(InvalidFileError):
        workflow.current(ID)


def test_a_full_disk_leaves_the_draft_approved(faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (faq / FILE).read_text()
    write(answer=ANSWER)
    draft = workflow.approve(ID, workflow.submit(ID, "Plus court.").mark, "valide")
    monkeypatch.setattr("os.fsync", _full)
    (left,) = workflow.publish_due()
    assert left == draft
    assert (faq / FILE).read_text() == before


def _full(handle: int) -> None:
    raise OSError(28, "No space left on device")
