"""The page of a report: whole, alone, safe, readable by everyone."""

import base64
import re
from pathlib import Path

import pytest

from bot.reports.page import Plot, Report, Table, write_report
from bot.reports.plots import Line, plot_shares
from tests.browser import chromium, faults

PNG = plot_shares("x", "y", [Line("une", [0, 1], [0, 1])])
REPORT = Report(
    "Essai <de> rapport",
    ["Une phrase & une autre."],
    [
        Table("Les chiffres", ["Mesure", "Valeur"], [["a", "1"], ["<script>b</script>", "2"]], "Comment lire."),
        Plot("courbe", "La courbe", "Elle monte.", PNG),
        Table("Vide", ["Mesure"], []),
    ],
)


def test_the_page_holds_everything_in_order(tmp_path: Path) -> None:
    """Titles, notes, cells, pictures; the folder is made, the pictures lie beside the page."""
    page = write_report(REPORT, tmp_path / "a" / "b")
    text = page.read_text(encoding="utf-8")
    places = [text.index(words) for words in ("Une phrase", "Les chiffres", "Comment lire.", "La courbe", "Vide")]
    assert places == sorted(places)
    assert (page.parent / "courbe.png").read_bytes() == PNG
    (inside,) = re.findall(r'src="data:image/png;base64,([^"]+)"', text)
    assert base64.b64decode(inside) == PNG


def test_nothing_in_it_is_code_and_nothing_is_loaded(tmp_path: Path) -> None:
    """Texts are escaped; no address but the pictures themselves."""
    text = write_report(REPORT, tmp_path).read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;b" in text
    assert "Essai &lt;de&gt; rapport" in text
    assert not re.search(r'(src|href)="(?!data:)', text)


def test_a_report_is_written_again(tmp_path: Path) -> None:
    """A second run replaces the first."""
    write_report(REPORT, tmp_path)
    page = write_report(Report("Autre", []), tmp_path)
    assert "Les chiffres" not in page.read_text(encoding="utf-8")


@pytest.mark.system
def test_axe_finds_nothing(tmp_path: Path) -> None:
    """RGAA: no fault, on a phone as on a desk; the page itself never scrolls sideways."""
    page_file = write_report(REPORT, tmp_path)
    with chromium() as browser:
        for width in (320, 1280):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.goto(page_file.as_uri())
            assert faults(page) == []
            assert page.locator("html").evaluate("root => root.scrollWidth") <= width
