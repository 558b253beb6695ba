"""What a user can do in the window, as data: one row an action, with its key, its menu and its icon.

Buttons, menus and the list of shortcuts (F1) are made from this table, so a key is written down in one
place. An action calls the method of its own name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenuBar, QWidget

from partnerdesk.qt.theme import theme_of

Key = QKeySequence.StandardKey
Role = QAction.MenuRole


@dataclass(frozen=True)
class Act:
    """One action.

    Args:
        name: of the method that does it.
        text: as the menu shows it; ends with … if it asks something first.
        menu: the title of the menu it stands in.
        keys: standard keys or texts such as ``Ctrl+2``; the first one is shown.
        icon: a name of ``resources/icons``; may be empty.
        tip: what it does, in a sentence, for the list of shortcuts and the status line.
        group: actions of one menu with the same number stand together, between lines.
        role: what it is to a desktop that keeps such things in a menu of its own (macOS).
    """

    name: str
    text: str
    menu: str
    keys: tuple[Key | str, ...]
    icon: str = ""
    tip: str = ""
    group: int = 0
    role: Role = Role.NoRole


BOOK, EDIT, CONTACT, DRAFT = "&Book", "&Edit", "&Contact", "&Draft"
PROJECT, GO, HELP = "&Project", "&Go", "&Help"

ACTS = (
    Act("new_book", "&New book…", BOOK, ("Ctrl+Shift+N",), "add", "Begin an empty book"),
    Act("open_book", "&Open a book…", BOOK, (Key.Open,), "folder", "Open another book"),
    Act("sample_book", "Look at the &sample book", BOOK, ("Ctrl+Shift+O",), "", "See invented people"),
    Act("import_files", "&Import…", BOOK, ("Ctrl+Shift+I",), "import", "Bring people in from files", 1),
    Act("paste_contacts", "P&aste contacts", BOOK, ("Ctrl+Shift+V",), "", "Bring in what you copied", 1),
    Act("export_contacts", "&Export…", BOOK, ("Ctrl+Shift+E",), "export", "Let contacts go out to a file", 1),
    Act("check_book", "&Check the book", BOOK, ("Ctrl+Shift+K",), "check", "See that the book is sound", 1),
    Act("print_page", "&Print…", BOOK, (Key.Print,), "print", "Print what is shown, or save it as PDF", 1),
    Act("quit", "&Quit", BOOK, (Key.Quit, "Ctrl+Q"), "", "Leave; all is saved", 2, Role.QuitRole),
    #
    Act("undo", "&Undo", EDIT, (Key.Undo,), "undo", "Take back the last change, also after a restart"),
    Act("redo", "&Redo", EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "Do again what was taken back"),
    Act("find", "&Find", EDIT, (Key.Find,), "search", "Search all contacts", 1),
    Act("select_all", "Select &all", EDIT, (Key.SelectAll,), "", "Select every contact in the list", 1),
    #
    Act("new_contact", "&New contact", CONTACT, (Key.New,), "add", "Add a contact to the folder shown"),
    Act("edit_contact", "&Edit", CONTACT, ("F2",), "edit", "Change the contact shown"),
    Act("trash_contacts", "&Move to Trash", CONTACT, (Key.Delete,), "trash", "Move those selected to Trash"),
    Act("restore_contacts", "&Restore", CONTACT, ("Ctrl+Shift+R",), "restore", "Take them out of Trash"),
    Act("write", "&Write", CONTACT, ("Ctrl+M",), "mail", "Write to the selected contacts", 1),
    Act("find_time", "&Find a time", CONTACT, ("Ctrl+Shift+F",), "clock", "When can you meet them?", 1),
    Act("file_answer", "File an &answer…", CONTACT, ("Ctrl+Shift+A",), "import", "File a letter you got", 1),
    Act("tag_contacts", "Add a &tag…", CONTACT, ("Ctrl+T",), "tag", "Tag the selected contacts", 2),
    Act("join_project", "Add to a pro&ject…", CONTACT, ("Ctrl+J",), "add", "Have them join a project", 2),
    Act("find_twins", "&Look for twins…", CONTACT, ("Ctrl+Shift+T",), "people", "Is anybody here twice?", 2),
    Act("pin_country", "&Pin a country…", CONTACT, ("Ctrl+Shift+P",), "pin", "Keep an empty folder", 2),
    #
    Act(
        "save_drafts",
        "&Save as files…",
        DRAFT,
        (Key.Save,),
        "save",
        "Save drafts, times or a print",
    ),
    Act("copy_draft", "&Copy", DRAFT, ("Ctrl+Shift+C",), "copy", "Copy the draft shown, or the times chosen"),
    Act("mail_draft", "Open in &mail", DRAFT, ("Ctrl+Shift+M",), "mail", "Hand it to the mail program"),
    Act("next_draft", "&Next", DRAFT, ("Ctrl+PgDown",), "chevron-right", "Show the next contact's draft", 1),
    Act("previous_draft", "&Previous", DRAFT, ("Ctrl+PgUp",), "chevron-left", "Show the draft before", 1),
    #
    Act("new_project", "&New project", PROJECT, ("Ctrl+Shift+J",), "add", "Say what you want to do"),
    Act("what_works", "&What works", PROJECT, ("Ctrl+Shift+W",), "info", "See who has answered so far"),
    #
    Act("go_today", "T&oday", GO, ("Ctrl+0",), "check", "Show what there is to do"),
    Act("go_contacts", "&Contacts", GO, ("Ctrl+1",), "people", "Show the contacts"),
    Act("go_times", "T&imes", GO, ("Ctrl+2",), "clock", "Find a time that suits all"),
    Act("go_drafts", "&Drafts", GO, ("Ctrl+3",), "mail", "Show the drafts"),
    Act("go_projects", "Pro&jects", GO, ("Ctrl+4",), "note", "Show what you want to do, and with whom"),
    Act("go_templates", "T&emplates", GO, ("Ctrl+5",), "note", "Show the templates"),
    Act("go_trash", "&Trash", GO, ("Ctrl+6",), "trash", "Show what was deleted"),
    Act(
        "go_details", "&Your details", GO, ("Ctrl+7",), "home", "Show your school, its hours, your signature"
    ),
    Act("next_part", "Next &part of the window", GO, ("F6",), "", "Pages, list, card in turn", 1),
    Act("main_thing", "&Main thing", GO, ("Ctrl+Return", "Ctrl+Enter"), "", "Press the filled button", 1),
    Act("step_back", "Step &back", GO, ("Esc",), "", "Leave what is open", 1),
    #
    Act("shortcuts", "&Keyboard shortcuts", HELP, ("F1",), "help", "Show all keys"),
    Act("about", "&About PartnerDesk", HELP, (), "info", "Versions, credits", 0, Role.AboutRole),
)

ALSO = (
    ("In a list of languages or tags", "Alt+Left, Alt+Right", "Move the language"),
    ("In a list of languages or tags", "Del", "Take it away"),
    ("In the search", "Down", "Go to the list"),
    ("In the search", "Esc", "Clear it"),
    ("On Today", "Up, Down", "From line to line"),
    ("On Today", "S", "Put the line off for a week"),
    ("On Today", "D", "Done by another way"),
    ("On Bring in", "Space", "Take the row, or leave it out"),
    ("On Bring in", "Return", "Go to what can be decided about the row"),
    ("On Twins", "N", "They are not the same"),
    ("On Twins", "L", "Leave the pair for later"),
    ("In the preview", "Page Up, Page Down", "The page before, the next page"),
    ("In the preview", "+, −", "Larger, smaller; or Ctrl with the wheel"),
    ("In the preview", "P, W, S", "Whole page, as wide as the window, side by side"),
    ("In a template", "Ctrl+Space", "Show what can be filled in"),
    ("In the grid of times", "Left, Right", "Move the time by 15 minutes; with Shift by an hour"),
    ("In the grid of times", "Page Up, Page Down", "The day before, the day after"),
    ("In the grid of times", "Home, End", "The first and last time that suits all"),
    ("In the grid of times", "Return", "Choose the time for the letter"),
)
"""Keys that belong to a field, as (where, keys, what they do)."""


def sequences(act: Act) -> list[QKeySequence]:
    """Return the keys of an action on this desktop, without doubles."""
    found: list[QKeySequence] = []
    for key in act.keys:
        for one in [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key):
            if one not in found:
                found.append(one)
    return found


_LATER = 1_000
"""Milliseconds after which icons are drawn: none is seen before a menu opens, and the rows come first."""


class _Colours(QObject):
    """Colours the icons of a window again, and goes with it, so that no theme calls it afterwards."""

    def __init__(self, window: QWidget, colour: Callable[[], None]) -> None:
        super().__init__(window)
        self._colour = colour

    @Slot()
    def follow(self) -> None:
        self._colour()


def build(window: QWidget, target: object, acts: Sequence[Act] = ACTS) -> dict[str, QAction]:
    """Make the actions, give them to ``window`` and bind each to the method of ``target`` with its name.

    Icons follow the scheme. Raises AttributeError where ``target`` lacks a method.
    """
    made = {act.name: _action(window, act, getattr(target, act.name)) for act in acts}

    def colour() -> None:
        from partnerdesk.qt import icons

        for act in acts:
            if act.icon:
                made[act.name].setIcon(icons.icon(act.icon))

    colours = _Colours(window, colour)
    QTimer.singleShot(_LATER, colours.follow)
    app = QApplication.instance()
    theme = theme_of(app) if app is not None else None
    if theme is not None:
        theme.changed.connect(colours.follow)
    return made


def _action(window: QWidget, act: Act, method: Callable[[], object]) -> QAction:
    action = QAction(act.text, window)
    action.setObjectName(act.name)
    action.setShortcuts(sequences(act))
    action.setStatusTip(act.tip)
    action.setMenuRole(act.role)
    action.triggered.connect(lambda: method())
    window.addAction(action)
    return action


def fill(bar: QMenuBar, actions: Mapping[str, QAction], acts: Sequence[Act] = ACTS) -> None:
    """Put the actions into the menus of ``bar``, in the order of the table, with lines between groups."""
    for title in dict.fromkeys(act.menu for act in acts):
        menu = bar.addMenu(title)
        group = 0
        for act in (act for act in acts if act.menu == title):
            if act.group != group:
                menu.addSeparator()
            group = act.group
            menu.addAction(actions[act.name])


def shortcuts(acts: Sequence[Act] = ACTS) -> list[tuple[str, str, str]]:
    """Return all keys for the list under F1, as (where, keys, what they do), in the order of the menus."""
    rows = [
        (act.menu.replace("&", ""), _shown(sequences(act)), act.tip or act.text.replace("&", ""))
        for act in acts
        if act.keys
    ]
    return rows + list(ALSO)


def _shown(keys: Sequence[QKeySequence]) -> str:
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
