"""Measure on generated books: ``python -m tests.bench [--contacts N …] [--only WORD]``, for 1000 to 100000.

Each line has what we take, what the bare minimum of the same work takes in the same run (design, section 7),
how the two compare, and what is allowed at 100,000. Of several repetitions the shortest counts: whatever else
the machine does makes things slower, never faster. Nothing fails here: a person reads the table.
"""

from __future__ import annotations

import argparse
import math
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from partnerdesk.core.text import fold
from partnerdesk.core.zones import use_bundled_zones
from partnerdesk.desk import contacts, listing
from partnerdesk.desk.book import Book, open_book
from partnerdesk.qt.contacts import folder_model
from partnerdesk.storage.backup import copy_checked
from tests.bench import files, importing, letters, prints, processes, times, twins
from tests.bench.generate import NOW, generate

TYPED = ("munoz g", "山", "example.net", "555 12", "+555", "guadalajara", "or", "zz")
FULL = 100_000  # contacts, for which the budgets are said
SHOWN = 40  # rows that a window shows at once


@dataclass(frozen=True)
class Measure:
    """One line of the table.

    Attributes:
        work: what was done.
        ours: what we took, in ``unit``.
        limit: what the bare minimum took; 0: there is none.
        times: how many times the limit is allowed; 0: any.
        most: how much is allowed whatever the limit; 0: any.
        unit: of ours, limit and most.
    """

    work: str
    ours: float
    limit: float = 0
    times: float = 0
    most: float = 0
    unit: str = "ms"

    @property
    def budget(self) -> str:
        parts = [f"≤ {self.times:g} ×"] * bool(self.times) + [f"≤ {self.most:g} {self.unit}"] * bool(
            self.most
        )
        return ", ".join(parts)

    @property
    def kept(self) -> bool:
        near = not self.times or self.ours <= self.times * self.limit
        return near and (not self.most or self.ours <= self.most)

    def line(self, grown: str, *, judged: bool) -> str:
        ours = f"{self.ours:9.2f} {self.unit}"
        limit = f"{self.limit:9.2f}" if self.limit else ""
        ratio = f"{self.ours / self.limit:5.2f} ×" if self.limit else ""
        budget = self.budget if judged else ""
        ok = ("yes" if self.kept else "NO") if budget else ""
        return f"  {self.work:40}{ours:14}{limit:>10}  {ratio:8} {budget:20} {ok:4} {grown}".rstrip()


