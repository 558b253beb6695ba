"""Cards to write and read again, and what is known of the real files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from hypothesis import strategies as st

from partnerdesk.core.cards import Card
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.text import plain

Expected = tuple[str, str, int, str, str, str]
"""Path in the corpora, kind, number of people, and the first one's name, address and phone."""


def expected(shared: Path, kind: str) -> Iterator[Expected]:
    """Yield what is known of the real files whose kind begins so."""
    for line in (shared / "corpora" / "EXPECT.tsv").read_text(encoding="utf-8").splitlines():
        path, its_kind, count, name, mail, phone, *_ = (*map(_cell, line.split("\t")), *[""] * 6)
        if its_kind.startswith(kind):
            yield path, its_kind, int(count), name, mail, phone


def _cell(text: str) -> str:
    for written, meant in (("\\\\", "\0"), ("\\t", "\t"), ("\\n", "\n"), ("\\r", "\r"), ("\0", "\\")):
        text = text.replace(written, meant)
    return text


one_line = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
words = one_line.map(lambda text: " ".join(plain(text).split()))
some = words.filter(bool)
lines = st.lists(some, max_size=3).map("\n".join)
address = st.from_regex(r"[a-z][a-z0-9.]{0,9}@[a-z]{1,9}\.example", fullmatch=True)
number = st.from_regex(r"\+[1-9][0-9]{4,12}", fullmatch=True)
label = st.sampled_from(
    ["", "work", "home", "mobile", "fax", "work fax", "home mobile", "home fax", "Escuela, la nueva"]
)
hours = ["Mon-Fri 08:00-12:00, Mon 13:00-15:00", "Sun 09:00-10:00"]
moment = st.datetimes(timezones=st.just(UTC)).filter(lambda at: 1900 < at.year < 2100)
entry = st.tuples(
    st.sampled_from(["met", "note"]),
    moment.map(lambda at: at.replace(microsecond=0)),
    lines.filter(bool),
)


def several(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    return st.lists(st.tuples(values, label), max_size=3, unique_by=lambda each: each[0]).map(tuple)


whole = st.builds(
    Card,
    name=some,
    greeting=words,
    role=words,
    organisation=words,
    street=lines,
    postcode=words,
    city=words,
    region=words,
    country=words,
    zone=st.sampled_from(["", "America/Argentina/Buenos_Aires", "Asia/Kathmandu"]),
    week=st.sampled_from([None, *map(SchoolWeek.parse, hours)]),
    languages=st.lists(st.sampled_from(["es", "en", "pt-BR"]), unique=True).map(tuple),
    emails=several(address),
    phones=several(number),
    web=words,
    tags=st.lists(some, max_size=3, unique=True).map(tuple),
    source=words,
    source_detail=words,
    introduced_by=words,
    notes=lines,
    entries=st.lists(entry, max_size=2).map(tuple),
    uid=st.lists(some, max_size=3, unique=True).map("\n".join),
)
