"""Rows taken column by column say what each of them says by itself."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.core.cards import Card
from partnerdesk.formats import columns
from partnerdesk.formats.tablecards import Rows
from partnerdesk.formats.tablecolumns import Columns

HEADERS = {
    "plain": (
        "Name", "Role", "Organisation", "City", "State", "Country", "Zone", "E-mail", "Phone", "Tags",
        "Notes",
    ),
    "parts": (
        "Prefix", "First name", "Last name", "Suffix", "Full name", "School", "E-mail", "Languages", "Shoe",
    ),
    "several": (
        "Name", "Name", "E-mail 1 - Type", "E-mail 1 - Value", "E-mail 2 - Value", "Work phone", "Home phone",
        "Home Street", "Home Street 2", "Home City", "Work City", "Web", "Web", "Tags", "Tags", "UID",
        "History",
    ),
    "places": ("Name", "City, country", "E-mail", "Note", "Notes"),
    "people": (
        "Teacher 1", "Email 1", "Teacher 2", "Email 2", "School", "Department", "School week", "Source",
    ),
}  # fmt: skip
CELLS = (
    "", "", "Ana Lee", "Müller, Jörg", "Frau Müller", "Mr. Bob Ray", "Ana Lee / Bob Ray", "Total: 7",
    "  x ",
    "a  b", "two\nlines", "\ttab", "ana@x.example", "Ana <ana@x.example>", "a@x.example; b@x.example",
    "ana@x.example (old)", "+52 662 213 4567 / 662 213 9999", "662 213 4567 or 8", "+1 555 0100",
    "一二三",
    "Puebla, Mexico", "1 ::: 2", "* work", "a, b;c", "es,fr", "0.0.00", "Mon-Fri 08:00-13:00", "https://x.example",
    "a\u00a0b", "x | y", "7", "ANA@x.example",
)  # fmt: skip


@pytest.mark.parametrize("kind", HEADERS)
@pytest.mark.parametrize("directory", [False, True])
@settings(deadline=None)
@given(data=st.data())
def test_columns_say_what_rows_say(kind: str, directory: bool, data: st.DataObject) -> None:
    headers = HEADERS[kind]
    width = st.sampled_from([len(headers)] * 6 + [len(headers) - 2, len(headers) + 1])
    cells = st.lists(st.sampled_from(CELLS), min_size=len(headers) + 1, max_size=len(headers) + 1)
    row = st.tuples(width, cells).map(lambda drawn: drawn[1][: drawn[0]])
    rows = data.draw(st.lists(row, min_size=1, max_size=4))
    meanings = columns.meanings(headers)
    alone = Rows(headers, meanings, directory=directory, places=place)
    expected = [part for at, each in enumerate(rows) for part in alone.cards(f"row {at}", each)]
    sheaf = Columns(headers, meanings, directory=directory, places=place).sheaf(range(len(rows)), rows)
    assert [*map(shown, sheaf.parts())] == [*map(shown, expected)]


def place(words: str) -> tuple[str, str, str] | None:
    city, comma, country = words.partition(", ")
    return (city, "", country) if comma else None


def shown(part: object) -> object:
    return {each.name: getattr(part, each.name) for each in fields(Card)} if isinstance(part, Card) else part
