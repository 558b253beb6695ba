"""Which kind of file this is: by what is in it, never by how it is called."""

from __future__ import annotations

import re
from typing import Final, Literal

from partnerdesk.errors import BadInput
from partnerdesk.formats import charsets, mbox, pasted, peopleblocks, share, table
from partnerdesk.formats.content import Content

Kind = Literal["vcard", "table", "ldif", "mail", "mbox", "text", "share"]

_HEAD: Final = 1 << 20  # bytes that are looked at
_SOME: Final = 1 << 16
_FEW_CONTROLS: Final = 8
_MOST_CONTROLS: Final = 0.02  # of the letters of a text that somebody damaged
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")

# What a file begins with that holds no people, what it is, and what to do.
_SHEET: Final = "Save the sheet as CSV, then choose that."
_MAGIC: Final = (
    (b"\xd0\xcf\x11\xe0", "an Office file of the old kind, or one with a password", _SHEET),
    (b"%PDF", "a PDF", "Copy its text and paste it, or ask for the list as CSV."),
    (b"SQLite format 3\0", "a database", "Open a book with “Open”; export other lists as CSV first."),
    (b"\x89PNG", "a picture", "Type what it shows, or ask for the list as CSV."),
    (b"\xff\xd8\xff", "a picture", "Type what it shows, or ask for the list as CSV."),
    (b"GIF8", "a picture", "Type what it shows, or ask for the list as CSV."),
    (b"RIFF", "a picture or a sound", "Ask for the list as CSV."),
    (b"\x1f\x8b", "a packed file", "Unpack it first."),
    (b"BZh", "a packed file", "Unpack it first."),
    (b"\xfd7zXZ", "a packed file", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "a packed file", "Unpack it first."),
    (b"Rar!", "a packed file", "Unpack it first."),
    (b"{\\rtf", "a document", "Copy its text and paste it."),
    (b"!BDN", "an Outlook archive", "Export the contacts from Outlook as CSV."),
    (b"-----BEGIN PGP MESSAGE", "encrypted (PGP)", "Decrypt it first."),
    (b"Salted__", "encrypted", "Decrypt it first."),
)
# A packet with a session key, under a public key or a password (RFC 9580, 5.1 and 5.3), of any length.
_PGP: Final = re.compile(
    rb"(?:\x84.|\x85..|\xc1(?:[\x00-\xbf]|[\xc0-\xdf].))\x03"
    rb"|(?:\x8c.|\xc3[\x00-\xbf])\x04[\x01-\x0d][\x00-\x03]",
    re.DOTALL,
)
_LOCKED: Final = (
    (
        b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le"), "an Office file with a password",
        "Open it there, save the sheet as CSV, then choose that.",
    ),
    (b"%PDF", b"/Encrypt", "a PDF with a password", "Ask for the list as CSV."),
)  # fmt: skip
_ZIPPED: Final = (
    (b"xl/", "an Excel sheet", _SHEET),
    (b"spreadsheet", "a sheet of LibreOffice", _SHEET),
    (b"word/", "a Word document", "Copy its text and paste it, or save the table as CSV."),
    (b"opendocument", "a document", "Copy its text and paste it."),
)
_BINARY: Final = "Export the contacts as vCard (.vcf) or as CSV."

_TEMPLATE: Final = (
    "Bring it in on the page Templates, with Import; the command line takes it with --template."
)
_TEMPLATE_HEAD: Final = frozenset({"name", "language", "times", "subject"})

