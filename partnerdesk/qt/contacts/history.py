"""What happened with a contact, the newest first, and a line to add to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.contacts.there import day_words
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Hairline, Label, LinkButton, Tone
from partnerdesk.qt.widgets.bar import is_escape
from partnerdesk.qt.widgets.passing import NEWEST

_LONG, _BEGINNING = 320, 240
"""Letters from which on an entry is folded, and those that are shown then."""
_FIRST = 20
"""Entries shown before one asks for more."""
_MORE = 40
"""Entries that come with each asking: Qt sets hundreds of wrapped lines at once for many seconds."""


class _Line(QLineEdit):
    """Esc empties the field before it means anything else."""

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the field while there is something in it."""
        if is_escape(event) and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc throws away what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class _Told(QWidget):
    """What an entry says: a long one, as a letter is, by its beginning, until all of it is asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        beginning = text[:_BEGINNING].rpartition(" ")[0] if len(text) > _LONG else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        label = Label(f"{beginning}…" if beginning else text, Size.SMALL, wrap=True, selectable=True)
        column.addWidget(label)
        if beginning:
            link = LinkButton("Show all", lambda: turn())
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

            def turn() -> None:
                whole = label.text() != text
                label.setText(text if whole else f"{beginning}…")
                link.setText("Show less" if whole else "Show all")
                link.setAccessibleName(link.text())


class History(QWidget):
    """The entries with their days, hairlines between them.

    Signals:
        noteAsked(str): a line to be added.

    """

    noteAsked = Signal(str)  # noqa: N815 - Qt's manner

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[tuple[datetime, str]] = ()
        self._shown = 0
        self._older: LinkButton | None = None
        self._now: datetime | None = None
        self._home: tzinfo | None = None
        self.edit = _Line(placeholderText="Add a line: what happened?")
        self.edit.setAccessibleName("Add a line to the history")
        self.edit.returnPressed.connect(self._ask)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(Label("History", Size.SMALL, tone=Tone.MUTED))
        column.addWidget(self.edit)
        column.addLayout(self._lines)

    def show_entries(
        self, entries: Sequence[tuple[datetime, str]], now: datetime, home: tzinfo, *, anew: bool = True
    ) -> None:
        """Show entries (aware moment and text), the newest first.

        Args:
            entries: all there are.
            now: aware; days are told from it.
            home: the zone whose days they are.
            anew: these are another contact's: what was begun in the field is not for them.

        """
        again = _FIRST if anew else max(self._shown, _FIRST)
        self._entries, self._now, self._home, self._shown = entries, now, home, 0
        if anew:
            self.edit.clear()
        while self._lines.count():
            self._take_last()
        self._show(again)

    def _show(self, number: int) -> None:
        """Show so many entries more."""
        now = self._now
        if now is None or not self._entries:
            return
        told = [
            (day_words(at.astimezone(self._home), now), text)
            for at, text in self._entries[self._shown : self._shown + number]
        ]
        days = [Label(day, Size.SMALL, tone=Tone.MUTED) for day, _ in told]
        widest = max(label.sizeHint().width() for label in days)
        # Lines come together: Qt sets all that is on the screen anew for each part that joins by itself.
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for when, (day, text) in zip(days, told, strict=True):
            if self._shown or column.count():
                column.addWidget(Hairline())
            when.setMinimumWidth(widest)  # the texts stand in a column
            line = _line(when, text, f"{day}: {text}")
            if not self._shown and column.count() == 0:
                line.setObjectName(NEWEST)
            column.addWidget(line)
        self._lines.addWidget(block)
        self._shown += len(told)
        if older := len(self._entries) - self._shown:
            self._older = LinkButton(_older_words(older), self._show_more)
            self._lines.addWidget(self._older)
        else:
            self._older = None

    def _show_more(self) -> None:
        self.edit.setFocus()  # not where Qt would put it once the link is gone
        self._take_last()
        self._show(_MORE)
        if self._older is not None:
            self._older.setFocus()

    def _take_last(self) -> None:
        item = self._lines.takeAt(self._lines.count() - 1)
        if item is not None and (widget := item.widget()):
            widget.hide()
            widget.deleteLater()

    def _ask(self) -> None:
        if text := self.edit.text().strip():
            self.noteAsked.emit(text)

    def taken(self) -> None:
        """Empty the field: the line was saved."""
        self.edit.clear()


def _older_words(older: int) -> str:
    """Say what a click brings: ``Show 12 older``; ``Show 40 of 480 older``."""
    return f"Show {_MORE} of {older:,} older" if older > _MORE else f"Show {older} older"


def _line(when: Label, text: str, spoken: str) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 7, 0, 7)
    across.setSpacing(12)
    across.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(_Told(text), 1)
    row.setAccessibleName(spoken)
    return row
