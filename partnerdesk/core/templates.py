"""Templates: the value, and the reading of a template's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Template:
    """A Jinja text with subject and body, in one language.

    ``key`` is what the command line calls it (``first-proposal``), ``name`` what the window shows. ``source`` is
    the whole text with its header lines. A template that ``proposes_times`` needs at least one slot.
    """

    key: str
    name: str
    language: str
    subject: str
    body: str
    proposes_times: bool
    source: str
