"""FAQ entries: what is read, and what an editor is told."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.charter.typography import mend
from bot.faq.entries import (
    Entry,
    Link,
    Source,
    Status,
    entry_files,
    read_entries,
    read_entry,
)
from bot.faq.problems import InvalidFileError, Problem, Severity
from tests.faq.samples import ENTRY, entry_text, line_of, write_entry

DATA = Path(__file__).parents[2] / "data" / "faq"
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def problems_of(file: Path) -> list[Problem]:
    """Why the file is refused."""
    with pytest.raises(InvalidFileError) as refused:
        read_entry(file)
    return refused.value.problems


def written(folder: Path, text: str) -> Path:
    """A file of that content, at the sample entry's place."""
    file = write_entry(folder)
    file.write_text(text, encoding="utf-8")
    return file


def entry(**changes: Any) -> Entry:
    """An entry in memory."""
    fields: dict[str, Any] = {
        "id": "essai-un",
        "theme": "essai",
        "title": "Comment fait-on un essai de fiche ?",
        "label": "Essai de fiche",
        "variants": ("a", "b"),
        "answer": "Voici la réponse.",
        "links": (),
        "sources": (),
        "benefit": "aucune",
        "owner": "redaction",
        "status": Status.PUBLISHED,
        "valid_from": date(2026, 11, 22),
        "review_by": date(2027, 5, 22),
        "related": (),
    }
    return Entry(**fields | changes)


def test_an_entry_is_read_as_it_is_written(tmp_path: Path) -> None:
    """Every field of the file is in the entry, with dates as dates."""
    file = write_entry(tmp_path, valid_until="2027-01-31", simple="En bref : un essai suffit.", related=["essai-deux"])
    assert read_entry(file) == Entry(
        id="essai-un",
        theme="essai",
        title="Comment fait-on un essai de fiche ?",
        label="Essai de fiche",
        variants=tuple(ENTRY["variants"]),
        answer="Voici la réponse d’essai. Elle est assez longue pour être servie.",
        links=(Link("Site d’essai", "https://caf.example/essai"),),
        sources=(Source("Source d’essai", "https://caf.example/source", date(2026, 11, 22)),),
        benefit="aucune",
        owner="redaction",
        status=Status.PUBLISHED,
        valid_from=date(2026, 11, 22),
        review_by=date(2027, 5, 22),
        related=("essai-deux",),
        valid_until=date(2027, 1, 31),
        simple="En bref : un essai suffit.",
    )


def test_dates_may_be_quoted_or_not(tmp_path: Path) -> None:
    """« 2026-11-22 » with and without quotes is the same day."""
    bare = entry_text().replace("'2026-11-22'", "2026-11-22")
    assert "valid_from: 2026-11-22" in bare
    assert read_entry(written(tmp_path, bare)).valid_from == date(2026, 11, 22)


def test_the_phrasings_are_the_title_and_its_variants() -> None:
    """What is indexed is the title, then the variants; never the answer."""
    assert entry().phrasings == ("Comment fait-on un essai de fiche ?", "a", "b")


def test_a_file_saved_by_windows_is_read(tmp_path: Path) -> None:
    """A byte-order mark and Windows line ends change nothing."""
    file = write_entry(tmp_path)
    plain = read_entry(file)
    file.write_bytes(b"\xef\xbb\xbf" + entry_text().replace("\n", "\r\n").encode())
    assert read_entry(file) == plain


def test_every_entry_of_the_project_is_valid() -> None:
    """No file under data/faq breaks the format."""
    read, problems = read_entries(DATA)
    assert not problems, "\n".join(map(str, problems))
    assert len(read) == len(list(entry_files(DATA)))


