"""Breaks and school years: how they are written, what they close, and how a book keeps them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek, holds, state_at
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import zone
from partnerdesk.errors import BadInput

FEBRUARY = Break(date(2027, 2, 5), date(2027, 2, 5))
CHRISTMAS = Break(date(2026, 12, 21), date(2027, 1, 6), "Christmas break")
DATES = st.dates(date(2020, 1, 1), date(2035, 1, 1))
NAMES = st.text(st.characters(categories=["L", "N"], include_characters=" '’-"), max_size=20).map(
    lambda text: " ".join(text.split())
)
BREAKS = st.builds(
    lambda first, days, name: Break(first, first + timedelta(days=days), name),
    DATES,
    st.integers(0, 90),
    NAMES,
)
WEEKS = st.builds(
    lambda breaks, terms, public, kept: SchoolWeek(
        ((),) * 7, frozenset({4, 5}), False, tuple(breaks), tuple(terms), public, frozenset(kept)
    ),
    st.lists(BREAKS, max_size=3),
    st.lists(BREAKS, max_size=2),
    st.booleans(),
    st.sets(DATES, max_size=3),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-21..2027-01-06 Christmas break", (CHRISTMAS,)),
        ("2026-12-21 .. 2027-01-06  Christmas   break ;", (CHRISTMAS,)),
        ("2026-12-21…2027-01-06: Christmas break", (CHRISTMAS,)),
        ("2026-12-21 – 2027-01-06, Christmas break", (CHRISTMAS,)),
        ("2026-12-21 - 2027-01-06 Christmas break", (CHRISTMAS,)),
        ("2027-2-5", (FEBRUARY,)),
        ("2027-02-05; 2026-12-21..2027-01-06 Christmas break", (CHRISTMAS, FEBRUARY)),
        ("2027-03-05\n2027-02-05", (FEBRUARY, Break(date(2027, 3, 5), date(2027, 3, 5)))),
        (" ; ", ()),
    ],
)
def test_breaks_are_read(text: str, expected: tuple[Break, ...]) -> None:
    assert Break.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2027-01-06..2026-12-21", "ends before it begins"),
        ("2027-02-30", "2027-02-30 is not a date"),
        ("Christmas", "'Christmas' is not a date or a break"),
        ("2027-02-05Snow", "not a date or a break"),
        ("21/12/2026", "not a date or a break"),
        ("2027-02-05; soon", "'soon' is not"),
    ],
)
def test_what_is_no_break_is_refused_at_its_field(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        Break.parse(text)
    assert refused.value.field == "breaks"


@given(st.lists(BREAKS, max_size=4))
def test_text_is_read_back(breaks: list[Break]) -> None:
    assert Break.parse("; ".join(each.text() for each in breaks)) == tuple(sorted(breaks))


@given(st.text(alphabet="2027-015.; …aB", max_size=40))
def test_any_text_is_breaks_or_refused(text: str) -> None:
    try:
        found = Break.parse(text)
    except BadInput:
        return
    assert Break.parse("; ".join(each.text() for each in found)) == found


@given(WEEKS)
def test_a_book_keeps_all_of_a_week(week: SchoolWeek) -> None:
    assert SchoolWeek.from_json(week.to_json()) == week


def test_weeks_of_books_from_before_are_read_and_stay_as_they_were() -> None:
    old = '{"hours":[[[480,780]],[],[],[],[],[],[]],"weekend":[5,6],"confirmed":true}'
    week = SchoolWeek.from_json(old)
    assert week == SchoolWeek.parse("Mon 08:00-13:00", weekend=frozenset({5, 6}))
    assert week.to_json() == old


@pytest.mark.parametrize(
    "extra",
    [
        '"breaks":[["2027-01-06","2026-12-21",""]]',
        '"breaks":[["x","y","z"]]',
        '"terms":[1]',
        '"kept_holidays":[5]',
        '"breaks":{}x',
    ],
)
def test_a_calendar_that_cannot_be_read_is_refused(extra: str) -> None:
    with pytest.raises(BadInput):
        SchoolWeek.from_json(f'{{"hours":[[],[],[],[],[],[],[]],"weekend":[],"confirmed":true,{extra}}}')


def test_why_a_school_is_closed() -> None:
    holiday = date(2027, 3, 15)
    names = {holiday: "Natalicio de Benito Juárez", date(2027, 5, 5): ""}
    week = SchoolWeek.parse("Mon-Fri 08:00-13:00")
    assert week.closed_on(holiday) == ""
    assert week.closed_on(holiday, names) == "Natalicio de Benito Juárez"
    assert week.closed_on(date(2027, 5, 5), names) == "public holiday"
    closed = SchoolWeek(
        week.hours,
        breaks=(
            CHRISTMAS,
            Break(date(2027, 2, 5), date(2027, 2, 5)),
            Break(date(2027, 4, 1), date(2027, 4, 2)),
        ),
        terms=(Break(date(2026, 8, 31), date(2027, 7, 16)),),
        kept_holidays=frozenset({holiday}),
    )
    assert closed.closed_on(holiday, names) == ""
    assert closed.closed_on(date(2027, 1, 6), names) == "Christmas break"
    assert closed.closed_on(date(2027, 1, 7), names) == ""
    assert closed.closed_on(date(2027, 2, 5)) == "closed"
    assert closed.closed_on(date(2027, 4, 2)) == "break"
    assert closed.closed_on(date(2027, 7, 17)) == "outside the school year"
    assert SchoolWeek(week.hours, public_holidays=False).closed_on(holiday, names) == ""


def test_days_without_school_are_asked_in_the_local_date() -> None:
    name = "Australia/Sydney"
    week = SchoolWeek.parse("Mon-Fri 08:00-13:00")
    monday = {date(2027, 2, 8): "Holiday"}
    slot = Slot.parse("2027-02-07 16:00 America/Detroit")  # Monday 08:00 in Sydney
    assert holds(week, slot, name)
    assert not holds(week, slot, name, monday)
    state = state_at(week, name, slot.start, monday)
    assert not state.in_session
    assert state.next == datetime(2027, 2, 9, 8, tzinfo=zone(name))


def test_a_long_break_hides_the_next_hours_and_the_end_of_it_shows_them() -> None:
    week = SchoolWeek(SchoolWeek.parse("Mon-Fri 08:00-13:00").hours, breaks=(CHRISTMAS,))
    before = datetime(2026, 12, 20, 12, tzinfo=zone("UTC"))
    assert state_at(week, "UTC", before).next is None  # within 14 days
    assert state_at(week, "UTC", before + timedelta(days=9)).next == datetime(
        2027, 1, 7, 8, tzinfo=zone("UTC")
    )
