"""The page of templates on a real book, with its choosers answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.templates import TemplatesPage
from partnerdesk.qt.templates.choosers import Choosers


@dataclass
class Chosen:
    """What the user chooses when asked."""

    folder: Path
    files: list[Path] = field(default_factory=list)

    def choosers(self) -> Choosers:
        return Choosers(self._files, self._folder, self._save)

    def _files(self, parent: QWidget, start: str, then: Callable[[Sequence[Path]], object]) -> None:
        then(self.files)

    def _folder(self, parent: QWidget, start: str, then: Callable[[Path], object]) -> None:
        then(self.folder)

    def _save(self, _parent: QWidget, name: Path, _kind: str, then: Callable[[Path], object]) -> None:
        self.folder.mkdir()
        then(self.folder / name.name)


@pytest.fixture
def chosen(tmp_path: Path) -> Chosen:
    return Chosen(tmp_path / "out")


@pytest.fixture
def page(runner: Runner, chosen: Chosen, elena: int, on_screen: Callable[[Page], None]) -> TemplatesPage:
    made = TemplatesPage(runner, choosers=chosen.choosers())
    on_screen(made)
    return made
