"""The patience clock: reminders after their school days, rest until their next term."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.breaks import Break
from partnerdesk.core.followups import REMIND_AFTER, Calendar, Next, Standing, State, next_step, rest
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.zones import all_zones

WEEK = SchoolWeek.parse("Mon-Fri 08:00-13:00")
PUEBLA = Calendar(WEEK, "America/Mexico_City", {date(2027, 3, 15): "Natalicio de Benito Juárez"})
CAIRO = Calendar(SchoolWeek.parse("Sun-Thu 08:00-13:00"), "Africa/Cairo")
SENT = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)  # a Monday, 09:00 in Puebla


def with_breaks(*breaks: Break, terms: tuple[Break, ...] = ()) -> Calendar:
    return dataclasses.replace(PUEBLA, week=dataclasses.replace(WEEK, breaks=breaks, terms=terms))


def sent(reminders: int = 0, last_entry: datetime | None = None, since: datetime = SENT) -> Standing:
    return Standing("sent", since, reminders, last_entry)


def test_the_first_reminder_is_due_after_seven_school_days() -> None:
    found = next_step(sent(), PUEBLA, SENT)
    assert (found.step, found.on, found.passed, found.of) == ("remind", date(2027, 3, 10), 0, 7)


def test_the_second_one_after_ten_more_holidays_left_out() -> None:
    found = next_step(sent(1, since=datetime(2027, 3, 10, 15, tzinfo=UTC)), PUEBLA, SENT)
    assert (found.step, found.on, found.of) == ("remind", date(2027, 3, 25), 10)  # 15 March does not count


def test_days_are_counted_by_the_partners_date_and_weekend() -> None:
    thursday_night = datetime(2027, 3, 4, 22, 30, tzinfo=UTC)  # Friday 00:30 in Cairo
    assert next_step(sent(since=thursday_night), CAIRO, SENT).on == date(2027, 3, 15)  # from Sunday the 7th


def test_breaks_stop_the_clock() -> None:
    easter = Break(date(2027, 3, 8), date(2027, 3, 19), "Easter")
    found = next_step(sent(), with_breaks(easter), datetime(2027, 3, 12, 15, tzinfo=UTC))
    assert (found.on, found.passed) == (date(2027, 3, 24), 4)


def test_any_entry_resets_the_clock() -> None:
    met = datetime(2027, 3, 9, 15, tzinfo=UTC)
    assert next_step(sent(last_entry=met), PUEBLA, met) == next_step(sent(since=met), PUEBLA, met)


def test_an_entry_from_before_the_letter_does_not() -> None:
    earlier = SENT - timedelta(days=30)
    assert next_step(sent(last_entry=earlier), PUEBLA, SENT).on == date(2027, 3, 10)


def test_after_the_second_reminder_they_rest_until_their_next_term() -> None:
    terms = (Break(date(2026, 9, 1), date(2027, 3, 20)), Break(date(2027, 4, 3), date(2027, 7, 2)))
    found = next_step(sent(2), with_breaks(terms=terms), SENT)
    assert (found.step, found.on) == ("ask again", date(2027, 4, 5))  # 3 April is a Saturday
    assert found.rest is not None
    assert found.rest.known_by == "term"


def test_where_no_later_term_is_known_until_after_the_next_long_break() -> None:
    closure, long = Break(date(2027, 3, 3), date(2027, 3, 3)), Break(date(2027, 3, 22), date(2027, 4, 2))
    pause = rest(with_breaks(closure, long), date(2027, 3, 1))
    assert (pause.until, pause.known_by) == (date(2027, 4, 5), "break")


def test_where_nothing_is_known_for_a_quarter_of_a_year_and_this_is_said() -> None:
    pause = rest(PUEBLA, date(2027, 3, 1))
    assert (pause.until, pause.known_by) == (date(2027, 5, 31), "guess")
    assert pause.words() == "for three months from 1 March (their school year is not known)"


def test_a_note_taken_when_one_could_ask_again_gives_some_more_days() -> None:
    resting = Standing("resting", SENT, 2)
    until = next_step(resting, PUEBLA, SENT).on
    assert until == date(2027, 5, 31)
    later = datetime(2027, 6, 1, 15, tzinfo=UTC)
    waits = next_step(dataclasses.replace(resting, last_entry=later), PUEBLA, later)
    assert (waits.on, waits.passed, waits.of) == (date(2027, 6, 10), 0, 7)
    assert waits.rest is None  # the day does not follow from it
    during = datetime(2027, 3, 20, 15, tzinfo=UTC)
    assert next_step(dataclasses.replace(resting, last_entry=during), PUEBLA, during).on == until


@pytest.mark.parametrize(
    ("state", "step"), [("drafted", "send"), ("replied", "answer"), ("agreed", ""), ("declined", "")]
)
def test_the_other_states(state: State, step: str) -> None:
    found = next_step(Standing(state, SENT), PUEBLA, SENT)
    assert found.step == step
    assert found.on == (date(2027, 3, 1) if step else None)


def test_terms_of_years_gone_by_do_not_stop_the_clock_for_ever() -> None:
    old = with_breaks(terms=(Break(date(2024, 9, 1), date(2025, 7, 1)),))
    assert next_step(sent(), old, SENT).on == date(2027, 3, 10)


def test_nor_does_a_school_without_hours() -> None:
    empty = dataclasses.replace(PUEBLA, week=SchoolWeek(((),) * 7, frozenset(range(7))))
    assert next_step(sent(), empty, SENT).step == "remind"


# --- properties

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
HOURS = st.sets(st.integers(0, 6), min_size=1).map(
    lambda days: SchoolWeek(
        tuple(((480, 780),) if day in days else () for day in range(7)), frozenset(range(7)) - days
    )
)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    week = draw(HOURS)
    breaks = []
    for first in draw(st.lists(DAYS, max_size=3)):
        breaks.append(Break(first, first + timedelta(days=draw(st.integers(0, 20)))))
    holidays = dict.fromkeys(draw(st.lists(DAYS, max_size=6)), "holiday")
    return Calendar(
        dataclasses.replace(week, breaks=tuple(breaks)), draw(st.sampled_from(all_zones())), holidays
    )


FIRST, LAST = map(datetime.fromisoformat, ("2026-01-01", "2027-12-31"))
INSTANTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@given(calendars(), DAYS, st.integers(1, 20))
def test_the_nth_school_day_has_so_many_school_days_up_to_it(
    calendar: Calendar, day: date, count: int
) -> None:
    found = calendar.after(day, count)
    assert found > day
    assert calendar.is_school_day(found)
    assert calendar.between(day, found) == count
    assert calendar.between(day, found - timedelta(days=1)) == count - 1


@given(calendars(), INSTANTS, st.integers(0, 1), INSTANTS)
def test_a_reminder_is_due_exactly_when_its_school_days_have_passed(
    calendar: Calendar, since: datetime, reminders: int, now: datetime
) -> None:
    found = next_step(sent(reminders, since=since), calendar, now)
    assert found.on is not None
    due = calendar.day(now) >= found.on
    assert found.of == REMIND_AFTER[reminders]
    assert due == (found.passed == found.of) == (found.waited >= found.of)


@given(calendars(), INSTANTS, INSTANTS, st.integers(0, 1))
def test_the_later_of_letter_and_entry_counts(
    calendar: Calendar, since: datetime, entry: datetime, reminders: int
) -> None:
    now = max(since, entry)
    assert next_step(sent(reminders, entry, since), calendar, now) == next_step(
        sent(reminders, None, now), calendar, now
    )


@given(
    calendars(), INSTANTS, st.sampled_from(["drafted", "sent", "replied", "agreed", "declined", "resting"])
)
def test_there_is_always_an_answer(calendar: Calendar, since: datetime, state: State) -> None:
    found = next_step(Standing(state, since, 2), calendar, since)
    assert found == Next("") or (found.on is not None and found.on >= calendar.day(since))
