"""A set of keys with ranges in it is as any other set."""

from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.storage.keys import Keys

keys = st.frozensets(st.integers(0, 30), max_size=6)


@given(keys, st.integers(0, 30), st.integers(0, 6), keys)
def test_it_compares_and_combines_as_a_set_does(
    some: frozenset[int], first: int, count: int, other: frozenset[int]
) -> None:
    mine = Keys(some, [range(first, first + count)])
    plain = some | set(range(first, first + count))
    assert mine == plain
    assert sorted(mine) == sorted(plain)
    assert len(mine) == len(plain)
    assert bool(mine) == bool(plain)
    assert mine & set(other) == plain & other
    assert set(other) & mine == plain & other
    assert mine | other == plain | other
