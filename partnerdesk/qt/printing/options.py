"""What is to be printed, and how: the options of a print, those of its style only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from partnerdesk.desk import paper
from partnerdesk.desk.listing import Folder
from partnerdesk.desk.paper_people import Sort
from partnerdesk.desk.paper_wish import Style, Wish
from partnerdesk.formats.paper.sheets import SHEETS, sheet_named
from partnerdesk.formats.paper.values import PaperSize
from partnerdesk.qt import theme
from partnerdesk.qt.form import Column, FormField
from partnerdesk.qt.printing.even import Even
from partnerdesk.qt.printing.first_label import FirstLabel
from partnerdesk.qt.printing.kept import Kept, Look
from partnerdesk.qt.printing.styles import StyleTiles
from partnerdesk.qt.printing.whom import Meeting, Whom, WhomField
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Label, Tone
from partnerdesk.qt.widgets.calm import Calm

STYLES: tuple[tuple[Style, str], ...] = (
    ("list", "List"),
    ("cards", "Cards"),
    ("labels", "Labels"),
    ("phone", "Phone sheet"),
    ("plan", "Plan sheet"),
    ("cover", "Folder cover"),
)
_SORTS = {
    "folder": "Country and region",
    "name": "Name",
    "organisation": "Organisation",
    "zone": "Time zone, west to east",
    "next": "Next step",
}
_COLUMNS = {
    "organisation": "Organisation",
    "contact": "E-mail, phone",
    "time": "Time there",
    "languages": "Languages",
    "hours": "School hours",
    "last": "Last step",
    "next": "Next step",
}
_PAPERS = {"A4": "A4", "Letter": "Letter"}
_WAYS = {"upright": "Upright", "lying": "Lying"}
_SIZES = {str(size): f"{size} %" for size in (80, 90, 100, 110, 125, 140, 160)}
_HAVE: dict[Style, tuple[str, ...]] = {
    "list": ("title", "sort", "columns", "paper", "size", "notes", "private"),
    "cards": ("title", "sort", "paper", "size", "notes", "private"),
    "labels": ("sort", "sheet", "first", "size"),
    "phone": ("title", "sort", "paper", "size", "private"),
    "plan": ("title", "paper", "size"),
    "cover": ("paper", "size", "private"),
}
"""The options of each style, besides those that all have; the paper of labels is the sheet's."""
_ALL_HAVE = ("whom", "style", "about", "black")
_ABOUT: dict[Style, str] = {
    "list": "A table by country and region, with how far their clocks are from yours.",
    "cards": "A block for each: addresses, numbers, languages, school hours, what was last.",
    "labels": "Postal addresses on sheets of labels, written as in their country.",
    "phone": "Names and numbers, with their school hours by your clock.",
    "plan": "Times that suit all, told to each in its own language, with the day drawn below.",
    "cover": "For the folder of a country: map, clocks, school hours and holidays, and who is there.",
}
_TYPING = 400
"""Milliseconds after the last letter of a title before the pages follow."""


