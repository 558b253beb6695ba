"""The verbs of a project."""

from datetime import date

import pytest

from partnerdesk.desk import projects, trash
from partnerdesk.desk.book import Book
from partnerdesk.errors import BadInput, NotFound


def one(book: Book) -> int:
    return projects.add(book, title="Water in our town").made[0]


def test_all_that_is_said_of_a_project_is_kept(book: Book) -> None:
    key = projects.add(
        book,
        title="  Water   in our town ",
        subject="where it\ncomes from",
        languages=("ES", "en", "es"),
        opens=date(2027, 3, 8),
        closes=date(2027, 6, 4),
        ours_gains="sees a town\nand practises",
        their_wish="talks in English",
        partners_wanted=3,
        state="seeking",
    ).made[0]
    kept = projects.get(book, key)
    assert (kept.title, kept.subject, kept.languages) == (
        "Water in our town",
        "where it comes from",
        ("es", "en"),
    )
    assert (kept.opens, kept.closes) == (date(2027, 3, 8), date(2027, 6, 4))
    assert (kept.ours_gains, kept.their_wish) == ("sees a town\nand practises", "talks in English")
    assert (kept.partners_wanted, kept.state) == (3, "seeking")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "WATER in our town"}, "title"),
        ({"opens": date(2027, 6, 5), "closes": date(2027, 6, 4)}, "closes"),
        ({"closes": date(2027, 2, 28)}, "closes"),
        ({"opens": date(2027, 6, 1)}, "opens"),
        ({"minutes": 0}, "minutes"),
        ({"partners_wanted": 0}, "partners_wanted"),
        ({"partners_wanted": 100}, "partners_wanted"),
        ({"languages": ("zz",)}, "languages"),
        ({"state": "asleep"}, "state"),
        ({"subject": "a" * 600}, "subject"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
    book: Book, fields: projects.ProjectFields, field: str
) -> None:
    one(book)
    key = projects.add(book, title="Songs", opens=date(2027, 3, 1), closes=date(2027, 5, 1)).made[0]
    with pytest.raises(BadInput) as caught:
        projects.edit(book, key, **({"ages": "9–11", **fields}))
    assert caught.value.field == field
    kept = projects.get(book, key)
    assert (kept.title, kept.ages, kept.opens, kept.closes) == (
        "Songs",
        "",
        date(2027, 3, 1),
        date(2027, 5, 1),
    )


def test_a_window_may_be_opened_again_or_left_out(book: Book) -> None:
    key = projects.add(book, title="Songs", opens=date(2027, 3, 1), closes=date(2027, 3, 1)).made[0]
    projects.edit(book, key, opens=None)
    projects.edit(book, key, closes=date(2026, 1, 1))
    assert projects.get(book, key).closes == date(2026, 1, 1)


def test_a_new_project_has_a_free_title(book: Book) -> None:
    keys = [projects.begin(book).made[0] for _ in range(3)]
    projects.trash(book, keys[2])
    keys.append(projects.begin(book).made[0])
    assert [each.title for each in projects.listed(book)] == [
        "New project",
        "New project 2",
        "New project 4",
    ]


def test_a_project_goes_to_trash_and_comes_back(book: Book) -> None:
    key = one(book)
    assert projects.trash(book, key).label == "Water in our town moved to Trash"
    assert projects.listed(book) == []
    with pytest.raises(NotFound, match="in Trash"):
        projects.edit(book, key, ages="10")
    with pytest.raises(BadInput, match="in Trash"):
        projects.add(book, title="water in our town")
    assert [each.title for each in trash.listed(book)] == ["Water in our town"]
    trash.restore(book, [("project", key)])
    assert [each.title for each in projects.listed(book)] == ["Water in our town"]
    projects.trash(book, key)
    projects.restore(book, key)
    assert projects.get(book, key).trashed_at is None


def test_a_change_is_undone_and_done_again(book: Book) -> None:
    key = one(book)
    projects.edit(book, key, state="seeking", closes=date(2027, 6, 4))
    book.undo()
    assert projects.get(book, key).state == "planning"
    book.redo()
    assert (projects.get(book, key).state, projects.get(book, key).closes) == ("seeking", date(2027, 6, 4))


def test_a_project_that_is_gone_is_said_to_be(book: Book) -> None:
    for verb in (projects.edit, projects.trash, projects.restore, projects.get):
        with pytest.raises(NotFound):
            verb(book, 99)
