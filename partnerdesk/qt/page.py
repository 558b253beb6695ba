"""What every page of the window is."""

from PySide6.QtWidgets import QWidget

from partnerdesk.desk.book import Changes


class Page(QWidget):
    """A page: thin over desk. Subclasses say what the frame may ask of them.

    Attributes:
        title: for the window's title bar and the screen reader.
    """

    title = ""

    def refresh(self, changes: Changes) -> None:
        """Reload what ``changes`` concerns; all of it where nothing is named."""

    def focus_main(self) -> None:
        """Put the focus where the work begins."""
        self.setFocus()

    def main_action(self) -> None:
        """Do what the filled button does, if there is one."""

    def step_back(self) -> None:
        """Leave what is open on the page, if anything is."""

    def select_all(self) -> None:
        """Select everything in the page's list, if it has one."""

    def trash_selected(self) -> None:
        """Move what is selected to Trash, if that can be done here."""

    def leave(self) -> None:
        """Keep what is still being typed: the book is about to be closed."""
