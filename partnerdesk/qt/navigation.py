"""The pages of the window, at the top of the left column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.contacts.dragged import dragged
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets.button import pressed_by_return

_SIDE = 10
_PROJECTS = "projects"  # the page that contacts can be dropped on


class _Entry(QAbstractButton):
    """One page: its name, and how many things wait there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._count = 0
        self._tell()

    def set_count(self, count: int) -> None:
        """Show how many things wait there; none is not shown."""
        self._count = count
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._count}" if self._count else self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Return presses it too."""
        if not pressed_by_return(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = QFontMetrics(theme.font(bold=True))
        return QSize(
            metrics.horizontalAdvance(self.text()) + 6 * theme.GRID, max(theme.ROW, metrics.height() + 12)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.selected)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(c.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS - 1, theme.RADIUS - 1)
        inner = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(bold=self.isChecked()))
        painter.setPen(c.text)
        # AlignLeft means the side where reading begins.
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | middle), self.text())
        if self._count:
            painter.setFont(theme.font(bold=True))
            painter.setPen(c.accent)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | middle), f"{self._count:,}")


class Navigation(QWidget):
    """The list of pages.

    Signals:
        chosen(str): another page is asked for.
        dropped(list): these contacts were dropped on the page of projects.

    Args:
        pages: pairs of a page's name and what the reader sees.
    """

    chosen = Signal(str)
    dropped = Signal(list)

    def __init__(self, pages: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pages")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self.setAcceptDrops(True)
        self._group = QButtonGroup(self)
        self._entries: dict[str, _Entry] = {}
        for name, text in pages:
            entry = _Entry(text)
            entry.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            self._group.addButton(entry)
            self._entries[name] = entry
            column.addWidget(entry)

    def show_chosen(self, name: str) -> None:
        """Mark the page that is shown; Tab goes to it only, the arrow keys to the others."""
        for other, entry in self._entries.items():
            entry.setChecked(other == name)
            entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == name else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._entries[name])

    def set_count(self, name: str, count: int) -> None:
        """Show how many things wait on a page."""
        self._entries[name].set_count(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and Down go to the page before and after."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        names = list(self._entries)
        shown = next((i for i, name in enumerate(names) if self._entries[name].isChecked()), 0)
        if not step or not 0 <= shown + step < len(names):
            super().keyPressEvent(event)
            return
        self.chosen.emit(names[shown + step])
        self._entries[names[shown + step]].setFocus(Qt.FocusReason.TabFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Let contacts in: they may be dropped on a project."""
        if dragged(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Show the page of projects under what is dragged over its name."""
        if self._on_projects(event):
            event.acceptProposedAction()
            if not self._entries[_PROJECTS].isChecked():
                self.chosen.emit(_PROJECTS)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take contacts that are dropped on the page of projects."""
        if self._on_projects(event):
            event.acceptProposedAction()
            self.dropped.emit(dragged(event.mimeData()))

    def _on_projects(self, event: QDropEvent) -> bool:
        entry = self._entries.get(_PROJECTS)
        return entry is not None and entry.geometry().contains(event.position().toPoint())
