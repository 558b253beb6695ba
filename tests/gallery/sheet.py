"""Sheets of all widgets in their states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QStringListModel, Qt
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from partnerdesk.core.places import Place
from partnerdesk.core.times import Slot
from partnerdesk.errors import DiskFull
from partnerdesk.qt import icons, theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import (
    CityChoice,
    CityField,
    Clock,
    EmptyPlace,
    FlowLayout,
    Hairline,
    IconButton,
    InlineBar,
    Kind,
    Label,
    LanguagesField,
    LinkButton,
    PassingBar,
    SearchField,
    SlotField,
    Status,
    StatusMark,
    TagsField,
    Tone,
    plain_button,
    primary_button,
)
from partnerdesk.qt.widgets.slot import style_calendar

LANGUAGES = (("es", "Spanish"), ("en", "English"), ("fr", "French"), ("nah", "Nahuatl"), ("pt", "Portuguese"))
PUEBLA = CityChoice(
    "Puebla — Puebla, Mexico", Place("Puebla", "MX-PUE", "Puebla", "MX", "America/Mexico_City")
)


def both(slot: Slot) -> list[str]:
    """A stand-in for the words of ``core.wording``."""
    there = slot.local("America/Hermosillo")
    here = slot.local("America/Detroit")
    return [f"{there:%A %d %B %Y, %H:%M} in Hermosillo", f"{here:%A %d %B %Y, %H:%M} in Detroit"]


def flow(*parts: QWidget) -> QWidget:
    """The parts in a line, or in as many as they need."""
    box = QWidget()
    layout = FlowLayout(box)
    for part in parts:
        layout.addWidget(part)
    return box


def column(parts: Sequence[QWidget]) -> QVBoxLayout:
    """The parts under each other."""
    layout = QVBoxLayout()
    layout.setSpacing(12)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch()
    return layout


def disabled(widget: QWidget) -> QWidget:
    """The same, not to be used now."""
    widget.setEnabled(False)
    return widget


def fields() -> QWidget:
    """Text, buttons, icons and fields."""
    page = QWidget()
    page.resize(1024, 768)
    page.setWindowTitle("Widgets")
    texts = [
        Label("Puebla, Mexico", Size.TITLE),
        Label(
            "7 contacts · 12:41 there now, one hour behind you", size=Size.SMALL, tone=Tone.MUTED, wrap=True
        ),
        Label("(hours assumed for 2)", size=Size.SMALL, tone=Tone.WARNING),
        Label("Elena Ruiz Ortega", Size.HEADING, elide=True),
        Label(
            "<b>Not bold</b>: names from outside are text, and a text that is long goes on in the next line.",
            wrap=True,
            selectable=True,
        ),
        Label("A very long line that is cut where the column ends, and whole in its tooltip", elide=True),
        Hairline(),
        flow(
            *(
                part
                for status in Status
                for part in (StatusMark(status), Label(status.value, size=Size.SMALL))
            )
        ),
        flow(primary_button("Write", icon="mail"), plain_button("Find a time"), LinkButton("Add a line")),
        flow(disabled(primary_button("Save 3 drafts…")), disabled(plain_button("Copy", icon="copy"))),
        flow(*(IconButton(name, name) for name in icons.names())),
    ]
    search, found = SearchField("Search 214 contacts"), SearchField("Search 214 contacts")
    found.setText("munoz")
    city = CityField(lambda text: [PUEBLA])
    city.set_place(PUEBLA.place, PUEBLA.words)
    languages = LanguagesField(LANGUAGES)
    languages.set_values(["es", "en", "nah"])
    tags = TagsField(["choir", "science fair"])
    slot = SlotField(both, "First time")
    slot.set_clocks(Clock("Hermosillo", "America/Hermosillo"), Clock("Detroit", "America/Detroit"))
    slot.set_slot(Slot.parse("2027-03-16 10:00 America/Hermosillo"))
    combo = QComboBox()
    combo.addItems(["First proposal", "Gentle reminder"])
    line = QLineEdit("Escuela Normal Superior")
    wrong = QLineEdit("elena.ruiz@")
    wrong.setProperty("wrong", True)
    note = QPlainTextEdit("Met at the Normal Schools webinar.\nSings in the choir.")
    note.setFixedHeight(88)
    inputs = [
        search,
        found,
        city,
        languages,
        tags,
        slot,
        combo,
        line,
        wrong,
        disabled(QLineEdit("Lincoln School")),
        note,
    ]
    across = QHBoxLayout(page)
    across.setContentsMargins(*[3 * theme.GRID] * 4)
    across.setSpacing(4 * theme.GRID)
    across.addLayout(column(texts), 1)
    across.addLayout(column(inputs), 1)
    return page


def messages() -> QWidget:
    """Bars, an empty place, a slot that does not exist, one that happens twice."""
    page = QWidget()
    page.resize(1024, 768)
    bars = []
    told = []
    for kind, text in (
        (
            Kind.INFO,
            "Your clocks change on Sunday 14 March. Until then Puebla is one hour behind you, from then two.",
        ),
        (Kind.WARNING, "Hours in Puebla are assumed."),
    ):
        bars.append(InlineBar())
        told.append((kind, text))
    error = InlineBar()
    gap, twice = SlotField(both, "First time"), SlotField(both, "Second time")
    for field in (gap, twice):
        field.set_clocks(Clock("Puebla", "America/Mexico_City"), Clock("Detroit", "America/Detroit"))
    gap.ask(datetime.fromisoformat("2027-03-14T02:30"), "America/Detroit")
    twice.ask(datetime.fromisoformat("2027-11-07T01:30"), "America/Detroit")
    empty = EmptyPlace(
        "people",
        "No contacts here yet",
        [primary_button("Add a contact"), plain_button("Import…"), plain_button("Look at the sample book")],
        hint="Everyone you save appears in the folder of their country.",
    )
    across = QHBoxLayout(page)
    across.setContentsMargins(*[3 * theme.GRID] * 4)
    across.setSpacing(4 * theme.GRID)
    across.addLayout(column([*bars, error, Hairline(), gap, Hairline(), twice]), 1)
    across.addWidget(empty, 1)
    for bar, (kind, text) in zip(bars, told, strict=True):
        bar.say(kind, text, actions=[("Ask them", lambda: None)] if kind is Kind.WARNING else ())
    error.say_error(
        DiskFull("The disk is full: the last change was not saved.", "Make room, then press Ctrl+S."),
        details="database or disk is full; 0 bytes free in the folder Documents",
    )
    passing = PassingBar(page)
    passing.say("3 contacts moved to Trash", lambda: None)
    return page


def popups() -> QWidget:
    """What drops down: the calendar, completions, a menu; lists, check boxes, scroll bars."""
    page = QWidget()
    page.resize(1024, 600)
    calendar = QCalendarWidget()
    style_calendar(calendar)
    calendar.setSelectedDate(QDate(2027, 3, 16))
    cities = QListView()
    cities.setProperty("popup", True)
    cities.ensurePolished()
    cities.setModel(QStringListModel([PUEBLA.words, "Pueblo — Colorado, United States"]))
    cities.setFixedHeight(80)
    cities.setCurrentIndex(cities.model().index(0, 0))
    names = QListView()
    names.setModel(QStringListModel([f"Contact {number}" for number in range(40)]))
    names.setCurrentIndex(names.model().index(2, 0))
    menu = QMenu()
    for icon, word, key in (
        ("undo", "Undo", "Ctrl+Z"),
        ("add", "New contact", "Ctrl+N"),
        ("trash", "Move to Trash", "Del"),
    ):
        menu.addAction(icons.icon(icon), word).setShortcut(key)
    menu.addSeparator()
    menu.addAction("Restore").setEnabled(False)
    menu.setActiveAction(menu.actions()[1])
    menu.setParent(page, Qt.WindowType.Widget)
    tick, empty_tick, choice = (
        QCheckBox("Also make calendar files"),
        QCheckBox("Not this one"),
        QRadioButton("In Spanish"),
    )
    tick.setChecked(True)
    choice.setChecked(True)
    progress = QProgressBar()
    progress.setValue(40)
    across = QHBoxLayout(page)
    across.setContentsMargins(*[3 * theme.GRID] * 4)
    across.setSpacing(4 * theme.GRID)
    across.addLayout(column([calendar, tick, empty_tick, choice, QRadioButton("In English"), progress]), 1)
    across.addLayout(column([cities, names, menu]), 1)
    return page
