"""Dates and times typed as a whole over what is selected, where Qt would take them section by section."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QSignalBlocker, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QTimeEdit

from partnerdesk.core.typed import typed_date, typed_time
from partnerdesk.errors import BadInput

_ENDS = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
_CLEARS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_LEAVES = (QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class TypedWhole(QObject):
    """Lets a field be written over as a whole: select all, type ``20:15`` or ``8 Mar 2027``, and go on.

    Qt gives what is typed to the section that it thinks is meant and drops the rest without a word. While
    the user writes, the text is theirs; it is read when they leave the field or press Enter. What cannot be
    read is told, and the field shows what it held before.

    Signals:
        refused(str): what was typed is no date or time; the sentence that says so.

    Args:
        edit: a date or a time field.

    """

    refused = Signal(str)

    def __init__(self, edit: QDateEdit | QTimeEdit) -> None:
        super().__init__(edit)
        self._edit: QDateTimeEdit = edit
        self._take: Callable[[str], None] = _date_of(edit) if isinstance(edit, QDateEdit) else _time_of(edit)
        self._validator = edit.lineEdit().validator()
        self._blocked: QSignalBlocker | None = None
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take what is typed over a selected whole; read it when the field is left."""
        if watched is not self._edit:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() in _LEAVES:
            self._read()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        line = self._edit.lineEdit()
        if self._blocked is None:
            whole = line.hasSelectedText() and line.selectedText() == line.text()
            if not whole or not (_writes(event) or event.key() in _CLEARS):
                return False
            # Qt's field must not hear of it: it would put what is half written into its sections.
            self._blocked = QSignalBlocker(line)
            line.setValidator(None)  # type: ignore[arg-type]  # Qt takes none; its stubs do not say so
            line.clear()
        if event.key() == Qt.Key.Key_Escape:
            self._end()
            return True
        if event.key() in _ENDS:
            self._read()
            # Tab leads out of the field, not through its sections: they have been said.
            last = event.key() == Qt.Key.Key_Tab
            self._edit.setCurrentSectionIndex(self._edit.sectionCount() - 1 if last else 0)
            return False
        line.event(event)
        return True

    def _read(self) -> None:
        if self._blocked is None:
            return
        text = self._edit.lineEdit().text().strip()
        self._end()
        if not text:
            return
        try:
            self._take(text)
        except BadInput as error:
            self.refused.emit(str(error))

    def _end(self) -> None:
        """Give the field back to Qt, with what it held."""
        if self._blocked is not None:
            self._blocked.unblock()
            self._blocked = None
        self._edit.lineEdit().setValidator(self._validator)
        self._edit.setDateTime(self._edit.dateTime())


def _writes(event: QKeyEvent) -> bool:
    text = event.text()
    return (bool(text) and text.isprintable()) or event.matches(QKeySequence.StandardKey.Paste)


def _time_of(edit: QTimeEdit) -> Callable[[str], None]:
    def take(text: str) -> None:
        said = typed_time(text)
        edit.setTime(QTime(said.hour, said.minute))

    return take


def _date_of(edit: QDateEdit) -> Callable[[str], None]:
    def take(text: str) -> None:
        shown = edit.date()
        said = typed_date(text, date(shown.year(), shown.month(), shown.day()))
        wanted, first, last = QDate(said.year, said.month, said.day), edit.minimumDate(), edit.maximumDate()
        if not first <= wanted <= last:
            raise BadInput(
                f"{said.day} {said:%B} {said.year} is too {'early' if wanted < first else 'late'}.",
                f"Dates here go from {first.year()} to {last.year()}.",
                "date",
            )
        edit.setDate(wanted)

    return take
