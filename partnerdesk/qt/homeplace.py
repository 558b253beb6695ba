"""Where home is: a city completes and brings its zone; any other place is asked for its country and zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from partnerdesk.core.places import Place
from partnerdesk.core.times import offset_text
from partnerdesk.core.wording import clock
from partnerdesk.core.zones import zone, zone_city
from partnerdesk.desk.places import ZoneChoice, gazetteer, locate
from partnerdesk.errors import BadInput
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.completion import offer_countries, popup_open
from partnerdesk.qt.form import FormField
from partnerdesk.qt.widgets import CityField, gazetteer_choices

Now = Callable[[], datetime]


class HomePlace(QWidget):
    """City; for one that is in no list also its country, and its zone where the country has several.

    Signals:
        placed(Place): a place with its zone was chosen.
        left(): something was said that is not yet enough, or the field was emptied.

    Args:
        now: the present instant, aware, so that the time there can be shown.

    """

    placed = Signal(object)
    left = Signal()

    def __init__(self, now: Now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._by_tab = False
        self.city = CityField(gazetteer_choices(gazetteer()))
        self.country = QLineEdit(placeholderText="Type a country")
        self.zone = QComboBox()
        self._city_row = FormField("City", self.city)
        self._country_row = FormField("Country", self.country)
        self._zone_row = FormField("Time zone", self.zone)
        self.rows = (self._city_row, self._country_row, self._zone_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for row in self.rows:
            column.addWidget(row)
        self._country_row.hide()
        self._zone_row.hide()
        self.setFocusProxy(self.city)
        for edit in (self.city, self.country):
            edit.installEventFilter(self)
        # What was wrong with a text is not said of the next one.
        for edit, row in ((self.city, self._city_row), (self.country, self._country_row)):
            edit.textEdited.connect(lambda _text, row=row: row.tell(""))
        self.city.placePicked.connect(lambda _place: self._picked())
        self.city.typed.connect(self._typed)
        # Later: by then a list that was open over the field has closed, and its choice stands in the field.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._country_left)
        self.country.editingFinished.connect(self._soon.start)
        self.zone.activated.connect(lambda _row: self._settle())

    def place(self) -> Place:
        """Return the place with its zone; an empty one where nothing is said.

        Raises:
            BadInput: more has to be said: ``field`` is ``city``, ``country`` or ``zone``.

        """
        said = self.city.place()
        if said.zone or not said:
            return said
        country = self.country.text().strip()
        if not country:
            raise BadInput(f"“{said.city}” is not in the list of cities.", "Say its country.", "country")
        return locate(said.city, country, zone=str(self.zone.currentData() or ""))

    def set_place(self, place: Place) -> None:
        """Show a place, without telling anyone."""
        self.city.set_place(place, _words(place))
        self._show_more(country=False, zones=())
        self._explain(place)
        self.tell(None)

    def tell(self, error: BadInput | None) -> None:
        """Show an error beside the field it means, or take all errors away."""
        field = error.field if error else ""
        if isinstance(error, ZoneChoice):
            self._show_more(country=True, zones=error.zones)
        elif field in ("country", "zone"):
            self._show_more(country=True, zones=self._offered())
        rows = {"country": self._country_row, "zone": self._zone_row}
        wrong = rows.get(field, self._city_row) if error else None
        if wrong is not None and wrong.isHidden():
            wrong = self._city_row
        for row in self.rows:
            row.tell(_told(error) if row is wrong and error else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice whether a field is left by Tab: what is asked next then gets the focus."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._by_tab = event.reason() == Qt.FocusReason.TabFocusReason
        return super().eventFilter(watched, event)

    def _picked(self) -> None:
        self._show_more(country=False, zones=())
        self._settle()

    def _typed(self, text: str) -> None:
        """Ask for the country of a city that is not in the list."""
        if not text:
            self._show_more(country=False, zones=())
            self._city_row.note("")
            self.tell(None)
            self.left.emit()
            return
        self._country_row.note(
            f"“{text}” is not in the list of cities. Its country tells which clock it keeps."
        )
        self._show_more(country=True, zones=self._offered())
        if self._by_tab or self.window().focusWidget() is self.city:
            QTimer.singleShot(0, self.country, self.country.setFocus)
        self._settle()

    def _country_left(self) -> None:
        if self._country_row.isHidden() or popup_open(self.country):
            return
        asked = not self._zone_row.isHidden()
        self._show_more(country=True, zones=self._offered())
        self._settle()
        if (
            not asked
            and not self._zone_row.isHidden()
            and (self._by_tab or self.window().focusWidget() is self.country)
        ):
            self.zone.setFocus()

    def _settle(self) -> None:
        """Tell the place if it is known by now; what is still open is no error yet."""
        try:
            place = self.place()
        except BadInput:
            self._explain(Place())
            self.left.emit()
            return
        self.tell(None)
        self._explain(place)
        self.placed.emit(place)

    def _offered(self) -> tuple[str, ...]:
        land = gazetteer().country_named(self.country.text()) if self.country.text().strip() else None
        return gazetteer().zones(land.alpha2) if land else ()

    def _show_more(self, *, country: bool, zones: tuple[str, ...]) -> None:
        if not country:
            self.country.clear()
        elif self.country.completer() is None:
            offer_countries(self.country)
            self.country.completer().activated.connect(lambda _text: self._soon.start())
        self._country_row.setVisible(country)
        known = tuple(str(self.zone.itemData(row)) for row in range(1, self.zone.count()))
        if zones != known:
            with QSignalBlocker(self.zone):
                self._offer(zones)
        self._zone_row.setVisible(len(zones) > 1)

    def _offer(self, zones: tuple[str, ...]) -> None:
        self.zone.clear()
        self.zone.addItem("Choose the one its clocks keep", "")
        for name in zones:
            local = self._now().astimezone(zone(name))
            self.zone.addItem(f"{zone_city(name)}: {clock(local)} now ({offset_text(local)})", name)

    def _explain(self, place: Place) -> None:
        if not place.zone:
            self._city_row.note("")
            return
        local = self._now().astimezone(zone(place.zone))
        there = f"{place.zone} · {clock(local)} there now ({offset_text(local)})"
        at = _words(place)
        self._city_row.note(there if at == self.city.text() else f"{at} · {there}")


def _words(place: Place) -> str:
    """Write a place as the completion does: ``Detroit — Michigan, United States``."""
    land = gazetteer().country(place.country)
    where = ", ".join(part for part in (place.region_name, land.name if land else place.country) if part)
    return f"{place.city} — {where}" if where and place.city else place.city or where


def _told(error: BadInput) -> str:
    """Say an error where the zones stand to be chosen from: without the names of them all."""
    return "This country has several time zones: choose one." if isinstance(error, ZoneChoice) else str(error)
