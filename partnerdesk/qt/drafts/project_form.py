"""A project, said in place: what each class does and gains, which is what the letters speak of."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.core.times import LONGEST, SHORTEST
from partnerdesk.desk import projects
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.projects import ProjectFields
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets import InlineBar, Label, Tone, plain_button
from partnerdesk.qt.widgets.bar import is_escape

_FIELDS = {
    "title": ("Title", "what it is called"),
    "subject": ("About", "where our water comes from"),
    "ours_does": ("Our class does", "shows three photos and a map of its water"),
    "theirs_does": ("Their class does", "shows three photos of its own"),
    "ours_gains": ("Our class gains", "sees another town, practises its Spanish"),
    "theirs_gains": ("Their class gains", "sees our river, keeps the photos for lessons"),
    "ages": ("Ages", "10–12"),
    "medium": ("How you meet", "a video call"),
    "open_to_change": ("Open to change", "the date, the language, the activities"),
}


class ProjectForm(QWidget):
    """The form.

    Signals:
        saved(str): the project's title.
        left(): it was put away.
    """

    saved = Signal(str)
    left = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._key: int | None = None
        self._head = Label("New project", Size.HEADING)
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        for index, (name, (words, example)) in enumerate(_FIELDS.items()):
            box, field = self._field(words, example)
            self.fields[name] = field
            grid.addWidget(box, index // 2, index % 2)
        self.minutes = QSpinBox(minimum=SHORTEST, maximum=LONGEST, singleStep=5, value=45, suffix=" minutes")
        self.minutes.setAccessibleName("Minutes")
        self.minutes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.minutes.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        # Qt lays the text of a spin box over the padding that the stylesheet gives it.
        self.minutes.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)
        self.minutes.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grid.addWidget(self._boxed("How long", self.minutes), 4, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.bar = InlineBar()
        buttons = QHBoxLayout()
        buttons.addWidget(plain_button("Save project", self.save))
        buttons.addWidget(plain_button("Cancel", self.leave))
        buttons.addStretch()
        hint = Label(
            "Letters quote these words as they are: write them in the language of the letters.",
            size=Size.SMALL,
            tone=Tone.MUTED,
            wrap=True,
        )
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID, 2 * theme.GRID)
        column_.setSpacing(theme.GRID)
        for part in (self._head, hint):
            column_.addWidget(part)
        column_.addLayout(grid)
        column_.addWidget(self.bar)
        column_.addLayout(buttons)
        self.setAccessibleName("Project")
        self.hide()

    def open(self, title: str) -> None:
        """Show the form for a project of the book; for a new one without a title."""
        if not title:
            self._show(None)
            return
        self._runner.ask(
            lambda book: projects.named(book, title),
            self._show,
            context=self,
            failed=self.bar.say_error,
        )

    def _show(self, project: object) -> None:
        self._key = getattr(project, "id", None)
        self._head.setText("Edit the project" if self._key else "New project")
        for name, field in self.fields.items():
            field.setText(getattr(project, name, ""))
            field.setCursorPosition(0)
            self._mark(field, wrong=False)
        self.minutes.setValue(getattr(project, "minutes", 45))
        self.bar.hide()
        self.show()
        self.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write the project into the book."""
        words, key = {name: field.text() for name, field in self.fields.items()}, self._key
        said = cast("ProjectFields", {**words, "minutes": self.minutes.value()})
        title = " ".join(words["title"].split())

        def verb(book: Book) -> Changes:
            return projects.add(book, **said) if key is None else projects.edit(book, key, **said)

        self._runner.do(verb, context=self, done=lambda _: self._done(title), failed=self._failed)

    def leave(self) -> None:
        """Put the form away."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the form, whatever else Esc means in the window."""
        if is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's names
        """Esc puts the form away, Return saves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            button = self.focusWidget()
            button.click() if isinstance(button, QAbstractButton) else self.save()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours(self.palette()).side)
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)

    def _done(self, title: str) -> None:
        self.hide()
        self.saved.emit(title)

    def _failed(self, error: PartnerDeskError) -> None:
        field = self.fields.get(error.field) if isinstance(error, BadInput) else None
        if field is not None:
            self._mark(field, wrong=True)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bar.say_error(error)

    @staticmethod
    def _mark(field: QLineEdit, *, wrong: bool) -> None:
        theme.set_look(field, "wrong", wrong)

    def _field(self, words: str, example: str) -> tuple[QWidget, QLineEdit]:
        field = QLineEdit()
        field.setAccessibleName(words)
        field.setPlaceholderText(example)
        field.textEdited.connect(lambda: self._mark(field, wrong=False))
        return self._boxed(words, field), field

    @staticmethod
    def _boxed(words: str, field: QWidget) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        label = Label(words, Size.SMALL, tone=Tone.MUTED)
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        return box
