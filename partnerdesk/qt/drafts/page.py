"""The page of drafts: all letters of the book, or the letters in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QStackedLayout, QWidget

from partnerdesk.core.times import Slot
from partnerdesk.desk.book import Changes
from partnerdesk.qt.drafts.kept_page import KeptPage
from partnerdesk.qt.drafts.writing import Writing
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings


class DraftsPage(Page):
    """Drafts.

    Signals:
        contactRequested(int): show this contact, a fact of whom a letter lacks.
        newRequested(): add a contact to the book.
        timesRequested(list[int], int, int | None): look for a time with these contacts, of so many minutes,
            for the project with this key.
        homeRequested(): show our own details, one of which a letter lacks.
        templateRequested(str, str): show the template with this key in this language: it has a mistake.
        counted(int): how many letters have not gone out yet, for the navigation.
    """

    title = "Drafts"

    contactRequested = Signal(int)  # noqa: N815 - Qt's manner
    newRequested = Signal()  # noqa: N815
    timesRequested = Signal(list, int, object)  # noqa: N815
    homeRequested = Signal()  # noqa: N815
    templateRequested = Signal(str, str)  # noqa: N815
    counted = Signal(int)

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None = None,
        *,
        settings: Settings | None = None,
        outside: Outside | None = None,
    ) -> None:
        super().__init__(parent)
        self.kept = KeptPage(runner)
        self.writing = Writing(runner, outside or Outside(), settings)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.kept)
        self._stack.addWidget(self.writing)
        self.kept.newAsked.connect(lambda: self.start([]))
        self.kept.backAsked.connect(self._write)
        self.kept.openAsked.connect(self.open_draft)
        self.kept.counted.connect(self.counted)
        self.writing.leaveAsked.connect(self.show_kept)
        self.writing.contactAsked.connect(self.contactRequested)
        self.writing.newAsked.connect(self.newRequested)
        self.writing.searchAsked.connect(self.timesRequested)
        self.writing.homeAsked.connect(self.homeRequested)
        self.writing.templateAsked.connect(self.templateRequested)
        self.setAccessibleName(self.title)
        self.kept.load()

    def start(
        self,
        contact_ids: Sequence[int],
        slots: Sequence[Slot] = (),
        project: int | None = None,
        template: str = "",
        *,
        searched: bool = False,
    ) -> None:
        """Begin new letters to these contacts; what was being written is kept in the book.

        Args:
            contact_ids: to whom. Letters in hand to the same contacts go on, with the new times, where they
                are about the same and have not gone out.
            slots: the times to propose; without any, one that suits the first contact is proposed.
            project: the key of what they are about, 0: nothing in particular; the one chosen last where
                nothing is said.
            template: a template's key; the one chosen last where nothing is said.
            searched: whether the times were looked for the letters in hand, or one of them.

        """
        whom = tuple(dict.fromkeys(contact_ids))
        self.writing.begin(whom, tuple(slots), project, template, searched=searched)
        self._write()

    def contact_ids(self) -> list[int]:
        """Return to whom the letters in hand are; none while all letters of the book are shown."""
        return list(self.writing.letters.asked.contact_ids) if self._current() is self.writing else []

    def open_draft(self, draft_id: int) -> None:
        """Open a letter of the book."""
        self.writing.open(draft_id)
        self._write()

    def correct(self, draft_id: int) -> None:
        """Begin a letter that corrects the times of one in the book."""
        self.writing.correct(draft_id)
        self._write()

    def show_kept(self) -> None:
        """Show all letters of the book."""
        self.leave()
        self.kept.set_in_hand(len(self.writing.letters.asked.contact_ids))
        self._stack.setCurrentWidget(self.kept)
        self.kept.focus_main()

    def refresh(self, changes: Changes) -> None:
        """Show what has changed."""
        if not changes.touched or changes.touches("draft", "contact", "home"):
            self.kept.load()
        self.writing.refresh(changes)

    def focus_main(self) -> None:
        """Lead to where one begins."""
        self._current().focus_main()

    def main_action(self) -> None:
        """Do the page's main thing: save the letters, or open the one chosen."""
        if self._current() is self.writing:
            self.writing.save()
        else:
            self.kept.list.open_current()

    def step_back(self) -> None:
        """Step back: out of the project's form, then to all drafts."""
        if self._current() is self.writing and not self.writing.step_back():
            self.show_kept()

    def trash_selected(self) -> None:
        """Move the letters selected in the list to Trash."""
        if self._current() is self.kept:
            self.kept.list.trash()

    def copy(self) -> None:
        """Copy the letter shown, if the checklist lets it go."""
        self._click(self.writing.send.copy)

    def open_in_mail(self) -> None:
        """Hand the letter shown to the mail program, if the checklist lets it go."""
        self._click(self.writing.send.mail)

    def step(self, by: int) -> None:
        """Show the letter so many further on."""
        if self._current() is self.writing:
            self.writing.recipients.step(by)

    def _click(self, button: QAbstractButton) -> None:
        if self._current() is self.writing:
            button.click()

    def leave(self) -> None:
        """Keep in the book what was typed and is not in it yet, as before the window closes."""
        self.writing.letters.keeper.keep()

    def _current(self) -> KeptPage | Writing:
        return self.writing if self._stack.currentWidget() is self.writing else self.kept

    def _write(self) -> None:
        self._stack.setCurrentWidget(self.writing)
        self.writing.focus_main()
