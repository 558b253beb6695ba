"""Pages by their names, one of them shown, under a bar for what none of them has a place for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from partnerdesk.desk.book import Changes
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt.page import Page
from partnerdesk.qt.widgets import InlineBar

AnyPage = TypeVar("AnyPage", bound=Page)


class _OneShown(QStackedWidget):
    """A stack that needs room for the page shown: a hidden one was laid out for the window as it was then."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()


class PageStack(QSplitter):
    """Pages, made when they are first shown.

    Signals:
        titled(str): another page is shown; its title.

    Args:
        page_of: returns a page by its name, made if it is not there yet.
    """

    titled = Signal(str)

    def __init__(self, page_of: Callable[[str], Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page_of = page_of
        # Parents come first: a part that finds its place later is styled anew, with all that is in it.
        self._middle = QWidget(self)
        self._stack = _OneShown(self._middle)
        self._made: dict[str, Page] = {}
        self._stale: dict[str, Changes] = {}  # what changed while they were hidden
        self._trouble = InlineBar()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._trouble)
        column.addWidget(self._stack, 1)

    def _add(self, name: str, page: AnyPage) -> AnyPage:
        self._made[name] = page
        self._stack.addWidget(page)
        return page

    @property
    def page(self) -> Page:
        """The page shown."""
        shown = self._stack.currentWidget()
        if not isinstance(shown, Page):
            raise TypeError("only pages are added")
        return shown

    @property
    def page_name(self) -> str:
        """The name of the page shown."""
        return next(name for name, page in self._made.items() if page is self.page)

    def show_page(self, name: str) -> None:
        """Show a page, with what changed while it was hidden."""
        page = self._page_of(name)
        name = next(each for each, other in self._made.items() if other is page)
        if stale := self._stale.pop(name, None):
            page.refresh(stale)
        self._stack.setCurrentWidget(page)
        self.titled.emit(page.title)

    def say_error(self, error: PartnerDeskError) -> None:
        """Show an error that no page had a place for, above the page."""
        self._trouble.say_error(error)

    def go(self, name: str) -> None:
        """Show a page and put the focus where work begins there."""
        self.show_page(name)
        self.page.focus_main()

    @property
    def title(self) -> str:
        """The title of the page shown."""
        return self.page.title
