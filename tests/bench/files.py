"""Files taken in: a table, vCards, LDIF, letters; the first two beside the least that a program does.

CPU time (design, section 7): both have the same file in memory and write the book once, in one transaction.
Each file is taken in by a process of its own, so that the memory of one is not another's.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from random import Random
from time import process_time
from typing import NamedTuple

from partnerdesk.core.cards import Card
from partnerdesk.core.zones import use_bundled_zones
from partnerdesk.desk import imports
from partnerdesk.desk.book import new_book
from partnerdesk.formats import ldif, vcardwrite
from tests.bench.generate import NOW, SEED, table
from tests.bench.importing import bare, spent

ROOT = Path(__file__).parents[2]
MOST_LETTERS = 10_000  # a mailbox of as many is of the size of the other files of a hundred thousand
_HEADER = (
    "Name", "Role", "Organisation", "City", "Region", "State", "Country", "Time zone", "E-mail", "Phone",
    "Tags", "Notes",
)  # fmt: skip


class Took(NamedTuple):
    """What became of one file.

    Attributes:
        name: its kind.
        first: milliseconds that it took.
        least: those of the bare minimum; 0 where there is none.
        again: those of the same file again, when all are known.
        back: those of the undoing.
        memory: by how many times its size the process grew at the most; 0 where the system does not tell.
        count: of contacts that came in.
    """

    name: str
    first: float
    least: float
    again: float
    back: float
    memory: float
    count: int


def taken(folder: Path, contacts: int) -> Iterator[Took]:
    """Write files of so many contacts, and yield what each took to be taken in."""
    rows = list(table(Random(SEED), contacts))
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(_HEADER)
    writer.writerows(rows)
    text = written.getvalue()
    cards = b"".join(vcardwrite.write(map(_card, rows)))
    files = {
        "table": (text.encode(), bare(folder / "t", lambda: _skipped(csv.reader(io.StringIO(text))))),
        "vCards": (cards, bare(folder / "v", lambda: _rows(cards.decode()))),
        "LDIF": (b"".join(ldif.write(map(_card, rows))), 0.0),
        "letters": (b"".join(map(_letter, rows[:MOST_LETTERS])), 0.0),
    }
    for name, (data, least) in files.items():
        (folder / name).write_bytes(data)
        command = [sys.executable, "-m", "tests.bench.files", str(folder / name)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        first, again, back, memory, count = json.loads(done.stdout)
        yield Took(name, first, least, again, back, memory, count)


def alone(path: Path) -> None:
    """Take one file in, again, and undo it; print what that took, as ``Took`` has it."""
    with new_book(path.with_name(f"{path.name}.partnerdesk"), clock=lambda: NOW) as book:
        warm = b"".join(b"Ana %d,ana%d@school.example,Lyon\n" % (each, each) for each in range(2_000))
        imports.take(book, [imports.look(b"Name,E-mail,City\n" + warm)])
        book.undo()
        before, start = _forget_peak(), process_time()
        taken = imports.take(book, [imports.look(path)])
        first, peak = (process_time() - start) * 1000, _peak()
        again = spent(lambda: imports.take(book, [imports.look(path)]))
        back = spent(book.undo)
        count = taken.counts[0].added
    memory = max(0.0, peak - before) * 2**20 / path.stat().st_size
    print(json.dumps([first, again, back, memory, count]))


def _forget_peak() -> float:
    """Have the system forget the most memory that this process had, and return what it has, in MiB."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return 0.0
    return _peak()


def _peak() -> float:
    """Return the most memory since ``_forget_peak``, in MiB; 0 where the system does not tell."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return float(told.partition("VmHWM:")[2].split()[0]) / 1024


def _letter(row: tuple[str, ...]) -> bytes:
    name, role, organisation, city, *_, email, phone, _, notes = row
    letter = EmailMessage()
    letter["From"] = f'"{name}" <{email or "office@school.example"}>'.replace("\n", " ")
    letter["To"] = "Ana Lee <ana.lee@lincoln.example.org>"
    letter["Date"] = "Mon, 15 Feb 2027 10:30:00 +0000"
    letter["Subject"] = f"A project with {city or organisation or 'you'}"
    letter.set_content(f"Dear Ana,\n\n{notes}\n\n-- \n{name}\n{role}\n{organisation}\n{phone}\n")
    return b"From sender@example.org Mon Feb 15 10:30:00 2027\n" + letter.as_bytes() + b"\n"


def _skipped(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    next(rows)
    return rows


def _card(row: tuple[str, ...]) -> Card:
    name, role, organisation, city, region, region_name, country, zone, email, phone, tag, notes = row
    return Card(
        name=name,
        role=role,
        organisation=organisation,
        city=city,
        region=region or region_name,
        country=country,
        zone=zone,
        emails=((email, ""),) if email else (),
        phones=((phone, ""),) if phone else (),
        tags=(tag,) if tag else (),
        notes=notes,
    )


def _rows(text: str) -> Iterator[list[str]]:
    """Read vCards as little as one can: one property of a kind, nothing decoded."""
    for card in text.split("END:VCARD"):
        facts: dict[str, str] = {}
        for line in card.replace("\r\n ", "").split("\r\n"):
            head, _, value = line.partition(":")
            facts[head.partition(";")[0]] = value
        if "FN" in facts:
            _, _, _, city, region, _, country = facts.get("ADR", ";;;;;;").split(";")[:7]
            yield [
                facts["FN"], facts.get("TITLE", ""), facts.get("ORG", ""), city, region, "", country,
                facts.get("TZ", ""), facts.get("EMAIL", ""), facts.get("TEL", ""),
                facts.get("CATEGORIES", ""), facts.get("NOTE", ""),
            ]  # fmt: skip


if __name__ == "__main__":
    use_bundled_zones()
    alone(Path(sys.argv[1]))
