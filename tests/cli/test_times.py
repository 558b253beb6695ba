"""Times from the shell."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from partnerdesk.core.times import Slot
from partnerdesk.desk import project_slots, projects
from partnerdesk.desk.book import open_book
from tests.cli.shell import NEW, done, partnerdesk

COLLEGES = (("Rosa Méndez", "Tijuana"), ("Luz Ortega", "Puebla"), ("Iván Canché", "Cancún"))


@pytest.fixture
def colleges(tmp_path: Path) -> Path:
    """A folder with a book of Ana Lee in Detroit, and a contact at each of three Mexican colleges."""
    done(tmp_path, "new", "b", *NEW, "--hours", "Mon-Fri 08:00-15:00")
    for name, city in COLLEGES:
        done(tmp_path, "add", "b", "--name", name, "--city", city, "--country", "MX",
             "--hours", "Mon-Fri 08:00-13:00", "--language", "es")  # fmt: skip
    return tmp_path


def test_times_gives_the_keys_that_scripts_read(colleges: Path) -> None:
    words = ("times", "b", "--with", "MX", "--from", "2027-03-16", "--until", "2027-03-16")
    plan = json.loads(done(colleges, *words, "--minutes", "180", "--json"))
    assert list(plan) == ["slots", "warnings"]
    (slot,) = plan["slots"]
    assert list(slot) == ["start_utc", "minutes", "score", "parties", "reasons"]
    assert (slot["start_utc"], slot["minutes"]) == ("2027-03-16T15:00:00Z", 180)
    parties = {each["name"]: each for each in slot["parties"]}
    assert list(parties["Ana Lee"]) == [
        "name", "zone", "local_start", "local_end", "utc_offset", "in_session",
    ]  # fmt: skip
    assert parties["Ana Lee"]["local_start"] == "2027-03-16T11:00-04:00"
    assert parties["Rosa Méndez"]["local_start"] == "2027-03-16T08:00-07:00"
    assert parties["Luz Ortega"]["utc_offset"] == "-06:00"
    assert all(each["in_session"] for each in slot["parties"])


def test_times_begin_in_a_week_unless_it_is_said_otherwise(colleges: Path) -> None:
    found = json.loads(done(colleges, "times", "b", "--with", "MX", "--json"))["slots"]
    notice = datetime.now(UTC) + timedelta(days=7)
    assert found
    assert all(datetime.fromisoformat(each["start_utc"]) >= notice for each in found)


def test_times_takes_ids_and_folders_and_offers_no_holiday(colleges: Path) -> None:
    words = ("times", "b", "--from", "2027-03-12", "--until", "2027-03-15", "--json")
    by_folder = json.loads(done(colleges, *words, "--with", "MX"))
    by_id = json.loads(done(colleges, *words, "--with", "2", "MX-BCN", "--with", "3", "1"))
    days = {each["start_utc"][:10] for each in by_folder["slots"]}
    assert days == {each["start_utc"][:10] for each in by_id["slots"]} == {"2027-03-12"}
    assert len(json.loads(done(colleges, *words, "--with", "MX", "--most", "2"))["slots"]) == 2


def test_times_for_a_reader_are_told_by_every_clock(colleges: Path) -> None:
    words = ("times", "b", "--with", "MX", "--from", "2027-03-16", "--until", "2027-03-16")
    lines = done(colleges, *words, "--minutes", "180").splitlines()
    assert lines[0] == "1. Tuesday, 16 March 2027, 11:00 in Detroit (UTC−4)"
    assert "   Rosa Méndez, Tijuana  08:00–11:00" in lines


def test_where_no_time_suits_the_answer_is_an_empty_list_and_help(colleges: Path) -> None:
    done(colleges, "add", "b", "--name", "Aiko Mori", "--city", "Tokyo", "--country", "JP",
         "--hours", "Mon-Fri 08:30-15:30")  # fmt: skip
    words = ("times", "b", "--with", "JP", "--from", "2027-02-03", "--until", "2027-02-03")
    plan = json.loads(done(colleges, *words, "--json"))
    assert plan["slots"] == []
    assert any("18:30" in each for each in plan["warnings"])
    assert done(colleges, *words).startswith("No time in these days suits everybody.\n")


def test_for_a_project_it_is_told_who_had_the_awkward_hour(colleges: Path) -> None:
    path = colleges / "b"
    with open_book(path) as book:
        project = projects.add(book, title="Rivers").made[0]
        project_slots.keep_slots(book, project, [Slot.parse("2026-03-17 09:00 America/Mexico_City")])
    words = ("times", "b", "--with", "2", "--from", "2027-03-16", "--until", "2027-03-16")
    said = done(colleges, *words, "--project", "rivers").splitlines()[-1]
    assert said.startswith("Last time, on Tuesday 17 March 2026:")
    assert not any("Last time" in each for each in done(colleges, *words).splitlines())


# --- the cases that the planner is shown by


def planned(folder: Path, country: str, day: str, minutes: int = 45) -> list[str]:
    """Return home's local starts on a day, in the order of the plan."""
    words = ("times", "b", "--with", country, "--from", day, "--until", day, "--minutes", str(minutes))
    plan = json.loads(done(folder, *words, "--most", "99", "--json"))
    return [slot["parties"][0]["local_start"][11:16] for slot in plan["slots"]]


