"""The planner: the times that suit all, in the right order, with reasons; and what to do where none does."""

import dataclasses
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek, holds
from partnerdesk.core.planner import Choice, Plan, PlanParty, common, plan
from partnerdesk.core.plans import Told
from partnerdesk.core.series import series
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import UnknownZone, zone
from partnerdesk.errors import BadInput
from tests.core.planned import (
    DAYS,
    DETROIT,
    MORNINGS,
    PUEBLA,
    REGIONS,
    RIYADH,
    SYDNEY,
    TOKYO,
    day,
    stretched,
)

NEVER = dataclasses.replace(PUEBLA, week=SchoolWeek(((),) * 7))


def starts(found: Plan, name: str) -> list[str]:
    return sorted(f"{each.start.astimezone(zone(name)):%a %H:%M}" for each in found.choices)


def minutes_in_common(parties: Sequence[PlanParty], when: date) -> int:
    since = datetime.combine(when, datetime.min.time(), zone(parties[0].zone))
    found = common(parties, since, since + timedelta(days=1))
    return sum((end - start) // timedelta(minutes=1) for start, end in found)


# --- the checked cases


def test_three_regions_of_mexico_have_two_hours_in_winter_and_three_in_spring() -> None:
    assert minutes_in_common(REGIONS, date(2027, 2, 3)) == 120
    assert minutes_in_common(REGIONS, date(2027, 3, 16)) == 180


@pytest.mark.parametrize(("when", "last"), [(date(2027, 2, 3), "12:15"), (date(2027, 3, 16), "13:15")])
def test_with_home_in_detroit_they_begin_at_eleven_there(when: date, last: str) -> None:
    found = day((DETROIT, *REGIONS), when)
    told = starts(found, "America/Detroit")
    assert told[0].endswith("11:00")
    assert told[-1].endswith(last)  # 45 minutes: until 13:00, or until 14:00
    assert all(party.in_session for each in found.choices for party in each.parties)


def test_a_holiday_there_is_not_offered() -> None:
    found = day((DETROIT, *REGIONS), date(2027, 3, 15))
    assert not found.choices
    holiday = "Monday 15 March: Natalicio de Benito Juárez in Tijuana, Puebla and Cancún."
    assert found.warnings[1:] == (holiday,)  # the first one is about the clocks, which change the day before
    assert "Tuesday 16 March, 11:00 in Detroit" in found.help[0]
    kept = dataclasses.replace(MORNINGS, kept_holidays=frozenset({date(2027, 3, 15)}))
    open_then = [dataclasses.replace(each, week=kept) for each in REGIONS]
    assert day((DETROIT, *open_then), date(2027, 3, 15)).choices


def test_detroit_and_tokyo_have_no_school_hours_in_common_and_the_evening_is_proposed() -> None:
    found = day((DETROIT, TOKYO), date(2027, 2, 3))
    assert not found.choices
    assert found.help[0].startswith(
        "Your evening would do: Wednesday 3 February, 18:30 in Detroit is Thursday 08:30 in Tokyo."
    )
    assert "no common hour" in found.help[-1]


def test_detroit_and_tokyo_meet_in_detroits_evening_where_home_is_willing() -> None:
    found = day((stretched("Mon-Thu 18:00-21:00"), TOKYO), date(2027, 2, 3), most=99)
    told = starts(found, "America/Detroit")
    assert told[0] == "Wed 18:30"
    assert told[-1] == "Wed 20:15"
    best = found.choices[0]
    assert [party.in_session for party in best.parties] == [False, True]
    assert "In school in Tokyo" in best.reasons
    assert "Already Thursday in Tokyo" in best.reasons
    assert found.warnings[0].startswith("At no time are all in school")


def test_thursday_evening_is_not_offered_where_it_is_friday_in_riyadh() -> None:
    willing = stretched("Mon-Sun 00:00-24:00")
    found = plan((willing, RIYADH), date(2027, 2, 1), date(2027, 2, 7), 45, most=9999)
    told = starts(found, "America/Detroit")
    assert "Thu 19:00" not in told
    assert not [each for each in told if each.startswith("Fri")]
    assert "Wed 23:30" in told  # Thursday 07:30 there
    assert "Sat 23:30" in told  # Sunday there


def test_sunday_afternoon_is_offered_to_sydney_only_where_home_has_sunday() -> None:
    sunday = date(2027, 2, 7)
    assert "Sun 16:00" in starts(day((stretched("Sun 15:00-18:00"), SYDNEY), sunday), "America/Detroit")
    assert not day((stretched("Mon-Fri 15:00-18:00"), SYDNEY), sunday).choices
    assert not day((DETROIT, SYDNEY), sunday).choices


def test_common_minutes_are_the_checked_ones(shared: Path) -> None:
    for line in (shared / "times/overlap.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        when, parties, minutes, *_ = line.split("\t")
        each = [
            PlanParty(name, "", name, SchoolWeek.parse(f"Mon-Sun {hours}"))
            for name, _, hours in (party.partition("@") for party in parties.split(","))
        ]
        assert minutes_in_common(each, date.fromisoformat(when)) == int(minutes), line


def test_a_choice_is_told_by_each_partys_clock_as_checked(shared: Path) -> None:
    always = SchoolWeek.parse("Mon-Sun 00:00-24:00")
    for line in (shared / "times/convert.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        ours, local, theirs, there, *_ = line.split("\t")
        wall = datetime.fromisoformat(local)
        home = PlanParty("", "", ours, always, home=True)
        found = day((home, PlanParty("", "", theirs, always)), wall.date(), 5, step=5, most=999)
        told = {
            each.parties[0].start.replace(tzinfo=None): each.parties[1].start.replace(tzinfo=None)
            for each in found.choices
        }
        assert told[wall] == datetime.fromisoformat(there), line


# --- the same starts as going through every minute


ZONES = st.sampled_from(
    [
        *("America/Detroit", "Europe/London", "America/St_Johns", "Asia/Kathmandu", "Asia/Kolkata"),
        *("Pacific/Chatham", "Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Kiritimati", "UTC"),
        *("Pacific/Pago_Pago", "Africa/Casablanca", "America/Santiago", "Asia/Beirut", "America/Havana"),
    ]
)
RANGES = st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True).map(
    lambda marks: tuple(
        (start * 15, end * 15) for start, end in zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False)
    )
)
LONG = st.sampled_from([((0, 1440),), ((480, 720), (780, 960)), ((415, 1023),), ((0, 300), (1080, 1440))])
HOURS = st.tuples(*[st.one_of(LONG, RANGES, st.just(()))] * 7).filter(any)
# Days when clocks change, in March, April, September, October and November, and days when none does.
FIRSTS = st.sampled_from(
    [
        date(2027, month, each)
        for month, each in (
            *((3, 13), (3, 26), (3, 27), (4, 2), (4, 3), (9, 4), (9, 25), (10, 2), (10, 30), (11, 6)),
            *((1, 15), (6, 8), (12, 31)),
        )
    ]
)


@st.composite
def parties_on(draw: st.DrawFn, first: date) -> list[PlanParty]:
    near = st.integers(-2, 4).map(lambda days: first + timedelta(days=days))
    dates = st.dictionaries(near, st.sampled_from(["Feast", "Day of the Flag"]), max_size=2)
    breaks = st.lists(near.map(lambda each: Break(each, each + timedelta(days=1), "Break")), max_size=1)
    terms = st.lists(near.map(lambda each: Break(first - timedelta(days=9), each)), max_size=1)
    found = []
    for index in range(draw(st.integers(2, 4))):
        week = SchoolWeek(
            draw(HOURS),
            breaks=tuple(draw(breaks)),
            terms=tuple(draw(terms)),
            public_holidays=draw(st.booleans()),
            kept_holidays=frozenset(draw(st.sets(near, max_size=1))),
        )
        stretch = SchoolWeek(draw(HOURS)) if index == 0 and draw(st.booleans()) else None
        found.append(PlanParty(str(index), "", draw(ZONES), week, draw(dates), stretch, home=index == 0))
    return found


def open_at(party: PlanParty, hours: SchoolWeek, moment: datetime) -> bool:
    """Whether a party is in at a minute, asked of the clock on its wall and of nothing that we test."""
    local = moment.astimezone(zone(party.zone))
    today, minute = local.date(), local.hour * 60 + local.minute
    week = party.week
    if any(each.first <= today <= each.last for each in week.breaks):
        return False
    if week.terms and not any(each.first <= today <= each.last for each in week.terms):
        return False
    if week.public_holidays and today in party.holidays and today not in week.kept_holidays:
        return False
    return any(start <= minute < end for start, end in hours.hours[today.weekday()])


def every_minute(
    parties: list[PlanParty], first: date, last: date, minutes: int, step: int
) -> dict[datetime, bool]:
    """Each start that suits, and whether home is in school: found by looking at every minute."""
    home, *partners = parties
    where = zone(home.zone)
    begin = datetime.combine(first, datetime.min.time(), where).astimezone(UTC) - timedelta(days=1)
    moments = [begin + timedelta(minutes=each) for each in range(((last - first).days + 3) * 1440)]
    theirs = [all(open_at(party, party.week, moment) for party in partners) for moment in moments]
    school = [ok and open_at(home, home.week, moment) for ok, moment in zip(theirs, moments, strict=True)]
    wider = school
    if home.stretch:
        wider = [
            was or (ok and open_at(home, home.stretch, moment))
            for was, ok, moment in zip(school, theirs, moments, strict=True)
        ]
    found = {}
    for index, moment in enumerate(moments[:-minutes]):
        local = moment.astimezone(where)
        if not (index and first <= local.date() <= last and wider[index]):
            continue
        in_school = all(school[index : index + minutes])
        at_step = (local.hour * 60 + local.minute) % step == 0
        begins = not wider[index - 1] or (in_school and not school[index - 1])
        if all(wider[index : index + minutes]) and (at_step or begins):
            found[moment] = in_school
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.data(), FIRSTS, st.integers(0, 2), st.sampled_from([30, 45, 60, 100]), st.sampled_from([15, 20, 60])
)
def test_exactly_the_starts_that_every_minute_allows(
    data: st.DataObject, first: date, days: int, minutes: int, step: int
) -> None:
    parties = data.draw(parties_on(first))
    last = first + timedelta(days=days)
    found = plan(parties, first, last, minutes, step=step, most=10_000)
    expected = every_minute(parties, first, last, minutes, step)
    assert {each.start: each.parties[0].in_session for each in found.choices} == expected
    assert len(found.choices) == len(expected)  # none twice
    scores = [each.score for each in found.choices]
    assert scores == sorted(scores, reverse=True)
    for each in found.choices:
        for party, told in zip(parties, each.parties, strict=True):
            slot = each.slot(party.zone)
            assert slot.start == each.start == told.start.astimezone(UTC)
            assert told.end.astimezone(UTC) - each.start == timedelta(minutes=minutes)
            assert told.in_session == holds(party.week, slot, party.zone, party.holidays)
            assert told.in_session or party.home
    assert bool(found.help) == (not found.choices)


