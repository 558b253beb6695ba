"""The system's choosers, as far as they are Qt's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from partnerdesk.qt.outside import ask_save, proposed


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QWidget]:
    ours = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    before = QCoreApplication.testAttribute(ours)
    QCoreApplication.setAttribute(ours, True)
    made = QWidget()
    qtbot.addWidget(made)
    yield made
    QCoreApplication.setAttribute(ours, before)


def dialog(parent: QWidget) -> QFileDialog:
    (found,) = parent.findChildren(QFileDialog)
    return found


def test_a_file_is_saved_under_the_name_that_is_proposed(parent: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    ask_save(parent, tmp_path / "Contacts.pdf", "PDF (*.pdf)", chosen.append)
    shown = dialog(parent)
    assert Path(shown.selectedFiles()[0]) == tmp_path / "Contacts.pdf"
    shown.accept()
    assert chosen == [tmp_path / "Contacts.pdf"]


def test_the_ending_is_added_where_none_is_typed(parent: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    ask_save(parent, tmp_path / "Contacts.pdf", "PDF (*.pdf)", chosen.append)
    shown = dialog(parent)
    shown.selectFile("Mine")
    shown.accept()
    assert chosen == [tmp_path / "Mine.pdf"]


def test_a_name_is_proposed_that_is_free(tmp_path: Path) -> None:
    (tmp_path / "Contacts.pdf").touch()

    def name(taken: object) -> str:
        return "Contacts (2).pdf" if taken == {"contacts.pdf"} else "Contacts.pdf"

    assert proposed(str(tmp_path), name) == tmp_path / "Contacts (2).pdf"
    assert proposed(str(tmp_path / "gone"), name).parent != tmp_path / "gone"
