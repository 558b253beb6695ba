"""Contacts and templates for a colleague: what leaves in a share file, and what becomes of it there."""

from pathlib import Path

import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.desk import contacts, exports, imports, listing, own_templates, shared, templates
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.imports import Decisions
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput, NotFound, TemplateError

BODY = "Hello {{ contact.name }},\n\n{{ times }}"


@pytest.fixture
def autumn(book: Book) -> str:
    """A template of one's own, in two languages."""
    (made,) = own_templates.begin(book, "en").made
    key, _ = own_templates.place_of(book, made)
    own_templates.edit(book, made, subject="A call?", body=BODY, proposes_times=True, purpose="correction")
    own_templates.rename(book, key, "Autumn")
    own_templates.add_language(book, key, "es", "en")
    return key


@pytest.fixture
def file(book: Book, autumn: str, tmp_path: Path) -> Path:
    contacts.add(
        book,
        name="Elena Ruiz",
        role="Directora",
        organisation="Escuela Normal",
        place=locate(city="Puebla", country="MX"),
        week=SchoolWeek.parse("Mon-Fri 07:30-12:30"),
        emails=[("elena@normal.example", "work")],
        phones=[("+52 222 555 0199", "mobile")],
        languages=["es", "en"],
        tags=["SECRET"],
        notes="SECRET",
        source="colleague",
        source_detail="SECRET",
    )
    path = tmp_path / "for Ana.partnerdesk-share"
    assert exports.write(book, path, listing.find(book), template_keys=[autumn]) == 1
    return path


def test_a_colleague_gets_the_contacts_with_the_templates_and_nothing_private(
    file: Path, tmp_path: Path
) -> None:
    assert b"SECRET" not in file.read_bytes()
    incoming = imports.look(file)
    assert incoming.kind == "share"
    with new_book(tmp_path / "other") as other:
        planned = shared.plan(other, [incoming])
        assert [(each.where, each.outcome) for each in planned] == [
            ("template 1", "new"),
            ("template 2", "new"),
        ]
        taken = imports.take(other, [incoming])
        assert taken.changes.label == "Added 1 contact and 2 templates from for Ana.partnerdesk-share"
        (key,) = listing.find(other, folder="MX-PUE")
        card = contacts.card(other, key)
        assert (card.name, card.role, card.notes, card.source) == ("Elena Ruiz", "Directora", "", "")
        assert card.school_week == SchoolWeek.parse("Mon-Fri 07:30-12:30")
        first = templates.shelf(other).listed()[0]
        assert (first.name, first.languages, first.own) == ("Autumn", ("en", "es"), True)
        text = next(iter(templates.shelf(other).own))
        assert (text.subject, text.body, text.proposes_times, text.purpose) == (
            "A call?",
            BODY,
            True,
            "correction",
        )
        again = imports.take(other, [incoming])
        assert not again.changes.touched
        assert {each.outcome for each in shared.plan(other, [incoming])} == {"unchanged"}
        other.undo()
        assert (len(listing.find(other)), templates.shelf(other).own) == (0, ())
        other.redo()
        assert len(templates.shelf(other).own) == 2


def test_a_template_may_be_left_out(file: Path, tmp_path: Path) -> None:
    with new_book(tmp_path / "other") as other:
        left = Decisions(left_out={(0, "template 2")})
        taken = imports.take(other, [imports.look(file)], left)
        assert taken.counts[0].templates == 1
        assert [each.language for each in templates.shelf(other).own] == ["en"]


def test_a_template_of_that_name_is_not_written_over(book: Book, file: Path, autumn: str) -> None:
    own_templates.edit(book, own_templates.ids(book, autumn)["en"], subject="Mine")
    imports.take(book, [imports.look(file)])
    assert [each.name for each in templates.shelf(book).listed() if each.own] == ["Autumn", "Autumn 2"]
    assert next(iter(templates.shelf(book).own)).subject == "Mine"


def test_a_template_that_asks_for_what_it_may_not_is_refused_by_its_place(file: Path, tmp_path: Path) -> None:
    data = file.read_bytes().replace(b"{{ times }}", b"{{ contact.delete() }}", 1)
    with new_book(tmp_path / "other") as other:
        counts = imports.take(other, [imports.look(data, "x")]).counts[0]
        assert (counts.added, counts.templates) == (1, 1)
        ((where, why),) = counts.refused
        assert (where, why[-1]) == ("template 1", ".")


def test_what_cannot_be_shared_is_said_and_nothing_is_written(
    book: Book, autumn: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.partnerdesk-share"
    with pytest.raises(BadInput, match="contacts only"):
        exports.write(book, tmp_path / "a.vcf", [], template_keys=[autumn])
    with pytest.raises(NotFound):
        exports.write(book, path, [], template_keys=["reminder"])
    own_templates.edit(book, own_templates.ids(book, autumn)["en"], body="{{ nobody }}")
    with pytest.raises(TemplateError):
        exports.write(book, path, [], template_keys=[autumn])
    assert not list(tmp_path.glob("a.*"))
