"""The column at the side says when something was saved, and that something goes on which takes long."""

import pytest
from PySide6.QtWidgets import QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.qt.side import Side
from partnerdesk.qt.widgets import Label, UnderWay


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def side(around: QWidget) -> Side:
    made = Side(QWidget(), QWidget(), around)
    around.show()
    return made


def said(side: Side) -> str:
    return side.findChildren(Label)[-1].text()


def test_what_takes_long_is_said_until_it_is_over(side: Side, qtbot: QtBot) -> None:
    bar = side.findChild(QProgressBar)
    side.say_saved("Saved 14:02")
    height = side.sizeHint().height()
    side.say_busy(on=True)
    assert bar.isHidden()  # most of it is over at once
    qtbot.waitUntil(lambda: not bar.isHidden())
    assert said(side) == "Working…"
    side.say_saved("Saved 14:03")
    assert said(side) == "Working…"
    side.say_busy(on=False)
    assert bar.isHidden()
    assert said(side) == "Saved 14:03"
    assert side.sizeHint().height() == height


def test_what_a_page_shows_itself_is_not_said_twice(around: QWidget, side: Side, qtbot: QtBot) -> None:
    shown = UnderWay("Writing…", parent=around)
    shown.show()
    side.say_busy(on=True)
    with qtbot.waitSignal(side._patience.timeout):
        pass
    bar = side.findChild(QProgressBar)
    assert bar.isHidden()
    shown.hide()  # as of a page that one has left
    qtbot.waitUntil(lambda: not bar.isHidden())


def test_what_is_over_soon_is_not_said(side: Side) -> None:
    side.say_saved("Saved 14:02")
    side.say_busy(on=True)
    side.say_busy(on=False)
    assert not side._patience.isActive()
    assert said(side) == "Saved 14:02"
