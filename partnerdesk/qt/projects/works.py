"""What works: who has answered so far, in words and as bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.core.impact import ENOUGH, Share
from partnerdesk.desk.outcomes import Outcomes
from partnerdesk.qt import theme
from partnerdesk.qt.form import Column
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.times.facts import FactsTable
from partnerdesk.qt.widgets import EmptyPlace, Label, LinkButton, Tone

_Index = QModelIndex | QPersistentModelIndex
_LETTERS = 92
_NAME, _ANSWERED, _AGREED = 28, 22, 12  # letters in the columns before the bars
_WORDS = 0.74  # of the width, at the most: the rest is for the bars
_BAR = 10
_FEW = "These are few: read them as stories, not as proof."


class _BarDelegate(QStyledItemDelegate):
    """Draws of each row a bar as long as many were asked, filled as far as many have answered."""

    def __init__(self, table: Bars) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one bar; the words stand in the other columns."""
        share, most = self._table.shares[index.row()], self._table.most
        c = colours(self._table.palette())
        area = QRectF(option.rect).adjusted(theme.GRID, 0, -theme.GRID, 0)
        bar = QRectF(area.left(), area.center().y() - _BAR / 2, area.width() * share.asked / most, _BAR)
        filled = QRectF(bar.left(), bar.top(), bar.width() * share.answered / share.asked, _BAR)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, c.selected)
        if self._table.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            for each in (bar, filled):
                each.moveRight(area.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.accent)
        painter.drawRect(filled)
        painter.setPen(c.closed)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()


class Bars(FactsTable):
    """The shares of one kind: words in columns, and a bar at the end of each row.

    The table is the picture and its twin in one: a screen reader walks through the words.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(f"Answers by {title.lower()}", (title, "Answered", "Agreed", "As a bar"), parent)
        self.shares: Sequence[Share] = ()
        self.most = 1
        self.setItemDelegateForColumn(3, _BarDelegate(self))
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setMinimumSectionSize(1)

    def show_shares(self, shares: Sequence[Share], most: int) -> None:
        """Show these; a bar of ``most`` asked takes the whole width."""
        self.shares, self.most = tuple(shares), max(1, most)
        self.set_rows([(each.name, each.words, f"{each.agreed:,}", "") for each in shares])
        self.viewport().update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for all rows: the page scrolls."""
        high = self.horizontalHeader().sizeHint().height()
        return QSize(super().sizeHint().width(), high + len(self.shares) * theme.row_height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the bars a part of whatever width there is."""
        super().resizeEvent(event)
        self._widen()

    def _widen(self) -> None:
        letters = (_NAME, _ANSWERED, _AGREED)
        room = min(theme.column_width(sum(letters)), round(self.viewport().width() * _WORDS))
        wide = [room * each // sum(letters) for each in letters]
        for column in range(1, len(letters)):  # large text: names are cut before a head is
            lacks = self.horizontalHeader().sectionSizeHint(column) - wide[column]
            if lacks > 0:
                wide[column] += lacks
                wide[0] -= lacks
        for column, each in enumerate(wide):
            self.setColumnWidth(column, each)


class WhatWorks(QWidget):
    """The panel. ``left()`` is emitted when the reader wants to go back to the projects."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = Column(letters=_LETTERS, parent=self)
        self._whole = Label(wrap=True)
        self._waits = Label(wrap=True)
        self._few = Label(_FEW, Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._key = Label(
            "Each bar is as long as many were asked, and filled as far as many have answered.",
            Size.SMALL,
            tone=Tone.MUTED,
            wrap=True,
        )
        self._empty = EmptyPlace(
            "mail",
            "Nobody was asked yet",
            hint="Once letters have gone out, this page tells which ways of meeting, countries, templates "
            "and languages bring answers.",
        )
        self.back = LinkButton("Back to the project", self.left.emit)
        self.bars: list[Bars] = []
        self._facts = QWidget()
        self._lay_out()
        self.setAccessibleName("What works")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label("What works", Size.TITLE))
        head.addStretch(1)
        head.addWidget(self.back)
        rows = self._column.rows
        rows.addLayout(head)
        self._groups = QVBoxLayout(self._facts)
        self._groups.setContentsMargins(0, 0, 0, 0)
        self._groups.setSpacing(theme.GRID // 2)
        for part in (self._whole, self._waits, self._few, self._key):
            self._groups.addWidget(part)
        rows.addWidget(self._facts)
        rows.addWidget(self._empty)
        rows.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)

    def focus_main(self) -> None:
        """Go to the first table, else to the way back."""
        target: QWidget = self.bars[0] if self.bars and self._facts.isVisible() else self.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_outcomes(self, found: Outcomes) -> None:
        """Show what came of all approaches."""
        whole = found.whole
        self._whole.setText(sum_words(whole))
        self._waits.setText(found.waits)
        self._waits.setVisible(bool(found.waits))
        self._few.setVisible(whole.asked < ENOUGH)
        self._facts.setVisible(whole.asked > 0)
        self._empty.setVisible(whole.asked == 0)
        if not self.bars:
            self._build([title for title, _ in found.by])
        for bars, (_, shares) in zip(self.bars, found.by, strict=True):
            bars.show_shares(shares, max((each.asked for each in shares), default=1))

    def _build(self, titles: Sequence[str]) -> None:
        for title in titles:
            bars = Bars(title)
            self.bars.append(bars)
            self._groups.addSpacing(theme.GRID)
            self._groups.addWidget(bars)


def sum_words(whole: Share) -> str:
    """Say what came of all: ``You asked 47 people: 29 answered (62 %), 9 agreed.``."""
    asked = "1 person" if whole.asked == 1 else f"{whole.asked:,} people"
    if not whole.answered:
        return f"You asked {asked}. Nobody has answered yet."
    share = "" if whole.asked < ENOUGH else f" ({round(100 * whole.answered / whole.asked)} %)"
    return f"You asked {asked}: {whole.answered:,} answered{share}, {whole.agreed:,} agreed."
