"""Projects: what we want to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

from partnerdesk.core.text import fold
from partnerdesk.core.times import LONGEST, SHORTEST
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
    languages: tuple[str, ...]
    opens: date | None
    closes: date | None
    ours_does: str
    ours_gains: str
    theirs_does: str
    theirs_gains: str
    open_to_change: str
    their_curriculum: str
    their_equipment: str
    why_them: str
    their_wish: str
    partners_wanted: int
    state: str


def add(book: Book, **fields: Unpack[ProjectFields]) -> Changes:
    """Add a project; ``made`` holds its key.

    Raises:
        BadInput: no title, or one that another project has; minutes that no slot can have.

    """
    from partnerdesk.storage.records import Project

    title = _title(book, fields.get("title", ""))
    with book.write(f"Added the project {title}") as writing:
        project = Project()
        _fill(project, fields, title)
        writing.session.add(project)
        writing.session.flush()
        writing.made = (project.id,)
    return writing.changes


def edit(book: Book, project_id: int, **fields: Unpack[ProjectFields]) -> Changes:
    """Change what is given of a project; the rest stays.

    Raises:
        BadInput: as ``add``.
        NotFound: there is no such project.

    """
    from partnerdesk.storage.records import Project

    title = _title(book, fields["title"], but=project_id) if "title" in fields else ""
    with book.write("Changed a project") as writing:
        project = writing.session.get(Project, project_id)
        if project is None:
            raise NotFound("That project is no longer in the book.", "Choose another one.")
        _fill(project, fields, title or project.title)
        writing.label = f"Changed the project {project.title}"
        writing.made = (project.id,)
    return writing.changes


def _title(book: Book, text: str, but: int | None = None) -> str:
    """Return a title that no other project has."""
    title = typed.line(text, "title")
    if not title:
        raise BadInput("A project needs a title.", "Say in a few words what you want to do.", "title")
    if any(fold(other.title) == fold(title) and other.id != but for other in listed(book)):
        raise BadInput(f"There is a project “{title}” already.", "Choose another title.", "title")
    return title


def _fill(project: Project, fields: ProjectFields, title: str) -> None:
    minutes = fields.get("minutes", SHORTEST)
    if not SHORTEST <= minutes <= LONGEST:
        raise BadInput(
            f"{minutes} minutes are no length for a meeting.", f"Say {SHORTEST} to {LONGEST}.", "minutes"
        )
    for key, value in fields.items():
        setattr(project, key, typed.note(value, key) if isinstance(value, str) else value)
    project.title = title


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
