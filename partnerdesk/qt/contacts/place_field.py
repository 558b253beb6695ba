"""Where a contact is: a city that is known, or a place said in full; its zone follows, or is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from partnerdesk.core.places import Place
from partnerdesk.core.times import offset_text
from partnerdesk.core.wording import clock
from partnerdesk.core.zones import all_zones, zone, zone_city
from partnerdesk.desk.contacts import ContactFields
from partnerdesk.desk.places import ZoneChoice, gazetteer, locate
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.contacts.card_facts import CardFacts
from partnerdesk.qt.contacts.completion import complete, offer_countries, popup_open
from partnerdesk.qt.contacts.fields import Field
from partnerdesk.qt.contacts.quiet import quiet_button
from partnerdesk.qt.contacts.there import place_words
from partnerdesk.qt.widgets import CityField, gazetteer_choices
from partnerdesk.qt.widgets.label import leading


class PlaceField(Field):
    """City, and for a place that is in no list: country, region and time zone.

    An empty field inherits the organisation's place, and says so. A place that was said here and became the
    organisation's goes on standing here: it must not look as if it were lost.
    """

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__("City", parent)
        self._now = now
        self._first: Collection[str] = ()
        self._place = Place()
        self._keep_zone = ""
        self._school, self._school_place = "", Place()
        self._said_here = Place()
        self.city = CityField(gazetteer_choices(gazetteer(), lambda: self._first))
        self._free = QWidget()
        column = QVBoxLayout(self._free)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        self._country, self._region = QLineEdit(), QLineEdit()
        self._zone = QComboBox()
        for edit, caption in ((self._country, "Country"), (self._region, "Region, state or province")):
            edit.setPlaceholderText(caption)
            edit.setAccessibleName(caption)
            edit.setAlignment(leading(edit))
            edit.editingFinished.connect(self._free_changed)
            column.addWidget(edit)
        self._zone.setAccessibleName("Time zone")
        self._zone.activated.connect(self._zone_chosen)
        column.addWidget(self._zone)
        self._more = quiet_button("place", "Set country and time zone", self._unfold)
        for widget in (self.city, self._free):
            self.put(widget)
        self.put_verb(self._more)
        self._more.hide()
        self._free.hide()
        self.setFocusProxy(self.city)
        self.city.placePicked.connect(self._picked)
        self.city.typed.connect(self._typed)

    def prefer(self, countries: Collection[str]) -> None:
        """Offer cities of these countries first."""
        self._first = countries

    def fill(self, facts: CardFacts) -> None:
        """Show the contact's own place; what it inherits stands behind it in grey."""
        contact = facts.contact
        self._school = facts.organisation
        self._school_place = contact.organisation.place if contact.organisation else Place()
        self.show_place(contact.place)

    def show_place(self, place: Place) -> None:
        """Show a place of one's own, or none."""
        self._place = place
        self.city.set_place(self._said_here if self._stands() else place)
        self._hint()
        self._fill_free(place)
        self._free.hide()
        self._more.setVisible(bool(place))
        self._explain()

    def _stands(self) -> bool:
        """Whether what was said here is the organisation's place now, which the contact inherits."""
        return not self._place and bool(self._said_here) and self._said_here == self._school_place

    def _hint(self) -> None:
        """Say behind the empty field what to type, or what is inherited."""
        place, theirs = self._place, self._school_place
        hint = "Type a city"
        if not place and theirs:
            hint = f"{place_words(theirs.city, '', theirs.country)}, as {self._school}"
        elif place and not place.city:
            hint = f"Somewhere in {place_words('', place.region_name, place.country)}: type the city"
        self.city.setPlaceholderText(hint)

    def values(self) -> ContactFields:
        """Return the place; an empty one inherits.

        Raises:
            BadInput: city or country are not known, or the zone has to be chosen.

        """
        return {"place": self._located() if self._free.isVisibleTo(self) else self._place}

    def _located(self) -> Place:
        country = self._country.text().strip()
        city = self._place.city or self.city.text().strip()
        chosen = str(self._zone.currentData() or "")
        if city and not country:
            raise BadInput(f"“{city}” is in no list.", "Say which country it is in.", "country")
        try:
            return locate(city, country, self._region.text(), chosen)
        except ZoneChoice as choose:
            # The zones stand in the list below, told by their cities and clocks.
            land = gazetteer().country(choose.place.country)
            where = choose.place.region_name or (land.name if land else choose.place.country)
            raise BadInput(
                f"{where} has several time zones.", "Choose the one they live by.", "zone"
            ) from choose

    def tell(self, error: PartnerDeskError | None) -> None:
        """Ask for what is missing, where it is missing."""
        super().tell(error)
        if isinstance(error, BadInput) and error.field in ("country", "region", "zone", "city"):
            self._unfold(go=False)

    def blamed(self, error: PartnerDeskError) -> list[QWidget]:
        """Return the line, or the list of zones, that the error's field names."""
        parts = {"country": self._country, "region": self._region, "zone": self._zone}
        return [parts.get(getattr(error, "field", ""), self.city)]

    def _picked(self, place: Place) -> None:
        self._place = place
        self._fill_free(place)
        self._free.hide()
        self._more.show()
        self._explain()
        self.leave()

    def _typed(self, text: str) -> None:
        if self._place.city or not text:  # what was said of another city says nothing of this one
            self._clear_free()
        self._place = Place()
        if not text:
            self._said_here = Place()
            self._hint()
            self._free.hide()
            self._more.hide()
            self._explain()
            self.leave()
            return
        self._unfold(go=True)
        self.leave()

    def _unfold(self, *, go: bool = True) -> None:
        if self._free.isHidden():  # the zones are not read from disk for nothing
            offer_countries(self._country)
            self._offer_zones(self._keep_zone)
        self._free.show()
        self._more.hide()
        if go:
            self._country.setFocus()

    def _clear_free(self) -> None:
        for edit in (self._country, self._region):
            edit.clear()
        self._keep_zone = ""
        with QSignalBlocker(self._zone):
            self._zone.clear()

    def _fill_free(self, place: Place) -> None:
        land = gazetteer().country(place.country)
        self._country.setText(land.name if land else "")
        self._region.setText(place.region_name)
        self._keep_zone = place.zone

    def _offer_zones(self, chosen: str = "") -> None:
        """Offer the zones that the country and region can have; all of them where nothing is said yet."""
        chosen = chosen or str(self._zone.currentData() or "")
        land = gazetteer().country_named(self._country.text()) if self._country.text().strip() else None
        if land is not None:
            complete(self._region, [one.name for one in gazetteer().regions(land.alpha2)], "Regions")
        region = gazetteer().region_named(self._region.text(), land.alpha2) if land else None
        offered = gazetteer().zones(land.alpha2, region.code if region else "") if land else ()
        zones = list(offered or all_zones())
        if chosen and chosen not in zones:
            zones.insert(0, chosen)
        now = self._now()
        with QSignalBlocker(self._zone):
            self._zone.clear()
            self._zone.addItem("Time zone: choose", "")
            for name in zones:
                local = now.astimezone(zone(name))
                self._zone.addItem(f"{zone_city(name)}: {clock(local)} now ({offset_text(local)})", name)
            at = self._zone.findData(chosen)
            self._zone.setCurrentIndex(at if at > 0 else (1 if len(offered) == 1 else 0))

    def _free_changed(self) -> None:
        if any(popup_open(edit) for edit in (self._country, self._region)):
            return
        self._offer_zones()
        self.leave()

    def _zone_chosen(self) -> None:
        self.leave()

    def leave(self) -> None:
        """Say what follows from the place, then save it."""
        self._explain()
        super().leave()

    def _explain(self) -> None:
        try:
            place = self.values()["place"]
        except BadInput as error:
            self.note(str(error) if error.field == "zone" else "")
            return
        if not place:
            follows = f"Follows {self._school}; type a city only if it differs."
            shares = f"{self._school} is here too. Type another city only if this contact is elsewhere."
            self.note((shares if self._stands() else follows) if self._school_place else "")
            return
        self._said_here = place
        where = place_words("", place.region_name, place.country)
        told = ""
        if place.zone:
            local = self._now().astimezone(zone(place.zone))
            told = f"{clock(local)} there now, {offset_text(local)}"
        shared = ""
        if self._school and not self._school_place:
            shared = f"{self._school} has no place yet: this becomes its place too."
        self.note(". ".join(part for part in (" · ".join(p for p in (where, told) if p), shared) if part))
