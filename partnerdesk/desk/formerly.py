"""What contacts were called before, or elsewhere, as their notes and their history tell.

Merging keeps one name and one organisation; the other ones are told there, where the user sees them, and
whoever comes in under them is known by that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from partnerdesk.storage.file import Reader

# Written by core.merging (notes), by desk.merging and by desk.adding (history).
_NOTES: Final = """
    SELECT id, notes FROM contact
    WHERE trashed_at IS NULL AND (notes LIKE '%Also: %' OR notes LIKE '%Organisation: %')"""
_ENTRIES: Final = """
    SELECT contact_id, text FROM entry
    WHERE kind = 'changed' AND (text LIKE 'Merged with %' OR text LIKE 'Values taken from %')"""
_NAMES: Final = ("Also: ", "Merged with ", "Name: ")
_SCHOOL: Final = "Organisation: "


def called(connection: Reader) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return further names and organisations of contacts, by key."""
    found: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for statement, mark in ((_NOTES, "\n"), (_ENTRIES, "; ")):
        for key, text in connection.run(statement):
            names, schools = found.get(key, ((), ()))
            parts = text.split(mark)
            more = [part.removeprefix(each) for part in parts for each in _NAMES if part.startswith(each)]
            joined = [part.removeprefix(_SCHOOL) for part in parts if part.startswith(_SCHOOL)]
            if more or joined:
                found[key] = (*names, *more), (*schools, *joined)
    return found
