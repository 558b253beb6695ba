"""Public holidays of places: what is at hand, and what has to be worked out first."""

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk import contacts, holidays, listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate

# A Monday on which Mexico has a holiday; 10:00 in Puebla and 11:00 in Lima.
BENITO_JUAREZ = datetime(2027, 3, 15, 16, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holidays, "_found", {})
    holidays._merged.cache_clear()


def awake(book: Book, at: datetime = BENITO_JUAREZ) -> dict[str, bool]:
    found = {each.code: each.in_session for each in listing.folders(book, at)}
    return found | {one.code: one.in_session for each in listing.folders(book, at) for one in each.regions}


def test_nothing_is_at_hand_before_it_is_learnt_and_then_it_is() -> None:
    day = date(2027, 3, 15)
    assert not holidays.are_at_hand("MX", "MX-PUE", day)
    assert not holidays.at_hand("MX", "MX-PUE", day)
    before = holidays.learnt()
    assert holidays.learn([("MX", "MX-PUE"), ("XX", ""), ("", "")], day, 10)
    assert holidays.learnt() > before
    assert holidays.at_hand("MX", "MX-PUE", day)[day] == "Benito Juárez's birthday"
    assert holidays.are_at_hand("XX", "", day)  # nobody knows them: that is known too
    assert not holidays.at_hand("XX", "", day)
    assert holidays.are_at_hand("", "", day)


def test_at_the_end_of_a_year_those_of_the_next_one_are_at_hand_too() -> None:
    holidays.learn([("MX", "")], date(2026, 12, 31), 10)
    for day in (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1)):
        assert holidays.are_at_hand("MX", "", day)
    assert date(2027, 1, 1) in holidays.at_hand("MX", "", date(2026, 12, 30))


def test_learning_stops_in_time_and_goes_on_where_it_was() -> None:
    places, day = [("MX", ""), ("PE", ""), ("JP", "")], date(2027, 3, 15)
    for known in range(1, 3):  # no time at all: one place is done all the same
        assert not holidays.learn(places, day, -1)
        assert [holidays.are_at_hand(*place, day) for place in places] == [at < known for at in range(3)]
    assert holidays.learn(places, day, -1)
    assert all(holidays.are_at_hand(*place, day) for place in places)


def test_what_is_given_for_a_place_is_the_same_as_before() -> None:
    puebla = Place("Puebla", "MX-PUE", "Puebla", "MX", "America/Mexico_City")
    both = holidays.of_place(puebla, (2026, 2027))
    assert both is not None
    assert {day.year for day in both} == {2026, 2027}
    assert holidays.of_place(Place("", "", "", "XX", "UTC"), (2027,)) is None
    assert holidays.of_place(Place(), (2027,)) is None
    assert holidays.of_place(puebla, ()) == {}


def test_folders_know_holidays_breaks_and_closures_once_they_are_learnt(book: Book) -> None:
    week = SchoolWeek.parse("Mon-Fri 08:00-13:00")
    for name, city, country in (("Elena", "Puebla", "MX"), ("Zoe", "Lima", "PE")):
        contacts.add(book, name=name, place=locate(city=city, country=country), week=week)
    assert awake(book) == {"MX": True, "MX-PUE": True, "PE": True, "PE-LMA": True}  # by their hours
    unsure = listing.tree(book, BENITO_JUAREZ).unsure
    assert set(unsure) == {("MX", "MX-PUE"), ("PE", "PE-LMA")}
    holidays.learn(unsure, BENITO_JUAREZ.date(), 10)
    assert awake(book) == {"MX": False, "MX-PUE": False, "PE": True, "PE-LMA": True}
    assert not listing.tree(book, BENITO_JUAREZ).unsure
    kept = SchoolWeek(week.hours, kept_holidays=frozenset({BENITO_JUAREZ.date()}))
    contacts.add(book, name="Rosa", place=locate(city="Puebla", country="MX"), week=kept)
    assert awake(book)["MX-PUE"]  # somebody is in


def test_folders_know_breaks_without_any_holidays(book: Book) -> None:
    day = BENITO_JUAREZ.date()
    closed = SchoolWeek(
        SchoolWeek.parse("Mon-Fri 08:00-13:00").hours,
        breaks=(Break(day, day, "Snow"),),
        public_holidays=False,
    )
    contacts.add(book, name="Zoe", place=locate(city="Lima", country="PE"), week=closed)
    assert not awake(book)["PE"]
    assert not listing.tree(book, BENITO_JUAREZ).unsure


def test_folders_are_read_without_the_library_of_holidays(book: Book) -> None:
    contacts.add(book, name="Zoe", place=locate(city="Lima", country="PE"))
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC;"
        "from partnerdesk.core.zones import use_bundled_zones; use_bundled_zones();"
        "from partnerdesk.desk import listing; from partnerdesk.desk.book import open_book;"
        f"book = open_book(Path({str(book.path)!r}));"
        "assert listing.tree(book, datetime(2027, 3, 15, 16, tzinfo=UTC)).unsure;"
        "sys.exit('holidays' in sys.modules)"
    )
    book.close()
    subprocess.run([sys.executable, "-c", code], check=True)
