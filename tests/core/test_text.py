"""Text as it is searched and as it is kept."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerdesk.core import text as module
from partnerdesk.core.text import fold, fold_all, plain, tokens

# Everything that a file can hold, lone surrogates too: they come out of broken JSON and of file names.
ANY = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("São Paulo", "sao paulo"),
        ("Muñoz", "munoz"),
        ("MÜNCHEN", "munchen"),
        ("Łódź", "lodz"),
        ("Đặng Ngọc", "dang ngoc"),
        ("Straße", "strasse"),
        ("Ærøskøbing", "aeroskobing"),
        ("Diyarbakır", "diyarbakir"),
        ("İzmir", "izmir"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("O’Neil", "o'neil"),
        ("Ho‘olehua", "ho'olehua"),
        ("1999–2005", "1999-2005"),
        ("ｶﾞｸ", "ガク"),
    ],
)
def test_accents_case_and_width_do_not_matter(written: str, asked: str) -> None:
    assert fold(written) == asked


@pytest.mark.parametrize("text", ["田中", "が", "김민수", "c++", "near("])
def test_other_scripts_and_odd_input_stay(text: str) -> None:
    assert fold(text) == text


def test_letters_told_apart_by_voicing_marks_stay_apart() -> None:
    assert fold("が") != fold("か")


def test_decomposed_text_folds_like_composed_text() -> None:
    for text in ("Muñoz", "김민수", "がく", "Đặng"):
        assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_soft_hyphens_and_joiners_do_not_split_a_word() -> None:
    assert fold("Her\u00admo\u200bsillo") == "hermosillo"


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY, ANY)
def test_folding_does_not_depend_on_what_follows_a_space(one: str, two: str) -> None:
    assert fold(f"{one} {two}") == f"{fold(one)} {fold(two)}"


@given(ANY)
def test_case_never_matters(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


def test_every_character_folds_for_good() -> None:
    assert [code for code in range(0x3000) if fold(fold(chr(code))) != fold(chr(code))] == []


def test_tokens_are_the_folded_words() -> None:
    assert tokens("  Elena\tMuñoz\n") == ("elena", "munoz")
    assert tokens(" \t\n") == ()
    assert tokens("") == ()


@given(ANY)
def test_tokens_hold_no_white_space(text: str) -> None:
    assert all(token and token.split() == [token] for token in tokens(text))


def test_plain_removes_what_no_reader_should_meet() -> None:
    assert plain("a\x00b\x07c\ufeffd") == "abcd"
    assert plain("safe\u202egpj.exe") == "safegpj.exe"
    assert plain("\ud800") == "\ufffd"


def test_plain_keeps_letters_and_direction_marks_of_real_text() -> None:
    for text in ("Elena Ruiz", "مدرسة", "שלום", "田中", "e\u0301", "👩‍🏫", "\u200fאב"):
        assert plain(text) == text


def test_plain_text_is_one_line_unless_lines_are_wanted() -> None:
    text = "a\r\nb\rc\nd\u2028e\u2029f\tg"
    assert plain(text) == "a b c d e f g"
    assert plain(text, lines=True) == "a\nb\nc\nd\ne\nf g"


@given(ANY, st.booleans())
def test_plain_text_can_be_stored_and_is_left_alone_next_time(text: str, lines: bool) -> None:
    once = plain(text, lines=lines)
    assert plain(once, lines=lines) == once
    once.encode()
    assert not any(unicodedata.category(char) == "Cc" and char != "\n" for char in once)
    assert lines or "\n" not in once


def test_long_latin_text_folds_as_a_whole_as_letter_by_letter() -> None:
    for code in range(0x3000):
        word = f"a{chr(code)}B" * 11
        assert len(word) > module._SHORT
        assert fold(word) == unicodedata.normalize("NFC", word.translate(module._FOLDS)), hex(code)


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("aZé ´`“łが゙\u0301-@\x1f\n9"), max_size=6), max_size=4))
def test_texts_fold_together_as_each_does(texts: list[str]) -> None:
    assert fold_all(texts) == [*map(fold, texts)]
