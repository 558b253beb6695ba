"""A contact's history: the newest lines at first, older ones as they are asked for."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnerdesk.qt.contacts.history import History
from partnerdesk.qt.widgets import Label, LinkButton

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def history(qtbot: QtBot) -> History:
    made = History()
    qtbot.addWidget(made)
    made.resize(400, 600)
    entries = [(NOW - timedelta(days=5 * day), f"Line {day}") for day in range(100)]
    made.show_entries(entries, NOW, UTC)
    made.show()
    return made


def told(history: History) -> list[str]:
    labels = [each for each in history.findChildren(Label) if each.isVisibleTo(history)]
    return [each.text() for each in labels if each.text().startswith("Line ")]


def more(history: History) -> list[LinkButton]:
    return [each for each in history.findChildren(LinkButton) if each.isVisibleTo(history)]


def test_older_lines_come_in_portions_the_focus_stays_with_the_link(history: History, qtbot: QtBot) -> None:
    assert told(history) == [f"Line {day}" for day in range(20)]
    for shown, words in ((60, "Show 40 of 80 older"), (100, "Show 40 older")):
        (link,) = more(history)
        assert link.text() == words
        link.setFocus()
        qtbot.keyClick(link, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda shown=shown: len(told(history)) == shown)
        (focused,) = more(history) or [history.edit]
        assert history.focusWidget() is focused
    assert told(history) == [f"Line {day}" for day in range(100)]
    assert more(history) == []


def test_lines_stand_in_a_column_however_long_their_days_are(history: History) -> None:
    QApplication.processEvents()
    lines = [each for each in history.findChildren(Label) if each.text().startswith("Line ")]
    assert len({each.mapTo(history, each.rect().topLeft()).x() for each in lines}) == 1


def test_as_many_stay_shown_when_a_line_is_added_and_a_few_for_another_contact(history: History) -> None:
    (link,) = more(history)
    link.click()
    QApplication.processEvents()
    entries = [(NOW, "Line new"), *[(NOW - timedelta(days=day + 1), f"Line {day}") for day in range(99)]]
    history.show_entries(entries, NOW, UTC, anew=False)
    QApplication.processEvents()
    assert len(told(history)) == 60
    history.show_entries(entries, NOW, UTC)
    QApplication.processEvents()
    assert len(told(history)) == 20
    history.show_entries([], NOW, UTC)
    assert told(history) == []
