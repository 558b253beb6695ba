"""The letter's text: as plain as mail is, the times tinted, what is missing marked, as high as it needs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets.whole_text import whole_text

_LINE = 130.0  # per cent of the font's own height
_GAP = re.compile("‹[^‹›\n]+›")
_LEAST_LINES = 6
_SET_IN = "    "  # as drafting writes the times


class Body(QTextEdit):
    """An editor for plain text that grows with it: the page scrolls, not the letter.

    ``edited()`` is emitted when the user has changed the text, ``cursorAt(QRectF)`` where the cursor is, so
    that the page can keep it in view.
    """

    edited = Signal()
    cursorAt = Signal(QRectF)  # noqa: N815 - Qt's manner

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: frozenset[str] = frozenset()
        self._settled = True
        self.setObjectName("letterBody")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStyleSheet(
            "QTextEdit, QTextEdit:focus { border: none; padding: 0; background: transparent; }"
        )
        self.setAccessibleName("Letter")
        self.document().setDocumentMargin(0)
        self.setViewportMargins(0, 0, 0, 0)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._moved)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())

    def show_text(self, text: str, times: Collection[str]) -> None:
        """Show a text, without telling anyone; ``times``: the lines that give the proposed times."""
        self._lines = frozenset(line.strip() for line in times)
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)
        self._dress()

    def toPlainText(self) -> str:  # noqa: N802 - Qt's name
        """Return the text with its no-break spaces."""
        return whole_text(self.document())

    def set_settled(self, *, settled: bool) -> None:
        """Say whether the times in the text are those that are asked for; where not, they are struck out."""
        if settled != self._settled:
            self._settled = settled
            self.setAccessibleDescription("" if settled else "Its times are those of before.")
            self._mark()
            self.viewport().update()

    def select(self, start: int, end: int) -> None:
        """Select the text from one of its characters up to another; Qt counts some of them twice."""
        text = self.toPlainText()
        first, last = (_units(text[:each]) for each in (start, end))
        cursor = self.textCursor()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        """Return the height of the whole text at the present width."""
        least = _LEAST_LINES * self.fontMetrics().height()
        return QSize(400, max(round(self.document().size().height()), least) + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same height: nothing is scrolled away inside."""
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Ask for another height where lines break elsewhere."""
        super().resizeEvent(event)
        self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Mark what is missing in the new scheme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw a tinted panel under the times, then the text."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours(self.palette()).tint)
        for area in self._panels() if self._settled else ():
            painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        painter.end()
        super().paintEvent(event)

    def _panels(self) -> list[QRectF]:
        """Return the areas of the times; paragraphs of them that follow each other share one."""
        if not self._lines:
            return []
        blocks: list[tuple[bool, QTextBlock]] = []
        block = self.document().begin()
        while block.isValid():
            text = block.text()
            # what is set in under a time belongs to it, such as its length
            goes_on = bool(blocks) and blocks[-1][0] and (not text.strip() or text.startswith(_SET_IN))
            blocks.append((text.strip() in self._lines or goes_on, block))
            block = block.next()
        layout = self.document().documentLayout()
        areas = []
        for timed, group in groupby(blocks, key=lambda each: each[0]):
            run = [block for _, block in group]
            while run and not run[-1].text().strip():
                run.pop()
            if timed and run:
                first, last = (layout.blockBoundingRect(each) for each in (run[0], run[-1]))
                area = QRectF(0, first.top(), self.viewport().width(), last.bottom() - first.top())
                areas.append(area.adjusted(0, -5, 0, 5))
        return areas

    def _dress(self) -> None:
        """Give all paragraphs the letter's line height; what is typed later takes it over."""
        form = QTextBlockFormat()
        form.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        with QSignalBlocker(self):
            self.document().setUndoRedoEnabled(False)
            cursor.mergeBlockFormat(form)
            self._set_in()
            self.document().setUndoRedoEnabled(True)
        self._mark()
        self.updateGeometry()
        self.viewport().update()

    def _set_in(self) -> None:
        """Let the second line of a time begin under its first, and both end before their panel does."""
        indent = self.fontMetrics().horizontalAdvance(_SET_IN)
        block = self.document().begin()
        while block.isValid():
            timed = block.text().startswith(_SET_IN) and block.text().strip() in self._lines
            form = QTextBlockFormat()
            before, after = (indent, theme.GRID) if timed else (0, 0)
            if block.textDirection() is Qt.LayoutDirection.RightToLeft:
                before, after = after, before
            form.setLeftMargin(before)
            form.setRightMargin(after)
            form.setTextIndent(-indent if timed else 0)
            QTextCursor(block).mergeBlockFormat(form)
            block = block.next()

    def _mark(self) -> None:
        """Mark what is missing, and strike out times that are not asked for any more."""
        self.setExtraSelections([*self._gaps(), *(() if self._settled else self._struck())])

    def _struck(self) -> Iterator[QTextEdit.ExtraSelection]:
        form = QTextCharFormat()
        form.setForeground(colours(self.palette()).muted)
        form.setFontStrikeOut(True)
        block = self.document().begin()
        while block.isValid():
            if block.text().strip() in self._lines:
                mark = QTextEdit.ExtraSelection()
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                mark.cursor = cursor
                mark.format = form
                yield mark
            block = block.next()

    def _gaps(self) -> list[QTextEdit.ExtraSelection]:
        c = colours(self.palette())
        form = QTextCharFormat()
        form.setBackground(c.caution)
        form.setForeground(QColor(c.warning))
        form.setFontWeight(QFont.Weight.Bold)
        marks = []
        for found in _GAP.finditer(self.toPlainText()):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(self.toPlainText()[: found.start()]))
            cursor.setPosition(_units(self.toPlainText()[: found.end()]), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format = form
            marks.append(mark)
        return marks

    def _changed(self) -> None:
        self._mark()
        self.viewport().update()
        self.edited.emit()

    def _moved(self) -> None:
        if self.hasFocus():
            self.cursorAt.emit(QRectF(self.cursorRect()))


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it, in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
