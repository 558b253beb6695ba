"""Twins among the contacts of a book of its own, in which some are there twice."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from time import process_time

from sqlalchemy import insert, select

from partnerdesk.desk import twins
from partnerdesk.desk.book import open_book
from partnerdesk.storage.records import Contact, Email
from tests.bench.generate import NOW, SEED, generate

MOST = 20_000  # contacts, for which the limit is said
DOUBLED = 0.02


def measure(contacts: int) -> float:
    """Return the milliseconds of CPU of a search among so many contacts, of whom one in fifty is there twice.

    Raises:
        AssertionError: one of those was not found.
    """
    random = Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        path = generate(Path(folder) / "twins.partnerdesk", int(contacts / (1 + DOUBLED)))
        with open_book(path, clock=lambda: NOW) as book:
            with book.write("Doubled") as writing:
                session = writing.session
                first = session.execute(
                    select(Contact.id, Contact.name, Email.address)
                    .join(Email, Email.contact_id == Contact.id)
                    .where(Contact.trashed_at.is_(None), Email.position == 0)
                ).all()
                doubled = random.sample(first, int(contacts * DOUBLED / (1 + DOUBLED)))
                made = session.scalars(
                    insert(Contact.__table__).returning(Contact.__table__.c.id, sort_by_parameter_order=True),
                    [_row(" ".join(reversed(name.split()))) for _, name, _ in doubled],
                ).all()
                again = [
                    {"contact_id": key, "position": 0, "label": "", "address": address.upper()}
                    for key, (_, _, address) in zip(made, doubled, strict=True)
                ]
                session.execute(insert(Email.__table__), again)
            wanted = {(key, other) for (key, _, _), other in zip(doubled, made, strict=True)}
            start = process_time()
            found = twins.pairs(book)
            taken = (process_time() - start) * 1000
            assert wanted <= {(each.pair.first, each.pair.second) for each in found}
            return taken


def _row(name: str) -> dict[str, object]:
    empty = (
        "city",
        "region",
        "region_name",
        "country",
        "zone",
        "greeting",
        "role",
        "source",
        "source_detail",
    )
    return {"name": name, "languages": (), "notes": "", **dict.fromkeys(empty, "")}


if __name__ == "__main__":
    print(f"twins among {MOST:,} contacts: {measure(MOST):,.0f} ms of CPU, allowed are 5,000")
