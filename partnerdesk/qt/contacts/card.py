"""The card to read: who, where, what time it is there, and how to reach them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from partnerdesk.core.times import offset_text
from partnerdesk.core.wording import clock
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.card_facts import CardFacts
from partnerdesk.qt.contacts.history import History
from partnerdesk.qt.contacts.there import DAYS, city_words, place_words, session_words, there_with
from partnerdesk.qt.filedrop import letter_in
from partnerdesk.qt.scrolled import Column
from partnerdesk.qt.theme import Size, colours
from partnerdesk.qt.widgets import (
    FlowLayout,
    IconButton,
    Label,
    LinkButton,
    Status,
    StatusMark,
    Tone,
    plain_button,
    primary_button,
)
from partnerdesk.qt.widgets.address import AddressLabel

_LONGEST_WORD = 26  # letters that a line of the card holds at the least


def words_label(text: str) -> Label:
    """Return a label that wraps, and can be copied from unless it holds a word too long to wrap by itself."""
    long = any(len(word) > _LONGEST_WORD for word in text.split())
    return Label(breakable(text) if long else text, wrap=True, selectable=not long)


def breakable(text: str) -> str:
    """Return a text whose very long words may be broken (by invisible spaces), for labels that wrap."""
    words = text.split(" ")
    return " ".join(
        "\u200b".join(word[i : i + _LONGEST_WORD] for i in range(0, len(word), _LONGEST_WORD)) or word
        for word in words
    )


class TimeBox(QWidget):
    """The time there, on a tinted panel: clock, weekday, city, offset; whether school is in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = Label(size=Size.HEADING)
        self._where = Label(wrap=True)
        self._mark = StatusMark(line=True)
        self._school = Label(wrap=True)
        self._sure = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(3)
        top, under = QHBoxLayout(), QHBoxLayout()
        for line in (top, under):
            line.setSpacing(theme.GRID)
        top.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._where, 1, Qt.AlignmentFlag.AlignVCenter)
        under.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        under.addWidget(self._school, 1)
        grid.addLayout(top, 0, 0)
        grid.addLayout(under, 1, 0)
        grid.addWidget(self._sure, 2, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_time(self, facts: CardFacts, now: datetime) -> bool:
        """Show the time at ``now`` (aware); False where no zone is known."""
        place = facts.place
        found = there_with(facts.week, place, now)
        if found is None:
            return False
        city = city_words(place.city, place.region_name, place.country, place.zone)
        self._clock.setText(clock(found.local))
        self._where.setText(f"{DAYS[found.local.weekday()]} in {city} · {offset_text(found.local)}")
        self._mark.set_status(Status.IN_SESSION if found.state.in_session else Status.CLOSED)
        self._school.setText(session_words(found.state, found.local, found.closed))
        self._sure.setText(
            "Hours confirmed" if found.confirmed else "School hours are assumed, not confirmed"
        )
        self._sure.set_tone(Tone.MUTED if found.confirmed else Tone.WARNING)
        self.setAccessibleName(f"{self._clock.text()}, {self._where.text()}, {self._school.text()}")
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Fill the panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours(self.palette()).tint)
        painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)


_NO_CITY = "Add the city to see the time there"
_NO_ZONE = "Choose the time zone to see the time there"
"""For a city whose zone was never said, or has a name that tz data does not know here."""


