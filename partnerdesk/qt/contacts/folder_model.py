"""The folders and tags as a tree: sections, all contacts, countries with their regions, tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from partnerdesk.core.places import Place
from partnerdesk.desk.listing import Folder
from partnerdesk.desk.places import ZoneChoice, locate
from partnerdesk.errors import BadInput

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is to show: a folder (``MX``, ``MX-PUE``, ``-``; empty for all), or a tag.

    ``name`` is how the heading names it: "Puebla, Mexico". ``only`` are the keys of those meant, where it is
    neither, as of who came in from a file.
    """

    folder: str = ""
    tag: str = ""
    name: str = "All contacts"
    only: frozenset[int] | None = None


ALL = Choice()


class Kind(Enum):
    """What a line of the tree is."""

    SECTION = auto()
    ALL = auto()
    COUNTRY = auto()
    REGION = auto()
    TAG = auto()


@dataclass(eq=False, slots=True)
class Node:
    """A line of the tree; its count is None while it is not known."""

    kind: Kind
    name: str
    choice: Choice = ALL
    count: int | None = 0
    in_session: bool = False
    pinned: bool = False
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    row: int = 0

    @property
    def key(self) -> tuple[Kind, str]:
        """What makes it the same line after a refresh."""
        return self.kind, self.choice.folder or self.choice.tag or self.name

    @property
    def nowhere(self) -> bool:
        """Whether this is the folder of those without a country."""
        return self.choice.folder == "-"

    def sentence(self) -> str:
        """Say the line as a screen reader does."""
        if self.kind is Kind.SECTION:
            return self.name
        parts = [f"Tag {self.name}" if self.kind is Kind.TAG else self.name]
        if self.count is not None:
            parts.append("1 contact" if self.count == 1 else f"{self.count:,} contacts")
        if self.kind in (Kind.COUNTRY, Kind.REGION) and self.count and not self.nowhere:
            parts.append("in session now" if self.in_session else "not in session")
        if self.pinned:
            parts.append("pinned")
        return ", ".join(parts)


def build(folders: Sequence[Folder], tags: Sequence[tuple[str, int]]) -> list[Node]:
    """Return the lines on the uppermost level, with the regions below."""
    total = sum(each.count for each in folders)
    roots = [Node(Kind.SECTION, "Folders"), Node(Kind.ALL, ALL.name, ALL, total)]
    for each in folders:
        choice = Choice(folder=each.code, name=each.name)
        node = Node(Kind.COUNTRY, each.name, choice, each.count, each.in_session, each.pinned)
        for row, one in enumerate(each.regions):
            within = Choice(folder=one.code, name=f"{one.name}, {each.name}")
            node.children.append(
                Node(Kind.REGION, one.name, within, one.count, one.in_session, parent=node, row=row)
            )
        roots.append(node)
    if tags:
        roots.append(Node(Kind.SECTION, "Tags"))
        roots += [Node(Kind.TAG, name, Choice(tag=name, name=f"# {name}"), count) for name, count in tags]
    for row, node in enumerate(roots):
        node.row = row
    return roots


class FolderModel(QAbstractItemModel):
    """The tree. ``node`` gives the line behind an index."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roots: list[Node] = build((), ())
        self._roots[-1].count = None

    def show(self, folders: Sequence[Folder], tags: Sequence[tuple[str, int]]) -> bool:
        """Show other folders; True if lines came or went, so that the view has to find its place again."""
        roots = build(folders, tags)
        same = [(each.key, [one.key for one in each.children]) for each in roots] == [
            (each.key, [one.key for one in each.children]) for each in self._roots
        ]
        if same:
            self._take_over(roots)
            return False
        self.beginResetModel()
        self._roots = roots
        self.endResetModel()
        return True

    def _take_over(self, roots: list[Node]) -> None:
        for old, new in zip(self._roots, roots, strict=True):
            for mine, theirs in zip((old, *old.children), (new, *new.children), strict=True):
                mine.count, mine.in_session, mine.pinned = theirs.count, theirs.in_session, theirs.pinned
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._roots) - 1, 0))

    def node(self, index: Index) -> Node | None:
        """Return the line behind an index."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else None

    def place(self, node: Node) -> QModelIndex:
        """Return where a line stands."""
        return self.createIndex(node.row, 0, node)

    def find(self, choice: Choice) -> QModelIndex:
        """Return where a choice stands; an invalid index if it is not there (any more)."""
        for node in self._roots:
            for each in (node, *node.children):
                same = (each.choice.folder, each.choice.tag) == (choice.folder, choice.tag)
                if same and each.kind is not Kind.SECTION:
                    return self.createIndex(each.row, 0, each)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """See Qt."""
        above = self.node(parent)
        among = above.children if above else self._roots
        if column or not 0 <= row < len(among):
            return QModelIndex()
        return self.createIndex(row, 0, among[row])

    @overload
    def parent(self) -> QObject | None: ...

    @overload
    def parent(self, child: Index) -> QModelIndex: ...

    def parent(self, child: Index | None = None) -> QObject | QModelIndex | None:
        """See Qt: two methods of one name."""
        if child is None:
            return super().parent()
        node = self.node(child)
        above = node.parent if node else None
        return self.createIndex(above.row, 0, above) if above else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """How many lines stand under another, or on the uppermost level."""
        if not parent.isValid():
            return len(self._roots)
        node = self.node(parent)
        return len(node.children) if node else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008, N802
        """One."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Sections are there to be read only."""
        node = self.node(index)
        if node is None or node.kind is Kind.SECTION:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the name, and the sentence that a screen reader says."""
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return node.name
        return node.sentence() if role == Qt.ItemDataRole.AccessibleTextRole else None


def place_of(choice: Choice) -> Place:
    """Return the place that a folder proposes for a new contact: country, region, zone if it is clear."""
    if choice.folder in ("", "-"):
        return Place()
    try:
        return locate(country=choice.folder[:2], region=choice.folder if "-" in choice.folder else "")
    except ZoneChoice as choose:
        return choose.place
    except BadInput:
        return Place()
