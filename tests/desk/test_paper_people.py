"""The order of those who are printed."""

from partnerdesk.desk.paper_people import _RUN, _sorted


def test_so_many_that_they_are_sorted_in_runs_are_in_order_and_alike_ones_as_they_were() -> None:
    items = [(number * 7919 % 1000, number) for number in range(2 * _RUN + 5)]
    assert _sorted(items, lambda item: (item[0],)) == sorted(items, key=lambda item: item[0])
    assert _sorted([], lambda item: (item,)) == []
