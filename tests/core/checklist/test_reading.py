"""Understood at a glance: short, in short sentences and paragraphs, the times as a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerdesk.core.bilingual import DIVIDER
from partnerdesk.core.checklist.reading import LONGEST_SUBJECT, count_words
from partnerdesk.core.drafting import local_times
from tests.core.checklist.parties import BODIES, ELENA, HOME, SLOT, found, letter, level, mended

WORDS = {"en": "water ", "es": "agua ", "fr": "eau ", "pt": "água "}


@pytest.mark.parametrize("language", BODIES)
def test_a_long_letter_is_advised_against(language: str) -> None:
    many = "\n\n".join(f"{WORDS[language] * 25}." for _ in range(12))
    assert level("length", letter(language, body=many)) == "advice"
    assert level("length", letter(language)) == "ok"


@pytest.mark.parametrize("language", BODIES)
def test_the_longest_sentence_is_named_and_found(language: str) -> None:
    long = f"{WORDS[language] * 40}."
    draft = letter(language, body=BODIES[language].replace("TIMES", f"{long}\n\nTIMES"))
    (finding,) = found("sentences", draft)
    assert finding.level == "advice"
    assert finding.place
    assert draft.body[finding.place.start : finding.place.end] == long
    assert level("sentences", letter(language)) == "ok"


def test_a_list_is_no_sentence_and_times_are_no_prose() -> None:
    rows = "\n".join(f"- {WORDS['en'] * 10}" for _ in range(8))
    assert level("sentences", letter(body=f"Dear Elena,\n\n{rows}\n\nTIMES")) == "ok"


def test_a_crowded_paragraph_is_broken_where_a_sentence_ends() -> None:
    crowded = "One idea is here. " * 4 + "Another idea is there. " * 4
    draft = letter(body=f"Dear Elena,\n\n{crowded.strip()}\n\nTIMES")
    (finding,) = found("paragraphs", draft)
    assert finding.level == "advice"
    assert "One idea is here.\n\nAnother idea" in mended(draft, finding).body
    assert level("paragraphs", mended(draft, finding)) == "ok"


def test_a_subject_is_shorter_than_sixty_letters() -> None:
    assert level("subject", letter(subject="x" * (LONGEST_SUBJECT - 1))) == "ok"
    assert level("subject", letter(subject="x" * LONGEST_SUBJECT)) == "advice"
    assert level("subject", letter(subject=" ")) == "stop"
    draft = letter(subject="A project that we would love to do with one of your classes: two rivers")
    (finding,) = found("subject", draft)
    assert mended(draft, finding).subject == "Two rivers"


@pytest.mark.parametrize("language", BODIES)
def test_a_time_in_a_sentence_is_set_off(language: str) -> None:
    theirs, ours = local_times(SLOT, HOME, ELENA, language)
    inside = f"We thought that perhaps we could all meet on {theirs}, if that is good for you.\n\n{ours}"
    draft = letter(language, body=f"Dear Elena,\n\n{inside}\n\nAna Lee")
    (finding,) = found("times-list", draft)
    assert finding.level == "advice"
    better = mended(draft, finding)
    assert f"\n\n    {theirs}\n\n" in better.body
    assert level("times-list", better) == "ok"
    assert level("times-list", letter(language)) == "ok"


def test_words_are_counted_in_any_script() -> None:
    assert count_words("Would this time suit you?") == 5
    assert count_words("l’école d’été") == 2
    assert count_words("私たちの学校") == 3
    assert count_words("") == 0


@given(st.text(max_size=200), st.text(max_size=200))
def test_more_text_never_has_fewer_words(one: str, other: str) -> None:
    assert count_words(f"{one}\n{other}") >= max(count_words(one), count_words(other))


def test_a_letter_in_two_languages_is_as_long_as_the_longer_of_its_texts() -> None:
    text = "Word after word. " * 60
    draft = letter(body=f"{text}{DIVIDER}{text}")
    assert level("length", draft) == "ok"
    assert level("length", letter(body=f"{text}{DIVIDER}{text * 2}")) == "advice"
