"""What the list shows: a folder, a tag, or what a search found; the latest wish wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from partnerdesk.desk import listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.listing import Folder, ListRow
from partnerdesk.qt.contacts.folder_model import ALL, Choice
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.contacts.list_model import PAGE
from partnerdesk.qt.contacts.there import Summary, counted, summary
from partnerdesk.qt.runner import Runner

_SUMMED = 400
"""A folder with more contacts than this is not summed up but for their number."""


@dataclass(frozen=True)
class Found:
    """The answer for the list.

    ``everywhere`` says that a search looked beyond the folder that is chosen.
    """

    choice: Choice
    text: str
    everywhere: bool
    ids: Sequence[int]
    rows: Sequence[ListRow]
    summary: Summary
    home_zone: str


@dataclass(frozen=True)
class Overview:
    """The folders, the tags, and home's zone.

    ``unsure`` are countries and regions where school may be in, as holidays there are not known yet;
    ``thrown_away`` says how many contacts are in Trash, where there are no others.
    """

    folders: Sequence[Folder]
    tags: Sequence[tuple[str, int]]
    home_zone: str
    unsure: Sequence[tuple[str, str]] = ()
    thrown_away: int = 0

    @property
    def total(self) -> int:
        """How many contacts the book has."""
        return sum(folder.count for folder in self.folders)

    def world(self) -> Summary:
        """Sum up all contacts: how many, in how many countries, and where school is in."""
        places = [folder for folder in self.folders if folder.count and folder.code != "-"]
        if not self.total:
            return Summary(())
        if not places:
            return Summary((counted(self.total),))
        countries = "1 country" if len(places) == 1 else f"{len(places)} countries"
        awake = sum(folder.in_session for folder in places)
        some = "all" if awake == len(places) else "one" if awake == 1 else f"{awake}"
        school = f"school is in now in {some} of them" if awake else "school is out everywhere now"
        if len(places) == 1:
            school = "school is in now" if awake else "school is out now"
        return Summary((f"{counted(self.total)} in {countries}", school))


class Finder(QObject):
    """Keeps the wish (folder or tag, search, how far it looks) and asks for what answers it.

    Attributes:
        shown: the newest answer; None before there is one.

    Signals:
        found(Found): the list to show.
        overview(Overview): the folders to show.

    """

    found = Signal(object)
    overview = Signal(object)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._lists: Latest[Found] = Latest(runner, self)
        self._overviews: Latest[Overview] = Latest(runner, self)
        self._world: Overview | None = None
        self.shown: Found | None = None
        self.choice = ALL
        self.text = ""
        self.everywhere = True

    def choose(self, choice: Choice) -> None:
        """Show a folder or a tag; a search goes on in it if one is under way."""
        self.choice = choice
        self.everywhere = False
        self.again()

    def search(self, text: str) -> None:
        """Look for a text; a new search looks everywhere."""
        text = text.strip()
        if text == self.text:
            return
        if not self.text:
            self.everywhere = True
        self.text = text
        self.again()

    def look(self, *, everywhere: bool) -> None:
        """Look in all contacts, or only in the folder or tag that is chosen."""
        self.everywhere = everywhere
        self.again()

    def again(self) -> None:
        """Ask for the list anew."""
        choice, text, now = self.choice, self.text, self._runner.now()
        everywhere = bool(text) and self.everywhere
        within = ALL if everywhere else choice
        world = self._world

        def query(book: Book) -> Found:
            ids = listing.find(book, folder=within.folder, text=text, tag=within.tag)
            if within.only is not None:
                ids = [key for key in ids if key in within.only]
            few = len(ids) <= _SUMMED and not text and within != ALL
            rows = listing.rows(book, ids[: _SUMMED if few else PAGE], text)
            told = Summary((counted(len(ids)),))
            home_zone = world.home_zone if world else listing.home_zone(book)
            if few:
                told = summary(len(ids), rows, home_zone, now)
            return Found(choice, text, everywhere, ids, rows, told, home_zone)

        self._lists.ask(query, self._answered)

    def _answered(self, found: Found) -> None:
        self.shown = found
        self.found.emit(found)

    def load_overview(self) -> None:
        """Ask for the folders anew."""
        now = self._runner.now()

        def query(book: Book) -> Overview:
            tree = listing.tree(book, now)
            anybody = any(folder.count for folder in tree.folders)
            thrown_away = 0 if anybody else listing.thrown_away(book)
            return Overview(
                tree.folders, listing.tags(book), listing.home_zone(book), tree.unsure, thrown_away
            )

        self._overviews.ask(query, self._seen)

    def _seen(self, seen: Overview) -> None:
        first = self._world is None
        self._world = seen
        self.overview.emit(seen)
        if first and self.choice != ALL:
            self.again()  # a folder is summed up by home's clock
