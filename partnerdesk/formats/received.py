"""A letter that somebody sent: who, when, about what, in what words; or a machine's answer.

The head is read line by line, so that one line that is none does not hide the others, and the sender is known
even where the parts of a message cannot be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Literal

from partnerdesk.core.text import plain
from partnerdesk.core.times import Slot
from partnerdesk.errors import BadInput
from partnerdesk.formats.mailread import LARGEST, Head, body_of, decoded, mailbox, parsed, slots_of
from partnerdesk.formats.undelivered import Delivery, Undelivered, delivery

Kind = Literal["letter", "automatic", "bounce"]

_LONGEST_HEAD = 256 * 1024
_MOST_LINES = 5_000
_LONGEST_BODY = 200_000
_LONGEST_SENDER = 2_000
_FIELD = re.compile(r"([!-9;-~]{1,76})[ \t]*:(.*)", re.DOTALL)
_ID = re.compile(r"<([^<>\s]{1,200})>")
_COMMENT = re.compile(r"\(([^()]{1,200})\)")
_BLANKS = re.compile(r"\s*([.@])\s*")
_TWO = re.compile(r"<[^<>,\s]{1,320}@[^<>,\s]{1,320}>[^,;<]{0,20}<[^<>]{0,320}@")
_DAEMON = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon|bounces?)(?:[+=-].*)?", re.IGNORECASE)
_ROBOT = re.compile(
    r"(?:.*[._-])?(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|newsletters?|notifications?)(?:[._+-].*)?"
    r"|root|listserv|majordomo|owner-.+|.+-(?:request|bounces|owner)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?:out of (?:the )?office|auto(?:matic)?[- ]?(?:reply|response)|respuesta autom"
    r"|fuera de (?:la )?oficina|r.ponse autom|absence du bureau|resposta autom|fora do escrit|abwesenheit)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Received:
    """What was received.

    Attributes:
        name: the sender's display name; may be empty.
        address: the sender's address; empty where the message names none.
        at: when it was written, aware; None where it has no date that can be.
        subject: in one line.
        text: its words, whole.
        key: its Message-ID, else a digest of what it says: the same message has the same one.
        kind: whether a person wrote it, or a machine: ``automatic`` or a ``bounce``.
        slots: what its X-PartnerDesk-Slot headers say.
        readable: False where its parts cannot be told apart: then there is no text.
        bulk: why it is a letter to many and not of one person to another; empty where it is not.
        failed: of a bounce, whom it could not reach.
        delayed: of a bounce, whether the mail system goes on trying.
        passed_on: of a mail system's report that nothing has failed, whom the letter was for.

    """

    name: str
    address: str
    at: datetime | None
    subject: str
    text: str
    key: str
    kind: Kind
    slots: tuple[Slot, ...] = ()
    readable: bool = True
    bulk: str = ""
    failed: tuple[Undelivered, ...] = ()
    delayed: bool = False
    passed_on: tuple[str, ...] = ()

    @property
    def by_mail_system(self) -> bool:
        """Whether a mail system wrote it, whose address is nobody's."""
        return self.kind == "bounce" or bool(self.passed_on)

    @property
    def of_nobody(self) -> bool:
        """Whether it is a mail system's report that names no address."""
        return self.by_mail_system and not self.concerns

    @property
    def concerns(self) -> tuple[str, ...]:
        """The addresses by which it is known whose it is: the sender's; of a report, those it names."""
        if not self.by_mail_system:
            return (self.address,)
        return self.passed_on or tuple(each.address for each in self.failed)


def received(data: bytes) -> Received:
    """Read a message, however broken, in bounded time and depth.

    Raises:
        BadInput: it is larger than 25 MB.

    """
    if len(data) > LARGEST:
        raise BadInput("The message is larger than 25 MB.", "Save it without its attachments.")
    head = Head(_fields(data))
    message, text = None, ""
    with suppress(BadInput):
        message = parsed(data)
        text = body_of(message)[:_LONGEST_BODY]
    name, address = _sender(head)
    subject = " ".join(plain(decoded(head.value("Subject"))).split())
    kind = _kind(head, address, subject)
    became = delivery(message, head, text) if kind == "bounce" else Delivery()
    if became.passed_on:
        kind = "automatic"
    return Received(
        name=name,
        address=address,
        at=_when(head.value("Date")),
        subject=subject,
        text=text,
        key=_key(head, address, subject, text),
        kind=kind,
        slots=slots_of(head.values("X-PartnerDesk-Slot")),
        readable=message is not None,
        bulk=_bulk(head, address),
        failed=became.failed,
        delayed=became.delayed,
        passed_on=became.passed_on,
    )


