"""Templates in and out as text files, all or none."""

from pathlib import Path

import pytest

from partnerdesk.desk import own_templates, template_files, templates
from partnerdesk.desk.book import Book
from partnerdesk.errors import NotWritten, Refused

TEXT = "Name: Harvest\nLanguage: {}\nTimes: yes\nSubject: {}\n\n{}, {{{{ contact.name }}}}\n"


def file(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def own(book: Book) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.name, each.languages) for each in templates.shelf(book).listed() if each.own]


def test_files_of_one_name_become_one_template(book: Book, tmp_path: Path) -> None:
    files = [
        file(tmp_path, "a.txt", TEXT.format("es", "La cosecha", "Hola")),
        file(
            tmp_path,
            "b.txt",
            b"\xef\xbb\xbf" + TEXT.format("en", "Harvest", "Hello").replace("\n", "\r\n").encode(),
        ),
    ]
    changes = template_files.import_files(book, files)
    assert changes.label == "Imported 1 template"
    assert own(book) == [("Harvest", ("en", "es"))]
    assert own_templates.text(book, "harvest", "en").template.body == "Hello, {{ contact.name }}"
    book.undo()
    assert own(book) == []


def test_the_same_files_twice_add_nothing_and_another_text_writes_over_nothing(
    book: Book, tmp_path: Path
) -> None:
    path = file(tmp_path, "a.txt", TEXT.format("es", "La cosecha", "Hola"))
    template_files.import_files(book, [path])
    assert template_files.import_files(book, [path]).made == ()
    template_files.import_files(book, [file(tmp_path, "a.txt", TEXT.format("es", "Otra", "Hola"))])
    assert own(book) == [("Harvest", ("es",)), ("Harvest 2", ("es",))]
    two = [
        file(tmp_path, "c.txt", TEXT.format("fr", "Une", "Bonjour").replace("Harvest", "First proposal")),
        file(tmp_path, "d.txt", TEXT.format("fr", "Deux", "Bonjour").replace("Harvest", "First proposal")),
    ]
    template_files.import_files(book, two)
    assert [each[0] for each in own(book)][:2] == ["First proposal 2", "First proposal 2 2"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TEXT.format("es", "Hola", "¿Qué?").encode("cp1252"), "bad.txt, line 6: The file is not UTF-8"),
        ("Hola".encode("utf-16"), "bad.txt, line 1: The file is not UTF-8"),
        (b"x" * 100_000, "bad.txt: A template may be 32 KB"),
        (b"", "bad.txt, line 1"),
        (b"\x00\x01\x02", "bad.txt, line 1"),
        (b"Dear colleague,\n\nhello", "bad.txt, line 1: 'Dear colleague,' is not a header line"),
        (
            TEXT.format("es", "Hola", "{{ contact.delete() }}").encode(),
            "bad.txt, line 6: Calls with brackets",
        ),
        (
            TEXT.format("es", "{{ 'a'*10**10 }}", "Hola").encode(),
            "bad.txt, line 4: Templates do not calculate",
        ),
        (
            TEXT.format("es", "Hola", "{" + "\0{ contact.x }}").encode(),
            "bad.txt, line 6: 'contact' has no 'x'",
        ),
    ],
)
def test_a_file_that_cannot_be_used_stops_all_and_is_named(
    book: Book, tmp_path: Path, content: bytes, words: str
) -> None:
    files = [
        file(tmp_path, "good.txt", TEXT.format("es", "Hola", "Hola")),
        file(tmp_path, "bad.txt", content),
    ]
    with pytest.raises(template_files.NotImported) as caught:
        template_files.import_files(book, files)
    assert words in str(caught.value)
    assert str(caught.value).endswith("No template was imported.")
    assert [each.file for each in caught.value.unread] == ["bad.txt"]
    assert own(book) == []
    assert book.undoable() == ("Changed your details", "")


def test_what_is_no_file_and_what_is_too_many_is_refused(book: Book, tmp_path: Path) -> None:
    with pytest.raises(template_files.NotImported, match="It was not imported"):
        template_files.import_files(book, [tmp_path / "none.txt"])
    many = [file(tmp_path, f"{n}.txt", b"x") for n in range(5)]
    with pytest.raises(template_files.NotImported, match="2 more cannot be read"):
        template_files.import_files(book, many)
    with pytest.raises(Refused, match="201 files"):
        template_files.import_files(book, [tmp_path / "x"] * 201)


def test_what_is_written_out_is_read_again_letter_for_letter(book: Book, tmp_path: Path) -> None:
    own_templates.copy(book, "first-proposal")
    (listed,) = [each for each in templates.shelf(book).listed() if each.own]
    files = template_files.export(book, [listed.key], tmp_path / "out")
    assert [each.name for each in files] == [
        f"First proposal, my own.{code}.txt" for code in ("en", "es", "fr", "pt")
    ]
    assert template_files.import_files(book, files).made == ()
    for key, name in ((listed.key, "First proposal, my own"), ("first-proposal", "First proposal")):
        for path in template_files.export(book, [key], tmp_path / key):
            read = templates.load(path)
            there = own_templates.text(book, key, read.language).template
            assert (read.name, read.subject, read.body.rstrip()) == (name, there.subject, there.body.rstrip())
            assert read.proposes_times


def test_a_purpose_goes_out_and_comes_in(book: Book, tmp_path: Path) -> None:
    (path, *_) = template_files.export(book, ["thanks"], tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("Thanks and", "My thanks and"), encoding="utf-8")
    made = template_files.import_files(book, [path]).made
    key = own_templates.place_of(book, made[0])[0]
    assert templates.shelf(book).named(key).purpose == "thanks"
    same = path.read_text(encoding="utf-8").replace("Purpose: thanks", "Purpose: general")
    path.write_text(same, encoding="utf-8")
    assert len(template_files.import_files(book, [path]).made) == 1  # it is another one by that


def test_one_template_goes_under_the_name_that_was_said(book: Book, tmp_path: Path) -> None:
    (template_id,) = own_templates.begin(book, "en").made
    own_templates.edit(book, template_id, subject="Hi", body="Hi")
    file = tmp_path / "mine.txt"
    file.write_text("old")
    assert template_files.export(book, ["new-template"], tmp_path, file=file) == [file]
    assert "Subject: Hi" in file.read_text()


def test_no_file_is_written_over_and_a_hostile_name_stays_inside(book: Book, tmp_path: Path) -> None:
    (template_id,) = own_templates.begin(book, "en").made
    own_templates.rename(book, "new-template", "../../CON: a/b")
    own_templates.edit(book, template_id, subject="Hi", body="Hi")
    first, second = (template_files.export(book, ["new-template"], tmp_path)[0] for _ in range(2))
    assert first.parent == second.parent == tmp_path
    assert first != second
    with pytest.raises(NotWritten):
        template_files.export(book, ["new-template"], first)


@pytest.mark.parametrize("code", ["es-419", "zh-Hant-TW", "sr-Latn-RS"])
def test_a_language_with_its_script_or_region_goes_out_and_comes_back(
    book: Book, tmp_path: Path, code: str
) -> None:
    own_templates.copy(book, "first-proposal")
    (listed,) = [each for each in templates.shelf(book).listed() if each.own]
    own_templates.add_language(book, listed.key, code, like="es")
    files = template_files.export(book, [listed.key], tmp_path)
    (path,) = [each for each in files if f".{code}." in each.name]
    assert templates.load(path).language == code
    assert template_files.import_files(book, files).made == ()
