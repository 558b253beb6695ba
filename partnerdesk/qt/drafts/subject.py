"""What the letters in hand are about and written with: projects and templates, and the choice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from partnerdesk.core.drafting import Template
from partnerdesk.desk import projects, templates
from partnerdesk.desk.templates import Listed
from partnerdesk.qt.drafts.letters import Letters
from partnerdesk.qt.drafts.sheet import Sheet
from partnerdesk.qt.outside import Outside, documents
from partnerdesk.qt.runner import Runner

_MINUTES = 45  # of a meeting about nothing in particular


class Subject(QObject):
    """The project and the template of the letters of a sheet.

    Signals:
        changed(): another template or project is asked for.
        listed(): the projects of the book are known anew.
    """

    changed = Signal()
    listed = Signal()

    def __init__(self, runner: Runner, outside: Outside, letters: Letters, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._runner, self._outside = runner, outside
        self._letters, self._sheet = letters, sheet
        self._projects: dict[int, tuple[str, int]] = {}  # titles and minutes, by their keys

    @property
    def title(self) -> str:
        """The title of the project that the letters are about; empty: of none."""
        return self._projects.get(self._letters.asked.project, ("", 0))[0]

    @property
    def minutes(self) -> int:
        """How long a meeting about it is."""
        return self._projects.get(self._letters.asked.project, ("", _MINUTES))[1]

    def choose_template(self, template: str | Template) -> None:
        """Write with a template: its key, or one from a file."""
        self._letters.write_with(template)
        self.changed.emit()

    def choose_file(self) -> None:
        """Have a template's file chosen, and write with it."""

        def chosen(path: Path) -> None:
            self._runner.ask(
                lambda _: templates.load(path),
                self.choose_template,
                context=self,
                failed=self._sheet.bar.say_error,
            )

        self._outside.ask_template(self._sheet.window(), documents(), chosen)

    def choose_project(self, key: int) -> None:
        """Write about a project; 0: about none."""
        self._letters.about(key)
        self.changed.emit()

    def load_projects(self, then: int | None = None) -> None:
        """Learn which projects there are; ``then`` write about this one."""

        def ready(found: dict[int, tuple[str, int]]) -> None:
            self._projects = found
            self._sheet.choices.set_projects([(key, title) for key, (title, _) in found.items()])
            if then is not None:
                self.choose_project(then)
            elif self._letters.asked.project not in found and self._letters.asked.project:
                self.choose_project(0)  # it was undone, or thrown away
            self.listed.emit()

        self._runner.ask(
            lambda book: {each.id: (each.title, each.minutes) for each in projects.listed(book)},
            ready,
            context=self,
        )

    def load_templates(self) -> None:
        """Learn which templates there are."""

        def ready(found: tuple[Listed, ...]) -> None:
            # The one in hand may have been thrown away, or have a mistake in it: composing says so
            self._sheet.choices.set_templates([each for each in found if each.usable])

        self._runner.ask(lambda book: templates.shelf(book).listed(), ready, context=self)
