"""Many letters at once: into files, and past the checklist; beside the bare minimum of the same work."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from partnerdesk.core.checklist import check
from partnerdesk.core.drafting import Draft, Party, compose
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.templates import Template
from partnerdesk.core.times import Slot
from partnerdesk.desk import outbox, templates
from partnerdesk.formats import mail

MOST = 10_000
ROUNDS = 3
NOW = datetime(2027, 2, 1, tzinfo=UTC)
SLOTS = (Slot.parse("2027-03-16 10:00 America/Hermosillo"), Slot.parse("2027-03-18 09:00 America/Hermosillo"))
HOME = Party(
    name="Ana Lee",
    organisation="Lincoln School",
    place=Place(city="Detroit", country="US", zone="America/Detroit"),
    week=SchoolWeek.parse("Mon-Fri 08:00-15:00"),
    email="ana@lincoln.example.org",
)


def _party(number: int) -> Party:
    return Party(
        name=f"Elena Núñez {number}",
        place=Place(city="Hermosillo", country="MX", zone="America/Hermosillo"),
        week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
        languages=("es",),
        email=f"elena{number}@normal.example.org",
    )


@contextmanager
def _folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="letters-"))
    try:
        yield path
    finally:
        shutil.rmtree(path)


def measure(count: int) -> tuple[float, float, float]:
    """Return the milliseconds of so many letters into files, of the bare minimum, and of checking them."""
    template = templates.Shelf().named("first-proposal", ["es"])
    people = [_party(number) for number in range(count)]
    drafts = [compose(template, HOME, each, SLOTS) for each in people]  # the first time loads and compiles
    ours, bare = [], []
    for _ in range(ROUNDS):
        with _folder() as folder:
            start = perf_counter()
            outbox.write([compose(template, HOME, each, SLOTS) for each in people], folder, "eml", NOW)
            ours.append(perf_counter() - start)
        with _folder() as folder:
            bare.append(_bare(template, people, folder))
    start = perf_counter()
    for draft, party in zip(drafts, people, strict=True):
        check(draft, HOME, party, NOW)
    return min(ours) * 1000, min(bare) * 1000, (perf_counter() - start) * 1000


def _bare(template: Template, people: list[Party], folder: Path) -> float:
    """Render, make bytes, write and sync once, with nothing round them; return the seconds."""
    start = perf_counter()
    made: Iterator[Draft] = (compose(template, HOME, each, SLOTS) for each in people)
    for number, draft in enumerate(made):
        (folder / f"{number}.eml").write_bytes(mail.write(draft))
    if hasattr(os, "sync"):
        os.sync()
    return perf_counter() - start
