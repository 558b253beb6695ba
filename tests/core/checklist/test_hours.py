"""The checklist says of a letter what would keep it from being answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from partnerdesk.core.checklist import Finding, check
from partnerdesk.core.drafting import Draft, Party, compose, parse_template
from partnerdesk.core.hours import Break, SchoolWeek, assumed_week
from partnerdesk.core.places import Place
from partnerdesk.core.times import Slot

HOME = Party(
    name="Ana Lee",
    place=Place(city="Detroit", country="US", zone="America/Detroit"),
    week=SchoolWeek.parse("Mon-Fri 08:00-15:00"),
    email="ana@lincoln.example.org",
)
ELENA = Party(
    name="Elena Ruiz",
    place=Place(city="Hermosillo", country="MX", zone="America/Hermosillo"),
    week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
    email="elena@normal.example.org",
)
SLOT = Slot.parse("2027-03-16 10:00 America/Hermosillo")
TEMPLATE = parse_template("Language: es\nSubject: Hola\n\n{{ contact.name }}\n\n{{ times }}", "note.txt")


def letter(slots: Sequence[Slot] = (SLOT,), contact: Party = ELENA, text: str = "") -> Draft:
    template = parse_template(f"Language: es\nSubject: Hola\n\n{text}", "note.txt") if text else TEMPLATE
    return compose(template, HOME, contact, slots)


def found(rule: str, draft: Draft, contact: Party = ELENA, now: datetime | None = None) -> list[Finding]:
    return [finding for finding in check(draft, HOME, contact, now) if finding.rule == rule]


def levels(rule: str, draft: Draft, contact: Party = ELENA, now: datetime | None = None) -> list[str]:
    return [finding.level for finding in found(rule, draft, contact, now)]


def test_a_gap_stops_until_the_text_no_longer_shows_it() -> None:
    draft = letter(text="{{ contact.organisation }} {{ home.role }}", slots=())
    texts = [each.text for each in found("missing-fields", draft)]
    assert texts == [
        "The letter shows ‹organisation›: fill in Elena Ruiz’s organisation, or change the sentence.",
        "The letter shows ‹role›: fill in your own role, or change the sentence.",
    ]
    assert levels("missing-fields", replace(draft, body="Hola")) == ["ok"]


def test_a_gap_is_seen_in_a_letter_that_was_read_from_a_file() -> None:
    assert levels("missing-fields", replace(letter(), subject="Para ‹organisation›")) == ["stop"]
    assert levels("missing-fields", replace(letter(), subject="‹El Sol›")) == ["ok"]


def test_a_slot_must_stand_in_the_letter_for_both() -> None:
    draft = letter()
    theirs, ours = (line.strip() for line in draft.body.split("\n")[-2:])
    assert levels("both-times", replace(draft, body=draft.body.replace(ours, ""))) == ["stop"]
    assert levels("both-times", replace(draft, body=draft.body.replace("10:00", "11:00"))) == ["stop"]
    assert levels("both-times", replace(draft, body=draft.body.replace("10:00", "10:00:30"))) == ["stop"]
    assert theirs in draft.body


def test_a_slot_may_be_reworded() -> None:
    body = "martes, 16 de marzo de 2027\n10:00 en Hermosillo (UTC−7) · 13:00 en Detroit (UTC−4)"
    assert levels("both-times", replace(letter(), body=body)) == ["ok"]
    assert levels("both-times", replace(letter(), body=body.replace("16", "17"))) == ["stop"]


def test_no_slot_is_advised_against_and_an_unknown_zone_stops() -> None:
    assert levels("both-times", letter(slots=())) == ["advice"]
    nowhere = replace(ELENA, place=Place())
    stops = found("both-times", letter(contact=nowhere), nowhere)
    assert [each.text for each in stops] == [
        "The time cannot be given there: fill in the city of Elena Ruiz."
    ]
    assert found("school-hours", letter(contact=nowhere), nowhere) == []


def test_outside_the_partners_hours_is_a_wall_whatever_ours_are() -> None:
    late = Slot.parse("2027-03-16 12:30 America/Hermosillo")  # would end at 13:15
    sunday = Slot.parse("2027-03-21 10:00 America/Hermosillo")
    stops = found("school-hours", letter([SLOT, late, sunday]))
    assert [each.level for each in stops] == ["stop", "stop"]
    when = "Tuesday, 16 March 2027, 12:30 in Hermosillo (UTC−7)"
    assert f"{when} lasts too long: it runs into the end of school at 13:00" in stops[0].text


def test_a_time_that_only_runs_over_says_into_what() -> None:
    week = SchoolWeek.parse("Mon-Fri 08:00-11:30, 12:00-15:00")
    lunch = replace(ELENA, week=week)
    (said,) = found("school-hours", letter([Slot.parse("2027-03-16 11:00 America/Hermosillo")]), lunch)
    assert said.level == "stop"
    assert "it runs into lunch at 11:30 by their school hours" in said.text


def test_a_holiday_stops_and_is_named() -> None:
    monday = Slot.parse("2027-03-15 10:00 America/Hermosillo")
    juarez = {date(2027, 3, 15): "Benito Juárez's birthday"}
    contact = replace(ELENA, holidays=juarez)
    (stop,) = found("school-hours", letter([SLOT, monday], contact), contact)
    assert stop.level == "stop"
    assert stop.text == (
        "Monday, 15 March 2027, 10:00 in Hermosillo (UTC−7) is no school day there: Benito Juárez's birthday."
    )
    for week in (
        replace(ELENA.week, public_holidays=False),
        replace(ELENA.week, kept_holidays=frozenset(juarez)),
    ):
        teaching = replace(contact, week=week)
        assert levels("school-hours", letter([SLOT, monday], teaching), teaching) == ["ok"]


def test_a_break_stops_and_is_named_even_where_hours_are_assumed() -> None:
    trip = Break(date(2027, 3, 15), date(2027, 3, 19), "School trip")
    week = replace(assumed_week(frozenset({5, 6})), breaks=(trip,))
    contact = replace(ELENA, week=week)
    (stop,) = found("school-hours", letter(contact=contact), contact)
    assert stop.level == "stop"
    assert stop.text.endswith("is no school day there: School trip.")


def test_the_partners_own_date_decides_on_a_holiday() -> None:
    sydney = Party(
        name="Kate",
        place=Place(city="Sydney", country="AU", zone="Australia/Sydney"),
        week=SchoolWeek.parse("Mon-Fri 08:00-15:00"),
        holidays={date(2027, 1, 26): "Australia Day"},
    )
    monday_here = letter([Slot.parse("2027-01-25 16:00 America/Detroit")], sydney)  # Tuesday there
    (stop,) = found("school-hours", monday_here, sydney)
    assert "Tuesday, 26 January 2027, 08:00 in Sydney (UTC+11)" in stop.text
    assert "Australia Day" in stop.text


def test_holidays_that_nobody_knows_are_to_be_asked_about() -> None:
    contact = replace(ELENA, holidays=None)
    (advice,) = found("holidays", letter(contact=contact), contact)
    assert advice.level == "advice"
    assert "in Hermosillo" in advice.text
    assert levels("school-hours", letter(contact=contact), contact) == ["ok"]
    assert found("holidays", letter(contact=contact, slots=()), contact) == []
    teaching = replace(contact, week=replace(ELENA.week, public_holidays=False))
    assert found("holidays", letter(contact=teaching), teaching) == []


def test_assumed_hours_are_to_be_asked_for() -> None:
    contact = replace(ELENA, week=assumed_week(frozenset({5, 6})))
    assert levels("school-hours", letter(contact=contact), contact) == ["advice"]
    (advice,) = found(
        "school-hours", letter([Slot.parse("2027-03-16 16:00 America/Hermosillo")], contact), contact
    )
    assert advice.level == "advice"
    assert advice.text.endswith("is outside Elena Ruiz’s assumed school hours: ask whether it suits.")
    assert [fix.action for fix in advice.fixes] == ["find-time", "enter-hours"]


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("2027-03-16 06:30", "is too early: before 07:00 there is hardly a school in session."),  # Tuesday
        ("2027-03-16 17:30", "is too late: it ends at 18:15, and after 18:00 hardly a school is in session."),
        ("2027-03-16 23:30", "is too late: it ends at 00:15, and after 18:00 hardly a school is in session."),
        ("2027-03-20 10:00", "is out of the question: there is no school there on a Saturday."),
        ("2027-03-15 10:00", "is no school day there: a day of the town."),
    ],
)
def test_by_night_and_at_the_weekend_no_school_is_assumed_to_be_open(when: str, why: str) -> None:
    contact = replace(ELENA, week=assumed_week(frozenset({5, 6})))
    contact = replace(contact, holidays={date(2027, 3, 15): "a day of the town"})
    (stop,) = found("school-hours", letter([Slot.parse(f"{when} America/Hermosillo")], contact), contact)
    assert (stop.level, stop.text.endswith(why)) == ("stop", True), stop.text


def test_the_partners_own_weekday_counts() -> None:
    contact = replace(
        ELENA,
        place=Place(city="Cairo", country="EG", zone="Africa/Cairo"),
        week=SchoolWeek.parse("Sun-Thu 08:00-14:00"),
    )
    sunday = letter([Slot.parse("2027-03-21 09:00 Africa/Cairo")], contact)
    friday = letter([Slot.parse("2027-03-19 09:00 Africa/Cairo")], contact)
    assert levels("school-hours", sunday, contact) == ["ok"]
    assert levels("school-hours", friday, contact) == ["stop"]


def test_a_slot_that_is_past_stops() -> None:
    assert levels("past", letter(), now=datetime(2027, 3, 16, 17, 1, tzinfo=UTC)) == ["stop"]
    assert levels("past", letter(), now=datetime(2027, 3, 16, 16, 59, tzinfo=UTC)) == ["ok"]
    assert levels("past", letter()) == []


@pytest.mark.parametrize(
    ("address", "level"),
    [
        ("elena@normal.example.org", "ok"),
        ("elena@escuela-ñ.example.org", "ok"),
        ("", "stop"),
        ("elena", "stop"),
        ("elena@", "stop"),
        ("a@b.example.org, c@d.example.org", "stop"),
        ("élena@normal.example.org", "stop"),
    ],
)
def test_mail_must_be_able_to_go_there(address: str, level: str) -> None:
    contact = replace(ELENA, email=address)
    assert levels("address", letter(contact=contact), contact) == [level]


def test_a_call_at_night_on_ones_own_side_is_advised_against() -> None:
    tokyo = replace(ELENA, place=Place(city="Sapporo", country="JP", zone="Asia/Tokyo"))
    night = letter([Slot.parse("2027-03-16 14:00 Asia/Tokyo")], tokyo)
    (advice,) = found("own-hours", night, tokyo)
    assert advice.level == "advice"
    assert advice.text == "Tuesday 01:00 is outside your own hours in Detroit."
    assert [fix.action for fix in advice.fixes] == ["change-time"]


@pytest.mark.parametrize(
    ("stretch", "level"),
    [("Mon-Fri 14:00-18:00", "ok"), ("Mon-Fri 15:00-18:00", "ok"), ("Mon-Fri 16:00-18:00", "advice")],
)
def test_stretch_hours_hold_a_call_alone_or_with_ones_own(stretch: str, level: str) -> None:
    home = replace(HOME, stretch=SchoolWeek.parse(stretch))
    slot = Slot.parse("2027-03-16 14:30 America/Detroit")  # until 15:15; school is out at 15:00
    draft = compose(TEMPLATE, home, ELENA, [slot])
    (finding,) = (each for each in check(draft, home, ELENA) if each.rule == "own-hours")
    assert finding.level == level
    assert ("in your stretch hours in Detroit" in finding.text) == (level == "ok")


TURN = Slot.parse("2027-12-21 10:00 America/Hermosillo")


@pytest.mark.parametrize(
    ("slot", "week", "asked"),
    [
        (TURN, ELENA.week, True),
        (SLOT, ELENA.week, False),
        (TURN, replace(ELENA.week, breaks=Break.parse("2027-12-23..2028-01-05")), False),
        (TURN, replace(ELENA.week, terms=Break.parse("2027-08-30..2027-12-22")), False),
        (TURN, replace(ELENA.week, breaks=Break.parse("2026-12-20..2027-01-05")), True),
    ],
)
def test_around_new_year_breaks_that_are_not_known_are_to_be_asked_for(
    slot: Slot, week: SchoolWeek, asked: bool
) -> None:
    contact = replace(ELENA, week=week)
    said = [(each.level, each.text) for each in found("breaks", letter([slot], contact), contact)]
    text = "Their breaks are not known: Tuesday 21 December lies around Christmas and New Year. Ask for them."
    assert said == ([("advice", text)] if asked else [])
