"""Twins among people: who is found, how sure it is, and why."""

from dataclasses import replace
from itertools import count, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.twins import Pair, Person, Strength, find

ELENA = Person(1, "Elena Ruiz", "Escuela Normal", ("elena@normal.example.org",), ("+52 222 123 4567",))
SCHOOL = "Escuela Normal"


def told(*people: Person) -> list[tuple[Strength, str]]:
    return [(pair.strength, pair.reason) for pair in find(people)]


@pytest.mark.parametrize(
    ("other", "strength", "reason"),
    [
        (
            Person(2, "Ruiz, Elena", "", ("Elena@Normal.example.org",)),
            Strength.CERTAIN,
            "same e-mail address, the names are the same but for their order",
        ),
        (
            Person(2, "elena@normal.example.org", "", ("elena@normal.example.org",)),
            Strength.CERTAIN,
            "same e-mail address, one of them without a name",
        ),
        (
            Person(2, "Marta Gil", SCHOOL, ("elena@normal.example.org",)),
            Strength.WEAK,
            "same e-mail address, but other names",
        ),
        (
            Person(2, "Elena Ruíz", "", (), ("222 123 45 67",), country="MX"),
            Strength.CERTAIN,
            "same phone, the names are the same but for accents or small words",
        ),
        (
            Person(2, "Marta Gil", SCHOOL, (), ("222 123 45 67",), country="MX"),
            Strength.WEAK,
            "same phone, but other names",
        ),
        (
            Person(2, "Ruiz, Elena", "escuela normal"),
            Strength.LIKELY,
            "the names are the same but for their order, same organisation",
        ),
        (
            Person(2, "Elena Riuz", SCHOOL),
            Strength.LIKELY,
            "the names differ by one letter, same organisation",
        ),
        (
            Person(2, "Елена Руиз", SCHOOL),
            Strength.LIKELY,
            "the names are the same in two scripts, same organisation",
        ),
        (Person(2, "Elena Ruiz"), Strength.WEAK, "the names are the same"),
    ],
)
def test_what_is_found(other: Person, strength: Strength, reason: str) -> None:
    assert told(ELENA, other) == [(strength, reason)]
    assert find([other, ELENA]) == find([ELENA, other])


@pytest.mark.parametrize(
    "other",
    [
        Person(2, "Lucía Ruiz", SCHOOL),
        Person(2, "Elena Ruiz", "Lincoln School"),
        Person(2, "Elena Riuz", "Lincoln School"),
        Person(2, "Elena Ruiz", country="PT"),
    ],
)
def test_who_is_somebody_else(other: Person) -> None:
    assert told(replace(ELENA, country="MX"), other) == []


def test_an_initial_before_two_family_names_is_asked_about() -> None:
    elena = Person(1, "Elena Ruiz Ortega", SCHOOL)
    assert told(elena, Person(2, "E. Ruiz Ortega")) == [
        (Strength.WEAK, "one name has an initial for the other’s word")
    ]
    assert told(elena, Person(2, "E. Ruiz Ortega", "Lincoln School")) == []
    assert told(elena, Person(2, "Lucía Ruiz Ortega")) == []


def test_a_family_name_in_two_scripts_is_asked_about_in_one_organisation() -> None:
    keiko = Person(1, "田中 恵子", "東京高等学校", ("keiko.tanaka@koko.example",))
    reason = "the family names are the same in two scripts"
    assert told(keiko, Person(2, "Tanaka Keiko", "東京高等学校")) == [
        (Strength.WEAK, f"{reason}, same organisation")
    ]
    assert told(keiko, Person(2, "Tanaka Keiko", "", keiko.emails)) == [
        (Strength.CERTAIN, f"same e-mail address, {reason}")
    ]
    assert told(keiko, Person(2, "Tanaka Keiko")) == []


def test_the_same_city_says_more_than_the_name_alone() -> None:
    here = Person(1, "Elena Ruiz", city="Puebla", country="MX")
    assert told(here, Person(2, "Ruiz Elena", city="PUEBLA", country="MX"))[0][0] is Strength.LIKELY
    moved = [replace(here, organisation="A"), Person(2, "Elena Ruiz", "B", city="Puebla", country="MX")]
    assert told(*moved) == [(Strength.WEAK, "the names are the same, same city, another organisation")]


