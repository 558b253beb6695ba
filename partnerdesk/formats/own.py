"""What only our own files say of a contact, as JSON text in whatever place a format gives for it."""

from __future__ import annotations

import json
from datetime import datetime

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.text import plain
from partnerdesk.errors import BadInput
from partnerdesk.formats.nameparts import Parts

Entry = tuple[str, datetime, str]
"""A line of history: kind, instant, text."""


def entry_text(entry: Entry) -> str:
    """Write a line of history."""
    kind, at, text = entry
    return json.dumps([kind, at.isoformat(), text], ensure_ascii=False)


def entry_of(text: str) -> Entry | None:
    """Read a line of history; None where it is none."""
    try:
        kind, at, words = json.loads(text)
        instant = datetime.fromisoformat(at)
    except (ValueError, TypeError, RecursionError):
        return None
    if instant.tzinfo is None or not isinstance(kind, str) or not isinstance(words, str):
        return None
    return plain(kind), instant, plain(words, lines=True)


def week_of(text: str) -> SchoolWeek | None:
    """Read a school week; None where it is none."""
    try:
        return SchoolWeek.from_json(text)
    except (BadInput, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def parts_text(parts: str) -> str:
    """Write the parts of a name, as ``nameparts.kept`` gives them; empty where there are none."""
    return json.dumps(parts.split("\n"), ensure_ascii=False) if parts else ""


def parts_of(text: str) -> str:
    """Read the parts of a name, as ``nameparts.parted`` takes them; empty where it is none."""
    try:
        found = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return ""
    if not isinstance(found, list) or len(found) != len(Parts._fields):
        return ""
    if not all(isinstance(each, str) for each in found):
        return ""
    return "\n".join(" ".join(plain(each).split()) for each in found)


def labelled_text(value: str, label: str) -> str:
    """Write a value with its label."""
    return json.dumps([value, label], ensure_ascii=False)


def labelled_of(text: str) -> tuple[str, str] | None:
    """Read a value with its label; None where it is none."""
    try:
        value, label = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(value, str) or not isinstance(label, str):
        return None
    return " ".join(plain(value).split()), " ".join(plain(label).split())
