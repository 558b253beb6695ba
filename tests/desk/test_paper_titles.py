"""The title of a print says what was chosen for it."""

import pytest

from partnerdesk.desk import paper
from partnerdesk.desk.book import Book
from partnerdesk.desk.paper_titles import title
from partnerdesk.errors import BadInput


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (paper.Wish(), "Contacts"),
        (paper.Wish("labels"), "Labels"),
        (paper.Wish(folders=("MX",)), "Contacts in Mexico"),
        (paper.Wish("phone", folders=("MX-PUE", "FR")), "Phone numbers in Puebla and France"),
        (paper.Wish(folders=("MX", "FR", "JP", "EG", "NP")), "Contacts in Mexico, France, Japan and 2 more"),
        (paper.Wish(folders=("MX", "FR", "JP", "NP")), "Contacts in Mexico, France, Japan and Nepal"),
        (paper.Wish(text=" school "), "Contacts: “school”"),
        (paper.Wish(folders=("MX",), text="school"), "Contacts in Mexico: “school”"),
        (paper.Wish("plan", folders=("MX",), text="x"), "Times to meet: Mexico, “x”"),
        (paper.Wish("cover", folders=("MX", "IT")), "Folder covers: Mexico and Italy"),
        (paper.Wish(ids=(1,), of="partners of “Water”"), "Contacts: partners of “Water”"),
        (paper.Wish(ids=(1, 2)), "Contacts"),
        (paper.Wish(folders=("MX",), title="Ours"), "Ours"),
    ],
)
def test_a_title_says_what_was_chosen(wish: paper.Wish, said: str) -> None:
    assert title(wish) == said


def test_a_folder_that_is_not_is_refused(book: Book) -> None:
    with pytest.raises(BadInput):
        paper.content(book, paper.Wish(folders=("QQ",)))
