from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.core.drafting import Party
from partnerdesk.core.hours import SchoolWeek, holds
from partnerdesk.core.places import Place
from partnerdesk.core.proposing import LEAD, Dates, common_time, first_time

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
HOME = Party(
    name="Ana Lee",
    place=Place("Detroit", country="US", zone="America/Detroit"),
    week=SchoolWeek.parse("Mon-Fri 08:00-15:00"),
)
ELENA = Party(
    name="Elena Ruiz",
    place=Place("Hermosillo", country="MX", zone="America/Hermosillo"),
    week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
)


def test_it_is_ten_there_on_a_school_day_a_week_ahead() -> None:
    slot = first_time(HOME, ELENA, NOW)
    assert slot is not None
    assert slot.text() == "2027-03-08 10:00 America/Hermosillo"


def test_the_time_of_day_at_which_one_asks_does_not_matter() -> None:
    assert first_time(HOME, ELENA, NOW.replace(hour=22)) == first_time(HOME, ELENA, NOW)


def test_a_weekend_is_passed_over_in_the_partners_own_days() -> None:
    egypt = replace(
        ELENA,
        place=Place("Cairo", country="EG", zone="Africa/Cairo"),
        week=SchoolWeek.parse("Sun-Thu 12:00-18:00"),
    )
    slot = first_time(HOME, egypt, NOW.replace(day=5))  # a week ahead is a Friday
    assert slot is not None
    assert slot.wall.strftime("%a") == "Mon"  # Sunday is school there, not here


def test_a_holiday_on_either_side_is_passed_over() -> None:
    theirs = replace(ELENA, holidays={date(2027, 3, 8): "A day of theirs"})
    ours = replace(HOME, holidays={date(2027, 3, 9): "A day of ours"})
    slot = first_time(ours, theirs, NOW)
    assert slot is not None
    assert slot.text() == "2027-03-10 10:00 America/Hermosillo"


def test_where_nobody_is_in_school_together_it_is_ten_at_home() -> None:
    japan = replace(ELENA, place=Place("Sapporo", country="JP", zone="Asia/Tokyo"))
    slot = first_time(HOME, japan, NOW)
    assert slot is not None
    assert slot.text() == "2027-03-08 10:00 America/Detroit"


def test_an_unknown_zone_is_done_without() -> None:
    nowhere = replace(ELENA, place=Place())
    assert first_time(HOME, None, NOW) == first_time(HOME, nowhere, NOW)
    homeless = replace(HOME, place=Place())
    slot = first_time(homeless, ELENA, NOW)
    assert slot is not None
    assert slot.zone == "America/Hermosillo"
    assert first_time(homeless, nowhere, NOW) is None


@settings(deadline=None)  # the first one reads the holidays, which takes long where others work too
@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - hypothesis wants it naive
    minutes=st.sampled_from([15, 45, 90]),
)
def test_it_lies_in_both_weeks_and_is_never_sooner_than_said(now: datetime, minutes: int) -> None:
    slot = first_time(HOME, ELENA, now.replace(tzinfo=UTC), minutes)
    assert slot is not None
    assert slot.minutes == minutes
    assert holds(ELENA.week, slot, "America/Hermosillo")
    assert holds(HOME.week, slot, "America/Detroit")
    assert slot.start - now.replace(tzinfo=UTC) > LEAD - timedelta(days=1)


def test_a_short_common_time_is_found_wherever_it_lies() -> None:
    evening = replace(ELENA, week=SchoolWeek.parse("Sat 20:20-21:10", weekend=frozenset({6})))
    assert common_time(HOME, evening, NOW) is None
    late = replace(HOME, week=SchoolWeek.parse("Sat 22:20-23:10"))
    slot = common_time(late, evening, NOW, 50)
    assert slot is not None
    assert slot.text() == "2027-03-13 20:20 America/Hermosillo"  # two hours apart until the clocks change
    assert common_time(late, evening, NOW, 55) is None


def test_stretch_hours_are_proposed_where_ones_own_have_nothing_in_common() -> None:
    japan = replace(ELENA, place=Place("Sapporo", country="JP", zone="Asia/Tokyo"))
    assert common_time(HOME, japan, NOW) is None
    slot = common_time(replace(HOME, stretch=SchoolWeek.parse("Sun-Thu 18:00-20:00")), japan, NOW)
    assert slot is not None
    assert slot.text() == "2027-03-09 09:15 Asia/Tokyo"


def test_a_projects_dates_are_kept_however_far_ahead_they_are() -> None:
    slot = first_time(HOME, ELENA, NOW, 50, Dates(date(2027, 5, 1), date(2027, 6, 30)))
    assert slot is not None
    assert slot.text() == "2027-05-03 10:00 America/Hermosillo"  # the first of May is a Saturday
    closed = replace(ELENA, holidays={date(2027, 5, 1) + timedelta(days=n): "Spring" for n in range(40)})
    slot = first_time(HOME, closed, NOW, dates=Dates(date(2027, 5, 1)))
    assert slot is not None
    assert slot.wall.date() == date(2027, 6, 10)


def test_what_ends_within_a_week_is_proposed_before_its_end() -> None:
    slot = first_time(HOME, ELENA, NOW, dates=Dates(date(2027, 1, 1), date(2027, 3, 4)))
    assert slot is not None
    assert slot.text() == "2027-03-02 10:00 America/Hermosillo"


def test_within_a_projects_dates_it_is_ten_at_home_where_nobody_is_in_school_together() -> None:
    japan = replace(ELENA, place=Place("Sapporo", country="JP", zone="Asia/Tokyo"))
    for dates in (Dates(date(2027, 5, 1), date(2027, 5, 31)), Dates(closes=date(2027, 3, 4))):
        slot = first_time(HOME, japan, NOW, dates=dates)
        assert slot is not None
        assert (dates.opens or date.min) <= slot.wall.date() <= dates.closes, dates
        assert slot.wall.strftime("%H:%M %a %z") in ("10:00 Mon ", "10:00 Tue ")


def test_of_a_project_that_is_over_nothing_can_be_kept() -> None:
    assert first_time(HOME, ELENA, NOW, dates=Dates(closes=date(2027, 2, 1))) == first_time(HOME, ELENA, NOW)


@given(st.dates(date(2027, 2, 20), date(2027, 9, 1)), st.integers(0, 60))
def test_no_time_is_outside_a_projects_dates_by_our_own_clock(opens: date, days: int) -> None:
    auckland = replace(
        ELENA,
        place=Place("Auckland", country="NZ", zone="Pacific/Auckland"),
        week=SchoolWeek.parse("Mon-Sat 06:00-09:00"),
    )
    dates = Dates(opens, opens + timedelta(days=days))
    slot = first_time(HOME, auckland, NOW, dates=dates)
    if slot is not None and dates.closes is not None and dates.closes > NOW.date():
        assert opens <= slot.local("America/Detroit").date() <= dates.closes