@pytest.mark.parametrize(
    ("changes", "line_start", "words"),
    [
        ({"owner": None}, "id:", "il manque le champ « owner »"),
        ({"proprietaire": "redaction"}, "id:", "« proprietaire » n’existe pas"),
        ({"title": "Court"}, "title:", "« title » est trop court : 5 caractères, il en faut au moins 8"),
        ({"label": "Un libellé de bouton trop long"}, "label:", "« label » est trop long : 30 caractères, 20 au plus"),
        ({"variants": ["une seule"]}, "- une seule", "« variants » n’a pas assez d’éléments : 1"),
        ({"variants": ["la même chose"] * 10}, "- la même", "« variants » contient deux fois"),
        ({"links": []}, "links:", "« links » n’a pas assez d’éléments : 0"),
        ({"status": "publié"}, "status:", "« status » doit être l’une de ces valeurs"),
        ({"valid_from": "22/11/2026"}, "valid_from:", "« valid_from » n’est pas une date : « 22/11/2026 »"),
        ({"review_by": "2026-02-30"}, "review_by:", "« review_by » n’est pas une date"),
        ({"valid_until": ""}, "valid_until:", "« valid_until » n’est pas une date"),
        ({"valid_from": 2026}, "valid_from:", "« valid_from » n’a pas la bonne forme"),
        ({"answer": ["a"]}, "- a", "« answer » n’a pas la bonne forme"),
        ({"id": "Essai Un"}, "id:", "« id » n’a pas la bonne forme"),
        ({"links": [{"title": "Site", "url": "http://caf.example"}]}, "  url: http:", "links.0.url"),
        ({"links": [{"url": "https://caf.example"}]}, "- url: https://caf.example", "il manque le champ « title »"),
    ],
    ids=str,
)
def test_an_editor_is_told_the_line_and_the_remedy(
    tmp_path: Path, changes: dict[str, Any], line_start: str, words: str
) -> None:
    """Each kind of mistake is reported once, in French, at its line."""
    text = entry_text(**changes)
    found = problems_of(written(tmp_path, text))
    assert [problem.line for problem in found] == [line_of(text, line_start)]
    assert mend(words) in found[0].message


def test_all_the_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """An editor does not have to mend one to learn of the next."""
    found = problems_of(written(tmp_path, entry_text(label="X", owner=None, status="oui")))
    assert len(found) == 3
    assert len({problem.message for problem in found}) == 3


def test_broken_yaml_is_told_at_its_line(tmp_path: Path) -> None:
    """A quote that is not closed, or a stray colon, is shown where it is."""
    text = entry_text().replace("owner: redaction", "owner: redaction: deux")
    (problem,) = problems_of(written(tmp_path, text))
    assert problem.line == line_of(text, "owner:")
    assert "YAML" in problem.message


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    """A Latin-1 file is refused with the way to save it."""
    file = write_entry(tmp_path)
    file.write_bytes(entry_text(title="Où fait-on un essai réussi ?").replace("’", "'").encode("latin-1"))
    (problem,) = problems_of(file)
    assert "UTF-8" in problem.remedy


@pytest.mark.parametrize("content", ["", "null", "- a\n- b\n", "texte", "3"])
def test_a_file_without_fields_is_refused(tmp_path: Path, content: str) -> None:
    """An empty file, a list or a bare value is no entry."""
    (problem,) = problems_of(written(tmp_path, content))
    assert problem.line == 1


def test_a_missing_file_is_told_so(tmp_path: Path) -> None:
    """A file that vanishes is a problem to report, not a crash."""
    assert len(problems_of(tmp_path / "essai" / "absent.yml")) == 1


@pytest.mark.parametrize("changes", [{"id": "essai-deux"}, {"theme": "autre"}])
def test_a_file_at_the_wrong_place_is_told_its_right_one(tmp_path: Path, changes: dict[str, str]) -> None:
    """Theme and identifier are those of the path; the message names the path that would fit."""
    (problem,) = problems_of(written(tmp_path, entry_text(**changes)))
    content = ENTRY | changes
    assert f"{content['theme']}/{content['id']}.yml" in problem.message


@pytest.mark.parametrize("line", ["2026: note", "on: note", "null: note", "3.5: note"])
def test_a_field_whose_name_is_no_text_is_refused(tmp_path: Path, line: str) -> None:
    """YAML reads some names as numbers or truth values: such a field is told like any unknown one."""
    assert problems_of(written(tmp_path, f"{entry_text()}{line}\n"))


