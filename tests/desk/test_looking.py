"""Files are looked at before they are taken in, and read as tables like them were."""

from dataclasses import replace
from pathlib import Path

from partnerdesk.desk import imports, looking, mappings
from partnerdesk.desk.book import Book
from partnerdesk.desk.looking import Looked
from partnerdesk.errors import PartnerDeskError
from partnerdesk.formats.columns import Column
from partnerdesk.formats.table import headed


def test_files_that_cannot_be_read_keep_no_other_out(book: Book, tmp_path: Path) -> None:
    good, bad = tmp_path / "people.csv", tmp_path / "photo.png"
    good.write_text("Name,E-mail\nAna,ana@escola.example\n", encoding="utf-8")
    bad.write_bytes(b"\x89PNG....")
    (_, error), (name, looked), (_, missing) = looking.look_at(book, [bad, good, tmp_path / "none.vcf"])
    assert isinstance(error, PartnerDeskError)
    assert "“photo.png” is a picture" in str(error)
    assert isinstance(looked, Looked)
    assert name == "people.csv"
    assert isinstance(missing, PartnerDeskError)


def test_columns_that_were_kept_are_known_again(book: Book) -> None:
    data = b"Wer,Womit\nAna,ana@escola.example\nRui,+351 22 555 0100\n"
    layout = imports.look(data).layout
    assert layout is not None
    layout = headed(layout, on=True)
    assert layout.headers == ("Wer", "Womit")
    mappings.keep(book, "Our list", replace(layout, columns=(Column("name"), Column("email"))))
    ((_, looked),) = looking.look_at(book, [data])
    assert isinstance(looked, Looked)
    assert looked.mapping is not None
    for each, fields in ((looked, ["name", "email"]), (looked.by(None), ["", ""])):
        assert each.incoming.layout is not None
        assert [column.field for column in each.incoming.layout.columns] == fields
