"""The page of drafts on a real book, with the ways out of it caught."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget

from partnerdesk.desk import contacts
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.qt.drafts import DraftsPage
from partnerdesk.qt.outside import Outside
from partnerdesk.qt.page import Page
from partnerdesk.qt.runner import Runner


@dataclass
class Caught:
    """What the page wanted of the system."""

    folder: Path
    template: Path | None = None
    urls: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    mail_answers: bool = True

    def outside(self) -> Outside:
        return Outside(
            self._folder, self._template, ask_save=self._save, open_url=self._url, copy=self.copied.append
        )

    def _folder(self, parent: QWidget, start: str, then: Callable[[Path], object]) -> None:
        then(self.folder)

    def _save(self, _parent: QWidget, name: Path, _kind: str, then: Callable[[Path], object]) -> None:
        if not self.folder.exists():
            self.folder.mkdir()
        then(self.folder / name.name)

    def _template(self, parent: QWidget, start: str, then: Callable[[Path], object]) -> None:
        if self.template is not None:
            then(self.template)

    def _url(self, url: QUrl) -> bool:
        self.urls.append(bytes(url.toEncoded().data()).decode())
        return self.mail_answers


@pytest.fixture
def priya(book: Book) -> int:
    return contacts.add(
        book,
        name="Priya Nair",
        place=locate(city="Kochi", country="IN"),
        languages=("en",),
        emails=[("priya@example.org", "")],
    ).made[0]


@pytest.fixture
def caught(tmp_path: Path) -> Caught:
    return Caught(tmp_path / "letters")


@pytest.fixture
def page(runner: Runner, caught: Caught, on_screen: Callable[[Page], None]) -> DraftsPage:
    made = DraftsPage(runner, outside=caught.outside())
    on_screen(made)
    return made
