"""The try box in the console."""

from collections.abc import Callable
from unittest.mock import Mock

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from bot.console.roles import Role
from bot.conversations import clock
from bot.editing import workflow
from bot.trials import tasks
from bot.trials.models import Trial
from tests.faq.samples import entry_text

pytestmark = pytest.mark.django_db

TRIALS = "/console/essais/"
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def queue(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """What would be put into the worker's queue."""
    queued = Mock()
    monkeypatch.setattr(tasks, "run_waiting", queued)
    return queued


def test_a_trial_is_asked_for_and_shown(
    signed_in: SignIn, queue: Mock, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = signed_in(Role.EDITOR)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(TRIALS, {"question": "le bafa ?", "entry": entry_text(), "whole": "on"})
    trial = Trial.objects.get()
    assert response.headers["Location"] == f"{TRIALS}{trial.pk}/"
    assert (trial.question, trial.whole, trial.by) == ("le bafa ?", True, "editor")
    queue.assert_called_once_with()
    waiting = client.get(f"{TRIALS}{trial.pk}/").content.decode()
    assert 'hx-trigger="every 1s"' in waiting
    found = {"decision": "answer", "candidates": [{"id": "essai-un", "title": "<b>Essai</b>", "nearest": "essai", "probability": 0.5, "meaning": 0.9, "words": 0.1, "learnt": 0}]}  # fmt: skip # noqa: E501
    moved = {"question": "bafa svp", "right": None, "now": {"grade": "right", "first": None}, "then": {"grade": "wrong", "first": "essai-un"}}  # fmt: skip # noqa: E501
    trial.asked, trial.measured = {"now": found, "then": None}, {"questions": 9, "broken": [moved] * 3, "mended": []}
    trial.state = Trial.State.DONE
    trial.save()
    shown = client.get(f"{TRIALS}{trial.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in shown
    for words in (
        "casse 3 questions",
        "n’en améliore aucune",
        "La première fiche serait donnée",
        "bafa svp",
        "50\u202f%",
    ):
        assert words in shown
    assert "&lt;b&gt;Essai&lt;/b&gt;" in shown


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({}, "Écrivez une question"),
        ({"whole": "on"}, "Collez le texte"),
        ({"question": "mon numéro est le 06 39 98 12 34"}, "numéro de téléphone"),
        ({"question": "bafa", "entry": "id: essai\ntitle: ["}, "Ligne "),
        ({"question": "bafa", "entry": entry_text(title=None)}, "title"),
    ],
)
def test_what_cannot_be_tried_is_refused(signed_in: SignIn, queue: Mock, content: dict[str, str], said: str) -> None:
    response = signed_in(Role.EDITOR).post(TRIALS, content)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Trial.objects.exists()
    queue.assert_not_called()


def test_a_draft_is_tried_as_it_would_be_published(signed_in: SignIn) -> None:
    """The entry's editor leads here, its text filled in; an entry that is unknown fills in nothing."""
    client = signed_in(Role.EDITOR)
    draft = workflow.current("logement-etudiant")
    workflow.save(draft.entry_id, draft.mark, draft.content | {"title": "Un étudiant a-t-il droit à l’Apl ?"}, "redac")
    assert "?fiche=logement-etudiant" in client.get("/console/fiches/logement-etudiant/").content.decode()
    assert "Un étudiant a-t-il droit à l’Apl" in client.get(f"{TRIALS}?fiche=logement-etudiant").content.decode()
    assert client.get(f"{TRIALS}?fiche=inconnue").status_code == 200


def test_only_ones_own_trials_are_listed(signed_in: SignIn) -> None:
    Trial.objects.create(question="le bafa svp", by="somebody", created_at=clock.now())
    assert "le bafa svp" not in signed_in(Role.EDITOR).get(TRIALS).content.decode()
