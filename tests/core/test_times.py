"""Slots: what users may say, and what it means."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core import times, zones
from partnerdesk.core.times import AmbiguousTime, NonexistentTime, Slot
from partnerdesk.errors import BadInput

WALLS = st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30)).map(  # noqa: DTZ001
    lambda wall: wall.replace(second=0, microsecond=0, fold=0)
)
NEAR_NOW = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(  # noqa: DTZ001
    lambda wall: wall.replace(second=0, microsecond=0, fold=0)
)
ZONES = st.sampled_from(zones.all_zones())


def rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield [*line.split("\t"), "", "", "", ""]


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def said_or_refused(said: datetime, name: str, fold: int | None = None) -> Slot | BadInput:
    try:
        return Slot.said(said, name, fold=fold)
    except BadInput as error:
        return error


# --- the checked cases beside the checkout


def test_local_times_in_one_zone_are_those_of_the_other(shared: Path) -> None:
    for name, there, other, expected, why, *_ in rows(shared / "times/convert.tsv"):
        local = Slot.said(wall(there), name).local(other)
        assert local.replace(tzinfo=None) == wall(expected), (name, there, other, why)


def test_offsets_are_those_of_the_newest_tz_data(shared: Path) -> None:
    for name, local, expected, why, *_ in rows(shared / "times/offsets.tsv"):
        offset = Slot.said(wall(local), name).local(name).utcoffset()
        hours, minutes = expected[1:].split(":")
        size = timedelta(hours=int(hours), minutes=int(minutes))
        assert offset == (-size if expected[0] == "-" else size), (name, local, why)


def test_skipped_times_are_refused_and_repeated_ones_are_asked_about(shared: Path) -> None:
    for name, local, kind, first, second, *_ in rows(shared / "times/odd.tsv"):
        if kind == "nonexistent":
            with pytest.raises(NonexistentTime):
                Slot.said(wall(local), name)
        elif kind == "ambiguous":
            with pytest.raises(AmbiguousTime):
                Slot.said(wall(local), name)
            for fold, expected in ((0, first), (1, second)):
                assert Slot.said(wall(local), name, fold=fold).start == wall(expected).replace(tzinfo=UTC)
        else:
            assert kind == "ordinary"
            assert Slot.said(wall(local), name).start == wall(first).replace(tzinfo=UTC), name


# --- slots


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("America/Hermosillo", "UTC−7"),
        ("Asia/Kathmandu", "UTC+5:45"),
        ("America/St_Johns", "UTC−3:30"),
        ("UTC", "UTC+0"),
        ("Pacific/Apia", "UTC+13"),
    ],
)
def test_offsets_are_written_with_a_true_minus(name: str, expected: str) -> None:
    assert times.offset_text(datetime(2027, 1, 15, 12, tzinfo=zones.zone(name))) == expected


def test_an_offset_of_odd_seconds_is_told_in_full() -> None:
    assert times.offset_text(datetime(1971, 1, 1, tzinfo=zones.zone("Africa/Monrovia"))) == "UTC−0:44:30"


def test_a_slot_begins_and_ends_at_instants() -> None:
    slot = Slot.said(wall("2027-03-16T10:00"), "America/Hermosillo")
    assert slot.start == datetime(2027, 3, 16, 17, tzinfo=UTC)
    assert slot.end - slot.start == timedelta(minutes=45)
    there = slot.local("America/Detroit")
    assert (there.hour, times.offset_text(there)) == (13, "UTC−4")


def test_minutes_pass_while_clocks_change() -> None:
    early = Slot.said(wall("2027-11-07T00:30"), "America/Detroit")
    late = Slot.said(wall("2027-11-07T03:30"), "America/Detroit")
    assert late.start - early.start == timedelta(hours=4)
    night = Slot.said(wall("2027-03-14T01:30"), "America/Detroit", minutes=60)
    assert night.end.astimezone(zones.zone("America/Detroit")).hour == 3


def test_a_skipped_time_names_both_neighbours() -> None:
    with pytest.raises(NonexistentTime) as caught:
        Slot.parse("2027-03-14 02:30 America/Detroit")
    assert str(caught.value) == (
        "02:30 on Sunday 14 March 2027 does not exist in Detroit: the clocks go forward from 02:00 to 03:00. "
        "Take 01:30 (UTC−5) or 03:30 (UTC−4)."
    )
    assert caught.value.field == "slot"
    assert caught.value.before.isoformat() == "2027-03-14T01:30:00-05:00"
    assert caught.value.after.isoformat() == "2027-03-14T03:30:00-04:00"


def test_a_skipped_day_names_the_days_beside_it() -> None:
    with pytest.raises(NonexistentTime) as caught:
        Slot.parse("2011-12-30 10:00 Pacific/Apia")
    assert "Thursday 29 December 2011" in caught.value.hint
    assert "Saturday 31 December 2011" in caught.value.hint


def test_a_repeated_time_asks_which() -> None:
    with pytest.raises(AmbiguousTime) as caught:
        Slot.parse("2027-11-07 01:30 America/Detroit")
    assert str(caught.value) == (
        "01:30 on Sunday 7 November 2027 happens twice in Detroit: the clocks go back. "
        "Add fold=0 for the first (UTC−4) or fold=1 for the second (UTC−5)."
    )
    assert caught.value.offsets == (timedelta(hours=-4), timedelta(hours=-5))
    first = Slot.parse("2027-11-07 01:30 America/Detroit fold=0")
    second = Slot.parse("2027-11-07 01:30 America/Detroit fold=1")
    assert second.start - first.start == timedelta(hours=1)
    assert second.text() == "2027-11-07 01:30 America/Detroit fold=1"


def test_a_fold_where_no_time_repeats_is_dropped() -> None:
    slot = Slot.parse("2027-03-16 10:00 America/Hermosillo fold=1")
    assert slot == Slot(wall("2027-03-16T10:00"), "America/Hermosillo")


def test_a_retired_name_is_kept_as_the_new_one() -> None:
    assert Slot.parse("2027-03-16T9:05 Europe/Kiev", 30) == Slot(wall("2027-03-16T09:05"), "Europe/Kyiv", 30)


@pytest.mark.parametrize(
    "text",
    [
        *("", "tomorrow", "2027-03-16", "2027-03-16 10:00", "10:00 America/Detroit", "2027-03-16 1000 UTC"),
        *("2027-02-29 10:00 UTC", "2027-13-01 10:00 UTC", "2027-03-16 24:00 UTC", "2027-03-16 10:60 UTC"),
        *("0207-03-16 10:00 UTC", "9999-12-31 23:59 America/Detroit", "٢٠٢٧-03-16 10:00 UTC"),
        *("2027-03-16 10:00 UTC fold=2", "2027-03-16 10:00 UTC fold=", "2027-03-16 10:00 UTC fold=x"),
        *("2027-03-16 10:00 EST", "2027-03-16 10:00 Mexico City", "2027-03-16 10:00 UTC\0"),
    ],
)
def test_what_is_no_slot_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        Slot.parse(text)


@pytest.mark.parametrize("minutes", [-45, 0, 4, 601, 10**9])
def test_too_short_and_too_long_slots_are_refused(minutes: int) -> None:
    with pytest.raises(BadInput) as caught:
        Slot.said(wall("2027-03-16T10:00"), "UTC", minutes)
    assert caught.value.field == "minutes"


def test_only_naive_whole_minutes_and_known_folds_are_taken() -> None:
    for odd in ("2027-03-16T10:00:01", "2027-03-16T10:00+00:00", "2027-03-16T10:00:00.5"):
        with pytest.raises(BadInput):
            Slot.said(wall(odd), "UTC")
    with pytest.raises(BadInput):
        Slot.said(wall("2027-03-16T10:00"), "UTC", fold=2)


def test_a_book_may_hold_what_a_newer_clock_has_made_odd() -> None:
    kept = Slot(wall("2027-03-14T02:30"), "America/Detroit")
    assert kept.start == datetime(2027, 3, 14, 7, 30, tzinfo=UTC)


@given(WALLS | NEAR_NOW, ZONES, st.sampled_from([0, 1]))
def test_every_time_that_exists_comes_back_from_utc(said: datetime, name: str, fold: int) -> None:
    slot = said_or_refused(said, name, fold)
    if isinstance(slot, Slot):
        local = slot.local(name)
        assert (local.replace(tzinfo=None), local.fold) == (said, slot.fold)
        return
    assert isinstance(slot, NonexistentTime)
    for neighbour in (slot.before, slot.after):
        assert neighbour.astimezone(UTC).astimezone(zones.zone(name)) == neighbour
    before, after = (neighbour.replace(tzinfo=None) for neighbour in (slot.before, slot.after))
    assert before < said < after
    assert said - before == after - said


@given(NEAR_NOW, ZONES)
def test_a_time_is_ambiguous_exactly_where_two_instants_have_it(said: datetime, name: str) -> None:
    where = zones.zone(name)
    instants = {
        (said - offset).replace(tzinfo=UTC)
        for day in (-2, 2)
        if (offset := (said + timedelta(days=day)).replace(tzinfo=where).utcoffset()) is not None
    }
    real = {moment for moment in instants if moment.astimezone(where).replace(tzinfo=None) == said}
    found = said_or_refused(said, name)
    if isinstance(found, Slot):
        assert real == {found.start}
    elif isinstance(found, AmbiguousTime):
        assert real == {(said - offset).replace(tzinfo=UTC) for offset in found.offsets}
        assert len(real) == 2
    else:
        assert isinstance(found, NonexistentTime)
        assert not real


@given(WALLS | NEAR_NOW, ZONES, st.integers(times.SHORTEST, times.LONGEST), st.sampled_from([0, 1]))
def test_text_is_read_back_as_it_was_said(said: datetime, name: str, minutes: int, fold: int) -> None:
    try:
        slot = Slot.said(said, name, minutes, fold)
    except NonexistentTime:
        return
    assert Slot.parse(slot.text(), minutes) == slot


def test_every_change_of_clocks_of_a_year_is_refused_or_asked_about() -> None:
    """Walk through 2027 in every zone: each gap and each fold, at its first, middle and last minute."""
    start, end = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    gaps = folds = 0
    for name in zones.all_zones():
        where = zones.zone(name)
        for day in range((end - start).days):
            since = start + timedelta(days=day)
            shift = times.shift_between(since, since + timedelta(days=1), where)
            if shift is None:
                continue
            old, new = (moment.astimezone(where).utcoffset() for moment in (since, shift))
            assert old is not None
            assert new is not None
            edge = shift.replace(tzinfo=None) + min(old, new)
            width = abs(new - old)
            gaps, folds = gaps + (new > old), folds + (new < old)
            expected = NonexistentTime if new > old else AmbiguousTime
            for odd in (edge, edge + width / 2, edge + width - timedelta(minutes=1)):
                with pytest.raises(expected):
                    Slot.said(odd.replace(second=0, microsecond=0), name)
            for ordinary in (edge - timedelta(minutes=1), edge + width):
                Slot.said(ordinary, name)
    assert gaps > 100
    assert folds > 100
