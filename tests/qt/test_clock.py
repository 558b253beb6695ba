"""One clock for all that a page tells of home: home's own, whatever this computer's says."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts, home
from partnerdesk.desk.book import Book, Changes, new_book
from partnerdesk.desk.places import locate
from partnerdesk.qt.drafts.kept import how_words
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.worker import Inline

SLOT = Slot.parse("2027-03-16 10:00 America/Mexico_City")


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer whose clock is Kolkata's."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of this system cannot be set for a test")
    monkeypatch.setitem(os.environ, "TZ", "Asia/Kolkata")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def frame(computer: None, book: Book, qtbot: QtBot, tmp_path: Path) -> Frame:
    made = Frame(Runner(book, Inline()), Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_saved_is_told_by_home_s_clock_everywhere(frame: Frame, book: Book) -> None:
    frame.go("details")
    frame.details.role.edit.setText("Teacher")
    frame.details.role.leave()
    said = {label.text() for label in frame.findChildren(QLabel) if label.text().startswith("Saved")}
    assert said == {"Saved 10:00"}


def test_so_is_the_day_of_a_letter(frame: Frame, book: Book) -> None:
    elena = contacts.add(book, name="Elena Ruiz", place=locate(city="Puebla", country="MX")).made[0]
    (letter,) = drafts.prepare(book, [elena], template="first-proposal", slots=[SLOT])
    book._clock = lambda: datetime(2027, 3, 2, 3, 30, tzinfo=UTC)  # in Detroit it is still the day before
    drafts.keep(book, letter)
    frame.go("drafts")
    (line,) = frame.drafts.kept.list._model.rows
    assert how_words(line) == "not gone out yet, 1 March 2027"
    home.edit(book, place=locate(city="Kolkata", country="IN"))
    frame._changed(Changes("", touched=frozenset({("home", 1)})))
    (line,) = frame.drafts.kept.list._model.rows
    assert how_words(line) == "not gone out yet, 2 March 2027"


def test_where_no_home_is_said_it_is_this_computer_s(computer: None, qapp: object, tmp_path: Path) -> None:
    with new_book(tmp_path / "b.partnerdesk", clock=lambda: datetime(2027, 3, 1, 15, 0, tzinfo=UTC)) as book:
        runner = Runner(book, Inline())
        assert f"{runner.here():%H:%M}" == "20:30"
        runner.live_in("America/Detroit")
        assert f"{runner.here():%H:%M}" == "10:00"
