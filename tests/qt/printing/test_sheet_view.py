"""The preview: the same drawing as in a PDF, only what is in view, by mouse and by keyboard."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.desk import paper
from partnerdesk.desk.book import Book
from partnerdesk.formats.paper.pdf import pdf
from partnerdesk.formats.paper.setting import Set, set_pages
from partnerdesk.formats.paper.sheets import sheet_named
from partnerdesk.formats.paper.type import Page
from partnerdesk.formats.paper.values import Column, Frame, Group, Labels, LabelSheet, Look, Table
from partnerdesk.qt import theme
from partnerdesk.qt.printing.places import LEAST, MOST, Fit
from partnerdesk.qt.printing.sheet_view import SheetView
from partnerdesk.qt.printing.view_row import ViewRow

DOTS = 96


def table(rows: int, look: Look | None = None) -> Set:
    """Some pages of a list."""
    line = ((("name", "Elena Ruiz"),), (("text", "Escuela Normal"), ("small", "Puebla")))
    columns = (Column("Name", 0.5), Column("School", 0.5))
    return set_pages(
        Table(Frame("Contacts"), columns, (Group("Mexico", "", (line,) * rows),), look or Look())
    )


@dataclass
class Counted(Page):
    """A page that counts how often it is drawn."""

    drawn: list[int] = field(default_factory=list)

    def draw(self, painter: QPainter, dots: float = 1200) -> None:
        self.drawn.append(1)
        super().draw(painter, dots)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> SheetView:
    theme.install(qapp)
    made = SheetView()
    qtbot.addWidget(made)
    made.resize(700, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def wheel(view: SheetView, turned: int, modifiers: Qt.KeyboardModifier, at: QPointF) -> None:
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def small(image: QImage) -> QImage:
    """Blur what each device draws in its own way: the edges of letters."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return grey.scaled(grey.width() // 8, grey.height() // 8, mode=Qt.TransformationMode.SmoothTransformation)


def apart(one: QImage, other: QImage) -> tuple[float, int]:
    """Return by how much two pictures differ, of 255: on the whole, and at the most at one spot."""
    found = [
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness())
        for x in range(min(one.width(), other.width()))
        for y in range(min(one.height(), other.height()))
    ]
    return sum(found) / len(found), max(found)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is not installed")
@pytest.mark.parametrize("style", paper.STYLES)
def test_what_is_seen_is_what_is_in_the_pdf(
    style: paper.Style, view: SheetView, book: Book, people: list[int], tmp_path: Path
) -> None:
    made = paper.pages(book, paper.Wish(style, ids=tuple(people[:3])))
    view.show_pages(made.pages)
    view.set_zoom(DOTS / view.logicalDpiY())
    view.resize(900, 1200)
    view.clearFocus()
    (_, place), *_ = view.seen()
    seen = view.viewport().grab(place.toRect()).toImage()
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(made))
    drawn = ["pdftoppm", "-r", str(DOTS), "-png", "-f", "1", "-l", "1", "-singlefile", str(file)]
    subprocess.run([*drawn, str(tmp_path / "a")], check=True, timeout=60)
    mean, most = apart(small(seen), small(QImage(str(tmp_path / "a.png"))))
    assert mean < 1.5
    assert most < 60


def test_only_the_pages_in_view_are_drawn(view: SheetView) -> None:
    look = Look()
    pages = [Counted(9921, 14031, look) for _ in range(1000)]
    view.show_pages(pages)
    view.viewport().grab()
    assert 1 <= sum(bool(each.drawn) for each in pages) <= 2
    view.go(500)
    view.viewport().grab()
    assert pages[499].drawn
    assert sum(bool(each.drawn) for each in pages) <= 6


