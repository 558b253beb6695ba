"""Rows of tables, however their text is cut into blocks."""

import csv
import io
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.cards import RefusedPart
from partnerdesk.formats import charsets, tablerows
from partnerdesk.formats.tablerows import rows

text = st.text(st.sampled_from('ab,;"\n\r é'), max_size=40)


def cut(whole: str, size: int) -> list[str]:
    return [whole[at : at + size] for at in range(0, len(whole), size)]


@given(text, st.integers(1, 7))
def test_where_a_block_ends_makes_no_difference(whole: str, size: int) -> None:
    whole = f"x\n{whole}"  # the first line says how lines end
    assert list(rows(["x\n", *cut(whole[2:], size)], ",")) == list(rows([whole], ","))


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab,"\n é'), min_size=1, max_size=5), min_size=1, max_size=3),
        max_size=5,
    )
)
def test_what_csv_writes_is_read_back(table: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table)
    wanted = [[cell.lstrip(" ") if not set(cell) & set('",\n') else cell for cell in row] for row in table]
    found = [row for _, row in rows([written.getvalue()], ",")]
    assert found == [row for row in wanted if any(row)]


def test_a_cell_that_is_never_closed_costs_its_row_alone() -> None:
    whole = 'a,b\n"open,b\n' + "c,d\n" * (tablerows.MOST_LINES + 3)
    found = list(rows(cut(whole, 50), ","))
    assert found[0] == (1, ["a", "b"])
    assert found[1] == (2, RefusedPart("row 2", "A quotation mark is never closed."))
    assert found[2:] == [(line, ["c", "d"]) for line in range(3, tablerows.MOST_LINES + 6)]


def test_the_last_row_may_be_the_one_that_is_never_closed() -> None:
    assert list(rows(['a,b\n"open,b\nc,d'], ",")) == [
        (1, ["a", "b"]),
        (2, RefusedPart("row 2", "A quotation mark is never closed.")),
        (3, ["c", "d"]),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_the_first_one_does(end: str) -> None:
    assert [row for _, row in rows([end.join(["a,b", "c,d"])], ",")] == [["a", "b"], ["c", "d"]]


@given(st.text(st.sampled_from("ab\n\ré")), st.integers(1, 5))
def test_lines_of_any_ends_are_the_same_in_blocks(whole: str, size: int) -> None:
    assert list(charsets.lines(cut(whole, size))) == charsets.line_ends(whole).split("\n")


@given(st.binary(max_size=30) | st.text().map(str.encode), st.sampled_from(["", "utf-8", "cp1252", "utf-16"]))
def test_text_in_blocks_is_the_text(data: bytes, charset: str) -> None:
    used = charsets.told(data, charset)
    assert "".join(charsets.blocks(data, used)) == data.decode(used, charsets.STRAYS).removeprefix("\ufeff")


def test_lines_put_back_again_and_again_cost_no_more_than_once_each() -> None:
    pairs = 30_000
    begun = process_time()
    found = list(rows(['"Ana\nB",a,x\ry\n' * pairs], ","))
    assert process_time() - begun < 5
    assert len(found) == 2 * pairs
    assert all(isinstance(row, RefusedPart) for _, row in found)
