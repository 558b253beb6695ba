"""The contact list as a model: the keys of all, the rows of those that were looked at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from partnerdesk.core.wording import clock
from partnerdesk.desk import listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.listing import ListRow
from partnerdesk.qt.contacts.there import there
from partnerdesk.qt.runner import Runner

PAGE = 100
"""Rows fetched at a time."""
_MOST_ROWS = 6_000  # rows kept; a row is about a kilobyte
_MOST_PAGES = 4  # pages still wanted when the view has been scrolled on: a window shows two at the most

Index = QModelIndex | QPersistentModelIndex


class ContactListModel(QAbstractListModel):
    """Holds the keys in the order of the list, and fetches rows by the page when they are first looked at."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._ids: Sequence[int] = ()
        self._text = ""
        self._rows: dict[int, ListRow] = {}
        self._wanted: dict[int, None] = {}
        self._generation = 0
        self._fetching = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._fetch)

    @property
    def ids(self) -> Sequence[int]:
        """The keys of all contacts listed, in their order."""
        return self._ids

    @property
    def text(self) -> str:
        """The search that the list answers; empty if none."""
        return self._text

    def show(self, ids: Sequence[int], text: str = "", rows: Collection[ListRow] = ()) -> None:
        """List other contacts, or the same ones anew.

        Args:
            ids: their keys.
            text: the search; rows say where they matched it.
            rows: some of the rows where they are at hand already, so that nothing flickers.

        """
        same = text == self._text and len(ids) == len(self._ids) and ids == self._ids
        if not same:
            self.beginResetModel()
        if text != self._text:
            self._rows.clear()
        self._ids, self._text = ids, text
        self._generation += 1
        self._rows.update((row.id, row) for row in rows)
        if not same:
            self.endResetModel()
        else:
            self.repaint_rows()

    def forget(self, ids: Collection[int] | None = None) -> None:
        """Fetch these rows (all, if none are named) again when they are next looked at."""
        self._generation += 1
        self._rows = {} if ids is None else {key: row for key, row in self._rows.items() if key not in ids}
        self.repaint_rows()

    def repaint_rows(self) -> None:
        """Have what is shown drawn again, as when a minute has passed."""
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def row_at(self, position: int) -> ListRow | None:
        """Return a row; None if it is not at hand yet: it is fetched, and the view told."""
        if not 0 <= position < len(self._ids):
            return None
        row = self._rows.get(self._ids[position])
        if row is None:
            page = position // PAGE
            self._wanted.pop(page, None)
            self._wanted[page] = None  # the newest wish last
            if not self._fetching:
                self._timer.start()
        return row

    def position(self, contact_id: int) -> int:
        """Return where a contact stands; -1 if it is not listed."""
        try:
            return self._ids.index(contact_id)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - as Qt declares it
        """How many contacts are listed."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the name, the sentence that a screen reader says, and the key as user data."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self._ids[index.row()]
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row_at(index.row())
        if row is None:
            return ""
        return row.name if role == Qt.ItemDataRole.DisplayRole else self.sentence(row)

    def sentence(self, row: ListRow) -> str:
        """Say a row: name, organisation, city, the time there, and why a search found it."""
        parts = [row.name, row.organisation, row.city]
        if found := there(row, self._runner.now()):
            parts.append(f"{clock(found.local)} there")
            parts.append("in session" if found.state.in_session else "not in session")
            parts.append(found.closed)
            parts.append("" if found.confirmed else "hours assumed")
        if row.matched and row.matched[0] != "name":
            parts.append(f"found in {row.matched[0]}: {row.matched[1]}")
        elif row.last:
            parts.append(row.last)
        return ", ".join(part for part in parts if part)

    def _fetch(self) -> None:
        if self._fetching or not self._wanted:
            return
        pages = list(self._wanted)[-_MOST_PAGES:]
        self._wanted.clear()
        ids = [key for page in pages for key in self._ids[page * PAGE : (page + 1) * PAGE]]
        text, generation = self._text, self._generation
        self._fetching = True

        def query(book: Book) -> list[ListRow]:
            return listing.rows(book, ids, text)

        def done(rows: list[ListRow]) -> None:
            self._fetching = False
            if generation == self._generation:
                self._keep(rows)
                for page in pages:
                    last = min((page + 1) * PAGE, len(self._ids)) - 1
                    self.dataChanged.emit(self.index(page * PAGE), self.index(last))
            if self._wanted:
                self._timer.start()

        def failed(error: object) -> None:
            self._fetching = False
            self._runner.failed.emit(error)

        self._runner.ask(query, done, context=self, failed=failed)

    def _keep(self, rows: Sequence[ListRow]) -> None:
        if len(self._rows) > _MOST_ROWS:
            for key in list(self._rows)[: _MOST_ROWS // 2]:
                del self._rows[key]
        self._rows.update((row.id, row) for row in rows)
