"""Very many people kept small are still all there, and found by what they have."""

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.desk import crowd
from partnerdesk.desk.crowd import Marks, Packed

words = st.text(st.sampled_from("ab山ñ "), max_size=3)
values = st.tuples(words, st.lists(words, max_size=2).map(tuple), st.tuples(st.booleans(), st.booleans()))


@settings(deadline=None)
@given(st.lists(values, max_size=150))
def test_what_was_added_is_read_back_by_its_number(added: list[tuple[object, ...]]) -> None:
    packed = Packed()
    for each in added:
        packed.add(each)
    assert len(packed) == len(added)
    assert [packed[number] for number in range(len(added))] == added


def test_more_chunks_than_stay_unpacked_are_read_in_any_order() -> None:
    packed = Packed()
    count = crowd._CHUNK * (crowd._OPEN + 3)
    for number in range(count):
        packed.add((str(number),))
    assert all(packed[number] == (str(number),) for number in (*range(count), *reversed(range(count))))


@given(st.lists(st.tuples(words, st.integers(0, 1000)), max_size=60))
def test_of_all_who_have_a_mark_those_who_came_first_are_first(pairs: list[tuple[str, int]]) -> None:
    marks = Marks()
    for mark, number in pairs:
        marks.add(mark, number, 100)
    for mark, _ in pairs:
        assert marks.having(mark) == sorted(number for each, number in pairs if each == mark)
    assert marks.having("nobody has this") == []


def test_room_is_made_for_as_many_as_come() -> None:
    marks = Marks(10)
    for number in range(20_000):
        marks.add(f"mark {number}", number, 100)
    assert all(number in marks.having(f"mark {number}") for number in range(20_000))
    assert sum(len(marks.having(f"other {number}")) for number in range(20_000)) < 5


def test_those_who_came_first_are_first_when_room_was_made_at_the_end_of_the_places() -> None:
    marks = Marks()
    end = marks._places  # where a mark lies follows from its hash
    last = next(mark for mark in map(str, count()) if hash(mark) & end == end)
    for number in range(end):
        marks.add(last if number < 20 else f"other {number}", number, 100)
    assert marks._places > end
    assert marks.having(last)[:20] == [*range(20)]


def test_of_a_crowd_no_more_are_remembered_than_wanted() -> None:
    marks = Marks()
    assert [marks.add("office", number, 3) for number in range(5)] == [True, True, True, False, False]
    assert marks.having("office") == [0, 1, 2]