def _fields(data: bytes) -> Iterator[tuple[str, str]]:
    """Find the header fields: lines that are none are passed over, until the first empty one."""
    lines = data[:_LONGEST_HEAD].decode("ascii", "surrogateescape").lstrip("\r\n").splitlines()
    pending = ""
    for line in lines[:_MOST_LINES]:
        if line[:1] in (" ", "\t"):
            pending += "\n" + line
            continue
        if match := _FIELD.fullmatch(pending):
            yield match[1], match[2].strip()
        pending = line
        if not line:
            return
    if match := _FIELD.fullmatch(pending):
        yield match[1], match[2].strip()


def _sender(head: Head) -> tuple[str, str]:
    """Return name and address of whoever it is from; of ``Sender`` or ``Reply-To`` where it has no From."""
    for field in ("From", "Sender", "Reply-To"):
        if value := head.value(field).strip()[:_LONGEST_SENDER]:
            return _person(value)
    return "", ""


def _person(value: str) -> tuple[str, str]:
    """Return name and address of a sender: as RFC 5322 has it, or as people write it.

    ``a@b (Name)`` is how it was done before; ``Name a@b`` lacks its brackets; blanks inside of an address are
    obsolete. Two addresses that nothing parts may be a trick to show one and use the other: neither is taken.
    """
    name, address = mailbox(value)
    address = _BLANKS.sub(r"\1", address)
    first, _, last = address.rpartition(" ")
    if first and "@" in last:
        name, address = name or first, last
    if not name and (comment := _COMMENT.search(value)):
        name = " ".join(plain(decoded(comment[1])).split())
    if not name and "@" not in address:
        name, address = address, ""
    if _TWO.search(value) or address.count("@") != 1 or " " in address:
        address = ""
    return name, address


def _when(value: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(value[:200])
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC).replace(microsecond=0)
    except (ValueError, TypeError, IndexError, OverflowError):  # what strangers write for a date
        return None


def _key(head: Head, address: str, subject: str, text: str) -> str:
    match = _ID.search(head.value("Message-ID"))
    if match:
        return match[1]
    said = "\0".join((address, head.value("Date"), subject, text))
    return f"sha256:{sha256(said.encode(errors='replace')).hexdigest()}"


def _kind(head: Head, address: str, subject: str) -> Kind:
    """Tell a person's letter from a machine's: RFC 3834, RFC 3464, and what programs did before these."""
    content = head.value("Content-Type").lower()
    report = "multipart/report" in content and "disposition-notification" not in content
    if report or _DAEMON.fullmatch(address.partition("@")[0]) or head.values("X-Failed-Recipients"):
        return "bounce"
    auto = head.value("Auto-Submitted").strip().lower()
    if auto and not auto.startswith("no"):
        return "automatic"
    precedence = head.value("Precedence").strip().lower()
    said_so = any(head.values(name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"))
    if precedence == "auto_reply" or "disposition-notification" in content:
        return "automatic"
    if _AWAY.match(subject) or (said_so and not head.value("In-Reply-To")):
        return "automatic"
    return "letter"


def _bulk(head: Head, address: str) -> str:
    """Tell a letter to many: RFC 2369 and RFC 2919, ``Precedence``, and how such senders are called."""
    if any(head.values(name) for name in ("List-Id", "List-Post", "X-Mailing-List", "Mailing-List")):
        return "it came through a mailing list"
    if head.values("List-Unsubscribe") or head.value("Precedence").strip().lower() in {
        "bulk",
        "list",
        "junk",
    }:
        return "it is a newsletter or a circular"
    return "nobody reads what is sent there" if _ROBOT.fullmatch(address.partition("@")[0]) else ""
