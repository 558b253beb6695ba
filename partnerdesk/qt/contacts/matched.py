"""Why a search found a contact: the text as it is written, and which of its letters matched."""

from __future__ import annotations

from dataclasses import dataclass

from partnerdesk.core.text import fold, tokens
from partnerdesk.desk.listing import ListRow

_BEFORE = 8  # letters left in front of the match where the text has to be cut
_FIELDS = {
    "name": "name",
    "organisation": "organisation",
    "e-mail": "email",
}


@dataclass(frozen=True)
class Reason:
    """Where a search met a contact: ``text[start:end]`` matched; both are equal where that is unknown."""

    field: str
    text: str
    start: int
    end: int

    def cut_to(self, room: int) -> Reason:
        """Return it with the beginning cut away where the match stands beyond about ``room`` letters."""
        if self.end <= room or self.start <= _BEFORE:
            return self
        drop = min(self.start - _BEFORE, max(0, self.end - room) + 1)
        return Reason(self.field, f"…{self.text[drop:]}", self.start - drop + 1, self.end - drop + 1)


def reason(row: ListRow, query: str) -> Reason | None:
    """Return why a row was found; None without a search, or where its name says it already."""
    if row.matched is None or row.matched[0] == "name":
        return None
    field, excerpt = row.matched
    words = sorted(tokens(query), key=len, reverse=True)
    for text in (*_written(row, field), excerpt):
        folded = fold(text)
        for word in words:
            at = folded.find(word)
            if at >= 0:
                same = len(folded) == len(text)  # else the letters cannot be counted off
                return Reason(field, text, at, at + len(word)) if same else Reason(field, text, 0, 0)
    return Reason(field, excerpt, 0, 0)


def _written(row: ListRow, field: str) -> tuple[str, ...]:
    """Return what the row itself has of a field, as it was written."""
    if field == "place":
        return row.city, row.region_name
    return (str(getattr(row, _FIELDS[field])),) if field in _FIELDS else ()