@settings(max_examples=60, deadline=None)
@given(st.data(), FIRSTS, st.integers(0, 95), st.sampled_from([15, 45, 100]), st.integers(1, 4))
def test_a_series_meets_exactly_where_every_minute_of_it_suits(
    data: st.DataObject, first: date, quarter: int, minutes: int, weeks: int
) -> None:
    parties = data.draw(parties_on(first))
    keeper = data.draw(st.sampled_from(parties))
    said = datetime.combine(first, datetime.min.time()) + timedelta(minutes=15 * quarter)
    start = Slot(said, "UTC", minutes)
    for each in series(start, weeks, parties, keeper):
        if not each.times:
            continue  # the clocks skip it
        moments = [each.slot.start + timedelta(minutes=minute) for minute in range(minutes)]
        for party, presence in zip(parties, each.presence, strict=True):
            in_school = all(open_at(party, party.week, moment) for moment in moments)
            assert (presence == "school") == in_school
            if presence == "stretch":
                wide = (party.stretch, party.week) if party.stretch else (party.week,)
                assert party.home
                assert all(any(open_at(party, week, moment) for week in wide) for moment in moments)
        suits = all(presence in ("school", "stretch") for presence in each.presence)
        assert each.meets == suits


# --- the order


def test_all_in_school_come_before_stretch_hours_and_the_least_far_before_the_farther() -> None:
    found = day((stretched("Mon-Fri 06:00-08:00, Mon-Fri 15:00-20:00"), PUEBLA), date(2027, 2, 3), most=99)
    kinds = [each.parties[0].in_session for each in found.choices]
    assert kinds == sorted(kinds, reverse=True)
    london = PlanParty("Ann", "London", "Europe/London", SchoolWeek.parse("Mon-Fri 09:00-13:00"))
    early = day((stretched("Mon-Fri 05:00-08:00"), london), date(2027, 2, 3), most=99)
    hours = [each.parties[0].start.hour for each in early.choices if each.score % 1 == 0]
    assert hours == sorted(hours, reverse=True)  # nearest to eight o'clock first


