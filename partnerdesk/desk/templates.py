"""Templates to write with: those that come with the program, and files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from partnerdesk import paths
from partnerdesk.core.templates import MOST_BYTES, Template, parse_template
from partnerdesk.errors import NotFound, TemplateError

_ENDING = ".txt"


@cache
def built_in() -> tuple[Template, ...]:
    """Return the templates that come with the program, by key, then language."""
    files = sorted(paths.resource("templates").glob(f"*{_ENDING}"))
    # first-proposal.es.txt: what stands before the language is the key
    return tuple(parse_template(_text(file, file.name), file.name.partition(".")[0]) for file in files)


def load(path: Path) -> Template:
    """Read a template from a file; its key is the file's name.

    Raises:
        NotFound: there is no such file.
        TemplateError: the file cannot be read, is no UTF-8 text, or is not a template; names the line.

    """
    return parse_template(_text(path, path.name), path.name)


def languages(key: str) -> tuple[str, ...]:
    """Return the languages in which there is a built-in template ``key``."""
    return tuple(template.language for template in built_in() if template.key == key)


def named(
    key: str,
    contact_languages: Iterable[str] = (),
    home_languages: Iterable[str] = (),
    asked: str | None = None,
) -> Template:
    """Return the built-in template ``key`` in the language that suits the contact, or the one asked for.

    Raises:
        NotFound: there is no such template; the message names those there are.
        BadInput: it is not there in the language asked for.

    """
    from partnerdesk.core.drafting import choose_language

    found = {template.language: template for template in built_in() if template.key == key}
    if not found:
        raise _unknown(key)
    return found[choose_language(tuple(found), contact_languages, home_languages, asked)]


def find(name_or_file: str) -> str | Template:
    """Return what the command line's ``--template NAME|FILE`` means: a built-in key, else a file's template.

    A built-in name is never taken for a file of that name; ``./reminder`` is the file.

    Raises:
        NotFound: it is neither.
        TemplateError: the file is not a template.

    """
    if languages(name_or_file):
        return name_or_file
    path = Path(name_or_file)
    if name_or_file != path.name or path.suffix or os.path.isfile(path):  # noqa: PTH113 - never raises
        return load(path)
    raise _unknown(name_or_file)


def _unknown(key: str) -> NotFound:
    keys = sorted({template.key for template in built_in()})
    near = get_close_matches(key.casefold(), keys, 1)
    hint = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(keys)}; or give a file."
    return NotFound(f"There is no template called '{key}'.", hint)


def _text(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1024)  # what is longer is refused by its length, unread
    except FileNotFoundError:
        raise NotFound(f"There is no file '{path}'.", "Look at its name and folder.") from None
    except OSError as error:
        message = f"The file cannot be read ({error.strerror or 'it is not a plain file'})."
        raise TemplateError(message, "Choose a text file that you may open.", name) from None
    except ValueError:  # a NUL in the name
        raise NotFound("A file's name cannot hold such a character.", "Look at its name.") from None
    if len(data) > MOST_BYTES:
        raise TemplateError("A template may be 32 KB long at the most.", "Shorten it.", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TemplateError("The file is not UTF-8 text.", "Save it as UTF-8.", name, line) from None
