"""``faq check``, ``show``, ``new`` and ``stats`` as editors run them, on a small FAQ."""

from pathlib import Path

import pytest

from bot.channels.messenger import limits as messenger
from bot.charter.typography import mend
from bot.cli import faq_files
from bot.cli.main import main
from bot.faq.entries import read_entry
from tests.faq.checks.examples import toy_store
from tests.faq.samples import entry_text, line_of, write_entry

GOOD = {
    "title": "Comment fait-on un essai\u202f?",
    "links": [{"title": "Caf", "url": "https://www.caf.fr/essai"}],
    "review_by": "2099-01-01",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The installation's FAQ: one good entry and a topic that is still to be written."""
    faq = tmp_path / "faq"
    write_entry(faq, **GOOD)
    (faq / "catalogue.tsv").write_text("id\ttheme\tscope\nessai-un\tessai\tA\nessai-deux\tessai\tDeuxième essai\n")
    (faq / "montants.yml").write_text("[]\n")
    monkeypatch.setenv("CAF_FAQ_DIR", str(faq))
    monkeypatch.setattr(faq_files, "vector_store", lambda: toy_store(tmp_path / "vectors.npz"))
    monkeypatch.chdir(tmp_path)
    return faq


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, output, complaints."""
    status = main(["faq", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_check_passes_with_warnings_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """CI fails on errors; what is only to be looked at is told."""
    status, out, _ = run(capsys, "check")
    assert status == 0
    assert mend("faq/catalogue.tsv:3: attention : « essai-deux »") in out
    assert mend("Fichiers vérifiés : 1. Erreurs : 0. Points d’attention : 1.") in out


def test_check_of_a_clean_file_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """A file, or a folder of the FAQ, may be checked alone."""
    for path in ("faq/essai/essai-un.yml", "faq/essai"):
        status, out, _ = run(capsys, "check", path)
        assert status == 0
        assert out.endswith(mend("Fichiers vérifiés : 1. Tout est en ordre.") + "\n")


def test_check_tells_errors_by_line_and_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File, line, severity, message and remedy on one line."""
    text = entry_text(**GOOD | {"links": [{"title": "Pub", "url": "https://pub.example/a"}]})
    (folder / "essai" / "essai-un.yml").write_text(text, encoding="utf-8")
    status, out, _ = run(capsys, "check")
    assert status == 1
    line = line_of(text, "  url: https://pub")
    assert mend(f"faq/essai/essai-un.yml:{line}: erreur : le site « pub.example » n’est pas") in out


def test_fix_mends_typography_and_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The mended file is named; a broken one is reported and left alone."""
    file = write_entry(folder, **GOOD | {"title": "Comment fait-on un essai ?"})
    broken = folder / "essai" / "essai-deux.yml"
    broken.write_text("title: Quoi ?\n", encoding="utf-8")
    status, out, _ = run(capsys, "check", "--fix")
    assert status == 1
    assert mend("essai-un.yml : typographie corrigée") in out
    assert read_entry(file).title == "Comment fait-on un essai\u202f?"
    assert broken.read_text(encoding="utf-8") == "title: Quoi ?\n"


@pytest.mark.parametrize(("path", "words"), [("absent.yml", "n’existe pas"), (".", "dossier des fiches")])
def test_check_of_another_path_is_refused(capsys: pytest.CaptureFixture[str], path: str, words: str) -> None:
    """Status 1, in French, with what to do."""
    status, _, complaint = run(capsys, "check", path)
    assert status == 1
    assert words in complaint


def test_show_is_what_citizens_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The utterance, then lengths, state, links, sources and dates."""
    write_entry(
        folder,
        **GOOD
        | {"valid_until": "2026-01-31", "valid_from": "2026-01-01", "simple": "En bref, un essai suffit."}
        | {
            "links": [
                {"title": "Caf", "url": "https://www.caf.fr/a"},
                {"title": "Ville", "url": "https://www.gouv.fr/b"},
            ]
        },
    )
    status, out, _ = run(capsys, "show", "essai-un")
    assert status == 0
    for words in (
        "Voici la réponse d’essai.",
        "Pour en savoir plus :\n- Caf\nhttps://www.caf.fr/a\n- Ville\nhttps://www.gouv.fr/b",
        "En bref, un essai suffit.",
        f"sur {messenger.MAX_TEXT}",
        "non servie aujourd’hui",
        "jusqu’au 31/01/2026",
        "lue le 22/11/2026",
        "faq/essai/essai-un.yml",
    ):
        assert mend(words) in out


def test_show_of_a_broken_or_unknown_entry_says_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The problem with its line, or the way to find the right identifier."""
    write_entry(folder, label="X")
    status, _, complaint = run(capsys, "show", "essai-un")
    assert status == 1
    assert "essai-un.yml:4" in complaint
    status, _, complaint = run(capsys, "show", "rien")
    assert status == 1
    assert "faq search" in complaint


def test_new_writes_a_template_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a topic of the catalogue; a second time nothing is touched."""
    status, out, _ = run(capsys, "new", "essai-deux")
    file = folder / "essai" / "essai-deux.yml"
    assert status == 0
    assert "faq/essai/essai-deux.yml" in out
    assert "Deuxième essai" in file.read_text(encoding="utf-8")
    file.write_text("travail", encoding="utf-8")
    status, _, complaint = run(capsys, "new", "essai-deux")
    assert status == 1
    assert "existe déjà" in complaint
    assert file.read_text(encoding="utf-8") == "travail"


def test_new_adds_a_topic_when_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its theme and subject; then it is known, and not added twice."""
    assert run(capsys, "new", "neuf", "--add", "essai", "Un sujet neuf")[0] == 0
    assert "neuf\tessai\tUn sujet neuf\n" in (folder / "catalogue.tsv").read_text(encoding="utf-8")
    status, _, complaint = run(capsys, "new", "neuf", "--add", "essai", "Encore")
    assert status == 1
    assert "déjà au catalogue" in complaint


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("inconnu",), "--add"),
        (("../dehors",), "minuscules"),
        (("Majuscule",), "minuscules"),
        (("neuf", "--add", "../..", "Sujet"), "minuscules"),
    ],
)
def test_new_refuses_other_names(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    """Nothing is written outside the FAQ, or that the catalogue does not know."""
    before = sorted(folder.parent.rglob("*"))
    status, _, complaint = run(capsys, "new", *arguments)
    assert status == 1
    assert words in complaint
    assert sorted(folder.parent.rglob("*")) == before


@pytest.mark.django_db
def test_stats_counts_entries_and_names_the_unused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By theme and status; nobody was answered with anything yet."""
    write_entry(folder, id="essai-trois", label="X")
    status, out, _ = run(capsys, "stats")
    assert status == 0
    assert [line.split() for line in out.splitlines()[:3]] == [
        ["brouillon", "en", "ligne", "retirée"],
        ["essai", "0", "1", "0"],
        ["total", "0", "1", "0"],
    ]
    assert mend("depuis 90 jours : 1 (essai-un)") in out
    assert mend("fichiers incorrects, non comptés : 1") in out