def test_the_first_and_last_quarter_of_an_hour_come_last() -> None:
    found = day((DETROIT, *REGIONS), date(2027, 2, 3))
    told = [f"{each.parties[0].start:%H:%M}" for each in found.choices]
    assert set(told[-2:]) == {"11:00", "12:15"}
    words = "In the first 15 minutes of school hours in Tijuana"
    assert words in {*found.choices[-1].reasons, *found.choices[-2].reasons}


def test_the_best_are_on_different_days_and_at_different_times() -> None:
    found = plan((DETROIT, PUEBLA), date(2027, 3, 8), date(2027, 3, 19), 45, most=9)
    days = [each.parties[0].start.date() for each in found.choices]
    assert len(set(days)) == 9  # nine school days: the tenth is a holiday
    assert len({each.parties[0].start.hour for each in found.choices[:3]}) == 3


def test_later_choices_of_a_day_do_not_overlap_while_there_is_room() -> None:
    found = day((DETROIT, dataclasses.replace(PUEBLA, week=DAYS)), date(2027, 2, 3), most=4)
    times = sorted(each.start for each in found.choices)
    assert all(later - earlier >= timedelta(minutes=45) for earlier, later in pairwise(times))


def test_notice_and_number_are_kept() -> None:
    notice = datetime(2027, 3, 10, 16, 20, 30, tzinfo=UTC)
    found = plan((DETROIT, *REGIONS), date(2027, 3, 8), date(2027, 3, 19), 45, not_before=notice, most=500)
    assert min(each.start for each in found.choices) == datetime(2027, 3, 10, 16, 30, tzinfo=UTC)
    assert len(plan((DETROIT, *REGIONS), date(2027, 3, 8), date(2027, 3, 19), 45, most=3).choices) == 3
    late = datetime(2027, 4, 1, tzinfo=UTC)
    assert not plan((DETROIT, *REGIONS), date(2027, 3, 8), date(2027, 3, 19), 45, not_before=late).choices


