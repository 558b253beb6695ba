"""Every word of a real file is somewhere in what is kept of its people, save what says nothing about them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from partnerdesk.core.cards import Card
from partnerdesk.desk import imports
from partnerdesk.errors import BadInput
from partnerdesk.formats import charsets
from tests.formats.cards import expected

WORD = re.compile(r"[^\W_]{3,}")
# About the file, how it is sorted or who may see it; pictures and keys, whose place is told; labels.
PASSED_OVER = {
    "REV", "PHOTO", "PRODID", "X-ABLABEL", "CLASS", "SOURCE", "KEY", "MAILER", "KIND", "LOGO", "SOUND",
    "X-ABUID", "X-EVOLUTION-FILE-AS", "PROFILE", "NAME", "SORT-STRING", "X-ABADR", "X-ABSHOWAS",
    "X-MOZILLA-HTML", "CLIENTPIDMAP", "X-EVOLUTION-E164", "X-RADICALE-NAME",
}  # fmt: skip
# "E-mail Type" says how Outlook sends ("SMTP"), nothing of the person.
NOT_ASKED = frozenset({"Priority", "Sensitivity", "Website 1 - Type", "E-mail Type", "E-mail 2 Type"})
IN_ANOTHER_FORM = ("TEL", "AGENT")  # tel:+1-…;ext=; a card inside of a card
AT_LEAST = {"vcard": 5_000, "csv": 200, "ldif": 4_000}


def words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


def kept(incoming: imports.Incoming) -> set[str]:
    """The words of all that a reader gives."""
    found: set[str] = set()
    for each in incoming.cards():
        if isinstance(each, Card):
            found |= words("\n".join([repr(each), each.notes, each.street, *each.unread]))
    return found


def files(shared: Path, family: str) -> Iterator[tuple[str, imports.Incoming, set[str]]]:
    for path, *_ in expected(shared, family):
        try:
            incoming = imports.look(shared / "corpora" / path)
        except BadInput:
            continue
        if there := kept(incoming):
            yield path, incoming, there


def lost(texts: Iterable[str], there: set[str]) -> tuple[int, list[str]]:
    """How many words some texts have, and the texts of which one is not there."""
    found = [(text, words(text)) for text in texts]
    return sum(len(some) for _, some in found), [text for text, some in found if some - there]


def in_vcard(incoming: imports.Incoming) -> Iterator[str]:
    try:
        text = incoming.data[:].decode("utf-8-sig")
    except UnicodeDecodeError:  # what is in other charsets, in every line another, is a matter of the reader
        return
    for line in re.split(r"\r*\n", re.sub(r"\r*\n[ \t]", "", text)):
        head, _, value = line.partition(":")
        name = head.upper().partition(";")[0].rpartition(".")[2]
        encoded = re.search(r"QUOTED|BASE64|ENCODING=B", head, re.IGNORECASE)
        if not encoded and name not in PASSED_OVER | {*IN_ANOTHER_FORM, "BEGIN", "END", "VERSION"}:
            yield re.sub(r"\\[nN]", " ", value)


def in_table(incoming: imports.Incoming) -> Iterator[str]:
    layout = incoming.layout
    if layout is None or not layout.of_people:
        return
    text, _ = charsets.decoded(incoming.data, layout.charset)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter))
    for row in rows[layout.skipped :]:
        named = dict(zip(layout.headers, row, strict=False))
        if named.get("E-mail Address", "?") or named.get("First Name", "?"):  # nobody: the row is refused
            yield from (cell for header, cell in named.items() if cell != header and header not in NOT_ASKED)


def in_ldif(incoming: imports.Incoming) -> Iterator[str]:
    text, _ = charsets.decoded(incoming.data, incoming.charset)
    for entry in re.split(r"\r*\n\r*\n", re.sub(r"\r*\n ", "", text)):
        if "person" in entry.lower():
            plain = (line.partition(": ") for line in entry.splitlines() if not line.startswith("#"))
            yield from (value for name, mark, value in plain if mark and name.lower() in OF_PEOPLE)


OF_PEOPLE = {
    "cn", "sn", "givenname", "mail", "telephonenumber", "mobile", "homephone", "o", "title", "l", "st",
    "street", "postalcode", "description",
}  # fmt: skip


def test_no_word_of_a_vcard_is_lost(shared: Path) -> None:
    looked_over(shared, "vcard", in_vcard)


def test_no_word_of_a_table_is_lost(shared: Path) -> None:
    looked_over(shared, "csv", in_table)


def test_no_word_of_a_directory_is_lost(shared: Path) -> None:
    looked_over(shared, "ldif", in_ldif)


def looked_over(shared: Path, family: str, texts: Callable[[imports.Incoming], Iterable[str]]) -> None:
    total, wrong = 0, {}
    for path, incoming, there in files(shared, family):
        count, some = lost(texts(incoming), there)
        total += count
        if some:
            wrong[path] = some
    assert not wrong
    assert total >= AT_LEAST[family]
