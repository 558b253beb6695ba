"""List and card share the width: by rule, until the reader says otherwise."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

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


@pytest.mark.parametrize(("width", "card"), [(700, 300), (1000, 355), (1600, 420)])
def test_card_has_its_share(parts: Parts, width: int, card: int) -> None:
    parts.resize(width, 400)
    # The line between them is a pixel wide.
    assert parts.sizes() == [width - card - 1, card] or parts.sizes() == [width - card, card - 1]


def test_line_stays_where_the_reader_has_moved_it(parts: Parts) -> None:
    parts.resize(1000, 400)
    parts.moveSplitter(500, 1)
    parts.resize(1100, 400)
    assert parts.sizes()[0] < 600
