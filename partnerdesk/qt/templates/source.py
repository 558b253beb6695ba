"""The text of a template: fields in colour, wrong lines marked, fields completed as one types."""

from __future__ import annotations

import re
from collections.abc import Collection

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QTextEdit, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.letter.marks import paint_mark
from partnerdesk.qt.templates.fields import CURSOR, FIELDS, Field
from partnerdesk.qt.templates.highlight import Highlighter
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets.popup import dress
from partnerdesk.qt.widgets.whole_text import whole_text

_GUTTER = 3 * theme.GRID
_BEGUN = re.compile(r"\{\{\s*([\w.]*)$")
_WIDE = 56  # letters: a field's name, and how it is written
_LEAST_LINES = 8


class _Gutter(QWidget):
    """The strip before the text, with a mark at each wrong line."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._source = source
        self.setAccessibleName("Wrong lines")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        for line in self._source.wrong:
            area = self._source.line_area(line)
            if not area.isEmpty():
                paint_mark(
                    painter, QRectF(0, area.top(), self.width(), area.height()), "stop", self.palette()
                )


class Source(QPlainTextEdit):
    """A plain text editor for a letter with fields in it.

    ``edited()`` is emitted when the user has changed the text. Ctrl+Space or two braces typed offer fields.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wrong: frozenset[int] = frozenset()
        self.setObjectName("templateBody")
        self.setAccessibleName("Letter, with fields in braces")
        self.setTabChangesFocus(True)
        self.setPlaceholderText(
            "Dear {{ contact.name }},\n\nWrite as you would to one person. "
            "What is in braces is filled in for each: Ctrl+Space shows what there is."
        )
        self._highlighter = Highlighter(self.document(), self.palette())
        self._gutter = _Gutter(self)
        self._completer = QCompleter(QStringListModel([each.words for each in FIELDS], self), self)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        dress(self._completer, self._popup, "Fields")
        self._completer.activated.connect(self._take)
        self.textChanged.connect(self.edited)
        self.updateRequest.connect(lambda *_: self._gutter.update())
        self.setMinimumHeight(_LEAST_LINES * self.fontMetrics().lineSpacing() + 2 * theme.GRID)
        self._room()

    def toPlainText(self) -> str:  # noqa: N802 - Qt's name
        """Return the text with its no-break spaces."""
        return whole_text(self.document())

    def show_text(self, text: str) -> None:
        """Show a text, without telling anyone; the cursor stays on its line where it can."""
        if text == self.toPlainText():
            return
        line = self.textCursor().blockNumber()
        with QSignalBlocker(self):
            self.setPlainText(text)
        self._to(min(line, self.blockCount() - 1))

    def mark_wrong(self, lines: Collection[int]) -> None:
        """Mark these lines, counted from 1."""
        self.wrong = frozenset(lines)
        self._mark()
        self._gutter.update()

    def line_area(self, line: int) -> QRect:
        """Return where a line, counted from 1, stands; empty where there is no such line."""
        block = self.document().findBlockByNumber(line - 1)
        if not block.isValid():
            return QRect()
        area = self.blockBoundingGeometry(block).translated(self.contentOffset())
        height = self.fontMetrics().height()
        return QRect(0, round(area.top()), self.width(), max(height, 1))

    def to_line(self, line: int) -> None:
        """Lead to a line, counted from 1."""
        self._to(line - 1)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureCursorVisible()

    def insert(self, field: Field) -> None:
        """Put a field in at the cursor; what a question is about comes between its braces."""
        cursor = self.textCursor()
        before, _, after = field.text.partition(CURSOR)
        chosen = cursor.selectedText().replace("\u2029", "\n") if CURSOR in field.text else ""
        cursor.insertText(before + chosen)
        place = cursor.position()
        cursor.insertText(after)
        if after:
            cursor.setPosition(place)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Offer fields on Ctrl+Space and while a name between braces is typed."""
        if self._popup.isVisible() and event.key() in _FOR_THE_LIST:
            event.ignore()  # the list's own
            return
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        if event.key() == Qt.Key.Key_Space and event.modifiers() & control:
            self._offer("" if self._begun() is None else self._begun() or "")
            return
        super().keyPressEvent(event)
        begun = self._begun()
        if begun is not None and event.text():
            self._offer(begun)
        else:
            self._popup.hide()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Leave files that are dropped to the page: their address is no part of a letter."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Set the marks beside the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        ahead = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = inside.right() - _GUTTER + 1 if ahead else inside.left()
        self._gutter.setGeometry(left, inside.top(), _GUTTER, inside.height())
        if self.hasFocus():
            self.ensureCursorVisible()  # a message below takes room away from the line that is being written

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the scheme and the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_highlighter"):
            with QSignalBlocker(self):
                self._highlighter.colour(self.palette())
            self._mark()
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "_gutter"):
            self._room()

    def _room(self) -> None:
        ahead = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(0 if ahead else _GUTTER, 0, _GUTTER if ahead else 0, 0)

    def _mark(self) -> None:
        marks = []
        for line in self.wrong:
            block = self.document().findBlockByNumber(line - 1)
            if block.isValid():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(block)
                mark.cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                mark.format.setBackground(colours(self.palette()).alarm)
                mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
                marks.append(mark)
        self.setExtraSelections(marks)

    def _to(self, number: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self.document().findBlockByNumber(max(number, 0)).position())
        self.setTextCursor(cursor)

    def _begun(self) -> str | None:
        """Return the name that is being typed between braces; None where none is."""
        cursor = self.textCursor()
        found = _BEGUN.search(cursor.block().text()[: cursor.positionInBlock()])
        return None if found is None or self.isReadOnly() else found[1]

    def _offer(self, begun: str) -> None:
        if self.isReadOnly():
            return
        self._completer.setCompletionPrefix(begun)
        if not self._completer.completionCount():
            self._popup.hide()
            return
        self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        place = self.cursorRect().translated(self.viewport().pos())
        place.setWidth(theme.column_width(_WIDE))
        self._completer.complete(place)

    def _take(self, words: str) -> None:
        """Put the chosen field in the place of what was begun of it."""
        field = next((each for each in FIELDS if each.words == words), None)
        if field is None:
            return
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        found = _BEGUN.search(before)
        if found is not None:
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(found[0])
            )
            cursor.removeSelectedText()
            self.setTextCursor(cursor)
        self.insert(field)


_FOR_THE_LIST = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
)
