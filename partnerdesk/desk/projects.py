"""Projects: what we want to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from partnerdesk.core.text import fold
from partnerdesk.desk import typed
from partnerdesk.desk.book import Book, Changes
from partnerdesk.errors import BadInput, NotFound

if TYPE_CHECKING:
    from partnerdesk.storage.records import Project


class ProjectFields(TypedDict, total=False):
    """What can be said of a project."""

    title: str
    subject: str
    ages: str
    minutes: int
    medium: str
    language: str
    ours_does: str
    ours_gains: str
    theirs_does: str
    theirs_gains: str
    open_to_change: str
    partners_wanted: int
    state: str


def add(book: Book, **fields: Unpack[ProjectFields]) -> Changes:
    """Add a project; ``made`` holds its key.

    Raises:
        BadInput: no title, or one that another project has.

    """
    from partnerdesk.storage.records import Project

    title = typed.line(fields.get("title", ""), "title")
    if not title:
        raise BadInput("A project needs a title.", "Say in a few words what you want to do.", "title")
    if any(fold(other.title) == fold(title) for other in listed(book)):
        raise BadInput(f"There is a project “{title}” already.", "Choose another title.", "title")
    with book.write(f"Added the project {title}") as writing:
        project = Project()
        for key, value in fields.items():
            setattr(project, key, typed.note(value, key) if isinstance(value, str) else value)
        project.title = title
        writing.session.add(project)
        writing.session.flush()
        writing.made = (project.id,)
    return writing.changes


def listed(book: Book) -> list[Project]:
    """Return all projects, by title, detached."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Project

    with book.read() as session:
        return sorted(session.scalars(select(Project)), key=lambda each: fold(each.title))


def named(book: Book, title: str) -> Project:
    """Return the project of that title, whatever its case and accents.

    Raises:
        NotFound: there is none; the message names those there are.

    """
    found = listed(book)
    for each in found:
        if fold(each.title) == fold(title):
            return each
    there = ", ".join(f"“{each.title}”" for each in found) or "none yet"
    raise NotFound(f"There is no project “{title}”.", f"The book's projects: {there}.")
