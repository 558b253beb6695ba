"""Fields with completion: organisation, languages, tags; and how we met."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QStringListModel, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from partnerdesk.core.text import fold, tokens
from partnerdesk.desk import listing
from partnerdesk.desk.book import Book
from partnerdesk.desk.contacts import SOURCES, ContactFields
from partnerdesk.desk.listing import ListRow
from partnerdesk.errors import BadInput, PartnerDeskError
from partnerdesk.qt.contacts.card_facts import CardFacts, Known
from partnerdesk.qt.contacts.completion import name_popup
from partnerdesk.qt.contacts.fields import Field, LineField
from partnerdesk.qt.contacts.latest import Latest
from partnerdesk.qt.contacts.quiet import quiet_button
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import ChipsField, LanguagesField, TagsField

_INTRODUCTION = "introduction"
_LOOKED_AT, _OFFERED = 200, 8


class OrganisationField(LineField):
    """The organisation by name, with those of the book on offer.

    Signals:
        openAsked: the organisation itself is to be edited.

    """

    openAsked = Signal()  # noqa: N815 - Qt's manner

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__("Organisation", "organisation", "School, college, museum…", parent)
        self._question: Latest[list[str]] = Latest(runner, self)
        self._offer = QStringListModel(self)
        completer = QCompleter(self._offer, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._taken)
        name_popup(completer, "Organisations")
        self.edit.setCompleter(completer)
        self.edit.textEdited.connect(self._look)
        self._link = quiet_button("edit", "Edit this organisation", self.openAsked.emit)
        self.put_verb(self._link)
        self._link.hide()

    def fill(self, facts: CardFacts) -> None:
        """Show the name, and how many share it."""
        self.show_text(facts.organisation)
        self._link.setVisible(bool(facts.organisation))
        others = facts.colleagues - 1
        shared = f"Shared with {others} other contact{'s' * (others != 1)}." if others > 0 else ""
        self.note(shared)

    def _look(self, text: str) -> None:
        """Ask for organisations of the book with these letters in their name."""
        if not text.strip():
            self._offer.setStringList([])
            return

        def query(book: Book) -> list[str]:
            rows = listing.rows(book, listing.find(book, text=text)[:_LOOKED_AT])
            asked = tokens(text)
            names = dict.fromkeys(row.organisation for row in rows)
            return [name for name in names if name and all(word in fold(name) for word in asked)]

        self._question.ask(query, self._show)

    def _show(self, names: Sequence[str]) -> None:
        self._offer.setStringList(list(names)[:_OFFERED])
        completer = self.edit.completer()
        if completer is not None and self.edit.hasFocus() and names:
            completer.complete()

    def _taken(self, name: str) -> None:
        self.edit.setText(name)
        self.leave()


class ChipsRow(Field):
    """Languages or tags as chips."""

    def __init__(self, chips: ChipsField, caption: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(caption, parent)
        self._chips, self._key = chips, key
        self.put(chips)
        self.setFocusProxy(chips)
        chips.changed.connect(lambda: self.leave())

    def fill(self, facts: CardFacts) -> None:
        """Show the chips."""
        contact = facts.contact
        self._chips.forget_typed()
        self.show_values(
            contact.languages if self._key == "languages" else [tag.name for tag in contact.tags]
        )

    def show_values(self, values: Sequence[str]) -> None:
        """Show these, without telling anyone."""
        if tuple(values) != self._chips.values():
            self._chips.set_values(values)

    def settle(self) -> None:
        """Take what was typed and not ended with Return."""
        self._chips.settle()

    def tell(self, error: PartnerDeskError | None) -> None:
        """Show an error; what is no value the chips say themselves, right below what was typed."""
        super().tell(None if error is not None and str(error) == self._chips.refused else error)

    @property
    def error(self) -> str:
        """What is wrong, as it was told; empty where nothing is."""
        return self._chips.refused or super().error

    def add_to_error(self, sentence: str) -> None:
        """Say one more sentence about what is wrong."""
        super().add_to_error(sentence)
        self._chips.add_to_refusal(sentence)

    def said(self) -> str:
        """Return what stands here, with what is no value."""
        return f"{self._chips.values()} {self._chips.typed}"

    def values(self) -> ContactFields:
        """Return codes of languages in their order, or names of tags.

        Raises:
            BadInput: what was typed last is no value.

        """
        if self._chips.refused:
            raise BadInput(self._chips.refused, field=self._key)
        chosen = self._chips.values()
        return {"languages": chosen} if self._key == "languages" else {"tags": tuple(sorted(chosen))}


def languages_row(known: Known) -> ChipsRow:
    """Return the field for languages, the preferred one first."""
    return ChipsRow(LanguagesField(known.languages), "Languages, the preferred one first", "languages")


def tags_row(known: Known) -> ChipsRow:
    """Return the field for tags."""
    return ChipsRow(TagsField(known.tags), "Tags", "tags")


class ContactPicker(QLineEdit):
    """A contact by name: what is typed is searched for, and the answer offered.

    Signals:
        picked: another contact, or nobody, is meant.

    """

    picked = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Who introduced you")
        self.setAccessibleName("Introduced by")
        self._question: Latest[list[ListRow]] = Latest(runner, self)
        self._offer: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._model = QStringListModel(self)
        self.contact_id: int | None = None
        self._name = ""
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        name_popup(completer, "Contacts")
        completer.activated.connect(self._take)
        self.setCompleter(completer)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._left)

    def show_contact(self, contact_id: int | None, name: str) -> None:
        """Show who it was, without telling anyone."""
        self.contact_id, self._name = contact_id, name if contact_id is not None else ""
        self.setText(self._name)

    def check(self) -> None:
        """See that what stands here is somebody.

        Raises:
            BadInput: a name that was not chosen from the list.

        """
        if self.text().strip() != self._name:
            raise BadInput(
                f"“{self.text().strip()}” is not among your contacts.",
                "Choose a name from the list, or write it beside where you met.",
                "introduced_by",
            )

    def _edited(self, text: str) -> None:
        if not text.strip():
            self._model.setStringList([])
            return

        def query(book: Book) -> list[ListRow]:
            return listing.rows(book, listing.find(book, text=text)[:8])

        self._question.ask(query, self._show)

    def _show(self, rows: Sequence[ListRow]) -> None:
        self._offer = {}
        for row in rows:
            where = ", ".join(part for part in (row.organisation, row.city) if part)
            self._offer[f"{row.name} — {where}" if where else row.name] = row.id
            self._names[row.id] = row.name
        self._model.setStringList(list(self._offer))
        completer = self.completer()
        if completer is not None and self.hasFocus() and rows:
            completer.complete()

    def _take(self, words: str) -> None:
        key = self._offer.get(words)
        if key is not None:
            self.show_contact(key, self._names[key])
            self.picked.emit()

    def _left(self) -> None:
        text = self.text().strip()
        if text == self._name:
            return
        same = [key for key in self._offer.values() if fold(self._names[key]) == fold(text)]
        if len(same) == 1:
            self.show_contact(same[0], self._names[same[0]])
        elif not text:
            self.show_contact(None, "")
        self.picked.emit()


class SourceField(Field):
    """How we met: the kind, a few words, and who introduced us."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__("Met through", parent)
        self._kind = QComboBox()
        self._kind.setAccessibleName("Met through")
        self._kind.addItem("Not said", "")
        for source in SOURCES:
            self._kind.addItem(source.capitalize(), source)
        self._detail = QLineEdit(placeholderText="Which one, where, when")
        self._detail.setAccessibleName("Met through: which one, where, when")
        self._by = ContactPicker(runner)
        for widget in (self._kind, self._detail, self._by):
            self.put(widget)
        self.setFocusProxy(self._kind)
        self._kind.activated.connect(self._chosen)
        self.watch(self._detail)
        self._by.picked.connect(self.leave)
        self._by.hide()

    def fill(self, facts: CardFacts) -> None:
        """Show the source."""
        contact = facts.contact
        with QSignalBlocker(self._kind):
            if self._kind.findData(contact.source) < 0:
                self._kind.addItem(contact.source, contact.source)
            self._kind.setCurrentIndex(self._kind.findData(contact.source))
        if self._detail.text() != contact.source_detail:
            self._detail.setText(contact.source_detail)
            self._detail.setCursorPosition(0)
        self._by.show_contact(contact.introduced_by_id, facts.introducer)
        self._unfold()

    def values(self) -> ContactFields:
        """Return kind, words and introducer."""
        self._by.check()
        return {
            "source": str(self._kind.currentData()),
            "source_detail": " ".join(self._detail.text().split()),
            "introduced_by": self._by.contact_id,
        }

    def _chosen(self) -> None:
        self._unfold()
        self.leave()

    def _unfold(self) -> None:
        introduced = self._kind.currentData() == _INTRODUCTION
        self._by.setVisible(introduced or self._by.contact_id is not None)