class CardView(Column):
    """One contact, to read.

    Signals:
        writeAsked, timeAsked, tagAsked, trashAsked, organisationAsked: its verbs.
        editAsked(str): edit it, beginning in this field.
        noteAsked(str): a line for its history.
        letterDropped(Path, int, str): a letter was dropped on it; the contact's key and name.
        twinsAsked(int, str): look for the twins of the contact of this key and name.
        fileAsked(int, str): write this contact to a file.

    """

    writeAsked = Signal()  # noqa: N815 - Qt's manner
    timeAsked = Signal()  # noqa: N815
    editAsked = Signal(str)  # noqa: N815
    tagAsked = Signal()  # noqa: N815
    trashAsked = Signal()  # noqa: N815
    organisationAsked = Signal()  # noqa: N815
    noteAsked = Signal(str)  # noqa: N815
    letterDropped = Signal(object, int, str)  # noqa: N815
    twinsAsked = Signal(int, str)  # noqa: N815
    fileAsked = Signal(int, str)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: CardFacts | None = None
        self.setAcceptDrops(True)
        self._name = Label(size=Size.HEADING, wrap=True)
        self._name.setContentsMargins(0, 2, 0, 0)  # the tilde of a bold Ñ reaches above the line
        self._role = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self._time = TimeBox()
        self._no_place = LinkButton(_NO_CITY, lambda: self.editAsked.emit("place"), flush=True)
        self.write_button = primary_button("Write", self.writeAsked.emit, tip="Write a letter (Ctrl+Return)")
        self.time_button = plain_button("Find a time", self.timeAsked.emit, tip="Find a time (Ctrl+Shift+F)")
        self.edit_button = plain_button("Edit", lambda: self.editAsked.emit("name"), tip="Edit (F2)")
        self._more = IconButton("more", "More for this contact", self._show_menu)
        self._facts_box = QWidget()
        self._grid = QGridLayout(self._facts_box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(theme.GRID)
        self._grid.setColumnStretch(1, 1)
        self.history = History()
        self.history.noteAsked.connect(self.noteAsked)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.GRID // 2] * 4)
        column.setSpacing(2 * theme.GRID)
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addWidget(self._name)
        head.addWidget(self._role)
        top = QHBoxLayout()
        top.setSpacing(theme.GRID)
        top.addLayout(head, 1)
        top.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self._time)
        column.addWidget(self._no_place)
        verbs = FlowLayout()
        for widget in (self.write_button, self.time_button, self.edit_button):
            verbs.addWidget(widget)
        column.addLayout(verbs)
        column.addWidget(self._facts_box)
        column.addWidget(self.history)
        column.addStretch()

    @property
    def contact_id(self) -> int:
        """Whose card it is; 0 while it is nobody's."""
        return self._facts.contact.id if self._facts else 0

    def takes(self, data: QMimeData) -> bool:
        """Say whether a letter is dragged that may have come from whoever's card it is."""
        return self._facts is not None and letter_in(data) is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's names
        """Take a letter that came from whoever's card it is."""
        if self.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Hand it on, to be filed."""
        path = letter_in(event.mimeData())
        if self._facts is not None and path is not None:
            event.acceptProposedAction()
            self.letterDropped.emit(path, self.contact_id, self._facts.contact.name)

    @property
    def step_words(self) -> tuple[str, str]:
        """The last and the next step, as they are shown."""
        return self._facts.steps if self._facts else ("", "")

    def show_card(self, facts: CardFacts, now: datetime, home: tzinfo) -> None:
        """Show a contact.

        Args:
            facts: what there is to show.
            now: aware.
            home: the zone whose days the history is told in.

        """
        other = facts.contact.id != self.contact_id
        self._facts = facts
        contact = facts.contact
        self._name.setText(breakable(contact.name))
        about = ", ".join(part for part in (contact.role, facts.organisation) if part)
        self._role.setText(breakable(about))
        self._role.setVisible(bool(about))
        self.setAccessibleName(f"Card of {contact.name}")
        self.tick(now)
        self._fill(facts)
        self.history.show_entries([(each.at, each.text) for each in contact.entries], now, home, anew=other)

    def tick(self, now: datetime) -> None:
        """Show the time there at ``now`` (aware)."""
        known = self._facts is not None and self._time.show_time(self._facts, now)
        self._time.setVisible(known)
        self._no_place.setVisible(not known)
        if not known and self._facts is not None:
            self._no_place.setText(_NO_ZONE if self._facts.place.city else _NO_CITY)
            self._no_place.setAccessibleName(self._no_place.text())

    def _fill(self, facts: CardFacts) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        contact = facts.contact
        last, following = facts.steps
        self._row("Last step", self._words(last))
        self._row("Next step", self._words(following))
        emails = [(each.address, each.label) for each in contact.emails]
        phones = [(each.number, each.label) for each in contact.phones]
        reached = emails or phones
        add = (
            None
            if reached
            else LinkButton("Add an e-mail", lambda: self.editAsked.emit("emails"), flush=True)
        )
        self._row("E-mail", self._several(emails, addresses=True) or add)
        self._row("Phone", self._several(phones))
        self._row("Website", self._words(contact.web))
        self._row("Languages", self._words(", ".join(facts.languages)))
        place = facts.place
        self._row("Place", self._words(place_words(place.city, place.region_name, place.country)))
        self._row("Address", self._words(_address(facts)))
        self._row("School week", self._week(facts))
        self._row("Met through", self._words(met_through(facts)))
        self._row("Tags", self._words(", ".join(f"# {tag.name}" for tag in contact.tags)))
        self._row("Greeting", self._words(contact.greeting))
        self._row("Notes", self._words(contact.notes))
        self._row("Came from", self._words(contact.origin))
        self._facts_box.setVisible(self._grid.count() > 0)

    def _row(self, caption: str, value: QWidget | None) -> None:
        if value is None:
            return
        row = self._grid.rowCount()
        link = isinstance(value, LinkButton)
        middle, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
        head = Label(caption, tone=Tone.MUTED)
        self._grid.addWidget(head, row, 0, middle if link else top)
        # A link keeps its own width; unless aligned it would hold the whole column to that.
        aligned = middle | Qt.AlignmentFlag.AlignLeft if link else Qt.AlignmentFlag(0)
        self._grid.addWidget(value, row, 1, aligned)

    def _words(self, text: str) -> Label | None:
        return words_label(text) if text else None

    def _several(self, pairs: list[tuple[str, str]], *, addresses: bool = False) -> QWidget | None:
        if not pairs:
            return None
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for value, label in pairs:
            column.addWidget(AddressLabel(value) if addresses else Label(value, wrap=True, selectable=True))
            if label and len(pairs) > 1:
                column.addWidget(Label(label, Size.SMALL, tone=Tone.MUTED))
        return box

    def _week(self, facts: CardFacts) -> QWidget:
        text = facts.week.words() or "No school hours"
        return Label(text if facts.week.confirmed else f"{text} (assumed)", wrap=True, selectable=True)

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        verbs: list[tuple[str, Callable[[], object]]] = [("Tag…", self.tagAsked.emit)]
        if self._facts is not None and self._facts.organisation:
            verbs.append(("Edit the organisation", self.organisationAsked.emit))
        if self._facts is not None:
            whose = self._facts.contact
            verbs.append(("Look for twins", lambda: self.twinsAsked.emit(whose.id, whose.name)))
            verbs.append(("Export…", lambda: self.fileAsked.emit(whose.id, whose.name)))
        verbs.append(("Move to Trash", self.trashAsked.emit))
        for words, verb in verbs:
            act = QAction(words, menu)
            act.triggered.connect(lambda _checked=False, do=verb: do())
            menu.addAction(act)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _address(facts: CardFacts) -> str:
    """Say where letters on paper go, down to the city; empty where neither street nor postcode is known."""
    contact = facts.contact
    if not (contact.street or contact.postcode):
        return ""
    city = " ".join(filter(None, [contact.postcode, facts.place.city]))
    return "\n".join(filter(None, [contact.street, city]))


def met_through(facts: CardFacts) -> str:
    """Say in a line how we met: ``Conference: Lisbon, last year``; ``Introduced by Elena Ruiz``."""
    contact = facts.contact
    source = contact.source
    if facts.introducer:
        source = f"introduced by {facts.introducer}"
    parts = ": ".join(part for part in (source, contact.source_detail) if part)
    return parts[:1].upper() + parts[1:]
