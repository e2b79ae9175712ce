"""A commit in the author's name; a failure is told and loses nothing."""

import subprocess
from pathlib import Path

import pytest

from bot.editing import workflow
from bot.editing.contents import file_of
from bot.editing.git import commit
from tests.editing.test_workflow import ID, published

pytestmark = pytest.mark.django_db


def git(folder: Path, *arguments: str) -> str:
    command = ("git", "-C", str(folder), "-c", "user.name=Essai", "-c", "user.email=essai@caf.invalid", *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(faq: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAF_FAQ_GIT", "oui")
    git(faq, "init", "--quiet")
    git(faq, "add", ".")
    git(faq, "commit", "--quiet", "--message=Début")
    return faq


def test_a_publication_is_a_commit_of_its_file_alone(repository: Path) -> None:
    with (repository / "montants.yml").open("a") as stream:
        stream.write("# autre travail en cours\n")
    assert workflow.commit(published(), "Camille Sureau") == ""
    assert git(repository, "log", "-1", "--format=%an <%ae>|%cn|%s") == (
        "Camille Sureau <ecrit@caf.invalid>|Assistant des pages Caf|logement-etudiant\u00a0: Plus court.\n"
    )
    assert git(repository, "show", "--name-only", "--format=") == f"logement/{ID}.yml\n"
    assert git(repository, "status", "--porcelain") == " M montants.yml\n"


def test_without_the_setting_nothing_is_committed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAF_FAQ_GIT", "non")
    assert workflow.commit(published(), "Camille Sureau") == ""
    assert git(repository, "rev-list", "--count", "HEAD") == "1\n"


def test_a_failure_is_told(faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAF_FAQ_GIT", "oui")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(faq.parent))
    assert workflow.commit(published(), "Camille Sureau").startswith("La fiche est enregistrée et servie, mais Git")


def test_a_lock_that_was_left_is_told(repository: Path) -> None:
    version = published()
    (repository / ".git" / "index.lock").touch()
    assert "index.lock" in workflow.commit(version, "Camille Sureau")


def test_what_is_committed_already_is_no_failure(repository: Path) -> None:
    assert commit(file_of(ID), "Rien", "Camille Sureau", "ecrit") == ""
    assert git(repository, "rev-list", "--count", "HEAD") == "1\n"
