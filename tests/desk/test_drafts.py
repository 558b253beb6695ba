import errno
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from partnerdesk.core.drafting import Address
from partnerdesk.core.templates import parse_template
from partnerdesk.core.times import Slot
from partnerdesk.core.zones import tz_version
from partnerdesk.desk import approaches, contacts, drafts, kept, outbox, partners, projects, trash
from partnerdesk.desk.book import Book
from partnerdesk.desk.places import locate
from partnerdesk.errors import BadInput, DiskFull, NotFound, Refused
from partnerdesk.formats import mail
from partnerdesk.storage.records import DraftRecord, DraftSlot

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


def test_a_letter_for_a_public_holiday_is_held_back_whatever_the_year(book: Book, elena: int) -> None:
    for day, name in (("2027-03-15", "Benito Juárez"), ("2031-05-01", "Labor Day"), ("2027-12-31", "")):
        slot = Slot.parse(f"{day} 10:00 America/Hermosillo")
        (letter,) = drafts.prepare(book, [elena], template="first-proposal", slots=[slot])
        texts = [each.text for each in letter.stopped]
        assert [name in each for each in texts] == ([True] if name else [])
        kept = drafts.opened(book, drafts.keep(book, letter).made[0])
        assert [each.text for each in kept.stopped] == texts


def test_the_language_can_be_chosen(book: Book, elena: int) -> None:
    (letter,) = prepare(book, elena, language="fr")
    assert letter.draft.language == "fr"
    with pytest.raises(Refused):
        prepare(book, elena, language="ja")


def test_a_correction_tells_what_the_earlier_letter_said(book: Book, elena: int, tmp_path: Path) -> None:
    changes, _ = drafts.write_out(book, prepare(book, elena), kind="eml", folder=tmp_path)
    later = Slot.parse("2027-03-16 11:00 America/Hermosillo")
    (letter,) = drafts.prepare(book, [elena], template="correction", slots=[later], corrects=changes.made)
    body = letter.draft.body
    said = [body.index(each) for each in ("11:00 en Hermosillo", "ya no es válida", "10:00 en Hermosillo")]
    assert said == sorted(said)
    assert letter.draft.slots == (later,)
    assert not letter.stopped


def test_written_letters_are_files_and_history_and_slots_of_record(
    book: Book, elena: int, tmp_path: Path
) -> None:
    letters = prepare(book, elena)
    changes, (path,) = drafts.write_out(book, letters, kind="eml", folder=tmp_path / "o")
    assert mail.read(path.read_bytes()).slots == (SLOT,)
    (entry,) = contacts.card(book, elena).entries
    assert entry.kind == "written"
    assert letters[0].draft.subject in entry.text
    record = only(book)
    assert (record.id, record.contact_id) == (changes.made[0], elena)
    assert record.body == letters[0].draft.body
    (promise,) = record.slots
    assert (promise.slot, promise.instant, promise.tz_version) == (SLOT, SLOT.start, tz_version())


def test_one_letter_goes_under_the_name_that_was_said(book: Book, elena: int, tmp_path: Path) -> None:
    file = tmp_path / "mine.eml"
    file.write_text("old")
    _, written = drafts.write_out(book, prepare(book, elena), kind="eml", file=file, ics="beside")
    assert written == [file]
    assert mail.read(file.read_bytes()).slots == (SLOT,)
    assert {each.suffix for each in tmp_path.iterdir() if each.is_file()} >= {".eml", ".ics"}


def test_a_letter_is_never_saved_over_the_book(book: Book, elena: int) -> None:
    with pytest.raises(BadInput, match="the book itself"):
        drafts.write_out(book, prepare(book, elena), kind="eml", file=book.path)
    assert contacts.card(book, elena).entries == []


