"""The calendar beside a letter, read by khal, another program: at the right instant in both zones."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from partnerdesk.core.times import Slot
from partnerdesk.formats import ics

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("khal") is None, reason="not on this machine: khal"),
]

SLOTS = (  # around the changes of the clocks in the United States and in Europe
    "2027-03-12 10:00 America/Hermosillo",
    "2027-03-16 10:00 America/Hermosillo",
    "2027-03-26 14:00 Europe/Lisbon",
    "2027-11-08 09:30 America/Detroit",
)


@pytest.mark.parametrize("zone", ["America/Detroit", "America/Hermosillo", "Asia/Kolkata"])
@pytest.mark.parametrize("text", SLOTS)
def test_khal_shows_the_time_at_the_right_instant(tmp_path: Path, zone: str, text: str) -> None:
    slot = Slot.parse(text)
    calendars = tmp_path / "calendars"
    calendars.mkdir()
    event = ics.Event(
        ics.uid("elena@example.org", slot.text()),
        slot,
        "El agua de aquí; y allá",
        "en ambos relojes",
        datetime(2027, 1, 1, tzinfo=UTC),
    )
    (tmp_path / "times.ics").write_bytes(ics.write([event]))
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[partners]]\npath = {calendars}\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        f"[locale]\nlocal_timezone = {zone}\ndefault_timezone = {zone}\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
        encoding="utf-8",
    )
    khal = ["khal", "-c", str(config)]
    subprocess.run(
        [*khal, "import", "--batch", "-a", "partners", str(tmp_path / "times.ics")], check=True, timeout=60
    )
    start, end = slot.local(zone), slot.end.astimezone(slot.local(zone).tzinfo)
    listed = subprocess.run(
        [*khal, "list", "--notstarted", "--format", "{start} {end-time} {title}", f"{start:%Y-%m-%d}", "1d"],
        check=True, timeout=60, capture_output=True, text=True, encoding="utf-8",
    ).stdout  # fmt: skip
    assert f"{start:%Y-%m-%d %H:%M} {end:%H:%M} El agua de aquí; y allá" in listed
