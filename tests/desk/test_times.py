"""Times from the book: whose weeks and holidays count, what is offered, and what is done with it."""

import errno
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from partnerdesk.core.hours import SchoolWeek, assumed_week
from partnerdesk.core.places import Place
from partnerdesk.core.plans import Choice
from partnerdesk.desk import contacts, home, organisations, times
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput, DiskFull, NotFound
from partnerdesk.formats import ics

WINTER, SPRING = date(2027, 2, 3), date(2027, 3, 16)  # the clocks of Detroit change on 14 March


def add(book: Book, name: str, city: str, country: str, hours: str, *languages: str) -> int:
    week = SchoolWeek.parse(hours) if hours else None
    place = locate(city=city, country=country)
    return contacts.add(book, name=name, place=place, week=week, languages=languages).made[0]


@pytest.fixture
def colleges(book: Book) -> list[int]:
    """Three colleges in the north, the centre and the east of Mexico, 08:00 to 13:00 each."""
    return [
        add(book, name, city, "MX", "Mon-Fri 08:00-13:00", "es")
        for name, city in (("Rosa Méndez", "Tijuana"), ("Luz Ortega", "Puebla"), ("Iván Canché", "Cancún"))
    ]


def starts(choices: tuple[Choice, ...]) -> list[str]:
    return [f"{each.parties[0].start:%m-%d %H:%M}" for each in choices]


@pytest.mark.parametrize(("day", "common"), [(WINTER, 120), (SPRING, 180)])
def test_three_colleges_and_detroit_have_so_many_minutes_in_common(
    book: Book, colleges: list[int], day: date, common: int
) -> None:
    (choice,) = times.plan(book, colleges, day, day, common).choices
    assert starts((choice,)) == [f"{day:%m-%d} 11:00"]
    assert [each.name for each in choice.parties] == ["Ana Lee", "Rosa Méndez", "Luz Ortega", "Iván Canché"]
    assert all(each.in_session and each.confirmed for each in choice.parties)
    assert times.plan(book, colleges, day, day, common + 5).choices == ()
    offered = times.plan(book, colleges, day, day, 45, most=100).choices
    end = f"{day:%m-%d} {11 + common // 60}:00"
    assert min(starts(offered)) == f"{day:%m-%d} 11:00"
    assert max(f"{each.parties[0].end:%m-%d %H:%M}" for each in offered) == end


def test_a_folder_is_everybody_in_it(book: Book, colleges: list[int]) -> None:
    by_folder = times.plan(book, folder="MX", first=SPRING, last=SPRING).choices
    assert {each.name for each in by_folder[0].parties} == {
        "Ana Lee", "Rosa Méndez", "Luz Ortega", "Iván Canché",
    }  # fmt: skip
    assert set(starts(by_folder)) == set(starts(times.plan(book, colleges, SPRING, SPRING).choices))


def test_a_holiday_of_theirs_is_not_offered_until_they_say_that_they_teach(
    book: Book, colleges: list[int]
) -> None:
    day = date(2027, 3, 15)  # Benito Juárez's birthday is kept on the third Monday of March
    assert times.plan(book, colleges, day, day).choices == ()
    week = SchoolWeek(SchoolWeek.parse("Mon-Fri 08:00-13:00").hours, kept_holidays=frozenset([day]))
    for each in colleges:
        contacts.edit(book, each, week=week)
    assert times.plan(book, colleges, day, day).choices


def test_a_holiday_at_home_is_not_offered(book: Book, colleges: list[int]) -> None:
    thanksgiving = date(2027, 11, 25)
    assert times.plan(book, colleges, thanksgiving, thanksgiving).choices == ()


def test_tokyo_has_no_common_hour_until_home_gives_an_evening(book: Book) -> None:
    aiko = add(book, "Aiko Mori", "Tokyo", "JP", "Mon-Fri 08:30-15:30")
    none = times.plan(book, [aiko], WINTER, WINTER + timedelta(days=6))
    assert none.choices == ()
    assert any("18:30" in each for each in none.help)
    assert times.as_document(none)["slots"] == []
    assert set(none.help) <= set(times.as_document(none)["warnings"])  # type: ignore[call-overload]
    home.edit(book, stretch=SchoolWeek.parse("Mon-Thu 18:00-21:00"))
    found = times.plan(book, [aiko], WINTER, WINTER, most=100).choices
    assert "02-03 18:30" in starts(found)
    ours, theirs = min(found, key=lambda each: each.start).parties
    assert not ours.in_session
    assert theirs.in_session
    assert f"{theirs.start:%A %H:%M}" == "Thursday 08:30"


