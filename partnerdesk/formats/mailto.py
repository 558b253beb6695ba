"""A draft as a ``mailto:`` address, for mail programs that open no ``.eml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from partnerdesk.core.text import plain
from partnerdesk.formats.headers import on_the_wire

if TYPE_CHECKING:
    from partnerdesk.core.drafting import Draft

# No standard names a length; about 1,800 characters hold everywhere, longer ones fail silently.
LONGEST = 1800


@dataclass(frozen=True)
class Mailto:
    """A ``mailto:`` address.

    Attributes:
        url: at most 1,800 ASCII characters.
        body_left_out: the body did not fit; put it on the clipboard and say so.
        subject_left_out: the subject alone was too long as well.
    """

    url: str
    body_left_out: bool
    subject_left_out: bool = False


def mailto(draft: Draft) -> Mailto:
    """Return the draft as a ``mailto:`` address with one recipient, a subject and a body, and nothing else.

    Raises:
        BadInput: the recipient's address is none, or one that mail servers refuse.
    """
    local, _, domain = on_the_wire(draft.to.address).rpartition("@")
    to = f"mailto:{quote(local, safe='')}@{quote(domain, safe='')}"
    subject = quote(_narrow(plain(draft.subject)), safe="")
    body = quote(_narrow(plain(draft.body, lines=True)).replace("\n", "\r\n"), safe="")
    url = f"{to}?subject={subject}&body={body}"
    if len(url) <= LONGEST:
        return Mailto(url, body_left_out=False)
    url = f"{to}?subject={subject}"
    if len(url) <= LONGEST:
        return Mailto(url, body_left_out=True)
    return Mailto(to, body_left_out=True, subject_left_out=True)


def _narrow(text: str) -> str:
    """Return text with Babel's narrow no-break space (before a.m. and p.m.) made a plain one."""
    return text.replace("\u202f", " ")
