"""The inline bar and the passing bar."""

from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QPalette, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.errors import DiskFull
from partnerdesk.qt import theme
from partnerdesk.qt.theme import DARK, LIGHT
from partnerdesk.qt.widgets import InlineBar, Kind, Label, LinkButton, PassingBar, Tone

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def look(qapp):
    made = theme.install(qapp)
    made.force(Qt.ColorScheme.Light)
    return made


@pytest.fixture
def page(qtbot):
    made = QWidget()
    made.resize(600, 400)
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit(accessibleName="first"))
    made.show()
    return made


@pytest.fixture
def bar(page):
    made = InlineBar()
    page.layout().addWidget(made)
    page.layout().addStretch()
    return made


def links(widget: QWidget) -> dict[str, LinkButton]:
    return {one.text(): one for one in widget.findChildren(LinkButton) if one.isVisible()}


class TestInlineBar:
    def test_it_is_hidden_until_something_is_said(self, bar):
        assert not bar.isVisible()
        bar.say(Kind.WARNING, "Hours in Puebla are assumed.")
        assert bar.isVisible()
        assert (bar.kind, bar.text) == (Kind.WARNING, "Hours in Puebla are assumed.")
        assert bar.accessibleName() == "Careful: Hours in Puebla are assumed."

    def test_it_is_as_high_as_its_text_needs(self, page, bar):
        page.resize(260, 400)
        bar.say(Kind.INFO, "short")
        QApplication.processEvents()
        low = bar.height()
        bar.say(Kind.INFO, "a long text that goes on and on " * 5)
        QApplication.processEvents()
        assert bar.height() > low * 2
        assert bar.width() <= 260

    def test_details_are_folded(self, bar):
        bar.say(Kind.ERROR, "Not saved.", details="errno 28")
        detail = next(
            part for part in bar.findChildren(QWidget) if getattr(part, "text", str)() == "errno 28"
        )
        assert not detail.isVisible()
        links(bar)["Details"].click()
        assert detail.isVisible()
        links(bar)["Hide details"].click()
        assert not detail.isVisible()

    def test_the_new_message_takes_the_old_one_s_place(self, bar):
        calls = []
        bar.say(Kind.INFO, "old", details="old", actions=[("Old", lambda: calls.append("old"))])
        links(bar)["Details"].click()
        bar.say(Kind.INFO, "new", details="new", actions=[("New", lambda: calls.append("new"))])
        assert set(links(bar)) == {"New", "Details"}
        links(bar)["New"].click()
        assert calls == ["new"]

    def test_a_question_offers_its_answers_in_order(self, bar, qtbot):
        bar.say(Kind.WARNING, "Which?", actions=[("First", lambda: None), ("Second", lambda: None)])
        QApplication.processEvents()
        first, second = links(bar)["First"], links(bar)["Second"]
        assert first.x() < second.x()
        first.setFocus()
        qtbot.keyClick(first, Qt.Key.Key_Tab)
        assert second.hasFocus()

    def test_an_error_of_the_family_is_told_with_what_to_do(self, bar):
        bar.say_error(DiskFull("The disk is full.", "Make room."))
        assert bar.kind is Kind.ERROR
        assert bar.text == "The disk is full. Make room."

    def test_esc_and_its_button_put_it_away(self, bar, qtbot):
        bar.say(Kind.INFO, "x", actions=[("Do", lambda: None)])
        with qtbot.waitSignal(bar.closed):
            qtbot.keyClick(links(bar)["Do"], Qt.Key.Key_Escape)
        assert not bar.isVisible()
        bar.say(Kind.INFO, "x", closable=False, actions=[("Do", lambda: None)])
        with qtbot.assertNotEmitted(bar.closed):
            qtbot.keyClick(links(bar)["Do"], Qt.Key.Key_Escape)
        assert bar.isVisible()

    def test_esc_in_it_is_not_esc_in_the_window(self, page, bar, qtbot):
        stepped = []
        QShortcut(Qt.Key.Key_Escape, page, lambda: stepped.append(True))
        bar.say(Kind.INFO, "x", actions=[("Do", lambda: None)])
        links(bar)["Do"].setFocus()
        qtbot.keyClick(links(bar)["Do"], Qt.Key.Key_Escape)
        assert stepped == []

    @pytest.mark.parametrize("kind", list(Kind))
    def test_each_kind_has_its_own_background(self, bar, kind):
        bar.say(kind, "x")
        papers = {Kind.INFO: LIGHT.tint, Kind.WARNING: LIGHT.caution, Kind.ERROR: LIGHT.alarm}
        assert bar.grab().toImage().pixelColor(bar.width() // 2, 3) == papers[kind]


class TestPassingBar:
    def test_it_lies_at_the_bottom_centre(self, page):
        bar = PassingBar(page)
        assert not bar.isVisible()
        bar.say("3 contacts moved to Trash", lambda: None)
        for size in ((600, 400), (900, 500)):
            page.resize(*size)
            QApplication.processEvents()
            assert abs(bar.geometry().center().x() - page.rect().center().x()) <= 1
            assert bar.geometry().bottom() < page.height()
            assert bar.geometry().bottom() > page.height() - 40

    def test_a_long_message_in_a_small_window_gets_more_lines(self, page):
        bar = PassingBar(page)
        page.resize(300, 400)
        bar.say("a rather long message that does not fit into one line of it", lambda: None)
        assert bar.width() <= 300
        assert page.rect().contains(bar.geometry())

    def test_undo_calls_once_and_puts_it_away(self, page, qtbot):
        calls = []
        bar = PassingBar(page)
        bar.say("moved", lambda: calls.append(True))
        links(bar)["Undo"].click()
        assert calls == [True]
        assert not bar.isVisible()

    def test_nothing_to_undo_no_button(self, page):
        bar = PassingBar(page)
        bar.say("Saved 14:02")
        assert links(bar) == {}

    def test_it_fades_by_itself(self, page, qtbot):
        bar = PassingBar(page, stays=10)
        bar.say("moved", lambda: None)
        qtbot.waitUntil(lambda: not bar.isVisible())
        bar.say("again", lambda: None)
        assert bar.isVisible()
        assert not bar.graphicsEffect().isEnabled()

    def test_it_stays_while_the_pointer_is_on_it(self, page, qtbot):
        bar = PassingBar(page, stays=10)
        bar.say("moved", lambda: None)
        here = QPointF(5, 5)
        QApplication.sendEvent(bar, QEnterEvent(here, here, here))
        assert not bar._timer.isActive()
        QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
        qtbot.waitUntil(lambda: not bar.isVisible())

    def test_the_keyboard_reaches_it_and_esc_puts_it_away(self, page, qtbot):
        bar = PassingBar(page)
        bar.say("moved", lambda: None)
        field = page.findChild(QLineEdit)
        field.setFocus()
        assert not links(bar)["Undo"].hasFocus()
        qtbot.keyClick(field, Qt.Key.Key_Tab)
        assert links(bar)["Undo"].hasFocus()
        qtbot.keyClick(links(bar)["Undo"], Qt.Key.Key_Escape)
        assert not bar.isVisible()

    def test_a_new_message_takes_the_old_one_s_place(self, page):
        bar = PassingBar(page)
        bar.say("old", lambda: None)
        bar.say("new")
        assert bar.text == "new"
        assert links(bar) == {}

    def test_it_stands_out_in_both_schemes(self, page, look):
        bar = PassingBar(page)
        bar.say("moved", lambda: None)
        for scheme, c in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
            look.force(scheme)
            QApplication.processEvents()
            assert bar.palette().color(QPalette.ColorRole.Window) == c.bar
            assert links(bar)["Undo"].palette().color(QPalette.ColorRole.Link) == c.on_bar
            assert bar.grab().toImage().pixelColor(bar.width() // 2, 3) == c.bar

    def test_it_lets_the_page_be_clicked_beside_it(self, page, qtbot):
        clicks = []
        button = QPushButton("under", page)
        button.clicked.connect(lambda: clicks.append(True))
        button.move(0, 350)
        button.show()
        PassingBar(page).say("moved")
        assert page.childAt(QPoint(5, 355)) is button


def test_the_passing_bar_covers_no_button(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    button = QPushButton("Save", page)
    button.setGeometry(250, 350, 100, 32)
    page.show()
    bar = PassingBar(page)
    bar.say("3 contacts moved to Trash", lambda: None)
    assert not bar.geometry().intersects(button.geometry())
    assert bar.geometry().bottom() > 200
    button.hide()
    bar.say("3 contacts moved to Trash", lambda: None)
    assert bar.geometry().bottom() > 370


def test_the_passing_bar_gives_way_to_a_button_that_comes_under_it(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    button = QPushButton("Yes", page)
    page.show()
    bar = PassingBar(page)
    bar.say("Marked the letter as sent", lambda: None)
    button.setFocus()
    button.setGeometry(bar.geometry())
    qtbot.waitUntil(lambda: not bar.geometry().intersects(button.geometry()))
    assert page.rect().contains(bar.geometry())


def test_the_passing_bar_covers_neither_what_is_written_nor_what_is_amiss(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(900, 400)
    text = QPlainTextEdit(page)
    text.setGeometry(200, 0, 350, 340)
    warning = Label("Line 3: This 'if' is never ended.", tone=Tone.WARNING, parent=page)
    warning.setGeometry(200, 345, 350, 40)
    read = QTextEdit(page, readOnly=True)
    read.setGeometry(560, 0, 340, 400)
    page.show()
    bar = PassingBar(page)
    bar.say("Made a copy", lambda: None)
    assert not any(bar.geometry().intersects(each.geometry()) for each in (text, warning))
    assert bar.geometry().bottom() > 370  # over what is only to be read
    text.setGeometry(0, 0, 900, 340)
    warning.setGeometry(0, 345, 900, 40)
    bar.say("Made a copy", lambda: None)
    assert not bar.geometry().intersects(warning.geometry())


def test_the_passing_bar_covers_no_words_where_there_is_room_beside_them(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(900, 400)
    rows = [Label(f"Elena Ruiz of Puebla answered, line {at}", parent=page) for at in range(9)]
    for at, row in enumerate(rows):
        row.setGeometry(20, 40 * at, 860, 40)  # wider than its words
    page.show()
    bar = PassingBar(page)
    bar.say("Filed 6 answers", lambda: None)
    words = [row.geometry().adjusted(0, 0, row.sizeHint().width() - row.width(), 0) for row in rows]
    assert not any(bar.geometry().intersects(each) for each in words)
    assert bar.geometry().bottom() > 370


def test_a_look_under_the_passing_bar_is_quick_on_a_page_of_thousands(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    area = QScrollArea(page)
    area.setGeometry(0, 0, 600, 400)
    inside = QWidget()
    inside.resize(580, 30 * 2000)
    for at in range(2000):
        QPushButton("Answer", inside).setGeometry(10, 30 * at, 80, 28)
    area.setWidget(inside)
    page.show()
    bar = PassingBar(page)
    bar.say("Filed 6 answers", lambda: None)
    begun = perf_counter()
    for _ in range(10):
        bar._give_way()
    assert (perf_counter() - begun) / 10 < 0.05


def test_what_is_scrolled_out_of_sight_does_not_move_the_passing_bar(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    area = QScrollArea(page)
    area.setGeometry(0, 0, 600, 300)
    inside = QWidget()
    inside.resize(500, 800)
    QPushButton("Save", inside).setGeometry(0, 340, 500, 60)
    area.setWidget(inside)
    page.show()
    bar = PassingBar(page)
    bar.say("3 contacts moved to Trash", lambda: None)
    assert bar.geometry().bottom() > 370
