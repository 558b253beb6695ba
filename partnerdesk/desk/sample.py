"""The sample book: invented people, for a first look, for pictures and for tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.desk import organisations
from partnerdesk.desk.book import Book, Writing
from partnerdesk.desk.making import making
from partnerdesk.desk.places import locate
from partnerdesk.desk.sampleapproaches import add_approaches, add_letters
from partnerdesk.errors import PartnerDeskError
from partnerdesk.paths import resource

if TYPE_CHECKING:
    from partnerdesk.storage.records import Contact, Entry, Organisation, Project

PROJECT = "Water in our town"
COLLEGE_TAG = "teacher college"  # marks one person at each of the three colleges

Facts = Mapping[str, Any]  # one block of the JSON files in resources/sample


def make_sample(path: Path, *, clock: Callable[[], datetime] | None = None) -> Book:
    """Make the sample book at ``path``, which must not exist yet, and open it.

    History is dated so many days before ``clock``'s now. The file appears whole or not at all.

    Raises:
        Refused: there is a file already.
        NotFound, DiskFull, ReadOnlyBook: the folder is missing or cannot be written.

    """
    with making(path, clock=clock) as book:
        _fill(book)
    return Book(path, clock=clock)


def _read(name: str) -> Any:
    try:
        return json.loads(resource("sample", f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PartnerDeskError(
            f"The program's own sample data cannot be read: {error}.", "Install PartnerDesk again."
        ) from error


def _fill(book: Book) -> None:
    """Write everybody in one change: as records, since one verb each would be 150 transactions."""
    from partnerdesk.storage.records import Home, Pin

    about = _read("home")
    home = about["home"]
    with book.write("Filled the sample book") as writing:
        writing.session.add(
            Home(
                name=home["name"],
                role=home["role"],
                organisation=home["organisation"],
                email=home["email"],
                place=_place(home),
                week=SchoolWeek.parse(home["hours"]),
                stretch=SchoolWeek.parse(home["stretch"]),
                languages=tuple(home["languages"]),
                signature=home["signature"],
            )
        )
        writing.session.add_all(Pin(country) for country in about["pins"])
        writing.session.add_all(_project(each, writing.now.date()) for each in about["projects"])
        schools = {each["name"]: _organisation(each) for each in _read("organisations")}
        writing.session.add_all(schools.values())
        _people(writing, _read("contacts"), schools)
        add_approaches(writing, _read("approaches"), PROJECT)
    add_letters(book, PROJECT)


def _project(facts: Facts, today: date) -> Project:
    from partnerdesk.storage.records import Project

    told = {key: value for key, value in facts.items() if not key.endswith("_in_days")}
    return Project(
        **{**told, "languages": tuple(facts["languages"])},
        opens=today + timedelta(days=facts["opens_in_days"]),
        closes=today + timedelta(days=facts["closes_in_days"]),
    )


def _people(writing: Writing, facts: list[Facts], schools: dict[str, Organisation]) -> None:
    people: dict[str, Contact] = {}
    for each in facts:
        people[each["name"]] = _contact(each, schools, writing.now)
    writing.session.add_all(people.values())
    writing.session.flush()  # gives them their keys
    for each in facts:
        if introducer := each.get("introduced_by"):
            people[each["name"]].introduced_by_id = people[introducer].id


def _place(facts: Facts) -> Place:
    return locate(*(facts.get(key, "") for key in ("city", "country", "region", "zone")))


def _organisation(facts: Facts) -> Organisation:
    from partnerdesk.storage.records import Organisation

    return Organisation(
        name=facts["name"],
        place=_place(facts),
        week=SchoolWeek.parse(facts["hours"]) if "hours" in facts else None,
        web=facts.get("web", ""),
        notes=facts.get("notes", ""),
        street=facts.get("street", ""),
        postcode=facts.get("postcode", ""),
    )


def _contact(facts: Facts, schools: dict[str, Organisation], now: datetime) -> Contact:
    from partnerdesk.storage.records import Contact, Email, Organisation, Phone, Tag

    history = [_entry(days, kind, text, now) for days, kind, text in facts.get("history", ())]
    contact = Contact(
        name=facts["name"],
        greeting=facts.get("greeting", ""),
        role=facts.get("role", ""),
        languages=tuple(facts.get("languages", ())),
        source=facts["source"],
        source_detail=facts.get("source_detail", ""),
        notes=facts.get("notes", ""),
        added_at=min((entry.at for entry in history), default=_before(now, 60)),
        trashed_at=_before(now, facts["trashed"]) if "trashed" in facts else None,
        emails=[Email(i, address, label) for i, (address, label) in enumerate(facts.get("emails", ()))],
        phones=[Phone(i, number, label) for i, (number, label) in enumerate(facts.get("phones", ()))],
        tags=[Tag(name) for name in facts.get("tags", ())],
        entries=history,
    )
    if name := facts.get("organisation"):
        contact.organisation = schools.setdefault(name, Organisation(name=name))
    if place := _place(facts):
        organisations.settle(contact, place)
    if "hours" in facts:
        organisations.keep_hours(contact, SchoolWeek.parse(facts["hours"]))
    return contact


def _entry(days: int, kind: str, text: str, now: datetime) -> Entry:
    from partnerdesk.storage.records import Entry

    return Entry(kind=kind, at=_before(now, days), text=text)


def _before(now: datetime, days: int) -> datetime:
    return (now - timedelta(days=days)).replace(second=0, microsecond=0)
