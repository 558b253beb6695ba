"""The field that finds one more contact to write to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from partnerdesk.desk import listing
from partnerdesk.desk.book import Book
from partnerdesk.qt import theme
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets.bar import is_escape
from partnerdesk.qt.widgets.isolates import isolated, plain
from partnerdesk.qt.widgets.popup import completer_with_popup
from partnerdesk.qt.worker import Task

_MOST = 8
_WIDE = 56  # letters: a name and most of a school
Found = list[tuple[str, object]]
"""What may be meant: words to read, each once, and a key."""


def find(book: Book, text: str) -> Found:
    """Return the first contacts that match, as words to read and their keys; runs on the worker."""
    if not text.strip():
        return []
    keys = list(listing.find(book, text=text)[:_MOST])
    found: Found = []
    for row in listing.rows(book, keys):
        where = ", ".join(filter(None, (row.organisation, row.city)))
        words = f"{row.name} — {where}" if where else row.name
        found.append((words if words not in dict(found) else f"{words} ({row.email or row.id})", row.id))
    return found


class Finder(QLineEdit):
    """A name completes to a contact; Return takes the one that is pointed at, else the first.

    ``found(object)`` is emitted with the key of what was found, ``missed(str)`` with the text where Return
    was pressed and nothing was.

    Args:
        runner: the way to the book.
        parent: the widget that it stands in.
        find: what to look for; contacts where nothing is said. Runs on the worker.

    """

    found = Signal(object)
    missed = Signal(str)

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None = None,
        *,
        find: Callable[[Book, str], Found] = find,
    ) -> None:
        super().__init__(parent)
        self._runner, self._find = runner, find
        self._task: Task[Found] | None = None
        self._choices: Found = []
        self._asked = ""  # the text that the choices are for
        self._eager = False  # Return was pressed before the answer came
        self.setAccessibleName("Add a contact")
        self._model = QStringListModel(self)
        self._completer, self._popup = completer_with_popup(self, self._model, "Contacts")
        self._popup.setMinimumWidth(theme.column_width(_WIDE))
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The completer writes its choice into the field after this signal: take it after that.
        self._completer.activated.connect(lambda text: QTimer.singleShot(0, self, lambda: self._take(text)))
        self.setCompleter(self._completer)
        self.textEdited.connect(self._ask)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.GRID * 20)
        self.set_first(first=True)

    def set_first(self, first: bool) -> None:
        """Say what the field is for: the first contact, or one more."""
        self.setPlaceholderText("To whom? Type a name, a school or a city" if first else "Add a contact")

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the field while there is something to clear, whatever else Esc means in the window.

        Undo is the window's where nothing typed is left to be taken back.
        """
        if is_escape(event) and self.text():
            event.accept()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            if undo or (event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Return takes the first contact found; Esc clears the field first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            if not event.modifiers():
                self._take_first()
                return
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _ask(self, text: str) -> None:
        self._eager = False
        if self._task is not None:
            self._task.drop()
        self._task = self._runner.ask(
            lambda book: self._find(book, plain(text)), lambda found: self._show(text, found), context=self
        )

    def _show(self, text: str, found: Found) -> None:
        if text != self.text():
            return
        self._asked, self._choices = text, [(isolated(words), key) for words, key in found]
        self._model.setStringList([words for words, _ in self._choices])
        if self._eager:
            self._take_first()
        elif found and self.hasFocus():
            self._completer.complete()
        else:
            self._popup.hide()

    def _take_first(self) -> None:
        pointed = self._popup.currentIndex()
        if self._popup.isVisible() and pointed.isValid():  # its words stand in the field already
            self._take(str(pointed.data()))
            return
        if self._asked != self.text():
            self._eager = True
            return
        self._eager = False
        if self._choices:
            self._take(self._choices[0][0])
        else:
            self.missed.emit(self.text().strip())

    def _take(self, words: str) -> None:
        key = dict(self._choices).get(words)
        if key is not None:
            self._popup.hide()
            self.setText("")  # which forgets what was typed, so that Ctrl+Z undoes what was done with it
            self._asked = ""
            self.found.emit(key)
