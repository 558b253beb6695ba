"""Which contacts are selected when the list is shown anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker

from partnerdesk.qt.contacts.list_model import ContactListModel
from partnerdesk.qt.contacts.list_view import ContactListView

_LOOKED_AT = 50
"""How many of those that were selected are looked for in the new list."""


class Selection:
    """Keeps the selection of a list over its changes.

    Args:
        view: the list.
        model: what it shows.

    Attributes:
        wanted: a contact to be selected as soon as it is listed; 0 for none.

    """

    def __init__(self, view: ContactListView, model: ContactListModel) -> None:
        self._view = view
        self._model = model
        self._gap = -1  # where the first one stood that was thrown away
        self.wanted = 0

    def thrown_away(self, ids: Sequence[int]) -> None:
        """Note that contacts leave the list: whoever comes into the first one's place is next."""
        self._gap = self._model.position(ids[0])

    def again(self, before: Sequence[int], current: int, *, first: bool) -> None:
        """Select what was selected, as far as it is listed; else the one that came into its place.

        Args:
            before: the contacts that were selected.
            current: the one that the keyboard was at.
            first: the list is another one, and begins at its top.

        """
        wanted, self.wanted = self.wanted, 0
        gap, self._gap = self._gap, -1
        listed = self._model.position
        if wanted and listed(wanted) >= 0:
            self._view.select([wanted], wanted)
            self._view.scrollTo(self._view.currentIndex())
        elif before and any(listed(key) >= 0 for key in before[:_LOOKED_AT]):
            self._view.select(before, current)
        elif self._model.rowCount():
            row = min(gap, self._model.rowCount() - 1) if gap >= 0 and not first else 0
            key = self._model.ids[row]
            self._view.select([key], key)
        else:
            self._view.select([], 0)

    def quietly(self, *ids: int) -> None:
        """Select contacts without a word of it to the card."""
        with QSignalBlocker(self._view):
            self._view.select(ids)
