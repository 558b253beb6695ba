"""Rules of people: from whom, to whom and how they are addressed, and when we wrote last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnerdesk.core import wording
from partnerdesk.core.checklist import words
from partnerdesk.core.checklist.finding import Finding, Fix, Place
from partnerdesk.core.checklist.letter import NOBODY, Letter, Span
from partnerdesk.core.times import day_words
from partnerdesk.core.zones import zone as zone_named

PATIENCE = 7
"""Days between two letters to one contact."""

_HELLO = {"en": "Dear {},", "es": "Buenos días, {}:", "fr": "Bonjour {},", "pt": "Olá, {},"}
_OPEN = Fix("Open the contact", "open-contact")


def address(letter: Letter) -> Iterator[Finding]:
    """Stop without an address that mail can go to, advise where it came back; no network is asked."""
    # Loaded only now: it takes longer than the rest of the list
    from email_validator import EmailNotValidError, validate_email

    to = letter.draft.to.address
    if not to:
        who = "The contact" if letter.reader == NOBODY else letter.reader
        text = f"{who} has no e-mail address: add one, or copy the letter."
        yield Finding("address", "stop", text, fixes=(_OPEN,))
        return
    try:
        checked = validate_email(to, check_deliverability=False)
    except EmailNotValidError:
        text = f"Mail cannot go to “{to}”: correct the address."
        yield Finding("address", "stop", text, fixes=(_OPEN,))
        return
    if checked.ascii_email is None:
        text = (
            f"Most mail servers refuse letters such as those before the @ of “{to}”: ask for another address."
        )
        yield Finding("address", "stop", text, fixes=(_OPEN,))  # nor is a file made with it
    elif to.casefold() in letter.known.returned:
        text = f"Your last letter came back from {to}: look for another address."
        yield Finding("address", "advice", text, fixes=(_OPEN,))
    elif letter.known.strange:
        text = f"{to} is no address of {letter.reader} in the book: look whether it still works."
        yield Finding("address", "advice", text, fixes=(_OPEN,))
    else:
        yield Finding("address", "ok", "The address is well-formed.")


def one_recipient(letter: Letter) -> Iterator[Finding]:
    """Stop where a letter goes to several people: nobody answers for all."""
    count = letter.known.recipients
    if count > 1:
        text = f"The letter goes to {count:,} addresses at once: write one letter to each."
        yield Finding("one-recipient", "stop", text)
    else:
        yield Finding("one-recipient", "ok", "It goes to one person.")


def sender(letter: Letter) -> Iterator[Finding]:
    """Stop without a name of our own; advise to sign with it."""
    name, body = letter.draft.sender.name or letter.home.name, letter.draft.body
    if not name.strip():
        text = "Nobody is named as the sender: say who you are."
        yield Finding("sender", "stop", text, fixes=(Fix("Fill in", "fill-home"),))
        return
    end = " ".join(re.split(r"\n\s*\n", body)[-3:])
    if letter.signature < len(body) or words.name_tokens(name) & set(re.findall(r"\w+", words.folded(end))):
        yield Finding("sender", "ok", "It is signed with your name.")
        return
    at = len(body.rstrip())
    signed = letter.home.signature.strip() or name
    fix = Fix("Sign it", "edit", Place("body", at, len(body)), f"\n\n{signed}")
    yield Finding("sender", "advice", "The letter is not signed with your name.", fixes=(fix,))


def right_name(letter: Letter) -> Iterator[Finding]:
    """Stop at a greeting of somebody else; advise to greet them by name."""
    tokens = words.name_tokens(letter.contact.name)
    if not (tokens and letter.paragraphs):
        return
    first = letter.paragraphs[0]
    line = Span(first.text.split("\n")[0], first.start)
    said = words.folded(line.text)
    greeting = words.folded(letter.contact.greeting).rstrip(" ,;:.")
    if (greeting and greeting in said) or _names(tokens, said):
        yield Finding("name", "ok", f"It greets {letter.reader}.", Place("body", line.start, line.end))
        return
    opening = words.begins("greeting", said, letter.languages)
    if opening is None:
        yield _not_greeted(letter)
        return
    rest = line.text[opening.end() :]
    named = [each for each in re.finditer(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*", rest) if words.is_a_name(each[0])]
    if named:
        start, end = (opening.end() + each for each in (named[0].start(), named[-1].end()))
        place = Place("body", line.start + start, line.start + end)
        text = f"The letter greets “{line.text[start:end]}” and goes to {letter.reader}."
        yield Finding(
            "name", "stop", text, place, (Fix("Put the name right", "edit", place, letter.contact.name),)
        )
    else:
        yield _not_greeted(letter, Place("body", line.start, line.end))


def _names(tokens: set[str], said: str) -> bool:
    """Say whether a word of a name stands in a text; inside a word in scripts without spaces."""
    return any(
        re.search(rf"(?<![a-z]){re.escape(each)}(?![a-z])" if each.isascii() else re.escape(each), said)
        for each in tokens
    )


def _not_greeted(letter: Letter, greeting: Place | None = None) -> Finding:
    if not letter.languages:
        text = f"Could not tell whether it greets {letter.reader} by name: the language is not read here."
        return Finding("name", "ok", text, known=False)
    hello = (letter.contact.greeting.rstrip(" ,;:.") + ",") if letter.contact.greeting else ""
    hello = hello or _HELLO[letter.languages[0]].format(letter.contact.name)
    new = hello if greeting else f"{hello}\n\n"
    fix = Fix("Greet them by name", "edit", greeting or Place("body", 0, 0), new)
    return Finding("name", "advice", f"It does not greet {letter.reader} by name.", greeting, (fix,))


def right_language(letter: Letter) -> Iterator[Finding]:
    """Advise to write in a language that they read."""
    reads = [_base(code) for code in letter.contact.languages]
    spoken = letter.languages or tuple(filter(None, (_base(letter.draft.language),)))
    if not reads:
        text = f"Which languages {letter.reader} reads is not known: ask, or fill them in."
        yield Finding("language", "advice", text, fixes=(_OPEN,))
    elif not spoken:
        yield Finding("language", "ok", "Could not tell which language the letter is in.", known=False)
    elif set(spoken) & set(reads):
        named = " and ".join(wording.language_name(code) for code in spoken)
        yield Finding("language", "ok", f"It is in {named}, which they read.")
    else:
        named = " and ".join(wording.language_name(code) for code in letter.contact.languages)
        text = f"The letter is in {wording.language_name(spoken[0])}; {letter.reader} reads {named}."
        yield Finding("language", "advice", text, fixes=(Fix("Choose the language", "choose-language"),))


def _base(code: str) -> str:
    return code.replace("_", "-").partition("-")[0].lower()


_ASKED = {
    "sent": "and wait for their answer: a reminder goes on from that",
    "replied": "and they answered: answer them",
    "agreed": "and they agreed",
}


def goes_on(letter: Letter) -> Iterator[Finding]:
    """Advise against going on from what there never was, and against asking for the first time twice."""
    here = zone_named(letter.home.place.zone or "UTC")
    unread = letter.known.unread if letter.known.follows != "answer" else None
    if unread is not None:
        on = day_words(unread.astimezone(here).date(), weekday=False)
        text = f"{letter.reader} wrote on {on}, and this letter does not answer that: read it first."
        yield Finding("goes-on", "advice", text, fixes=(_OPEN,))
    if letter.known.asked is not None and not (unread and letter.known.asked[0] == "replied"):
        state, at = letter.known.asked
        on = day_words(at.astimezone(here).date(), weekday=False)
        text = f"You asked {letter.reader} about this on {on}, {_ASKED.get(state, 'already')}."
        if state == "declined":
            text = f"{letter.reader} declined this on {on}: ask again only if something has changed."
        yield Finding("goes-on", "advice", text)
    follows, had = letter.known.follows, letter.known.had
    if not follows or had is None or follows in had:
        return
    if follows == "answer":
        text = f"It answers {letter.reader}, of whom there is no answer in the book."
    elif had:
        return  # they wrote to us first
    else:
        text = f"It goes on from an earlier letter to {letter.reader}, and the book has none."
    yield Finding("goes-on", "advice", f"{text} Is it the right template?")


def patience(letter: Letter) -> Iterator[Finding]:
    """Advise to wait where the last letter went out less than a week ago and is not answered yet."""
    last = letter.known.last_letter
    if letter.now is None or letter.known.follows == "answer" or letter.corrects:
        return  # an answer or a correction is not to wait
    days = max(0, (letter.now - last).days) if last else PATIENCE  # a clock may have been ahead
    if days >= PATIENCE:
        yield Finding("last-letter", "ok", "No letter of yours has gone to them in the last week.")
        return
    ago = {0: "less than a day", 1: "one day"}.get(days, f"{days} days")
    text = f"Your last letter to {letter.reader} was written {ago} ago: if it has gone out, give it a week."
    yield Finding("last-letter", "advice", text)