def test_thursday_evening_is_friday_in_riyadh_and_not_offered(book: Book) -> None:
    huda = add(book, "Huda", "Riyadh", "SA", "Sun-Thu 00:00-24:00")
    home.edit(book, stretch=SchoolWeek.parse("Mon-Sun 16:00-22:00"))
    found = times.plan(book, [huda], date(2027, 2, 1), date(2027, 2, 7), most=500).choices
    assert "02-03 19:00" in starts(found)
    assert "02-04 19:00" not in starts(found)
    assert all(each.parties[1].start.weekday() not in (4, 5) for each in found)


def test_sunday_at_home_is_monday_in_sydney_where_home_will_work_on_sunday(book: Book) -> None:
    kate = add(book, "Kate", "Sydney", "AU", "Mon-Fri 08:00-15:00")
    sunday = date(2027, 2, 7)
    home.edit(book, stretch=SchoolWeek.parse("Mon-Thu 16:00-20:00"))
    assert times.plan(book, [kate], sunday, sunday).choices == ()
    home.edit(book, stretch=SchoolWeek.parse("Sun 16:00-18:00, Mon-Thu 16:00-20:00"))
    found = times.plan(book, [kate], sunday, sunday, most=100).choices
    first = min(found, key=lambda each: each.start)
    assert starts((first,)) == ["02-07 16:00"]
    assert f"{first.parties[1].start:%A %H:%M}" == "Monday 08:00"


def test_the_week_that_counts_is_the_schools_where_the_contact_has_none(book: Book) -> None:
    contacts.add(
        book, name="First", organisation="Liceo", place=locate(city="Lima"),
        week=SchoolWeek.parse("Mon-Fri 08:00-09:00"),
    )  # fmt: skip
    second = contacts.add(book, name="Second", organisation="Liceo").made[0]
    school = organisations.listed(book)[0].id
    (us, them), warnings = times.parties(book, [second], SPRING, SPRING)
    assert (us.home, them.home) == (True, False)
    assert them.week == SchoolWeek.parse("Mon-Fri 08:00-09:00")
    assert them.zone == "America/Lima"
    assert date(2027, 7, 28) in them.holidays
    assert [each.partition(":")[0] for each in warnings] == [
        "Breaks are not known in Lima",
        "Your own breaks are not said",
    ]
    (_, liceo), _ = times.parties(book, [], SPRING, SPRING, organisation_ids=[school])
    assert (liceo.name, liceo.zone, liceo.week) == ("Liceo", them.zone, them.week)


def test_assumed_hours_are_marked(book: Book) -> None:
    nobody_asked = add(book, "Luz", "Puebla", "MX", "")
    (_, them), _ = times.parties(book, [nobody_asked], SPRING, SPRING)
    assert them.week == assumed_week(frozenset({5, 6}))
    found = times.plan(book, [nobody_asked], SPRING, SPRING)
    assert not found.choices[0].parties[1].confirmed
    assert "assumed" in " ".join(times.lines(found))


def test_holidays_that_are_known_for_other_years_only_are_a_warning(book: Book) -> None:
    them = add(book, "Nimal", "Colombo", "LK", "")
    _, warnings = times.parties(book, [them], date(2027, 4, 1), date(2027, 4, 30))
    said = "Public holidays of Sri Lanka are known here from 2003 to 2026 only: ask whether there is school."
    assert said in warnings
    assert said not in times.parties(book, [them], date(2026, 4, 1), date(2026, 4, 30))[1]


