"""Why a search found a contact: the text as it is written, and which of its letters matched."""

from __future__ import annotations

from dataclasses import dataclass

from partnerdesk.core.text import fold, tokens
from partnerdesk.desk.listing import ListRow

_AROUND_WORDS = ",;:"  # what may stand beside a word that was asked
_BEFORE = 8  # letters left in front of the match where the text has to be cut
_FIELDS = {
    "name": "name",
    "organisation": "organisation",
    "e-mail": "email",
}


Span = tuple[int, int]
"""Where letters begin and end."""


@dataclass(frozen=True)
class Reason:
    """Where a search met a contact: the ``spans`` of the text, in order; none where that is unknown."""

    field: str
    text: str
    spans: tuple[Span, ...]

    def cut_to(self, room: int) -> Reason:
        """Return it with the beginning cut away where the first match is beyond about ``room`` letters."""
        if not self.spans:
            return self
        start, end = self.spans[0]
        if end <= room or start <= _BEFORE:
            return self
        drop = min(start - _BEFORE, max(0, end - room) + 1)
        moved = tuple((first - drop + 1, last - drop + 1) for first, last in self.spans)
        return Reason(self.field, f"…{self.text[drop:]}", moved)


def reason(row: ListRow, query: str) -> Reason | None:
    """Return why a row was found; None without a search, or where its name says it already."""
    if row.matched is None or row.matched[0] == "name":
        return None
    field, excerpt = row.matched
    for text in (*_written(row, field), excerpt):
        if met := _met(text, query, digits=field == "phone"):
            same = len(fold(text)) == len(text)  # else the letters cannot be counted off
            return Reason(field, text, met if same else ())
    return Reason(field, excerpt, ())


def _met(text: str, query: str, *, digits: bool) -> tuple[Span, ...]:
    """Return where words of a query stand in a text, which is folded for it; joined where they touch.

    Args:
        text: as it is written.
        query: what was asked.
        digits: a phone number: a word's digits are found whatever stands between them.

    """
    folded = fold(text)
    found = [span for word in tokens(query) if (span := _word(folded, word, digits=digits))]
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _word(folded: str, word: str, *, digits: bool) -> Span | None:
    for form in (word, word.strip(_AROUND_WORDS).lstrip("#")):
        if form and (at := folded.find(form)) >= 0:
            return at, at + len(form)
    wanted = "".join(filter(str.isdecimal, word))
    if not digits or not wanted:
        return None
    places = [at for at, char in enumerate(folded) if char.isdecimal()]
    at = "".join(folded[place] for place in places).find(wanted)
    return (places[at], places[at + len(wanted) - 1] + 1) if at >= 0 else None


def _written(row: ListRow, field: str) -> tuple[str, ...]:
    """Return what the row itself has of a field, as it was written."""
    if field == "place":
        return row.city, row.region_name
    return (str(getattr(row, _FIELDS[field])),) if field in _FIELDS else ()