class Options(Column):
    """The options.

    Signals:
        changed(): the user has changed one.
        typed(): the user types a title; ``changed`` follows.

    Args:
        kept: what is remembered of each style.

    """

    changed = Signal()
    typed = Signal()

    def __init__(self, kept: Kept, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._kept = kept
        self._usual: PaperSize = "A4"
        self.whom = WhomField()
        self.styles = StyleTiles(STYLES)
        # Its height follows from its width, and so the column's: without it Qt would squeeze the others.
        self._about = Label(size=Size.SMALL, tone=Tone.MUTED, wrap=True)
        self.title = QLineEdit()
        self.sort = _choice(_SORTS)
        self.columns = {key: QCheckBox(words) for key, words in _COLUMNS.items()}
        self.sheet = _choice({each.number: f"{each.paper} {each.number}" for each in SHEETS})
        self.first = FirstLabel()
        self.paper, self.way, self.type_size = _choice(_PAPERS), _choice(_WAYS), _choice(_SIZES)
        self.black = QCheckBox("Black and white")
        self.notes = QCheckBox("Notes: they may be private")
        self.private = QCheckBox("Details marked private or home")
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self.fields: dict[str, QWidget] = {
            "whom": FormField("Whom", self.whom),
            "style": self.styles,
            "about": self._about,
            "title": FormField("Title", self.title),
            "sort": FormField("Sorted by", self.sort),
            "columns": FormField("Columns, after the name", Even(self.columns.values(), 2, 6)),
            "sheet": FormField("Sheet, by its maker’s number", self.sheet),
            "first": FormField("First label that is still there", self.first),
            "paper": Even((FormField("Paper", self.paper), FormField("Held", self.way)), 2),
            "size": Even((FormField("Size of type", self.type_size), QWidget()), 2),
            "black": self.black,
            "notes": self.notes,
            "private": self.private,
        }
        self.fields["columns"].setAccessibleName("Columns")
        self.rows.setSpacing(2 * theme.GRID)
        for name, part in self.fields.items():
            if name not in ("black", "notes", "private"):
                self.rows.addWidget(part)
        self.rows.addWidget(Even((self.black, self.notes, self.private), 1, 6))
        self.rows.addStretch()
        self.set_style(self.usual_style)
        self._connect()

    def _connect(self) -> None:
        self.whom.changed.connect(self.changed)
        self.styles.chosen.connect(self._restyle)
        for box in (self.sort, self.paper, self.way, self.type_size):
            box.currentIndexChanged.connect(self._keep)
        self.sheet.currentIndexChanged.connect(self._resheet)
        self.first.changed.connect(self._keep)
        for check in (*self.columns.values(), self.black):
            check.toggled.connect(self._keep)
        for check in (self.notes, self.private):
            check.toggled.connect(self.changed)
        self.title.textEdited.connect(self._type)
        self.title.editingFinished.connect(self._titled)
        self._typing.timeout.connect(self.changed)

    # --- what is wished for ---------------------------------------------------------------------------

    @property
    def style_name(self) -> Style:
        """The style chosen."""
        return cast("Style", self.styles.style_name)

    @property
    def usual_style(self) -> Style:
        """The style that was chosen last, here or in a print before."""
        return next((style for style, _ in STYLES if style == self._kept.style), "list")

    def wish(self) -> Wish:
        """Return what is to be printed."""
        style, whom, look = self.style_name, self.whom.whom, self._look()
        has = _HAVE[style]
        plan = whom.meeting if style == "plan" and whom.meeting is not None else Meeting()
        return Wish(
            style=style,
            ids=whom.ids,
            folders=whom.folders,
            text=whom.text,
            sort=cast("Sort", look.sort) if "sort" in has else "folder",
            columns=look.columns,
            paper=cast("PaperSize", look.paper) if "paper" in has else "",
            landscape=look.landscape and "paper" in has,
            size=look.size,
            notes=self.notes.isChecked() and "notes" in has,
            private=self.private.isChecked() and "private" in has,
            black=look.black,
            title=" ".join(self.title.text().split()) if "title" in has else "",
            of=whom.of,
            sheet=look.sheet,
            first=look.first,
            organisations=plan.organisations,
            slots=plan.slots,
            minutes=plan.minutes,
            days=plan.days,
        )

    def offer(self, whom: Sequence[Whom]) -> None:
        """Offer these choices of contacts, the first one chosen; what may be private is off again."""
        self.whom.offer(whom)
        for check in (self.notes, self.private):
            with QSignalBlocker(check):
                check.setChecked(False)
        self.title.clear()

    def offer_folders(self, folders: Sequence[Folder]) -> None:
        """Offer the folders of the book."""
        self.whom.folders.offer(folders)

    def say_title(self, title: str) -> None:
        """Say which title the pages have where none is typed."""
        if not self.title.text():
            self.title.setPlaceholderText(title)

    def set_usual(self, size: PaperSize) -> None:
        """Say which paper is used where home is."""
        if size != self._usual:
            self._usual = size
            self._show(self._kept.look(self.style_name))

    def set_style(self, style: Style) -> None:
        """Show a style as it was left; nobody is told."""
        self.styles.show_style(style)
        self._show(self._kept.look(style))
        for name, part in self.fields.items():
            part.setVisible(name in _ALL_HAVE or name in _HAVE[style])
        self._about.setText(_ABOUT[style])
        self.title.setPlaceholderText(paper.usual_title(style))

    def use_labels(self, number: str, first: int) -> int | None:
        """Begin the next print of labels with the first one that is left, unless that is on other sheets.

        Args:
            number: of the sheet that was printed on.
            first: the first label left on it.

        Returns:
            With which one it would have begun; None where it is on other sheets.

        """
        look = self._kept.look("labels")
        if number != self._sheet_of(look):
            return None
        before = look.first
        look = replace(look, sheet=number, first=first)
        self._kept.keep("labels", look)
        if self.style_name == "labels":
            self.first.show_sheet(sheet_named(number), first)
            self._count()
            self.changed.emit()
        return before

    # --- what is remembered ---------------------------------------------------------------------------

    def _look(self) -> Look:
        size = str(self.paper.currentData())
        return Look(
            sort=str(self.sort.currentData()),
            columns=tuple(key for key, box in self.columns.items() if box.isChecked()),
            paper="" if size == self._usual else size,
            landscape=self.way.currentData() == "lying",
            size=int(self.type_size.currentData()) / 100,
            black=self.black.isChecked(),
            sheet=str(self.sheet.currentData()),
            first=self.first.first,
        )

    def _show(self, look: Look) -> None:
        usual = look.paper or self._usual
        number = self._sheet_of(look)
        _set(self.sort, look.sort, "folder")
        _set(self.paper, usual, self._usual)
        _set(self.way, "lying" if look.landscape else "upright", "upright")
        _set(self.type_size, str(round(look.size * 100)), "100")
        _set(self.sheet, number, number)
        for key, check in (*self.columns.items(), ("", self.black)):
            with QSignalBlocker(check):
                check.setChecked(key in look.columns if key else look.black)
        self.first.show_sheet(sheet_named(number), look.first)
        self._count()

    def _sheet_of(self, look: Look) -> str:
        """Return the number of the sheet of labels that a look means."""
        return look.sheet if self.sheet.findData(look.sheet) >= 0 else paper.usual_sheet(self._usual)

    def _restyle(self, style: str) -> None:
        self.set_style(cast("Style", style))
        self._kept.keep_style(self.style_name)
        self.changed.emit()

    def _resheet(self) -> None:
        self.first.show_sheet(sheet_named(str(self.sheet.currentData())), 1)
        self._keep()

    def _count(self) -> None:
        """Say what the sheet is, and which label is the first."""
        sheet = sheet_named(str(self.sheet.currentData()))
        size = f"{sheet.width:.1f} × {sheet.height:.1f} mm"
        cast("FormField", self.fields["sheet"]).note(f"{sheet.count} labels of {size}")
        cast("FormField", self.fields["first"]).note(f"Label {self.first.first} of {sheet.count}")

    def _keep(self) -> None:
        self._count()
        self._kept.keep(self.style_name, self._look())
        self.changed.emit()

    def _type(self) -> None:
        self._typing.start()
        self.typed.emit()

    def _titled(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self.changed.emit()


def _choice(choices: Mapping[str, str]) -> QComboBox:
    """Return a box of words, each with its value; no wider than its place."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(4)
    Calm(box).keep(box)
    for value, words in choices.items():
        box.addItem(words, value)
    return box


def _set(box: QComboBox, value: str, otherwise: str) -> None:
    """Show a value, without telling anyone; another one where there is no such value."""
    at = box.findData(value)
    with QSignalBlocker(box):
        box.setCurrentIndex(at if at >= 0 else box.findData(otherwise))
