"""What two cards of one person come to."""

from partnerdesk.core.cards import Card
from partnerdesk.core.merging import merged


def test_what_the_first_says_twice_stays_so_that_what_is_new_comes_after_it() -> None:
    ours = Card(name="Ana", phones=(("+52 222 111", ""), ("+52222111", "work")))
    both = merged(ours, Card(name="Ana", phones=(("+33 999", ""), ("+52 222 111", ""))))
    assert both.phones == (*ours.phones, ("+33 999", ""))


def test_a_note_is_new_unless_it_stands_there_as_lines_of_its_own() -> None:
    ours = Card(name="Ana", notes="not available on 15 May")
    assert merged(ours, Card(name="Ana", notes="available on 15 May")).notes == (
        "not available on 15 May\navailable on 15 May"
    )
    assert merged(ours, ours) == ours
