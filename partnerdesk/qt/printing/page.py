"""The page of printing: at the left what and how, beside it the very pages that go to paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.desk import home, listing
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.listing import Folder
from partnerdesk.desk.paper_wish import Style, Wish
from partnerdesk.errors import PartnerDeskError
from partnerdesk.formats.paper.values import PaperSize
from partnerdesk.qt import theme
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.page import Page
from partnerdesk.qt.printing.going import Going
from partnerdesk.qt.printing.kept import Kept
from partnerdesk.qt.printing.making import Making
from partnerdesk.qt.printing.options import Options
from partnerdesk.qt.printing.places import Fit
from partnerdesk.qt.printing.sheet_view import SheetView
from partnerdesk.qt.printing.view_row import ViewRow
from partnerdesk.qt.printing.whom import EVERYBODY, Whom
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import (
    FlowLayout,
    Hairline,
    InlineBar,
    Kind,
    Label,
    Tone,
    UnderWay,
    plain_button,
    primary_button,
)
from partnerdesk.qt.widgets.edges import EDGE, page_head

if TYPE_CHECKING:
    from partnerdesk.formats.paper.setting import Set

_OPTIONS = 45  # letters in the width of the options
_PART = 0.4  # of the page's width, at the most
_CONCERNED = ("contact", "organisation", "home", "approach", "draft", "entry", "project")


class PrintPage(Page):
    """Printing.

    ``left()`` is emitted when the user steps back from it.

    Args:
        runner: the way to the desk.
        settings: where is remembered how each style looked last; None: nowhere.
        outside: the ways out: the choosers of a printer and of a file.

    """

    left = Signal()

    title = "Print"

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None = None,
        *,
        settings: Settings | None = None,
        outside: Outside | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._set: Set | None = None
        self._asked: Wish | None = None  # what pages are being made of
        self._shown: Wish | None = None  # what those shown are of; None: of what is no longer wished for
        self._begun = self._busy = False
        self._amiss = False  # whether the bar says why there are no pages of what is wished for
        self._side = QWidget(self)
        self._right = QWidget(self)
        self._kept = Kept(settings)
        self.options = Options(self._kept, self._side)
        self.summary = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.print_button = primary_button("Print…", self.main_action)
        self.save_button = plain_button("Save as PDF…", self.save)
        self.bar = InlineBar()
        self.notices = InlineBar()
        self.under_way = UnderWay("Reading contacts…", "Cancel")
        self.view = SheetView(self._right)
        self.view_row = ViewRow(self.view)
        self.making = Making(runner, self)
        self.going = Going(runner, self.bar, self.under_way, outside or Outside(), settings)
        fit, beside = self._kept.view
        self.view.set_fit(next((each for each in Fit if each.value == fit), Fit.WIDTH))
        self.view.set_beside(beside)
        self._lay_out()
        self._connect()
        self._tell()
        self.setAccessibleName(self.title)

    def _lay_out(self) -> None:
        verbs = QWidget()
        flow = FlowLayout(verbs)
        flow.addWidget(self.print_button)
        flow.addWidget(self.save_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(EDGE, theme.GRID, EDGE, 2 * theme.GRID)
        foot.addWidget(verbs)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addLayout(page_head(self.title, self.summary, under=0))
        side.addWidget(self.options, 1)
        side.addWidget(Hairline())
        side.addLayout(foot)
        above = QVBoxLayout()
        above.setContentsMargins(EDGE, theme.GRID, EDGE, theme.GRID)
        above.setSpacing(theme.GRID)
        for part in (self.view_row, self.under_way, self.bar, self.notices):
            above.addWidget(part)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(above)
        right.addWidget(Hairline())
        right.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self._right, 1)
        for before, after in pairwise((self.save_button, *self.view_row.fields, self.view)):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.options.changed.connect(self._make)
        self.options.typed.connect(self._tell)
        self.view.zoomed.connect(self._looked)
        self.making.begun.connect(self._reading)
        self.making.progressed.connect(self._read)
        self.making.made.connect(self._show)
        self.making.failed.connect(self._failed)
        self.making.stopped.connect(self._stopped)
        self.going.busy.connect(self._go)
        self.going.labels_used.connect(self._use_labels)
        self.going.instead.connect(self.save)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width."""
        super().resizeEvent(event)
        self._side.setFixedWidth(min(theme.column_width(_OPTIONS), int(self.width() * _PART)))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Let go of pages and people when another page is shown: of thousands they take much room."""
        super().hideEvent(event)
        if self._begun and not event.spontaneous():
            self._begun = False
            self._asked = self._shown = None
            self.making.let_go()
            self._end()
            self._put(None)

    # --- what the frame asks of a page ----------------------------------------------------------------

    def start(self, whom: Sequence[Whom] = (), style: Style | None = None) -> None:
        """Begin a print of the first of these; of all contacts where none are given.

        Args:
            whom: choices that are offered, besides all contacts.
            style: that of this print; None: the one used last.

        """
        self._begun = True
        self.bar.hide()
        self.options.offer([*whom, *([] if EVERYBODY in whom else [EVERYBODY])])
        self.options.set_style(style or self.options.usual_style)
        self._begin()

    def refresh(self, changes: Changes) -> None:
        """Set the pages anew where others have changed what is on them."""
        if self._begun and (not changes.touched or changes.touches(*_CONCERNED)):
            self._begin()

    def focus_main(self) -> None:
        """Go to the options."""
        self.options.styles.setFocus(Qt.FocusReason.OtherFocusReason)

    def main_action(self) -> None:
        """Print."""
        if self._set is not None and self.print_button.isEnabled():
            self.going.print(self._set)

    def save(self) -> None:
        """Save as a PDF."""
        if self._set is not None and self.save_button.isEnabled():
            self.going.save(self._set)

    def step_back(self) -> None:
        """Stop what goes on, else leave the page."""
        if not self.under_way.isHidden():
            self.under_way.stop.click()
        else:
            self.left.emit()

    def leave(self) -> None:
        """Read no longer: the book is about to be closed."""
        self.making.drop()

    # --- pages ----------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Make the pages of what is in the book now, on the paper that is usual where home is."""

        def found(answer: tuple[PaperSize, list[Folder]]) -> None:
            self.options.set_usual(answer[0])
            self.options.offer_folders(answer[1])
            self._make()

        self._asked = self._shown = None  # pages that come meanwhile are of the book as it was
        self._tell()
        self.making.forget()
        self._runner.ask(_size_and_folders, found, context=self)

    def _make(self) -> None:
        """Make the pages of what is wished for now; a page that is hidden needs none."""
        if self._begun:
            self._asked, self._shown = self.options.wish(), None
            self._tell()
            self.making.make(self._asked)

    def _reading(self) -> None:
        if not self._busy:
            self.under_way.begin(self.making.stop, "Setting the pages…")

    def _read(self, done: int, total: int) -> None:
        if not self._busy:  # else the line is that of the pages on their way out
            self.under_way.progress(done, total)

    def _show(self, made: Set) -> None:
        self._end()
        if self._amiss:
            self._amiss = False
            self.bar.hide()
        self._put(made)
        self._shown = self._asked
        self.options.say_title(made.title)
        if said := (*made.notices, *made.left_out):
            kind = Kind.WARNING if made.notices else Kind.INFO
            self.notices.say(kind, said[0], details="\n".join(said[1:]))
        else:
            self.notices.hide()
        self._tell()

    def _put(self, made: Set | None) -> None:
        """Show other pages, or none."""
        before = [*self._set.pages] if self._set is not None else []
        self._set = made
        self.view.show_pages(made.pages if made else (), made.labels if made else None)
        self.making.throw_away(before)

    def _failed(self, error: PartnerDeskError) -> None:
        self._end()
        self._put(None)
        self.notices.hide()
        self._amiss = True
        self.bar.say_error(error)
        self._tell()

    def _stopped(self) -> None:
        self._end()
        self._amiss = True  # until there are pages
        left = "these are the pages of before" if self._set is not None else "there are no pages yet"
        self.bar.say(Kind.INFO, f"Stopped: {left}.", actions=[("Set them", self._again)])
        self._tell()

    def _again(self) -> None:
        self.bar.hide()
        self._make()

    def _end(self) -> None:
        if not self._busy:
            self._put_away()

    def _put_away(self) -> None:
        """Hide how far it is; who has stopped it goes on with the pages."""
        if self.under_way.stop.hasFocus():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.under_way.end()

    def _go(self, busy: bool) -> None:
        self._busy = busy
        if not busy:
            self._put_away()
            if self.making.on:
                self._reading()
        self._tell()

    def _use_labels(self, number: str, first: int) -> None:
        """Have the next labels begin with those that are left, say so, and let it be undone: paper jams."""
        before = self.options.use_labels(number, first)
        if before is not None and before != first:
            said = f"{self.bar.text} The next print begins with label {first}."
            undo = partial(self._give_back, number, before)
            self.bar.say(self.bar.kind, said, actions=[("Undo", undo)])

    def _give_back(self, number: str, first: int) -> None:
        self.options.use_labels(number, first)
        self.bar.say(Kind.INFO, f"The next print begins with label {first} again.")

    def _looked(self) -> None:
        if self.view.fit is not Fit.NONE:
            self._kept.keep_view(self.view.fit.value, beside=self.view.beside)

    def _tell(self) -> None:
        """Say what there is to print, and let it be printed: only what is wished for now."""
        made = self._set
        some = made is not None and not made.empty and self._shown == self.options.wish()
        # Its line is there from the beginning, so that nothing below it moves when it is filled.
        self.summary.setText(_summary(made) if made is not None else " ")
        for button in (self.print_button, self.save_button):
            button.setEnabled(some and not self._busy)


def _size_and_folders(book: Book) -> tuple[PaperSize, list[Folder]]:
    folders = listing.folders(book, book.now())
    return home.paper_for(home.get(book).place.country), [
        each for each in folders if each.count or each.pinned
    ]


def _summary(made: Set) -> str:
    count, pages = made.contacts, len(made.pages)
    if made.empty:
        return "Nobody to print"
    who = "1 contact" if count == 1 else f"{count:,} contacts" if count else "No contacts yet"
    return f"{who} on {'1 page' if pages == 1 else f'{pages:,} pages'}, {made.look.paper}"