@pytest.mark.parametrize(("day", "minutes"), [("2027-02-03", 120), ("2027-03-16", 180)])
def test_three_colleges_have_two_hours_in_winter_and_three_in_spring(
    colleges: Path, day: str, minutes: int
) -> None:
    assert planned(colleges, "MX", day, minutes) == ["11:00"]
    assert planned(colleges, "MX", day, minutes + 5) == []


def home_will_go(folder: Path, stretch: str, name: str, city: str, country: str, hours: str) -> None:
    done(folder, "new", "b", *NEW, "--hours", "Mon-Fri 08:00-15:00", "--stretch", stretch)
    done(folder, "add", "b", "--name", name, "--city", city, "--country", country, "--hours", hours)


def test_thursday_evening_is_friday_in_riyadh_and_not_offered(tmp_path: Path) -> None:
    home_will_go(tmp_path, "Mon-Sun 00:00-24:00", "Huda Nasser", "Riyadh", "SA", "Sun-Thu 03:00-08:00")
    assert "19:00" in planned(tmp_path, "SA", "2027-02-03")  # Wednesday: Thursday 03:00 there
    assert "19:00" not in planned(tmp_path, "SA", "2027-02-04")


@pytest.mark.parametrize(("stretch", "offered"), [("Sun 15:00-18:00", True), ("Mon-Sat 15:00-18:00", False)])
def test_sunday_afternoon_is_offered_to_sydney_where_home_goes_so_far(
    tmp_path: Path, stretch: str, offered: bool
) -> None:
    home_will_go(tmp_path, stretch, "Kim Ward", "Sydney", "AU", "Mon-Fri 08:00-15:00")
    assert ("16:00" in planned(tmp_path, "AU", "2027-02-07")) == offered


def test_the_evening_that_works_for_tokyo_is_proposed_by_its_day_there(colleges: Path) -> None:
    done(colleges, "add", "b", "--name", "Aiko Mori", "--city", "Tokyo", "--country", "JP",
         "--hours", "Mon-Fri 08:30-15:30")  # fmt: skip
    words = ("times", "b", "--with", "JP", "--from", "2027-02-03", "--until", "2027-02-03", "--json")
    warnings = json.loads(done(colleges, *words))["warnings"]
    assert any("18:30 in Detroit is Thursday 08:30 in Tokyo" in each for each in warnings)


# --- what cannot be planned is said, not fallen over


def refused(folder: Path, *words: str) -> str:
    """Return what a command that does nothing says."""
    ran = partnerdesk(folder, *words)
    assert ran.returncode
    assert not ran.stdout
    return ran.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "0001-01-01", "--until", "0001-01-10"), "too far away to plan"),
        (("--from", "9999-12-20"), "too far away to plan"),
        (("--from", "9999-12-20", "--until", "9999-12-31"), "too far away to plan"),
        (("--from", "1900-01-01", "--until", "1900-01-10"), "Take dates from 1970 to 2199"),
        (("--from", "2199-12-20"), "too far away to plan"),
        (("--from", "2027-03-19", "--until", "2027-03-08"), "end on Monday 8 March 2027, before they begin"),
    ],
)
def test_dates_that_cannot_be_planned_are_refused(colleges: Path, words: tuple[str, ...], said: str) -> None:
    assert said in refused(colleges, "times", "b", "--with", "MX", *words)


def test_more_times_than_there_can_be_are_all_of_them(colleges: Path) -> None:
    words = ("times", "b", "--with", "MX", "--from", "2027-03-16", "--until", "2027-03-16", "--json")
    found = json.loads(done(colleges, *words, "--most", "100000000000000000000"))["slots"]
    assert len(found) == len(json.loads(done(colleges, *words, "--most", "500"))["slots"]) > 1


def test_with_nobody_is_not_with_everybody(colleges: Path) -> None:
    assert "names nobody" in refused(colleges, "times", "b", "--with", "")


def test_too_many_are_counted_without_home(colleges: Path) -> None:
    for number in range(17):
        done(colleges, "add", "b", "--name", f"Guest {number}", "--city", "Puebla", "--country", "MX")
    said = refused(colleges, "times", "b", "--with", "MX")
    assert "20 partners are too many" in said
    assert "Choose 19 at the most" in said
