"""The plan sheet: each party's times in its words, the days drawn, and nobody called “you”."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, organisations, paper, times
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput
from partnerdesk.formats.paper.values import Table

pytestmark = pytest.mark.usefixtures("qapp")

WEEK = SchoolWeek.parse("Mon-Fri 07:30-14:00")
BEFORE, AFTER = (Slot.parse(f"2027-03-{day} 12:00 America/Detroit") for day in (12, 16))


def add(book: Book, name: str, city: str, country: str, *languages: str) -> int:
    (made,) = contacts.add(
        book, name=name, place=locate(city=city, country=country), week=WEEK, languages=languages
    ).made
    return made


@pytest.fixture
def people(book: Book) -> tuple[int, ...]:
    return (
        add(book, "Elena Ruiz", "Hermosillo", "MX", "es"),
        add(book, "Karim Naguib", "Alexandria", "EG", "ar"),
        add(book, "Yamamoto Sakura", "Kyoto", "JP", "ja"),
    )


def sheet(book: Book, **wish: object) -> Table:
    made, notices = paper.content(book, paper.Wish("plan", **wish))  # type: ignore[arg-type]
    assert isinstance(made, Table)
    assert notices == ()
    return made


def texts(made: Table) -> list[str]:
    cells = [cell for group in made.groups for row in group.rows for cell in row]
    return [text for cell in cells for _, text in cell if text]


def test_each_party_reads_both_clocks_in_its_own_language(book: Book, people: tuple[int, ...]) -> None:
    said = texts(sheet(book, ids=people, slots=(BEFORE, AFTER)))
    for words in (
        "viernes, 12 de marzo de 2027, 10:00 en Hermosillo (UTC−7)",
        "viernes, 12 de marzo de 2027, 12:00 en Detroit (UTC−5)",
        "martes, 16 de marzo de 2027, 09:00 en Hermosillo (UTC−7)",
        "2027年3月17日水曜日 01:00, Kyoto (UTC+9)",
        "2027年3月16日火曜日 12:00, Detroit (UTC−4)",
        "09:00–09:45",
        "Wednesday, 17 March 2027",
    ):
        assert words in said
    assert any("مارس" in words and "Alexandria" in words for words in said)


def test_a_name_stands_where_the_screen_says_you(book: Book, people: tuple[int, ...]) -> None:
    made = sheet(book, ids=people, slots=(BEFORE, AFTER))
    pictures = [group.picture for group in made.groups if group.picture]
    assert [picture.day.rows[0].name for picture in pictures] == ["Ana Lee", "Ana Lee"]
    said = " ".join([*texts(made), *made.notes, made.frame.subtitle])
    assert "Ana Lee" in said
    assert not re.search(r"\b(you|your)\b", said, re.IGNORECASE)
    assert "The clocks in Detroit change on Sunday 14 March" in said


def test_what_a_time_means_for_each_is_said(book: Book, people: tuple[int, ...]) -> None:
    rows = sheet(book, ids=people, slots=(AFTER,)).groups[0].rows
    states = [row[1][-1][1] for row in rows]
    assert states == ["in school", "in school", "outside school hours", "outside school hours"]
    late = Slot.parse("2027-03-15 10:00 America/Hermosillo")
    closed = sheet(book, ids=people[:1], slots=(late,)).groups[0].rows[1][1][-1][1]
    assert closed == "closed: Benito Juárez's birthday"


def test_without_times_the_best_ones_are_taken(book: Book, people: tuple[int, ...]) -> None:
    made = sheet(book, ids=people[:1], minutes=30)
    assert [group.said for group in made.groups] == ["30 minutes"] * 3
    assert all(row[1][-1][1] == "in school" for group in made.groups for row in group.rows)
    assert made.people == 1


def test_the_school_year_stands_below_with_the_weeks_chosen(book: Book, people: tuple[int, ...]) -> None:
    year = sheet(book, ids=people[:1], slots=(BEFORE, AFTER)).year
    assert year
    assert len(year.weeks) in (52, 53)
    assert year.days == (date(2027, 3, 12), date(2027, 3, 16))
    assert any("Benito Juárez" in week.closure_words() for week in year.weeks)


def test_a_day_is_drawn_without_a_time(book: Book, people: tuple[int, ...]) -> None:
    made = sheet(book, ids=people, days=(date(2027, 3, 17),))
    (group,) = made.groups
    assert not group.rows
    assert group.picture
    assert group.picture.day.day == date(2027, 3, 17)
    assert group.picture.slots == ()


def test_of_a_series_only_days_are_drawn_on_which_a_clock_says_another_time(
    book: Book, people: tuple[int, ...]
) -> None:
    days = (1, 2, 3, 10, 15, 16, 17, 22, 23)
    weekly = tuple(Slot.parse(f"2027-03-{day:02d} 12:00 America/Detroit") for day in days)
    made = sheet(book, ids=people[:1], slots=weekly)
    drawn = [group.picture.day.day.day for group in made.groups if group.picture]
    assert drawn == [1, 15]
    assert len(made.groups) == len(weekly)


def test_a_school_without_a_language_reads_ours(book: Book, people: tuple[int, ...]) -> None:
    contacts.add(book, name="Ana Puebla", organisation="Escuela Normal")
    (school,) = organisations.listed(book)
    organisations.edit(book, school.id, place=locate(city="Puebla", country="MX"), week=WEEK)
    said = texts(sheet(book, ids=people[:1], organisations=(school.id,), slots=(AFTER,)))
    assert "Escuela Normal" in said
    assert any("10:00 in Puebla (UTC−6)" in words for words in said)


def test_who_is_in_trash_is_not_planned_for(book: Book, people: tuple[int, ...]) -> None:
    contacts.trash(book, people[:1])
    assert "Elena Ruiz" not in texts(sheet(book, ids=people, slots=(AFTER,)))


def test_too_many_are_refused(book: Book) -> None:
    for number in range(21):
        add(book, f"P{number}", "Puebla", "MX")
    with pytest.raises(BadInput, match="too many"):
        sheet(book, slots=(AFTER,))


def test_a_meeting_stands_on_one_page_with_its_picture(book: Book, people: tuple[int, ...]) -> None:
    slots = tuple(Slot.parse(f"2027-03-{day} 12:00 America/Detroit") for day in (9, 11, 12))
    made = paper.pages(book, paper.Wish("plan", ids=people, slots=slots))
    assert len(made.pages) > 1
    said = [text for page in made.pages for found in page.texts.values() for _, _, text in found]
    assert not any("continued" in text for text in said)
    assert made.notices == ()


def test_where_no_time_suits_all_that_is_said_and_a_day_of_school_shows_why(
    book: Book, people: tuple[int, ...]
) -> None:
    made = sheet(book, ids=people)
    assert made.notes[0] == "No 45 minutes of the next eight weeks suit everybody: a usual day is drawn."
    (group,) = made.groups
    assert group.rows == ()
    assert group.picture is not None
    assert {row.city for row in group.picture.day.rows} == {"Detroit", "Hermosillo", "Alexandria", "Kyoto"}


def test_the_usual_day_is_a_holiday_of_nobody_who_is_shown(book: Book) -> None:
    kyoto = add(book, "Yamamoto Sakura", "Kyoto", "JP", "ja")
    trip = Break(date(2027, 3, 2), date(2027, 3, 3), "Trip")
    contacts.edit(book, kyoto, week=replace(WEEK, breaks=(trip,)))
    (group,) = sheet(book, ids=(kyoto,)).groups
    assert group.picture is not None
    assert group.picture.day.day == date(2027, 3, 4)
    assert [run.closed for row in group.picture.day.rows for run in row.runs if run.day.day == 4] == ["", ""]


def test_without_times_as_much_notice_is_given_as_on_the_page_of_times(
    book: Book, people: tuple[int, ...]
) -> None:
    year = sheet(book, ids=people[:1]).year
    assert year
    assert min(year.days) >= date(2027, 3, 8)  # it is the first of March
    plan = times.plan(book, people[:1], not_before=book.now() + timedelta(days=times.NOTICE))
    assert list(year.days) == sorted(choice.parties[0].start.date() for choice in times.best(plan))


def test_the_world_shows_who_is_in_school_when_the_first_time_begins(
    book: Book, people: tuple[int, ...]
) -> None:
    also = add(book, "Luz Andrade", "Hermosillo", "MX", "es")
    picture = sheet(book, ids=(*people, also), slots=(AFTER, BEFORE)).world
    assert picture is not None
    assert picture.title == "The world on Friday, 12 March 2027, 12:00–12:45 in Detroit"
    assert [(spot.name, spot.people, spot.in_school) for spot in picture.spots] == [
        ("Detroit 12:00", 1, 1),
        ("Hermosillo 10:00", 2, 2),
        ("Alexandria 19:00", 1, 0),
        ("Kyoto 02:00", 1, 0),
    ]
    night = [*zip(picture.night[::2], picture.night[1::2], strict=True)]
    assert night[-2:] == [(18000, 9000), (-18000, 9000)]  # the north is dark in early March
    assert sheet(book, ids=people, days=(date(2027, 3, 17),)).world is None


def test_a_time_that_has_gone_by_is_said(book: Book, people: tuple[int, ...]) -> None:
    gone = Slot.parse("2027-02-26 12:00 America/Detroit")
    made, notices = paper.content(book, paper.Wish("plan", ids=people[:1], slots=(gone, AFTER)))
    assert isinstance(made, Table)
    assert notices == ("Friday, 26 February 2027, 12:00, has gone by.",)
    assert made.notes[0] == notices[0]
    assert not any("gone by" in note for note in made.notes[1:])
