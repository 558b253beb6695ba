"""Above the list: what it shows, and the time there now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.contacts.finder import Found, Overview
from partnerdesk.qt.contacts.folder_model import ALL
from partnerdesk.qt.contacts.there import Summary
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import FlowLayout, IconButton, Label, LinkButton, Tone


class Heading(QWidget):
    """A title, a line of facts that breaks between them, and the way to look nearer or further.

    Signals:
        scopeAsked: look everywhere instead of in the folder, or the other way round.
        addAsked: add a contact here.

    """

    scopeAsked = Signal()  # noqa: N815 - Qt's manner
    addAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(size=Size.TITLE, elide=True)
        self._facts = QWidget()
        self._flow = FlowLayout(self._facts, gap=4)
        self._scope = LinkButton("In all contacts", self.scopeAsked.emit)
        self._scope.hide()
        self.add_button = IconButton("add", "Add a contact (Ctrl+N)", self.addAsked.emit)
        self._parts: list[QWidget] = []
        top = QHBoxLayout()
        top.setSpacing(theme.GRID)
        top.addWidget(self.title, 1)
        top.addWidget(self._scope)
        top.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(top)
        column.addWidget(self._facts)

    def explain(self, found: Found, overview: Overview | None) -> None:
        """Show what the list holds: a folder or tag with the time there, or what a search found."""
        within = found.choice != ALL
        if not found.text:
            world = overview.world() if overview is not None and not within else found.summary
            self.say(found.choice.name, world)
            return
        number = f"{len(found.ids):,}" if len(found.ids) else "Nobody"
        name = found.choice.name
        where = f"in {name}" if within and not found.everywhere else "in all contacts"
        scope = ""
        if within:
            scope = f"Only in {name}" if found.everywhere else "In all contacts"
        self.say(f"{number} found", Summary((f"“{found.text}”", where)), scope)

    def say(self, title: str, facts: Summary, scope: str = "") -> None:
        """Show a title and facts.

        Args:
            title: of the folder, the tag or the search.
            facts: each part is kept on one line.
            scope: the words of the link that looks nearer or further; empty for none.

        """
        self.title.setText(title)
        for part in self._parts:
            self._flow.removeWidget(part)
            part.hide()
            part.deleteLater()
        words: list[str] = []
        for fact in facts.parts:
            words += ["·", fact] if words else [fact]  # a part of its own: it has no side to lean to
        self._parts = [Label(text, Size.SMALL, tone=Tone.MUTED) for text in words]
        if facts.caution:
            self._parts.append(Label(facts.caution, Size.SMALL, tone=Tone.WARNING))
        for index, part in enumerate(self._parts):
            self._flow.insert(index, part)
            part.show()
        if scope:
            self._scope.setText(scope)
            self._scope.setAccessibleName(scope)
        self._scope.setVisible(bool(scope))
        told = ", ".join([*facts.parts, facts.caution]).strip(", ")
        self.setAccessibleName(f"{title}: {told}")
        self._facts.setVisible(bool(self._parts))
        self._scope.updateGeometry()
