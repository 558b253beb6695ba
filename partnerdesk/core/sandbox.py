"""The sandbox: a template is checked, compiled and rendered here, and nowhere else.

Templates are data from strangers. Jinja2's own sandbox stops neither a text of 10 GB nor a compiler that
works out such a text in advance: so ``core.allowed`` looks first, the compiler works nothing out, and what
comes out is counted.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from partnerdesk.core.allowed import FILTERS, Fault, check_tokens, check_tree
from partnerdesk.core.facts import PartyWords, ProjectWords, SlotWords, Words
from partnerdesk.core.templates import MOST_BYTES, Template, take_apart
from partnerdesk.errors import TemplateError

MOST_LETTERS = 64 * 1024
"""How long a rendered subject or body may be."""

_READABLE = {
    words: frozenset(field.name for field in fields(words)) for words in (PartyWords, ProjectWords, SlotWords)
}
_FAILED = (jinja2.TemplateError, ArithmeticError, MemoryError, RecursionError, TypeError, ValueError)
_UNREADABLE = (MemoryError, OverflowError, RecursionError, SyntaxError, ValueError)


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
        _piece(template.subject, template.key, subject_line),
        _piece(template.body, template.key, parts.body_line),
    )


def _piece(text: str, key: str, first_line: int) -> jinja2.Template:
    """Check one piece, and compile the very tree that was checked."""
    try:
        check_tokens(_ENVIRONMENT.lex(text))
        tree = _ENVIRONMENT.parse(text)
        check_tree(tree)
        return _ENVIRONMENT.from_string(tree)
    except Fault as fault:
        raise TemplateError(fault.message, fault.hint, key, first_line + fault.line - 1) from None
    except jinja2.TemplateSyntaxError as error:
        reason = (error.message or "it breaks off").partition(". ")[0].rstrip(".")
        message = f"This cannot be read as a template: {reason[:1].lower()}{reason[1:]}."
        hint = "Look for a brace, a quote or an 'endif' that is missing here or above."
        raise TemplateError(message, hint, key, first_line + error.lineno - 1) from None
    except _UNREADABLE as error:
        message = "This template is too tangled to be read."
        raise TemplateError(message, "Simplify it.", key, first_line) from error
