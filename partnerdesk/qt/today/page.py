"""The first page: what is due, who answered, what waits; each line one sentence and one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.core.times import day_words
from partnerdesk.core.wording import clock
from partnerdesk.desk.book import Book, Changes
from partnerdesk.qt import theme
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.scrolled import Column, Scrolled
from partnerdesk.qt.theme import Size
from partnerdesk.qt.today.line import Line
from partnerdesk.qt.today.ways import verb, ways, written_with
from partnerdesk.qt.widgets import EmptyPlace, Label, LinkButton, Tone, plain_button, primary_button

if TYPE_CHECKING:
    from partnerdesk.desk.today import Item
    from partnerdesk.qt.today.beside import Beside

_CONCERNED = (
    "approach", "draft", "draft_slot", "entry", "contact", "organisation", "home", "project", "project_slot",
    "email",
)  # fmt: skip
_MINUTE = 60_000
_FIRST = 25
"""Lines of a section before one asks for more."""
_WIDEST = 104  # letters
_BESIDE = (240, 340)
"""The least and the most width of what stands beside the lines."""
_LATER = 100
"""Milliseconds until it is made: the lines come first."""

_SECTIONS = {"now": "Now", "unsent": "Did you send it?", "waiting": "Waiting"}


def _section_of(item: Item) -> str:
    return item.kind if item.kind in _SECTIONS else "now"


@dataclass(frozen=True)
class _Today:
    """What the page shows, read in one go."""

    items: Sequence[Item]
    who: str
    day: date
    anybody: bool


def _read(book: Book, apart: frozenset[int]) -> _Today:
    from partnerdesk.desk import home, listing, today

    ours = home.get(book)
    parts = (ours.name, ", ".join(filter(None, (ours.organisation, ours.place.city))))
    items = today.due(book, apart=apart)
    who = " · ".join(filter(None, parts))
    return _Today(items, who, home.today(book), bool(items) or listing.anybody(book))


class TodayPage(Page):
    """Today.

    Signals:
        writeAsked(list, tuple, str, int): write to these contacts, with these times, from this template about
            the project with this key; 0: about none.
        openAsked(int): open this letter.
        correctAsked(int): correct the times of this letter in another one.
        contactRequested(int): show this contact.
        timesAsked(list, object, object): look for a time with these contacts, of so many minutes, for the
            project with this key.
        dropped(Path, int, str, object): a letter, and the contact, their name and the approach it is for.
        fileAsked(int, str, object): choose a letter to be filed; with whom, as above, or 0 and nobody.
        newAsked(): write a letter.
        addAsked(), importAsked(), sampleAsked(): there is nobody yet: add a contact, bring people in from
            files, show the sample book.
        counted(int): how many lines there is something to do about.

    """

    title = "Today"

    writeAsked = Signal(list, tuple, str, int)  # noqa: N815 - Qt's manner
    openAsked = Signal(int)  # noqa: N815
    correctAsked = Signal(int)  # noqa: N815
    contactRequested = Signal(int)  # noqa: N815
    timesAsked = Signal(list, object, object)  # noqa: N815
    dropped = Signal(object, int, str, object)
    fileAsked = Signal(int, str, object)  # noqa: N815
    newAsked = Signal()  # noqa: N815
    addAsked = Signal()  # noqa: N815
    importAsked = Signal()  # noqa: N815
    sampleAsked = Signal()  # noqa: N815
    counted = Signal(int)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._shown: _Today | None = None
        self._all: set[str] = set()  # the sections of which every line is wanted
        self._apart: set[int] = set()  # letters of batches that are asked about one by one
        self.lines: list[Line] = []
        self._title, self._who = (
            Label("Today", Size.TITLE),
            Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True),
        )
        self._list = Column()
        self._column = QVBoxLayout(self._list)
        self._area = Scrolled(self._list)
        self._empty = EmptyPlace(
            "check",
            "Nothing to do today",
            [primary_button("Write a letter", self.newAsked.emit, icon="edit")],
            hint="When a letter has gone out, Today asks whether you sent it. Then it counts the partner’s "
            "own school days, and says when to remind them and when to let them rest.",
        )
        self._nobody: EmptyPlace | None = None
        self._middle = QStackedWidget()
        self.beside: Beside | None = None
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._fit_beside)
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._tick)
        self._lay_out()
        self.setAccessibleName(self.title)
        self._load()
        self._wait_for_minute()

    def _lay_out(self) -> None:
        edge = 5 * theme.GRID // 2
        self._head = head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self._title, 1)
        self._file = plain_button("File an answer…", lambda: self.fileAsked.emit(0, "", None), icon="import")
        head.addWidget(self._file, 0, Qt.AlignmentFlag.AlignVCenter)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addWidget(self._who)
        column.addSpacing(theme.GRID)
        self._column.setSpacing(0)
        self._middle.addWidget(QWidget())  # nothing is said before it is known, and nothing jumps then
        self._middle.addWidget(self._area)
        self._middle.addWidget(self._empty)
        column.addWidget(self._middle, 1)
        self._across = across = QHBoxLayout(self)
        across.setContentsMargins(edge, 2 * theme.GRID, edge, 0)
        across.setSpacing(4 * theme.GRID)
        across.addWidget(self._inside, 1000)
        across.addStretch(1)
        self._area.verticalScrollBar().rangeChanged.connect(self._fit)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the system's text size and the direction of reading."""
        super().changeEvent(event)
        changed = event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if changed and hasattr(self, "_inside"):  # not while it is being made
            self._fit()

    def _fit(self) -> None:
        """Keep lines short enough to be read, and clear of the scroll bar."""
        self._inside.setMaximumWidth(theme.column_width(_WIDEST))
        left, right = (theme.GRID, 0) if self.isRightToLeft() else (0, theme.GRID)
        self._column.setContentsMargins(left, 0, right, 2 * theme.GRID)
        bar = self._area.verticalScrollBar()
        scrolled = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        left, right = (left + scrolled, right) if self.isRightToLeft() else (left, right + scrolled)
        self._head.setContentsMargins(left, 0, right, 0)  # its button ends where those of the lines do

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Make use of the room beside the lines."""
        super().resizeEvent(event)
        self._fit_beside()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return what the lines need: what stands beside them goes where there is no room for it."""
        hint = super().minimumSizeHint()
        if self.beside is not None and not self.beside.isHidden():
            hint.setWidth(hint.width() - self.beside.width() - self._across.spacing())
        return hint

    def _fit_beside(self) -> None:
        """Show what stands beside the lines where there is room for it, and something to stand beside."""
        room = self.width() - theme.column_width(_WIDEST) - 9 * theme.GRID
        wanted = room >= _BESIDE[0] and self._shown is not None and bool(self._shown.items)
        if wanted and self.beside is None:
            from partnerdesk.qt.today.beside import Beside

            self.beside = Beside(self._runner, self)
            self._across.insertWidget(1, self.beside, 1)
        if self.beside is not None:
            self.beside.setFixedWidth(max(_BESIDE[0], min(room, _BESIDE[1])))
            self.beside.setVisible(wanted)

    @property
    def to_do(self) -> int:
        """How many lines there is something to do about."""
        return sum(each.kind != "waiting" for each in self._shown.items) if self._shown else 0

    # --- what the frame asks of a page ----------------------------------------------------------------

    def refresh(self, changes: Changes) -> None:
        """Show what has changed."""
        if not changes.touched or changes.touches(*_CONCERNED):
            self._load()
            if self.beside is not None:
                self.beside.look()

    def focus_main(self) -> None:
        """Go to the first line, or where there is none to the one thing to do."""
        if self.lines and self._middle.currentWidget() is self._area:
            self.lines[0].focus()
        elif (shown := self._middle.currentWidget()) is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def main_action(self) -> None:
        """Press the button of the line that has the focus, else of the first one."""
        line = self._line_in_focus() or next((each for each in self.lines if each.button), None)
        if line is not None and line.button is not None:
            line.button.click()
        elif self._shown is not None and not self._shown.anybody:
            self.addAsked.emit()
        elif not self.lines:
            self.newAsked.emit()

    def _step(self, by: int) -> None:
        """Go so many lines on."""
        line = self._line_in_focus()
        here = self.lines.index(line) + by if line else 0
        target = self.lines[max(0, min(len(self.lines) - 1, here))]
        target.focus()
        self._area.ensureWidgetVisible(target)

    # --- showing --------------------------------------------------------------------------------------

    def _load(self) -> None:
        apart = frozenset(self._apart)
        self._runner.ask(lambda book: _read(book, apart), self._show, context=self)

    def _show(self, found: _Today) -> None:
        """Show the lines; the focus stays on its line, or goes to the next one of its kind."""
        held = self._line_in_focus()
        nearest = self._nearest(held) if held is not None else []
        top = self._area.verticalScrollBar().value()
        self._shown = found
        self._clear()
        for key, words in _SECTIONS.items():
            self._section(words, key, [each for each in found.items if _section_of(each) == key])
        self._column.addStretch(1)
        empty = self._empty if found.anybody else self._begin()
        self._middle.setCurrentWidget(self._area if found.items else empty)
        self._tick_words()
        self.counted.emit(self.to_do)
        self._later.start()
        if held is not None and self.lines:
            there = {each.item.key: each for each in self.lines}
            key = next((each for each in nearest if each in there), self.lines[0].item.key)
            there[key].focus(careful=key != held.item.key)
        self._area.verticalScrollBar().setValue(top)

    def _nearest(self, line: Line) -> list[str]:
        """Return the keys of the lines, a line's own first: what follows in its section, then the others."""
        place = self.lines.index(line)
        items = [each.item for each in (*self.lines[place:], *reversed(self.lines[:place]))]
        return [
            each.key for each in sorted(items, key=lambda item: _section_of(item) != _section_of(line.item))
        ]

    def _begin(self) -> EmptyPlace:
        """Return what stands there while the book is empty: nobody can be written to yet."""
        if self._nobody is None:
            from partnerdesk.qt.contacts.nobody import Nobody

            nobody = Nobody()
            nobody.begin()
            nobody.addAsked.connect(self.addAsked)
            nobody.importAsked.connect(self.importAsked)
            nobody.sampleAsked.connect(self.sampleAsked)
            self._middle.addWidget(nobody)
            self._nobody = nobody
        return self._nobody

    def _section(self, words: str, key: str, items: Sequence[Item]) -> None:
        if not items:
            return
        head = Label(f"{words} · {len(items):,}", Size.SMALL, tone=Tone.MUTED)
        head.setContentsMargins(0, 2 * theme.GRID if self.lines else theme.GRID, 0, 0)
        self._put(head)
        shown = items if key in self._all else items[:_FIRST]
        for item in shown:
            main = bool(item.verb) and not any(each.button for each in self.lines)
            line = Line(item, self._shown.day if self._shown else date.min, ways(item), main=main)
            line.asked.connect(self._do)
            line.dropped.connect(self._dropped)
            line.stepped.connect(self._step)
            self.lines.append(line)
            self._put(line)
        if len(shown) < len(items):
            more = LinkButton(f"Show {len(items) - len(shown):,} more", lambda: self._show_all(key))
            self._put(more)

    def _put(self, part: QWidget) -> None:
        """Add a part that is there at once: what Qt shows later cannot take the focus now."""
        self._column.addWidget(part)
        part.show()

    def _show_all(self, key: str) -> None:
        self._all.add(key)
        if self._shown is not None:
            self._show(self._shown)

    def _clear(self) -> None:
        self.lines = []
        while (part := self._column.takeAt(0)) is not None:
            if widget := part.widget():
                widget.hide()
                widget.deleteLater()

    def _line_in_focus(self) -> Line | None:
        focus = self.focusWidget()
        return next((each for each in self.lines if focus and each.isAncestorOf(focus)), None)

    # --- the time -------------------------------------------------------------------------------------

    def _wait_for_minute(self) -> None:
        now = self._runner.now()
        self._minute.start(_MINUTE - now.second * 1000 - now.microsecond // 1000)

    def _tick(self) -> None:
        self._wait_for_minute()
        if self._shown is not None and self._runner.here().date() != self._shown.day:
            self._load()  # it is another day
        self._tick_words()

    def _tick_words(self) -> None:
        here = self._runner.here()
        self._title.setText(f"Today, {day_words(here.date())}")
        who = self._shown.who if self._shown else ""
        self._who.setText(f"{who} · {clock(here)}" if who else "")

    # --- doing ----------------------------------------------------------------------------------------

    def _do(self, key: str, item: Item) -> None:
        """Do what a button or a menu asks for: a verb of the desk, or a way to another page."""
        day = self._shown.day if self._shown else self._runner.here().date()
        does = verb(key, item, day)
        if does is not None:
            self._runner.do(does, context=self)
        elif key == "find":
            minutes = item.slots[0].minutes if item.slots else None
            self.timesAsked.emit(list(item.contact_ids or (item.contact_id,)), minutes, item.project_id)
        elif key == "contact":
            self.contactRequested.emit(item.contact_id)
        elif key == "open":
            self.openAsked.emit(item.draft_ids[0])
        elif key == "apart":
            self._apart.update(item.draft_ids)
            self._load()
        elif key == "correct":
            self.correctAsked.emit(item.draft_ids[0])
        elif key == "file":
            self.fileAsked.emit(item.contact_id, item.name, item.approach_id)
        else:
            template, slots = written_with(key, item)
            self.writeAsked.emit([item.contact_id], slots, template, item.project_id or 0)

    def _dropped(self, path: object, item: Item) -> None:
        self.dropped.emit(path, item.contact_id, item.name, item.approach_id)
