"""Mail read back, one message at a time, however broken, in bounded time and depth.

The standard library takes a message apart; its readers of header values recurse, drop spaces or raise on what
strangers write (``To: (((…``, 20,000 encoded words), so values are read here.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from binascii import a2b_qp
from collections.abc import Iterable
from datetime import datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from partnerdesk.core.text import plain
from partnerdesk.core.times import LONGEST, SHORTEST, Slot
from partnerdesk.core.zones import UnknownZone, canonical
from partnerdesk.errors import BadInput
from partnerdesk.formats.headers import as_shown

if TYPE_CHECKING:
    from partnerdesk.core.drafting import Draft

LARGEST = 25 * 2**20
"""The most bytes of one message: what large mail providers let through."""

_MOST_CONTAINERS = 100
_MOST_PARTS = 1000
_LONGEST_VALUE = 16_000
_LONGEST_MAILBOX = 2_000
_MOST_SLOTS = 100

_CONTAINER = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_PARAMETERS = re.compile(
    rb"^content-(?:type|disposition|transfer-encoding):(?:[^\r\n]|\r?\n[ \t]){4096}",
    re.IGNORECASE | re.MULTILINE,
)
_ENCODED = re.compile(r"=\?([!-)+->@-~]{1,60}?)(?:\*[^?]*)?\?([bqBQ])\?([^?]*)\?=", re.ASCII)
_FOLD = re.compile(r"\r\n|[\r\n]")
_SLOT = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d);\s*zone=([A-Za-z0-9_+/-]{1,64});\s*minutes=(\d{1,3});\s*fold=([01])",
    re.ASCII,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,60})", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![^\s,;:<>])[^\s,;:<>@]++@[^\s,;<>]++")
_BLOCKQUOTE = re.compile(r"(</?blockquote\b[^<>]*>)", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)


def read(data: bytes) -> Draft:
    """Return a message as a draft: sender, first recipient, subject, text, language, slots.

    What is broken is read as far as it goes: an unknown charset as UTF-8 or Latin-1, a bad slot not at all, a
    message with HTML only as its bare text. Attachments are not looked at.

    Raises:
        BadInput: the message is larger than 25 MB, nested beyond use, or its parts cannot be told apart.
    """
    from partnerdesk.core.drafting import Address, Draft

    message = parsed(data)
    head = Head(message.raw_items())
    language, _, also = plain(head.value("Content-Language")).partition(",")
    return Draft(
        to=Address(*mailbox(head.value("To"))),
        sender=Address(*mailbox(head.value("From"))),
        subject=plain(decoded(head.value("Subject"))),
        body=body_of(message),
        language=language.strip()[:35],
        slots=slots_of(head.values("X-PartnerDesk-Slot")),
        also=also.strip()[:35],
    )


def recipients(data: bytes) -> tuple[str, ...]:
    """Return the addresses that a message goes to, in To, Cc and Bcc, each once, as they are written.

    Raises:
        BadInput: as :func:`read`.
    """
    head = Head(parsed(data).raw_items())
    values = [value for name in ("To", "Cc", "Bcc") for value in head.values(name)]
    found = (_ADDRESS.findall(_without_comments(_QUOTED.sub(" ", value))) for value in values)
    return tuple(dict.fromkeys(each.lower() for some in found for each in some))


def parsed(data: bytes) -> Message:
    """Return the message's parts, unless it was made to keep a parser busy.

    Raises:
        BadInput: as for :func:`read`.
    """
    if len(data) > LARGEST:
        raise BadInput("The message is larger than 25 MB.", "Save it without its attachments.")
    containers = len(list(islice(_CONTAINER.finditer(data), _MOST_CONTAINERS + 1)))
    if containers > _MOST_CONTAINERS or _PARAMETERS.search(data):
        raise BadInput("The message is nested too deeply to be read.", "Copy its text by hand.")
    try:
        return BytesParser(policy=compat32).parsebytes(data)
    except (TypeError, ValueError) as error:  # the library's answer to some broken RFC 2231 parameters
        raise BadInput("The message's parts cannot be told apart.", "Copy its text by hand.") from error


class Head:
    """The header values of a message, unfolded; bytes beyond ASCII are read as UTF-8, else as Latin-1."""

    def __init__(self, items: Iterable[tuple[str, str]]) -> None:
        self._raw: dict[str, list[str]] = {}
        for name, raw in items:
            self._raw.setdefault(name.lower(), []).append(raw)

    def values(self, name: str) -> list[str]:
        """Return all values of one name, in their order."""
        return [_unfolded(raw) for raw in self._raw.get(name.lower(), ())]

    def value(self, name: str) -> str:
        """Return the first value of one name, empty for none."""
        raw = self._raw.get(name.lower())
        return _unfolded(raw[0]) if raw else ""


def _unfolded(raw: str) -> str:
    raw = _FOLD.sub("", raw[:_LONGEST_VALUE])
    return raw if raw.isascii() else _text(raw.encode("utf-8", "surrogateescape"), "utf-8")


def _text(data: bytes, charset: str) -> str:
    """Return bytes as text: by the charset named, else as UTF-8, else as Latin-1, which fits always."""
    for name in (charset, "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):  # a charset that nobody knows, or that the bytes are not in
            continue
    return data.decode("latin-1")


def decoded(value: str) -> str:
    """Return a header value with its encoded words (RFC 2047) read, without the space between two of them.

    Neighbours of one charset are joined as bytes first: many programs cut a character in two.
    """
    pieces: list[str] = []
    pending, charset, end = b"", "", 0
    for match in _ENCODED.finditer(value):
        between = value[end : match.start()]
        name, data = match[1].lower(), _word(match[2], match[3])
        if between.strip() or not end or name != charset:
            if pending:
                pieces.append(_text(pending, charset))
            pieces.append(between if between.strip() or not end else "")
            pending = b""
        pending, charset, end = pending + data, name, match.end()
    if pending:
        pieces.append(_text(pending, charset))
    return "".join((*pieces, value[end:]))


def _word(encoding: str, data: str) -> bytes:
    if encoding in "qQ":
        return a2b_qp(data.encode("ascii", "replace"), header=True)
    data = re.sub(r"[^A-Za-z0-9+/]", "", data)
    try:
        return b64decode(data + "=" * (-len(data) % 4))
    except Base64Error:
        return b64decode(data[: len(data) // 4 * 4])


def mailbox(value: str) -> tuple[str, str]:
    """Return display name and address of the first mailbox in a header; empty text for what is not there."""
    words: list[str] = []

    def aside(match: re.Match[str]) -> str:
        words.append(re.sub(r"\\(.)", r"\1", match[1]))
        return f"\0{len(words) - 1}\0"

    def back(text: str) -> str:
        return re.sub(r"\0(\d+)\0", lambda match: words[int(match[1])], text)

    # Quoted strings are set aside, so that their commas, brackets and angles mean nothing.
    rest = _without_comments(_QUOTED.sub(aside, value[:_LONGEST_MAILBOX].replace("\0", "")))
    phrase, angle, inside = rest.partition("<")
    bare = phrase.split(",")[0]
    if angle and "@" not in bare:
        address = inside.partition(">")[0].rpartition(":")[2]
    else:
        phrase, address = "", bare.rpartition(":")[2].partition(";")[0]
    name = decoded(back(" ".join(phrase.rpartition(":")[2].split())))
    return plain(name), as_shown(plain(back(address)).strip()[:320])


def _without_comments(text: str) -> str:
    """Return text without ``(comments)``, however deep; one that is never closed runs to the end."""
    if "(" not in text:
        return text
    kept, depth = [], 0
    for char in re.sub(r"\\.", "", text, flags=re.DOTALL):  # an escaped bracket is none
        if char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(char)
    return "".join(kept)


def slots_of(values: list[str]) -> tuple[Slot, ...]:
    """Return the slots that were written as headers; one that cannot be a slot is passed over."""
    found: list[Slot] = []
    for match in map(_SLOT.fullmatch, map(str.strip, values[:_MOST_SLOTS])):
        if not match or not SHORTEST <= int(match[3]) <= LONGEST:
            continue
        try:
            canonical(match[2])
            found.append(Slot(datetime.fromisoformat(match[1]), match[2], int(match[3]), int(match[4])))
        except (ValueError, UnknownZone):
            continue
    return tuple(found)


def body_of(message: Message) -> str:
    """Return the text of a message: its first plain part, else the bare text of its first HTML part."""
    first: dict[str, Message] = {}
    for count, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if count >= _MOST_PARTS or "text/plain" in first:
            break
        disposition = str(part.get("Content-Disposition", "")).strip().lower()
        if kind in ("text/plain", "text/html") and not disposition.startswith("attachment"):
            first.setdefault(kind, part)
    if "text/plain" in first:
        body = plain(_content(first["text/plain"]), lines=True)
    else:
        body = plain(_bare(_content(first["text/html"])), lines=True) if "text/html" in first else ""
    return body.removesuffix("\n")


def _content(part: Message) -> str:
    """Return the text of one part: quoted-printable, base64 or as it stands."""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() not in ("quoted-printable", "base64"):
        del part["Content-Transfer-Encoding"]  # uuencode is not a thing of mail, and goes from the library
    payload = part.get_payload(decode=True)
    match = _CHARSET.search(str(part.get("Content-Type", "")))
    return _text(payload, match[1] if match else "utf-8") if isinstance(payload, bytes) else ""


def _bare(page: str) -> str:
    """Return the text of an HTML page: no tags, no scripts or styles, a line break where a block ends."""
    page = re.sub(r"(?is)<(script|style|head)\b[^<>]*>.*?(?:</\1\s*>|\Z)", " ", page)
    page = re.sub(r"\s+", " ", page)
    page = re.sub(r"(?i)<br\s*/?>|</(?:p|div|tr|li|h[1-6])\s*>", "\n", page)
    told, depth = [], 0
    for part in _BLOCKQUOTE.split(page):
        if _BLOCKQUOTE.fullmatch(part):
            depth = max(depth + (-1 if part[1] == "/" else 1), 0)
            told.append("\n")
        else:
            told.append(_bare_lines(part, "> " if depth else ""))
    return "".join(told).strip()


def _bare_lines(page: str, mark: str) -> str:
    """Return the text between tags; each line that says anything begins with the mark."""
    lines = unescape(re.sub(r"<[^<>]*>", "", page)).split("\n")
    words = [" ".join(line.split()) for line in lines]
    return "\n".join(f"{mark}{line}" if line else "" for line in words)