def test_a_letter_that_is_not_in_the_book_leaves_the_file_of_before(
    book: Book, elena: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("The disk is full.", "Make room.")

    file = tmp_path / "mine.eml"
    file.write_text("old")
    file.chmod(0o200)  # it may be written over, and not read
    number = file.stat().st_ino
    monkeypatch.setattr(drafts, "enter", full)
    with pytest.raises(DiskFull):
        drafts.write_out(book, prepare(book, elena), kind="eml", file=file)
    assert (file.stat().st_ino, file.stat().st_mode & 0o777) == (number, 0o200)
    file.chmod(0o600)
    assert file.read_text() == "old"
    assert [each for each in tmp_path.iterdir() if each.name.startswith(".partnerdesk-")] == []


def test_where_files_have_one_name_only_the_one_of_before_is_copied(
    book: Book, elena: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_names(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    def full(*_: object) -> None:
        raise DiskFull("The disk is full.", "Make room.")

    file = tmp_path / "mine.eml"
    file.write_text("old")
    monkeypatch.setattr(outbox.os, "link", no_names)
    monkeypatch.setattr(drafts, "enter", full)
    with pytest.raises(DiskFull):
        drafts.write_out(book, prepare(book, elena), kind="eml", file=file)
    monkeypatch.undo()
    assert file.read_text() == "old"
    drafts.write_out(book, prepare(book, elena), kind="eml", file=file)
    assert mail.read(file.read_bytes()).slots == (SLOT,)
    assert [each for each in tmp_path.iterdir() if each.name.startswith(".partnerdesk-")] == []


def test_a_time_that_has_gone_by_since_holds_the_letter_back(book: Book, elena: int, tmp_path: Path) -> None:
    letters = prepare(book, elena)
    assert letters[0].stopped == ()
    book._clock = lambda: SLOT.start + timedelta(days=13)
    with pytest.raises(Refused, match="is past"):
        drafts.write_out(book, letters, kind="copy")
    assert drafts.lines(book) == []
    reasoned = [replace(each, overrides=(("past", "For the record"),)) for each in letters]
    drafts.write_out(book, reasoned, kind="copy")
    assert len(drafts.lines(book)) == 1


def test_writing_letters_is_one_change(book: Book, elena: int, tmp_path: Path) -> None:
    drafts.write_out(book, prepare(book, elena), kind="eml", folder=tmp_path / "o")
    assert book.undoable()[0] == "Wrote to Elena Ruiz"
    book.undo()
    assert contacts.card(book, elena).entries == []
    assert drafts.lines(book) == []
    book.redo()
    assert len(drafts.lines(book)) == 1


def test_two_contacts_of_one_name_get_two_files_and_never_share_a_letter(
    book: Book, elena: int, tmp_path: Path
) -> None:
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
    assert drafts.lines(book) == []


@pytest.mark.parametrize(
    "address", ["a@example.org?bcc=b@example.org", "jöhn@example.org", "two words@x.org"]
)
def test_no_reason_sends_a_letter_to_an_address_that_no_mail_goes_to(
    book: Book, elena: int, address: str, tmp_path: Path
) -> None:
    (letter,) = prepare(book, elena)
    draft = replace(letter.draft, to=Address("Elena", address))
    wrong = drafts.rewritten(book, replace(letter, draft=draft), subject="Water", body=letter.draft.body)
    with pytest.raises(Refused, match="No mail goes to"):
        drafts.override(book, wrong, "address", "It is what she wrote on the board")
    forced = replace(wrong, overrides=(("address", "It is what she wrote on the board"),))
    forced = drafts.rewritten(book, forced, subject="Water", body=letter.draft.body)
    assert [each.rule for each in forced.stopped] == ["address"]
    assert not forced.stopped_for("copy")
    with pytest.raises(Refused, match="held back"):
        drafts.write_out(book, [letter, forced], kind="eml", folder=tmp_path / "o")
    assert not (tmp_path / "o").exists()


def test_nobody_in_trash_is_written_to(book: Book, elena: int, tmp_path: Path) -> None:
    letters = prepare(book, elena)
    (letter,) = (keep(book, each) for each in letters)
    contacts.trash(book, [elena])
    with pytest.raises(Refused, match=r"Elena Ruiz is in Trash\. Restore"):
        prepare(book, elena)
    with pytest.raises(Refused, match=r"Elena Ruiz is in Trash\. Restore"):
        drafts.write_out(book, letters, kind="eml", folder=tmp_path / "o")
    assert not (tmp_path / "o").exists()
    assert keep(book, edited(book, letter, "PD")).draft_id == letter.draft_id  # what is typed is not lost


def test_a_key_beyond_all_keys_is_nobody(book: Book) -> None:
    with pytest.raises(NotFound, match=r"no contact 9+\."):
        prepare(book, 10**24 - 1)


def test_an_edited_letter_is_checked_again(book: Book, elena: int) -> None:
    (letter,) = prepare(book, elena)
    bare = drafts.rewritten(book, letter, subject="Hola", body="Hola, Elena.")
    assert [finding.rule for finding in bare.stopped] == ["both-times"]
    assert bare.draft.subject == "Hola"


def test_a_project_is_found_by_its_title(book: Book, elena: int) -> None:
    projects.add(
        book, title="Agua en nuestra ciudad", ours_does="fotos del río", theirs_does="fotos de su barrio"
    )
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
    assert drafts.lines(book) == []


@pytest.mark.parametrize("kind", ["eml", "mbox", "txt"])
def test_a_stopped_batch_leaves_nothing(book: Book, elena: int, tmp_path: Path, kind: str) -> None:
    class Stop(Exception):
        pass

    def progress(done: int, total: int) -> None:
        if done == 2:
            raise Stop

    puebla = locate(city="Puebla", country="MX")
    more = [
        contacts.add(book, name=f"Person {i}", place=puebla, emails=[(f"p{i}@example.org", "")])
        for i in range(3)
    ]
    letters = prepare(book, elena, *(each.made[0] for each in more))
    with pytest.raises(Stop):
        drafts.write_out(book, letters, kind=kind, folder=tmp_path / "o", progress=progress)
    assert list((tmp_path / "o").iterdir()) == []
    assert drafts.lines(book) == []


def only(book: Book) -> DraftRecord:
    """Return the one letter in the book."""
    (line,) = drafts.lines(book)
    return kept.record_of(book, line.draft_id)


def edited(book: Book, letter: drafts.Prepared, words: str) -> drafts.Prepared:
    return drafts.rewritten(book, letter, subject=letter.draft.subject, body=f"{letter.draft.body}\n{words}")


def keep(book: Book, letter: drafts.Prepared) -> drafts.Prepared:
    return replace(letter, draft_id=drafts.keep(book, letter).made[0])


def test_a_letter_being_written_is_kept_and_opened_again(book: Book, elena: int) -> None:
    projects.add(book, title="Agua")
    letter = keep(book, edited(book, prepare(book, elena, project="Agua")[0], "Hasta pronto"))
    again = drafts.opened(book, letter.draft_id or 0)
    assert again.draft == letter.draft
    assert (again.contact_id, again.template, again.project_id) == (
        elena,
        "first-proposal",
        letter.project_id,
    )
    assert not again.stopped
    assert contacts.card(book, elena).entries == []  # nothing has gone out


def test_keeping_anew_changes_the_same_letter_and_nothing_where_nothing_is_new(
    book: Book, elena: int
) -> None:
    letter = keep(book, prepare(book, elena)[0])
    before = book.stamp(), book.undoable()
    assert drafts.keep(book, letter).touched == frozenset()
    assert (book.stamp(), book.undoable()) == before
    more = keep(book, edited(book, letter, "PD"))
    assert more.draft_id == letter.draft_id
    record = only(book)
    assert record.body.endswith("PD")


def test_minutes_of_typing_are_one_step_back(book: Book, elena: int) -> None:
    letter = first = keep(book, prepare(book, elena)[0])
    for words in ("a", "b", "c", "d", "e"):
        letter = keep(book, edited(book, letter, words))
    book.undo()
    assert only(book).body == first.draft.body
    book.undo()
    assert drafts.lines(book) == []
    book.redo()
    book.redo()
    assert only(book).body == letter.draft.body


def test_a_kept_letter_that_goes_out_is_the_same_letter(book: Book, elena: int, tmp_path: Path) -> None:
    letter = keep(book, edited(book, prepare(book, elena)[0], "PD"))
    changes, _ = drafts.write_out(book, [letter], kind="eml", folder=tmp_path / "o")
    assert changes.made == (letter.draft_id,)
    again, _ = drafts.write_out(book, [letter], kind="copy")
    assert again.made == (letter.draft_id,)
    record = only(book)
    assert record.exported_as == "copy"
    said = [entry.text for entry in contacts.card(book, elena).entries]
    assert any("saved as .eml" in text for text in said)
    assert any("copied" in text for text in said)


def test_what_has_gone_out_stays_as_it_went(book: Book, elena: int, tmp_path: Path) -> None:
    changes, _ = drafts.write_out(book, prepare(book, elena), kind="eml", folder=tmp_path / "o")
    sent = drafts.opened(book, changes.made[0])
    other = keep(book, edited(book, sent, "PD"))
    assert other.draft_id != sent.draft_id
    assert drafts.opened(book, sent.draft_id or 0).draft.body == sent.draft.body


def test_what_was_promised_stays_promised_when_a_letter_goes_out_again(
    book: Book, elena: int, tmp_path: Path
) -> None:
    sent, _ = drafts.write_out(book, prepare(book, elena), kind="eml", folder=tmp_path / "o")
    then = SLOT.start - timedelta(hours=1)  # as an older tz data version had it
    with book.write("Grew old") as writing:
        (promise,) = writing.session.scalars(select(DraftSlot))
        promise.instant, promise.tz_version = then, "2020a"
    again, _ = drafts.write_out(book, [drafts.opened(book, sent.made[0])], kind="copy")
    assert again.made == sent.made
    (promise,) = only(book).slots
    assert (promise.instant, promise.tz_version) == (then, "2020a")


def test_a_sent_letter_with_other_times_or_to_another_address_is_another_letter(
    book: Book, elena: int, tmp_path: Path
) -> None:
    changes, _ = drafts.write_out(book, prepare(book, elena), kind="eml", folder=tmp_path / "o")
    sent = drafts.opened(book, changes.made[0])
    for draft in (
        replace(sent.draft, slots=(SLOT, replace(SLOT, minutes=60))),
        replace(sent.draft, to=replace(sent.draft.to, address="elena@example.org")),
    ):
        other, _ = drafts.write_out(book, [replace(sent, draft=draft)], kind="copy")
        assert other.made != changes.made
    assert drafts.opened(book, changes.made[0]).draft == sent.draft


def test_a_letter_kept_long_ago_is_promised_as_of_the_day_it_goes_out(
    book: Book, elena: int, tmp_path: Path
) -> None:
    letter = keep(book, prepare(book, elena)[0])
    with book.write("Grew old") as writing:
        (promise,) = writing.session.scalars(select(DraftSlot))
        promise.tz_version = "2020a"
    assert drafts.keep(book, letter).touched == frozenset()
    drafts.write_out(book, [letter], kind="copy")
    assert only(book).slots[0].tz_version == tz_version()


def test_letters_not_gone_out_come_first_in_the_list(book: Book, elena: int, tmp_path: Path) -> None:
    letter = keep(book, prepare(book, elena)[0])
    drafts.write_out(book, prepare(book, elena), kind="eml", folder=tmp_path / "o")
    assert [line.exported_as for line in drafts.lines(book)] == ["", "eml"]
    first = drafts.lines(book)[0]
    assert (first.draft_id, first.name, first.template) == (letter.draft_id, "Elena Ruiz", "First proposal")


def test_letters_go_to_trash_and_come_back(book: Book, elena: int) -> None:
    letter = keep(book, prepare(book, elena)[0])
    key = letter.draft_id or 0
    assert drafts.trash(book, [key]).label == "1 letter moved to Trash"
    assert drafts.lines(book) == []
    assert [each.key for each in trash.listed(book)] == [("draft", key)]
    assert drafts.keep(book, letter).made != (key,)  # what was thrown away is not written to
    book.undo()
    trash.restore(book, [("draft", key)])
    assert only(book).id == key
    book.undo()
    book.undo()
    assert only(book).id == key


def test_a_letter_without_an_address_can_be_copied_and_nothing_else(book: Book, tmp_path: Path) -> None:
    silent = contacts.add(
        book, name="No Address", place=locate(city="Puebla", country="MX"), languages=("es",)
    ).made[0]
    letters = prepare(book, silent)
    drafts.write_out(book, letters, kind="copy")
    with pytest.raises(Refused, match="No Address"):
        drafts.write_out(book, letters, kind="eml", folder=tmp_path / "o")


def test_a_project_is_changed_and_changed_back(book: Book) -> None:
    key = projects.add(book, title="Agua", ages="10–12").made[0]
    projects.add(book, title="Fuego")
    projects.edit(book, key, title="agua", theirs_does="fotos", minutes=30)
    project = projects.named(book, "agua")
    assert (project.title, project.theirs_does, project.minutes, project.ages) == (
        "agua",
        "fotos",
        30,
        "10–12",
    )
    for wrong in ({"title": "FUEGO"}, {"title": " "}, {"minutes": 3}):
        with pytest.raises(BadInput):
            projects.edit(book, key, **wrong)  # type: ignore[arg-type]
    book.undo()
    assert projects.named(book, "Agua").theirs_does == ""


def test_a_bilingual_letter_has_ours_below_theirs(book: Book, elena: int) -> None:
    (letter,) = drafts.prepare(book, [elena], template="first-proposal", slots=[SLOT], bilingual=True)
    assert (letter.draft.language, letter.draft.also) == ("es", "en")
    assert letter.draft.body.index("Buenos días") < letter.draft.body.index("Dear Elena Ruiz")
    assert not letter.stopped
    kept_id = drafts.keep(book, letter).made[0]
    assert drafts.opened(book, kept_id).draft.also == "en"
    one = drafts.rewritten(book, letter, subject="Hola", body=letter.draft.body.partition("* * *")[0])
    assert one.draft.also == ""
    priya = contacts.add(
        book, name="Priya Nair", place=locate(city="Kochi", country="IN"), languages=("en",)
    ).made[0]
    (plain,) = drafts.prepare(book, [priya], template="first-proposal", slots=[SLOT], bilingual=True)
    assert plain.draft.also == ""
    assert "* * *" not in plain.draft.body


def test_a_template_in_one_language_cannot_be_bilingual(book: Book, elena: int) -> None:
    template = parse_template("Language: es\nSubject: Hola\n\nHola", "carta.txt")
    with pytest.raises(Refused, match="one language only"):
        drafts.prepare(book, [elena], template=template, slots=[SLOT], bilingual=True)


def test_who_was_asked_about_a_project_is_not_asked_for_the_first_time_again(book: Book, elena: int) -> None:
    projects.add(book, title="Rivers")
    slot = Slot.parse("2027-03-16 10:00 America/Hermosillo")

    def prepared(template: str, project: str) -> list[str]:
        made = drafts.prepare(book, [elena], template=template, slots=[slot], project=project)
        return [each.text for each in made[0].findings if each.rule == "goes-on"]

    assert prepared("first-proposal", "Rivers") == []
    letters = drafts.prepare(book, [elena], template="first-proposal", slots=[slot], project="Rivers")
    sent = drafts.write_out(book, letters, kind="copy")[0].made[0]
    approaches.sent(book, [sent])
    (advice,) = prepared("first-proposal", "Rivers")
    assert advice.startswith("You asked Elena Ruiz about this on 1 March")
    assert prepared("reminder", "Rivers") == []
    assert prepared("first-proposal", "") == []
    opened = drafts.opened(book, sent)  # which is the one that asked
    assert not [each for each in opened.findings if each.rule == "goes-on"]


@pytest.mark.parametrize("asked", [True, False])
def test_who_declined_is_not_asked_again_without_a_word(book: Book, elena: int, *, asked: bool) -> None:
    projects.add(book, title="Rivers")
    partners.join(book, 1, [elena])
    slot = Slot.parse("2027-03-16 10:00 America/Hermosillo")
    if asked:
        letters = drafts.prepare(book, [elena], template="first-proposal", slots=[slot], project="Rivers")
        approaches.sent(book, drafts.write_out(book, letters, kind="copy")[0].made)
    approaches.decline(book, 1)
    (letter,) = drafts.prepare(book, [elena], template="first-proposal", slots=[slot], project="Rivers")
    (advice,) = (each.text for each in letter.findings if each.rule == "goes-on")
    assert advice == "Elena Ruiz declined this on 1 March: ask again only if something has changed."


def test_a_kept_letter_goes_to_the_address_that_was_mended_since(book: Book, elena: int) -> None:
    (letter,) = prepare(book, elena)
    draft_id = drafts.keep(book, letter).made[0]
    typo, mended = "elena.ruiz@normal.example.org", "elena.ruiz@normal.example.com"
    contacts.edit(book, elena, emails=[(mended, ""), (typo, "")])
    assert drafts.opened(book, draft_id).draft.to.address == typo  # it is one of hers still
    contacts.edit(book, elena, emails=[(mended, "")])
    assert drafts.opened(book, draft_id).draft.to.address == mended
    sent = drafts.write_out(book, [letter], kind="copy")[0].made[0]
    opened = drafts.opened(book, sent)  # where it went is what it is a record of
    assert opened.draft.to.address == typo
    (found,) = (each for each in opened.findings if each.rule == "address")
    assert (found.level, "no address of Elena Ruiz" in found.text) == ("advice", True)
