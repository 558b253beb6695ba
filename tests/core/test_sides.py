"""A project that one class alone gains from is noted, kindly."""

import pytest

from partnerdesk.core.sides import Sides


@pytest.mark.parametrize(
    ("sides", "begins"),
    [
        (Sides(), ""),
        (Sides("shows photos", "sees a town", "shows photos", "sees a river"), ""),
        (Sides(ours_gains="practises its Spanish"), "What does their class gain?"),
        (Sides(theirs_gains="sees a river"), "What does our class gain?"),
        (Sides("", "sees a town", "shows photos", "sees a river"), "What does our class do?"),
        (Sides("shows photos", "sees a town", "", "sees a river"), "What does their class do?"),
        (Sides("shows", "word " * 30, "shows", "a word"), "Our class gains much more"),
        (Sides("shows", "word " * 11, "shows", "a word"), ""),
    ],
)
def test_what_is_one_sided_is_asked_about(sides: Sides, begins: str) -> None:
    note = sides.note()
    assert note.startswith(begins)
    assert bool(note) == bool(begins)
