"""Mail that could not be delivered: to whom and why, as the mail system reports it (RFC 3464)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from itertools import islice

from partnerdesk.core.text import plain
from partnerdesk.formats.mailread import Head

_MOST_PARTS = 1_000
_MOST_RECIPIENTS = 50
_LONGEST_WHY = 160
_PASSED_ON = frozenset({"delivered", "relayed", "expanded"})  # RFC 3464, 2.3.3: what is no failure
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}[A-Za-z0-9]")
_CODES = re.compile(
    r"^(?:smtp|x-[\w-]+)\s*;\s*|\b[245]\d\d\b[ -]?|#?\b[245]\.\d{1,3}\.\d{1,3}\b:?\s*", re.IGNORECASE
)
_TRIES_ON = re.compile(
    r"\b(?:delayed|still being retried|will (?:be )?retr(?:y|ied)|temporar)", re.IGNORECASE
)


@dataclass(frozen=True)
class Undelivered:
    """One address that mail did not reach.

    Attributes:
        address: as the mail system writes it.
        why: what it says of it, in a line without its codes; may be empty.

    """

    address: str
    why: str = ""


@dataclass(frozen=True)
class Delivery:
    """What became of a letter, as a mail system reports it.

    Attributes:
        failed: whom it did not reach, or not yet.
        delayed: whether the mail system goes on trying.
        passed_on: where nothing is said to have failed, the addresses that it was delivered or relayed to.

    """

    failed: tuple[Undelivered, ...] = ()
    delayed: bool = False
    passed_on: tuple[str, ...] = ()


def delivery(message: Message | None, head: Head, text: str) -> Delivery:
    """Return what a mail system says that became of a letter.

    Args:
        message: its parts; None where they cannot be told apart.
        head: its header lines.
        text: its words; addresses are looked for in them where nothing else names any.

    """
    groups = list(islice(_recipients(message), _MOST_RECIPIENTS)) if message is not None else []
    if failed := [each for action, each in groups if action == "failed"]:
        return Delivery(tuple(dict.fromkeys(failed)))
    if delayed := [each for action, each in groups if action == "delayed"]:
        return Delivery(tuple(dict.fromkeys(delayed)), delayed=True)
    if groups and all(action in _PASSED_ON for action, _ in groups):
        return Delivery(passed_on=tuple(dict.fromkeys(each.address for _, each in groups)))
    named = _ADDRESS.findall(" ".join(head.values("X-Failed-Recipients")))
    found = named or _ADDRESS.findall(text)
    tries_on = not named and _TRIES_ON.search(head.value("Subject")) is not None
    return Delivery(
        tuple(Undelivered(each) for each in list(dict.fromkeys(found))[:_MOST_RECIPIENTS]), tries_on
    )


def _recipients(message: Message) -> Iterator[tuple[str, Undelivered]]:
    """Go through the groups of fields that a delivery report has for each recipient."""
    for part in islice(message.walk(), _MOST_PARTS):
        if part.get_content_type() != "message/delivery-status":
            continue
        for group in part.get_payload() if part.is_multipart() else ():
            if isinstance(group, Message):
                fields = Head(group.raw_items())
                found = _ADDRESS.search(fields.value("Original-Recipient")) or _ADDRESS.search(
                    fields.value("Final-Recipient")
                )
                if found:
                    action = fields.value("Action").strip().lower()
                    yield action, Undelivered(found[0], _why(fields.value("Diagnostic-Code")))


def _why(diagnostic: str) -> str:
    said = " ".join(plain(_CODES.sub("", diagnostic)).split()).strip(" .;:-")
    return said if len(said) <= _LONGEST_WHY else f"{said[: _LONGEST_WHY - 1].rpartition(' ')[0]}…"
