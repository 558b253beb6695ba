"""The page of printing in its states: each style, the options, what is said of the pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnerdesk.desk import contacts
from partnerdesk.qt.frame import Frame
from partnerdesk.qt.printing.places import Fit
from partnerdesk.qt.printing.whom import Whom
from partnerdesk.qt.settings import Settings
from partnerdesk.qt.window import Window
from partnerdesk.qt.worker import Inline
from tests.gallery.stage import FOLDER, fresh, settle
from tests.gallery.times import webinar


def _window(
    act: Callable[[Frame], object],
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
        return window

    return build


def _style(style: str) -> Callable[[Frame], object]:
    def act(frame: Frame) -> None:
        frame.print_contacts()
        frame.printing.options.styles.tiles[style].click()

    return act


def _beside(frame: Frame) -> None:
    frame.print_contacts()
    frame.printing.view.set_beside(True)
    frame.printing.view.go(3)
    frame.printing.view.setFocus()


def _wide(frame: Frame) -> None:
    frame.print_contacts([Whom("Mexico", folders=("MX",))])
    frame.printing.view.set_fit(Fit.WIDTH)


def _countries(frame: Frame) -> None:
    frame.print_contacts([Whom("Mexico", folders=("MX",))])
    whom = frame.printing.options.whom
    whom.box.setCurrentIndex(whom.box.count() - 1)
    whom.folders.add("Japan")


def _missing(frame: Frame) -> None:
    key = contacts.add(frame.runner._book, name="Sofía ᚠᚢᚦᚨᚱᚲ", notes="Runes").made[0]
    frame.print_contacts([Whom("2 selected contacts", ids=(1, key))])


def _under_way(frame: Frame) -> None:
    frame.print_contacts()
    frame.printing.under_way.begin(lambda: None)
    frame.printing.under_way.progress(620, 1000)
    frame.printing.under_way.show()


def _plan(frame: Frame) -> None:
    frame.show_page("times")
    webinar(frame.times, frame.runner._book)
    frame.times.print_page()


def _cover(frame: Frame) -> None:
    frame.print_contacts([Whom("Mexico", folders=("MX",))], "cover")


def _too_many(frame: Frame) -> None:
    frame.print_contacts((), "plan")


def _saved(frame: Frame) -> None:
    frame.print_contacts([Whom("Mexico", folders=("MX",))], "phone")
    frame.printing.going._write(frame.printing._set, Path(FOLDER.name) / "Phone numbers 2026-12-07.pdf")


def _no_printer(frame: Frame) -> None:
    frame.print_contacts()
    frame.printing.main_action()


PAGES: dict[str, Callable[[], QWidget]] = {
    "print-list": _window(_style("list")),
    "print-cards": _window(_style("cards")),
    "print-labels": _window(_style("labels")),
    "print-phone": _window(_style("phone")),
    "print-plan": _window(_plan),
    "print-cover": _window(_cover),
    "print-too-many": _window(_too_many),
    "print-saved": _window(_saved),
    "print-beside": _window(_beside),
    "print-wide": _window(_wide),
    "print-countries": _window(_countries),
    "print-missing": _window(_missing),
    "print-under-way": _window(_under_way),
    "print-no-printer": _window(_no_printer),
    "print-empty": _window(_style("list"), sample=False),
    "print-small": _window(_style("list"), size=(1024, 768)),
}
