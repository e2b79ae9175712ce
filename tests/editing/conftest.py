"""A FAQ of a handful of real entries, in a folder that tests may write into."""

import re
from pathlib import Path

import pytest

from bot.config import environment

ROOT = Path(__file__).parents[2]
HANDFUL = ("rsa/rsa-montant", "rsa/rsa-conditions", "contact/contact-ma-caf", "logement/logement-etudiant")


@pytest.fixture
def faq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder; the installation is pointed at it."""
    folder = tmp_path / "faq"
    copy_handful(folder)
    monkeypatch.setenv("CAF_FAQ_DIR", str(folder))
    assert environment.path("CAF_FAQ_DIR") == folder
    return folder


def copy_handful(folder: Path) -> None:
    """Copies the catalogue, the amounts and :data:`HANDFUL`, without the ties to entries that stay behind."""
    for name in ("catalogue.tsv", "montants.yml", *(f"{entry}.yml" for entry in HANDFUL)):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (ROOT / "data" / "faq" / name).read_text(encoding="utf-8")
        target.write_text(re.sub(r"^related: .*$", "related: []", text, flags=re.MULTILINE), encoding="utf-8")