LINES = entry_text().splitlines()


@settings(deadline=None, max_examples=200)
@given(
    st.integers(0, len(LINES) - 1),
    st.one_of(st.text(max_size=30), st.sampled_from(["", "- ", "a: b", "  x:", "'", "{", "&a", "*a", "!!int x", "\t"])),
)
@example(len(LINES) - 1, "2026: note")
def test_whatever_is_typed_an_entry_is_read_or_refused_with_reasons(number: int, line: str) -> None:
    """Any line in place of another gives an entry or a list of located messages, never another exception."""
    text = "\n".join([*LINES[:number], line, *LINES[number + 1 :]])
    with TemporaryDirectory() as folder:
        file = Path(folder) / "essai" / "essai-un.yml"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
        found: list[Problem] | None = None
        try:
            read_entry(file)
        except InvalidFileError as error:
            found = error.problems
    assert found is None or found
    for problem in found or ():
        assert problem.file == file
        assert 1 <= problem.line <= text.count("\n") + 2
        assert problem.message


def test_a_problem_reads_like_a_compilers() -> None:
    """File, line and message, so that an editor's program can jump there."""
    problem = Problem(Path("essai/essai-un.yml"), 3, "il manque un champ", "ajoutez-le", Severity.WARNING)
    assert str(problem) == "essai/essai-un.yml:3: attention\u00a0: il manque un champ (ajoutez-le)"
    assert str(Problem(Path("a.yml"), 1, "tout manque")) == "a.yml:1: erreur\u00a0: tout manque"


def test_a_bad_file_keeps_no_other_from_being_served(tmp_path: Path) -> None:
    """Valid entries are returned, the problems of the others beside them."""
    write_entry(tmp_path, id="essai-deux")
    write_entry(tmp_path, id="essai-trois", label="X")
    write_entry(tmp_path)
    read, problems = read_entries(tmp_path)
    assert list(read) == ["essai-deux", "essai-un"]
    assert [problem.file.stem for problem in problems] == ["essai-trois"]


def test_an_identifier_is_used_once(tmp_path: Path) -> None:
    """The second file of one identifier is a problem; the first one is served."""
    write_entry(tmp_path, theme="autre")
    write_entry(tmp_path, theme="essai")
    read, problems = read_entries(tmp_path)
    assert read["essai-un"].theme == "autre"
    assert [problem.file.parent.name for problem in problems] == ["essai"]
    assert "essai-un" in problems[0].message


def test_what_tools_leave_behind_is_passed_over(tmp_path: Path) -> None:
    """Hidden files, drafts in underscores, other endings and the folder's own files are no entries."""
    file = write_entry(tmp_path)
    for name in (".essai-deux.yml", "_essai-deux.yml", "essai-deux.yml~", "essai-deux.yaml", "notes.txt"):
        (file.parent / name).write_text("x")
    (tmp_path / "catalogue.yml").write_text("x")
    assert list(entry_files(tmp_path)) == [file]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """A missing folder is empty, not an error."""
    assert read_entries(tmp_path / "absent") == ({}, [])


@given(st.sampled_from(Status), DAYS, st.none() | DAYS, DAYS)
def test_only_what_is_published_and_in_date_is_served(
    status: Status, start: date, end: date | None, today: date
) -> None:
    """An entry is served from its first day to its last, both included, and only when published (CN3, CN7)."""
    served = entry(status=status, valid_from=start, valid_until=end).is_served(today)
    if status != Status.PUBLISHED or today < start or (end and today > end):
        assert not served
    else:
        assert served


def test_the_first_and_the_last_day_are_served() -> None:
    """Validity includes both of its ends and not the days around them."""
    dated = entry(valid_from=date(2026, 12, 1), valid_until=date(2026, 12, 31))
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [dated.is_served(day) for day in days] == [False, True, True, False]
