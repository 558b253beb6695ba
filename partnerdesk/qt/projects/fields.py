"""The fields that only a project has: a number, a day that may be left open, the state."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QSpinBox,
    QStackedLayout,
    QWidget,
)

from partnerdesk.qt import theme
from partnerdesk.qt.calendar_rows import DayEdit
from partnerdesk.qt.form import FormField
from partnerdesk.qt.project_words import STATES
from partnerdesk.qt.saved_fields import Detail
from partnerdesk.qt.theme import colours
from partnerdesk.qt.widgets import FlowLayout, IconButton, plain_button
from partnerdesk.qt.widgets.button import pressed_by_return

_SIDE = 12
_ROUND = 50  # what stands round the text of a number: edges, arrows


class Number(Detail):
    """A whole number, with what it counts."""

    def __init__(
        self, key: str, caption: str, least: int, most: int, *, step: int = 1, unit: str = ""
    ) -> None:
        self.edit = QSpinBox(minimum=least, maximum=most, singleStep=step, suffix=unit)
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.setKeyboardTracking(False)
        # Qt lays the text of a spin box over the padding that the stylesheet gives it.
        self.edit.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)
        self.edit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.edit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        super().__init__(key, FormField(caption, self.edit))
        self.field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.edit.installEventFilter(self)
        self.edit.valueChanged.connect(self.typing)
        self.edit.editingFinished.connect(self.leave)
        self._fit()

    def show(self, value: object) -> None:
        """Show the number."""
        with QSignalBlocker(self.edit):
            self.edit.setValue(value if isinstance(value, int) else self.edit.minimum())

    def read(self) -> object:
        """Return the number."""
        return self.edit.value()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leave the wheel to the page: rolling over the field must not change it."""
        if event.type() == QEvent.Type.Wheel and not self.edit.hasFocus():
            event.ignore()
            return True
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        widest = QFontMetrics(theme.font()).horizontalAdvance(f"{self.edit.maximum()}{self.edit.suffix()}")
        self.edit.setFixedWidth(max(widest + _ROUND, 11 * theme.GRID))


class OptionalDay(Detail):
    """A day, or none: then a button says what that means.

    Args:
        key: its name.
        caption: what is asked for.
        none: what it means that there is no day.

    """

    def __init__(self, key: str, caption: str, none: str) -> None:
        self._today = date(2000, 1, 1)
        self.edit = DayEdit(self._today, caption)
        self.begin = plain_button(none, self._begin)
        self.begin.setAccessibleName(f"{caption}: {none.lower()}. Set a day")
        self.clear = IconButton("close", f"{caption}: {none.lower()}", self._clear, small=True)
        day = QWidget()
        beside = QHBoxLayout(day)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2)
        beside.addWidget(self.edit)
        beside.addWidget(self.clear)
        whole = QWidget()
        self._stack = QStackedLayout(whole)
        self._stack.addWidget(self.begin)
        self._stack.addWidget(day)
        whole.setAccessibleName(caption)
        whole.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        super().__init__(key, FormField(caption, whole))
        self.field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.edit.dateChanged.connect(self.leave)

    def propose(self, day: date) -> None:
        """Have a day set anew begin with this one."""
        self._today = day

    def show(self, value: object) -> None:
        """Show a day, or that there is none."""
        if isinstance(value, date):
            self.edit.set_day(value)
        self._stack.setCurrentIndex(1 if isinstance(value, date) else 0)

    def read(self) -> object:
        """Return the day; None where there is none."""
        return self.edit.day() if self._stack.currentIndex() == 1 else None

    def _begin(self) -> None:
        self.edit.set_day(self._today)
        self._stack.setCurrentIndex(1)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.leave()

    def _clear(self) -> None:
        self._stack.setCurrentIndex(0)
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.leave()


class _Step(QAbstractButton):
    """One state: a word, underlined where the project is in it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's names
        metrics = QFontMetrics(theme.font(bold=True))
        width = metrics.horizontalAdvance(self.text()) + 2 * _SIDE
        return QSize(width, max(theme.ROW, metrics.height() + theme.GRID + 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Return chooses it too; the arrow keys are the row's."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        elif not pressed_by_return(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(c.tint if self.isChecked() else c.selected)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(c.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS - 1, theme.RADIUS - 1)
        painter.setFont(theme.font(bold=self.isChecked()))
        painter.setPen(c.accent if self.isChecked() else c.muted)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter.value), self.text())


class StateRow(QWidget):
    """The states in their order, side by side; Left and Right go from one to the next.

    ``chosen(str)`` is emitted when the user sets another one.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("State")
        self._group = QButtonGroup(self)
        self.steps: dict[str, _Step] = {}
        flow = FlowLayout(self, gap=2)
        for state, words in STATES.items():
            step = _Step(words)
            step.clicked.connect(lambda _checked=False, state=state: self._take(state))
            self._group.addButton(step)
            self.steps[state] = step
            flow.addWidget(step)
        self.show_state("planning")

    @property
    def state(self) -> str:
        """The one that is marked."""
        return next(state for state, step in self.steps.items() if step.isChecked())

    def show_state(self, state: str) -> None:
        """Mark a state; Tab goes to it only."""
        for other, step in self.steps.items():
            step.setChecked(other == state)
            step.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == state else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.steps[state])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the state before or after."""
        forward = (
            Qt.Key.Key_Left if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else Qt.Key.Key_Right
        )
        back = Qt.Key.Key_Right if forward == Qt.Key.Key_Left else Qt.Key.Key_Left
        by = {forward: 1, back: -1}.get(Qt.Key(event.key()), 0)
        states = list(self.steps)
        at = states.index(self.state) + by
        if not by or not 0 <= at < len(states):
            super().keyPressEvent(event)
            return
        self._take(states[at])
        self.steps[states[at]].setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, state: str) -> None:
        self.show_state(state)
        self.chosen.emit(state)


class State(Detail):
    """The state of a project."""

    def __init__(self) -> None:
        self.edit = StateRow()
        super().__init__("state", self.edit)
        self.edit.chosen.connect(lambda _state: self.leave())

    def show(self, value: object) -> None:
        """Mark it."""
        self.edit.show_state(str(value))

    def read(self) -> object:
        """Return the one that is marked."""
        return self.edit.state