@pytest.mark.parametrize("country", ["", "XX"])
def test_holidays_that_nobody_here_knows_are_a_warning(book: Book, country: str) -> None:
    place = Place(city="Far Away", country=country, zone="America/Lima")
    them = contacts.add(book, name="Far", place=place).made[0]
    found = times.plan(book, [them], SPRING, SPRING)
    assert found.choices
    assert [each for each in found.warnings if "not known here" in each and "Far" in each]
    week = SchoolWeek(SchoolWeek.parse("Mon-Fri 08:00-13:00").hours, public_holidays=False)
    contacts.edit(book, them, week=week)
    warned = times.plan(book, [them], SPRING, SPRING).warnings
    assert not [each for each in warned if "holidays" in each]


def test_nothing_is_offered_before_now_or_the_notice(book: Book, colleges: list[int]) -> None:
    today = book.now().date()  # 10:00 in Detroit
    late = datetime(2027, 3, 1, 17, 0, tzinfo=UTC)  # 12:00 in Detroit
    assert min(each.start for each in times.plan(book, colleges, today, today).choices) >= book.now()
    found = times.plan(book, colleges, today, today, not_before=late, most=100).choices
    assert min(each.start for each in found) >= late
    everything = times.plan(book, colleges, most=500).choices
    assert all(
        today <= each.parties[0].start.date() < today + timedelta(days=times.LOOK_AHEAD)
        for each in everything
    )


def test_days_gone_by_are_looked_at_with_a_warning(book: Book, colleges: list[int]) -> None:
    found = times.plan(book, colleges, WINTER, WINTER)
    assert found.choices
    assert "All of these days have gone by." in found.warnings


def test_what_cannot_be_planned_is_said_at_its_field(book: Book, colleges: list[int], tmp_path: Path) -> None:
    wrong: list[tuple[str, dict[str, object]]] = [
        ("until", {"first": SPRING, "last": WINTER}),
        ("until", {"first": SPRING, "last": date(2037, 3, 16)}),
        ("minutes", {"minutes": 0}),
        ("minutes", {"minutes": 601}),
        ("step", {"step": 0}),
        ("most", {"most": 0}),
        ("with", {"contact_ids": []}),
        ("folder", {"folder": "Atlantis"}),
    ]
    for field, asked in wrong:
        with pytest.raises(BadInput) as refused:
            times.plan(book, **{"contact_ids": colleges, **asked})  # type: ignore[arg-type]
        assert refused.value.field == field, asked
    with pytest.raises(NotFound):
        times.plan(book, [99])
    with pytest.raises(NotFound):
        times.plan(book, organisation_ids=[99])
    nowhere = contacts.add(book, name="Nowhere Man").made[0]
    with pytest.raises(BadInput, match="Nowhere Man"):
        times.plan(book, [nowhere])
    with new_book(tmp_path / "empty") as empty, pytest.raises(BadInput) as refused:
        times.plan(empty, [1])
    assert refused.value.field == "city"


def test_more_than_twenty_parties_are_too_many(book: Book) -> None:
    many = [add(book, f"No. {each}", "Puebla", "MX", "Mon-Fri 08:00-13:00") for each in range(20)]
    assert len(times.plan(book, many[:19], SPRING, SPRING).choices[0].parties) == 20
    with pytest.raises(BadInput) as refused:
        times.plan(book, folder="MX", first=SPRING, last=SPRING)
    assert refused.value.field == "with"
    assert len(times.plan(book, [many[0]] * 30, SPRING, SPRING).choices[0].parties) == 2


def test_the_best_three_are_of_different_days_best_first(book: Book, colleges: list[int]) -> None:
    made = times.plan(book, colleges, date(2027, 3, 8), date(2027, 3, 19), most=200)
    chosen = times.best(made)
    assert len({each.parties[0].start.date() for each in chosen}) == len(chosen) == 3
    assert chosen[0] == made.choices[0]
    assert [each.score for each in chosen] == sorted((each.score for each in chosen), reverse=True)


def test_the_document_has_the_keys_that_scripts_read(book: Book, colleges: list[int]) -> None:
    document = times.as_document(times.plan(book, colleges, SPRING, SPRING, 180))
    assert list(document) == ["slots", "warnings"]
    (slot,) = document["slots"]  # type: ignore[misc, attr-defined]
    assert list(slot) == ["start_utc", "minutes", "score", "parties", "reasons"]
    assert (slot["start_utc"], slot["minutes"]) == ("2027-03-16T15:00:00Z", 180)
    assert slot["reasons"]
    assert slot["parties"][1] == {
        "name": "Rosa Méndez",
        "zone": "America/Tijuana",
        "local_start": "2027-03-16T08:00-07:00",
        "local_end": "2027-03-16T11:00-07:00",
        "utc_offset": "-07:00",
        "in_session": True,
    }