def test_stretch_hours_do_not_count_on_a_day_without_school_at_home_and_never_for_partners() -> None:
    free = Break.parse("2027-02-03 Snow day")
    home = dataclasses.replace(stretched("Mon-Fri 18:00-21:00"), week=dataclasses.replace(DAYS, breaks=free))
    assert not day((home, TOKYO), date(2027, 2, 3)).choices
    willing = dataclasses.replace(TOKYO, stretch=SchoolWeek.parse("Mon-Sun 00:00-24:00"))
    assert not day((DETROIT, willing), date(2027, 2, 3)).choices


# --- what cannot be planned


@pytest.mark.parametrize(
    ("parties", "last", "minutes", "step", "field"),
    [
        ((DETROIT,), date(2027, 2, 3), 45, 15, "with"),
        ((DETROIT, *[PUEBLA] * 20), date(2027, 2, 3), 45, 15, "with"),
        ((DETROIT, DETROIT), date(2027, 2, 3), 45, 15, "with"),
        ((DETROIT, dataclasses.replace(PUEBLA, zone="")), date(2027, 2, 3), 45, 15, "with"),
        ((DETROIT, NEVER), date(2027, 2, 3), 45, 15, "with"),
        ((DETROIT, PUEBLA), date(2027, 2, 2), 45, 15, "until"),
        ((DETROIT, PUEBLA), date(2037, 2, 3), 45, 15, "until"),
        ((DETROIT, PUEBLA), date(2027, 2, 3), 4, 15, "minutes"),
        ((DETROIT, PUEBLA), date(2027, 2, 3), 601, 15, "minutes"),
        ((DETROIT, PUEBLA), date(2027, 2, 3), 45, 0, "step"),
    ],
)
def test_what_cannot_be_planned_is_refused_at_its_field(
    parties: tuple[PlanParty, ...], last: date, minutes: int, step: int, field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        plan(parties, date(2027, 2, 3), last, minutes, step=step)
    assert refused.value.field == field


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownZone):
        day((DETROIT, dataclasses.replace(PUEBLA, zone="Mars/Olympus")), date(2027, 2, 3))


def test_a_choice_becomes_the_slot_that_is_said_in_a_zone() -> None:
    twice = datetime(2027, 11, 7, 6, 30, tzinfo=UTC)  # 01:30 in Detroit for the second time
    slot = Choice(twice, 30, 100.0, True, Told(())).slot("America/Detroit")
    assert slot.text() == "2027-11-07 01:30 America/Detroit fold=1"
    assert slot.start == twice


def test_days_around_new_year_come_last_where_breaks_are_not_known() -> None:
    found = plan((DETROIT, PUEBLA), date(2027, 12, 13), date(2028, 1, 14), 45, most=400)
    doubtful = [date(2027, 12, 20) <= each.start.date() <= date(2028, 1, 6) for each in found.choices]
    assert sum(doubtful) > 20
    calm = [at for at, each in enumerate(found.choices) if each.parties[0].in_session]
    told = [doubtful[at] for at in calm]
    assert told == sorted(told)
    scores = [each.score for each in found.choices]
    assert scores == sorted(scores, reverse=True)
    unknown = "Around Christmas and New Year, and breaks are not known: your own and those of Puebla"
    assert unknown in found.choices[calm[-1]].reasons
    off = (Break(date(2027, 12, 24), date(2028, 1, 2)),)
    known = [
        dataclasses.replace(each, week=dataclasses.replace(each.week, breaks=off))
        for each in (DETROIT, PUEBLA)
    ]
    again = plan(known, date(2027, 12, 20), date(2027, 12, 22), 45)
    assert not any("Christmas" in why for each in again.choices for why in each.reasons)
