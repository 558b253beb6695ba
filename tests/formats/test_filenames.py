"""File names that every system takes."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.formats.mail import file_name

DAY = date(2027, 3, 16)


def test_a_name_says_who_and_when() -> None:
    assert file_name("Ma. Fernanda Ríos", DAY, "eml") == "Ma. Fernanda Ríos 2027-03-16.eml"
    assert file_name("山田 花子", DAY, ".ics") == "山田 花子 2027-03-16.ics"


def test_a_second_one_is_numbered_whatever_its_case() -> None:
    taken: set[str] = set()
    names = []
    for person in ("Elena Ruiz", "ELENA RUIZ", "elena ruiz", "José", "Jose\u0301"):
        names.append(file_name(person, DAY, "eml", taken))
        taken.add(names[-1].casefold())
    assert names == [
        "Elena Ruiz 2027-03-16.eml",
        "ELENA RUIZ 2027-03-16 (2).eml",
        "elena ruiz 2027-03-16 (3).eml",
        "José 2027-03-16.eml",
        "José 2027-03-16 (2).eml",
    ]
    assert file_name("José", DAY, "eml", {"jose\u0301 2027-03-16.eml"}) == "José 2027-03-16 (2).eml"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_any_person_makes_a_safe_name(person: str) -> None:
    name = file_name(person, DAY, "eml")
    assert name.endswith(" 2027-03-16.eml")
    assert len(name.encode()) <= 200
    assert name.isprintable()
    assert not set(name) & set('/\\:*?"<>|')
    assert name[0] not in " .-~"
