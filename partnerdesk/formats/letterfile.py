"""A letter in a file: an .eml of any program, or text as ``mail.text`` writes it; told apart by content."""

from __future__ import annotations

import codecs
import re

from partnerdesk.core.drafting import Address, Draft
from partnerdesk.core.text import plain
from partnerdesk.errors import BadInput
from partnerdesk.formats import mailread

_HEAD = re.compile(rb"\A(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+\r?\n")
_OF_MAIL = re.compile(
    rb"^(?:from|date|received|message-id|mime-version|x-unsent):", re.IGNORECASE | re.MULTILINE
)
_LINE = re.compile(r"(To|Subject): ?(.*)")


def read_letter(data: bytes) -> tuple[Draft, tuple[str, ...], bool]:
    """Return a letter, the addresses that it goes to, and whether its slots are known.

    Text knows no slots: it says times in words only.

    Raises:
        BadInput: it is neither text in UTF-8 nor a message that can be read.

    """
    head = _HEAD.match(data[: mailread.LARGEST])
    if head and _OF_MAIL.search(head[0]):
        draft = mailread.read(data)
        return draft, mailread.recipients(data), bool(draft.slots)
    return _text(data)


def _text(data: bytes) -> tuple[Draft, tuple[str, ...], bool]:
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        raise BadInput(
            "The file is neither mail nor text in UTF-8.", "Save it as UTF-8 text, or .eml."
        ) from None
    text = plain(text, lines=True)
    said = {"To": "", "Subject": ""}
    while match := _LINE.match(text):
        said[match[1]] = match[2]
        text = text[match.end() :].removeprefix("\n")
    name, address = mailread.mailbox(said["To"])
    draft = Draft(Address(name, address), Address("", ""), said["Subject"], text.strip("\n"), "", ())
    return draft, tuple(re.findall(r"(?<![^\s,;<>])[^\s,;<>@]++@[^\s,;<>]++", said["To"])), False
