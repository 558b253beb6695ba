"""Times and dates typed as a whole."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.typed import typed_date, typed_time
from partnerdesk.errors import BadInput

NEAR = date(2027, 2, 22)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20:15", time(20, 15)), ("2015", time(20, 15)), ("2100", time(21)), ("20.15", time(20, 15)),
        ("20h15", time(20, 15)), ("8", time(8)), ("815", time(8, 15)), ("8:15 pm", time(20, 15)),
        ("12 am", time(0)), ("12pm", time(12)), (" 9:05 ", time(9, 5)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_is_written(text: str, said: time) -> None:
    assert typed_time(text) == said


@pytest.mark.parametrize("text", ["24:00", "9:60", "13 pm", "0 am", "noon", "8m", "10:5", "20:15:00", ""])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="Write it as 20:15") as caught:
        typed_time(text)
    assert caught.value.field == "time"


@pytest.mark.parametrize(
    "text",
    [
        "8 Mar 2027",
        "8 March",
        "8th march 2027",
        "Mon 8 Mar 2027",
        "8 Mar 2027, Mon",
        "2027-03-08",
        "8-mar-2027",
    ],
)
def test_a_date_is_read_as_it_is_written(text: str) -> None:
    assert typed_date(text, NEAR) == date(2027, 3, 8)


@pytest.mark.parametrize(
    ("text", "near", "meant"),
    [
        ("8 Mar", date(2026, 11, 22), date(2027, 3, 8)),
        ("20 Dec", date(2027, 1, 5), date(2026, 12, 20)),
        ("29 Feb", date(2027, 5, 1), date(2028, 2, 29)),
    ],
)
def test_without_a_year_the_nearest_date_is_meant(text: str, near: date, meant: date) -> None:
    assert typed_date(text, near) == meant


@pytest.mark.parametrize("text", ["Sat 9 Mar 2027", "8 Mar 2027, Sun", "foo 8 mar bar"])
def test_a_weekday_that_is_not_that_days_is_not_passed_over(text: str) -> None:
    with pytest.raises(BadInput, match=r"that day is a (Tues|Mon)day"):
        typed_date(text, NEAR)


@pytest.mark.parametrize("text", ["3/8/2027", "30 Feb 2027", "8", "8 Foo 2027", "2027-13-01", "tomorrow"])
def test_what_is_no_date_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="Write it as 8 Mar 2027") as caught:
        typed_date(text, NEAR)
    assert caught.value.field == "date"


@given(st.dates(date(1, 1, 1)), st.times())
def test_what_is_written_comes_back(day: date, hour: time) -> None:
    assert typed_date(day.isoformat(), NEAR) == day
    assert typed_time(f"{hour:%H:%M}") == typed_time(f"{hour:%H%M}") == hour.replace(second=0, microsecond=0)


@given(st.text(max_size=12))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    with suppress(BadInput):
        typed_time(text)
    with suppress(BadInput):
        typed_date(text, NEAR)
