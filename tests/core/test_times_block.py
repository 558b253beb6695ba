"""The block of times in a letter is replaced where it still stands, whatever was written round it."""

import pytest

from partnerdesk.core.facts import SlotWords
from partnerdesk.core.times_block import block, retimed, with_times

MONDAY = SlotWords("Monday, 10:00 in Puebla", "Monday, 12:00 in Detroit", 45)
TUESDAY = SlotWords("Tuesday, 10:00 in Puebla", "Tuesday, 12:00 in Detroit", 45)
LONG = SlotWords("Friday, 9:00 in Puebla", "Friday, 11:00 in Detroit", 90)


def letter(times: str) -> str:
    return f"My own words.\n\n{times}\n\nMore of mine.\n\nAna"


@pytest.mark.parametrize("new", [[TUESDAY], [MONDAY, TUESDAY], [TUESDAY, LONG], [LONG]])
@pytest.mark.parametrize("old", [[MONDAY], [TUESDAY, MONDAY], [MONDAY, LONG]])
@pytest.mark.parametrize("with_minutes", [False, True])
def test_the_block_is_replaced_within_the_text(
    old: list[SlotWords], new: list[SlotWords], with_minutes: bool
) -> None:
    before = letter(block(old, "en", with_minutes=with_minutes))
    # Where the lengths of old times differ, they stand in the block, and then do those of the new ones
    with_minutes = with_minutes or LONG in old
    assert retimed(before, old, new, "en") == letter(block(new, "en", with_minutes=with_minutes))


def test_lines_that_stand_apart_are_replaced_one_for_one() -> None:
    before = f"First {MONDAY.theirs} ({MONDAY.ours}), then {TUESDAY.theirs} ({TUESDAY.ours})."
    after = f"First {TUESDAY.theirs} ({TUESDAY.ours}), then {LONG.theirs} ({LONG.ours})."
    assert retimed(before, [MONDAY, TUESDAY], [TUESDAY, LONG], "en") == after
    assert retimed(before, [MONDAY, TUESDAY], [LONG], "en") is None


def test_times_changed_by_hand_are_left_and_can_be_put_in_before_the_signature() -> None:
    by_hand = letter(block([MONDAY], "en").replace("10:00", "ten"))
    assert retimed(by_hand, [MONDAY], [TUESDAY], "en") is None
    assert retimed(letter(""), [], [TUESDAY], "en") is None
    put_in = with_times(by_hand, [TUESDAY], "Ana", "en")
    assert put_in.endswith(f"{block([TUESDAY], 'en', with_minutes=True)}\n\nMore of mine.\n\nAna")
    assert with_times(put_in, [TUESDAY], "Ana", "en") == put_in
