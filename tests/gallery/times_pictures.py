"""The map of the world, the year strip and the school calendar, each alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.plans import PlanParty
from partnerdesk.core.publicdays import public_holidays
from partnerdesk.core.schoolyear import school_year, year_weeks
from partnerdesk.desk import contacts, listing
from partnerdesk.desk.places import locate
from partnerdesk.desk.world import pins
from partnerdesk.qt import theme
from partnerdesk.qt.calendar_fields import CalendarFold
from partnerdesk.qt.calendar_rows import Sort
from partnerdesk.qt.contacts import ContactsPage
from partnerdesk.qt.contacts.week_field import WeekField
from partnerdesk.qt.details import DetailsPage
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.times.world_map import WorldMap
from partnerdesk.qt.times.year_strip import YearStrip
from partnerdesk.qt.worker import Inline
from tests.gallery.stage import fresh, in_window, settle

NOW = datetime(2026, 12, 7, 18, 41, tzinfo=UTC)


def _framed(part: QWidget, width: int, height: int) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(*[5 * theme.GRID // 2] * 4)
    column.addWidget(part)
    column.addStretch()
    page.resize(width, height)
    return page


def _map(moment: datetime, width: int, height: int, *, point: int | None = None, table: bool = False) -> Any:
    def build() -> QWidget:
        book = fresh(moment)
        found = WorldMap()
        found.set_pins(pins(listing.rows(book, listing.find(book)), moment), moment)
        page = _framed(found, width, height)
        page.show()
        settle()
        if table:
            found._turn()
        if point is not None:
            found.picture.setFocus()
            found.picture.point(point)
        return page

    return build


def _party(name: str, city: str, zone: str, country: str, breaks: str, *, home: bool = False) -> PlanParty:
    week = replace(SchoolWeek.parse("Mon-Fri 08:00-14:00"), breaks=Break.parse(breaks))
    return PlanParty(name, city, zone, week, public_holidays(country, "", 2026, 2027), home=home)


PARTIES = (
    _party(
        "Ana Lee",
        "Detroit",
        "America/Detroit",
        "US",
        "2026-07-01..2026-09-07 Summer; 2026-11-26..2026-11-27 Thanksgiving;"
        "2026-12-21..2027-01-01 Winter break;"
        "2027-03-29..2027-04-02 Spring break; 2027-06-12..2027-07-31 Summer",
        home=True,
    ),
    _party(
        "Elena Ruiz",
        "Puebla",
        "America/Mexico_City",
        "MX",
        "2026-07-01..2026-08-28 Verano; 2026-12-18..2027-01-08 Vacaciones de invierno;"
        "2027-03-22..2027-04-02 Semana Santa; 2027-07-16..2027-07-31 Verano",
    ),
    _party(
        "Lucía Vega",
        "Madrid",
        "Europe/Madrid",
        "ES",
        "2026-07-01..2026-09-08 Verano; 2026-12-23..2027-01-07 Navidad; 2027-03-22..2027-03-29 Semana Santa;"
        "2027-06-23..2027-07-31 Verano",
    ),
)


def _strip(width: int, height: int, *, point: int | None = None, table: bool = False) -> Any:
    def build() -> QWidget:
        found = YearStrip()
        found.set_weeks(year_weeks(PARTIES, *school_year(NOW.date(), (), "US")), NOW.date())
        page = _framed(found, width, height)
        page.show()
        settle()
        if table:
            found._turn()
        if point is not None:
            found.picture.setFocus()
            found.picture.point(point)
        return page

    return build


CALENDAR = replace(
    SchoolWeek.parse("Mon-Fri 08:00-13:00"),
    breaks=Break.parse(
        "2026-12-18..2027-01-08 Vacaciones de invierno; 2027-03-22..2027-04-02 Semana Santa;"
        "2027-02-26 Consejo técnico escolar"
    ),
    terms=Break.parse("2026-08-31..2027-07-15 Ciclo escolar 2026-2027"),
    kept_holidays=frozenset({date(2027, 2, 1)}),
)


def _calendar(width: int, height: int, *, wrong: bool = False, follows: str = "") -> Any:
    def build() -> QWidget:
        found = CalendarFold(Runner(fresh(NOW), Inline()))
        found.show_week(CALENDAR, locate("Puebla", "MX"), follows=follows)
        page = _framed(found, width, height)
        page.show()
        settle()
        found.turn()
        settle()
        if wrong and found.breaks is not None:
            row = found.breaks.rows[0]
            row.last.setDate(QDate(2026, 12, 1))
            found.breaks.add(Sort.BREAK).first.setFocus()
        settle()
        return page

    return build


def _folded() -> QWidget:
    found = CalendarFold(Runner(fresh(NOW), Inline()))
    found.show_week(CALENDAR, locate("Puebla", "MX"))
    return _framed(found, 560, 120)


def _details() -> QWidget:
    page = DetailsPage(Runner(fresh(NOW), Inline()))
    page.resize(1024, 1100)
    page.show()
    settle()
    page.week.calendar.turn()
    settle()
    return page


def _card() -> QWidget:
    book = fresh(NOW)
    page = ContactsPage(Runner(book, Inline()))
    whole = in_window(page, 1280, 1000)
    found = next(key for key in listing.find(book, text="Ruiz"))
    contacts.edit(book, found, week=CALENDAR)
    page.show_contact(found)
    page.edit_current()
    settle()
    assert page.panel.editor is not None
    week = page.panel.editor.fields["week"]
    assert isinstance(week, WeekField)
    week.calendar.turn()
    week.setFocus()
    settle()
    return whole


PAGES = {
    "calendar-card": _card,
    "calendar": _calendar(620, 760),
    "calendar-side": _calendar(340, 1000),
    "calendar-wrong": _calendar(620, 860, wrong=True),
    "calendar-follows": _calendar(620, 760, follows="Escuela Normal Superior"),
    "calendar-folded": _folded,
    "calendar-details": _details,
    "year": _strip(760, 200),
    "year-pointed": _strip(760, 200, point=33),
    "year-side": _strip(340, 220, point=20),
    "year-table": _strip(960, 500, table=True),
    "map": _map(NOW, 760, 420),
    "map-side": _map(NOW, 340, 260),
    "map-june": _map(datetime(2027, 6, 21, 8, 0, tzinfo=UTC), 760, 420, point=3),
    "map-equinox": _map(datetime(2027, 3, 20, 20, 25, tzinfo=UTC), 760, 420),
    "map-table": _map(NOW, 760, 760, table=True),
}
