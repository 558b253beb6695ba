"""The frame round an open book: the pages, the column beside them, and what was just done.

What a page stands on is loaded on the worker in the first quiet moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from partnerdesk.core.wording import clock
from partnerdesk.desk import listing
from partnerdesk.desk.book import Book, Changes
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt import warming
from partnerdesk.qt.page import Page
from partnerdesk.qt.pages import Pages
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.side import Side, side_width
from partnerdesk.qt.widgets import Kind

if TYPE_CHECKING:
    from partnerdesk.desk.checks import Check
    from partnerdesk.qt.outside import Outside
    from partnerdesk.qt.widgets import PassingBar

_LOOK_AGAIN = 5_000
"""Milliseconds between two looks whether another program wrote to the book."""
_QUIET = 500
"""Milliseconds without a change after which a moment is a quiet one."""
_WIDE = 1280
"""The width of a window that was never resized, in device-independent pixels."""


class Frame(Pages):
    """The window's inside while a book is open: the column at the side, the pages, and what was just done.

    Args:
        runner: the way to the book.
        settings: what was shown last.
        outside: the ways out to the system: choosers, clipboard, mail program.
    """

    def __init__(
        self,
        runner: Runner,
        settings: Settings,
        outside: Outside | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(runner, settings, outside, parent)
        self._side = Side(self.navigation, self.contacts.folders, self)
        self._lay_out()
        self._stamp: int | None = None
        self._watch = QTimer(self, interval=_LOOK_AGAIN)
        self._watch.timeout.connect(self.look_again)
        self._watch.start()
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET)
        self._quiet.timeout.connect(self._prepare)
        self._quiet.start()
        runner.changed.connect(self._changed)
        runner.said.connect(self._say)
        self.filesWait.connect(self._say_waiting)
        runner.busy.connect(self._side.say_busy)
        runner.failed.connect(self.say_error)
        self.show_page(settings.text("page"))
        self.look_again()
        self._count_drafts()

    def _lay_out(self) -> None:
        self.insertWidget(0, self._side)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(1, 1)
        side = side_width()
        self.setSizes([side, _WIDE - side])

    @cached_property
    def bar(self) -> PassingBar:
        """What was just done, with Undo; made when there is first something to say."""
        from partnerdesk.qt.widgets import PassingBar

        return PassingBar(self._middle)

    def _prepare(self) -> None:
        """Load on the worker, while nothing is asked of it, what would be waited for later."""
        if "drafts" not in self._made:
            self.runner.ask(warming.load, self._loaded, context=self)
        else:
            self._warm()

    def _loaded(self, _: object) -> None:
        """Load what the window needs by itself; the worker goes on only then, lest both wait for Python."""
        warming.loaded()
        self._warm()

    def _warm(self) -> None:
        self.runner.ask(listing.warm, lambda _: None, context=self)
        if self.page_name != "today":  # which counts for itself
            self.runner.ask(_to_do, partial(self.navigation.set_count, "today"), context=self)

    def _count_drafts(self) -> None:
        def show(count: int) -> None:
            self.navigation.set_count("drafts", count)

        self.runner.ask(listing.waiting, show, context=self)

    def leave(self) -> PartnerDeskError | None:
        """Keep what is still being typed, and wait until it is in the book.

        Returns:
            why some of it is not, the page concerned being shown; None where all is kept.
        """
        errors: list[PartnerDeskError] = []
        where = ""

        def note(error: PartnerDeskError) -> None:
            errors.append(error)

        self.runner.refused.connect(note)
        with self.runner.leaving():
            for name, page in list(self._made.items()):
                page.leave()
                self.runner.settle()
                where = where or (name if errors else "")
        self.runner.refused.disconnect(note)
        if where:
            self.show_page(where)
        return errors[0] if errors else None

    def say_unsaved(
        self, error: PartnerDeskError, again: Callable[[], object], anyway: Callable[[], object]
    ) -> None:
        """Say why the book is still open, and offer the two ways on."""
        self._trouble.say(
            Kind.ERROR,
            f"What you typed last is not saved: {error}",
            actions=[("Try again", again), ("Close anyway", anyway)],
        )

    def close_book(self) -> None:
        """Close the book."""
        self._watch.stop()
        self._quiet.stop()
        self.runner.close()

    def undo(self) -> None:
        """Take the last change back, or say that there is nothing to take back."""
        self.runner.undo(self._undone)

    def _undone(self, changes: Changes | None) -> None:
        if changes is None:
            self.bar.say("There is nothing to undo")
        else:
            self.bar.say(f"Undone: {changes.label}", self.redo, action="Redo")

    def redo(self) -> None:
        """Do again what was taken back last, or say that there is nothing."""
        self.runner.redo(self._redone)

    def _redone(self, changes: Changes | None) -> None:
        if changes is None:
            self.bar.say("There is nothing to do again")
        else:
            self.bar.say(f"Done again: {changes.label}", self.undo)

    def check_book(self) -> None:
        """Look the book over and say what was found."""
        from partnerdesk.desk.checks import verify

        def found(checks: Sequence[Check]) -> None:
            bad = [each for each in checks if not each.ok]
            if bad:
                text = f"The book has a fault: {bad[0].name}. Keep this file, and open a backup."
                self._trouble.say(
                    Kind.ERROR, text, details="\n".join(f"{each.name}: {each.detail}" for each in bad)
                )
            else:
                self._trouble.say(Kind.INFO, f"The book is whole: {len(checks)} checks passed.")

        self.runner.ask(lambda book: verify(book.path), found, context=self)

    def next_part(self) -> None:
        """Move the focus round: pages, folders, page."""
        rounds = [self.navigation, self.contacts.folders, self.page]
        here = next((i for i, part in enumerate(rounds) if part.isAncestorOf(self.focusWidget() or self)), -1)
        following = rounds[(here + 1) % len(rounds)]
        if following is self.page:
            self.page.focus_main()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def look_again(self) -> None:
        """See whether another program wrote to the book, and show that."""

        def compare(stamp: int) -> None:
            before, self._stamp = self._stamp, stamp
            if before is not None and stamp != before:
                self._refresh(Changes(""))

        self.runner.ask(Book.stamp, compare, context=self)

    def _changed(self, changes: Changes) -> None:
        self._side.say_saved(f"Saved {clock(self.runner.here())}")
        self._stamp = None  # our own change is no news
        self._refresh(changes)
        self.look_again()

    def _refresh(self, changes: Changes) -> None:
        seen: list[Page] = [self.page, self.contacts]  # its folders are always to be seen
        if not changes.touched or changes.touches("draft"):
            self._count_drafts()
        self._quiet.start()
        for name, page in self._made.items():
            if page in seen:
                page.refresh(changes)
            else:
                self._stale[name] = Changes("")

    def _say(self, changes: Changes) -> None:
        if changes.label:
            self.bar.say(changes.label, self.undo)

    def _say_waiting(self, count: int) -> None:
        """Say that files were left, and lead back: else what comes next would bring them along unasked."""
        said, action = f"{count} files still wait to come in", "Show them again"
        if count == 1:
            said, action = "1 file still waits to come in", "Show it again"
        self.bar.say(said, lambda: self.show_page("imports"), action=action)


def _to_do(book: Book) -> int:
    """Return about how many lines of Today there is something to do."""
    from partnerdesk.desk import today

    return sum(each.kind != "waiting" for each in today.due(book))
