"""Rules of reading: a letter that is understood at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnerdesk.core.bilingual import halves
from partnerdesk.core.checklist.finding import Finding, Fix, Place
from partnerdesk.core.checklist.letter import Letter, Span, sentences

LONGEST_LETTER = 260  # words
LONGEST_SENTENCE = 36
LONGEST_PARAGRAPH = 90
MOST_SENTENCES = 5  # in one paragraph
LONGEST_SUBJECT = 60  # letters: what a telephone shows of it

# Scripts that set no spaces between words: two letters are about one word.
_SPACELESS = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_BULLET = " \t-–•*·0123456789.)"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def count_words(text: str) -> int:
    """Count the words of a text in any script."""
    spaceless = len(_SPACELESS.findall(text))
    return len(_WORD.findall(_SPACELESS.sub(" ", text))) + (spaceless + 1) // 2


def length(letter: Letter) -> Iterator[Finding]:
    """Advise to be short; of a letter in two languages each text counts alone, as each reader reads one."""
    above = len(halves(letter.draft.body)[0])
    counts = [0, 0]
    for paragraph in letter.paragraphs:
        counts[paragraph.start > above] += count_words(paragraph.text)
    count = max(counts)
    if count > LONGEST_LETTER:
        text = f"The letter has {count:,} words: with fewer than {LONGEST_LETTER} it is read at once."
        yield Finding("length", "advice", text)
    else:
        yield Finding("length", "ok", "It is short enough to be read at once.")


def sentence_length(letter: Letter) -> Iterator[Finding]:
    """Advise to break the longest sentence."""
    longest = max(letter.sentences, key=lambda each: count_words(each.text), default=None)
    count = count_words(longest.text) if longest else 0
    if longest and count > LONGEST_SENTENCE:
        text = f"A sentence has {count} words (“{_start(longest.text)}”): make two of it."
        yield Finding("sentences", "advice", text, Place("body", longest.start, longest.end))
    else:
        yield Finding("sentences", "ok", "No sentence is too long.")


def paragraphs(letter: Letter) -> Iterator[Finding]:
    """Advise to keep to one idea a paragraph; a list has one on each line."""
    for paragraph in letter.paragraphs:
        found = list(sentences(paragraph))
        if "\n" in paragraph.text:
            continue
        if len(found) <= MOST_SENTENCES and count_words(paragraph.text) <= LONGEST_PARAGRAPH:
            continue
        text = f"A paragraph holds a lot (“{_start(paragraph.text)}”): one idea is enough for each."
        place = Place("body", paragraph.start, paragraph.end)
        yield Finding("paragraphs", "advice", text, place, _broken(letter.draft.body, paragraph, found))
        return
    yield Finding("paragraphs", "ok", "One idea a paragraph.")


def _broken(body: str, paragraph: Span, found: list[Span]) -> tuple[Fix, ...]:
    """Return the edit that breaks a paragraph at the end of the sentence nearest to its middle."""
    middle = (paragraph.start + paragraph.end) / 2
    ends = [each.start for each in found[1:] if body[each.start - 1] == " "]
    if not ends:
        return ()
    at = min(ends, key=lambda each: abs(each - middle))
    start = len(body[:at].rstrip())
    return (Fix("Break it in two", "edit", Place("body", start, at), "\n\n"),)


def subject(letter: Letter) -> Iterator[Finding]:
    """Stop without a subject; advise to keep it under 60 letters."""
    text = letter.draft.subject
    write = Fix("Write a subject", "edit-subject")
    if not text.strip():
        yield Finding("subject", "stop", "The letter has no subject.", fixes=(write,))
    elif len(text) >= LONGEST_SUBJECT:
        said = f"The subject has {len(text)} letters: many screens show fewer than {LONGEST_SUBJECT}."
        place = Place("subject", 0, len(text))
        yield Finding("subject", "advice", said, place, _shorter(text, place))
    else:
        yield Finding("subject", "ok", "The subject is short.")


def _shorter(text: str, place: Place) -> tuple[Fix, ...]:
    """Return the edit that keeps what stands after a colon, if that will do, and the way to the subject."""
    rest = text.partition(":")[2].strip()
    by_hand = Fix("Shorten it", "edit-subject")
    if 8 <= len(rest) < LONGEST_SUBJECT:
        return Fix(f"Keep “{rest}”", "edit", place, rest[0].upper() + rest[1:]), by_hand
    return (by_hand,)


def times_as_list(letter: Letter) -> Iterator[Finding]:
    """Advise to give each time a line of its own."""
    body, draft = letter.draft.body, letter.draft
    if not draft.slots:
        return
    start = 0
    for line in body.split("\n"):
        told = [text for text in letter.times if text in line]
        inside = told and line[: line.index(told[0])].strip(_BULLET)
        if told and (inside or count_words(line) > count_words(told[0]) + 8):
            text = "A time stands inside a sentence: give each a line of its own."
            yield Finding(
                "times-list",
                "advice",
                text,
                Place("body", start, start + len(line)),
                _lined(start, line, told),
            )
            return
        start += len(line) + 1
    yield Finding("times-list", "ok", "Each time has a line of its own.")


def _lined(start: int, line: str, told: list[str]) -> tuple[Fix, ...]:
    """Return the edit that sets a time off from its sentence."""
    at = line.index(told[0])
    end = at + len(told[0])
    before, after = line[:at].rstrip(), line[end:].lstrip(" .,;:)")
    new = f"{before}\n\n    {told[0]}\n\n{after}" if after else f"{before}\n\n    {told[0]}"
    return (Fix("Give it a line", "edit", Place("body", start, start + len(line)), new),)


def _start(text: str) -> str:
    """Return how a text begins, for a sentence about it."""
    first = " ".join(text.split()[:5])
    return f"{first[:48].rstrip()} …"
