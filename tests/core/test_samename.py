"""Whether two names may be one person's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.samename import Likeness, Name, likeness, slip

L = Likeness


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Elena Ruiz", "elena ruiz", L.SAME),
        ("Elena Ruiz", "Elena Ruíz", L.ACCENTS),
        ("Dra. Elena Ruiz", "Elena Ruiz", L.ACCENTS),
        ("João da Silva", "Joao Silva", L.ACCENTS),
        ("Ian MacIsaac", "Ian Mac Isaac", L.ACCENTS),
        ("山本 健太", "山本健太", L.ACCENTS),
        ("Ruiz, Elena", "Elena Ruiz", L.ORDER),
        ("健太 山本", "山本 健太", L.ORDER),
        ("明 李", "李明", L.ORDER),
        ("Pepe García", "José García", L.SHORT),
        ("Bill Smith", "Smith, William", L.SHORT),
        ("Manu Dubois", "Emmanuel Dubois", L.SHORT),
        ("Zé Gonçalves", "José Gonçalves", L.SHORT),
        ("Тарас Шевченко", "Taras Chevtchenko", L.SCRIPTS),
        ("Шевченко Ольга", "Olga Shevchenko", L.SCRIPTS),
        ("Νίκος Παπαδόπουλος", "Nikos Papadopoulos", L.SCRIPTS),
        ("Elena Ruiz", "Elena Riuz", L.SLIP),
        ("Kowalczyk Anna", "Anna Kowalcyk", L.SLIP),
        ("Elena Ruiz Ortega", "Elena Ruiz", L.PART),
        ("E. Ruiz", "Elena Ruiz", L.INITIAL),
        ("E. Ruiz Ortega", "Elena Ruiz Ortega", L.INITIAL),
        ("E. Ruiz", "Elena Ruiz Ortega", L.INITIAL),
        ("M. J. García", "María José García", L.INITIAL),
        ("田中 恵子", "Keiko Tanaka", L.FAMILY),
        ("Wang Wei", "王伟", L.FAMILY),
        ("Lee Jiwon", "이지원", L.FAMILY),
        ("Elena Ruiz 2", "Elena Ruiz", L.ACCENTS),
    ],
)
def test_what_two_names_differ_in(one: str, other: str, found: Likeness) -> None:
    assert likeness(Name(one), Name(other)) is found
    assert likeness(Name(other), Name(one)) is found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elena Ruiz", "Lucía Ruiz"),
        ("Mario Silva", "Maria Silva"),
        ("Daniel Roy", "Daniela Roy"),
        ("Ana", "Ana Lee"),  # one word in common is nobody's name
        ("E. Ruiz", "Lucía Ruiz Ortega"),
        ("佐藤 恵子", "Keiko Tanaka"),
        ("林", "Lin"),  # a family's name alone
        ("", ""),
        ("office@school.example.org", "office@school.example.org"),
        ("Li Wei", "Lu Wei"),  # too short for a slip
        ("Docente 1", "Docente 2"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert likeness(Name(one), Name(other)) is L.NONE


def test_names_that_are_alike_have_a_key_in_common() -> None:
    for one, other in (
        ("Pepe García", "José Garcia"),
        ("Ольга Иванова", "Olga Ivanova"),
        ("山本健太", "山本 健太"),
        ("田中 恵子", "Keiko Tanaka"),
        ("E. Ruiz", "Elena Ruiz Ortega"),
    ):
        assert Name(one).keys & Name(other).keys


words = st.text(st.characters(categories=["L", "P", "Zs", "Mn"], max_codepoint=0x600), max_size=20)


@given(words, words)
def test_likeness_is_the_same_from_both_sides_and_a_name_is_like_itself(one: str, other: str) -> None:
    mine, theirs = Name(one), Name(other)
    assert likeness(mine, theirs) is likeness(theirs, mine)
    assert likeness(mine, mine) is (L.SAME if mine.words else L.NONE)


@given(st.text("abcdxyz", min_size=5, max_size=9), st.data())
def test_two_neighbours_changing_places_inside_a_word_are_a_slip(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    turned = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert slip(word, turned) is (word != turned)
    assert slip(turned, word) is (word != turned)
