"""What each reader is given, and what must hold of whatever comes out of it.

A reader never raises, tells where and why it refuses a part, and gives nothing that the book could not keep.
What was read and is written by us is read again the same: a card that does not survive that was read wrongly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from partnerdesk.core.cards import Card, RefusedPart
from partnerdesk.core.merging import differences
from partnerdesk.core.text import plain
from partnerdesk.desk.fitting import Fitted, fit
from partnerdesk.desk.incoming import look
from partnerdesk.errors import BadInput
from partnerdesk.formats import (
    kinds,
    ldif,
    pasted,
    people,
    received,
    share,
    table,
    tablewrite,
    vcard,
    vcardwrite,
)

CHARSETS = ("", "utf-8", "cp1252", "utf-16-le", "shift_jis", "iso2022_jp", "mac-roman", "utf-7")
Write = Callable[[list[Card]], Iterable[bytes]]
Parts = Iterable[Card | RefusedPart]


def checked(parts: Parts) -> Iterator[Card]:
    """Look at all that a reader gives, and yield the cards as the book would keep them."""
    for part in parts:
        assert part.where, part
        if isinstance(part, RefusedPart):
            assert part.why.endswith("."), part.why
            continue
        fitted = fit(part)
        if isinstance(fitted, Fitted):
            card = fitted.card
            for text in (card.name, card.role, card.organisation, card.city, card.web, card.greeting):
                assert text == " ".join(plain(text).split()), repr(text)
            assert card.notes == plain(card.notes, lines=True), repr(card.notes)
            yield card


def kept(card: Card) -> Card:
    return replace(card, where="", unread=())


def again(cards: list[Card], write: Write, read: Callable[[bytes], Parts]) -> None:
    """Write cards and read them again."""
    back = [each for each in read(b"".join(write(cards))) if isinstance(each, Card)]
    for one, other in zip(cards, back, strict=True):
        assert not other.unread, other.unread
        assert not (different := differences(kept(one), kept(other))), different


def of_vcard(data: bytes) -> None:
    """Read vCards in a charset that the first byte says."""
    cards = list(checked(vcard.read(data[1:], _charset(data))))
    again(cards, vcardwrite.write, vcard.read)


def of_ldif(data: bytes) -> None:
    """Read a directory."""
    cards = list(checked(ldif.read(data[1:], _charset(data))))
    again(cards, ldif.write, ldif.read)


def of_table(data: bytes) -> None:
    """Read a table, whose layout is found out first."""
    layout = table.look(data[1:], _charset(data))
    cards = list(checked(table.read(data[1:], layout))) if layout.of_people else []
    if cards:
        again(cards, tablewrite.write, lambda written: table.read(written, table.look(written)))


def of_mbox(data: bytes) -> None:
    """Read letters one after the other."""
    list(checked(people.read(data, several=True)))


def of_letter(data: bytes) -> None:
    """Read one letter, as an answer that is filed and as one whose writer is collected."""
    list(checked(people.read(data, several=False)))
    letter = received.received(data)
    assert letter.subject == " ".join(plain(letter.subject).split())
    assert letter.at is None or letter.at.tzinfo


def of_pasted(data: bytes) -> None:
    """Read what somebody pasted."""
    list(checked(pasted.read(data.decode("utf-8", "replace"), _no_place)))


def of_share(data: bytes) -> None:
    """Read a share file with its templates."""
    try:
        share.check(data)
    except BadInput:
        return
    cards = list(checked(share.cards(data)))
    for part in share.templates(data):
        assert part.where
        assert not isinstance(part, RefusedPart) or part.why
    again([_shared(each) for each in cards], share.write, share.cards)


def of_anything(data: bytes) -> None:
    """Tell what a file is, and read it as that."""
    try:
        incoming = look(data, "file")
    except BadInput:
        return
    assert incoming.kind == kinds.told(data)
    list(checked(incoming.cards()))


def _charset(data: bytes) -> str:
    return CHARSETS[data[0] % len(CHARSETS)] if data else ""


def _no_place(_words: str) -> None:
    return None


def _shared(card: Card) -> Card:
    return Card(**{field: getattr(card, field) for field in share.FIELDS})


TARGETS: dict[str, Callable[[bytes], None]] = {
    "vcard": of_vcard,
    "ldif": of_ldif,
    "table": of_table,
    "mbox": of_mbox,
    "letter": of_letter,
    "pasted": of_pasted,
    "share": of_share,
    "anything": of_anything,
}
