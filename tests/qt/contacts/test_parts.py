"""List and card share the width: by rule, until the reader says otherwise."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.qt import theme
from partnerdesk.qt.contacts.parts import Parts


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def parts(around: QWidget) -> Parts:
    made = Parts(around)
    QWidget(made)
    QWidget(made)
    around.show()
    return made


def _card(parts: Parts, width: int) -> int:
    parts.resize(width, 400)
    return parts.sizes()[1]


def test_card_has_its_share(parts: Parts) -> None:
    letters = theme.column_width(1)
    middling = 150 * letters
    assert abs(_card(parts, middling) - 0.38 * middling) <= 2  # the line between them is a pixel wide


def test_card_of_a_narrow_window_has_room_for_an_address(parts: Parts) -> None:
    letters = theme.column_width(1)
    assert abs(_card(parts, 120 * letters) - 52 * letters) <= 2
    assert abs(_card(parts, 100 * letters) - 45 * letters) <= 2  # and never more than the list


def test_card_of_a_wide_window_stays_readable(parts: Parts) -> None:
    letters = theme.column_width(1)
    assert abs(_card(parts, 300 * letters) - 60 * letters) <= 2


def test_line_stays_where_the_reader_has_moved_it(parts: Parts) -> None:
    parts.resize(1000, 400)
    parts.moveSplitter(500, 1)
    parts.resize(1100, 400)
    assert parts.sizes()[0] < 600
