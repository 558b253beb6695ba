"""Printing from a book: whom, in which order, what of them, and into a file."""

import errno
import os
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.times import Slot
from partnerdesk.desk import contacts, drafts, home, listing, paper
from partnerdesk.desk.book import Book
from partnerdesk.desk.paper_clocks import Clocks
from partnerdesk.desk.places import locate
from partnerdesk.desk.sample import make_sample
from partnerdesk.desk.uncollected import uncollected
from partnerdesk.errors import BadInput, DamagedBook, DiskFull, NotWritten
from partnerdesk.formats.paper.setting import Set
from partnerdesk.formats.paper.type import HEADING, NAME, UNDER
from partnerdesk.formats.paper.values import Labels, Table

pytestmark = pytest.mark.usefixtures("qapp")

NOW = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The sample book, to read from."""
    with make_sample(tmp_path_factory.mktemp("paper") / "s.partnerdesk", clock=lambda: NOW) as book:
        yield book


def add(book: Book, name: str, city: str, country: str, **more: object) -> int:
    (made,) = contacts.add(book, name=name, place=locate(city=city, country=country), **more).made  # type: ignore[arg-type]
    return made


def names(made: Set) -> list[str]:
    return [text for page in made.pages for _, _, text in page.texts.get(NAME, [])]


def said(made: Set) -> str:
    return " ".join(text for page in made.pages for texts in page.texts.values() for _, _, text in texts)


def headings(made: Set) -> list[str]:
    return [text for page in made.pages for _, _, text in page.texts.get(HEADING, [])]


def test_folders_a_search_and_a_selection_say_whom(book: Book) -> None:
    elena = add(book, "Elena Ruiz", "Hermosillo", "MX")
    add(book, "Ana Puebla", "Puebla", "MX")
    yann = add(book, "Yann Le Goff", "Rennes", "FR")
    add(book, "Kari Dahl", "Bergen", "NO")

    def whom(**wish: object) -> list[str]:
        return names(paper.pages(book, paper.Wish(**wish)))  # type: ignore[arg-type]

    assert whom() == ["Yann Le Goff", "Ana Puebla", "Elena Ruiz", "Kari Dahl"]
    assert whom(folders=("MX",)) == ["Ana Puebla", "Elena Ruiz"]
    assert whom(folders=("MX-SON", "FR")) == ["Yann Le Goff", "Elena Ruiz"]
    assert whom(text="puebla") == ["Ana Puebla"]
    assert whom(ids=(yann, elena, yann)) == ["Yann Le Goff", "Elena Ruiz"]
    contacts.trash(book, [elena])
    assert whom(ids=(yann, elena)) == ["Yann Le Goff"]


def test_the_order_is_the_one_asked_for(sample: Book) -> None:
    made = {sort: paper.pages(sample, paper.Wish(sort=sort)) for sort in paper.SORTS}
    assert {each.contacts for each in made.values()} == {len(listing.find(sample))}
    everybody = sorted(" ".join(names(made["folder"])).split())
    assert all(sorted(" ".join(names(each)).split()) == everybody for each in made.values())
    assert headings(made["folder"])[:3] == ["Argentina", "Brazil", "Canada"]
    assert headings(made["name"]) == []
    assert "Escola Maré Mansa" in headings(made["organisation"])
    assert headings(made["zone"])[0].startswith(("Tijuana", "Vancouver", "Hermosillo", "Chihuahua", "Mexico"))
    assert headings(made["zone"])[-1].startswith("Auckland")
    assert headings(made["next"])[0] == "To do now"
    assert headings(made["next"])[-1] == "No next step"


def test_those_who_are_read_once_are_set_in_every_style(sample: Book) -> None:
    mexico = paper.Wish(folders=("MX",))
    people = paper.read(sample, mexico)
    for style in paper.STYLES:
        anew = paper.pages(sample, paper.Wish(style, folders=("MX",), title="T"))
        again = paper.pages(sample, paper.Wish(style, title="T"), people=people)
        assert (said(again), again.contacts, len(again.pages)) == (said(anew), anew.contacts, len(anew.pages))


def test_everybody_of_a_batch_of_letters_has_something_to_do(book: Book) -> None:
    ids = [add(book, name, "Puebla", "MX", emails=[(f"{name}@example.org", "")]) for name in ("ana", "ben")]
    slots = [Slot.parse("2027-03-16 10:00 America/Mexico_City")]
    letters = drafts.prepare(book, ids, template="first-proposal", slots=slots)
    drafts.write_out(book, letters, kind="eml", folder=book.path.parent / "out")
    made, _ = paper.content(book, paper.Wish(sort="next", columns=("next",)))
    assert isinstance(made, Table)
    assert {group.heading: len(group.rows) for group in made.groups} == {"To do now": 2}


def test_the_difference_is_told_now_and_after_the_next_change(book: Book) -> None:
    add(book, "Elena Ruiz", "Hermosillo", "MX")  # does not change its clocks; Detroit does, on 14 March 2027
    text = said(paper.pages(book, paper.Wish()))
    assert "2 hours behind Detroit; from 14 March: 3 hours" in text
    assert text.count("behind") == 1  # not said again
    assert "time zones 20" in text
    assert "Monday, 1 March 2027" in text


def test_a_clock_that_all_share_is_told_once_and_others_in_their_rows(book: Book) -> None:
    add(book, "Elena Ruiz", "Hermosillo", "MX")
    add(book, "Ana Soto", "Hermosillo", "MX")
    add(book, "Yann Le Goff", "Rennes", "FR")
    add(book, "Léa Roux", "Lyon", "FR")
    table, _ = paper.content(book, paper.Wish())
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["Name", "Organisation, place", "E-mail, phone"]
    assert {(group.heading, group.aside, group.under_aside) for group in table.groups} == {
        ("France", "6 hours ahead of Detroit; from 14 March: 5 hours", ""),
        ("Mexico", "2 hours behind Detroit; from 14 March: 3 hours", ""),
    }
    add(book, "Luz Vega", "Tijuana", "MX")  # Sonora's is told behind Sonora now
    table, _ = paper.content(book, paper.Wish())
    assert isinstance(table, Table)
    asides = {
        group.under: (group.aside, group.under_aside) for group in table.groups if group.heading == "Mexico"
    }
    assert asides["Sonora"] == ("", "2 hours behind Detroit; from 14 March: 3 hours")
    assert asides["Baja California"] == ("", "3 hours behind Detroit")
    nowhere = Place("Obregón", "MX-SON", "Sonora", "MX", "")
    contacts.add(book, name="Nobody", place=nowhere)
    table, _ = paper.content(book, paper.Wish())
    assert isinstance(table, Table)
    assert table.columns[-1].heading == "Beside Detroit"
    (sonora,) = (group for group in table.groups if group.under == "Sonora")
    assert [cell[-1] for cell in sonora.rows] == [
        (("fine", "2 h behind"), ("fine", "from 14 Mar: 3 h")),
        (("fine", "2 h behind"), ("fine", "from 14 Mar: 3 h")),
        (("fine", "zone not known"),),
    ]
    france = [row for group in table.groups if group.heading == "France" for row in group.rows]
    assert [row[-1] for row in france] == [(), ()]


@pytest.mark.parametrize("sort", ["name", "next"])
def test_where_headings_are_no_places_each_row_tells_its_clock(book: Book, sort: paper.Sort) -> None:
    add(book, "Elena Ruiz", "Hermosillo", "MX")
    table, _ = paper.content(book, paper.Wish(sort=sort))
    assert isinstance(table, Table)
    assert table.groups[0].rows[0][-1][0] == ("fine", "2 h behind")
    assert table.groups[0].aside == ""


def test_a_phone_sheet_has_hours_by_our_clock(book: Book) -> None:
    week = SchoolWeek.parse("Mon-Fri 07:30-14:00")
    add(book, "Elena Ruiz", "Hermosillo", "MX", phones=[("+52 662 555 0199", "school")], week=week)
    text = said(paper.pages(book, paper.Wish(style="phone")))
    assert "In school, Detroit time" in text
    assert "+52 662 555 0199 (school)" in text
    assert "Mon–Fri 09:30–16:00" in text
    assert "from 14 March: Mon–Fri 10:30–17:00" in text


def test_who_has_no_number_is_not_on_a_phone_sheet_and_is_named(book: Book) -> None:
    add(book, "Elena Ruiz", "Hermosillo", "MX", phones=[("+52 662 555 0199", "school")])
    add(book, "Kari Dahl", "Bergen", "NO")
    add(book, "Yann Le Goff", "Rennes", "FR", phones=[("+33 2 99 00 00 00", "home")])
    made = paper.pages(book, paper.Wish("phone"))
    assert (names(made), made.contacts) == (["Elena Ruiz"], 1)
    assert "Ana Lee, Lincoln School: 1 contact" in said(made)
    assert made.left_out == (
        "Marked as private or at home, and left out: details of Yann Le Goff.",
        "Without a phone number, and left out: Kari Dahl.",
    )
    assert names(paper.pages(book, paper.Wish("phone", private=True))) == ["Yann Le Goff", "Elena Ruiz"]


def test_notes_are_printed_only_when_asked_for(book: Book) -> None:
    evil = '<img src="/etc/hostname">'
    add(book, "Elena Ruiz", "Hermosillo", "MX", notes=evil)
    for style in ("list", "cards"):
        assert evil not in said(paper.pages(book, paper.Wish(style=style)))  # type: ignore[arg-type]
        assert evil in said(paper.pages(book, paper.Wish(style=style, notes=True)))  # type: ignore[arg-type]


@pytest.mark.parametrize("style", ["list", "cards", "phone"])
def test_what_is_marked_as_private_is_printed_only_when_asked_for(book: Book, style: paper.Style) -> None:
    mails = [("elena@casa.example", "Casa"), ("elena@normal.example", "work")]
    add(book, "Elena Ruiz", "Hermosillo", "MX", emails=mails, phones=[("+52 662 555 0199", "home")])
    made = paper.pages(book, paper.Wish(style))
    assert "elena@casa" not in said(made)
    assert "0199" not in said(made)
    assert ("elena@normal" in said(made)) is (style != "phone")
    assert made.left_out == ("Marked as private or at home, and left out: details of Elena Ruiz.",)
    made = paper.pages(book, paper.Wish(style, private=True))
    assert ("elena@casa" in said(made)) is (style != "phone")
    assert "0199" in said(made)
    assert made.left_out == ()


@pytest.mark.parametrize(
    "label",
    ["Home 2", "home phone", "home mobile", "Private mobile", "mobil, privat", "Privatnummer", "zuhause",
     "hogar", "Casa", "personnel", "mobile (private)", "privé", "celular_particular"],
)  # fmt: skip
def test_any_word_of_a_label_makes_it_private(book: Book, label: str) -> None:
    add(book, "Elena Ruiz", "Hermosillo", "MX", phones=[("+52 662 555 0199", label)])
    made = paper.pages(book, paper.Wish("phone"))
    assert "0199" not in said(made)
    assert "Elena Ruiz" in made.left_out[0]


@pytest.mark.parametrize("label", ["", "work", "mobile", "work fax", "Homeroom", "Escuela, la nueva"])
def test_other_labels_are_printed(book: Book, label: str) -> None:
    add(book, "Elena Ruiz", "Hermosillo", "MX", phones=[("+52 662 555 0199", label)])
    assert "0199" in said(paper.pages(book, paper.Wish("phone")))


def test_a_card_has_all_that_helps(sample: Book) -> None:
    text = said(paper.pages(sample, paper.Wish(style="cards", text="Elena Ruiz Ortega")))
    for part in (
        "Elena Ruiz Ortega",
        "72000 Puebla",
        "Spanish",
        "In school Mon–Fri",
        "their time",
        "behind Detroit",
    ):
        assert part in text


def test_labels_have_the_schools_address_or_ones_own(book: Book) -> None:
    at_school = add(book, "Elena Ruiz", "Puebla", "MX", organisation="Escuela Normal")
    own = add(book, "Kari Dahl", "Bergen", "NO", street="Regnbuebakken 7", postcode="5003")
    here = add(book, "Ben Okafor", "Detroit", "US", street="1 Main Street", postcode="48201")
    with_none = add(book, "Yann Le Goff", "Rennes", "FR")
    wish = paper.Wish("labels", ids=(at_school, own, here, with_none))
    made, notices = paper.content(book, wish)
    assert isinstance(made, Labels)
    assert made.sheet.number == "5160"  # Letter, as in home's country
    assert made.addresses == (
        ("Kari Dahl", "Regnbuebakken 7", "5003 Bergen", "NORWAY"),
        ("Ben Okafor", "1 Main Street", "Detroit MI 48201"),
    )
    assert "Yann Le Goff" in notices[0]
    assert "Elena Ruiz" in notices[0]


def test_the_sample_has_addresses(sample: Book) -> None:
    made, _ = paper.content(sample, paper.Wish("labels", text="Elena Ruiz Ortega"))
    assert isinstance(made, Labels)
    assert made.addresses[0][-2:] == ("72000 Puebla", "MEXICO")


def test_columns_are_free_to_choose(sample: Book) -> None:
    made, _ = paper.content(sample, paper.Wish(columns=("languages", "hours", "last", "next"), notes=True))
    assert isinstance(made, Table)
    assert [column.heading for column in made.columns] == [
        "Name", "Languages", "In school, their time", "Last", "Next", "Notes"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (paper.Wish(style="poster"), "style"),  # type: ignore[arg-type]
        (paper.Wish(sort="age"), "sort"),  # type: ignore[arg-type]
        (paper.Wish(columns=("shoes",)), "columns"),
        (paper.Wish(size=3), "size"),
        (paper.Wish("labels", sheet="L1"), "sheet"),
        (paper.Wish("labels", first=99), "first"),
        (paper.Wish(folders=("ZZ",)), "folder"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(
    sample: Book, tmp_path: Path, wish: paper.Wish, field: str
) -> None:
    with pytest.raises(BadInput) as told:
        paper.save(sample, wish, tmp_path / "a.pdf")
    assert told.value.field == field
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("style", paper.STYLES)
def test_every_style_becomes_a_file(sample: Book, tmp_path: Path, style: paper.Style) -> None:
    told: list[tuple[int, int]] = []
    folders = ("MX",) if style == "plan" else ()  # no twenty can be planned for
    wish = paper.Wish(style, folders=folders)
    made = paper.save(sample, wish, tmp_path / "a.pdf", lambda *at: told.append(at))
    assert made.path.read_bytes().startswith(b"%PDF-")
    assert made.contacts > (9 if style in ("plan", "phone") else 20)
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_nobody_and_one(book: Book, tmp_path: Path) -> None:
    for style in paper.STYLES:
        assert paper.save(book, paper.Wish(style), tmp_path / "a.pdf").pages == 1
    add(book, "Elena Ruiz", "Hermosillo", "MX")
    made = paper.save(book, paper.Wish(), tmp_path / "a.pdf")
    assert (made.pages, made.contacts) == (1, 1)


class StoppedError(Exception):
    pass


@pytest.mark.parametrize("phase", [0, 1, 2])
def test_a_stopped_print_leaves_the_old_file(sample: Book, tmp_path: Path, phase: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def stop(done: int, _total: int) -> None:
        if done > phase * 1000:
            raise StoppedError

    with pytest.raises(StoppedError):
        paper.save(sample, paper.Wish("cards"), path, stop)
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_full_disk_leaves_the_old_file_and_says_so(
    sample: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(DiskFull, match=r"no room left .* a\.pdf of before is kept"):
        paper.save(sample, paper.Wish(), path)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_name_too_long_is_told(book: Book, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="nothing was written"):
        paper.save(book, paper.Wish(), tmp_path / f"{'n' * 300}.pdf")


def test_a_folder_is_no_file(sample: Book, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="is a folder"):
        paper.save(sample, paper.Wish(), tmp_path)
    with pytest.raises(NotWritten):
        paper.save(sample, paper.Wish(), tmp_path / "nowhere" / "a.pdf")


def test_what_a_style_does_not_print_is_not_said_to_be_left_out(book: Book) -> None:
    contacts.add(
        book, name="Elena Ruiz", emails=[("elena@home.example", "home")], phones=[("+52 662 555 0100", "")]
    )
    assert paper.pages(book, paper.Wish("phone")).left_out == ()
    assert paper.pages(book, paper.Wish("list", columns=("organisation", "time"))).left_out == ()
    assert paper.pages(book, paper.Wish("list")).left_out != ()


def test_no_school_hours_are_assumed_of_somebody_whose_country_is_not_known(book: Book) -> None:
    contacts.add(book, name="Elena Ruiz")
    assert "In school" not in said(paper.pages(book, paper.Wish("cards")))


@pytest.mark.parametrize("style", ["list", "cards", "cover"])
def test_a_region_with_and_without_its_accent_is_one(book: Book, style: paper.Style) -> None:
    for name, region in (
        ("Ana", "Querétaro"),
        ("Ben", "Queretaro"),
        ("Eva", "Querétaro"),
        ("Zoe", "Queretaro"),
    ):
        place = Place("San Juan", "", region, "MX", "America/Mexico_City")
        contacts.add(book, name=name, place=place)
    made = paper.pages(book, paper.Wish(style))
    under = [text for page in made.pages for _, _, text in page.texts.get(UNDER, []) if text.startswith("Q")]
    assert under == ([] if style == "cards" else ["Querétaro"])


def test_organisations_alike_but_for_case_stand_under_one_heading(book: Book) -> None:
    schools = ("Escuela Normal", "escuela normal", "Escuela Normal")
    for name, school, city in zip("ABC", schools, ("Puebla", "Oaxaca", "Mérida"), strict=True):
        add(book, name, city, "MX", organisation=school)
    for style in ("list", "cards"):
        made = paper.pages(book, paper.Wish(style, sort="organisation"))  # type: ignore[arg-type]
        assert headings(made) == ["Escuela Normal"]


def test_a_zone_is_named_in_the_readers_language(book: Book) -> None:
    add(book, "Itzel", "Mérida", "MX")
    add(book, "Jorge", "Ciudad de México", "MX")
    assert headings(paper.pages(book, paper.Wish(sort="zone"))) == ["Mérida (UTC−6)", "Mexico City (UTC−6)"]
    home.edit(book, languages=("es",))
    made = paper.pages(book, paper.Wish(sort="zone"))
    assert headings(made) == ["Mérida (UTC−6)", "Ciudad de México (UTC−6)"]


def test_text_that_nobody_can_read_is_told_as_damage(book: Book) -> None:
    made = add(book, "Elena Ruiz", "Hermosillo", "MX")
    with closing(sqlite3.connect(book.path, isolation_level=None)) as connection:
        connection.execute("UPDATE contact SET notes = CAST(x'ff41' AS TEXT) WHERE id = ?", (made,))
    for attempt in (lambda: paper.pages(book, paper.Wish()), lambda: contacts.card(book, made)):
        with pytest.raises(DamagedBook, match="a text in it cannot be read"):
            attempt()


def test_who_has_no_zone_is_not_passed_over_in_silence(book: Book) -> None:
    contacts.add(book, name="Elena Ruiz")
    add(book, "Kari Dahl", "Bergen", "NO")
    assert said(paper.pages(book, paper.Wish())).count("zone not known") == 1
    assert said(paper.pages(book, paper.Wish("cards"))).count("Zone not known") == 1


@pytest.mark.parametrize("style", ["list", "cards", "labels", "phone", "cover"])
def test_who_lays_out_many_tells_how_far_it_is_and_can_be_stopped(sample: Book, style: paper.Style) -> None:
    class StoppedError(Exception):
        pass

    people = paper.read(sample, paper.Wish()) * 8
    told: list[tuple[int, int]] = []
    paper.lay(sample, paper.Wish(style), people, lambda done, total: told.append((done, total)))
    assert len(told) >= 2
    assert told == sorted(told)
    assert all(0 <= done <= total for done, total in told)

    def stop(done: int, total: int) -> None:
        if done:
            raise StoppedError

    with pytest.raises(StoppedError):
        paper.lay(sample, paper.Wish(style), people, stop)


def test_the_work_of_a_print_is_told_from_nothing_to_all_of_it(sample: Book, tmp_path: Path) -> None:
    told: list[float] = []
    paper.save(sample, paper.Wish(), tmp_path / "a.pdf", lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[0] <= 0.25
    assert told[-1] == 1


def test_what_a_print_was_made_with_is_let_go_of_without_the_collector(sample: Book) -> None:
    made = Clocks("America/Detroit", "Detroit", NOW)
    made.words("Africa/Nairobi")
    made.brief("Africa/Nairobi")
    gone = weakref.ref(made)
    with uncollected():
        del made
        assert gone() is None
