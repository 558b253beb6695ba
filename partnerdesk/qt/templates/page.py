"""The page of templates: the list, the one in hand, and the letter that it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Unpack

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from partnerdesk.core.purposes import PURPOSES
from partnerdesk.core.wording import language_name
from partnerdesk.desk import home, own_templates, projects, template_files, templates
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.own_templates import Text, TextFields
from partnerdesk.desk.templates import Listed
from partnerdesk.desk.trying import Tried
from partnerdesk.errors import PartnerDeskError
from partnerdesk.qt import theme
from partnerdesk.qt.outside import documents, proposed
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.templates.choosers import Choosers
from partnerdesk.qt.templates.editor import Editor
from partnerdesk.qt.templates.hand import Hand
from partnerdesk.qt.templates.preview import Preview
from partnerdesk.qt.templates.rows import TemplateList
from partnerdesk.qt.theme import Size
from partnerdesk.qt.widgets import Hairline, Kind, Label, plain_button, primary_button

_MARGIN = 2 * theme.GRID + 4
_LIST = 30  # letters
_SIDE_BY_SIDE = 96  # letters that editor and preview need beside each other
_EDITOR = 50  # per cent of the room that the editor gets at first
_FIRST = "first-proposal"


class TemplatesPage(Page):
    """Templates."""

    title = "Templates"

    def __init__(
        self, runner: Runner, parent: QWidget | None = None, *, choosers: Choosers | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._choosers = choosers or Choosers()
        self._listed: tuple[Listed, ...] = ()
        self._fitted = False
        self._place = ("", "")  # the key and language shown last
        self._naming = False  # a template was made just now: its name comes first
        self.list = TemplateList()
        self.editor = Editor()
        self.bar = self.editor.bar
        self.preview = Preview(runner)
        self.hand = Hand(runner, self)
        self._lay_out()
        self._connect()
        self._fill_menu()
        self.setAccessibleName(self.title)
        self.setAcceptDrops(True)
        self._load(then=_FIRST)
        self._load_projects()

    def _lay_out(self) -> None:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(_MARGIN, 2 * theme.GRID, theme.GRID, 2 * theme.GRID)
        side.setSpacing(theme.GRID + theme.GRID // 2)
        side.addWidget(Label("Templates", Size.TITLE))
        verbs = QHBoxLayout()
        verbs.setSpacing(theme.GRID)
        verbs.addWidget(primary_button("New", self.new, icon="add", tip="An empty template of your own"))
        verbs.addWidget(
            plain_button("Import", self.import_files, tip="Templates from text files: drop them too")
        )
        verbs.addStretch()
        side.addLayout(verbs)
        side.addWidget(self.list, 1)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(1)
        self._parts.addWidget(self.editor)
        self._parts.addWidget(self.preview)
        self._parts.setStretchFactor(0, 1)
        self._parts.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self._parts, 1)
        self._fit()

    def _connect(self) -> None:
        self.list.chosen.connect(self.show_template)
        self.hand.opened.connect(self._opened)
        self.hand.tried.connect(self._tried)
        self.hand.refused.connect(self.bar.say_error)
        self.editor.typed.connect(self.hand.type)
        self.editor.named.connect(self._rename)
        self.editor.languageChosen.connect(lambda code: self._open(self._key, code))
        self.editor.languageAdded.connect(self._add_language)
        self.editor.timesChosen.connect(lambda yes: self._set(proposes_times=yes))
        self.editor.purposeChosen.connect(lambda purpose: self._set(purpose=PURPOSES[purpose]))
        self.editor.copyAsked.connect(self.copy_current)
        self.preview.asked.connect(self.hand.ask)

    def _fill_menu(self) -> None:
        menu = self.editor.menu
        self._verbs: dict[str, QAction] = {}
        for name, words, act in (
            ("copy", "Make a copy", self.copy_current),
            ("export", "Export as text files…", self.export),
            ("language", "Move this language to Trash", self._trash_language),
            ("trash", "Move to Trash", self.trash_selected),
        ):
            action = QAction(words, menu)
            action.triggered.connect(act)
            menu.addAction(action)
            self._verbs[name] = action

    # what the frame asks

    def refresh(self, changes: Changes) -> None:
        """Show what has changed."""
        if not changes.touched or changes.touches("template"):
            self._load()
        if not changes.touched or changes.touches("project"):
            self._load_projects()
        if not changes.touched or changes.touches("home", "contact", "organisation", "project"):
            self.hand.try_now()

    def focus_main(self) -> None:
        """Lead to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def main_action(self) -> None:
        """Begin a template."""
        self.new()

    def step_back(self) -> None:
        """Put a message away, then lead back to the list."""
        if not self.bar.isHidden():
            self.bar.close_bar()
        else:
            self.focus_main()

    def leave(self) -> None:
        """Keep what was typed."""
        self.hand.keep()

    def trash_selected(self) -> None:
        """Move the template in hand to Trash, in all its languages; a built-in one stays."""
        key = self._key
        if not self._is_own():
            self.bar.say(Kind.INFO, "A built-in template stays where it is.")
            return
        self.hand.keep()
        self._do(lambda book: own_templates.trash(book, list(own_templates.ids(book, key).values())))

    # verbs

    def new(self) -> None:
        """Begin an empty template, in our first language."""

        def begin(book: Book) -> Changes:
            return own_templates.begin(book, next(iter(home.get(book).languages), "en"))

        self.hand.keep()
        self._naming = True
        self._do(begin, self._open_made)

    def copy_current(self) -> None:
        """Make an own copy of the template in hand."""
        key, language = self._key, self._language
        self.hand.keep()

        def open_copy(changes: Changes) -> None:
            self._runner.ask(
                lambda book: own_templates.place_of(book, changes.made[0])[0],
                lambda made: self._load(then=made, language=language),
                context=self,
            )

        self._naming = True
        self._do(lambda book: own_templates.copy(book, key), open_copy)

    def import_files(self) -> None:
        """Let the user choose text files, and take their templates over: all or none."""
        self._choosers.ask_files(self.window(), documents(), self._import)

    def _import(self, files: Sequence[Path]) -> None:
        def imported(changes: Changes) -> None:
            if changes.made:
                self._open_made(changes)
            else:
                self.bar.say(Kind.INFO, "These templates are in the book already, letter for letter.")

        self._do(lambda book: template_files.import_files(book, files), imported)

    def takes(self, data: QMimeData) -> bool:
        """Say whether text files are dragged."""
        return bool(_files_in(data))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's names
        """Take text files."""
        if self.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take the templates in them over."""
        if files := _files_in(event.mimeData()):
            event.acceptProposedAction()
            self._import(files)

    def export(self) -> None:
        """Write the template to a file for each language; ask for its name, or for the folder of several."""
        key, listed = self._key, self._of(self._key)
        self.hand.keep()

        def written(files: list[Path]) -> None:
            count = "1 file" if len(files) == 1 else f"{len(files)} files"
            self.bar.say(Kind.INFO, f"Wrote {count} to {files[0].parent}.")

        def chosen(folder: Path, file: Path | None = None) -> None:
            self._runner.ask(
                lambda book: template_files.export(book, [key], folder, file=file),
                written,
                context=self,
                failed=self.bar.say_error,
            )

        if listed is not None and len(listed.languages) == 1:
            name, (language,) = self.editor.name.text() or listed.name, listed.languages
            self._choosers.ask_save(
                self.window(),
                proposed("", lambda taken: template_files.file_name(name, language, taken)),
                "Text (*.txt)",
                lambda path: chosen(path.parent, path),
            )
        else:
            self._choosers.ask_folder(self.window(), documents(), chosen)

    def show_template(self, key: str) -> None:
        """Take a template in hand, in the language shown last if it is there."""
        listed = self._of(key)
        if listed is None or (key == self._key and self.hand.text is not None):
            return
        same = self._language in listed.languages
        self._open(key, self._language if same else listed.languages[0])

    def open_in(self, key: str, language: str) -> None:
        """Take a template in hand in one of its languages, whatever is in hand."""
        self._load(then=key, language=language)

    # how

    @property
    def _key(self) -> str:
        return self.hand.text.template.key if self.hand.text else ""

    @property
    def _language(self) -> str:
        return self.hand.text.template.language if self.hand.text else ""

    def _of(self, key: str) -> Listed | None:
        return next((each for each in self._listed if each.key == key), None)

    def _is_own(self) -> bool:
        return self.hand.text is not None and self.hand.text.template_id is not None

    def _do(self, verb: Callable[[Book], Changes], done: Callable[[Changes], object] | None = None) -> None:
        self.bar.hide()
        self._runner.do(verb, context=self, done=done, failed=self._failed)

    def _failed(self, error: PartnerDeskError) -> None:
        self._naming = False
        self.bar.say_error(error)
        if self.hand.text is not None:
            self.editor.show_text(self.hand.text, self._of(self._key))

    def _load(self, then: str = "", language: str = "") -> None:
        """Read the list anew; ``then`` shows this template."""

        def ready(found: tuple[Listed, ...]) -> None:
            self._listed = found
            wanted = self._of(then) if then else None
            self.list.show_rows(found, wanted.key if wanted else self._key)
            if wanted is not None:
                code = language if language in wanted.languages else self._first_language(wanted)
                self._open(wanted.key, code)
            else:
                self.hand.follow()

        self._runner.ask(lambda book: templates.shelf(book).listed(), ready, context=self)

    def _first_language(self, listed: Listed) -> str:
        return self._language if self._language in listed.languages else listed.languages[0]

    def _load_projects(self) -> None:
        self._runner.ask(
            lambda book: [(each.id, each.title) for each in projects.listed(book)],
            self.preview.set_projects,
            context=self,
        )

    def _open(self, key: str, language: str) -> None:
        self.hand.open(key, language)

    def _open_made(self, changes: Changes) -> None:
        """Show the first of the texts that were made."""

        def ready(place: tuple[str, str]) -> None:
            self._load(then=place[0], language=place[1])

        self._runner.ask(lambda book: own_templates.place_of(book, changes.made[0]), ready, context=self)

    def _opened(self, text: Text | None) -> None:
        if text is None:
            first = self._of(_FIRST)
            if first is not None:
                self.list.show_current(first.key)
                self._open(first.key, first.languages[0])
            return
        own = text.template_id is not None
        listed = self._of(text.template.key)
        place = (text.template.key, text.template.language)
        if place != self._place:
            self._place = place
            self.preview.clear()
        self.editor.show_text(text, listed)
        self.list.show_current(text.template.key)
        self._verbs["copy"].setText("Make a copy" if own else "Make your own copy")
        several = own and listed is not None and len(listed.languages) > 1
        self._verbs["language"].setText(f"Move {language_name(text.template.language)} to Trash")
        self._verbs["language"].setVisible(several)
        self._verbs["trash"].setVisible(own)
        if own and self._naming:
            self.editor.focus_name()
        self._naming = False

    def _tried(self, tried: Tried) -> None:
        text = self.hand.text
        if text is not None:
            self.editor.show_mistakes(tried.mistakes)
            self.preview.show_tried(tried, proposes_times=text.template.proposes_times)

    def _rename(self, name: str) -> None:
        key = self._key
        self._do(lambda book: own_templates.rename(book, key, name))

    def _set(self, **fields: Unpack[TextFields]) -> None:
        """Change what holds for all languages of the template in hand."""
        text = self.hand.text
        if text is None or text.template_id is None:
            return
        template_id = text.template_id
        self.hand.keep()
        self._do(lambda book: own_templates.edit(book, template_id, **fields))

    def _add_language(self, code: str) -> None:
        key, like = self._key, self._language
        self.hand.keep()
        self._do(lambda book: own_templates.add_language(book, key, code, like=like), self._open_made)

    def _trash_language(self) -> None:
        text = self.hand.text
        if text is None or text.template_id is None:
            return
        template_id, key = text.template_id, text.template.key
        self.hand.keep()
        self._do(lambda book: own_templates.trash(book, [template_id]), lambda _: self._load(then=key))

    # place

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Set the letter beside the editor, or below it where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._side.setFixedWidth(theme.column_width(_LIST) + _MARGIN + theme.GRID)
        room = self.width() - self._side.width()
        beside = room >= theme.column_width(_SIDE_BY_SIDE) + 4 * _MARGIN
        orientation = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if orientation != self._parts.orientation() or not self._fitted:
            self._fitted = True
            self._parts.setOrientation(orientation)
            self._parts.setSizes([_EDITOR * room, (100 - _EDITOR) * room])


def _files_in(dragged: QMimeData) -> list[Path]:
    """Return the text files that are being dragged; none where anything else is among them."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    texts = [each for each in paths if each.suffix.lower() == templates.ENDING]
    return texts if len(texts) == len(dragged.urls()) else []
