"""In the place of the list while it is empty: why, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from partnerdesk.qt.contacts.finder import Found, Overview
from partnerdesk.qt.contacts.folder_model import ALL
from partnerdesk.qt.widgets import EmptyPlace, plain_button, primary_button


class Nobody(EmptyPlace):
    """An empty list teaches: how contacts come here, or where else to look.

    Signals:
        addAsked, importAsked, sampleAsked, clearAsked, trashAsked: add a contact, bring people in from files,
            show the sample book, clear the search, go to Trash.

    """

    addAsked = Signal()  # noqa: N815 - Qt's manner
    importAsked = Signal()  # noqa: N815
    sampleAsked = Signal()  # noqa: N815
    clearAsked = Signal()  # noqa: N815
    trashAsked = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        self._import = plain_button("Import…", lambda: self.importAsked.emit(), icon="import")
        self._sample = plain_button("Look at the sample book", lambda: self.sampleAsked.emit())
        self._clear = plain_button("Clear the search", lambda: self.clearAsked.emit())
        self._trash = plain_button("Open Trash", lambda: self.trashAsked.emit(), icon="trash")
        add = primary_button("Add a contact", lambda: self.addAsked.emit(), icon="add")
        super().__init__(
            "people",
            "No contacts yet",
            [add, self._trash, self._import, self._sample, self._clear],
            parent=parent,
        )
        self._trash.hide()

    def begin(self) -> None:
        """Say how a book begins."""
        for button, offered in ((self._import, True), (self._sample, True), (self._clear, False)):
            button.setVisible(offered)
        hint = (
            "Add everyone who ever wrote to you, or drop a file with them here. "
            "Each appears in the folder of their country."
        )
        self.set_sentence("Your book is still empty", hint)

    def explain(self, found: Found, overview: Overview | None) -> None:
        """Say why the list is empty, if it is."""
        if len(found.ids):
            return
        thrown_away = overview.thrown_away if overview else 0
        empty_book = overview is not None and not overview.total and not thrown_away
        self._trash.setVisible(bool(thrown_away))
        self._import.setVisible(not found.text)
        self._sample.setVisible(empty_book and not found.text)
        self._clear.setVisible(bool(found.text))
        name = found.choice.name
        if found.text:
            hint = "Names, organisations, places, addresses, phone numbers, tags and notes were searched."
            self.set_sentence(f"Nobody found for “{found.text[:60]}”", hint)
        elif thrown_away and found.choice == ALL:
            whose = "The only contact is" if thrown_away == 1 else f"All {thrown_away:,} contacts are"
            self.set_sentence(f"{whose} in Trash", "Nothing is lost: take back there whom you want to keep.")
        elif empty_book and found.choice == ALL:
            self.begin()
        elif found.choice.only is not None:
            self.set_sentence("None of those who came in is here any more")
        elif found.choice.tag:
            self.set_sentence(f"Nobody carries {name}")
        else:
            hint = f"Everyone whose city is in {name} appears here by itself."
            self.set_sentence(f"Nobody in {name} yet", hint)
