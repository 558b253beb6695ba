"""Whom a print is of: those selected or listed, all, or some countries and regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from partnerdesk.core.text import fold
from partnerdesk.core.times import Slot
from partnerdesk.desk.listing import Folder
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.folder_model import ALL
from partnerdesk.qt.contacts.there import counted
from partnerdesk.qt.widgets import ChipsField
from partnerdesk.qt.widgets.calm import Calm

if TYPE_CHECKING:
    from partnerdesk.qt.contacts.finder import Found
    from partnerdesk.qt.contacts.page import ContactsPage

_COUNTRIES = "Countries and regions…"
_NARROW = 12  # letters of a long choice that are shown at the least


@dataclass(frozen=True)
class Meeting:
    """What the page of times shows, for a plan sheet.

    Args:
        organisations: parties besides the contacts.
        slots: the times chosen.
        minutes: how long these are.
        days: home's dates that are drawn besides those of the times.

    """

    organisations: tuple[int, ...] = ()
    slots: tuple[Slot, ...] = ()
    minutes: int = 45
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Whom:
    """A choice of contacts.

    Args:
        words: as it is offered: ``12 selected contacts``.
        ids: these; None: those of ``folders`` that match ``text``.
        folders: ``MX`` or ``MX-PUE``, several; none: all.
        text: as typed into the search.
        meeting: when these are to meet, where that is known.
        of: what ``ids`` are, for the title: ``partners of “Water”``; empty: it says nothing of them.

    """

    words: str
    ids: tuple[int, ...] | None = None
    folders: tuple[str, ...] = ()
    text: str = ""
    meeting: Meeting | None = None
    of: str = ""


EVERYBODY = Whom("All contacts")


def choices(page: ContactsPage) -> list[Whom]:
    """Return whom a print may be of, by what the contacts show: the likeliest first.

    One contact alone is the last choice, because one is always selected.
    """
    found, selected = page.finder.shown, page.selected()
    made = [Whom(f"{len(selected):,} selected contacts", tuple(selected))] if len(selected) > 1 else []
    if found is not None:
        made += _listed(found)
    if not made:
        made.append(EVERYBODY)
    if len(selected) == 1:
        name = str(page.list.currentIndex().data() or "")
        made.append(Whom(f"{name or 'The contact'} (selected)", tuple(selected)))
    return made


def _listed(found: Found) -> list[Whom]:
    """Return what the list shows: what a search found, and the folder or the tag that is open."""
    within, name = found.choice, found.choice.name
    by_hand = within.tag or within.only is not None
    folders = (within.folder,) if within.folder else ()
    made = []
    if found.text:
        where = f" in {name}" if within != ALL and not found.everywhere else ""
        words = f"“{found.text}”{where}: {counted(len(found.ids))}"
        if found.everywhere or not by_hand:
            made.append(Whom(words, None, () if found.everywhere else folders, found.text))
        else:
            made.append(Whom(words, tuple(found.ids), of=f"{name}, “{found.text}”"))
    if folders:
        made.append(Whom(name, None, folders))
    elif by_hand and not found.text:
        made.append(Whom(name, tuple(found.ids), of=name))
    return made


class FoldersField(ChipsField):
    """Countries and regions; the values are codes, the chips show names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._names: dict[str, str] = {}
        super().__init__(
            "Countries and regions", "Add a country or region", suggest=self._near, parent=parent
        )

    def offer(self, folders: Sequence[Folder]) -> None:
        """Offer the folders of the book."""
        self._names = {}
        for country in folders:
            self._names[country.code] = country.name
            self._names |= {region.code: f"{region.name}, {country.name}" for region in country.regions}
        self.set_values([code for code in self.values() if code in self._names])

    def accepted(self, text: str) -> str | None:
        """Return the code of a folder by its name, or the beginning of it."""
        asked = fold(" ".join(text.split()))
        exact = [code for code, name in self._names.items() if asked in (fold(name), fold(code))]
        begun = [code for code, name in self._names.items() if asked and fold(name).startswith(asked)]
        return next(iter([*exact, *begun]), None)

    def refusal(self, text: str) -> str:
        """Say that nobody is there."""
        return f"The book has nobody in “{text}”. Choose from the list."

    def words(self, value: str) -> str:
        """Return the folder's name."""
        return self._names.get(value, value)

    def _near(self, text: str) -> list[str]:
        asked = fold(text.strip())
        found = [name for name in self._names.values() if asked and asked in fold(name)]
        return sorted(found, key=lambda name: (not fold(name).startswith(asked), fold(name)))


class WhomField(QWidget):
    """The choice.

    ``changed()`` is emitted when the user takes another one.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: tuple[Whom, ...] = (EVERYBODY,)
        self.box = QComboBox()
        self.box.setAccessibleName("Whom")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(_NARROW)
        Calm(self).keep(self.box)
        self.folders = FoldersField()
        self.folders.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.box)
        column.addWidget(self.folders)
        self.setFocusProxy(self.box)
        self.offer((EVERYBODY,))
        self.box.currentIndexChanged.connect(self._chosen)
        self.box.activated.connect(self._go_on)
        self.folders.changed.connect(lambda _values: self.changed.emit())

    @property
    def whom(self) -> Whom:
        """The one chosen; nobody while no country is named."""
        at = self.box.currentIndex()
        if at < len(self._offered):
            return self._offered[at]
        codes = self.folders.values()
        return Whom(_COUNTRIES, folders=codes) if codes else Whom(_COUNTRIES, ids=())

    def offer(self, offered: Sequence[Whom]) -> None:
        """Offer these, the first one chosen, and countries and regions after them; nobody is told."""
        self._offered = tuple(offered)
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItems([each.words for each in self._offered])
            self.box.insertSeparator(len(self._offered))
            self.box.addItem(_COUNTRIES)
            self.box.setCurrentIndex(0)
        self.folders.set_values(next((each.folders for each in self._offered if each.folders), ()))
        self.folders.hide()

    def _go_on(self) -> None:
        """Lead to where countries are named, who has said that he wants to name some."""
        if not self.folders.isHidden():
            self.folders.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, at: int) -> None:
        self.folders.setVisible(at > len(self._offered))
        self.changed.emit()
