"""Fields that save themselves: each knows its value in the book, and when it is to be saved."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from partnerdesk.core.text import plain
from partnerdesk.core.wording import languages
from partnerdesk.desk.book import Book, Changes
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.form import FormField
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import LanguagesField

PAUSE = 1200
"""Milliseconds without a key after which what was typed is saved."""
AT_MOST = 4000
"""Milliseconds after which it is saved even while keys go on: no crash costs more than five seconds."""


class Detail(QObject):
    """One value of a record.

    Signals:
        saveAsked(bool): the value is to be saved now; True if the field was left, so that an error is to be
            shown: while one still types, half an address is no mistake.

    Args:
        key: its name, as the verb knows it.
        field: the widget that stands on the page.

    """

    saveAsked = Signal(bool)  # noqa: N815 - Qt's manner

    def __init__(self, key: str, field: QWidget) -> None:
        super().__init__(field)
        self.key, self.field = key, field
        self.kept: object = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(lambda: self.saveAsked.emit(False))
        self._since = QElapsedTimer()

    def of(self, record: object) -> object:
        """Return the value in the book."""
        return getattr(record, self.key)

    @abstractmethod
    def show(self, value: object) -> None:
        """Put a value into the field."""

    @abstractmethod
    def read(self) -> object:
        """Return what the field says; equal to the value in the book where nothing was changed.

        Raises:
            BadInput: it cannot be understood.

        """

    def tell(self, error: BadInput | None) -> None:
        """Show an error beside its cause, or take it away."""
        if isinstance(self.field, FormField):
            self.field.tell(str(error) if error else "")

    def take(self, record: object, *, first: bool) -> None:
        """Show what the book says, unless something stands here that is not saved yet."""
        value = self.of(record)
        try:
            now: object = self.read()
        except BadInput:
            now = self  # equal to no value
        changed = now != self.kept
        self.kept = value
        if first or not changed:
            self.tell(None)
            if first or now != value:
                self.show(value)

    def typing(self) -> None:
        """Save after a pause."""
        if not self._timer.isActive():
            self._since.start()
        self._timer.start(max(0, min(PAUSE, AT_MOST - self._since.elapsed())))

    def leave(self) -> None:
        """Save now."""
        self._timer.stop()
        self.saveAsked.emit(True)


class Line(Detail):
    """One line of text."""

    def __init__(self, key: str, caption: str, note: str = "", hint: str = "") -> None:
        self.edit = QLineEdit(placeholderText=hint)
        super().__init__(key, FormField(caption, self.edit, note))
        self.edit.textEdited.connect(lambda _text: self.typing())
        self.edit.editingFinished.connect(self.leave)

    def show(self, value: object) -> None:
        """Show the text from its beginning."""
        self.edit.setText(str(value))
        self.edit.setCursorPosition(0)

    def read(self) -> object:
        """Return the text, white space folded as the book does."""
        return " ".join(plain(self.edit.text()).split())


class Lines(Detail):
    """Text of several lines.

    Args:
        key: its name, as the verb knows it.
        caption: what is asked for.
        note: a sentence below the field; may be empty.
        hint: an example of what could stand here.
        least: how many lines of text it has room for at the least.
        most: at the most: more of them scroll.

    """

    def __init__(
        self, key: str, caption: str, note: str = "", hint: str = "", *, least: int = 2, most: int = 8
    ) -> None:
        self.edit = QPlainTextEdit(placeholderText=hint)
        self.edit.setTabChangesFocus(True)
        super().__init__(key, FormField(caption, self.edit, note))
        self._showing = False
        self._least, self._most = least, most
        self.edit.textChanged.connect(self._typed)
        self.edit.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.edit.installEventFilter(self)
        self._fit()

    def show(self, value: object) -> None:
        """Show the text."""
        self._showing = True
        self.edit.setPlainText(str(value))
        self._showing = False
        self._fit()

    def read(self) -> object:
        """Return the text without blank ends."""
        return plain(self.edit.toPlainText(), lines=True).strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Save when it is left; be as high as its lines in the present text size."""
        if event.type() == QEvent.Type.FocusOut:
            self.leave()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if not self._showing:
            self.typing()

    def _fit(self) -> None:
        """Be as high as the text, which wraps where the field ends."""
        needed = round(self.edit.document().size().height())  # in lines
        shown = max(self._least, min(needed, self._most))
        # Qt would put a bar beside text that just fits.
        always = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        wanted = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > self._most else always
        if self.edit.verticalScrollBarPolicy() != wanted:
            self.edit.setVerticalScrollBarPolicy(wanted)
        height = shown * self.edit.fontMetrics().lineSpacing() + 3 * theme.GRID
        if height != self.edit.height() or self.edit.minimumHeight() != height:
            self.edit.setFixedHeight(height)


class Languages(Detail):
    """Languages, the one liked best first."""

    def __init__(self, caption: str, note: str = "") -> None:
        self.edit = LanguagesField(languages())
        super().__init__("languages", FormField(caption, self.edit, note))
        self.edit.changed.connect(lambda _values: self.leave())

    def show(self, value: object) -> None:
        """Show them as chips."""
        self.edit.set_values(value if isinstance(value, tuple) else ())

    def read(self) -> object:
        """Return their codes."""
        return self.edit.values()

    def leave(self) -> None:
        """Save now, with the language that was typed last."""
        self.edit.settle()
        super().leave()


Edit = Callable[[Mapping[str, object]], Callable[[Book], Changes]]
"""Makes of values by their names the verb that writes them to the record shown."""


class Saving(QObject):
    """Writes what stands in the fields of one record to the book as soon as it is another one than there.

    Signals:
        saved(): something was written.
        failed(PartnerDeskError): what is not the fault of a field that is shown.

    Args:
        runner: the way to the desk.
        details: the fields.
        edit: what makes the verb, asked at the moment of saving.

    """

    saved = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, details: Sequence[Detail], edit: Edit, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._details, self._edit = runner, tuple(details), edit
        self._shown = 0  # counts the records that were shown
        self._refused: list[Detail] = []
        for detail in self._details:
            detail.saveAsked.connect(lambda left, detail=detail: self._save(detail, left=left))

    def take(self, record: object, *, first: bool) -> None:
        """Show a record: another one (``first``), or the same as the book has it now."""
        self._shown += first
        if first:
            self._refused.clear()
        for detail in self._details:
            detail.take(record, first=first)

    def leave(self) -> None:
        """Save what is still being typed."""
        for detail in self._details:
            detail.leave()

    def _save(self, detail: Detail, *, left: bool) -> None:
        if not self._shown:
            return
        try:
            value = detail.read()
        except BadInput as error:
            if left:
                detail.tell(error)
                self._runner.refused.emit(error)
            return
        detail.tell(None)
        if value == detail.kept:
            return
        before, detail.kept, shown = detail.kept, value, self._shown

        def failed(error: PartnerDeskError) -> None:
            if shown != self._shown:  # its field is another record's by now
                self.failed.emit(error)
                return
            detail.kept = before
            if not isinstance(error, BadInput):
                self.failed.emit(error)
            elif left:
                detail.tell(error)
                self._refused.append(detail)

        verb = self._edit({detail.key: value})
        self._runner.do(verb, context=self, done=self._done, failed=failed, quiet=True)

    def _done(self, _changes: Changes) -> None:
        """Try again what was refused: a day that came too early may be late enough now."""
        self.saved.emit()
        refused, self._refused = self._refused, []
        for detail in refused:
            self._save(detail, left=True)