_VCARD: Final = re.compile(r"^\s*(?:item\d+\.)?BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE)
_CALENDAR: Final = re.compile(
    r"^\s*BEGIN:V(?:CALENDAR|EVENT|TODO|JOURNAL|TIMEZONE|FREEBUSY)\b", re.IGNORECASE | re.MULTILINE
)
_LDIF: Final = re.compile(r"^(?:version:[ \t]*1[ \t]*\r?$|dn::?[ \t])", re.IGNORECASE | re.MULTILINE)
_FIELD: Final = re.compile(r"([!-9;-~]{1,76})[ \t]*:")
_OF_MAIL: Final = re.compile(
    r"(?:from|to|cc|date|subject|sender|received|return-path|delivered-to|message-id|mime-version|reply-to"
    r"|content-[a-z-]+|dkim-signature|authentication-results|x-[a-z0-9-]+|status)",
    re.IGNORECASE,
)
_JSON: Final = re.compile(r"\s*(?:\{\s*\"|\[\s*[\[{\"])")
_PAGE: Final = re.compile(r"\s*<(?:!doctype\s+html|html|\?xml|head|body)", re.IGNORECASE)


def told(data: Content) -> Kind:
    """Tell the kind of a file.

    Args:
        data: the file; its first megabyte says enough.

    Raises:
        BadInput: it is empty, or of a kind that holds no people one could read; the hint says what to do.

    """
    _refuse_known(data)
    head, _ = charsets.decoded(_whole_letters(data[:_HEAD]))
    if not head.strip("\0 \t\r\n\ufeff"):
        raise _no("empty", "Look whether it was saved or sent whole.")
    if share.is_share(head):
        return "share"
    some = head[:_SOME]
    if _is_outside(_VCARD, head):
        return "vcard"
    calendar = _CALENDAR.search(some)
    if mbox.is_mbox(data):
        return "mbox"
    at_once = calendar and not some[: calendar.start()].strip()  # its lines look like a letter's head
    if _is_template(some):
        raise _no("a template for letters, not a list of people", _TEMPLATE)
    if _is_mail(some) and not at_once:
        return "mail"
    if calendar:
        raise _no("a calendar", "Take the contacts out of its program as vCard (.vcf).")
    if len(_CONTROLS.findall(some)) > max(_FEW_CONTROLS, _MOST_CONTROLS * len(some)):
        raise _no("no text", _BINARY)
    if _is_outside(_LDIF, some):
        return "ldif"
    return _written(data, some)


def _is_outside(pattern: re.Pattern[str], text: str) -> bool:
    """Whether something begins outside of a table's quoted cells, in which anything may stand."""
    quotes, before = 0, 0
    for found in pattern.finditer(text):
        quotes += text.count('"', before, found.start())
        before = found.start()
        if quotes % 2 == 0:
            return True
    return False


def _refuse_known(file: Content) -> None:
    data, end = file[:_HEAD], file[-_SOME:]
    for begin, inside, what, hint in _LOCKED:
        if data.startswith(begin) and (inside in data or inside in end):
            raise _no(what, hint)
    if data[:4] == b"PK\3\4" and data[6:7] and data[6] & 1:  # the first file in it is encrypted
        raise _no("a packed file with a password", "Unpack it with its password first.")
    for magic, what, hint in _MAGIC:
        if data.startswith(magic):
            raise _no(what, hint)
    if _PGP.match(data):
        raise _no("encrypted (PGP)", "Decrypt it first.")
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        start = data[:_SOME] + end
        for inside, what, hint in _ZIPPED:
            if inside in start:
                raise _no(what, hint)
        raise _no("a packed file", "Unpack it first.")


def _no(what: str, hint: str) -> BadInput:
    return BadInput(f"The file is {what}." if what != "no text" else "The file holds no text.", hint, "file")


def _whole_letters(head: bytes) -> bytes:
    """Leave out what may be the first half of a letter in UTF-8, UTF-16 or UTF-32."""
    if len(head) < _HEAD:
        return head
    end = len(head)
    while end > len(head) - 4 and head[end - 1] & 0xC0 == 0x80:
        end -= 1
    return head[: (end - 1) // 4 * 4] if charsets.marked(head) else head[: end - 1]


def _is_template(some: str) -> bool:
    """Whether it begins as our templates do: with nothing but their headers, the subject and another."""
    head = some[:1000].replace("\r", "").lstrip("\ufeff\n").split("\n\n", 1)[0].split("\n")
    names = [line.partition(":")[0].strip().lower() if ":" in line else "" for line in head]
    return "subject" in names and len(names) > 1 and _TEMPLATE_HEAD.issuperset(names)


def _is_mail(some: str) -> bool:
    """Whether it begins with a letter's head: nothing but fields, one of which is known, or two of these."""
    known, other, written = 0, 0, False
    for line in some.lstrip("\ufeff\r\n").split("\n", 60)[:60]:
        if not line.strip():
            break
        found = _FIELD.match(line)
        if found:
            known += _OF_MAIL.fullmatch(found[1]) is not None
            written |= found[1].lower() not in {"to", "cc"}  # recipients alone were copied from a letter
        elif not line.startswith((" ", "\t", "From ", ">From ")):
            other += 1
            if not known:
                return False
    return written and known > (1 if other else 0)


def _written(data: Content, some: str) -> Kind:
    if _PAGE.match(some):
        raise _no("a web page", "Mark the table in the browser, copy it, and paste it.")
    if _JSON.match(some):
        raise _no("data of another program (JSON)", _BINARY)
    if pasted.is_list(some):
        return "text"
    if peopleblocks.parted(some.splitlines()):
        return "text"
    layout = table.look(data[:_HEAD] if len(data) > _HEAD else data)
    signed = len(layout.columns) == 1 and layout.skipped and pasted.is_card(some)
    if signed or (any(map(peopleblocks.says_how_to_reach, layout.headers)) and pasted.is_about_people(some)):
        return "text"  # its heading is a line of somebody's signature
    rows = {line.count(layout.delimiter) for line in some.splitlines() if line.strip()}
    if layout.of_people or (len(layout.columns) > 1 and (len(rows) == 1 or not pasted.is_card(some))):
        return "table"
    return "text" if pasted.is_about_people(some) else "table"
