"""A list on paper: pages set and drawn into a PDF, beside the bare drawing of the same texts in rows."""

from __future__ import annotations

from time import process_time

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QFont, QPainter, QPdfWriter

from partnerdesk.desk import home, listing, paper
from partnerdesk.desk.book import Book
from partnerdesk.desk.paper_clocks import Clocks
from partnerdesk.desk.paper_styles import Styler
from partnerdesk.desk.uncollected import uncollected
from partnerdesk.formats.paper.machine import needs_gui
from partnerdesk.formats.paper.pdf import page_layout, pdf
from partnerdesk.formats.paper.setting import set_pages
from partnerdesk.formats.paper.type import DOTS
from partnerdesk.formats.paper.values import Table

MOST = 10_000
ROUNDS = 5
_STEP = 500  # dots from row to row: thirty points
_LINE = 170


def measure(book: Book) -> tuple[int, float, float, float]:
    """Return how many contacts were printed, and the milliseconds of the processor that went by.

    Returns:
        contacts; of setting and drawing their list; of drawing what there is to say of each contact in a row
        of its own, each text once, in one font, unmeasured, where it happens to fall; and of reading the
        contacts out of the book. What headings say for many rows, those rows say themselves.
    """
    needs_gui()
    ids = tuple(listing.find(book)[:MOST])
    wish = paper.Wish(ids=ids)
    start = process_time()
    with uncollected():
        people = paper.read(book, wish)
        table, _ = paper.lay(book, wish, people)
    read = process_time() - start
    if not isinstance(table, Table):
        raise TypeError("a list is a table")
    place = home.get(book).place
    rows = Styler(table.frame, table.look, Clocks(place.zone, place.city, book.now())).table(people)
    ours, bare = [], []
    with uncollected():  # as the desk does it, and for both
        for _ in range(ROUNDS):
            start = process_time()
            pdf(set_pages(table))
            ours.append(process_time() - start)
            start = process_time()
            _bare(rows)
            bare.append(process_time() - start)
    return len(ids), min(ours) * 1000, min(bare) * 1000, read * 1000


def _bare(table: Table) -> None:
    """Draw each piece of text once, and a line below each row."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setPageLayout(page_layout(table.look))
    painter = QPainter(writer)
    font = QFont()
    font.setPixelSize(140)
    painter.setFont(font)
    y, wide = 0, writer.width() // len(table.columns)
    for group in table.groups:
        for row in group.rows:
            y += _STEP
            if y + _STEP > writer.height():
                writer.newPage()
                y = _STEP
            for column, cell in enumerate(row):
                for line, (_, text) in enumerate(cell):
                    painter.drawText(column * wide, y + line * _LINE, text)
            painter.drawLine(0, y + 2 * _LINE, writer.width(), y + 2 * _LINE)
    painter.end()
