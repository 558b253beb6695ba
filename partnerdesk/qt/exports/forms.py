"""As what contacts may leave: one line each, with what it is good for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QStyle, QStyleOptionButton, QVBoxLayout, QWidget

from partnerdesk.qt import theme
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Label, Tone


@dataclass(frozen=True)
class Form:
    """A way to write contacts.

    Attributes:
        key: by which it is remembered.
        words: what it is.
        use: what it is good for.
        ending: of the file.
        kind: as a chooser of files lists it.
        style: of a table, as ``exports.write`` takes it.
        version: of vCards.
        honest: what goes along, and what stays here.

    """

    key: str
    words: str
    use: str
    ending: str
    kind: str
    style: str = "data"
    version: str = "4.0"
    honest: str = "Notes and history go along. Look whom you give the file to."


_TABLE: Final = "Table (*.csv)"
_CARDS: Final = "vCard (*.vcf)"
_OTHERS: Final = (
    "Notes go along; languages, school hours and history stay here. Look whom you give the file to."
)
FORMS: Final = (
    Form("vcard", "vCard 4.0", "For phones and most programs. Comes back here unchanged.", "vcf", _CARDS),
    Form("vcard3", "vCard 3.0", "For older phones and programs.", "vcf", _CARDS, version="3.0"),
    Form("sheet", "Table for spreadsheets", "To look at in Excel or LibreOffice; not made to come back here.",
         "csv", _TABLE, "spreadsheet"),
    Form("data", "Table that comes back unchanged", "Every field as it is, for another book or a script.",
         "csv", _TABLE),
    Form("google", "Google Contacts", "A table with Google’s headings.", "csv", _TABLE, "google",
         honest=_OTHERS),
    Form("outlook", "Outlook", "A table with Outlook’s headings.", "csv", _TABLE, "outlook",
         honest=_OTHERS),
    Form("share", "Share file for a colleague", "For PartnerDesk: without notes, tags and history.",
         "partnerdesk-share", "Share file (*.partnerdesk-share)",
         honest="Notes, tags, history and how you met stay here."),
    Form("ldif", "LDIF", "For Thunderbird and directories. Comes back here unchanged.", "ldif",
         "LDIF (*.ldif)"),
)  # fmt: skip


def _below(button: QRadioButton) -> tuple[int, int, int, int]:
    """Return the margins of a line that stands below the words of a button."""
    button.ensurePolished()
    option = QStyleOptionButton()
    button.initStyleOption(option)
    mark = button.style().subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, button)
    start = option.rect.width() - mark.width()
    return (0, 0, start, theme.GRID) if button.isRightToLeft() else (start, 0, 0, theme.GRID)


class Forms(QWidget):
    """The choice between them; the arrow keys go from one to the next.

    ``chosen(Form)`` is emitted when the user takes another one.
    """

    chosen = Signal(object)

    def __init__(self, forms: Sequence[Form] = FORMS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forms = tuple(forms)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        self.setAccessibleName("As what")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in self._forms:
            button = QRadioButton(each.words)
            button.setAccessibleDescription(each.use)
            button.toggled.connect(lambda on, form=each: self.chosen.emit(form) if on else None)
            use = Label(each.use, Size.SMALL, tone=Tone.MUTED, wrap=True)
            use.setContentsMargins(*_below(button))
            self._group.addButton(button)
            self.buttons[each.key] = button
            column.addWidget(button)
            column.addWidget(use)

    @property
    def form(self) -> Form:
        """The one chosen."""
        return next((each for each in self._forms if self.buttons[each.key].isChecked()), self._forms[0])

    def choose(self, key: str) -> None:
        """Choose one; the first one where there is none of that key."""
        self.buttons.get(key, self.buttons[self._forms[0].key]).setChecked(True)
