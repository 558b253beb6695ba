"""Checks of what a user typed, shared by the verbs: each returns the value to keep, or says what is wrong."""

import unicodedata
from collections.abc import Sequence

from partnerdesk.core.text import plain
from partnerdesk.errors import BadInput

MOST_IN_LINE = 500
MOST_IN_NOTE = 20_000  # letters; beyond this a text is a document, not a note


def line(value: str, field: str) -> str:
    """Return one line of plain text, white space folded."""
    text = " ".join(plain(value).split())
    if len(text) > MOST_IN_LINE:
        hint = f"Keep it under {MOST_IN_LINE}; put the rest in the notes."
        raise BadInput(f"The {field} is {len(text):,} letters long.", hint, field)
    return text


def _is_seen(char: str) -> bool:
    """Whether a character shows by itself; joiners and zero-width spaces do not."""
    return unicodedata.category(char)[0] not in "CZ"


def name(value: str) -> str:
    """Return a name of at least one letter."""
    text = line(value, "name")
    if not any(map(_is_seen, text)):
        raise BadInput("A name is needed.", "Type at least one word.", "name")
    return text


def note(value: str, field: str) -> str:
    """Return plain text of several lines."""
    text = plain(value, lines=True).strip()
    if len(text) > MOST_IN_NOTE:
        hint = f"Keep it under {MOST_IN_NOTE:,}."
        raise BadInput(f"The {field} has {len(text):,} letters.", hint, field)
    return text


def street(value: str) -> str:
    """Return the lines of a postal address above the city, without empty ones."""
    lines = (" ".join(each.split()) for each in plain(value, lines=True).split("\n"))
    text = "\n".join(filter(None, lines))
    if len(text) > MOST_IN_LINE:
        hint = f"Keep it under {MOST_IN_LINE}; put the rest in the notes."
        raise BadInput(f"The street is {len(text):,} letters long.", hint, "street")
    return text


def tag(value: str) -> str:
    """Return a tag's name, without the mark that it may be typed with."""
    word = line(value, "tags").lstrip("#").strip()
    if not word or "," in word:
        raise BadInput("A tag is one or a few words without commas.", "Type them one by one.", "tags")
    return word


def languages(codes: Sequence[str]) -> tuple[str, ...]:
    """Return language codes (BCP 47: ``es``, ``pt-BR``, ``zh-Hant``) in their order, each once."""
    from partnerdesk.core.wording import language_tag

    tags = {code: language_tag(code) for code in codes}
    for code, tag in tags.items():
        if not tag:
            raise BadInput(f"“{code}” is no language code.", "Use codes such as es, en, pt-BR.", "languages")
    return tuple(dict.fromkeys(tags.values()))


def email(value: str) -> str:
    """Return an e-mail address, its domain in lower case; what is written in front of the @ stays."""
    from email_validator import EmailNotValidError, validate_email

    text = line(value, "email")
    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise BadInput(
            f"“{text}” is not an e-mail address: {error}", "Check the spelling.", "email"
        ) from None


def phone(value: str) -> str:
    """Return a phone number as it was typed."""
    text = line(value, "phone")
    if sum(letter.isdigit() for letter in text) < 3:
        raise BadInput(f"“{text}” is not a phone number.", "Type at least three digits.", "phone")
    return text
