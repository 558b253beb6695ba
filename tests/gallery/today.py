"""Today in its states."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnerdesk.desk import answers, contacts, listing
from partnerdesk.desk.book import Book, Changes
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline
from tests.gallery.stage import FOLDER, fresh, settle, until

STRANGER = (
    b"From: Maestra Luz <luz@home.example.org>\nDate: Mon, 07 Dec 2026 12:00:00 +0000\n"
    b"Subject: Re: El agua\nMessage-ID: <1@home.example.org>\n\nCon gusto.\n"
)


def _window(
    act: Callable[[Frame], object] = lambda frame: None,
    *,
    sample: bool = True,
    size: tuple[int, int] = (1280, 800),
) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.gallery import NOW

        book = fresh(NOW, sample=sample)
        window = Window(Settings(Path(FOLDER.name) / f"{book.path.stem}.ini"), Inline())
        window.resize(*size)
        window.show()
        frame = window.show_book(book)
        settle()
        act(frame)
        settle()
        until(lambda: frame.page is not frame.today or not frame.today._later.isActive())
        settle()
        return window

    return build


def _stranger(frame: Frame) -> None:
    path = Path(FOLDER.name) / "answer.eml"
    path.write_bytes(STRANGER)
    line = next(each for each in frame.today.lines if each.item.name == "Luz Andrade")
    line.dropped.emit(path, line.item)


def _nobody(frame: Frame) -> None:
    path = Path(FOLDER.name) / "nobody.eml"
    path.write_bytes(STRANGER)
    frame.filing.file(path)


def _unasked(frame: Frame) -> None:
    """File letters of somebody who had agreed, and of two who were never asked."""
    said = {
        "Óscar Villaseñor": "No podemos ese día. ¿Podría ser el miércoles 16 de diciembre a las 10:00?",
        "Kari Dahl": "We have to cancel the meeting. Sorry!",
        "Rocío Téllez": "How about Tuesday 15 December, 10:00? Or Thursday 17 December, 11:30?",
        "Arnau Puig i Serra": "We saw your letter on the list. Could you tell us more?",
    }
    for number, (name, text) in enumerate(said.items()):
        path = Path(FOLDER.name) / f"unasked-{number}.eml"
        head = f"From: x <{number}@home.example.org>\nDate: Mon, 07 Dec 2026 1{number}:00:00 +0000\n"
        path.write_text(
            f"{head}Subject: Re\nContent-Type: text/plain; charset=utf-8\n\n{text}\n", encoding="utf-8"
        )
        frame.runner.do(partial(_file, path=path, name=name), context=frame)
    frame.go("today")


def _pile(frame: Frame) -> None:
    """File three letters at once: of one it is clear who wrote it, the others are asked about."""
    senders = (
        "Elena <elena.ruiz@normal.example.org>",
        "Luz Andrade <luz@home.example.org>",
        "Maestro Nuevo <nuevo@home.example.org>",
    )
    paths = []
    for number, sender in enumerate(senders):
        path = Path(FOLDER.name) / f"pile-{number}.eml"
        head = f"From: {sender}\nDate: Mon, 07 Dec 2026 1{number}:00:00 +0000\nSubject: Re: El agua\n"
        path.write_text(f"{head}\nCon gusto.\n", encoding="utf-8")
        paths.append(path)
    frame.filing.file_all(paths)


def _file(book: Book, path: Path, name: str) -> Changes:
    (key,) = (row.id for row in listing.rows(book, listing.find(book)) if row.name == name)
    return answers.file(book, answers.read(book, path), key)


def _came_back(frame: Frame) -> None:
    path = Path(FOLDER.name) / "bounce.eml"
    path.write_bytes(
        b"From: MAILER-DAEMON@mx.example.org\nDate: Mon, 07 Dec 2026 12:00:00 +0000\n"
        b"Subject: Undelivered mail\n\nUser unknown.\n"
    )
    two = ("Luz Andrade", "Ma. Fernanda Ríos")
    for item in [each.item for each in frame.today.lines if each.item.name in two]:
        frame.filing.file(path, item.contact_id, item.name, item.approach_id)
    key = item.contact_id
    frame.runner.do(
        lambda book: contacts.edit(book, key, emails=[("m.rios@escuela.example.org", "")]), context=frame
    )
    frame.go("today")


def _sent(frame: Frame) -> None:
    line = next(each for each in frame.today.lines if each.item.kind == "unsent")
    line.asked.emit("sent", line.item)


PAGES: dict[str, Callable[[], QWidget]] = {
    "today": _window(),
    "today-small": _window(size=(1024, 768)),
    "today-sent": _window(_sent),
    "today-stranger": _window(_stranger),
    "today-nobody": _window(_nobody),
    "today-pile": _window(_pile),
    "today-unasked": _window(_unasked),
    "today-came-back": _window(_came_back),
    "today-wide": _window(size=(1440, 900)),
    "today-empty": _window(sample=False),
}