def test_it_fits_the_window_until_it_is_zoomed(view: SheetView) -> None:
    view.show_pages(table(200).pages)
    assert view.fit is Fit.WIDTH  # to be read at once
    view.set_fit(Fit.PAGE)
    whole = view.zoom
    (_, place), *_ = view.seen()
    assert place.height() <= view.viewport().height()
    view.resize(700, 500)
    assert view.zoom < whole
    view.set_fit(Fit.WIDTH)
    (_, place), *_ = view.seen()
    assert view.viewport().width() * 0.8 < place.width() <= view.viewport().width()
    view.zoom_by(1)
    assert view.fit is Fit.NONE
    kept = view.zoom
    view.resize(900, 800)
    assert view.zoom == kept


def test_side_by_side(view: SheetView) -> None:
    view.resize(1200, 800)
    view.show_pages(table(200).pages)
    view.set_beside(True)
    first, second = (place for _, place in list(view.seen())[:2])
    assert first.top() == second.top()
    assert first.right() < second.left()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, second = (place for _, place in list(view.seen())[:2])
    assert second.right() < first.left()
    view.set_zoom(LEAST)
    assert len({place.top() for _, place in view.seen()}) == 1  # as many as there is room for


@pytest.mark.parametrize(
    ("key", "does"),
    [
        (Qt.Key.Key_PageDown, lambda view: view.page == 3),
        (Qt.Key.Key_PageUp, lambda view: view.page == 1),
        (Qt.Key.Key_Space, lambda view: view.page == 3),
        (Qt.Key.Key_Home, lambda view: view.page == 1),
        (Qt.Key.Key_End, lambda view: view.page == len(view.pages)),
        (Qt.Key.Key_W, lambda view: view.fit is Fit.WIDTH),
        (Qt.Key.Key_P, lambda view: view.fit is Fit.PAGE),
        (Qt.Key.Key_S, lambda view: view.beside),
        (Qt.Key.Key_Plus, lambda view: view.fit is Fit.NONE),
    ],
)
def test_by_keyboard(key: Qt.Key, does: Callable[[SheetView], bool], view: SheetView, qtbot: QtBot) -> None:
    view.show_pages(table(200).pages)
    view.go(2)
    qtbot.keyClick(view, key)
    assert does(view)


def test_ctrl_and_the_wheel_zoom_about_the_pointer(view: SheetView) -> None:
    view.show_pages(table(200).pages)
    view.set_zoom(1.0)
    at = QPointF(300, 400)
    before, share = view._places.under(at, view._scrolled)
    for _ in range(3):
        wheel(view, 120, Qt.KeyboardModifier.ControlModifier, at)
    assert view.zoom == 2.0
    after, again = view._places.under(at, view._scrolled)
    assert after == before
    assert again.y() == pytest.approx(share.y(), abs=0.01)
    wheel(view, -60, Qt.KeyboardModifier.ControlModifier, at)
    assert view.zoom == 2.0  # half a notch of a fine wheel
    wheel(view, -60, Qt.KeyboardModifier.ControlModifier, at)
    assert view.zoom == 1.5
    top = view.verticalScrollBar().value()
    wheel(view, -120, Qt.KeyboardModifier.NoModifier, at)
    assert view.verticalScrollBar().value() > top


def test_the_zoom_has_its_bounds(view: SheetView) -> None:
    view.show_pages(table(20).pages)
    for _ in range(30):
        view.zoom_by(1)
    assert view.zoom == MOST
    for _ in range(30):
        view.zoom_by(-1)
    assert view.zoom == LEAST


def test_the_place_stays_when_the_pages_are_set_anew(view: SheetView) -> None:
    view.show_pages(table(200).pages)
    view.go(3)
    view.show_pages(table(200, Look(black=True)).pages)
    assert view.page == 3
    view.show_pages(table(10).pages)
    assert view.page == 1
    view.show_pages(())
    assert view.page == 0


