"""The sandbox: a template is checked, compiled and rendered here, and nowhere else.

Templates are data from strangers. Jinja2's own sandbox stops neither a text of 10 GB nor a compiler that
works out such a text in advance: so ``core.allowed`` looks first, the compiler works nothing out, and what
comes out is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from partnerdesk.core import timeless
from partnerdesk.core.allowed import FILTERS, Fault, check_tokens, faults
from partnerdesk.core.facts import PartyWords, ProjectWords, SlotWords, Words
from partnerdesk.core.templates import MOST_BYTES, Template, take_apart
from partnerdesk.errors import TemplateError

MOST_LETTERS = 64 * 1024
"""How long a rendered subject or body may be."""

_READABLE = {
    words: frozenset(field.name for field in fields(words)) for words in (PartyWords, ProjectWords, SlotWords)
}
_MOST_MISTAKES = 20  # told at once
_EMPTY = {
    "subject": ("The subject is empty.", "Say in a few words what the letter is about."),
    "body": ("The letter itself is missing.", "Write what it says."),
}
_TANGLED = Fault(1, "This template is too tangled to be read.", "Simplify it.")
_PAIRS = "Facts stand in {{ and }}, tags in {% and %}."
_NAME_ONE = "Name one fact, as in {{ contact.name }}."
# What Jinja's lexer and parser say first, and how that is told to somebody who never heard of them.
_SAID = (
    (r"expected an expression, got 'end of", "Nothing stands between these braces.", _NAME_ONE),
    (r"unexpected '[%}]*}'|unexpected '\)'|unexpected '\]'", "This brace has no partner.", _PAIRS),
    (r"expected token 'end of [^']*', got '(.*)'", "“{0}” is too much here.", _NAME_ONE),
    (r"expected token '.*', got 'end of", "Something is missing between these braces.", _NAME_ONE),
    (r"unexpected end of template", "The template breaks off between two braces.", "Close them: }} or %}."),
    (r"unexpected char (\"'\"|'\"')", "A quote is opened here and never closed.", "Write the other quote."),
    (r"expected name or number", "Something is missing after the dot.", _NAME_ONE),
    (r"expected token ':'", "Braces may not stand in other braces.", _NAME_ONE),
    (r"unexpected char (.*) at \d+", "{0} may not stand between braces.", _NAME_ONE),
    (r"missing end of comment", "A note that begins with {{# is never closed.", "Write #} where it ends."),
    (r"tag name expected", "Nothing stands between these braces.", "Templates have 'if' and 'for'."),
)  # fmt: skip
_Looks = tuple[Callable[[nodes.Template], Iterator[Fault]], ...]
_SUBJECT: _Looks = (timeless.in_subject,)
_NOTE = re.compile(r"\{#.*?#\}", re.DOTALL)
_INSIDE = r"(?:(?!\}\}|%\}|\{\{|\{%|\n[ \t]*\n).)*"
_CLOSED_TWICE = r"(?:\{\{|\{%)[^{}\n]*[}%]\}[^{}\n]*[}%]\}"  # braces in braces, which are told otherwise
_OPENS = r"\{\{|\{%"
_UNCLOSED = re.compile(
    rf"({_OPENS})(?:(?={_INSIDE}\n){_INSIDE}(?={_OPENS}|\n[ \t]*\n|\Z)"
    rf"|{_INSIDE}(?!{_CLOSED_TWICE})(?={_OPENS}))",
    re.DOTALL,
)
_FAILED = (jinja2.TemplateError, ArithmeticError, MemoryError, RecursionError, TypeError, ValueError)
_UNREADABLE = (MemoryError, OverflowError, RecursionError, SyntaxError, ValueError)


@dataclass(frozen=True)
class Mistake:
    """What is wrong at a place of a template.

    Attributes:
        part: ``subject`` or ``body``.
        line: counted from 1 in that part.
        message: what is wrong.
        hint: what to write instead.
        empty: whether nothing is written there yet.

    """

    part: str
    line: int
    message: str
    hint: str
    empty: bool = False


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, which gives a template nothing but the fields of the words, at run time too."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of the words; anything else is left to the sandbox's own rules."""
        if attribute in _READABLE.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def _environment() -> _Environment:
    environment = _Environment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for table in (environment.globals, environment.tests, environment.filters):
        table.clear()
    environment.filters.update(FILTERS)
    return environment


_ENVIRONMENT = _environment()


def check(template: Template) -> None:
    """Check subject and body against the allow-list, and compile them.

    Raises:
        TemplateError: with the template's key, the line in its source, and what to write instead.

    """
    _compiled(template)


