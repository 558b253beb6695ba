"""Templates: the value, and the reading of a template's text.

A template's text begins with header lines, then comes a blank line, then the letter::

    Name: First proposal
    Language: es
    Times: yes
    Purpose: general
    Subject: ¿Una videollamada entre nuestras clases?

    Buenos días, {{ contact.name }}:

``Subject`` and ``Language`` are needed. ``Times: yes`` says that the letter proposes times: it needs a slot.
``Purpose`` says what it is for (``core.purposes``), so that a copy of the correction corrects; without one it
is a letter like any other. What may stand between the braces is told in ``core.allowed``.
"""

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from partnerdesk.core.purposes import GENERAL, PURPOSES, Purpose
from partnerdesk.core.wording import language_tag
from partnerdesk.errors import TemplateError

MOST_BYTES = 32 * 1024
"""How long a template's text may be, in bytes of UTF-8."""

LETTER_LINE = 7
"""The line of a text from :func:`written` at which the letter begins."""

_HEADERS = ("Name", "Language", "Times", "Purpose", "Subject")
_OWN_TIMES = re.compile(r"\{[{%][^{}]*\b(?:times|slots)\b")
_HEAD_HINT = "Begin with 'Name:', 'Language:', 'Times:' and 'Subject:', each on a line; then an empty line."


@dataclass(frozen=True)
class Template:
    """A Jinja text with subject and body, in one language.

    ``key`` is what the command line calls it (``first-proposal``; a file's name for a template from a file),
    ``name`` what the window shows. ``source`` is the whole text with its header lines. A template that
    ``proposes_times`` needs at least one slot.
    """

    key: str
    name: str
    language: str
    subject: str
    body: str
    proposes_times: bool
    source: str
    purpose: Purpose = GENERAL

    @property
    def takes_times(self) -> bool:
        """Whether a letter may give times: it proposes some, has a place for them, or does not say."""
        silent = "Times" not in take_apart(self.source, self.key).headers
        return self.proposes_times or silent or bool(_OWN_TIMES.search(self.source))


@dataclass(frozen=True)
class Parts:
    """A template's text taken apart: header lines by name as (line, value), the letter, its first line."""

    headers: dict[str, tuple[int, str]]
    body: str
    body_line: int


def take_apart(source: str, template: str) -> Parts:
    """Split a template's text into header lines and letter; lines count from 1.

    Raises:
        TemplateError: a header line is unknown, given twice or is none; ``template`` names the template.

    """
    lines = source.split("\n")
    headers: dict[str, tuple[int, str]] = {}
    number = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            break
        name, colon, value = line.partition(":")
        known = next((header for header in _HEADERS if header.casefold() == name.strip().casefold()), "")
        if not (known and colon):
            near = get_close_matches(name.strip().capitalize(), _HEADERS, 1) if colon else []
            hint = f"Did you mean '{near[0]}:'?" if near else _HEAD_HINT
            raise TemplateError(f"'{_shown(line)}' is not a header line.", hint, template, number)
        if known in headers:
            raise TemplateError(f"'{known}:' is given twice.", "Keep one of the two lines.", template, number)
        headers[known] = (number, value.strip())
    return Parts(headers, "\n".join(lines[number:]), number + 1)


def written(
    name: str, language: str, subject: str, body: str, *, proposes_times: bool, purpose: str = GENERAL
) -> str:
    """Write a template's whole text, as it is read; its letter begins at ``LETTER_LINE``."""
    times = "yes" if proposes_times else "no"
    head = {"Name": name, "Language": language, "Times": times, "Purpose": purpose, "Subject": subject}
    return "".join(f"{header}: {value}\n" for header, value in head.items()) + f"\n{body}"


def rewritten(template: Template, subject: str, body: str) -> Template:
    """Return a template with another subject and body."""
    said = (template.name, template.language, subject, body)
    source = written(*said, proposes_times=template.proposes_times, purpose=template.purpose)
    return replace(template, subject=subject, body=body, source=source)


def parse_template(text: str, key: str) -> Template:
    """Read a template's text and check all of it, so that a template that exists can be rendered.

    Args:
        text: the whole text, header lines first; any kind of line ends.
        key: what the template is called, also in messages.

    Raises:
        TemplateError: the text is too long, lacks a header, or says what is not allowed; names the line.

    """
    from partnerdesk.core import sandbox  # Jinja2 takes longer to load than the window's first paint may wait

    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(source.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise TemplateError("A template may be 32 KB long at the most.", "Shorten it.", key)
    parts = take_apart(source, key)
    template = Template(
        key=key,
        name=parts.headers.get("Name", (0, ""))[1] or key,
        language=_language(parts, key),
        subject=_needed(parts, "Subject", key),
        body=parts.body,
        proposes_times=_yes(parts, key),
        source=source,
        purpose=_purpose(parts, key),
    )
    if not parts.body.strip():
        raise TemplateError("The letter itself is missing.", _HEAD_HINT, key, parts.body_line)
    sandbox.check(template)
    return template


def _needed(parts: Parts, header: str, key: str) -> str:
    line, value = parts.headers.get(header, (1, ""))
    if not value:
        raise TemplateError(f"'{header}:' is missing.", _HEAD_HINT, key, line)
    return value


def _language(parts: Parts, key: str) -> str:
    value = _needed(parts, "Language", key)
    tag = language_tag(value, named=False)
    if not tag:
        hint = "Write the code of a language that is spoken, such as 'en', 'es' or 'pt-BR'."
        line = parts.headers["Language"][0]
        raise TemplateError(f"'{_shown(value)}' is the code of no language.", hint, key, line)
    return tag


def _yes(parts: Parts, key: str) -> bool:
    line, value = parts.headers.get("Times", (0, "no"))
    if value.casefold() not in {"yes", "no"}:
        raise TemplateError(f"'Times: {_shown(value)}' is neither yes nor no.", "Write yes or no.", key, line)
    return value.casefold() == "yes"


def _purpose(parts: Parts, key: str) -> Purpose:
    line, value = parts.headers.get("Purpose", (0, GENERAL))
    found = PURPOSES.get(value.casefold())
    if found is None:
        hint = f"Write one of: {', '.join(PURPOSES)}."
        raise TemplateError(f"'{_shown(value)}' is no purpose of a template.", hint, key, line)
    return found


def _shown(text: str) -> str:
    """Return a short, printable form of a piece of a template, for a message."""
    text = "".join(char if char.isprintable() else " " for char in text.strip())
    return text if len(text) <= 40 else text[:39] + "…"
