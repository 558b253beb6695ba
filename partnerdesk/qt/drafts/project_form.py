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
from partnerdesk.qt.form import FormField
from partnerdesk.qt.project_words import FIELDS, QUOTED
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets import InlineBar, Label, Tone, plain_button
from partnerdesk.qt.widgets.bar import is_escape


class ProjectForm(QWidget):
    """The form.

    Signals:
        saved(int): the project's key.
        left(): it was put away.
    """

    saved = Signal(int)
    left = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._key: int | None = None
        self._head = Label("New project", Size.HEADING)
        self._forms = {
            name: FormField(said.caption, QLineEdit(placeholderText=said.example))
            for name, said in FIELDS.items()
        }
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        for index, (name, form) in enumerate(self._forms.items()):
            field = form.field
            if isinstance(field, QLineEdit):
                field.textEdited.connect(lambda _text, form=form: form.tell(""))
                self.fields[name] = field
            grid.addWidget(form, index // 2, index % 2, Qt.AlignmentFlag.AlignTop)
        self.minutes = QSpinBox(minimum=SHORTEST, maximum=LONGEST, singleStep=5, value=45, suffix=" minutes")
        self.minutes.setAccessibleName("Minutes")
        self.minutes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.minutes.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        # Qt lays the text of a spin box over the padding that the stylesheet gives it.
        self.minutes.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)
        self.minutes.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grid.addWidget(FormField("How long", self.minutes), 4, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.bar = InlineBar()
        buttons = QHBoxLayout()
        buttons.addWidget(plain_button("Save project", self.save))
        buttons.addWidget(plain_button("Cancel", self.leave))
        buttons.addStretch()
        hint = Label(QUOTED, Size.SMALL, tone=Tone.MUTED, wrap=True)
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

    def open(self, key: int) -> None:
        """Show the form for the project with this key; 0: for a new one."""
        if not key:
            self._show(None)
            return
        self._runner.ask(
            lambda book: projects.get(book, key),
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
            self._forms[name].tell("")
        self.minutes.setValue(getattr(project, "minutes", 45))
        self.bar.hide()
        self.show()
        self.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write the project into the book."""
        words, key = {name: field.text() for name, field in self.fields.items()}, self._key
        said = cast("ProjectFields", {**words, "minutes": self.minutes.value()})

        def verb(book: Book) -> Changes:
            return projects.add(book, **said) if key is None else projects.edit(book, key, **said)

        def done(changes: Changes) -> None:
            self.hide()
            self.saved.emit(changes.made[0] if key is None else key)

        self._runner.do(verb, context=self, done=done, failed=self._failed)

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

    def _failed(self, error: PartnerDeskError) -> None:
        form = self._forms.get(error.field) if isinstance(error, BadInput) else None
        if form is None:
            self.bar.say_error(error)
        else:
            form.tell(str(error))
            form.setFocus(Qt.FocusReason.OtherFocusReason)
