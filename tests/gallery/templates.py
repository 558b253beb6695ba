"""The page of templates in its states."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnerdesk.desk import own_templates
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.templates import TemplatesPage
from partnerdesk.qt.templates.choosers import Choosers
from partnerdesk.qt.worker import Inline
from tests.gallery.stage import FOLDER, fresh, in_window, settle

Act = Callable[[TemplatesPage], object]

BODY = """{% if contact.greeting %}{{ contact.greeting }}{% else %}Buenos días, {{ contact.name }}{% endif %}:

En {{ home.city }} empieza la cosecha de la manzana. Nuestra clase la fotografía esta semana.
{% if contact.city %}
¿Qué se cosecha ahora en {{ contact.city }}? A nuestros estudiantes les encantaría verlo.
{% endif %}

¿Les vendría bien esta fecha? Somos flexibles.

{{ times }}

Un cordial saludo,
{{ home.signature }}
"""


def _page(act: Act, *, size: tuple[int, int] = (1280, 800), sample: bool = True) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.gallery import NOW

        book = fresh(NOW, sample=sample)
        runner = Runner(book, Inline())
        bad = Path(FOLDER.name) / "harvest.txt"
        bad.write_bytes("Name: Harvest\nLanguage: es\nSubject: Hola\n\n¿Qué tal?".encode("cp1252"))
        choosers = Choosers(ask_files=lambda _parent, _start, then: then([bad]))
        page = TemplatesPage(runner, choosers=choosers)
        runner.changed.connect(page.refresh)
        whole = in_window(page, *size)
        act(page)
        page.hand.try_now()
        settle()
        whole.book = (book, runner)  # type: ignore[attr-defined]
        return whole

    return build


def _nothing(page: TemplatesPage) -> None:
    page.focus_main()


def _made(page: TemplatesPage, body: str, subject: str = "La cosecha: ¿y en {{ contact.city }}?") -> None:
    page.new()
    page.editor.languageAdded.emit("es")
    page._runner.do(
        lambda book: own_templates.trash(book, [own_templates.ids(book, "new-template")["en"]]), context=page
    )
    page._rename("Harvest in autumn")
    _type(page, subject, body)


def _type(page: TemplatesPage, subject: str, body: str) -> None:
    page.editor.subject.setText(subject)
    page.editor.body.setPlainText(body)
    page.hand.keep()


def _own(page: TemplatesPage) -> None:
    _made(page, BODY)
    page.editor.body.setFocus()


def _wrong(page: TemplatesPage) -> None:
    _made(page, BODY)
    text = BODY.replace("{{ contact.city }}? A", "{{ contact.town }}? A").replace(
        "{{ times }}", "{{ times() }}"
    )
    _type(page, "La cosecha en {{ city }}", text)
    page.editor.body.setFocus()


def _refused(page: TemplatesPage) -> None:
    page.import_files()


def _empty(page: TemplatesPage) -> None:
    page.new()


PAGES: dict[str, Callable[[], QWidget]] = {
    "templates": _page(_nothing),
    "templates-own": _page(_own),
    "templates-wrong": _page(_wrong),
    "templates-refused": _page(_refused),
    "templates-new": _page(_empty),
    "templates-nobody": _page(_nothing, sample=False),
    "templates-small": _page(_own, size=(1024, 768)),
}
