"""Times on their way out: onto the clipboard in the words of all parties, or into a calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl

from partnerdesk.core.planner import Choice
from partnerdesk.desk import times
from partnerdesk.desk.book import Book
from partnerdesk.qt.drafts.outside import Outside, documents
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.times.best_panel import BestPanel
from partnerdesk.qt.widgets import Kind

_FOLDER = "calendar-folder"  # the name under which the folder is remembered


class Going(QObject):
    """Takes the times chosen out; what came of it is said in the panel they stand in.

    Args:
        runner: the way to the desk.
        panel: the best times.
        outside: the ways out.
        settings: where the folder is remembered; None: it is not.

    """

    def __init__(self, runner: Runner, panel: BestPanel, outside: Outside, settings: Settings | None) -> None:
        super().__init__(panel)
        self._runner, self._panel = runner, panel
        self._outside, self._settings = outside, settings

    def copy(self, contact_ids: Sequence[int]) -> None:
        """Copy the times chosen, in the languages of these contacts and our own."""
        chosen = self._panel.model.chosen
        if not chosen:
            return

        def done(text: str) -> None:
            self._outside.copy(text)
            many = "The time is" if len(chosen) == 1 else f"{len(chosen)} times are"
            self._panel.bar.say(Kind.INFO, f"{many} on the clipboard, in the languages of all.")

        self._runner.ask(
            lambda book: times.text(chosen, times.locales(book, contact_ids)),
            done,
            context=self,
            failed=self._panel.bar.say_error,
        )

    def save(self, contact_ids: Sequence[int]) -> None:
        """Ask for a folder, and save the times chosen there as a calendar file."""
        chosen = self._panel.model.chosen
        if chosen:
            kept = self._settings.text(_FOLDER) if self._settings else ""
            self._outside.ask_folder(
                self._panel.window(),
                kept or documents(),
                lambda folder: self._write(folder, chosen, contact_ids),
            )

    def _write(self, folder: Path, chosen: Sequence[Choice], contact_ids: Sequence[int]) -> None:
        if self._settings is not None:
            self._settings.keep_text(_FOLDER, str(folder))

        def write(book: Book) -> Path:
            return times.save_calendar(book, chosen, folder, contact_ids)

        def done(path: Path) -> None:
            self._panel.bar.say(
                Kind.INFO,
                f"Saved as “{path.name}” in {folder}.",
                actions=[("Open folder", lambda: self._outside.open_url(QUrl.fromLocalFile(str(folder))))],
            )

        self._runner.ask(write, done, context=self, failed=self._panel.bar.say_error)
