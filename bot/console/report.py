"""The printable report of a period as PDF (AR2): the tables of the dashboard with their plots.

ReportLab needs no library of the system, and prints the fonts that matplotlib brings along: nothing is to be installed.
"""

import io
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib as mpl
from django.template.defaultfilters import date as in_words
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from bot.console import plots
from bot.console.statistics import LEAST, Period, Table
from bot.console.statistics.table import words
from bot.console.texts import say

_FONT, _BOLD = "DejaVuSans", "DejaVuSans-Bold"
_MARGIN = 18 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_NAMES = {True: 0.5, False: 0.24}
"""Share of the width that names take, beside few columns or many; the others share the rest."""
_FEW = 3
_PLOT_HEIGHT = 110 * mm

_TEXT = ParagraphStyle("text", fontName=_FONT, fontSize=9, leading=13)
_CELL = ParagraphStyle("cell", parent=_TEXT, fontSize=8, leading=10)
_HEAD = ParagraphStyle("head", parent=_CELL, fontName=_BOLD)
_NUMBER = ParagraphStyle("number", parent=_CELL, alignment=2)
_NUMBER_HEAD = ParagraphStyle("number head", parent=_HEAD, alignment=2)
_TITLE = ParagraphStyle("title", parent=_TEXT, fontName=_BOLD, fontSize=16, leading=22)
_HEADING = ParagraphStyle("heading", parent=_TEXT, fontName=_BOLD, fontSize=11, leading=16, spaceBefore=10)

_LINES = [
    ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),
    ("LINEBELOW", (0, 1), (-1, -1), 0.25, colors.grey),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]


def to_pdf(tables: Sequence[Table], pages: Sequence[str], period: Period, other: Period) -> bytes:
    """The report.

    Args:
        tables: what the dashboard shows.
        pages: names of the pages that are counted.
        period: what is reported.
        other: what it is compared with.
    """
    _fonts()
    title = say("report.title")
    content = io.BytesIO()
    document = SimpleDocTemplate(
        content, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
        title=title, lang="fr-FR",
    )  # fmt: skip
    flow = [*_head(title, pages, period, other)]
    for table in tables:
        flow += _section(table)
    foot = partial(_foot, title)
    document.build(flow, onFirstPage=foot, onLaterPages=foot)
    return content.getvalue()


def _head(title: str, pages: Sequence[str], period: Period, other: Period) -> Iterator[Flowable]:
    days = (period.first, period.last, other.first, other.last)
    first, last, other_first, other_last = (in_words(day, "j F Y") for day in days)
    yield Paragraph(escape(title), _TITLE)
    yield _text(say("report.pages", names=", ".join(pages)))
    yield _text(say("report.period", first=first, last=last, other_first=other_first, other_last=other_last))
    yield _text(say("report.hidden", least=LEAST))


def _section(table: Table) -> list[Flowable]:
    """Heading, note and plot stay together; the table may go on over the page, under its heading line."""
    top: list[Flowable] = [Paragraph(escape(table.title), _HEADING)]
    if note := table.problem or table.note:
        top.append(_text(note))
    if not table.rows:
        return [KeepTogether([*top, _text(say("report.nothing"))])]
    if table.is_plotted:
        top += [_plot(table), Spacer(1, 2 * mm)]
    return [KeepTogether(top), _grid(table)]


def _plot(table: Table) -> Flowable:
    png = plots.bars(table, say("statistics.this"), say("statistics.before"))
    return Image(io.BytesIO(png), width=_WIDTH, height=_PLOT_HEIGHT, kind="proportional")


def _grid(table: Table) -> Flowable:
    others = len(table.columns) - 1
    names = _NAMES[others <= _FEW]
    widths = [_WIDTH * names, *[_WIDTH * (1 - names) / others] * others]
    first, *rest = table.columns
    lines = [[_text(first, _HEAD), *(_text(name, _NUMBER_HEAD) for name in rest)]]
    lines += [[_text(row.label, _CELL), *(_text(words(value), _NUMBER) for value in row.values)] for row in table.rows]
    return Grid(lines, widths, style=_LINES, repeatRows=1)


def _text(words: str, style: ParagraphStyle = _TEXT) -> Paragraph:
    return Paragraph(escape(words), style)


def _foot(title: str, canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(_FONT, 8)
    canvas.drawCentredString(A4[0] / 2, 10 * mm, say("report.footer", title=title, page=document.page))


@cache
def _fonts() -> None:
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for name in (_FONT, _BOLD):
        registerFont(TTFont(name, folder / f"{name}.ttf"))
    registerFontFamily(_FONT, normal=_FONT, bold=_BOLD, italic=_FONT, boldItalic=_BOLD)
