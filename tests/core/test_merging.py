"""What two cards of one person come to."""

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.cards import Card
from partnerdesk.core.merging import CHOICES, disputed, merged


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


def test_an_address_of_several_lines_is_said_in_the_notes_once() -> None:
    ours, theirs = Card(name="Ana", street="Rua 1"), Card(name="Ana", street="Rua 2\nCasa 3")
    both = merged(ours, theirs)
    assert both.notes == "Address: Rua 2, Casa 3"
    assert merged(both, theirs) == both


def test_a_country_alone_that_is_another_one_is_said() -> None:
    ours = Card(name="Ana", city="Porto", country="PT")
    assert merged(ours, Card(name="Ana", country="BR")).notes == "Place: BR"
    assert merged(ours, Card(name="Ana", country="PT")) == ours


def test_only_where_both_say_something_else_there_is_a_choice() -> None:
    ours = Card(name="Ana Lima", role="Teacher", organisation="Escola", city="Porto", country="PT")
    assert disputed(ours, Card(name="ANA LIMA", role="", web="https://a.example", country="PT")) == ()
    assert disputed(ours, Card(name="Rui", role="Head", city="Lisboa", country="PT")) == (
        "name",
        "role",
        "place",
    )


def test_the_second_one_counts_where_it_is_chosen_and_says_something() -> None:
    ours = Card(name="Ana", role="Teacher", emails=(("ana@escola.example", ""),))
    theirs = Card(name="ana@escola.example", role="Head", emails=ours.emails)
    both = merged(ours, theirs, ("name", "role", "web"))
    assert (both.name, both.role, both.notes) == ("Ana", "Head", "")


def test_the_spelling_with_accents_is_not_lost() -> None:
    plain, right = Card(name="Jose Garcia"), Card(name="José García")
    both = merged(plain, right)
    assert (both.name, both.notes) == ("Jose Garcia", "Also: José García")
    assert merged(both, right) == both
    assert disputed(plain, right) == ("name",)
    assert merged(plain, right, ("name",)).name == "José García"
    assert merged(right, plain) == right
    assert disputed(right, plain) == ()


_ONE: Final = ("name", "greeting", "role", "organisation", "street", "postcode", "web", "source",
               "source_detail", "introduced_by", "city", "region", "country", "zone")  # fmt: skip
_CARDS: Final = st.builds(
    Card,
    name=st.sampled_from(("Ana", "Rui")),
    city=st.sampled_from(("", "Puebla", "Monterrey")),
    region=st.sampled_from(("", "PUE", "NLE")),
    country=st.sampled_from(("", "MX", "US")),
    zone=st.sampled_from(("", "America/Mexico_City", "America/Monterrey")),
    role=st.sampled_from(("", "Teacher", "Head")),
    organisation=st.sampled_from(("", "Escuela", "Colegio")),
    web=st.sampled_from(("", "https://a.example")),
    source=st.sampled_from(("", "conference", "introduction")),
    introduced_by=st.sampled_from(("", "Bob Ray", "Eve Ng")),
    notes=st.sampled_from(("", "Likes maps")),
)


@given(_CARDS, _CARDS)
def test_nothing_of_the_first_is_emptied_or_changed_without_a_word(first: Card, second: Card) -> None:
    both = merged(first, second)
    for field in _ONE:
        before, after = getattr(first, field), getattr(both, field)
        assert not before or after == before or (field == "zone" and before in both.notes)
    assert first.notes in both.notes
    assert merged(both, second) == both


@given(_CARDS, _CARDS, st.lists(st.sampled_from(sorted(CHOICES)), unique=True))
def test_the_same_card_again_changes_nothing_whatever_is_chosen(
    first: Card, second: Card, theirs: list[str]
) -> None:
    both = merged(first, second, theirs)
    assert merged(both, second, theirs) == both


@given(_CARDS, _CARDS)
def test_nothing_of_the_second_place_is_lost(first: Card, second: Card) -> None:
    both = merged(first, second)
    for field in ("city", "country"):
        value = getattr(second, field)
        assert not value or value == getattr(both, field) or value in both.notes


def test_a_country_alone_leaves_the_region_and_the_zone_of_it() -> None:
    ours = Card(name="Elena", region="PUE", country="MX", zone="America/Mexico_City")
    assert merged(ours, Card(name="Elena", country="MX")) == ours
    theirs = Card(name="Elena", region="NLE", country="MX", zone="America/Monterrey")
    assert merged(ours, theirs) == ours.but({"notes": "Place: NLE, MX"})
    assert disputed(ours, theirs) == ("place",)
    exact = merged(ours, Card(name="Elena", city="Cholula", region="PUE", country="MX"))
    assert (exact.city, exact.region, exact.zone) == ("Cholula", "PUE", "America/Mexico_City")