def test_the_clipboard_has_each_citys_time_in_each_language(book: Book, colleges: list[int]) -> None:
    (choice,) = times.plan(book, colleges, SPRING, SPRING, 180).choices
    reading = times.locales(book, colleges)
    assert reading == ("es_MX", "en_US")
    theirs, ours = times.text([choice], reading).split("\n\n")
    assert theirs.splitlines() == [
        "martes, 16 de marzo de 2027, 11:00 en Detroit (UTC−4)",
        "martes, 16 de marzo de 2027, 08:00 en Tijuana (UTC−7)",
        "martes, 16 de marzo de 2027, 09:00 en Puebla (UTC−6)",
        "martes, 16 de marzo de 2027, 10:00 en Cancún (UTC−5)",
        "180 minutos",
    ]
    assert ours.splitlines()[0] == "Tuesday, March 16, 2027, 11:00 in Detroit (UTC−4)"
    assert ours.splitlines()[-1] == "180 minutes"


def test_one_language_for_all_is_written_once(book: Book) -> None:
    toronto = add(book, "Kim", "Toronto", "CA", "Mon-Fri 08:00-15:00", "en")
    silent = add(book, "Hush", "Lima", "PE", "Mon-Fri 08:00-13:00")
    assert times.locales(book, [toronto, silent]) == ("en_CA",)
    assert times.locales(book, []) == ("en_US",)


def test_a_calendar_holds_the_times_as_home_says_them(
    book: Book, colleges: list[int], tmp_path: Path
) -> None:
    chosen = times.best(times.plan(book, colleges, date(2027, 3, 8), date(2027, 3, 19)))
    content = times.calendar(book, chosen, colleges, summary="Our regions")
    assert ics.slots(content) == tuple(each.slot("America/Detroit") for each in chosen)
    told = content.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Our regions" in told
    assert "en Puebla (UTC" in told
    assert "in Puebla (UTC" in told
    assert times.calendar(book, chosen, colleges, summary="Our regions") == content  # the same ids
    path = tmp_path / times.file_name(date(2027, 3, 8))
    assert path.name == "times 2027-03-08.ics"
    assert times.file_name(date(2027, 3, 8), {path.name}) == "times 2027-03-08 (2).ics"
    path.write_text("old")
    assert times.save_calendar(book, chosen, path, colleges, summary="Our regions").read_bytes() == content


def test_a_calendar_that_cannot_be_written_leaves_the_old_file(
    book: Book, colleges: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    chosen = times.best(times.plan(book, colleges, date(2027, 3, 8), date(2027, 3, 19)))
    path = tmp_path / "times.ics"
    path.write_text("old")
    monkeypatch.setattr(os, "sync", full)
    with pytest.raises(DiskFull):
        times.save_calendar(book, chosen, path, colleges)
    assert [each.read_text() for each in tmp_path.glob("*.ics")] == ["old"]


def test_the_lines_name_every_partys_day_where_it_is_another(book: Book) -> None:
    home.edit(book, stretch=SchoolWeek.parse("Mon-Thu 18:30-19:15"))
    aiko = add(book, "Aiko Mori", "Tokyo", "JP", "Mon-Fri 08:30-15:30")
    made = times.plan(book, [aiko], WINTER, WINTER)
    told = list(times.lines(made))
    assert told[0] == "1. Wednesday, 3 February 2027, 18:30 in Detroit (UTC−5)"
    assert told[1].strip().split("  ") == ["Ana Lee, Detroit", "18:30–19:15", "outside school hours"]
    assert "Aiko Mori, Tokyo  08:30–09:15  Thursday, 4 February 2027" in told[2]
    home.edit(book, stretch=None)
    none = list(times.lines(times.plan(book, [aiko], WINTER, WINTER)))
    assert none[0] == "No time in these days suits everybody."
    assert len(none) > 1
