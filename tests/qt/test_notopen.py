"""A book that cannot be opened: every kind has its words and its way out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from partnerdesk.desk.book import open_book
from partnerdesk.errors import (
    BookError,
    DamagedBook,
    LockedBook,
    NewerBook,
    NotABook,
    NotFound,
    PartnerDeskError,
)
from partnerdesk.qt.notopen import NotOpenPage


def shown(qtbot: QtBot, path: Path, error: PartnerDeskError) -> NotOpenPage:
    page = NotOpenPage(path, error)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def texts(page: NotOpenPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (LockedBook("x is in use.", "Try again in a moment."), True),
        (NotFound("There is no book at x.", "Check the name."), True),
        (DamagedBook("x is damaged.", "Open a backup."), False),
        (NotABook("x is a letter.", "Choose another file."), False),
        (NewerBook("x is newer.", "Update the program."), False),
        (BookError("x cannot be used.", "Check the disk."), False),
    ],
)
def test_each_trouble_says_what_and_what_to_do(
    qtbot: QtBot, tmp_path: Path, error: PartnerDeskError, again: bool
) -> None:
    page = shown(qtbot, tmp_path / "b.partnerdesk", error)
    assert error.message in texts(page)
    assert error.hint in texts(page)
    assert page.again.isVisible() == again
    with qtbot.waitSignal(page.tryAgain if again else page.openOther):
        page.main_action()
    page.new.setFocus()
    with qtbot.waitSignal(page.makeNew):
        qtbot.keyClick(page.new, Qt.Key.Key_Return)
    page.other.setFocus()
    with qtbot.waitSignal(page.openOther):
        qtbot.keyClick(page.other, Qt.Key.Key_Return)


def test_a_real_file_that_is_no_book_is_told_by_its_name(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "<i>holiday photos.txt"
    path.write_text("just a note\n" * 100)
    with pytest.raises(NotABook) as caught:
        open_book(path)
    page = shown(qtbot, path, caught.value)
    assert "“<i>holiday photos.txt” is not a PartnerDesk book." in texts(page)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in page.findChildren(QLabel))


def test_the_likeliest_way_out_has_the_focus_and_the_shortcut(qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(qtbot, tmp_path / "b", LockedBook("b is in use.", "Try again in a moment."))
    page.focus_main()
    assert page.again.hasFocus()
    page.other.setFocus()
    with qtbot.waitSignal(page.tryAgain):
        qtbot.keyClick(page.other, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
