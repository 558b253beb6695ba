"""School weeks: how they are written, and when school is in."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.hours import (
    SchoolWeek,
    SessionState,
    assumed_week,
    holds,
    in_session,
    intervals,
    state_at,
)
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import UnknownZone, all_zones, zone
from partnerdesk.errors import BadInput

DAY_RANGES = st.lists(st.integers(0, 288), max_size=6, unique=True).map(
    lambda marks: tuple(
        (start * 5, end * 5) for start, end in zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False)
    )
)
WEEKS = st.builds(
    SchoolWeek,
    st.tuples(*[DAY_RANGES] * 7),
    st.frozensets(st.integers(0, 6)),
    st.booleans(),
)
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
MORNINGS = SchoolWeek.parse("Mon-Fri 08:00-13:00")


def at(text: str, name: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone(name))


# --- how they are written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon-Fri 08:00-13:00", [[(480, 780)]] * 5 + [[], []]),
        ("Sun-Thu 07:30-12:00", [[(450, 720)]] * 4 + [[], [], [(450, 720)]]),
        ("Fri-Mon 08:00-09:00", [[(480, 540)], [], [], [], *[[(480, 540)]] * 3]),
        ("Mon-Sun 00:00-24:00", [[(0, 1440)]] * 7),
        ("Tue-Mon 8:00-9:00", [[(480, 540)]] * 7),
        ("Sat 09:00-11:00, Sat 08:00-09:00", [[]] * 5 + [[(480, 540), (540, 660)], []]),
        (
            "Mon, Wed 08:00-09:00, 10:00-11:00",
            [[(480, 540), (600, 660)], [], [(480, 540), (600, 660)], *[[]] * 4],
        ),
        (" monday – Tuesday  08:00 — 09:00 ", [[(480, 540)]] * 2 + [[]] * 5),
        ("THU 08:00−09:00; fri 08:00-09:00", [[]] * 3 + [[(480, 540)]] * 2 + [[]] * 2),
    ],
)
def test_hours_are_read(text: str, expected: list[list[tuple[int, int]]]) -> None:
    assert SchoolWeek.parse(text).hours == tuple(tuple(ranges) for ranges in expected)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "missing"),
        ("Mon 08:00-12:00,", "missing"),
        ("Lun 08:00-12:00", "'Lun' is not a day"),
        ("Mon-Foo 08:00-12:00", "'Foo' is not a day"),
        ("Mond 08:00-12:00", "'Mond' is not a day"),
        ("08:00-12:00", "on which days"),
        ("Mon", "Mon has no hours"),
        ("Mon 08:00-12:00, Tue", "Tue has no hours"),
        ("Mon 12:00-08:00", "ends before it begins"),
        ("Mon 08:00-08:00", "ends before it begins"),
        ("Mon 22:00-25:00", "'25:00' is not a time"),
        ("Mon 22:00-24:01", "'24:01' is not a time"),
        ("Mon 08:60-12:00", "'08:60' is not a time"),
        ("Mon 08:00-12:00, Mon 11:00-13:00", "overlap"),
        ("Mon-Wed 08:00-12:00, Tue 08:00-12:00", "overlap"),
        ("Mon 8-12", "not a day with hours"),
        ("Mon 08:00", "not a day with hours"),
        ("Mon-Wed-Fri 08:00-12:00", "not a day with hours"),
        ("Mon ٠٨:٠٠-١٢:٠٠", "not a day with hours"),
        ("x" * 5000, "not a day"),
    ],
)
def test_what_is_no_week_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        SchoolWeek.parse(text)
    assert says in caught.value.message
    assert caught.value.field == "hours"
    assert len(str(caught.value)) < 200


def test_the_weekend_is_the_days_without_hours_unless_it_is_said() -> None:
    assert SchoolWeek.parse("Sun-Thu 07:30-12:00").weekend == {4, 5}
    assert SchoolWeek.parse("Mon-Thu 08:00-12:00", weekend=frozenset({5, 6})).weekend == {5, 6}
    assert SchoolWeek.parse("Mon 08:00-12:00", confirmed=False).confirmed is False


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mon-Fri 08:00-13:00", "Mon–Fri 08:00–13:00"),
        ("Mon-Fri 08:00-12:00, Mon-Fri 13:00-15:00", "Mon–Fri 08:00–12:00, 13:00–15:00"),
        ("Sun-Thu 07:30-12:00, Sun-Wed 13:00-15:00", "Sun–Thu 07:30–12:00; Sun–Wed 13:00–15:00"),
        ("Mon-Thu 08:00-15:00, Fri 08:00-12:00", "Mon–Thu 08:00–15:00; Fri 08:00–12:00"),
        ("Mon 08:00-12:00, Wed 08:00-12:00", "Mon 08:00–12:00; Wed 08:00–12:00"),
        ("Mon-Sun 00:00-24:00", "Mon–Sun 00:00–24:00"),
    ],
)
def test_hours_are_told_as_they_were_written(text: str, words: str) -> None:
    week = SchoolWeek.parse(text)
    assert week.text() == text
    assert week.words() == words


@given(WEEKS)
def test_text_and_json_are_read_back(week: SchoolWeek) -> None:
    assert SchoolWeek.from_json(week.to_json()) == week
    if week.text():
        assert SchoolWeek.parse(week.text(), week.confirmed, week.weekend) == week
        assert SchoolWeek.parse(week.words().replace(";", ","), week.confirmed, week.weekend) == week
    else:
        assert not any(week.hours)


@given(st.text(alphabet="MonTueSat0123456789:-, –", max_size=40))
def test_any_text_is_a_week_or_refused(text: str) -> None:
    try:
        week = SchoolWeek.parse(text)
    except BadInput:
        return
    assert SchoolWeek.parse(week.text()) == week


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"hours": [], "weekend": [], "confirmed": true}', '{"hours": 1}', "x"]
)
def test_what_is_no_week_in_a_book_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        SchoolWeek.from_json(text)


def test_a_week_has_seven_days_in_order() -> None:
    free: tuple[tuple[tuple[int, int], ...], ...] = ((),) * 7
    for hours in (free[:6], (((600, 700), (500, 550)), *free[:6]), (((-5, 10),), *free[:6])):
        with pytest.raises(BadInput):
            SchoolWeek(hours)
    with pytest.raises(BadInput):
        SchoolWeek(free, frozenset({7}))


def test_an_assumed_week_is_the_mornings_outside_the_weekend() -> None:
    egypt = assumed_week(frozenset({4, 5}))
    assert egypt.text() == "Sun-Thu 08:00-14:00"
    assert not egypt.confirmed
    assert egypt.weekend == {4, 5}


# --- when school is in


def test_state_in_hours_between_them_and_at_their_edges() -> None:
    week = SchoolWeek.parse("Mon-Fri 08:00-12:00, Mon-Fri 13:00-15:00")
    name = "America/Hermosillo"
    monday = "2027-03-15T"
    assert state_at(week, name, at(f"{monday}07:59", name)) == SessionState(
        in_session=False, next=at(f"{monday}08:00", name)
    )
    assert state_at(week, name, at(f"{monday}08:00", name)) == SessionState(
        in_session=True, until=at(f"{monday}12:00", name), next=at(f"{monday}13:00", name)
    )
    assert state_at(week, name, at(f"{monday}12:00", name)).in_session is False
    assert state_at(week, name, at("2027-03-19T15:00", name)).next == at("2027-03-22T08:00", name)


def test_state_is_asked_in_the_local_date_of_the_party() -> None:
    evening = at("2027-02-07T16:00", "America/Detroit")  # Sunday there, Monday in Sydney
    state = state_at(MORNINGS, "Australia/Sydney", evening)
    assert state.in_session
    assert state.until is not None
    assert state.until.isoformat() == "2027-02-08T13:00:00+11:00"
    friday = at("2027-02-04T19:00", "America/Detroit")  # Thursday there, Friday in Riyadh
    assert not state_at(assumed_week(frozenset({4, 5})), "Asia/Riyadh", friday).in_session


def test_a_school_that_never_closes_or_never_opens() -> None:
    now = at("2027-03-15T10:00", "UTC")
    assert state_at(SchoolWeek.parse("Mon-Sun 00:00-24:00"), "UTC", now) == SessionState(in_session=True)
    assert state_at(SchoolWeek(((),) * 7), "UTC", now) == SessionState(in_session=False)


def test_hours_that_touch_are_one() -> None:
    week = SchoolWeek.parse("Mon 08:00-10:00, Mon 10:00-12:00")
    assert state_at(week, "UTC", at("2027-03-15T09:00", "UTC")).until == at("2027-03-15T12:00", "UTC")
    assert holds(week, Slot.parse("2027-03-15 09:30 UTC", 60), "UTC")


def test_hours_that_the_clocks_skip_are_cut() -> None:
    night = SchoolWeek.parse("Sun 01:00-02:30, Sun 02:40-05:00")
    name = "America/Detroit"
    found = list(intervals(night, name, at("2027-03-14T00:00", name), at("2027-03-15T00:00", name)))
    # 02:00 to 03:00 does not happen: what was left of both ranges touches at the change.
    assert found == [(datetime(2027, 3, 14, 6, tzinfo=UTC), datetime(2027, 3, 14, 9, tzinfo=UTC))]
    lost = SchoolWeek.parse("Sun 02:10-02:50")
    assert not list(intervals(lost, name, at("2027-03-14T00:00", name), at("2027-03-15T00:00", name)))


def test_hours_that_repeat_count_twice() -> None:
    night = SchoolWeek.parse("Sun 00:30-01:30")
    name = "America/Detroit"
    found = list(intervals(night, name, at("2027-11-07T00:00", name), at("2027-11-08T00:00", name)))
    assert [(start.hour, start.minute, end - start) for start, end in found] == [
        (4, 30, timedelta(hours=1)),
        (6, 0, timedelta(minutes=30)),
    ]


def test_a_day_that_was_skipped_has_no_school() -> None:
    state = state_at(
        SchoolWeek.parse("Fri 08:00-12:00"), "Pacific/Apia", at("2011-12-29T12:00", "Pacific/Apia")
    )
    assert state.next == at("2012-01-06T08:00", "Pacific/Apia")


@given(WEEKS, st.sampled_from(all_zones()), INSTANTS)
def test_school_is_in_exactly_when_the_clock_on_the_wall_says_so(
    week: SchoolWeek, name: str, instant: datetime
) -> None:
    local = instant.astimezone(zone(name))
    minute = local.hour * 60 + local.minute
    expected = any(start <= minute < end for start, end in week.hours[local.weekday()])
    state = state_at(week, name, instant)
    assert state.in_session == expected
    assert state.until is None or state.until > instant
    assert state.next is None or instant < state.next <= instant + timedelta(days=14)
    assert bool(state.until) <= state.in_session
    if state.until and state.next:
        assert state.until < state.next


@given(st.sampled_from(all_zones()), INSTANTS, st.integers(0, 600))
def test_a_slot_is_held_when_each_of_its_minutes_is(name: str, instant: datetime, minutes: int) -> None:
    week = SchoolWeek.parse("Sun-Wed 00:10-02:20, Thu-Sat 01:00-03:00, Mon-Fri 22:00-24:00")
    start = instant.replace(second=0, microsecond=0)
    slot = Slot(start.replace(tzinfo=None), "UTC", max(minutes, 5))
    whole = all(
        state_at(week, name, start + timedelta(minutes=step)).in_session for step in range(0, slot.minutes, 5)
    ) and (state_at(week, name, slot.end - timedelta(minutes=1)).in_session)
    assert holds(week, slot, name) == whole


@pytest.mark.parametrize(
    ("slot", "minutes", "expected"),
    [
        ("2027-03-15 08:00 America/Hermosillo", 300, True),
        ("2027-03-15 08:00 America/Hermosillo", 305, False),
        ("2027-03-15 07:55 America/Hermosillo", 45, False),
        ("2027-03-14 10:00 America/Hermosillo", 45, False),  # a Sunday
        ("2027-03-15 13:00 America/Detroit", 45, True),  # 10:00 in Hermosillo
        ("2027-03-15 16:00 America/Detroit", 45, False),
    ],
)
def test_a_slot_is_held_by_the_hours_of_the_other_party(slot: str, minutes: int, expected: bool) -> None:
    assert holds(MORNINGS, Slot.parse(slot, minutes), "America/Hermosillo") is expected


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownZone):
        state_at(MORNINGS, "CST", datetime(2027, 3, 15, tzinfo=UTC))


def test_common_minutes_of_parties_are_the_checked_ones(shared: Path) -> None:
    for line in (shared / "times/overlap.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        date, parties, minutes, *_ = line.split("\t")
        since: datetime | None = None
        common: set[datetime] | None = None
        for party in parties.split(","):
            name, _, hours = party.partition("@")
            since = since or at(f"{date}T00:00", name).astimezone(UTC)
            week = SchoolWeek.parse(f"Mon-Sun {hours}")
            steps = {
                moment
                for start, end in intervals(week, name, since, since + timedelta(days=1))
                for moment in (
                    start + timedelta(minutes=5 * i) for i in range((end - start) // timedelta(minutes=5))
                )
            }
            common = steps if common is None else common & steps
        assert common is not None
        assert len(common) * 5 == int(minutes), line


@given(WEEKS, st.sampled_from(all_zones()), INSTANTS)
def test_in_session_says_what_the_state_says(week: SchoolWeek, name: str, instant: datetime) -> None:
    assert in_session(week, instant.astimezone(zone(name))) == state_at(week, name, instant).in_session
