"""Columns as wide as their texts ask for."""

import pytest

from partnerdesk.formats.paper.widths import Demand, Piece, fitting, widths

ROOM = 5000.0


def text(whole: float, word: float = 0) -> Piece:
    return whole, word or min(whole, 300), whole


def column(*cells: Piece, share: float = 1, head: float = 200) -> Demand:
    return Demand(share, [[cell] for cell in cells], (head, head, head))


def test_columns_take_the_room_whatever_is_in_them() -> None:
    for columns in (
        [column(text(400), text(500)), column(text(9000), text(100))],
        [column(), column()],
        [column(text(0)), column(text(99_999, 99_999))],
        [column(text(800))],
    ):
        assert sum(widths(columns, ROOM)) == pytest.approx(ROOM)


def test_a_column_of_short_texts_leaves_room_to_that_of_long_ones() -> None:
    short, long_ = widths([column(*[text(600)] * 30), column(*[text(3900)] * 30)], ROOM)
    assert 600 <= short < 1100
    assert long_ >= 3900


def test_an_empty_column_is_as_wide_as_its_heading() -> None:
    empty, full = widths([column(*[text(0)] * 9, head=420), column(*[text(8000)] * 9, share=3)], ROOM)
    assert 420 <= empty < 800
    assert full > 4000


def test_one_long_text_does_not_widen_a_column_for_all() -> None:
    names = column(*[text(900)] * 40, text(4000, 700), share=1)
    places = column(*[text(1900)] * 41, share=1)
    mails = column(*[text(2000)] * 41, share=1)
    name, place, mail = widths([names, places, mails], ROOM)
    assert 900 <= name < 1200
    assert place >= 1900
    assert mail >= 2000


def test_an_address_is_broken_last() -> None:
    mails = Demand(1, [[(2400, 1500, 2200)]] * 20, (300, 300, 300))
    words = Demand(1, [[(3600, 500, 3600)]] * 20, (300, 300, 300))
    mail, other = widths([mails, words], ROOM)
    assert mail >= 2200
    assert other >= 500


def test_a_column_of_a_few_very_long_texts_is_no_ribbon() -> None:
    others = [column(*[text(1100)] * 36, share=1) for _ in range(3)]
    long_ = column(*[text(4800, 420)] * 4, *[text(0)] * 32, share=1)
    *_, last = widths([*others, long_], ROOM)
    assert last > 4800 / 6


def test_addresses_that_have_room_in_the_usual_type_get_it() -> None:
    mails = Demand(1, [[(1900, 1000, 1700)]] * 20, (300, 300, 300))
    *_, mail = widths([column(*[text(1200)] * 20), column(*[text(1300)] * 20), mails], ROOM)
    assert mail >= 1900


def test_how_many_rows_have_what_they_ask_for() -> None:
    assert fitting([column(*[text(900)] * 10), column(*[text(900)] * 10)], ROOM) == 1
    assert 0.9 <= fitting([column(*[text(900)] * 9, text(9000)), column(*[text(900)] * 10)], ROOM) < 1
    assert fitting([column(*[text(9000)] * 10)], ROOM) == 0


def test_room_that_an_empty_column_does_not_need_goes_to_the_others() -> None:
    empty, *full = widths(
        [column(*[text(0)] * 9, head=420), *[column(*[text(2200)] * 9, head=300)] * 2], ROOM
    )
    assert empty == 420
    assert sum(full) == pytest.approx(ROOM - 420)
    assert all(each >= 2200 for each in full)
