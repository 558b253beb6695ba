"""Projects: what we want to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

from partnerdesk.core.schoolyear import span_words
from partnerdesk.core.text import fold
from partnerdesk.core.times import LONGEST, SHORTEST
from partnerdesk.desk import typed
from partnerdesk.desk.book import Book, Changes
from partnerdesk.errors import BadInput, NotFound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from partnerdesk.storage.records import Project as Project

STATES = ("planning", "seeking", "filled", "done")
"""What a project goes through, in this order; it may go back too."""

MOST_PARTNERS = 99
"""A project asks for so many partners at the most."""

_LINES = frozenset({"subject", "ages", "medium"})  # fields of one line; the other texts have several
_NEW = "New project"


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
        BadInput: no title, or one that another project has; a value that cannot be; ``field`` names it.

    """
    from partnerdesk.storage.records import Project

    title = typed.line(fields.get("title", ""), "title")
    with book.write(f"Added the project {title}") as writing:
        _refuse_taken(writing.session, title)
        project = Project()
        _fill(project, fields, title)
        writing.session.add(project)
        writing.session.flush()
        writing.made = (project.id,)
    return writing.changes


def begin(book: Book) -> Changes:
    """Add a project that nothing is said of yet, under a title that is still free; ``made`` holds its key."""
    taken = {fold(each.title) for each in _all(book)}
    titles = (_NEW, *(f"{_NEW} {number}" for number in range(2, len(taken) + 3)))
    return add(book, title=next(each for each in titles if fold(each) not in taken))


def edit(book: Book, project_id: int, **fields: Unpack[ProjectFields]) -> Changes:
    """Change what is given of a project; the rest stays.

    Raises:
        BadInput: as ``add``.
        NotFound: there is no such project.

    """
    with book.write("Changed a project") as writing:
        project = live(writing.session, project_id)
        title = project.title
        if "title" in fields:
            title = typed.line(fields["title"], "title")
            _refuse_taken(writing.session, title, but=project_id)
        _fill(project, fields, title)
        writing.label = f"Changed the project {project.title}"
        writing.made = (project.id,)
    return writing.changes


def trash(book: Book, project_id: int) -> Changes:
    """Move a project to Trash; its partners and times stay with it.

    Raises:
        NotFound: there is no such project.

    """
    with book.write("Moved a project to Trash") as writing:
        project = live(writing.session, project_id)
        project.trashed_at = writing.now
        writing.label = f"{project.title} moved to Trash"
    return writing.changes


def restore(book: Book, project_id: int) -> Changes:
    """Take a project out of Trash.

    Raises:
        NotFound: there is no such project.

    """
    with book.write("Restored a project") as writing:
        project = _any(writing.session, project_id)
        project.trashed_at = None
        writing.label = f"Restored {project.title}"
    return writing.changes


def _refuse_taken(session: Session, title: str, but: int | None = None) -> None:
    """Refuse an empty title, and one that another project has, in Trash too: it may come back."""
    from sqlalchemy import select

    from partnerdesk.storage.records import Project

    if not title:
        raise BadInput("A project needs a title.", "Say in a few words what you want to do.", "title")
    for key, other, thrown in session.execute(select(Project.id, Project.title, Project.trashed_at)):
        if key != but and fold(other) == fold(title):
            where = " in Trash" if thrown else ""
            raise BadInput(f"There is a project “{title}”{where} already.", "Choose another title.", "title")


def _fill(project: Project, fields: ProjectFields, title: str) -> None:
    """Put checked values into the record; none of them where one cannot be."""
    values: dict[str, object] = {}
    for key, value in fields.items():
        if isinstance(value, str):
            values[key] = typed.line(value, key) if key in _LINES else typed.note(value, key)
        else:
            values[key] = value
    if "languages" in fields:
        values["languages"] = typed.languages(fields["languages"])
    _check(fields, fields.get("opens", project.opens), fields.get("closes", project.closes))
    for key, checked in values.items():
        setattr(project, key, checked)
    project.title = title


def _check(fields: ProjectFields, opens: date | None, closes: date | None) -> None:
    minutes = fields.get("minutes", SHORTEST)
    if not SHORTEST <= minutes <= LONGEST:
        raise BadInput(
            f"{minutes} minutes are no length for a meeting.", f"Say {SHORTEST} to {LONGEST}.", "minutes"
        )
    wanted = fields.get("partners_wanted", 1)
    if not 1 <= wanted <= MOST_PARTNERS:
        raise BadInput(
            f"{wanted} partners cannot be looked for.", f"Say 1 to {MOST_PARTNERS}.", "partners_wanted"
        )
    state = fields.get("state", "planning")
    if state not in STATES:
        raise BadInput(f"A project is never “{state}”.", f"Say {', '.join(STATES)}.", "state")
    if opens and closes and closes < opens:
        field = "opens" if "opens" in fields and "closes" not in fields else "closes"
        raise BadInput(
            f"The window closes on {span_words(closes, closes, year=True)}, before it opens.",
            "Set the later day last.",
            field,
        )


def live(session: Session, project_id: int) -> Project:
    """Return a project.

    Raises:
        NotFound: it is not there, or in Trash.

    """
    project = _any(session, project_id)
    if project.trashed_at is not None:
        raise NotFound(f"The project {project.title} is in Trash.", "Restore it first.")
    return project


def _any(session: Session, project_id: int) -> Project:
    from partnerdesk.storage.records import Project

    project = session.get(Project, project_id)
    if project is None:
        raise NotFound("That project is no longer in the book.", "Choose another one.")
    return project


def get(book: Book, project_id: int) -> Project:
    """Return a project, detached.

    Raises:
        NotFound: it is not there, or in Trash.

    """
    with book.read() as session:
        return live(session, project_id)


def listed(book: Book) -> list[Project]:
    """Return all projects that are not in Trash, by title, detached."""
    return [each for each in _all(book) if each.trashed_at is None]


def _all(book: Book) -> list[Project]:
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
