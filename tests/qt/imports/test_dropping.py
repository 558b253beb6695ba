"""Files dropped on the window: anywhere they come in, on a card or a line they are filed as before."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.desk import contacts, listing
from partnerdesk.desk.book import Book, open_book
from partnerdesk.qt import theme
from partnerdesk.qt.filedrop import DropHint
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline
from tests.qt.imports.conftest import Write

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
LETTER = (
    "From: Elena Ruiz <elena@normal.example>\nSubject: Yes\nDate: Mon, 1 Mar 2027 10:00:00 +0000\n\nYes.\n"
)


@pytest.fixture
def frame(qtbot: QtBot, qapp: QApplication, book: Book, elena: int, tmp_path: Path) -> Iterator[Frame]:
    theme.install(qapp)
    path = book.path
    book.close()
    window = Window(Settings(tmp_path / "s.ini"), Inline())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    made = window.show_book(open_book(path, clock=book.now))
    made.show_page("contacts")
    QCoreApplication.processEvents()
    yield made
    window.close()


def dragged(files: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    data.setText("\n".join(map(str, files)))  # as file managers do
    return data


class Drag:
    """Files on their way over the window, as the system tells of them."""

    def __init__(self, frame: Frame, files: Sequence[Path]) -> None:
        self._frame, self._data = frame, dragged(files)
        self._entered = False

    def over(self, part: QWidget) -> bool:
        spot = self._spot(part)
        handle = self._frame.window().windowHandle()
        if not self._entered:
            enter = QDragEnterEvent(spot, COPY, self._data, LEFT, NONE)
            QCoreApplication.sendEvent(handle, enter)
            self._entered = True
        move = QDragMoveEvent(spot, COPY, self._data, LEFT, NONE)
        QCoreApplication.sendEvent(handle, move)
        return move.isAccepted()

    def drop(self, part: QWidget) -> None:
        self.over(part)
        spot = QPointF(self._spot(part))
        event = QDropEvent(spot, COPY, self._data, LEFT, NONE)
        QCoreApplication.sendEvent(self._frame.window().windowHandle(), event)

    def leave(self) -> None:
        QCoreApplication.sendEvent(self._frame.window().windowHandle(), QDragLeaveEvent())

    def _spot(self, part: QWidget) -> QPoint:
        return part.mapTo(self._frame.window(), part.rect().center())


def hint(frame: Frame) -> DropHint:
    (found,) = frame.window().findChildren(DropHint)
    return found


@pytest.mark.parametrize(
    "part",
    [
        lambda frame: frame.contacts.list,
        lambda frame: frame.contacts.search,  # a field would take the file's name for text
        lambda frame: frame.navigation,
        lambda frame: frame.contacts.panel,
    ],
    ids=["list", "search", "pages", "card"],
)
def test_a_table_dropped_anywhere_is_looked_at(
    frame: Frame, people: Path, part: Callable[[Frame], QWidget]
) -> None:
    drag = Drag(frame, [people])
    assert drag.over(part(frame))
    assert hint(frame).isVisible()
    assert hint(frame).accessibleName() == "Drop the file to bring people in"
    drag.drop(part(frame))
    assert not hint(frame).isVisible()
    assert frame.page is frame.imports
    assert frame.imports.model.rowCount() == 5
    assert frame.contacts.search.text() == ""


def test_several_files_are_looked_at_together(frame: Frame, people: Path, write: Write) -> None:
    drag = Drag(frame, [people, write("letter.eml", LETTER)])
    drag.drop(frame.contacts.panel.card)
    assert frame.page is frame.imports
    assert len(frame.imports.files) == 2


def test_files_that_are_left_with_esc_are_said_to_wait_and_shown_again(
    frame: Frame, people: Path, write: Write
) -> None:
    drag = Drag(frame, [people, write("letter.eml", LETTER)])
    drag.drop(frame.contacts.panel.card)
    frame.imports.step_back()
    assert frame.page is frame.contacts
    assert frame.bar.text == "2 files still wait to come in"
    again = next(each for each in frame.bar.findChildren(QPushButton) if each.text() == "Show them again")
    again.click()
    assert frame.page is frame.imports
    frame.bar.say("something else")
    frame.imports.cancel_all()  # whose word says that nothing is to come in
    assert frame.page is frame.contacts
    assert frame.bar.text == "something else"


def test_a_drag_that_goes_elsewhere_leaves_no_hint(frame: Frame, people: Path) -> None:
    drag = Drag(frame, [people])
    drag.over(frame.contacts.list)
    drag.leave()
    assert not hint(frame).isVisible()
    assert frame.page is frame.contacts


def test_a_letter_on_a_card_is_filed_there_and_looked_at_elsewhere(
    frame: Frame, write: Write, elena: int
) -> None:
    letter = write("yes.eml", LETTER)
    card = frame.contacts.panel.card
    drag = Drag(frame, [letter])
    drag.over(frame.contacts.list)
    assert hint(frame).isVisible()
    drag.drop(card)
    assert not hint(frame).isVisible()
    assert frame.page is frame.today
    found: list[str] = []
    frame.runner.ask(
        lambda book: [each.text for each in contacts.card(book, elena).entries], found.extend, context=frame
    )
    assert any("Yes" in each for each in found)
    frame.show_page("contacts")
    drag = Drag(frame, [letter])
    drag.over(card)
    drag.drop(frame.contacts.list)
    assert frame.page is frame.imports
    assert "Elena Ruiz" in frame.imports.model.sentence(frame.imports.model.row_at(0))


def test_letters_dropped_on_today_are_filed(frame: Frame, write: Write, people: Path, elena: int) -> None:
    frame.show_page("today")
    later = LETTER.replace("Subject: Yes", "Subject: And more")
    letters = [write("yes.eml", LETTER), write("more.eml", later)]
    drag = Drag(frame, letters)
    assert drag.over(frame.today)
    assert hint(frame).accessibleName() == "Drop 2 letters to file them"
    drag.drop(frame.today)
    assert frame.page is frame.today
    assert frame.bar.text == "Filed 2 answers"
    Drag(frame, [*letters, people]).drop(frame.today)  # not only letters: people come in
    assert frame.page is frame.imports


def test_contacts_dragged_inside_the_window_are_no_files(frame: Frame) -> None:
    data = QMimeData()
    data.setText("Elena")
    spot = frame.contacts.list.mapTo(frame.window(), QPoint(20, 20))
    event = QDragEnterEvent(spot, COPY, data, LEFT, NONE)
    QCoreApplication.sendEvent(frame.window().windowHandle(), event)
    assert not hint(frame).isVisible()
    ids: list[int] = []
    frame.runner.ask(lambda book: list(listing.find(book)), ids.extend, context=frame)
    assert len(ids) == 1
