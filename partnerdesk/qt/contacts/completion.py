"""Completers that look like the others and have a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from partnerdesk.core.text import fold
from partnerdesk.qt.widgets.popup import FirstAtReturn, completer_with_popup, dress


def complete(field: QLineEdit, words: Sequence[str], name: str) -> None:
    """Let ``field`` offer those of these words that contain what is typed."""
    known = field.completer()
    if known is not None:
        model = known.model()
        if isinstance(model, QStringListModel):
            model.setStringList(list(words))
        return
    completer = QCompleter(QStringListModel(list(words), field), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    name_popup(completer, name)
    field.setCompleter(completer)


class OneOf(QObject):
    """Offers words under a field of which one is to be chosen, those that begin with what is typed first.

    Return takes the first, where none is pointed at, and then means what it means in the field.

    Args:
        field: where one types.
        words: to choose from.
        name: what a screen reader calls the list.
        meant: the word that a text stands for as it is, such as a code; empty where it stands for none.

    """

    def __init__(
        self, field: QLineEdit, words: Sequence[str], name: str, meant: Callable[[str], str]
    ) -> None:
        super().__init__(field)
        self._field, self._words = field, [(fold(each), each) for each in words]
        self._meant = meant
        self._model = QStringListModel(self)
        completer, self._popup = completer_with_popup(field, self._model, name)
        FirstAtReturn(self._popup, self._take_first, self)
        field.setCompleter(completer)
        field.textEdited.connect(self._offer)

    def _offer(self, text: str) -> None:
        asked = fold(text.strip())
        met = [(not folded.startswith(asked), word) for folded, word in self._words if asked in folded]
        offered = [word for _, word in sorted(met, key=lambda each: each[0])] if asked else []
        meant = self._meant(text.strip()) if asked else ""
        self._model.setStringList([meant, *(each for each in offered if each != meant)] if meant else offered)

    def _take_first(self, key: QKeyEvent) -> bool:
        offered = self._model.stringList()
        if offered:
            self._popup.hide()
            self._field.setText(offered[0])
            QCoreApplication.sendEvent(self._field, key)
        return bool(offered)


def offer_countries(field: QLineEdit) -> None:
    """Offer countries under a field; codes, and their names in other languages, lead to them too."""
    if field.completer() is not None:
        return
    from partnerdesk.desk.places import gazetteer

    def meant(text: str) -> str:
        land = gazetteer().country_named(text)
        return land.name if land is not None else ""

    OneOf(field, [land.name for land in gazetteer().countries()], "Countries", meant)


def name_popup(completer: QCompleter, name: str) -> None:
    """Give a completer's list the look of the others, and a name for a screen reader."""
    popup = completer.popup()
    if popup is not None:
        dress(completer, popup, name)


def popup_open(field: QLineEdit) -> bool:
    """Whether the offer of a field that has the focus is on view: what stands there is not yet meant."""
    if not field.hasFocus():
        return False
    completer = field.completer()
    popup = completer.popup() if completer is not None else None
    return popup is not None and popup.isVisible()
