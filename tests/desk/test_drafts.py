import errno
from pathlib import Path

import pytest

from partnerdesk.core.times import Slot, tz_version
from partnerdesk.desk import contacts, drafts, outbox, projects
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.errors import DiskFull, NotFound, Refused
from partnerdesk.formats import mail

SLOT = Slot.parse("2027-03-16 10:00 America/Hermosillo")


@pytest.fixture
def elena(book: Book) -> int:
    return contacts.add(
        book,
        name="Elena Ruiz",
        place=locate(city="Hermosillo", country="MX"),
        languages=("es",),
        emails=[("elena.ruiz@normal.example.org", "")],
    ).made[0]


def prepare(book: Book, *keys: int, **asked: str) -> list[drafts.Prepared]:
    return drafts.prepare(book, keys, template="first-proposal", slots=[SLOT], **asked)  # type: ignore[arg-type]


def test_a_letter_is_in_the_contacts_language_with_both_times(book: Book, elena: int) -> None:
    (letter,) = prepare(book, elena)
    assert letter.draft.language == "es"
    assert "10:00 en Hermosillo (UTC−7)" in letter.draft.body
    assert "13:00 (1:00\u00a0p.m.) en Detroit (UTC−4)".replace("\u00a0", " ") in letter.draft.body
    assert not letter.stopped


def test_the_language_can_be_chosen(book: Book, elena: int) -> None:
    (letter,) = prepare(book, elena, language="fr")
    assert letter.draft.language == "fr"
    with pytest.raises(Refused):
        prepare(book, elena, language="ja")


def test_written_letters_are_files_and_history_and_slots_of_record(book: Book, elena: int, tmp_path: Path) -> None:
    letters = prepare(book, elena)
    changes, (path,) = drafts.write_out(book, letters, kind="eml", folder=tmp_path / "o")
    assert mail.read(path.read_bytes()).slots == (SLOT,)
    (entry,) = contacts.card(book, elena).entries
    assert entry.kind == "written"
    assert letters[0].draft.subject in entry.text
    ((record, contact),) = drafts.listed(book)
    assert (record.id, contact.id) == (changes.made[0], elena)
    assert record.body == letters[0].draft.body
    (kept,) = record.slots
    assert (kept.slot, kept.instant, kept.tz_version) == (SLOT, SLOT.start, tz_version())


def test_writing_letters_is_one_change(book: Book, elena: int, tmp_path: Path) -> None:
    drafts.write_out(book, prepare(book, elena), kind="eml", folder=tmp_path / "o")
    assert book.undoable()[0] == "Wrote to Elena Ruiz"
    book.undo()
    assert contacts.card(book, elena).entries == []
    assert drafts.listed(book) == []
    book.redo()
    assert len(drafts.listed(book)) == 1


def test_two_contacts_of_one_name_get_two_files_and_never_share_a_letter(book: Book, elena: int, tmp_path: Path) -> None:
    twin = contacts.add(
        book, name="Elena Ruiz", place=locate(city="Puebla", country="MX"), emails=[("er@example.org", "")]
    ).made[0]
    _, files = drafts.write_out(book, prepare(book, elena, twin, elena), kind="eml", folder=tmp_path / "o")
    addresses = [mail.read(path.read_bytes()).to.address for path in files]
    assert addresses == ["elena.ruiz@normal.example.org", "er@example.org"]


def test_a_contact_without_address_is_held_back_and_nobody_else_is_written_to(
    book: Book, elena: int, tmp_path: Path
) -> None:
    silent = contacts.add(book, name="No Address", place=locate(city="Puebla", country="MX")).made[0]
    with pytest.raises(Refused, match="No Address"):
        drafts.write_out(book, prepare(book, elena, silent), kind="eml", folder=tmp_path / "o")
    assert not (tmp_path / "o").exists()
    assert drafts.listed(book) == []


def test_an_edited_letter_is_checked_again(book: Book, elena: int) -> None:
    (letter,) = prepare(book, elena)
    bare = drafts.rewritten(book, letter, subject="Hola", body="Hola, Elena.")
    assert [finding.rule for finding in bare.stopped] == ["both-times"]
    assert bare.draft.subject == "Hola"


def test_a_project_is_found_by_its_title(book: Book, elena: int) -> None:
    projects.add(book, title="Agua en nuestra ciudad", ours_does="fotos del río", theirs_does="fotos de su barrio")
    (letter,) = prepare(book, elena, project="AGUA en nuestra ciudad")
    assert "fotos de su barrio" in letter.draft.body
    assert letter.project_id is not None
    with pytest.raises(NotFound, match="Agua en nuestra ciudad"):
        prepare(book, elena, project="Fire")


def test_more_than_three_times_are_too_many(book: Book, elena: int) -> None:
    with pytest.raises(Refused, match="too many"):
        drafts.prepare(book, [elena], template="first-proposal", slots=[SLOT] * 4)


def test_where_the_disk_is_full_nothing_is_left_and_nothing_is_entered(
    book: Book, elena: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(outbox.os, "fdopen", full)
    with pytest.raises(DiskFull, match="nothing was written"):
        drafts.write_out(book, prepare(book, elena), kind="eml", folder=tmp_path / "o")
    monkeypatch.undo()
    assert list((tmp_path / "o").iterdir()) == []
    assert drafts.listed(book) == []


def test_a_stopped_batch_leaves_nothing(book: Book, elena: int, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def progress(done: int, total: int) -> None:
        if done == 2:
            raise Stop

    more = [
        contacts.add(book, name=f"Person {i}", place=locate(city="Puebla", country="MX"), emails=[(f"p{i}@example.org", "")])
        for i in range(3)
    ]  # fmt: skip
    letters = prepare(book, elena, *(each.made[0] for each in more))
    with pytest.raises(Stop):
        drafts.write_out(book, letters, kind="eml", folder=tmp_path / "o", progress=progress)
    assert list((tmp_path / "o").iterdir()) == []
    assert drafts.listed(book) == []
