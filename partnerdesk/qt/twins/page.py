"""The page of twins: the pairs that may be one person, and beside the list the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.desk.book import Book, Changes
from partnerdesk.errors import NotFound, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.page import Page
from partnerdesk.qt.projects.rows import Row, RowsList
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.twins.sheet import TwinSheet
from partnerdesk.qt.widgets import EmptyPlace, Hairline, Label, LinkButton, Tone, UnderWay, plain_button
from partnerdesk.qt.worker import Progress, Task

if TYPE_CHECKING:
    from partnerdesk.desk.sidebyside import Sheet
    from partnerdesk.desk.twins import Twins

_CONCERNED = ("contact", "organisation", "email", "phone", "apart")
_SURE = {3: "surely one", 2: "probably one", 1: "perhaps one"}
_LIST = 52  # letters in the list's width
_PART, _LEAST = 0.4, 24 * theme.GRID  # of the page's width, at the most; and at the least, in pixels
_NOBODY = "Nobody is here twice"
_HINT = (
    "Compared were addresses, phones, and names within an organisation, in other spellings and scripts too."
)


class TwinsPage(Page):
    """Twins.

    Args:
        runner: the way to the desk.

    """

    title = "Twins"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._of: tuple[int, str] | None = None  # the contact whose twins are looked for: key and name
        self._search: Task[list[Twins]] | None = None
        self._found: dict[int, Twins] = {}  # by number, in the order of the list
        self._begun = self._acting = False
        self._one: Latest[Sheet | None] = Latest(runner, self)
        self._whole = QStackedWidget(self)
        self._full = QWidget(self._whole)
        self._side = QWidget(self._full)
        self.list = RowsList("Pairs that may be one person", below=2, parent=self._side)
        self.sheet = TwinSheet(self._full)
        self.under_way = UnderWay("Comparing contacts…", parent=self)
        self._heading = Label("Twins", Size.TITLE, elide=True)
        self._summary = Label(size=Size.SMALL, tone=Tone.MUTED, elide=True)
        self.everybody = LinkButton("Look among all contacts", self.start)
        self.again = plain_button("Look again", self._look)
        self._empty = EmptyPlace("people", _NOBODY, [self.again], hint=_HINT)
        self._lay_out()
        self.list.moved.connect(self._moved)
        self.list.opened.connect(lambda _key: self.sheet.focus_first())
        self.list.installEventFilter(self)
        self.sheet.mergeAsked.connect(self.merge)
        self.sheet.apartAsked.connect(self.not_the_same)
        self.sheet.laterAsked.connect(self.later)
        self.setAccessibleName(self.title)

    def _lay_out(self) -> None:
        edge = 5 * theme.GRID // 2
        head = QVBoxLayout()
        head.setContentsMargins(edge, 2 * theme.GRID, edge, theme.GRID)
        head.setSpacing(theme.GRID // 2)
        top = QHBoxLayout()
        top.setSpacing(theme.GRID)
        top.addWidget(self._heading, 1)
        top.addWidget(self.everybody)
        head.addLayout(top)
        head.addWidget(self._summary)
        head.addWidget(self.under_way)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        side.addWidget(self.list)
        row = QHBoxLayout(self._full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self.sheet, 1)
        self._whole.addWidget(self._full)
        self._whole.addWidget(self._empty)
        self._whole.hide()  # nothing is said before it is known
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addWidget(self._whole, 1)
        self.everybody.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's names
        """Share the width."""
        super().resizeEvent(event)
        wanted = min(theme.column_width(_LIST), int(self.width() * _PART))
        self._side.setFixedWidth(max(_LEAST, wanted))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """N in the list says that they are two, L leaves the pair for later."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            verbs = {Qt.Key.Key_N: self.not_the_same, Qt.Key.Key_L: self.later}
            verb = verbs.get(Qt.Key(event.key()))
            if verb is not None and not event.modifiers():
                verb()
                return True
        return super().eventFilter(watched, event)

    # --- what the frame asks of a page ----------------------------------------------------------------

    def start(self, contact_id: int | None = None, name: str = "") -> None:
        """Look for the twins of one contact; of all where none is named."""
        self._of = None if contact_id is None else (contact_id, name)
        self._heading.setText(f"Twins of {name}" if self._of else "Twins")
        self.everybody.setVisible(self._of is not None)
        self._look()

    def refresh(self, changes: Changes) -> None:
        """Look again where others have changed what is compared."""
        if self._begun and not self._acting and (not changes.touched or changes.touches(*_CONCERNED)):
            self._look()

    def focus_main(self) -> None:
        """Go to the list, or to the one thing to do where it is empty."""
        target: QWidget = self.list if self._found else self.again
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def main_action(self) -> None:
        """Merge the pair shown."""
        self.merge()

    def step_back(self) -> None:
        """Stop the search, else go back to the list."""
        if not self.under_way.isHidden():
            self.under_way.stop.click()
        else:
            self.focus_main()

    # --- looking --------------------------------------------------------------------------------------

    def _look(self) -> None:
        if self._search is not None:
            self._search.cancel()
            self._search.drop()
        self._begun = True
        of = self._of[0] if self._of else None

        def query(book: Book, progress: Progress) -> list[Twins]:
            from partnerdesk.desk import twins

            return twins.pairs(book, progress, of=of)

        def stop() -> None:
            if self._search is not None:
                self._search.cancel()

        self.under_way.begin(stop)
        self._search = self._runner.ask_long(
            query,
            self._show,
            context=self,
            progress=self.under_way.progress,
            cancelled=self._stopped,
        )

    def _stopped(self) -> None:
        self.under_way.end()
        self._summary.setText("The search was stopped before its end.")
        self._summary.setVisible(bool(self._found))
        self._empty.set_sentence("The search was stopped", "Nothing was changed.")
        if not self._found:
            self._whole.setCurrentWidget(self._empty)
            self._whole.show()

    def _show(self, found: Sequence[Twins]) -> None:
        self.under_way.end()
        here = self._chosen()
        self._found = dict(enumerate(found))
        same = next((key for key, each in self._found.items() if here and each.pair == here.pair), None)
        self._list(same if same is not None else next(iter(self._found), None))

    def _list(self, chosen: int | None) -> None:
        """Show the pairs there are; the focus stays in the list, or goes to the one thing to do."""
        held = self._full.isAncestorOf(self.focusWidget() or self)
        with QSignalBlocker(self.list):  # the pair is shown once, below
            self.list.show_rows([_row(key, each) for key, each in self._found.items()])
            self.list.choose(chosen)
        count = len(self._found)
        self._summary.setText(f"{count:,} pair{'' if count == 1 else 's'} to look at" if count else "")
        self._summary.setVisible(bool(count))
        name = f"There is no second {self._of[1]}" if self._of else _NOBODY
        self._empty.set_sentence(name, _HINT)
        self._whole.setCurrentWidget(self._full if count else self._empty)
        self._whole.show()
        self._moved()
        if held:
            self.focus_main()

    def _chosen(self) -> Twins | None:
        keys = self.list.chosen()
        return self._found.get(keys[0]) if keys else None

    def _moved(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        pair = chosen.pair

        def query(book: Book) -> Sheet | None:
            from partnerdesk.desk.sidebyside import side_by_side

            try:
                return side_by_side(book, pair.first, pair.second)
            except NotFound:
                return None  # one is gone since; the search is about to say so

        self._one.ask(query, lambda sheet: self._compare(sheet, chosen))

    def _compare(self, sheet: Sheet | None, chosen: Twins) -> None:
        if sheet is not None:
            reason = f"{_SURE[chosen.pair.strength].capitalize()}: {chosen.pair.reason}"
            self.sheet.show_sheet(sheet, reason, self._runner.here())

    # --- doing ----------------------------------------------------------------------------------------

    def merge(self) -> None:
        """Make one contact of the two shown."""
        chosen, sheet = self._chosen(), self.sheet.sheet
        if chosen is None or sheet is None or {sheet.keep, sheet.other} != _keys(chosen):
            return
        choices = self.sheet.choices()

        def verb(book: Book) -> Changes:
            from partnerdesk.desk.merging import merge

            return merge(book, sheet.keep, sheet.other, choices)

        self._do(verb, {sheet.other: sheet.keep})

    def not_the_same(self) -> None:
        """Remember that the two are two."""
        chosen = self._chosen()
        if chosen is None:
            return
        pair = chosen.pair

        def verb(book: Book) -> Changes:
            from partnerdesk.desk import twins

            return twins.not_the_same(book, pair.first, pair.second)

        self._do(verb, {})

    def later(self) -> None:
        """Put the pair at the end of the list."""
        keys = self.list.chosen()
        if keys:
            following = self._following(keys[0])
            self._found[max(self._found) + 1] = self._found.pop(keys[0])
            self._list(following if following != keys[0] else next(iter(self._found)))

    def _do(self, verb: Callable[[Book], Changes], instead: dict[int, int]) -> None:
        """Run a verb about the pair chosen, and go on to the next without looking through the book again.

        Args:
            verb: the verb.
            instead: contact that is gone → the one it went into.

        """
        (key,) = self.list.chosen()
        following = self._following(key)

        def done(_changes: Changes) -> None:
            self._acting = False
            self._found.pop(key, None)
            pairs = {number: _replaced(each, instead) for number, each in self._found.items()}
            once = {(each.pair.first, each.pair.second): number for number, each in reversed(pairs.items())}
            self._found = {
                number: each
                for number, each in pairs.items()
                if each.pair.first != each.pair.second and once[each.pair.first, each.pair.second] == number
            }
            self._list(following if following in self._found else next(iter(self._found), None))
            for kept in instead.values():
                self._tell_of(kept)

        def failed(error: PartnerDeskError) -> None:
            self._acting = False
            self._runner.failed.emit(error)

        self._acting = True
        self._runner.do(verb, context=self, done=done, failed=failed)

    def _tell_of(self, contact_id: int) -> None:
        """Say in the list what a contact is called now."""

        def query(book: Book) -> tuple[str, str] | None:
            from partnerdesk.desk import twins

            return twins.told_of(book, contact_id)

        def show(told: tuple[str, str] | None) -> None:
            if told is not None:
                self._found = {key: _told(each, contact_id, *told) for key, each in self._found.items()}
                self.list.show_rows([_row(key, each) for key, each in self._found.items()])

        self._runner.ask(query, show, context=self)

    def _following(self, key: int) -> int | None:
        """Return the pair below this one, else the one above it."""
        keys = list(self._found)
        at = keys.index(key)
        return (keys[at + 1 :] + keys[:at][::-1] + [key])[0]


def _keys(pair: Twins) -> set[int]:
    return {pair.pair.first, pair.pair.second}


def _row(key: int, twins: Twins) -> Row:
    first, second = twins.names
    name = f"{first}, twice" if first == second else f"{first} · {second}"
    about = " · ".join(dict.fromkeys(filter(None, twins.about)))
    reason = twins.pair.reason[:1].upper() + twins.pair.reason[1:]
    return Row(key, name, below=reason, foot=about, more=_SURE[twins.pair.strength])


def _replaced(pair: Twins, instead: dict[int, int]) -> Twins:
    """Return a pair in which one contact went into another one."""
    first, second = sorted(instead.get(key, key) for key in (pair.pair.first, pair.pair.second))
    return replace(pair, pair=replace(pair.pair, first=first, second=second))


def _told(pair: Twins, contact_id: int, name: str, about: str) -> Twins:
    """Return a pair in which one contact is called so now."""
    here = (pair.pair.first == contact_id, pair.pair.second == contact_id)
    names = tuple(name if this else before for this, before in zip(here, pair.names, strict=True))
    abouts = tuple(about if this else before for this, before in zip(here, pair.about, strict=True))
    return replace(pair, names=(names[0], names[1]), about=(abouts[0], abouts[1]))