def shortest(work: Callable[[], object], times: int = 7) -> float:
    """Return the milliseconds of the shortest of a few runs."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return min(taken) * 1000


def measures(book: Book, only: str = "") -> Iterator[Measure]:
    """Measure what is done most on an open book; only what has a word in its name, where one is given."""
    people = len(listing.find(book))
    those = [
        ("key in search", keys),
        ("folder tree, tags", folders),
        ("saving one contact", saving),
        ("backup, checked", backup),
        ("times, dragging", planner),
        ("twins", partial(alike, people)),
        ("drafts", partial(drafts, people)),
        ("import, undo, redo", partial(rows_taken_in, people)),
        ("table, vCards, LDIF, letters taken in", partial(files_taken_in, people)),
        ("list to PDF", paper),
    ]
    for names, work in those:
        if only in names:
            yield from work(book)
    with processes.compiled() as environment:
        for names, in_process in (("shell", shell), ("window", window), ("memory", memory)):
            if only in names:
                yield from in_process(book, environment)


def folders(book: Book) -> Iterator[Measure]:
    """Measure what stands in the left column."""
    listing.folders(book, NOW)  # reads the zones

    def tree() -> object:
        return folder_model.build(listing.folders(book, NOW), ())

    yield Measure("folder tree, with who is in session", shortest(tree), most=40)
    yield Measure("tags, with their counts", shortest(lambda: listing.tags(book)))


def saving(book: Book) -> Iterator[Measure]:
    """Measure a change of one contact beside a page that is appended to a file and brought to the disk."""
    names = iter(range(1_000))
    saved, bare = [], []
    for _ in range(60):  # by turns: the disk is not the same one a moment later
        saved.append(shortest(lambda: contacts.edit(book, 1, name=f"Ana {next(names)}"), 1))
        bare.append(shortest(lambda: append_and_sync(book.path), 1))
    yield Measure("saving one contact", min(saved), min(bare), 4)


def backup(book: Book) -> Iterator[Measure]:
    """Measure a checked copy, as if the book had eighty megabytes where it has more."""
    megabytes = book.path.stat().st_size / 1e6
    taken = shortest(lambda: back_up(book), 3)
    yield Measure("backup, checked, for 80 MB", taken * 80 / max(megabytes, 80), most=500)


def alike(people: int, _book: Book) -> Iterator[Measure]:
    """Measure the search for twins."""
    people = min(twins.MOST, people)
    yield Measure(f"twins among {people:,}, CPU", twins.measure(people), most=5_000)


def drafts(people: int, _book: Book) -> Iterator[Measure]:
    """Measure letters to many, written and looked over."""
    count = min(letters.MOST, people)
    written, bare, checked = letters.measure(count)
    yield Measure(f"{count:,} drafts to files", written, bare, 1.5)
    yield Measure(f"{count:,} drafts checked", checked)


def rows_taken_in(people: int, _book: Book) -> Iterator[Measure]:
    """Measure how rows come into a book and leave it, beside what SQLite alone takes."""
    with tempfile.TemporaryDirectory() as folder:
        put, least, back, forth = importing.taken(Path(folder), people)
    yield Measure("import of as many contacts, CPU", put, least, 1.5)
    yield Measure("undo of the import, CPU", back)
    yield Measure("redo of it, CPU", forth)


def files_taken_in(people: int, _book: Book) -> Iterator[Measure]:
    """Measure files read into a book."""
    with tempfile.TemporaryDirectory() as folder:
        for each in files.taken(Path(folder), people):
            what = f"{each.name} of {each.count:,}"
            allowed = {"table": 1.5, "vCards": 1.6}.get(each.name, 0)
            yield Measure(f"{what} taken in, CPU", each.first, each.least, allowed)
            yield Measure(f"{what} taken in, memory", each.memory, most=2, unit="× file")
            yield Measure(f"{what} again, CPU", each.again)
            yield Measure(f"{what} undone, CPU", each.back)


def paper(book: Book) -> Iterator[Measure]:
    """Measure a printed list."""
    count, ours, bare, read = prints.measure(book)
    yield Measure(f"list of {count:,} to PDF, CPU", ours, bare, 1.3)
    yield Measure(f"{count:,} read for a list, CPU", read)


def shell(book: Book, environment: processes.Environment) -> Iterator[Measure]:
    """Measure a search from the shell."""
    yield Measure("search from the shell", *processes.search(book.path, environment), 2)


def window(book: Book, environment: processes.Environment) -> Iterator[Measure]:
    """Measure how soon the window is there."""
    bare, painted, shown = processes.window(book.path, environment)
    yield Measure("window: first paint", painted, bare, 1.5)
    yield Measure("window: this book's first rows", shown, bare, 3)


def memory(book: Book, environment: processes.Environment) -> Iterator[Measure]:
    """Measure how much memory a window on the book takes beyond one on an empty book."""
    empty, full = processes.memory(book.path, environment)
    yield Measure("memory beside an empty window", full - empty, most=60, unit="MiB")


def planner(book: Book) -> Iterator[Measure]:
    """Measure the planner beside plain intersection, and a time that is dragged over the day of twenty."""
    for count in (2, 3, 10):
        those = times.parties(count)
        limit = shortest(partial(times.bare, those), 30)
        yield Measure(f"times for {count}: ranked", shortest(partial(times.ranked, those), 30), limit, 1.3)
        yield Measure(
            f"times for {count}: with their words", shortest(partial(times.planned, those), 30), limit
        )
    steps = sorted(times.dragging(book))
    yield Measure("dragging a time, 20 parties, the page", steps[len(steps) // 2], most=33)
    yield Measure("dragging a time, the slowest step", steps[-1])


def keys(book: Book) -> Iterator[Measure]:
    """Measure each key of some texts, one typed after the other, beside a plain scan for the same."""
    with closing(sqlite3.connect(book.path)) as connection:
        lines = connection.execute("SELECT words FROM listing ORDER BY sort, contact_id")
        words = [text for (text,) in lines]

    def scan(text: str) -> list[int]:
        first, *more = fold(text).split()
        if not more:
            return [i for i, line in enumerate(words) if first in line]
        return [i for i, line in enumerate(words) if first in line and more[0] in line]

    def find(text: str) -> object:
        return listing.rows(book, listing.find(book, text=text)[:SHOWN], text)

    listing.warm(book)
    typed = [text[:end] for text in TYPED for end in range(1, len(text) + 1) if text[end - 1] != " "]
    limits = [shortest(partial(scan, text)) for text in typed]
    rounds = []
    for _ in range(7):
        listing.find(book, text="\N{REPLACEMENT CHARACTER}")  # nothing typed yet narrows what follows
        rounds.append([shortest(partial(find, text), 1) for text in typed])
    ours = [min(taken) for taken in zip(*rounds, strict=True)]
    slowest = max(range(len(typed)), key=ours.__getitem__)
    name = f"a key in search, the slowest: {typed[slowest]}"
    yield Measure(name, ours[slowest], limits[slowest], 1.3, 30)
    yield Measure(
        f"a key in search, mean of {len(typed)}", sum(ours) / len(typed), sum(limits) / len(typed), 1.3
    )


def append_and_sync(beside: Path) -> None:
    with beside.with_name("appended").open("ab") as file:
        file.write(b"x" * 4096)
        file.flush()
        os.fsync(file.fileno())


def back_up(book: Book) -> None:
    target = book.path.with_name("backup.partnerdesk")
    target.unlink(missing_ok=True)
    copy_checked(book.path, target)


def main(sizes: list[int], only: str) -> None:
    use_bundled_zones()
    before: dict[str, tuple[int, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            start = perf_counter()
            path = generate(Path(folder) / f"{size}.partnerdesk", size)
            megabytes, took = path.stat().st_size / 1e6, perf_counter() - start
            print(f"\n{size:,} contacts, {megabytes:.0f} MB, made in {took:.1f} s")
            print(f"  {'work':40}{'ours':>12}  {'limit':>10}  {'ratio':8} {'budget':20} ok")
            with open_book(path, clock=lambda: NOW) as book:
                for each in measures(book, only):
                    work = each.work.partition(":")[0] if "slowest" in each.work else each.work
                    grown = growth(before.get(work), size, each.ours)
                    print(each.line(grown, judged=size >= FULL), flush=True)
                    before[work] = size, each.ours


def growth(before: tuple[int, float] | None, size: int, ours: float) -> str:
    """Say with which power of the size the time grew since the smaller book."""
    if before is None or size <= before[0] or min(ours, before[1]) <= 0:
        return ""
    return f"grows with power {math.log(ours / before[1]) / math.log(size / before[0]):.2f}"


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    arguments.add_argument("--contacts", type=int, nargs="+", default=[1_000, 10_000, 100_000], metavar="N")
    arguments.add_argument(
        "--only", default="", metavar="WORD", help="measure only what has this in its name, such as 'backup'"
    )
    asked = arguments.parse_args()
    main(asked.contacts, asked.only)
