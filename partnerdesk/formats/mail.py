"""Drafts as mail: ``.eml`` to open and edit, mbox for batches, plain text, ``mailto:``; and mail read back.

What real mail programs do with each is the reason for every header here:

* ``X-Unsent: 1`` makes Thunderbird and classic Outlook open the file as a draft. Date and Message-ID are left
  to the program that sends it; only the mbox has both, because Thunderbird imports it as it is.
* Bytes are pure ASCII with CRLF; the text is quoted-printable, never 8bit or base64, so that it survives.
* The text ends with one line break that is not part of it: ``write`` adds it, ``read`` takes it away.
"""

from __future__ import annotations

import re
from base64 import b64encode
from binascii import b2a_qp
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from partnerdesk.core.text import plain
from partnerdesk.errors import BadInput
from partnerdesk.formats.filenames import file_name
from partnerdesk.formats.headers import address_header, as_shown, on_the_wire, text_header
from partnerdesk.formats.mailread import read
from partnerdesk.formats.mailto import Mailto, mailto

if TYPE_CHECKING:
    from partnerdesk.core.drafting import Draft
    from partnerdesk.core.times import Slot

__all__ = [
    "Mailto",
    "as_shown",
    "copy_text",
    "file_name",
    "mailto",
    "mbox",
    "on_the_wire",
    "read",
    "text",
    "write",
]

_CONTENT = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
_CALENDAR = (
    b'Content-Type: text/calendar; charset=utf-8; method=PUBLISH; name="times.ics"\r\n'
    b"Content-Transfer-Encoding: base64\r\n"
    b'Content-Disposition: attachment; filename="times.ics"\r\n\r\n'
)
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,35}", re.ASCII)
# A line that an mbox reader takes for the next message, or that its writer quotes and no reader unquotes.
_FROM_LINE = re.compile(rb"^(>*From )(.*)$", re.MULTILINE)


def write(
    draft: Draft,
    *,
    variant: Literal["draft", "mbox"] = "draft",
    now: datetime | None = None,
    calendar: bytes = b"",
) -> bytes:
    """Return the draft as one message: ASCII bytes, CRLF line ends.

    A From or To whose address is not known yet is left out: the mail program asks for it.

    Args:
        draft: the draft.
        variant: ``mbox`` adds Date and Message-ID, made from ``now`` (aware), which it needs.
        now: the instant of writing; unused in a ``draft``.
        calendar: an iCalendar file to attach; none where it is empty.

    Raises:
        BadInput: an address that mail servers refuse, or a slot whose zone cannot be the name of one.
    """
    lines = ["X-Unsent: 1\r\n"]
    if variant == "mbox":
        if now is None:
            raise ValueError("a message of an mbox has a date")
        lines += [f"Date: {format_datetime(now)}\r\n", f"Message-ID: <{_message_id(draft, now)}>\r\n"]
    if draft.sender.address:
        lines.append(address_header("From", draft.sender.name, draft.sender.address))
    if draft.to.address:
        lines.append(address_header("To", draft.to.name, draft.to.address))
    lines.append(text_header("Subject", draft.subject))
    lines += [_slot_header(slot) for slot in draft.slots]
    if _LANGUAGE.fullmatch(draft.language):
        both = f"{draft.language}, {draft.also}" if _LANGUAGE.fullmatch(draft.also) else draft.language
        lines.append(f"Content-Language: {both}\r\n")  # for the spelling checker
    lines.append("MIME-Version: 1.0\r\n")
    head, text = "".join(lines).encode("ascii"), _CONTENT + _quoted_printable(draft.body)
    return head + (_with_calendar(text, calendar) if calendar else text)


def _with_calendar(text: bytes, calendar: bytes) -> bytes:
    """Return the text's part and a calendar's, which asks for no answer and is opened by a click."""
    boundary = b"=_" + sha256(text + calendar).hexdigest()[:32].encode()  # no quoted-printable line has "=_"
    page = b64encode(calendar)
    lines = b"\r\n".join(page[at : at + 76] for at in range(0, len(page), 76))
    return b"".join(
        (
            b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\n--' + boundary + b"\r\n",
            text + b"\r\n--" + boundary + b"\r\n" + _CALENDAR + lines,
            b"\r\n--" + boundary + b"--\r\n",
        )
    )


