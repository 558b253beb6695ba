"""The hours of a school week by another clock."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.elsewhere import hours_elsewhere
from partnerdesk.core.hours import SchoolWeek


@pytest.mark.parametrize(
    ("hours", "minutes", "said"),
    [
        ("Mon-Fri 08:00-13:00", 0, "Mon–Fri 08:00–13:00"),
        ("Mon-Fri 08:00-13:00", 120, "Mon–Fri 10:00–15:00"),
        ("Mon-Fri 08:30-15:00", -14 * 60, "Sun–Thu 18:30–01:00"),
        ("Mon-Fri 08:00-12:00, Mon-Fri 13:00-15:00", 330, "Mon–Fri 13:30–17:30, 18:30–20:30"),
        ("Mon-Fri 08:00-13:00", 18 * 60, "Tue–Sat 02:00–07:00"),
        ("Sun-Thu 07:30-12:00", -420, "Sun–Thu 00:30–05:00"),
        ("Mon-Fri 08:00-14:00", 600, "Mon–Fri 18:00–24:00"),
        ("Mon-Tue 08:00-12:00, Thu-Fri 08:00-12:00", 60, "Mon–Tue, Thu–Fri 09:00–13:00"),
    ],
)
def test_hours_are_told_by_another_clock(hours: str, minutes: int, said: str) -> None:
    assert hours_elsewhere(SchoolWeek.parse(hours).hours, minutes) == said


def test_no_hours_are_no_words() -> None:
    assert hours_elsewhere(((),) * 7, 60) == ""


@given(st.integers(0, 6), st.integers(0, 1439), st.integers(-14 * 60, 14 * 60))
def test_a_beginning_is_that_of_the_calendar(day: int, start: int, minutes: int) -> None:
    days = tuple(((start, start + 1),) if each == day else () for each in range(7))
    monday = datetime(2027, 3, 1)  # noqa: DTZ001 - a wall clock
    there = monday + timedelta(days=day, minutes=start + minutes)
    assert hours_elsewhere(days, minutes).startswith(f"{there:%a %H:%M}–")