def test_the_row_above_says_where_one_is_and_leads_on(view: SheetView, qtbot: QtBot) -> None:
    row = ViewRow(view)
    qtbot.addWidget(row)
    row.show()
    view.show_pages(table(200).pages)
    total = len(view.pages)
    assert row.total.text() == f"of {total}"
    assert not row.back.isEnabled()
    row.on.click()
    assert row.number.text() == "2"
    row.number.setFocus()
    row.number.selectAll()
    qtbot.keyClicks(row.number, "3")
    qtbot.keyClick(row.number, Qt.Key.Key_Return)
    assert view.page == 3
    row.larger.click()
    assert row.percent.text() == f"{round(view.zoom * 100)} %"
    assert not row.whole.isChecked()
    row.beside.click()
    assert view.beside
    assert row.beside.isChecked()
    assert view.accessibleDescription() == f"Page {view.page} of {total}"


def test_pages_stay_side_by_side_however_large_they_are(view: SheetView) -> None:
    view.show_pages(table(200).pages)
    row = ViewRow(view)
    row.beside.click()
    for _ in range(5):
        row.larger.click()
        assert row.beside.isChecked()
        first, second, *_ = (place for _, place in view.seen())
        assert first.top() == second.top()
    assert view.horizontalScrollBar().maximum() > 0
    row.beside.click()
    assert not row.beside.isChecked()
    assert view.fit is Fit.NONE
    row.beside.click()  # pages are made as small as two of them have room
    assert view.fit is Fit.WIDTH
    _, second, *_ = (place for _, place in view.seen())
    assert second.right() <= view.viewport().width()


def test_the_paper_can_be_taken_hold_of(view: SheetView, qtbot: QtBot) -> None:
    view.show_pages(table(200).pages)
    view.set_fit(Fit.WIDTH)
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(300, 500))
    qtbot.mouseMove(port, QPoint(300, 380))
    QApplication.processEvents()
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(300, 380))
    assert view.verticalScrollBar().value() > 0


def test_a_page_is_drawn_within_itself(view: SheetView) -> None:
    """What lies beside the paper is the ground, whatever a page draws."""
    page = Page(9921, 14031, Look())
    page.rule(-5000, 20000, 7000)
    view.show_pages([page])
    (_, place), *_ = view.seen()
    image = view.viewport().grab().toImage()
    middle = round(place.top() + place.height() * 7000 / 14031)
    ground = theme.colours(view.palette()).side
    beside = {image.pixelColor(round(place.left()) - 12, middle + by).name() for by in (-1, 0, 1)}
    assert beside == {ground.name()}


def test_an_empty_preview_has_no_page(view: SheetView) -> None:
    QApplication.sendEvent(view, QEvent(QEvent.Type.LayoutDirectionChange))
    assert view.page == 0
    assert list(view.seen()) == []
    view.step(1)
    view.zoom_by(1)


def test_the_edges_of_labels_are_seen_and_not_printed(view: SheetView) -> None:
    sheet = sheet_named("5160")
    made = set_pages(Labels("Labels", sheet, (("Elena Ruiz", "Calle Rosales 12"),), first=3))
    view.set_fit(Fit.PAGE)

    def at_the_edge(labels: tuple[LabelSheet, int] | None, index: int) -> list[int]:
        """How dark the left edge of a label is in its middle, from above to below."""
        view.show_pages(made.pages, labels)
        shot = view.viewport().grab().toImage()
        ((_, place),) = view.seen()
        left, top = sheet.place(index)
        dot = place.width() / (made.pages[0].width / 1200 * 25.4)
        x, y = place.left() + left * dot, place.top() + (top + sheet.height / 3) * dot
        return [
            min(shot.pixelColor(round(x) + beside, round(y) + below).lightness() for beside in (-1, 0, 1))
            for below in range(8)
        ]

    assert min(at_the_edge(None, 5)) == 255
    assert max(at_the_edge(made.labels, 5)) < 250
    gone = at_the_edge(made.labels, 0)
    assert min(gone) < 250 <= max(gone)  # dotted
