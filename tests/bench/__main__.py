"""Measure on generated books: ``python -m tests.bench [CONTACTS …]``, by default 1000, 10000 and 100000.

Each line has what we take, what the bare minimum of the same work takes in the same run (design, section 7),
and how the two compare. Nothing fails here: machines are noisy, and a person reads the table.
"""

from __future__ import annotations

import math
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from partnerdesk.core.text import fold
from partnerdesk.core.times import use_bundled_zones
from partnerdesk.desk import contacts, listing
from partnerdesk.desk.book import Book, open_book
from partnerdesk.storage.backup import copy_checked
from tests.bench import times
from tests.bench.generate import NOW, generate

ROOT = Path(__file__).parents[2]
TYPED = ("m", "mu", "mun", "munoz", "munoz g", "田", "example.net", "555 12", "choir", "guadalajara", "zzz")
SHOWN = 40  # rows that a window shows at once


@dataclass(frozen=True)
class Measure:
    """One line: seconds that we take, and that the limit takes (0: there is none), and what is allowed."""

    work: str
    ours: float
    limit: float
    allowed: str


def seconds(work: Callable[[], object], times: int = 7) -> float:
    """Return the median of a few runs."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def measures(book: Book) -> Iterator[Measure]:
    """Measure what is done most on an open book."""
    with closing(sqlite3.connect(book.path)) as connection:
        words = [text for (text,) in connection.execute("SELECT words FROM listing")]

    def scan(text: str) -> list[int]:
        tokens = fold(text).split()
        return [i for i, line in enumerate(words) if all(token in line for token in tokens)]

    def find(text: str) -> object:
        return listing.rows(book, listing.find(book, text=text)[:SHOWN], text)

    find("x")  # loads what the window loads once
    rounds = [[seconds(partial(find, text), 1) for text in TYPED] for _ in range(3)]
    keys = sorted((median(taken), text) for taken, text in zip(zip(*rounds, strict=True), TYPED, strict=True))
    limit = max(seconds(partial(scan, text), 3) for text in TYPED)
    yield Measure(f"a key in search, slowest: {keys[-1][1]}", keys[-1][0], limit, "≤ 30 ms, ≤ 1.3 ×")
    yield Measure(f"a key in search, middle: {keys[5][1]}", keys[5][0], limit, "")
    folders = seconds(lambda: listing.folders(book, NOW))
    yield Measure("folders, with who is in session", folders, 0, "≤ 40 ms")
    saved = seconds(lambda: contacts.note(book, 1, "Answered: hours confirmed"), 25)
    yield Measure("saving one line of history", saved, seconds(append_and_sync, 25), "≤ 4 ×")
    yield Measure(
        "search from the shell",
        seconds(lambda: shell(book), 5),
        seconds(lambda: bare_shell(book), 5),
        "≤ 2 ×",
    )
    yield Measure("backup, checked", seconds(lambda: back_up(book), 3), 0, "≤ 0.5 s for 80 MB")


def of_times() -> Iterator[Measure]:
    """Measure the planner; it needs no book."""
    for count in (2, 3, 10):
        those = times.parties(count)
        # Turn about, and the best of many: a millisecond is easily lost to other programs.
        rounds = [
            [seconds(partial(work, those), 1) for work in (times.ranked, times.planned, times.bare)]
            for _ in range(60)
        ]
        found, told, limit = (min(taken) for taken in zip(*rounds, strict=True))
        yield Measure(f"common slots, 8 weeks, {count} parties", found, limit, "≤ 1.3 ×")
        yield Measure(f"the same told in words, {count} parties", told, limit, "")


def append_and_sync() -> None:
    with tempfile.NamedTemporaryFile(dir=tempfile.gettempdir()) as file:
        file.write(b"x" * 4096)
        file.flush()
        os.fsync(file.fileno())


def shell(book: Book) -> None:
    command = [sys.executable, "-m", "partnerdesk", "list", str(book.path), "--search", "munoz garcia"]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


BARE = """
import sqlite3, sys
found = "SELECT name, email, city FROM listing WHERE words LIKE '%munoz%' AND words LIKE '%garcia%'"
for row in sqlite3.connect(sys.argv[1]).execute(found + " ORDER BY sort"):
    print(*row)
"""


def bare_shell(book: Book) -> None:
    command = [sys.executable, "-c", BARE, str(book.path)]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def back_up(book: Book) -> None:
    target = book.path.with_name("backup.partnerdesk")
    target.unlink(missing_ok=True)
    copy_checked(book.path, target)


def main(sizes: list[int]) -> None:
    use_bundled_zones()
    show(of_times(), 0, {})
    before: dict[str, tuple[int, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            start = perf_counter()
            path = generate(Path(folder) / f"{size}.partnerdesk", size)
            megabytes, took = path.stat().st_size / 1e6, perf_counter() - start
            print(f"\n{size:,} contacts, {megabytes:.0f} MB, made in {took:.1f} s")
            with open_book(path, clock=lambda: NOW) as book:
                show(measures(book), size, before)


def show(lines: Iterator[Measure], size: int, before: dict[str, tuple[int, float]]) -> None:
    """Print lines; ``before`` has the time of each work on the smaller book, and gets those of this one."""
    for each in lines:
        compared = f"{each.ours / each.limit:5.1f} ×" if each.limit else ""
        work = each.work.partition(":")[0]
        grown = growth(before.get(work), size, each.ours)
        before[work] = size, each.ours
        limit = f"{each.limit * 1000:9.2f}" if each.limit else ""
        ours = f"{each.ours * 1000:9.2f} ms"
        print(f"  {each.work:42}{ours}  {limit:9}  {compared:8} {each.allowed:20} {grown}")


def growth(before: tuple[int, float] | None, size: int, ours: float) -> str:
    """Say with which power of the size the time grew since the smaller book."""
    if before is None or size <= before[0]:
        return ""
    return f"grows with power {math.log(ours / before[1]) / math.log(size / before[0]):.2f}"


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1_000, 10_000, 100_000])
