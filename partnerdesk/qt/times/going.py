"""Times on their way out: onto the clipboard, into a calendar file, to a project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from partnerdesk.core.planner import Choice
from partnerdesk.core.times import Slot
from partnerdesk.desk import project_slots, series, times
from partnerdesk.desk.book import Book, Changes
from partnerdesk.desk.series import Series
from partnerdesk.qt.outside import Outside, proposed
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.times.project_field import ProjectField
from partnerdesk.qt.widgets import InlineBar, Kind

_FOLDER = "calendar-folder"  # the name under which the folder is remembered
_NO_PROJECT = (
    "The book has no project yet: say on the page of projects, or with a letter, what you want to do."
)


class Going(QObject):
    """Takes times out; what came of it is said in a bar beside them.

    Args:
        runner: the way to the desk.
        bar: where it is said.
        project: what they are for.
        outside: the ways out.
        settings: where the folder is remembered; None: it is not.

    """

    def __init__(
        self,
        runner: Runner,
        bar: InlineBar,
        project: ProjectField,
        outside: Outside,
        settings: Settings | None,
    ) -> None:
        super().__init__(bar)
        self._runner, self._bar, self._project = runner, bar, project
        self._outside, self._settings = outside, settings

    def copy(self, chosen: Sequence[Choice], contact_ids: Sequence[int]) -> None:
        """Copy times, in the languages of these contacts and our own."""
        if not chosen:
            return

        def done(text: str) -> None:
            self._outside.copy(text)
            many = "The time is" if len(chosen) == 1 else f"{len(chosen)} times are"
            self._bar.say(Kind.INFO, f"{many} on the clipboard, in the languages of all.")

        self._runner.ask(
            lambda book: times.text(chosen, times.locales(book, contact_ids)),
            done,
            context=self,
            failed=self._bar.say_error,
        )

    def save(self, chosen: Sequence[Choice], contact_ids: Sequence[int]) -> None:
        """Ask for a file, and save times in it as a calendar, an event each."""
        if chosen:
            self._ask_file(chosen, lambda book, path: times.save_calendar(book, chosen, path, contact_ids))

    def save_series(self, found: Series, contact_ids: Sequence[int]) -> None:
        """Ask whether the meetings are to be events of their own or one that repeats, and save them."""
        if len(found.choices) < 2 or not series.repeats(found):
            self.save(found.choices, contact_ids)
            return
        self._bar.say(
            Kind.INFO,
            f"{len(found.choices)} meetings in one calendar file: as an event each, so that one can be "
            "moved, or as one event that repeats?",
            actions=[
                ("An event each", lambda: self.save(found.choices, contact_ids)),
                (
                    "One that repeats",
                    lambda: self._ask_file(
                        found.choices,
                        lambda book, path: series.save_repeating(book, found, path, contact_ids),
                    ),
                ),
            ],
        )

    def _ask_file(self, chosen: Sequence[Choice], write: Callable[[Book, Path], Path]) -> None:
        kept = self._settings.text(_FOLDER) if self._settings else ""
        day = chosen[0].parties[0].start.date()
        self._outside.ask_save(
            self._bar.window(),
            proposed(kept, lambda taken: times.file_name(day, taken)),
            "Calendar (*.ics)",
            lambda path: self._write(path, write),
        )

    def _write(self, path: Path, write: Callable[[Book, Path], Path]) -> None:
        folder = path.parent
        if self._settings is not None:
            self._settings.keep_text(_FOLDER, str(folder))

        def done(_: Path) -> None:
            self._bar.say(
                Kind.INFO,
                f"Saved as “{path.name}” in {folder}.",
                actions=[("Open folder", lambda: self._outside.open_url(QUrl.fromLocalFile(str(folder))))],
            )

        self._runner.ask(lambda book: write(book, path), done, context=self, failed=self._bar.say_error)

    def keep(self, slots: Sequence[Slot], button: QWidget) -> None:
        """Keep times with the project that is chosen, else ask under the button with which."""
        if not slots:
            return
        if (chosen := self._project.project_id) is not None:
            self._keep(slots, chosen)
        elif self._project.titles:
            menu = self._choices(slots, button)
            rtl = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
            left = button.width() - menu.sizeHint().width() if rtl else 0
            menu.popup(button.mapToGlobal(QPoint(left, button.height() + 2)))
        else:
            self._bar.say(Kind.INFO, _NO_PROJECT)

    def _choices(self, slots: Sequence[Slot], button: QWidget) -> QMenu:
        """Return the projects as a menu; it goes away by itself."""
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Keep for which project?")
        for key, title in self._project.titles:
            act = QAction(title.replace("&", "&&"), menu)
            act.triggered.connect(lambda _on=False, key=key: self._keep(slots, key))
            menu.addAction(act)
        return menu

    def _keep(self, slots: Sequence[Slot], project_id: int) -> None:
        self._runner.do(
            lambda book: project_slots.keep_slots(book, project_id, slots),
            context=self,
            done=lambda changes: self._told(changes, project_id),
            failed=self._bar.say_error,
        )

    def _told(self, changes: Changes, project_id: int) -> None:
        """Say where they are; what was changed is said by the window, with Undo."""
        title = dict(self._project.titles).get(project_id, "it")
        if not changes.touched:
            self._bar.say(Kind.INFO, f"They are kept for “{title}” already.")
        else:
            self._bar.hide()