@lru_cache(maxsize=256)  # a batch proposes the same slots to all
def _slot_header(slot: Slot) -> str:
    if not _ZONE.fullmatch(slot.zone):
        raise BadInput(
            f"‘{plain(slot.zone)[:60]}’ is not a time zone.", "Choose the zone again.", field="zone"
        )
    tail = f"minutes={slot.minutes}; fold={slot.fold}\r\n"
    line = f"X-PartnerDesk-Slot: {slot.wall.isoformat(timespec='minutes')}; zone={slot.zone};"
    return f"{line} {tail}" if len(line) + len(tail) <= 77 else f"{line}\r\n {tail}"


def _quoted_printable(body: str) -> bytes:
    """Return the body in quoted-printable with CRLF, lines of at most 76, safe from mbox and SMTP."""
    if not body.replace("\n", "").isprintable():  # seldom so, and the long look costs time
        body = plain(body, lines=True)
    encoded = b2a_qp((body + "\n").encode(), istext=True)
    if b"From " in encoded:
        encoded = _FROM_LINE.sub(_unlike_mbox, encoded)
    return encoded.replace(b"\n", b"\r\n")


def _unlike_mbox(match: re.Match[bytes]) -> bytes:
    """Return a ``From `` line with its first character encoded, cut after the F if too long by that."""
    line = match[0]
    cut = line.index(b"F") + 1
    soft_break = b"=\n" if len(line) > 74 else b""
    return b"=%02X" % line[0] + line[1:cut] + soft_break + line[cut:]


def _message_id(draft: Draft, now: datetime) -> str:
    """Return an id that is the same for the same draft and instant, and names nobody's machine (RFC 2606)."""
    instant = now.astimezone(UTC).isoformat()
    said = "\0".join((instant, draft.to.address, draft.to.name, draft.subject, draft.body))
    return f"{sha256(said.encode(errors='replace')).hexdigest()[:32]}@partnerdesk.invalid"


def mbox(drafts: Iterable[Draft], now: datetime, calendars: Iterable[bytes] = ()) -> bytes:
    """Return drafts as one mbox in the mboxrd form, with LF line ends, for Thunderbird's Local Folders.

    Args:
        drafts: in the order of the box; no two may be equal in everything, or they share a Message-ID.
        now: aware; the date of each message.
        calendars: for each draft the file to attach, empty bytes for none; shorter: none for the rest.

    Raises:
        BadInput: as :func:`write`.
    """
    attached = iter(calendars)
    begin = f"From - {_asctime(now.astimezone(UTC))}\n".encode()
    parts: list[bytes] = []
    for draft in drafts:
        message = write(draft, variant="mbox", now=now, calendar=next(attached, b"")).replace(b"\r\n", b"\n")
        # The text holds no such line any more; this is for whatever a later part may bring.
        parts += [begin, _FROM_LINE.sub(rb">\1\2", message), b"\n"]
    return b"".join(parts)


def _asctime(moment: datetime) -> str:
    """Return ``Tue Mar 16 10:00:00 2027``, in English whatever the process's locale."""
    days, months = "MonTueWedThuFriSatSun", "JanFebMarAprMayJunJulAugSepOctNovDec"
    day, month = moment.weekday() * 3, moment.month * 3 - 3
    begin = f"{days[day : day + 3]} {months[month : month + 3]}"
    return f"{begin} {moment.day:2d} {moment:%H:%M:%S} {moment.year}"


def text(draft: Draft) -> str:
    """Return the draft as plain text: To, Subject, an empty line, the body; ends with a line break."""
    name, address = plain(draft.to.name).strip(), plain(draft.to.address).strip()
    to = f"{name} <{address}>" if name and address else name or address
    said = f"To: {to}\nSubject: {plain(draft.subject)}\n\n{plain(draft.body, lines=True)}\n"
    return said.replace("\u202f", " ")  # many fonts of editors and printers lack the narrow no-break space


def copy_text(draft: Draft) -> str:
    """Return what Copy puts on the clipboard: the same as :func:`text`, without the last line break."""
    return text(draft)[:-1]
