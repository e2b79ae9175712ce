"""What a person decides: a phrasing or an entry in a draft, put away, given to a colleague."""

from pathlib import Path

import pytest

from bot.editing.models import Draft
from bot.faq.catalogue import read_catalogue
from bot.learning import deciding
from bot.learning.deciding import DecisionRefusedError
from bot.learning.models import Group
from tests.faq.samples import write_entry
from tests.learning.conftest import MakeGroup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One entry, and its catalogue."""
    write_entry(tmp_path, id="essai-un")
    (tmp_path / "catalogue.tsv").write_text("id\ttheme\tscope\nessai-un\tessai\tun essai\n", encoding="utf-8")
    (tmp_path / "montants.yml").write_text("[]\n", encoding="utf-8")
    monkeypatch.setenv("CAF_FAQ_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def group(make_group: MakeGroup) -> Group:
    """Five people asked for a bicycle."""
    return make_group(*(f"un vélo {number}" for number in range(5)))


def test_a_phrasing_goes_into_the_draft_and_not_into_the_file(faq: Path, group: Group) -> None:
    """Nothing is served before somebody has approved it."""
    file = faq / "essai" / "essai-un.yml"
    before = file.read_bytes()
    deciding.add_variant(group, "essai-un", "  Comment avoir   un vélo ? ", "redac")
    draft = Draft.objects.get(entry_id="essai-un")
    assert draft.content["variants"][-1] == "Comment avoir un vélo ?"
    assert draft.authors == ["redac"]
    assert file.read_bytes() == before
    group.refresh_from_db()
    assert (group.state, group.entry, group.decided_by) == (Group.State.ADDED, "essai-un", "redac")


def test_a_new_entry_is_begun(faq: Path, group: Group) -> None:
    deciding.begin_entry(group, "velo-aide", "essai", "Comment avoir un vélo ?", "redac")
    draft = Draft.objects.get(entry_id="velo-aide")
    assert (draft.content["title"], draft.content["theme"], draft.content["answer"]) == (
        "Comment avoir un vélo\u202f?", "essai", "",
    )  # fmt: skip
    assert read_catalogue(faq)["velo-aide"].theme == "essai"
    group.refresh_from_db()
    assert (group.state, group.entry) == (Group.State.DRAFTED, "velo-aide")


@pytest.mark.parametrize(
    ("entry", "text", "said"),
    [
        ("essai-un", "  ", "Écrivez"),
        ("essai-un", "mon numéro est le 06 39 98 12 34", "numéro de téléphone"),
        ("inconnue", "Comment avoir un vélo ?", "n’existe pas"),
        ("essai-un", "formulation d’essai numéro 3", "déjà"),
    ],
)
def test_a_phrasing_that_makes_no_sense_is_refused(group: Group, entry: str, text: str, said: str) -> None:
    with pytest.raises(DecisionRefusedError, match=said):
        deciding.add_variant(group, entry, text, "redac")
    group.refresh_from_db()
    assert (group.state, Draft.objects.count()) == (Group.State.OPEN, 0)


@pytest.mark.parametrize(
    ("entry", "theme", "said"),
    [("essai-un", "essai", "déjà pris"), ("Vélo !", "essai", "minuscules"), ("velo", "inconnu", "thème")],
)
def test_an_entry_that_makes_no_sense_is_refused(faq: Path, group: Group, entry: str, theme: str, said: str) -> None:
    with pytest.raises(DecisionRefusedError, match=said):
        deciding.begin_entry(group, entry, theme, "Comment avoir un vélo ?", "redac")
    assert Draft.objects.count() == 0
    assert set(read_catalogue(faq)) == {"essai-un"}


def test_one_decision_a_group(group: Group) -> None:
    """The second of two editors is told; their draft is not made."""
    deciding.dismiss(group, "redac")
    with pytest.raises(DecisionRefusedError, match="déjà décidé"):
        deciding.add_variant(group, "essai-un", "Comment avoir un vélo ?", "autre")
    assert Draft.objects.count() == 0


def test_a_group_of_too_few_cannot_be_decided_on(make_group: MakeGroup) -> None:
    with pytest.raises(DecisionRefusedError):
        deciding.dismiss(make_group("un vélo"), "redac")


def test_a_group_is_given_to_a_colleague_and_stays_open(group: Group) -> None:
    deciding.give(group, "autre")
    group.refresh_from_db()
    assert (group.given_to, group.state) == ("autre", Group.State.OPEN)
