"""What the meeting is for: a project of the book, or none in particular."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from partnerdesk.desk import projects
from partnerdesk.desk.book import Book
from partnerdesk.qt.form import FormField
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import set_tip
from partnerdesk.qt.widgets.calm import Calm

Titles = tuple[tuple[int, str], ...]

_LETTERS = 14


def titles(book: Book) -> Titles:
    """Return the projects that are not in Trash, as keys and titles; runs on the worker."""
    return tuple((each.id, each.title) for each in projects.listed(book) if each.trashed_at is None)


class _Cut(QComboBox):
    """A combo box in which a long title ends in an ellipsis."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room - 4)
        option.currentText = text
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class ProjectField(FormField):
    """The field; not to be seen while the book has no project.

    Signals:
        chosen(): the reader has chosen another one.

    """

    chosen = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        box = _Cut()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        super().__init__("For the project", box, parent=parent)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Calm(box).keep(box)
        self._box, self._runner = box, runner
        self._titles: Titles = ()
        self._wanted: int | None = None  # chosen before the projects were read
        box.currentIndexChanged.connect(lambda _row: set_tip(box, box.currentText()))
        box.activated.connect(self._take)
        self._show(())
        self.reload()

    @property
    def titles(self) -> Titles:
        """The projects there are: keys and titles."""
        return self._titles

    @property
    def project_id(self) -> int | None:
        """The project that is chosen; None if none is."""
        key = self._box.currentData()
        return int(key) if key else None

    @property
    def project_title(self) -> str:
        """Its title; empty if none is chosen."""
        return dict(self._titles).get(self.project_id or 0, "")

    def choose(self, project_id: int | None) -> None:
        """Choose a project, without telling anyone; as soon as it is read, if it is not yet."""
        row = self._box.findData(project_id or 0)
        self._wanted = project_id if row < 0 else None
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(max(row, 0))

    def _take(self, _row: int) -> None:
        self._wanted = None
        self.chosen.emit()

    def reload(self) -> None:
        """Read the projects anew; the one that is chosen stays so."""
        self._runner.ask(titles, self._show, context=self)

    def _show(self, found: Sequence[tuple[int, str]]) -> None:
        self.setVisible(bool(found))
        if tuple(found) == self._titles and self._box.count():
            return
        before = self.project_id
        wanted = self._wanted or before
        self._titles = tuple(found)
        with QSignalBlocker(self._box):
            self._box.clear()
            self._box.addItem("None", 0)
            for key, title in found:
                self._box.addItem(title, key)
        self.choose(wanted)
        self._wanted = None
        if self.project_id != before:
            self.chosen.emit()
