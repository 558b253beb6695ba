"""The parts of the page on which letters are written, and where they stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.drafts.choices import Choices
from partnerdesk.qt.drafts.findings import Findings
from partnerdesk.qt.drafts.letter import Letter
from partnerdesk.qt.drafts.notices import Notices
from partnerdesk.qt.drafts.project_form import ProjectForm
from partnerdesk.qt.drafts.recipients import Recipients
from partnerdesk.qt.drafts.send_row import SendRow
from partnerdesk.qt.letter.times_box import TimesBox
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.scrolled import Scrolled
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import EmptyPlace, Hairline, InlineBar, Label, LinkButton, Tone, plain_button
from partnerdesk.qt.widgets.under_way import UnderWay

_MARGIN = 2 * theme.GRID + 4
_LETTERS = 100  # the paper's width in letters: a text column of about 80, and its edges
_PANEL = 34  # the checklist's, beside it
_SQUEEZED = 78  # with less than this for the paper the checklist goes below it
_TIME = 56, 190  # a time's fields on one line: the letters in them, and the pixels round these
_ASIDE = 128  # and the local times in two lines beside them, and the cross that takes it out


class Sheet(QWidget):
    """What is asked at the top, the letter on its paper under it, the checklist beside it or below."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(size=Size.TITLE, elide=True)
        self.about = Label(size=Size.SMALL, tone=Tone.MUTED)
        self.back = LinkButton("All drafts")
        self.recipients = Recipients(runner)
        self.notices = Notices()
        self.choices = Choices()
        self.form = ProjectForm(runner)
        self.times = TimesBox()
        self.bar = InlineBar()
        self.letter = Letter()
        self.add = plain_button("Add a contact", icon="add")
        self.nobody = EmptyPlace(
            "people",
            "To whom?",
            [self.add],
            hint="Type a name above. Each contact gets a letter of their own.",
        )
        self.under_way = UnderWay("Composing the letters…", "Cancel")
        self.findings = Findings()
        self.send = SendRow()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.title)
        titles.addWidget(self.about)
        head.addLayout(titles, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self.content = QWidget()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(_MARGIN, 2 * theme.GRID, _MARGIN, theme.GRID)
        column.setSpacing(2 * theme.GRID - 4)
        column.addLayout(head)
        for part in (
            self.recipients,
            self.notices,
            self.choices,
            self.form,
            self.times,
            self.bar,
            self.under_way,
            self.letter,
        ):
            column.addWidget(part)
        column.addWidget(self.nobody, 1)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(0, 2 * theme.GRID, 0, 0)
        column.addLayout(self._below)
        column.addStretch()
        self.area = Scrolled(self.content)
        send = QWidget()
        self._send_column = QVBoxLayout(send)
        self._send_column.addWidget(self.send)
        self.area.verticalScrollBar().rangeChanged.connect(self._align_send)
        self._paper_side = QWidget()
        middle = QVBoxLayout(self._paper_side)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.area, 1)
        middle.addWidget(Hairline())
        middle.addWidget(send)
        self._side_content = QWidget()
        # Side by side with nothing: the height for a width then heeds how wide the checklist may be
        self._beside = QHBoxLayout(self._side_content)
        self._beside.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._beside.addStretch(1)
        self._side = Scrolled(self._side_content)
        # Its least width while the paper can take more, then what is left over
        self._side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._edge = Hairline(Qt.Orientation.Vertical)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._paper_side, 1)
        row.addWidget(self._edge)
        row.addWidget(self._side)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Set the checklist beside the letter, or below it where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure anew with another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._fit()

    def _align_send(self) -> None:
        """End where the column above ends, which leaves room for its scroll bar."""
        bar = self.area.verticalScrollBar()
        scrolled = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        left, right = (scrolled, 0) if self.isRightToLeft() else (0, scrolled)
        self._send_column.setContentsMargins(_MARGIN + left, theme.GRID, _MARGIN + right, theme.GRID)

    def show_checklist(self) -> None:
        """Scroll to the checklist's head, beside the letter or under it."""
        beside = self._beside.indexOf(self.findings) >= 0
        area, content = (self._side, self._side_content) if beside else (self.area, self.content)
        area.verticalScrollBar().setValue(self.findings.mapTo(content, QPoint(0, 0)).y())

    def _fit(self) -> None:
        self._align_send()
        panel = theme.column_width(_PANEL) + 2 * _MARGIN
        time = theme.column_width(_TIME[0]) + _TIME[1]
        beside = self.width() - panel >= max(theme.column_width(_SQUEEZED), time) + 2 * _MARGIN
        if beside:
            self._beside.insertWidget(0, self.findings, 1000)  # what it has no use for stays empty after it
        else:
            self._below.addWidget(self.findings)
        self._side.setVisible(beside)
        self._edge.setVisible(beside)
        widest = max(theme.column_width(_LETTERS), time + _ASIDE) + 2 * _MARGIN
        # The checklist's least width is no hint to the layout, which would let the paper push it out of sight
        room = self.width() - panel - self._edge.maximumWidth()
        self._paper_side.setMaximumWidth(min(widest, room) if beside else widest)
        # What is left over on a wide screen goes to the checklist, whose own column stays narrow.
        self._side.setMinimumWidth(panel)
        self.findings.setMaximumWidth(widest if not beside else round(1.3 * panel))
