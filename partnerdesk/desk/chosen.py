"""What is done with times once they are found: shown, copied, put into a calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from partnerdesk.core import wording
from partnerdesk.core.plans import Choice, PartyTime, Plan
from partnerdesk.desk import contacts, home
from partnerdesk.desk.book import Book

_SCREEN = "en_GB"


def as_document(made: Plan) -> dict[str, object]:
    """Return a plan as the command line's JSON has it; help and earlier times are among the warnings."""
    slots = [
        {
            "start_utc": choice.start.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "minutes": choice.minutes,
            "score": round(choice.score, 3),
            "parties": [
                {
                    "name": each.name,
                    "zone": each.zone,
                    "local_start": each.start.isoformat(timespec="minutes"),
                    "local_end": each.end.isoformat(timespec="minutes"),
                    "utc_offset": each.start.isoformat()[-6:],
                    "in_session": each.in_session,
                }
                for each in choice.parties
            ],
            "reasons": list(choice.reasons),
        }
        for choice in made.choices
    ]
    return {"slots": slots, "warnings": [*made.warnings, *made.help, *made.past]}


def locales(book: Book, contact_ids: Sequence[int]) -> tuple[str, ...]:
    """Return a locale for each language that the parties read, the contacts' first, home's own last."""
    ours = home.get(book)
    with book.read() as session:
        people = contacts.cards(session, list(dict.fromkeys(contact_ids)))
    readers = [(each.languages, each.whereabouts.country) for each in people if each.languages]
    found: dict[str, str] = {}
    for languages, country in [*readers, (ours.languages or ("en",), ours.place.country)]:
        language = languages[0]
        found.setdefault(language.partition("-")[0], wording.locale_for(language, country))
    return tuple(found.values())


def text(choices: Iterable[Choice], reading: Sequence[str]) -> str:
    """Return times for the clipboard: in each reader's words, each city's local time in a line of its own.

    Args:
        choices: the times.
        reading: locales, as ``locales`` returns them.

    """
    chosen = list(choices)
    return "\n\n".join("\n\n".join(_told(choice, locale) for choice in chosen) for locale in reading)


def _told(choice: Choice, locale: str) -> str:
    """Return one time as lines: each city once, then how long."""
    slot = choice.slot(choice.parties[0].zone)
    cities = [
        wording.party_time(slot, each.zone, wording.city_words(each.city, each.zone, locale), locale)
        for each in choice.parties
    ]
    return "\n".join([*dict.fromkeys(cities), f"{choice.minutes} {wording.phrase('minutes', locale)}"])


def lines(made: Plan) -> Iterator[str]:
    """Yield a plan as lines for the screen: each time with every party's own clock, and the reasons."""
    widest = max((len(_who(each)) for each in made.choices[0].parties), default=0) if made.choices else 0
    for number, choice in enumerate(made.choices, 1):
        ours = choice.parties[0]
        day = wording.date_words(ours.start.date(), _SCREEN)
        yield f"{number}. {day}, {wording.clock(ours.start)} in {ours.city} ({ours.utc_offset})"
        for each in choice.parties:
            yield f"   {_who(each).ljust(widest)}  {_hours(each, ours)}".rstrip()
        yield f"   {'. '.join(choice.reasons)}."
    if not made.choices:
        yield "No time in these days suits everybody."
    yield from (*made.help, *made.warnings, *made.past)


def _who(each: PartyTime) -> str:
    return f"{each.name}, {each.city}"


def _hours(each: PartyTime, ours: PartyTime) -> str:
    """Say from when until when by the party's own clock, with its day where that is another than ours."""
    day = "" if each.start.date() == ours.start.date() else wording.date_words(each.start.date(), _SCREEN)
    notes = [day, "" if each.in_session else "outside school hours", "" if each.confirmed else "assumed"]
    return "  ".join(filter(None, [f"{wording.clock(each.start)}–{wording.clock(each.end)}", *notes]))


def calendar(
    book: Book, choices: Iterable[Choice], contact_ids: Sequence[int] = (), *, summary: str = ""
) -> bytes:
    """Return times as a calendar file, an event each, with every city's local time in words.

    Args:
        book: the book.
        choices: the times.
        contact_ids: whose languages the words are in, beside home's.
        summary: what it is about; the parties' names where nothing is said.

    """
    from partnerdesk.formats import ics

    reading = locales(book, contact_ids)
    where = home.get(book).place.zone

    def event(choice: Choice) -> ics.Event:
        slot = choice.slot(where)
        names = [each.name for each in choice.parties]
        key = ics.uid("times", *names, slot.text())
        return ics.Event(key, slot, summary or ", ".join(names), text([choice], reading), book.now())

    return ics.write(event(choice) for choice in choices)


def save_calendar(
    book: Book,
    choices: Sequence[Choice],
    path: Path,
    contact_ids: Sequence[int] = (),
    *,
    summary: str = "",
) -> Path:
    """Write times into a calendar file, over what has its name.

    Raises:
        DiskFull, NotWritten: what was there before still is.

    """
    return save(path, calendar(book, choices, contact_ids, summary=summary))


def save(path: Path, content: bytes) -> Path:
    """Write a file, over what has its name.

    Raises:
        DiskFull, NotWritten: what was there before still is.

    """
    from partnerdesk.desk import outbox

    try:
        outbox.put_anew(path, content)
    except OSError as error:
        raise outbox.explained(error, path.parent) from error
    return path


def file_name(day: date, taken: Collection[str] = ()) -> str:
    """Return a name for the calendar file of times, the first of them on this day; none that is taken."""
    from partnerdesk.formats import filenames

    return filenames.file_name("times", day, "ics", taken)