def render(template: Template, words: Words) -> tuple[str, str]:
    """Return the rendered subject and body; the data in ``words`` are printed, never read as a template.

    Raises:
        TemplateError: the template is not allowed (it is checked here too), or the letter grows too long.

    """
    subject, body = _compiled(template)
    facts = {field.name: getattr(words, field.name) for field in fields(words)}
    return _bounded(subject, facts, template), _bounded(body, facts, template)


def _bounded(compiled: jinja2.Template, facts: dict[str, object], template: Template) -> str:
    chunks: list[str] = []
    room = MOST_LETTERS
    try:
        for chunk in compiled.generate(facts):
            room -= len(chunk)
            if room < 0:
                message = "The letter grows longer than 64 KB."
                raise TemplateError(message, "Shorten the template or what it prints.", template.key)
            chunks.append(chunk)
    except _FAILED as error:
        message = "The letter cannot be made from this template."
        raise TemplateError(message, "Simplify it.", template.key) from error
    return "".join(chunks)


@lru_cache(maxsize=64)
def _compiled(template: Template) -> tuple[jinja2.Template, jinja2.Template]:
    if len(template.source.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise TemplateError("A template may be 32 KB long at the most.", "Shorten it.", template.key)
    parts = take_apart(template.source, template.key)
    subject_line = parts.headers.get("Subject", (1, ""))[0]
    return (
        _piece(template.subject, _SUBJECT, template.key, subject_line),
        _piece(
            template.body,
            _looks_at(proposes_times=template.proposes_times or "Times" not in parts.headers),
            template.key,
            parts.body_line,
        ),
    )


@lru_cache(maxsize=256)
def mistakes(subject: str, body: str, *, proposes_times: bool = True) -> tuple[Mistake, ...]:
    """Return all that is wrong with a template's two pieces, each at its line; empty: it can be used."""
    found = []
    for part, text, looks in (
        ("subject", subject, _SUBJECT),
        ("body", body, _looks_at(proposes_times=proposes_times)),
    ):
        if not text.strip():
            found.append(Mistake(part, 1, *_EMPTY[part], empty=True))
        wrong = _read(text, looks)[1][:_MOST_MISTAKES]
        found += [Mistake(part, fault.line, fault.message, fault.hint) for fault in wrong]
    return tuple(found)


def _looks_at(*, proposes_times: bool) -> _Looks:
    """Return what is looked for in a letter's body."""
    return () if proposes_times else (timeless.in_letter,)


def _piece(text: str, looks: _Looks, key: str, first_line: int) -> jinja2.Template:
    """Check one piece, and compile the very tree that was checked."""
    tree, wrong = _read(text, looks)
    for fault in wrong:
        raise TemplateError(fault.message, fault.hint, key, first_line + fault.line - 1)
    try:
        return _ENVIRONMENT.from_string(tree)
    except (jinja2.TemplateSyntaxError, *_UNREADABLE) as error:
        raise TemplateError(_TANGLED.message, _TANGLED.hint, key, first_line) from error


def _read(text: str, looks: _Looks) -> tuple[nodes.Template, list[Fault]]:
    """Return a piece's syntax tree and all that is wrong with it; where there is a fault, not to be used."""
    try:
        check_tokens(_ENVIRONMENT.lex(text))
        tree = _ENVIRONMENT.parse(text)
        misplaced = [fault for look in looks for fault in look(tree)]
        return tree, sorted([*faults(tree), *misplaced], key=lambda fault: fault.line)
    except Fault as fault:
        return nodes.Template([]), [_never_closed(text) or fault]
    except jinja2.TemplateSyntaxError as error:
        message, hint = _in_plain_words((error.message or "it breaks off").partition(". ")[0].rstrip("."))
        return nodes.Template([]), [_never_closed(text) or Fault(error.lineno, message, hint)]
    except _UNREADABLE:
        return nodes.Template([]), [_TANGLED]


def _never_closed(text: str) -> Fault | None:
    """Return what is wrong where a pair of braces is not closed by the next pair or the paragraph's end.

    Jinja reads on there, and blames the next line.
    """
    found = _UNCLOSED.search(_NOTE.sub(_blanks, text))
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    close = {"{{": "}}", "{%": "%}"}[found[1]]
    return Fault(line, f"“{found[1]}” is opened here and never closed.", f"Write {close} where it ends.")


def _blanks(found: re.Match[str]) -> str:
    """Return blanks as long as what was found, line ends kept."""
    return re.sub(r"[^\n]", " ", found[0])


def _in_plain_words(reason: str) -> tuple[str, str]:
    """Return a message and a hint for what Jinja's parser says."""
    for said, message, hint in _SAID:
        if found := re.match(said, reason, re.IGNORECASE):
            return message.format(*found.groups()), hint
    message = f"This cannot be read as a template: {reason[:1].lower()}{reason[1:]}."
    return message, "Look for a brace or a quote that is missing here or above."
