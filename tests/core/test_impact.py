"""Shares are counts where they are few, and percentages only from ten on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.impact import ENOUGH, Asked, share, shares, wait_words


def some(asked: int, answered: int = 0, source: str = "") -> list[Asked]:
    return [Asked(source=source, answered=i < answered) for i in range(asked)]


def test_a_few_are_said_as_counts() -> None:
    assert share("All", some(3, 2)).words == "2 of 3"
    assert share("All", some(9, 9)).words == "9 of 9"
    assert share("All", []).words == "0 of 0"


def test_many_are_said_as_a_percentage_too() -> None:
    assert share("All", some(25, 16)).words == "16 of 25 (64 %)"
    assert share("All", some(1200, 300)).words == "300 of 1,200 (25 %)"


def test_the_most_frequent_comes_first_and_the_unknown_last() -> None:
    asked = [*some(5), *some(1, source="alumni"), *some(2, 1, source="conference")]
    found = shares(asked, lambda each: each.source, lambda name: name.title() or "Not said")
    assert [(each.name, each.words) for each in found] == [
        ("Conference", "1 of 2"),
        ("Alumni", "0 of 1"),
        ("Not said", "0 of 5"),
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], ""),
        ([0.2], "The one answer came within a day."),
        ([1.0], "The one answer came after 1 day."),
        ([2.0, 9.2], "The answers came after 2 days and after 9 days."),
        ([3.0, 3.1], "Both answers came after 3 days."),
        ([1.0, 4.0, 30.0], "Half of the 3 answers came within 4 days."),
        ([0.1, 0.2, 0.3, 9.0], "Half of the 4 answers came within a day."),
    ],
)
def test_the_time_to_an_answer_in_words(days: list[float], words: str) -> None:
    asked = [Asked(answered=True, days=each) for each in days]
    assert wait_words([*asked, Asked(), Asked(answered=True)]) == words


@given(st.lists(st.tuples(st.sampled_from(["", "a", "b", "c"]), st.booleans(), st.booleans())))
def test_every_share_adds_up(facts: list[tuple[str, bool, bool]]) -> None:
    asked = [Asked(source=name, answered=answered, agreed=agreed) for name, answered, agreed in facts]
    found = shares(asked, lambda each: each.source, str)
    whole = share("", asked)
    assert sum(each.asked for each in found) == whole.asked == len(facts)
    assert sum(each.answered for each in found) == whole.answered
    assert sum(each.agreed for each in found) == whole.agreed
    assert all(("%" in each.words) == (each.asked >= ENOUGH) for each in found)
