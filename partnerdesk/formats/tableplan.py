"""Which columns of a table say what of a person: worked out once, for all of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from partnerdesk.formats import columns
from partnerdesk.formats.columns import Column

_ADDRESS_FIELDS: Final = ("street", "postcode", "city", "region", "country")
_LINES: Final = (
    "organisation", "greeting", "role", "zone", "source", "source_detail", "introduced_by",
)  # fmt: skip
_TWICE: Final = {
    "name": "Also", "organisation": "Organisation", "role": "Role", "department": "Department",
    "greeting": "Greeting", "zone": "Time zone", "source": "Source", "source_detail": "Met through",
    "introduced_by": "Introduced by",
}  # fmt: skip
"""What is said of a second value of a fact of which a person has one."""
_RARE: Final = frozenset(
    {"place", "department", "week", "web", "history", "languages", "tags", "uid", "parts"}
)

Labelled = tuple[int, str, int]
"""A column of addresses or numbers, its label, and the column of labels beside it, or -1."""


@dataclass(frozen=True)
class Plan:
    """What the columns of a table mean; columns are said by their numbers.

    Attributes:
        width: how many there are.
        places: the columns of each field; those of addresses are under field and kind.
        emails: those of addresses.
        phones: those of numbers.
        said: those that go into the notes, with their headers.
        addresses: the kinds of postal addresses, and of each kind its fields with their columns.
        facts: fields of one line, with their columns.
        rare: the fields of few tables that are there.
        titles: whether words before and behind names have columns of their own.
        notes: those of notes.
        twice: fields of several columns of which a person has one value, by what a second one is called.
        own_parts: those of the parts of names.
        ours: whether we wrote the table: then names are as they should be.
        directory: whether names have the family's first.

    """

    width: int
    places: Mapping[str, Sequence[int]]
    emails: Sequence[Labelled]
    phones: Sequence[Labelled]
    said: Sequence[tuple[int, str]]
    addresses: Sequence[tuple[str, Sequence[tuple[str, Sequence[int]]]]]
    facts: Sequence[tuple[str, Sequence[int]]]
    rare: frozenset[str]
    titles: bool
    notes: Sequence[int]
    twice: Sequence[tuple[str, Sequence[int]]]
    own_parts: Sequence[int]
    ours: bool
    directory: bool

    @classmethod
    def of(
        cls,
        headers: Sequence[str],
        meanings: Sequence[Column],
        *,
        ours: bool = False,
        directory: bool = False,
    ) -> Plan:
        """Work out a plan.

        Args:
            headers: the header's cells; empty where there is none.
            meanings: what each column means.
            ours: whether we wrote the table.
            directory: whether names have the family's first.

        """
        places: dict[str, list[int]] = {}
        labelled: dict[str, list[Labelled]] = {"email": [], "phone": []}
        said: list[tuple[int, str]] = []
        labels = {(each.field, each.number): at for at, each in enumerate(meanings) if each.is_label}
        for at, column in enumerate(meanings):
            if column.is_label:
                continue
            if column.field in labelled:
                label_at = labels.get((column.field, column.number), -1)
                labelled[column.field].append((at, column.label, label_at))
            elif column.field == "said":
                said.append((at, headers[at] if at < len(headers) else f"Column {at + 1}"))
            elif column.field in columns.ADDRESS:
                key = f"{column.field} {column.label}{column.number or ''}"
                places.setdefault(key, []).append(at)
            elif column.field:
                places.setdefault(column.field, []).append(at)
        return cls(
            len(meanings),
            places,
            labelled["email"],
            labelled["phone"],
            said,
            _addresses(places),
            [(field, places[field]) for field in _LINES if field in places],
            _RARE & places.keys(),
            bool({"prefix", "suffix"} & places.keys()),
            places.get("notes", []),
            [
                (caption, those)
                for field, caption in _TWICE.items()
                if len(those := places.get(field, ())) > 1
            ],
            [at for part in ("given", "middle", "family") for at in places.get(part, ())],
            ours,
            directory and not ours,
        )


def _addresses(
    places: Mapping[str, Sequence[int]],
) -> Sequence[tuple[str, Sequence[tuple[str, Sequence[int]]]]]:
    parted = [key.partition(" ") for key in places]
    kinds = {kind for field, _, kind in parted if field in columns.ADDRESS}
    return [
        (
            kind,
            [(field, those) for field in _ADDRESS_FIELDS if (those := places.get(f"{field} {kind}", []))],
        )
        for kind in sorted(kinds, key=lambda kind: (not kind.startswith("work"), kind))
    ]
