"""One line of Today, and Today as a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from partnerdesk.core.times import Slot

Kind = Literal["returned", "moved", "answered", "overdue", "due", "unsent", "waiting"]
Act = Literal[
    "", "write", "remind", "ask", "open", "sent", "answer", "use", "agree", "decline", "correct", "contact",
    "find",
]  # fmt: skip
KINDS: tuple[Kind, ...] = ("returned", "moved", "answered", "overdue", "due", "unsent", "waiting")
"""Most urgent first."""


@dataclass(frozen=True)
class Item:
    """One line of Today.

    Attributes:
        key: tells it from all others, and stays while it does.
        kind: why it is there.
        contact_id: whom it is about; of several letters, the first one's.
        name: their name, as the sentence has it; empty for several.
        sentence: what is the matter, in one sentence.
        detail: what more helps, without a full stop.
        verb: what the main button says; empty: there is nothing to do.
        act: what it does.
        on: from when on, by the partner's calendar; None where no day matters.
        state: the approach's; empty where there is none.
        step: its next step.
        approach_id: the approach, if there is one.
        draft_ids: the letters concerned.
        project: its title; may be empty.
        template: what to write with.
        slots: times to write with, or that moved.
        contact_ids: all whom it is about, where it is about several.
        project_id: its key, where there is one to write about.
        reply: what to answer with, where somebody wrote.
        reply_slots: times to answer with: one of ours that they accept.
        off: they call off the time that there was: what is to be said to them, this line says.

    """

    key: str
    kind: Kind
    contact_id: int
    name: str
    sentence: str
    detail: str = ""
    verb: str = ""
    act: Act = ""
    on: date | None = None
    state: str = ""
    step: str = ""
    approach_id: int | None = None
    draft_ids: tuple[int, ...] = ()
    project: str = ""
    template: str = ""
    slots: tuple[Slot, ...] = ()
    contact_ids: tuple[int, ...] = ()
    project_id: int | None = None
    reply: str = ""
    reply_slots: tuple[Slot, ...] = ()
    off: bool = False


def joined(*parts: str) -> str:
    """Return the parts of a line's detail as one, without those that are empty."""
    text = " · ".join(filter(None, parts))
    return text[:1].upper() + text[1:]


def as_document(items: Iterable[Item], on: date) -> dict[str, object]:
    """Return Today as the command line's JSON has it: what there is to do, and what waits."""
    rows = [(each.kind == "waiting", _row(each)) for each in items]
    due, waiting = ([row for waits, row in rows if waits is wanted] for wanted in (False, True))
    return {"on": on.isoformat(), "due": due, "waiting": waiting}


def _row(item: Item) -> dict[str, object]:
    return {
        "id": item.key,
        "kind": item.kind,
        "contact": {"id": item.contact_id, "name": item.name} if item.name else None,
        "contacts": list(item.contact_ids or (item.contact_id,)),
        "project": item.project,
        "state": item.state,
        "step": item.step,
        "on": item.on.isoformat() if item.on else None,
        "sentence": item.sentence,
        "detail": item.detail,
    }
