"""A FAQ of synthetic entries for the actions to answer from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import installation
from tests.faq.samples import write_entry


@pytest.fixture(autouse=True)
def faq_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that the action server is told of; what it cached is forgotten before and after."""
    folder = tmp_path / "faq"
    for name in ("un", "deux", "trois", "quatre"):
        write_entry(
            folder,
            id=f"essai-{name}",
            label=f"Essai {name}",
            title=f"Comment fait-on l’essai {name} ?",
            answer=f"Voici la réponse {name}. Elle est assez longue pour être servie.",
            benefit=f"aide-{name}",
            links=[
                {"title": f"Page {name}", "url": f"https://caf.example/{name}"},
                {"title": "Autre page", "url": "https://caf.example/autre"},
            ],
        )
    write_entry(folder, id="essai-retire", status="disabled")
    write_entry(
        folder,
        id="essai-facile",
        label="Essai facile",
        title="Comment fait-on l’essai facile ?",
        answer="Voici la réponse facile. Elle est assez longue pour être servie.",
        simple="En bref, un essai suffit.",
    )
    monkeypatch.setenv("CAF_FAQ_DIR", str(folder))
    installation.faq.cache_clear()
    installation.default_envelope.cache_clear()
    yield folder
    installation.faq.cache_clear()
    installation.default_envelope.cache_clear()
