"""What the menus and keys do: one method an action, each hands on to the page concerned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from partnerdesk.qt.settings import books_folder

if TYPE_CHECKING:
    from partnerdesk.qt.frame import Frame
    from partnerdesk.qt.window import Window

TYPE = "PartnerDesk book (*.partnerdesk)"


class Commands:
    """The target of all actions of one window; those that need a book are off while none is open."""

    def __init__(self, window: Window) -> None:
        self._window = window

    @property
    def _frame(self) -> Frame:
        frame = self._window.frame
        if frame is None:
            raise RuntimeError("an action that needs a book was not switched off")
        return frame

    def _shown(self, name: str) -> bool:
        return self._frame.page_name == name

    # --- book -----------------------------------------------------------------------------------------

    def new_book(self) -> None:
        """Ask for home and the place of a new book."""
        self._window.show_start()

    def open_book(self) -> None:
        """Ask which book to open."""
        from partnerdesk.qt.choosing import FileDialog

        dialog = FileDialog(self._window, "Open a book", str(books_folder()), TYPE)
        dialog.setFileMode(FileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._window.open_path(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def sample_book(self) -> None:
        """Show invented people; a sample book changed earlier is kept as it is."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
        self._window.open_sample(Path(folder) / "Sample book.partnerdesk")

    def import_files(self) -> None:
        """Ask which files are to come in."""
        self._frame.import_files()

    def paste_contacts(self) -> None:
        """Look at what was copied elsewhere, before it comes in."""
        self._frame.go("imports")
        self._frame.imports.paste()

    def export_contacts(self) -> None:
        """Ask whom of the contacts shown a file is to have, and which."""
        self._frame.export_contacts()

    def check_book(self) -> None:
        """Look the book over and say what was found."""
        self._frame.check_book()

    def print_page(self) -> None:
        """Print the times shown, or the contacts that are selected or listed; on its page, go on."""
        if self._shown("times"):
            self._frame.times.print_page()
        elif self._shown("printing"):
            self._frame.page.main_action()
        else:
            self._frame.print_contacts()

    def quit(self) -> None:
        """Leave; everything is saved."""
        self._window.close()

    # --- edit -----------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last change back."""
        self._frame.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._frame.redo()

    def find(self) -> None:
        """Go to the search field."""
        self._frame.show_page("contacts")
        self._frame.contacts.focus_search()

    def select_all(self) -> None:
        """Select all that the list shows."""
        self._frame.page.select_all()

    # --- contact --------------------------------------------------------------------------------------

    def new_contact(self) -> None:
        """Show an empty card."""
        self._frame.add_contact()

    def edit_contact(self) -> None:
        """Edit the card shown."""
        if self._shown("contacts"):
            self._frame.contacts.edit_current()

    def trash_contacts(self) -> None:
        """Move what is selected to Trash."""
        self._frame.page.trash_selected()

    def restore_contacts(self) -> None:
        """Take what is selected out of Trash."""
        if self._shown("trash"):
            self._frame.trash.main_action()

    def write(self) -> None:
        """Begin letters to the selected contacts."""
        if self._shown("contacts"):
            self._frame.contacts.write_selected()
        elif self._shown("projects"):
            self._frame.projects.write()
        else:
            self._frame.show_page("drafts")

    def find_time(self) -> None:
        """Look for a time with the selected contacts or the folder shown, or with those written to."""
        if self._shown("contacts"):
            page = self._frame.contacts
            if (folder := page.folders.choice().folder) and not page.selected():
                self._frame.find_time_with(("folder", folder))
            else:
                page.find_time()
        elif self._shown("drafts") and (contact_ids := self._frame.drafts.contact_ids()):
            self._frame.find_time(contact_ids)
        elif self._shown("projects"):
            self._frame.projects.find_time()
        else:
            self._frame.go("times")

    def file_answer(self) -> None:
        """Choose a letter that came, to be filed."""
        self._frame.filing.choose(self._frame)

    def tag_contacts(self) -> None:
        """Ask for a tag."""
        if self._shown("contacts"):
            self._frame.contacts.tag_selected()

    def join_project(self) -> None:
        """Ask which project the selected contacts are to join."""
        if self._shown("contacts"):
            self._frame.contacts.join_project()

    def find_twins(self) -> None:
        """Look for contacts that may be one person."""
        self._frame.look_for_twins()

    def pin_country(self) -> None:
        """Ask for a country."""
        self._frame.show_page("contacts")
        self._frame.contacts.pin_country()

    # --- draft ----------------------------------------------------------------------------------------

    def save_drafts(self) -> None:
        """Save letters as files; on their pages times as a calendar, and what is printed as a PDF."""
        if self._shown("drafts"):
            self._frame.drafts.main_action()
        elif self._shown("times"):
            self._frame.times.save()
        elif self._shown("printing"):
            self._frame.printing.save()

    def copy_draft(self) -> None:
        """Copy the letter shown, or the times chosen."""
        if self._shown("drafts"):
            self._frame.drafts.copy()
        elif self._shown("times"):
            self._frame.times.copy()

    def mail_draft(self) -> None:
        """Hand the letter shown to the mail program."""
        if self._shown("drafts"):
            self._frame.drafts.open_in_mail()

    def next_draft(self) -> None:
        """Show the next contact's letter."""
        if self._shown("drafts"):
            self._frame.drafts.step(1)

    def previous_draft(self) -> None:
        """Show the letter before."""
        if self._shown("drafts"):
            self._frame.drafts.step(-1)

    # --- project --------------------------------------------------------------------------------------

    def new_project(self) -> None:
        """Begin a project."""
        self._frame.show_page("projects")
        self._frame.projects.new_project()

    def what_works(self) -> None:
        """Show who has answered so far."""
        self._frame.show_page("projects")
        self._frame.projects.show_works()

    # --- go -------------------------------------------------------------------------------------------

    def go_today(self) -> None:
        """Show what there is to do."""
        self._frame.go("today")

    def go_contacts(self) -> None:
        """Show the contacts."""
        self._frame.go("contacts")

    def go_times(self) -> None:
        """Show the page on which a time is found."""
        self._frame.go("times")

    def go_drafts(self) -> None:
        """Show the drafts."""
        self._frame.go("drafts")

    def go_projects(self) -> None:
        """Show the projects."""
        self._frame.go("projects")

    def go_templates(self) -> None:
        """Show the templates."""
        self._frame.go("templates")

    def go_trash(self) -> None:
        """Show what was deleted."""
        self._frame.go("trash")

    def go_details(self) -> None:
        """Show home's own details."""
        self._frame.go("details")

    def next_part(self) -> None:
        """Go on to the next part of the window."""
        self._frame.next_part()

    def main_thing(self) -> None:
        """Press the filled button of the page."""
        self._frame.page.main_action()

    def step_back(self) -> None:
        """Leave what is open."""
        self._window.step_back()

    # --- help -----------------------------------------------------------------------------------------

    def shortcuts(self) -> None:
        """Show all keys."""
        self._frame.go("shortcuts")

    def about(self) -> None:
        """Show versions and credits."""
        self._frame.go("details")
        self._frame.details.show_about()
