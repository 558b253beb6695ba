"""The files that are looked at, in the order in which they came, and how each of them is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from partnerdesk.desk import imports, looking, mappings
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.imports import Incoming
from partnerdesk.desk.looking import Looked
from partnerdesk.desk.mappings import Mapping
from partnerdesk.errors import PartnerDeskError
from partnerdesk.formats import copiedpage, table
from partnerdesk.formats.table import Layout
from partnerdesk.qt.filedrop import files_in
from partnerdesk.qt.runner import Runner

_Found = Sequence[tuple[str, Looked | PartnerDeskError]]


class Files(QObject):
    """Files, each with a key of its own. desk counts them from 0, in their order.

    Signals:
        came(list): more of them are here; the list has sentences about those that cannot be read.
        changed(int): the file that desk counts as this is read in another way.
        replaced(int): it was opened again and says something else now; ``came`` follows.
        removed(int): it was taken away.
        known(): what is remembered of columns is another now.
        failed(object): an error.

    Attributes:
        shown: the key of the one that is looked at; None: all of them.

    """

    came = Signal(list)
    changed = Signal(int)
    replaced = Signal(int)
    removed = Signal(int)
    known = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._files: dict[int, Looked] = {}
        self._paths: dict[Path, int] = {}
        self._next = 0
        self.shown: int | None = None

    def __len__(self) -> int:
        return len(self._files)

    def names(self) -> dict[int, str]:
        """Return what they are called, by their keys."""
        return {key: each.incoming.name for key, each in self._files.items()}

    def incoming(self) -> list[Incoming]:
        """Return them as desk takes them."""
        return [each.incoming for each in self._files.values()]

    def number(self) -> int | None:
        """Return as which desk counts the one looked at; None for all."""
        return list(self._files).index(self.shown) if self.shown in self._files else None

    def look_at(self, key: int | None) -> None:
        """Look at one of them, by its key; None: at all."""
        self.shown = key

    @property
    def one(self) -> Looked | None:
        """The one whose reading can be changed: the one looked at, or the only one."""
        return self._files[self._key()] if self._files and (self.shown or len(self) == 1) else None

    def _key(self) -> int:
        return self.shown or next(iter(self._files))

    def open(self, sources: Sequence[Path | bytes]) -> None:
        """Look at files, or at text, beside those that are here already; the same file again is read anew."""

        def query(book: Book) -> _Found:
            return looking.look_at(book, sources)

        self._runner.ask(
            query, lambda found: self._opened(sources, found), context=self, failed=self.failed.emit
        )

    def _opened(self, sources: Sequence[Path | bytes], found: _Found) -> None:
        wrong = []
        for source, (_, each) in zip(sources, found, strict=True):
            if isinstance(each, PartnerDeskError):
                wrong.append(str(each))
            else:
                key = self._place(source)
                before = self._files.get(key)
                self._files[key] = each
                if before is not None and before.incoming != each.incoming:
                    self.replaced.emit(list(self._files).index(key))
        self.came.emit(wrong)

    def _place(self, source: Path | bytes) -> int:
        """Return the key of a file: the one it has if it is here already."""
        if isinstance(source, Path) and self._paths.get(source) in self._files:
            return self._paths[source]
        self._next += 1
        if isinstance(source, Path):
            self._paths[source] = self._next
        return self._next

    def clear(self) -> None:
        """Take all of them away."""
        self._files.clear()
        self.shown = None

    def keep_only_others(self, keys: Collection[int]) -> None:
        """Take the files of these keys away, which are in the book now; what came meanwhile stays."""
        self._files = {key: each for key, each in self._files.items() if key not in keys}
        self.shown = None

    def remove(self) -> None:
        """Take away the one whose reading is shown."""
        number = list(self._files).index(self._key())
        del self._files[self._key()]
        self.shown = None
        self.removed.emit(number)

    def _change(self, key: int, looked: Looked) -> None:
        if key in self._files:
            self._files[key] = looked
            self.changed.emit(list(self._files).index(key))

    def relay(self, charset: str = "", delimiter: str = "") -> None:
        """Read the one shown in another charset (empty: as it says itself), or parted by another mark."""
        key = self._key()
        incoming = self._files[key].incoming
        if incoming.kind != "table":
            incoming = replace(incoming, charset=charset)

        def query(book: Book) -> Looked:
            return looking.looked(book, imports.relaid(incoming, charset=charset, delimiter=delimiter))

        def read(again: Looked) -> None:
            if key in self._files:  # as its columns are chosen now: that may have been meanwhile
                self._change(key, _as_before(again, self._files[key]))

        self._runner.ask(query, read, context=self, failed=self.failed.emit)

    def change_columns(self, layout: Layout) -> None:
        """Read the columns of the one shown in another way."""
        self._change(self._key(), self._files[self._key()].with_layout(layout))

    def read_by(self, mapping: Mapping | None) -> None:
        """Read the columns of the one shown by what was remembered; None: by their headings."""
        self._change(self._key(), self._files[self._key()].by(mapping))

    def remember(self, name: str) -> None:
        """Keep what the columns of the one shown mean under a name."""
        layout = self._files[self._key()].incoming.layout
        if layout is not None:
            self._do(lambda book: mappings.keep(book, name, layout), layout, name)

    def forget(self) -> None:
        """Keep no longer by what the one shown is read; its columns mean what they mean."""
        looked = self._files[self._key()]
        mapping, layout = looked.mapping, looked.incoming.layout
        if mapping is not None and layout is not None:
            self._do(lambda book: mappings.forget(book, mapping.id), layout)

    def _do(self, verb: Callable[[Book], Changes], layout: Layout, name: str = "") -> None:
        """Run a verb about what is remembered of columns; ``name``: what the one shown is read by then."""
        key = self._key()

        def suited(book: Book) -> list[Mapping]:
            return mappings.all_suited(book, layout)

        def found(some: list[Mapping]) -> None:
            if key in self._files:
                chosen = next((each for each in some if each.name == name), None)
                self._files[key] = replace(self._files[key], mappings=tuple(some), mapping=chosen)
                self.known.emit()

        def done(_changes: Changes) -> None:
            self._runner.ask(suited, found, context=self, failed=self.failed.emit)

        self._runner.do(verb, context=self, done=done, failed=self.failed.emit)


def sources_in(data: QMimeData | None) -> Sequence[Path | bytes]:
    """Return what was copied elsewhere: its files, else its text; nothing where it has neither.

    Of a web page that is the text that its table and its links give.
    """
    if data is None:
        return []
    text = copiedpage.text_of(data.html(), data.text()) if data.hasHtml() else data.text()
    return files_in(data) or ([text.encode()] if text.strip() else [])


def _as_before(again: Looked, before: Looked) -> Looked:
    """Return a table read in another charset, its columns meaning what the reader had chosen."""
    old, new = before.incoming.layout, again.incoming.layout
    if old is None or new is None or old.delimiter != new.delimiter or len(old.columns) != len(new.columns):
        return again
    chosen = before.told is not None and old.columns != before.told.columns
    if not chosen and bool(old.headers) == bool(new.headers):
        return again
    new = table.headed(new, on=bool(old.headers))
    return again.with_layout(replace(new, columns=old.columns))
