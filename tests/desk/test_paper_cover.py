"""Folder covers: what there is to know of a country, with or without contacts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from partnerdesk.core.breaks import Break
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk import contacts, paper
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.desk.sample import make_sample
from partnerdesk.errors import BadInput
from partnerdesk.formats.paper.values import Cover, Covers

pytestmark = pytest.mark.usefixtures("qapp")


def add(book: Book, name: str, city: str, country: str, **more: object) -> int:
    place = locate(city=city, country=country) if country else locate()
    (made,) = contacts.add(book, name=name, place=place, **more).made  # type: ignore[arg-type]
    return made


def covers(book: Book, *folders: str, **more: object) -> tuple[Cover, ...]:
    made, _ = paper.content(book, paper.Wish("cover", folders=folders, **more))  # type: ignore[arg-type]
    assert isinstance(made, Covers)
    return made.covers


def fact(cover: Cover, heading: str) -> str:
    return "\n".join(text for name, cell in cover.facts if name == heading for _, text in cell)


def test_a_country_is_told(book: Book) -> None:
    week = SchoolWeek.parse("Mon-Fri 07:30-14:00")
    add(book, "Elena Ruiz", "Hermosillo", "MX", week=week, languages=["es"])
    add(book, "Tomás Pérez", "Puebla", "MX", languages=["es", "en"])
    add(book, "Rocío Téllez", "Puebla", "MX")
    (mexico,) = covers(book, "MX")
    assert (mexico.title, mexico.subtitle) == ("Mexico", "3 contacts in 2 regions · Ana Lee, Lincoln School")
    clock = fact(mexico, "Clock")
    assert "Hermosillo (UTC−7)\n2 hours behind Detroit\nfrom 14 March: 3 hours" in clock
    assert "Puebla (UTC−6)\n1 hour behind Detroit\nfrom 14 March: 2 hours" in clock
    school = fact(mexico, "School")
    for words in (
        "Saturday and Sunday",
        "Hermosillo: Mon–Fri 07:30–14:00",
        "Puebla: Mon–Fri 08:00–14:00 (assumed)",
        "Mon–Fri 08:00–15:00",
        "Spanish",
    ):
        assert words in school
    assert "15 March: Benito Juárez's birthday" in fact(mexico, "Days without school")
    assert [group.under for group in mexico.groups] == ["Puebla", "Sonora"]
    assert mexico.map
    assert [(spot.name, spot.people) for spot in mexico.map.spots] == [("Puebla", 2), ("Hermosillo", 1)]
    assert mexico.picture
    assert [row.name for row in mexico.picture.day.rows] == ["Lincoln School", "Puebla", "Hermosillo"]


def test_a_schools_own_breaks_are_listed_with_its_town(book: Book) -> None:
    spring = SchoolWeek.parse("Mon-Fri 08:00-13:00")
    own = SchoolWeek(spring.hours, spring.weekend, breaks=Break.parse("2027-03-29..2027-04-09 Semana Santa"))
    add(book, "Elena Ruiz", "Hermosillo", "MX", week=own)
    add(book, "Tomás Pérez", "Puebla", "MX")
    (mexico,) = covers(book, "MX")
    assert "29 March to 9 April: Semana Santa (Hermosillo)" in fact(mexico, "Days without school")


def test_a_country_without_contacts_has_a_cover_too(book: Book) -> None:
    (kenya,) = covers(book, "KE")
    assert kenya.subtitle.startswith("No contacts yet")
    assert "Nairobi (UTC+3)\n8 hours ahead of Detroit" in fact(kenya, "Clock")
    assert kenya.groups == ()
    made = paper.pages(book, paper.Wish("cover", folders=("KE",)))
    assert (len(made.pages), made.contacts, made.notices) == (1, 0, ())


def test_every_country_of_those_meant_has_one_and_who_has_none_is_named(book: Book) -> None:
    add(book, "Yann Le Goff", "Rennes", "FR")
    add(book, "Elena Ruiz", "Hermosillo", "MX")
    add(book, "No Where", "", "")
    made, notices = paper.content(book, paper.Wish("cover"))
    assert isinstance(made, Covers)
    assert [cover.title for cover in made.covers] == ["France", "Mexico"]
    assert notices == ("Without a country, and on no cover: No Where.",)
    done = paper.pages(book, paper.Wish("cover"))
    assert [title for page in done.pages for title, _ in page.marks] == ["France", "Mexico"]
    assert done.title == "Folder covers"
    assert paper.pages(book, paper.Wish("cover", folders=("MX",))).title == "Mexico"


def test_a_place_whose_holidays_nobody_knows_says_so(book: Book) -> None:
    add(book, "Abena", "", "SH")
    (helena,) = covers(book, "SH")
    said = fact(helena, "Days without school")
    assert "not known" in said


def test_an_unknown_folder_is_refused(book: Book) -> None:
    with pytest.raises(BadInput):
        covers(book, "ZZ")


def test_many_zones_go_on_at_the_next_page_and_none_is_lost(book: Book) -> None:
    made = paper.pages(book, paper.Wish("cover", folders=("RU",), landscape=True, size=1.4))
    said = [text for page in made.pages for found in page.texts.values() for _, _, text in found]
    assert made.notices == ()
    for town in ("Kaliningrad", "Moscow", "Kamchatka", "Vladivostok"):
        assert any(town in text for text in said), town


def test_a_map_leaves_room_for_the_school_day_and_for_few_contacts(book: Book) -> None:
    """All of a small folder stands on one page; of a larger one at least the school day does."""
    add(book, "Inês", "Coimbra", "PT")
    for number, city in enumerate(("Tijuana", "Hermosillo", "Chihuahua", "Puebla", "Oaxaca", "Mérida")):
        for name in "ABC":
            week = SchoolWeek.parse(f"Mon-Fri {7 + number // 3:02d}:{number % 3}0-13:00")
            add(book, f"{name} of {city}", city, "MX", week=week)
    done = paper.pages(book, paper.Wish("cover", folders=("PT",)))
    assert len(done.pages) == 1
    first = paper.pages(book, paper.Wish("cover", folders=("MX",))).pages[0]
    assert "in school" in [text for texts in first.texts.values() for _, _, text in texts]


def test_a_town_written_with_and_without_its_region_has_one_dot(book: Book) -> None:
    add(book, "Elena", "Puebla", "MX")
    contacts.add(book, name="Tomás", place=Place("Puebla", "", "", "MX", "America/Mexico_City"))
    (mexico,) = covers(book, "MX")
    assert mexico.map
    assert [(spot.name, spot.people) for spot in mexico.map.spots] == [("Puebla", 2)]


def test_a_few_contacts_stand_on_the_page_of_their_country(tmp_path: Path) -> None:
    """All of the sample's countries but the one with ten contacts have one page each."""
    with make_sample(
        tmp_path / "s.partnerdesk", clock=lambda: datetime(2026, 11, 22, 15, tzinfo=UTC)
    ) as book:
        made = paper.pages(book, paper.Wish("cover"))
    begun = sum(bool(page.marks) for page in made.pages)
    assert len(made.pages) == begun + 1
