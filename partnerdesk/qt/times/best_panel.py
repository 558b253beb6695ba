"""Best times, at the side of the page: the list, what is done with those chosen, help where nothing fits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.core.planner import Choice, Plan
from partnerdesk.core.zones import tz_version
from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.times.best import BestTimes
from partnerdesk.qt.times.best_model import BestModel
from partnerdesk.qt.widgets import (
    FlowLayout,
    Hairline,
    InlineBar,
    Kind,
    Label,
    Tone,
    plain_button,
    primary_button,
)

_INSET = 8
_KEEP = "Keep for a project"
_LONGEST = 22  # letters of a project's title on a button
_NOTHING = "No time in these days suits everybody."


class BestPanel(QWidget):
    """The panel; ``foot`` are the verbs, which stay in view while the list scrolls.

    Signals:
        shown(Choice): show this time in the grid.
        writeAsked, copyAsked, saveAsked, keepAsked: what is to be done with the times chosen.

    """

    shown = Signal(object)
    writeAsked = Signal()  # noqa: N815 - Qt's manner
    copyAsked = Signal()  # noqa: N815
    saveAsked = Signal()  # noqa: N815
    keepAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = BestModel(self)
        self.list = BestTimes(self.model)
        self.list.shown.connect(self.shown)
        self._about = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._past = Label(size=Size.SMALL, wrap=True, selectable=True)
        self._past.setContentsMargins(0, theme.GRID // 2, 0, 0)
        self._past.hide()
        self._nothing = Label(_NOTHING, wrap=True)
        self._help = QWidget()
        self._sentences = QVBoxLayout(self._help)
        self._sentences.setContentsMargins(_INSET, 0, _INSET, 0)
        self._sentences.setSpacing(theme.GRID)
        self.write = primary_button("Write with these", self.writeAsked.emit, tip="Ctrl+Return")
        self.copy = plain_button("Copy", self.copyAsked.emit)
        self.save = plain_button("Save .ics", self.saveAsked.emit)
        self.keep = plain_button(_KEEP, self.keepAsked.emit)
        self.bar = InlineBar()
        self._verbs = QWidget()
        flow = FlowLayout(self._verbs)
        for button in (self.write, self.copy, self.save, self.keep):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        head = QVBoxLayout()
        head.setContentsMargins(_INSET, 0, _INSET, 0)
        head.setSpacing(theme.GRID // 2)
        head.addWidget(Label("Best times", Size.HEADING))
        head.addWidget(self._about)
        head.addWidget(self._past)
        head.addWidget(self._nothing)
        column.addLayout(head)
        column.addSpacing(theme.GRID)
        for part in (self.list, self._help):
            column.addWidget(part)
        column.addStretch()
        self.foot = QWidget()
        below = QVBoxLayout(self.foot)
        below.setContentsMargins(_INSET, 0, _INSET, 0)
        below.setSpacing(theme.GRID)
        for part in (
            self.bar,
            self._verbs,
            Label(f"time zone rules {tz_version()}", Size.SMALL, tone=Tone.MUTED),
        ):
            below.addWidget(part)
        self.model.chosenChanged.connect(self._count)
        for told in (self.model.refused, self.model.dropped):
            told.connect(lambda why: self.bar.say(Kind.INFO, why))
        self.setAccessibleName("Best times")

    def show_plan(self, plan: Plan | None, own: list[Choice]) -> None:
        """Show the times of a plan and the reader's own; None while there is no plan."""
        self.bar.hide()
        self.model.show(plan.choices if plan else (), own)
        while (item := self._sentences.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._past.setText("\n".join(plan.past) if plan else "")
        self._past.setVisible(bool(self._past.text()))
        sentences = plan.help if plan else ()
        for sentence in sentences:
            self._sentences.addWidget(Label(sentence, wrap=True, selectable=True))
            self._sentences.addWidget(Hairline())
        self._help.setVisible(bool(sentences))
        self._nothing.setVisible(plan is not None and not self.model.rowCount())
        self._nothing.setText(_NOTHING if not sentences else f"{_NOTHING} What would help:")

    def take(self, choice: Choice) -> None:
        """Put a time of the reader's own into the list, chosen."""
        self.bar.hide()
        self.list.show_row(self.model.take(choice))

    @property
    def past(self) -> str:
        """What is said of who had the awkward hour before; empty where nothing is."""
        return self._past.text()

    def show_project(self, title: str) -> None:
        """Say on the button for which project times are kept; empty: it will be asked."""
        short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
        # Marks of direction: in a page that reads from the right the quotes stay where they belong.
        self.keep.setText(f"\u200eKeep for “{short}”\u200e".replace("&", "&&") if title else _KEEP)
        self.keep.setAccessibleName(f"Keep for the project {title}" if title else _KEEP)

    def _count(self) -> None:
        rows, chosen = self.model.rowCount(), len(self.model.chosen)
        self._about.setVisible(bool(rows))
        self.list.setVisible(bool(rows))
        self._verbs.setVisible(bool(rows))
        words = {0: "none chosen", 1: "1 chosen"}.get(chosen, f"{chosen} chosen")
        self._about.setText(f"best first, by your clock · {words} for the letter")
        self.write.setText("Write with this" if chosen == 1 else "Write with these")
        self.write.setAccessibleName(f"{self.write.text()}, {words}")
        for button in (self.write, self.copy, self.save, self.keep):
            button.setEnabled(chosen > 0)
        if not chosen and self.write.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
