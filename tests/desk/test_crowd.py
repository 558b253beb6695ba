"""Very many people kept small are still all there, and found by what they have."""

from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.desk import crowd
from partnerdesk.desk.crowd import Marks, Packed

words = st.text(st.sampled_from("ab山ñ "), max_size=3)
values = st.tuples(words, st.lists(words, max_size=2).map(tuple), st.tuples(st.booleans(), st.booleans()))


@given(st.lists(values, max_size=150), st.data())
def test_what_was_added_is_read_back_by_its_number(
    added: list[tuple[object, ...]], data: st.DataObject
) -> None:
    packed = Packed()
    for each in added:
        packed.add(each)
    assert len(packed) == len(added)
    for number in data.draw(st.lists(st.integers(0, max(0, len(added) - 1)), max_size=5)) if added else ():
        added[number] = ("later", (), (True, False))
        packed.replace(number, added[number])
    assert [packed[number] for number in range(len(added))] == added


def test_more_chunks_than_stay_unpacked_are_read_in_any_order() -> None:
    packed = Packed()
    count = crowd._CHUNK * (crowd._OPEN + 3)
    for number in range(count):
        packed.add((str(number),))
    assert all(packed[number] == (str(number),) for number in (*range(count), *reversed(range(count))))


@given(st.lists(st.tuples(words, st.integers(0, 1000)), max_size=60))
def test_who_has_a_mark_is_found_in_the_order_of_coming(pairs: list[tuple[str, int]]) -> None:
    marks = Marks()
    for mark, number in pairs:
        marks.add(mark, number, 100)
    for mark, _ in pairs:
        assert marks.having(mark) == [number for each, number in pairs if each == mark]
    assert marks.having("nobody has this") == []


def test_room_is_made_for_as_many_as_come() -> None:
    marks = Marks(10)
    for number in range(20_000):
        marks.add(f"mark {number}", number, 100)
    assert all(number in marks.having(f"mark {number}") for number in range(20_000))
    assert sum(len(marks.having(f"other {number}")) for number in range(20_000)) < 5


def test_of_a_crowd_no_more_are_remembered_than_wanted() -> None:
    marks = Marks()
    assert [marks.add("office", number, 3) for number in range(5)] == [True, True, True, False, False]
    assert marks.having("office") == [0, 1, 2]
