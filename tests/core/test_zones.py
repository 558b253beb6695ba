"""Zones: which names are known, and which clock each leads to."""

import subprocess
import sys
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core import zones
from partnerdesk.core.zones import UnknownZone


def rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def test_names_found_in_the_wild_become_canonical_or_are_refused(shared: Path) -> None:
    for name, expected, *_ in rows(shared / "times/names.tsv"):
        if expected == "refused":
            with pytest.raises(UnknownZone):
                zones.canonical(name)
        else:
            assert zones.canonical(name) == expected


def test_zones_come_from_the_wheel_only() -> None:
    assert zoneinfo.TZPATH == ()
    zones.use_bundled_zones()
    assert zoneinfo.TZPATH == ()


def test_a_program_that_forgot_to_ask_gets_the_bundled_zones_too() -> None:
    code = (
        "import zoneinfo; from partnerdesk.core import zones; zones.zone('Europe/Kyiv');"
        "assert zoneinfo.TZPATH == (), zoneinfo.TZPATH"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_version_is_that_of_the_data() -> None:
    assert zones.tz_version()[:4].isdigit()
    assert zones.tz_version() >= "2026f"


def test_every_zone_is_canonical_and_can_be_loaded() -> None:
    assert len(zones.all_zones()) > 400
    assert list(zones.all_zones()) == sorted(set(zones.all_zones()))
    for name in zones.all_zones():
        assert zones.canonical(name) == name
        assert zones.zone(name).key == name


def test_every_retired_name_leads_to_a_zone_with_the_same_clock() -> None:
    moments = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 4, 7, 10)]
    seen = 0
    for name in zoneinfo.available_timezones():
        try:
            target = zones.canonical(name)
        except UnknownZone:
            assert "/" not in name or name.startswith("Etc/"), name
            continue
        seen += name != target
        for moment in moments:
            old, new = (moment.astimezone(where) for where in (zoneinfo.ZoneInfo(name), zones.zone(target)))
            assert old.utcoffset() == new.utcoffset(), (name, target)
    assert seen > 100


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Europe/Stockholm", "Europe/Stockholm"),  # a country keeps its own, though Berlin has the same rules
        ("Africa/Addis_Ababa", "Africa/Addis_Ababa"),
        ("US/Michigan", "America/Detroit"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Iceland", "Atlantic/Reykjavik"),
        ("Etc/UTC", "UTC"),
        ("UTC", "UTC"),
        ("Zulu", "UTC"),
    ],
)
def test_a_name_becomes_the_one_of_its_own_country(name: str, expected: str) -> None:
    assert zones.canonical(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        *(
            "CST",
            "EST",
            "MST",
            "HST",
            "GMT",
            "EST5EDT",
            "PST8PDT",
            "CET",
            "PRC",
            "GB",
            "UTC+5",
            "utc",
            "Greenwich",
        ),
        *("Etc/GMT+5", "Etc/GMT", "Factory", "localtime", "posixrules", "zone.tab", "America", "America/"),
        *(
            "/usr/share/zoneinfo/UTC",
            "../UTC",
            "America/../UTC",
            "UTC\0",
            "UTC ",
            " ",
            "America/Detroit\n",
            "…" * 999,
        ),
    ],
)
def test_abbreviations_offsets_and_tricks_are_refused(name: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        zones.canonical(name)
    assert caught.value.field == "zone"
    assert caught.value.hint
    assert "\0" not in str(caught.value)
    assert len(str(caught.value)) < 200
    with pytest.raises(UnknownZone):
        zones.zone(name)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("america/mexico_city", "Did you mean America/Mexico_City?"),
        ("America/Mexico City", "Did you mean America/Mexico_City?"),
        ("mexico city", "Did you mean America/Mexico_City?"),
        ("europe/kiev", "Did you mean Europe/Kyiv?"),
        ("America/Hermosilo", "Did you mean America/Hermosillo?"),
        ("CST", "name the city"),
        ("UTC+5", "An offset does not know when clocks change"),
    ],
)
def test_a_refusal_says_what_to_write_instead(name: str, hint: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        zones.canonical(name)
    assert hint in caught.value.hint


@given(st.text(max_size=60))
def test_any_text_is_a_zone_or_refused(name: str) -> None:
    try:
        found, message = zones.canonical(name), ""
    except UnknownZone as error:
        found, message = "UTC", error.message
    assert found in zones.all_zones()
    assert not message or message.isprintable()


def test_a_zone_has_the_name_of_its_city() -> None:
    assert zones.zone_city("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert zones.zone_city("UTC") == "UTC"
    assert "Asia/Calcutta" in zones.former_names("Asia/Kolkata")