def test_one_school_written_in_two_ways_is_one_in_its_city() -> None:
    bob = Person(1, "Bob Miller", "Lincoln High School", city="Detroit")
    robert = Person(2, "Robert Miller", "Lincoln High", city="Detroit")
    assert told(bob, robert) == [
        (Strength.LIKELY, "one name is a short form of the other, much the same organisation")
    ]
    for other in (
        replace(robert, city="Lincoln"),
        replace(robert, organisation="Lincoln Primary School"),
        replace(robert, name="B. Miller"),
        replace(robert, organisation="The School"),
    ):
        assert told(bob, other) == []
    assert told(replace(bob, city=""), replace(robert, city="")) == []


def test_people_of_one_school_with_its_phone_and_its_address_are_not_certain_twins() -> None:
    def staff(*names: str) -> list[Person]:
        office = (("office@normal.example.org",), ("+52 222 765 4321",))
        return [Person(key, name, SCHOOL, *office) for key, name in enumerate(names)]

    names = ("Ana Gil", "Luis Paz", "Rosa Mora", "Juan Luna", "Eva Sol", "Luis Gil")
    assert {pair.strength for pair in find(staff(*names[:3]))} == {Strength.WEAK}
    assert find(staff(*names)) == []  # more than a family: an office
    (only,) = find(staff(*names, "Gil, Ana"))
    assert (only.first, only.second, only.strength) == (0, 6, Strength.CERTAIN)


def test_a_name_that_many_have_says_nothing() -> None:
    assert find([Person(key, "Ana Silva") for key in range(40)]) == []


def test_a_crowd_in_one_organisation_is_looked_through_in_time() -> None:
    lasts = ["".join(letters) for letters in product("bcdfgklmnprst", "aeiou", "klmnr", "aeiou")]
    crowd = [Person(key, f"Maria {last}", "Network") for key, last in enumerate(lasts)]
    found = find([*crowd, Person(9_000, crowd[7].name, "Network")])
    assert (7, 9_000) in {(pair.first, pair.second) for pair in found}


def test_those_known_to_be_two_are_left_out() -> None:
    assert find([ELENA, replace(ELENA, key=2)], apart={(1, 2)}) == []


def test_the_surest_come_first() -> None:
    people = [
        Person(1, "Ana Lee"), Person(2, "Ana Lee"),
        Person(3, "Kari Dahl", emails=("k@example.org",)), Person(4, "K. Dahl", emails=("k@example.org",)),
    ]  # fmt: skip
    assert [pair.strength for pair in find(people)] == [Strength.CERTAIN, Strength.WEAK]


def test_progress_only_grows_and_ends_at_all() -> None:
    told: list[tuple[int, int]] = []
    people = [Person(key, f"Ana {key}", "Network", ("office@example.org",)) for key in range(600)]
    find(people, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (1_200, 1_200)


def test_what_progress_raises_ends_the_search() -> None:
    calls = count()

    def stop(_done: int, _total: int) -> None:
        if next(calls) == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        find([Person(key, "Ana") for key in range(2_000)], progress=stop)


people_ = st.lists(
    st.builds(
        Person,
        key=st.just(0),
        name=st.sampled_from(
            ("Ana Lee", "Lee, Ana", "Anna Lee", "A. Lee", "Pepe Paz", "José Paz", "", "Иван Петров")
        ),
        organisation=st.sampled_from(("", "Normal", "Lincoln")),
        emails=st.lists(st.sampled_from(("a@example.org", "b@example.org")), max_size=1).map(tuple),
        phones=st.lists(st.sampled_from(("+1 313 555 0142", "3135550142", "x")), max_size=1).map(tuple),
        country=st.sampled_from(("", "US", "MX")),
    ),
    max_size=9,
)


@given(people_, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter_and_nobody_is_paired_with_themselves(people, random) -> None:
    keyed = [replace(person, key=key) for key, person in enumerate(people)]
    found = find(keyed)
    assert all(pair.first < pair.second for pair in found)
    assert len({(pair.first, pair.second) for pair in found}) == len(found)
    random.shuffle(keyed)
    assert find(keyed) == found
    assert all(isinstance(pair, Pair) and pair.reason for pair in found)
