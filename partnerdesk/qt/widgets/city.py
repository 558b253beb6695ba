"""The city field: a few letters complete to a city, and country, region and zone follow from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from partnerdesk.core.gazetteer import Gazetteer
from partnerdesk.core.places import City, Place
from partnerdesk.core.text import fold
from partnerdesk.qt.widgets.label import leading
from partnerdesk.qt.widgets.popup import FirstAtReturn, completer_with_popup


@dataclass(frozen=True)
class CityChoice:
    """One line of the completion: its words ('Puebla — Puebla, Mexico'), and the place it stands for."""

    words: str
    place: Place


def gazetteer_choices(
    gazetteer: Gazetteer, first: Callable[[], Collection[str]] = tuple
) -> Callable[[str], list[CityChoice]]:
    """Return a ``complete`` for :class:`CityField` that asks the gazetteer, countries of ``first`` first."""

    def choice(city: City) -> CityChoice:
        name, _, where = gazetteer.label(city).partition(", ")
        known_as = f"{name} ({city.matched})" if fold(city.matched) != fold(name) else name
        return CityChoice(f"{known_as} — {where}" if where else known_as, gazetteer.place(city))

    return lambda text: [choice(city) for city in gazetteer.complete(text, first=first())]


class _Choices(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[CityChoice] = ()

    def show(self, rows: Sequence[CityChoice]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(  # noqa: N802 - Qt's name
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008 - as Qt declares it
    ) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        return self.rows[index.row()].words if index.isValid() and role in shown else None


class CityField(QLineEdit):
    """A field for a city.

    ``placePicked(Place)`` is emitted when a city is chosen from the list (Return takes the first where none
    is pointed at), or left standing as the only one of that name; ``typed(str)`` when the field is left with
    a text that is no known city: the page may then ask for the zone.

    Args:
        complete: the choices for a text, best first; called at every key, so it has to be quick (10 ms).

    """

    placePicked = Signal(object)  # noqa: N815 - Qt's manner
    typed = Signal(str)

    def __init__(
        self,
        complete: Callable[[str], Sequence[CityChoice]],
        name: str = "City",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._complete = complete
        self._place: Place | None = None
        self._told = ""
        self._choices = _Choices(self)
        self.setAccessibleName(name)
        self.setPlaceholderText("Type a city")
        self.setAlignment(leading(self))
        completer, self._popup = completer_with_popup(self, self._choices, "Cities")
        FirstAtReturn(self._popup, self._take_first, self)
        completer.activated.connect(self._picked)
        self.setCompleter(completer)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._left)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Begin where the page begins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(leading(self))

    def _take_first(self, _key: QKeyEvent) -> bool:
        if self._choices.rows:
            self._popup.hide()
            self._take(self._choices.rows[0])
        return bool(self._choices.rows)

    def place(self) -> Place:
        """Return the place picked; else a place with nothing but what was typed as its city."""
        return self._place or Place(city=self.text().strip())

    def set_place(self, place: Place, words: str = "") -> None:
        """Show a place, without telling anyone; ``words`` if it has more of a name than its city."""
        self._place = place if place else None
        self._told = words or place.city
        self.setText(self._told)
        self.setCursorPosition(0)

    def _edited(self, text: str) -> None:
        self._place = None
        self._choices.show(self._complete(text))

    def _picked(self, words: str) -> None:
        for choice in self._choices.rows:
            if choice.words == words:
                self._take(choice)
                return

    def _left(self) -> None:
        """Take a city that was only pointed at, or the one city of exactly this name."""
        text = self.text().strip()
        if self._place is not None or text == self._told:
            return
        rows = self._choices.rows
        same = [choice for choice in rows if text in (choice.words, choice.words.replace(" — ", ", "))]
        same = same or [choice for choice in rows if fold(choice.place.city) == fold(text)]
        if len(same) == 1:
            self._take(same[0])
        else:
            self._told = text
            self.typed.emit(text)

    def _take(self, choice: CityChoice) -> None:
        self._place = choice.place
        self._told = choice.words
        self.setText(choice.words)
        self.placePicked.emit(choice.place)
