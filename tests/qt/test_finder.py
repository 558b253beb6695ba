"""The field that finds a contact: what it shows, and what it looks for."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.finder import Finder
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets.isolates import isolated, plain

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def karim(book: Book) -> int:
    return contacts.add(
        book, name="كريم نجيب", organisation="مدرسة العلوم", place=locate("Alexandria", "EG")
    ).made[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Elena Ruiz — Normal, Puebla", "Elena Ruiz — Normal, Puebla"),
        ("كريم نجيب — مدرسة العلوم, Alexandria", "⁨كريم نجيب⁩ — ⁨مدرسة العلوم⁩, Alexandria"),
        ("דנה כהן-לוי, Haifa", "⁨דנה כהן-לוי⁩, Haifa"),
        ("Ana (أنا)", "Ana (⁨أنا⁩)"),
    ],
)
def test_what_reads_from_the_right_is_kept_apart(text: str, shown: str) -> None:
    assert isolated(text) == shown
    assert plain(shown) == text


def test_an_arabic_line_reads_from_the_left_as_the_others_do(
    qtbot: QtBot, runner: Runner, karim: int
) -> None:
    finder = Finder(runner)
    qtbot.addWidget(finder)
    finder.resize(500, 32)
    with qtbot.waitExposed(finder):
        finder.show()
    finder.setFocus()
    qtbot.keyClicks(finder, "alexandria")
    qtbot.keyClick(finder._popup, Qt.Key.Key_Down)
    assert plain(finder.text()) == "كريم نجيب — مدرسة العلوم, Alexandria"
    finder.setCursorPosition(0)
    left = finder.cursorRect().left()
    finder.setCursorPosition(len(finder.text()))
    assert left < finder.cursorRect().left()  # it begins at the left
    with qtbot.waitSignal(finder.found) as found:
        qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert found.args == [karim]


def test_what_was_pointed_at_is_found_again_when_it_is_written_on(
    qtbot: QtBot, runner: Runner, karim: int
) -> None:
    finder = Finder(runner)
    qtbot.addWidget(finder)
    finder.setText(isolated("كريم نجيب"))
    qtbot.keyClick(finder, Qt.Key.Key_Space)
    with qtbot.waitSignal(finder.found) as found:
        qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert found.args == [karim]
