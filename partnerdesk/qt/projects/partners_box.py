"""The partners of a project: who is asked, how far that is, and the two verbs that matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from partnerdesk.core.schoolyear import span_words
from partnerdesk.desk import approaches
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.partners import Partner
from partnerdesk.qt import theme
from partnerdesk.qt.finder import Finder
from partnerdesk.qt.projects.rows import Row, RowsList
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, Label, LinkButton, Tone, plain_button, primary_button

_NOBODY = "Nobody yet. Type a name, or drag contacts here from their list."
_SHORT = 26
"""Letters of a name that fit on a button."""

_CAME: tuple[tuple[str, Callable[[Book, int], Changes]], ...] = (
    ("They answered", approaches.replied),
    ("They agreed", approaches.agree),
    ("They declined", approaches.decline),
    ("Let it rest", approaches.let_rest),
    ("To be asked again", approaches.ask_again),
)
"""What came of asking someone, and the verb that notes it."""


class PartnersBox(QWidget):
    """The section.

    Signals:
        writeAsked(list), timesAsked(list), printAsked(list), leaveAsked(list): of these contacts.
        contactAsked(int): show this contact.
        joinAsked(int): this contact joins.
        cameAsked(int, verb): this came of an approach: a verb of ``desk.approaches`` for it.
        filledAsked(): as many as wanted have agreed: the project is filled.
    """

    writeAsked = Signal(list)  # noqa: N815 - Qt's manner
    timesAsked = Signal(list)  # noqa: N815
    printAsked = Signal(list)  # noqa: N815
    leaveAsked = Signal(list)  # noqa: N815
    contactAsked = Signal(int)  # noqa: N815
    joinAsked = Signal(int)  # noqa: N815
    cameAsked = Signal(int, object)  # noqa: N815
    filledAsked = Signal()  # noqa: N815

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._partners: Sequence[Partner] = ()
        self._sum = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.filled = LinkButton("Mark it as filled", self.filledAsked.emit)
        self.list = RowsList("Partners", several=True, whole=True)
        self._nobody = Label(_NOBODY, tone=Tone.MUTED, wrap=True)
        self.write = primary_button("Write", lambda: self.writeAsked.emit(self.meant()), icon="mail")
        self.times = plain_button("Find a time", lambda: self.timesAsked.emit(self.together()), icon="clock")
        self.print = plain_button("Print", lambda: self.printAsked.emit(self.on_paper()), icon="print")
        self.came = plain_button("What came of it")
        self.came.setMenu(self._menu())
        self.leave = plain_button("Take off", lambda: self.leaveAsked.emit(self.list.chosen()))
        self.finder = Finder(runner)
        self.finder.set_first(first=False)
        self.list.opened.connect(self.contactAsked)
        self.list.moved.connect(self._tell)
        self.list.deleteAsked.connect(self._leave)
        self.finder.found.connect(lambda key: self.joinAsked.emit(key))
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(Label("Partners", Size.HEADING))
        head.addWidget(self._sum, 1)
        head.addWidget(self.filled)
        verbs = QWidget()
        flow = FlowLayout(verbs)
        for part in (self.write, self.times, self.print, self.came, self.leave, self.finder):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(self._nobody)
        column.addWidget(verbs)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for words, verb in _CAME:
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, verb=verb: self._came(verb))
            menu.addAction(action)
        return menu

    def _came(self, verb: Callable[[Book, int], Changes]) -> None:
        if partner := self._alone():
            self.cameAsked.emit(partner.approach_id, verb)

    def _alone(self) -> Partner | None:
        """Return the one partner that is selected; None where that is none, or several."""
        chosen = self.list.chosen()
        found = [each for each in self._partners if [each.contact_id] == chosen]
        return found[0] if found else None

    def show_partners(self, partners: Sequence[Partner], wanted: int, state: str) -> None:
        """Show these contacts of a project that wants so many."""
        self._partners = tuple(partners)
        here = self._runner.here
        today = here().date().year
        self.list.show_rows(
            [
                Row(
                    each.contact_id,
                    each.name,
                    state_words(each, here, today),
                    ", ".join(filter(None, (each.organisation, each.city))),
                    next_words(each),
                    good=each.state == "agreed",
                )
                for each in partners
            ]
        )
        self.list.setVisible(bool(partners))
        self._nobody.setVisible(not partners)
        agreed = sum(each.state == "agreed" for each in partners)
        self._sum.setText(sum_words(partners, wanted))
        self.filled.setVisible(agreed >= wanted and state in ("planning", "seeking"))
        self._tell()

    def meant(self) -> list[int]:
        """Return whom to write to: those selected, else those not asked yet, else all but those declined."""
        to_ask = [each.contact_id for each in self._partners if each.to_ask]
        return self.list.chosen() or to_ask or self._not_declined()

    def together(self) -> list[int]:
        """Return whom to find a time with: those selected, else those agreed, else all but those declined."""
        agreed = [each.contact_id for each in self._partners if each.state == "agreed"]
        return self.list.chosen() or agreed or self._not_declined()

    def _not_declined(self) -> list[int]:
        return [each.contact_id for each in self._partners if each.state != "declined"]

    def on_paper(self) -> list[int]:
        """Return whom to print: several that are selected, else all but those declined."""
        chosen = self.list.chosen()
        return chosen if len(chosen) > 1 else [each.contact_id for each in self._partners if each.stays]

    def _leave(self) -> None:
        if self.leave.isEnabled():
            self.leave.click()

    def _write_words(self, chosen: bool, not_asked: bool) -> str:
        """Say to whom one would write."""
        meant = self.meant()
        if len(meant) > 1:
            some = f"Write to {len(meant)}"
            if not_asked and not chosen:
                return f"{some} not asked yet"
            return f"Write to all {len(meant)}" if len(meant) == len(self._partners) and not chosen else some
        name = next((each.name for each in self._partners if [each.contact_id] == meant), "")
        return f"Write to {name}" if 0 < len(name) <= _SHORT else "Write"

    def _tell(self) -> None:
        """Say on the buttons whom they mean."""
        chosen = set(self.list.chosen())
        not_asked = [each for each in self._partners if each.to_ask]
        words = self._write_words(bool(chosen), bool(not_asked))
        self.write.setText(words.replace("&", "&&"))
        self.write.setAccessibleName(words)
        self.write.setVisible(bool(self.meant()))
        for button in (self.times, self.print):
            button.setVisible(bool(self._partners))
        alone = self._alone()
        self.came.setVisible(alone is not None)
        if alone is not None:
            self.came.setAccessibleName(f"What came of asking {alone.name}")
        can_leave = chosen and chosen <= {each.contact_id for each in not_asked}
        self.leave.setVisible(bool(can_leave))
        self.leave.setEnabled(bool(can_leave))
        self.write.updateGeometry()


def sum_words(partners: Sequence[Partner], wanted: int) -> str:
    """Say how far it is: ``1 of 3 agreed · 2 asked · 1 to ask``."""
    agreed = sum(each.state == "agreed" for each in partners)
    waiting = sum(each.state in ("sent", "replied") for each in partners)
    to_ask = sum(each.to_ask for each in partners)
    parts = [f"{agreed} of {wanted} agreed"]
    parts += [f"{waiting} under way"] if waiting else []
    parts += [f"{to_ask} to ask"] if to_ask else []
    return " · ".join(parts)


def state_words(partner: Partner, here: Callable[[datetime], datetime], year: int) -> str:
    """Say how far an approach is, with its day by home's clock: ``asked 3 March``."""
    if partner.to_ask:
        return "the letter came back" if partner.returned_from else "to ask"
    words = {"sent": "asked", "replied": "answered", "resting": "rests since"}.get(
        partner.state, partner.state
    )
    moment = {"sent": partner.sent_at, "replied": partner.replied_at}.get(partner.state) or partner.since
    return f"{words} {day_of(moment, here, year)}"


def day_of(moment: datetime, here: Callable[[datetime], datetime], year: int) -> str:
    """Return the day of a moment, with its year where that is another one."""
    day = here(moment).date()
    return span_words(day, day, year=day.year != year)


def next_words(partner: Partner) -> str:
    """Say what comes next: ``3 of 7 school days``, ``time for a reminder``; empty where nothing does."""
    following = partner.following
    if partner.state == "replied":
        return "waits for your answer" if following.step else "you have answered"
    if partner.state == "resting":
        return f"until {span_words(following.on, following.on)}" if following.on else ""
    if partner.state != "sent":
        return ""
    words = f"{following.passed} of {following.of} school days"
    if following.of and following.passed >= following.of:
        words = "time for a reminder" if not partner.reminders else "time for one more reminder"
    return f"reminded · {words}" if partner.reminders else words
