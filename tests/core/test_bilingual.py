"""One letter, two languages: theirs above, ours below."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core import bilingual
from partnerdesk.core.bilingual import DIVIDER, also_in, halves, joined, together
from partnerdesk.core.checklist import check
from partnerdesk.core.drafting import Draft, Party, compose, local_times
from partnerdesk.core.hours import SchoolWeek
from partnerdesk.core.places import Place
from partnerdesk.core.times import Slot
from partnerdesk.desk import templates
from partnerdesk.formats import mail, mailread

HOME = Party(
    name="Ana Lee",
    place=Place(city="Detroit", country="US", zone="America/Detroit"),
    week=SchoolWeek.parse("Mon-Fri 08:00-15:00"),
    languages=("en", "es"),
    email="ana@lincoln.example.org",
)
ELENA = Party(
    name="Elena Ruiz",
    greeting="Estimada profesora Ruiz",
    place=Place(city="Hermosillo", country="MX", zone="America/Hermosillo"),
    week=SchoolWeek.parse("Mon-Fri 08:00-13:00"),
    languages=("es",),
    email="elena@normal.example.org",
)
SLOT = Slot.parse("2027-03-16 10:00 America/Hermosillo")


def letter(key: str = "first-proposal") -> Draft:
    shelf = templates.shelf()
    theirs, ours = (compose(shelf.named(key, asked=code), HOME, ELENA, (SLOT,)) for code in ("es", "en"))
    return joined(theirs, ours)


def test_both_texts_have_the_times_in_their_own_words() -> None:
    draft = letter()
    above, below = halves(draft.body)
    for code, text in (("es", above), ("en", below)):
        assert all(line in text for line in local_times(SLOT, HOME, ELENA, code))
    assert above.startswith("Estimada profesora Ruiz:")
    assert below.startswith("Dear Elena Ruiz,")
    assert draft.slots == (SLOT,)
    assert (draft.language, draft.also) == ("es", "en")
    assert not any(each.level == "stop" for each in check(draft, HOME, ELENA))


def test_the_subject_is_theirs_or_both_where_both_are_short() -> None:
    assert letter().subject == "¿Una videollamada entre nuestras clases?"
    short, other = replace(letter(), subject="Nuestras clases"), replace(letter(), subject="Our classes")
    assert joined(short, other).subject == "Nuestras clases / Our classes"
    assert joined(short, short).subject == "Nuestras clases"


def test_the_language_below_is_known_again() -> None:
    draft = letter()
    assert also_in(draft.body, "es", HOME, ELENA, draft.slots) == "en"
    assert also_in(halves(draft.body)[0], "es", HOME, ELENA, draft.slots) == ""
    french = replace(HOME, languages=("fr", "en"))
    assert also_in(draft.body, "es", french, ELENA, draft.slots) == "en"
    assert also_in(draft.body, "es", french, ELENA, ()) == "fr"


@pytest.mark.parametrize("code", ["es", "en"])
@pytest.mark.parametrize("whose", [0, 1])
@pytest.mark.parametrize(("right", "wrong"), [("16", "17"), (":00", ":30")])
def test_a_time_edited_in_either_text_is_found_there_and_put_right(
    code: str, whose: int, right: str, wrong: str
) -> None:
    draft = letter()
    line = local_times(SLOT, HOME, ELENA, code)[whose]
    said = line.replace(right, wrong, 1)
    edited = replace(draft, body=draft.body.replace(line, said))
    (found,) = (each for each in check(edited, HOME, ELENA) if each.rule == "both-times")
    assert found.level == "stop"
    assert found.place
    assert said in edited.body[found.place.start : found.place.end]
    assert found.fixes[0].applied(edited.subject, edited.body)[1] == draft.body
    assert also_in(edited.body, "es", replace(HOME, languages=("fr", "en")), ELENA, (SLOT,)) == "en"


def test_times_taken_out_of_one_text_are_put_in_again() -> None:
    draft = letter()
    above, below = halves(draft.body)
    for line in local_times(SLOT, HOME, ELENA, "en"):
        below = below.replace(line, "")
    edited = replace(draft, body=together(above, below))
    (found,) = (each for each in check(edited, HOME, ELENA) if each.rule == "both-times")
    assert found.level == "stop"
    mended = found.fixes[0].applied(edited.subject, edited.body)[1]
    assert all(line in halves(mended)[1] for line in local_times(SLOT, HOME, ELENA, "en"))
    assert halves(mended)[0] == above


def test_a_file_says_both_languages_and_gives_the_letter_back() -> None:
    draft = letter()
    written = mail.write(draft)
    assert b"Content-Language: es, en\r\n" in written
    assert mailread.read(written) == draft


@given(st.text(alphabet="ab* \n"), st.text(alphabet="ab* \n", min_size=1))
def test_two_texts_are_told_apart_again(above: str, below: str) -> None:
    if DIVIDER not in above + DIVIDER[:-1]:
        assert halves(together(above, below)) == (above, below)
    assert together(above, "") == above
    assert bilingual.base("pt-BR") == bilingual.base("PT") == "pt"
