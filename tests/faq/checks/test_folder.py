"""Every check over a folder of entries."""

from datetime import date
from pathlib import Path

import pytest

from bot.channels.answering import CHANNELS
from bot.cli.model import vector_store
from bot.faq.checks.folder import ENTRY_CHECKS, Folder, check_folder
from bot.faq.problems import Problem, Severity
from tests.faq.checks.examples import TODAY, context, entry, toy_store
from tests.faq.samples import entry_text, line_of, write_entry

ROOT = Path(__file__).parents[3]
GOOD = {
    "title": "Comment fait-on un essai\u202f?",
    "links": [{"title": "Caf", "url": "https://www.caf.fr/essai"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good entries, their catalogue, no amount."""
    faq = tmp_path / "faq"
    write_entry(faq, **GOOD)
    others = [f"autre question numéro {word}" for word in "un deux trois quatre cinq six sept huit neuf dix".split()]
    second = {"id": "essai-deux", "title": "Où vont les oiseaux\u202f?", "label": "Oiseaux", "variants": others}
    write_entry(faq, **GOOD | second)
    (faq / "catalogue.tsv").write_text("id\ttheme\tscope\nessai-un\tessai\tA\nessai-deux\tessai\tB\n")
    (faq / "montants.yml").write_text("[]\n")
    return faq


def problems(folder: Path, *only: Path, today: date = TODAY) -> list[Problem]:
    """What is wrong in it."""
    vectors = toy_store(folder.parent / "v.npz")
    return check_folder(Folder.read(folder), today, (), vectors, only={file.resolve() for file in only})


def test_a_good_folder_has_no_problem(folder: Path) -> None:
    """Nothing is found where nothing is wrong."""
    assert problems(folder) == []


def test_a_problem_is_told_at_its_row(folder: Path) -> None:
    """A sentence in the middle of an answer has the line that an editor sees."""
    file = folder / "essai" / "essai-un.yml"
    block = "answer: |-\n  Une première ligne assez longue.\n\n  Veuillez écrire, pour voir.\n"
    text = entry_text(**GOOD)
    start = text.index("answer:")
    text = text[:start] + block + text[text.index("links:") :]
    file.write_text(text, encoding="utf-8")
    (problem,) = problems(folder)
    assert (problem.file, problem.line) == (file, line_of(text, "  Veuillez"))
    assert (problem.field, problem.kind, problem.severity) == (("answer",), "forbidden_word", Severity.WARNING)


def test_every_file_is_read_and_told_in_order(folder: Path) -> None:
    """A broken entry, a broken catalogue and broken amounts are told together; good entries are not blamed for it."""
    write_entry(folder, label="X")
    (folder / "montants.yml").write_text("- a\n")
    (folder / "catalogue.tsv").write_text("id\n")
    found = problems(folder)
    assert [problem.file.name for problem in found] == [
        "catalogue.tsv",
        "essai-un.yml",
        "montants.yml",
    ]
    assert found[1].kind == "minLength"


def test_personal_data_in_the_amounts_is_told_at_its_line(folder: Path) -> None:
    """As in any file that an editor writes; the number is of the range that is kept for works of fiction."""
    amounts = (ROOT / "data" / "faq" / "montants.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(number for number, line in enumerate(amounts) if line.startswith("- name"))
    amounts[start + 1] = '  label: "appelez le 06 39 98 12 34"\n'
    (folder / "montants.yml").write_text("".join(amounts), encoding="utf-8")
    found = [problem for problem in problems(folder) if problem.kind == "personal_data"]
    assert [(problem.file.name, problem.line) for problem in found] == [("montants.yml", start + 2)]


def test_only_the_asked_files_are_told(folder: Path) -> None:
    """The others are still compared with: a double has two sides."""
    write_entry(folder, **GOOD | {"label": "Oiseaux", "owner": "redaction"})
    first, second = folder / "essai" / "essai-un.yml", folder / "essai" / "essai-deux.yml"
    assert [problem.kind for problem in problems(folder, first)] == ["same_label"]
    assert problems(folder, second) == []


def test_topics_without_entry_are_told_once(folder: Path) -> None:
    """At their line in the catalogue; a broken entry is no missing one."""
    write_entry(folder, label="X")
    with (folder / "catalogue.tsv").open("a") as stream:
        stream.write("essai-trois\tessai\tC\n")
    found = problems(folder)
    assert [(problem.kind, problem.line) for problem in found if problem.file.suffix == ".tsv"] == [("no_entry", 4)]
    assert "essai-un.yml" in {problem.file.name for problem in found}


def test_an_identifier_in_two_themes_is_told(folder: Path) -> None:
    """The second file is the one that is wrong."""
    write_entry(folder, **GOOD | {"theme": "zoo"})
    assert ("twice", "zoo") in {(problem.kind, problem.file.parent.name) for problem in problems(folder)}


def test_amounts_are_told_in_their_file(folder: Path) -> None:
    """At the line of the amount that nobody uses."""
    (folder / "montants.yml").write_text(
        "- name: prime\n  label: Prime\n  value: 3\n  unit: '€'\n  valid_from: 2026-01-01\n  valid_until: 2026-02-01\n"
        "  source: {title: Loi, url: 'https://caf.example', read: 2026-01-01}\n"
    )
    found = problems(folder)
    assert [(problem.kind, problem.line) for problem in found] == [("amount_unused", 1), ("amount_expired", 6)]


def test_the_checks_of_one_entry_need_no_file() -> None:
    """An editor's form runs them on what is being typed."""
    good = entry()
    assert [found for check in ENTRY_CHECKS for found in check(good, context())] == []


@pytest.mark.system
def test_the_projects_faq_is_clean() -> None:
    """Neither error nor warning on any channel, near doubles by meaning included, with the vectors that `prepare` made.

    The day is fixed so that no test fails by itself one morning.
    """
    found = check_folder(Folder.read(ROOT / "data" / "faq"), date(2026, 11, 22), CHANNELS, vector_store())
    assert [str(problem) for problem in found] == []
