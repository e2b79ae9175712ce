"""The catalogue of topics."""

from pathlib import Path

import pytest

from bot.faq.catalogue import Topic, add_topic, read_catalogue
from bot.faq.problems import InvalidFileError

TEXT = "id\ttheme\tscope\na-un\ta\tUn\na-deux\ta\tDeux, « et plus »\nb-un\tb\tTrois\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A FAQ with three topics."""
    (tmp_path / "catalogue.tsv").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_topics_are_read_in_order(folder: Path) -> None:
    """Theme and scope by identifier."""
    assert read_catalogue(folder) == {
        "a-un": Topic("a", "Un"),
        "a-deux": Topic("a", "Deux, « et plus »"),
        "b-un": Topic("b", "Trois"),
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TEXT.replace("\tscope", ""), 1),
        (TEXT.replace("id\t", "nom\t"), 1),
        (TEXT.replace("a-deux\ta\t", "a-deux a "), 3),
        (TEXT + "a-un\ta\tEncore\n", 5),
        (TEXT + "\n", 5),
    ],
)
def test_a_wrong_row_is_told_at_its_line(folder: Path, text: str, line: int) -> None:
    """Columns, tabulations, an identifier twice, an empty line."""
    (folder / "catalogue.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFileError) as refused:
        read_catalogue(folder)
    assert [problem.line for problem in refused.value.problems] == [line]


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_a_missing_or_unreadable_catalogue_is_told(tmp_path: Path, content: bytes | None) -> None:
    """Never another exception."""
    if content:
        (tmp_path / "catalogue.tsv").write_bytes(content)
    with pytest.raises(InvalidFileError):
        read_catalogue(tmp_path)


@pytest.mark.parametrize(("theme", "place"), [("a", 2), ("b", 3), ("c", 3)])
def test_a_topic_is_added_among_its_own(folder: Path, theme: str, place: int) -> None:
    """After the last of its theme; the others stay as they are."""
    add_topic(folder, read_catalogue(folder), "neuf", Topic(theme, "Neuf"))
    after = read_catalogue(folder)
    assert list(after).index("neuf") == place
    assert after.pop("neuf") == Topic(theme, "Neuf")
    assert list(after) == ["a-un", "a-deux", "b-un"]


def test_any_subject_can_be_added(folder: Path) -> None:
    """Also one with a tabulation or quotation marks: the catalogue stays readable."""
    add_topic(folder, read_catalogue(folder), "neuf", Topic("a", '"Neuf"\tou presque'))
    assert read_catalogue(folder)["neuf"] == Topic("a", '"Neuf"\tou presque')
