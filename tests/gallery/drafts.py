"""The page of drafts in its states."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from partnerdesk.core.drafting import parse_template
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts, listing, own_templates, projects, today
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.desk.sample import PROJECT
from partnerdesk.qt.drafts import DraftsPage
from partnerdesk.qt.runner import Runner
from partnerdesk.qt.widgets import LinkButton
from partnerdesk.qt.worker import Inline
from tests.gallery.stage import fresh, in_window, settle

Act = Callable[[DraftsPage, Book], object]


def _page(act: Act, *, size: tuple[int, int] = (1280, 800), sample: bool = True) -> Callable[[], QWidget]:
    def build() -> QWidget:
        from tests.gallery import NOW

        book = fresh(NOW, sample=sample)
        runner = Runner(book, Inline())
        page = DraftsPage(runner)
        runner.changed.connect(page.refresh)
        whole = in_window(page, *size)
        act(page, book)
        page.writing.letters.settle()
        settle()
        whole.book = (book, runner)  # type: ignore[attr-defined]
        return whole

    return build


def _ids(book: Book, *names: str) -> list[int]:
    return [listing.find(book, text=name)[0] for name in names]


def _write(*names: str, project: bool = True, slots: Sequence[str] = ()) -> Act:
    def act(page: DraftsPage, book: Book) -> None:
        page.start(_ids(book, *names))
        page.writing.letters.ask(project=projects.named(book, PROJECT).id if project else 0)
        if slots:
            said = tuple(Slot.parse(each) for each in slots)
            page.writing.letters.timed = True
            page.writing.letters.ask(slots=said)
            page.writing.times.set_slots(said)

    return act


def _bilingual(page: DraftsPage, book: Book) -> None:
    _write("Elena Ruiz Ortega", project=False)(page, book)
    page.writing.letters.settle()
    page.writing.choices.bilingual.click()


def _edited(page: DraftsPage, book: Book) -> None:
    _write("Elena Ruiz Ortega")(page, book)
    page.writing.letters.settle()
    body = page.writing.letter.body
    body.setPlainText(body.toPlainText().replace("Somos flexibles.", "Somos muy flexibles."))
    page.writing.letters.settle()
    page.writing.letters.ask(template="reminder")
    body.setFocus()


def _form(page: DraftsPage, book: Book) -> None:
    _write("Elena Ruiz Ortega")(page, book)
    page.writing.letters.settle()
    page.writing.form.open(projects.named(book, PROJECT).id)


def _missing(page: DraftsPage, book: Book) -> None:
    key = contacts.add(
        book,
        name="Wilhelmina Featherstonehaugh-Cholmondeley of the Very Long Name",
        place=locate(city="Nairobi", country="KE"),
    ).made[0]
    page.start([key])
    text = "Name: Introduction\nLanguage: en\nTimes: no\nSubject: Hello from {{ home.city }}\n\n"
    text += (
        "Dear {{ contact.name }},\n\nAt {{ contact.organisation }} you teach {{ project.subject }}, I read."
    )
    page.writing.letters.ask(template=parse_template(text, "hello.txt"))


def _amiss(page: DraftsPage, book: Book) -> None:
    """A letter with a wrong name and hour, and less said than there might be."""
    slots = ("2027-03-16 10:00 America/Mexico_City",)
    _write("Elena Ruiz Ortega", project=False, slots=slots)(page, book)
    letters = page.writing.letters
    letters.settle()
    body = page.writing.letter.body
    lines = body.toPlainText().replace("Somos flexibles.", "").replace("10:00 en", "11:00 en").split("\n")
    lines[0] = "Estimada profesora López:"
    body.setPlainText("\n".join(lines))
    letters.settle()


def _asked_why(page: DraftsPage, book: Book) -> None:
    _amiss(page, book)
    QApplication.processEvents()
    links = [each for each in page.writing.findings.findChildren(LinkButton) if "all the same" in each.text()]
    links[0].click()
    page.writing.findings.findChildren(QLineEdit)[0].setText("Her married name is López")


def _overridden(page: DraftsPage, book: Book) -> None:
    _amiss(page, book)
    key = page.writing.recipients.current or 0
    page.writing.letters.override(key, "name", "Her married name is López")
    page.writing.letters.settle()


def _gap(page: DraftsPage, book: Book) -> None:
    _write("Elena Ruiz Ortega", project=False)(page, book)
    page.writing.letters.settle()
    row = page.writing.times._rows[0].field
    row.ask(datetime.fromisoformat("2027-03-14T02:30"), "America/Detroit")
    page.writing.times._told()
    page.writing.times._add()


def _many(page: DraftsPage, book: Book) -> None:
    page.start(list(listing.find(book)))
    page.writing.recipients.step(10)


def _list(page: DraftsPage, book: Book) -> None:
    keys = _ids(book, "Elena Ruiz Ortega", "Lucía Bojórquez", "Ramón Félix")
    slot = [Slot.parse("2027-03-16 10:00 America/Mexico_City")]
    letters = drafts.prepare(book, keys, template="first-proposal", slots=slot, project=PROJECT)
    drafts.write_out(book, letters, kind="copy")
    reminders = drafts.prepare(book, keys, template="reminder", slots=slot)
    drafts.keep(book, reminders[0])
    drafts.keep(book, reminders[1])
    drafts.write_out(book, reminders[2:], kind="mailto")
    page.kept.load()


def _saved(page: DraftsPage, book: Book) -> None:
    _write("Elena Ruiz Ortega", "Lucía Bojórquez")(page, book)
    page.writing.letters.settle()
    page.writing._going._write("eml", Path(tempfile.gettempdir()) / "Letters")


def _small_saved(page: DraftsPage, book: Book) -> None:
    """Three times in a small window, one letter held back, the others just saved."""
    _write(*THREE, slots=THREE_TIMES)(page, book)
    page.writing.letters.settle()
    page.writing._going._write("eml", Path(tempfile.gettempdir()) / "Letters")


def _own(page: DraftsPage, book: Book) -> None:
    """One of three letters has a time of its own."""
    _write(*THREE)(page, book)
    page.writing.letters.settle()
    page.writing.recipients.step(1)
    own = Slot.parse("2027-03-16 09:30 Asia/Kolkata")
    page.writing.letters.own_times(page.writing.recipients.current or 0, (own,))


def _progress(page: DraftsPage, book: Book) -> None:
    _write(*THREE)(page, book)
    page.writing.letters.settle()
    send = page.writing.send
    send.begin(lambda: None)
    send.progress(420, 1200)
    send._show_progress()


def _moved(page: DraftsPage, book: Book) -> None:
    """A correction of a time that has fallen on a closed day."""
    promised = next(item for item in today.due(book) if item.act == "correct")
    page.correct(promised.draft_ids[0])


def _broken(page: DraftsPage, book: Book) -> None:
    """Letters of an own template of which the Spanish text has a mistake."""
    key = own_templates.place_of(book, own_templates.copy(book, "first-proposal").made[0])[0]
    body = own_templates.text(book, key, "es").template.body.replace("{{ times }}", "{{ tims }}")
    own_templates.edit(book, own_templates.ids(book, key)["es"], body=body)
    _write(*THREE)(page, book)
    page.writing.letters.settle()
    page.writing.letters.ask(template=key)


def _unfound(page: DraftsPage, book: Book) -> None:
    """A name was typed that nobody in the book has."""
    page.start([])
    page.writing.recipients.finder.setText("Zzyx Nobody")
    page.writing.recipients.finder.missed.emit("Zzyx Nobody")


def _new(page: DraftsPage, book: Book) -> None:
    page.start([])


THREE = ("Elena Ruiz Ortega", "Priya", "Kari")
THREE_TIMES = tuple(f"2027-03-{day} 10:00 America/Mexico_City" for day in (16, 18, 23))

PAGES: dict[str, Callable[[], QWidget]] = {
    "drafts-bilingual": _page(_bilingual, size=(1280, 1100)),
    "drafts": _page(_write(*THREE)),
    "drafts-two-times": _page(
        _write(
            "Elena Ruiz Ortega",
            "Lucía Bojórquez",
            slots=("2027-03-16 10:00 America/Mexico_City", "2027-03-18 11:30 America/Mexico_City"),
        ),
        size=(1600, 1000),
    ),
    "drafts-small": _page(_write(*THREE), size=(1024, 768)),
    "drafts-wide": _page(_write(*THREE), size=(1440, 900)),
    "drafts-small-three": _page(_write(*THREE, slots=THREE_TIMES), size=(1024, 768)),
    "drafts-small-saved": _page(_small_saved, size=(1024, 768)),
    "drafts-own-time": _page(_own),
    "drafts-moved": _page(_moved),
    "drafts-progress": _page(_progress, size=(1024, 768)),
    "drafts-stop": _page(_write("Elena Ruiz Ortega", slots=("2027-03-18 22:00 America/Mexico_City",))),
    "drafts-missing": _page(_missing),
    "drafts-broken": _page(_broken),
    "drafts-amiss": _page(_amiss, size=(1280, 1000)),
    "drafts-why": _page(_asked_why, size=(1280, 1000)),
    "drafts-overridden": _page(_overridden, size=(1280, 1000)),
    "drafts-gap": _page(_gap),
    "drafts-edited": _page(_edited),
    "drafts-project": _page(_form),
    "drafts-many": _page(_many),
    "drafts-saved": _page(_saved),
    "drafts-new": _page(_new),
    "drafts-unfound": _page(_unfound),
    "drafts-list": _page(_list),
    "drafts-list-small": _page(_list, size=(1024, 720)),
    "drafts-empty": _page(lambda page, book: None, sample=False),
}
