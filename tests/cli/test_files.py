"""``import`` and ``export`` from the shell, over invented files and over the real ones."""

import csv
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from partnerdesk.desk import imports, mappings, own_templates
from partnerdesk.desk.book import open_book
from partnerdesk.formats import table
from partnerdesk.formats.columns import Column
from tests.cli.shell import NEW, done, partnerdesk
from tests.formats.cards import expected

TABLE = (
    "Name,E-mail,City,Country\nElena Ruiz,elena@normal.example,Puebla,Mexico\nRui,rui@escola.example,,\n,,,\n"
)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with an empty book, and a table of two people."""
    done(tmp_path, "new", "b", *NEW)
    (tmp_path / "people.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def taken(folder: Path, *words: str) -> list[dict[str, Any]]:
    ran = partnerdesk(folder, "import", "b", *words, "--json")
    assert ran.stdout, ran.stderr
    found: list[dict[str, Any]] = json.loads(ran.stdout)["files"]
    return found


def listed(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done(folder, "list", "b", "--json"))
    return [
        {key: value for key, value in each.items() if key != "local_time"} for each in found
    ]  # it moves on


def test_an_import_tells_what_became_of_each_file(shelf: Path) -> None:
    (shelf / "more.ldif").write_text(
        "dn: cn=Ana\nobjectClass: person\ncn: Ana\n\ndn: o=x\no: x\n", encoding="utf-8"
    )
    table, ldif = taken(shelf, "people.csv", "more.ldif")
    assert list(table) == ["file", "kind", "read", "added", "updated", "unchanged", "duplicates", "refused"]
    assert (table["file"], table["kind"], table["read"], table["added"]) == ("people.csv", "table", 2, 2)
    assert (ldif["kind"], ldif["added"], [list(each) for each in ldif["refused"]]) == (
        "ldif",
        1,
        [["where", "why"]],
    )
    assert [each["country"] for each in listed(shelf) if each["name"] == "Elena Ruiz"] == ["MX"]


def test_a_dry_run_says_the_same_and_changes_nothing(shelf: Path) -> None:
    dry = taken(shelf, "people.csv", "--dry-run")
    assert listed(shelf) == []
    assert taken(shelf, "people.csv") == dry
    assert len(listed(shelf)) == 2


def test_a_dry_run_with_suggested_countries_is_of_the_same_people(shelf: Path) -> None:
    rows = "Zoe,Escuela Uno,Puebla,\nZoe,Escuela Uno,Puebla,+52 222 555 0101\nZoe,Escuela Uno,Puebla,\n"
    (shelf / "cities.csv").write_text(f"Name,School,City,Phone\n{rows}")
    dry = taken(shelf, "cities.csv", "--dry-run", "--suggested")
    assert taken(shelf, "cities.csv", "--suggested") == dry
    again = taken(shelf, "cities.csv", "--dry-run", "--suggested")
    assert taken(shelf, "cities.csv", "--suggested") == again


def test_a_charset_that_is_not_sure_is_said(shelf: Path) -> None:
    (shelf / "old.csv").write_bytes("Name\nWeiß\n".encode("cp850"))
    assert "not sure in which charset" in done(shelf, "import", "b", "old.csv", "--dry-run")
    assert taken(shelf, "old.csv", "--dry-run")[0]["charset_unsure"] == "windows-1252"
    said = done(shelf, "import", "b", "old.csv", "--charset", "cp850")
    assert "not sure" not in said


def test_a_file_that_cannot_be_read_keeps_no_other_out(shelf: Path) -> None:
    (shelf / "sheet.csv").write_bytes(b"PK\3\4 xl/workbook.xml")
    ran = partnerdesk(shelf, "import", "b", "sheet.csv", "people.csv")
    assert ran.returncode == 1  # not all of it is in the book
    assert "Save the sheet as CSV" in ran.stderr
    assert ran.stdout.startswith("people.csv: 2 added")
    alone = partnerdesk(shelf, "import", "b", "sheet.csv")
    assert (alone.returncode, alone.stdout) == (1, "")


def test_a_country_that_is_suggested_is_taken_where_one_says_so(shelf: Path) -> None:
    (shelf / "cities.csv").write_text("Name,City,Phone\nZoe,Puebla,\nAmina,,+221 33 555 0101\n")
    done(shelf, "new", "other", *NEW)
    done(shelf, "import", "b", "cities.csv")
    assert [each["country"] for each in listed(shelf)] == ["", ""]
    done(shelf, "import", "other", "cities.csv", "--suggested")
    found = json.loads(done(shelf, "list", "other", "--json"))
    assert {each["name"]: each["country"] for each in found} == {"Zoe": "MX", "Amina": "SN"}


def test_the_charset_may_be_said(shelf: Path) -> None:
    (shelf / "old.csv").write_bytes("Name;E-mail\nJosé;jose@escola.example\n".encode("mac-roman"))
    taken(shelf, "old.csv", "--charset", "mac-roman")
    assert [each["name"] for each in listed(shelf)] == ["José"]


def test_columns_that_were_explained_once_are_understood_from_then_on(shelf: Path) -> None:
    (shelf / "office.csv").write_text("Wer,Post,Zw\nAna,ana@escola.example,Escola Nova\n", encoding="utf-8")
    with open_book(shelf / "b") as book:
        first = imports.look(shelf / "office.csv").layout
        assert first is not None
        layout = table.headed(first, on=True)
        said = (Column("name"), Column("email"), Column("organisation"))
        mappings.keep(book, "School office", replace(layout, columns=said))
    taken(shelf, "office.csv")
    assert [each["organisation"] for each in listed(shelf)] == ["Escola Nova"]


@pytest.mark.parametrize("name", ["out.csv", "out.vcf", "out.ldif"])
def test_what_was_exported_comes_back_without_a_change(shelf: Path, name: str) -> None:
    taken(shelf, "people.csv")
    assert done(shelf, "export", "b", name) == f"Wrote 2 contacts to {name}.\n"
    (again,) = taken(shelf, name)
    assert (again["read"], again["unchanged"]) == (2, 2)


def test_a_folder_or_a_search_may_be_exported(shelf: Path) -> None:
    taken(shelf, "people.csv")
    done(shelf, "export", "b", "mx.csv", "--folder", "MX", "--style", "google")
    with (shelf / "mx.csv").open(encoding="utf-8-sig", newline="") as opened:
        assert [row["First Name"] for row in csv.DictReader(opened)] == ["Elena"]
    done(shelf, "export", "b", "rui.vcf", "--search", "escola", "--vcard", "3.0")
    text = (shelf / "rui.vcf").read_text(encoding="utf-8")
    assert "VERSION:3.0" in text
    assert "Elena" not in text


def test_contacts_are_shared_with_a_template_and_taken_in_by_a_colleague(shelf: Path) -> None:
    taken(shelf, "people.csv")
    with open_book(shelf / "b") as book:
        (made,) = own_templates.begin(book, "en").made
        own_templates.edit(book, made, subject="A call?", body="Hello.")
    done(shelf, "export", "b", "for.partnerdesk-share", "--folder", "MX", "--template", "New template")
    done(shelf, "new", "c", *NEW)
    ran = json.loads(done(shelf, "import", "c", "for.partnerdesk-share", "--json"))["files"][0]
    assert (ran["kind"], ran["added"], ran["templates"], ran["refused"]) == ("share", 1, 1, [])
    again = done(shelf, "import", "c", "for.partnerdesk-share", "--dry-run")
    assert again.endswith("1 unchanged, 0 twice in it, 0 refused; 0 templates would be added.\n")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("out.xls",), "Let its name end in .csv, .vcf, .ldif or .partnerdesk-share"),
        (("out.vcf", "--template", "reminder"), "contacts only"),
        (("out.csv", "--style", "fancy"), "Take one of data"),
        (("out.vcf", "--vcard", "2.1"), "Take 4.0 or 3.0"),
        (("nowhere/out.vcf",), "Choose another folder"),
    ],
)
def test_an_export_that_cannot_be_leaves_nothing_behind(
    shelf: Path, words: tuple[str, ...], why: str
) -> None:
    ran = partnerdesk(shelf, "export", "b", *words)
    assert ran.returncode == 1
    assert why in ran.stderr
    assert not list(shelf.glob("out*"))


def test_formulas_are_harmless_in_the_spreadsheet_and_whole_in_the_data(shelf: Path) -> None:
    (shelf / "evil.csv").write_text('Name,Phone,Notes\n=1+1,+52 222 555 0199,"@x\n-2"\n', encoding="utf-8")
    taken(shelf, "evil.csv")
    rows = {}
    for style in ("data", "spreadsheet"):
        done(shelf, "export", "b", f"{style}.csv", "--style", style)
        with (shelf / f"{style}.csv").open(encoding="utf-8-sig", newline="") as opened:
            rows[style] = next(csv.DictReader(opened))
    assert (rows["data"]["Name"], rows["data"]["Phone 1"]) == ("=1+1", "+52 222 555 0199")
    assert (rows["spreadsheet"]["Name"], rows["spreadsheet"]["Notes"]) == ("'=1+1", "'@x\n-2")


# ---- the real files

WRONG = {"csv-outlook": 2}  # two tables of one row with an address and nobody at it: refused, with the reason


def corpus(shelf: Path, shared: Path, family: str) -> list[tuple[str, int, dict[str, Any]]]:
    """Import all real files of a family at once; return kind, number expected, and what was told."""
    files = list(expected(shared, family))
    told = taken(shelf, *(str(shared / "corpora" / path) for path, *_ in files))
    return [(kind, count, one) for (_, kind, count, *_), one in zip(files, told, strict=True)]


def test_real_vcards_tables_and_directories_are_read_whole(shelf: Path, shared: Path) -> None:
    """The table of results by kind: files, files with the right number of people, people."""
    results: Counter[tuple[str, str]] = Counter()
    for family in ("vcard", "ldif", "csv"):
        for kind, count, told in corpus(shelf, shared, family):
            of_people = kind not in {"csv-not-contacts", "csv-dialect", "vcard-fuzz"}
            results[kind, "files"] += 1
            results[kind, "right"] += told["read"] == (count if of_people else told["read"])
            results[kind, "read"] += told["read"]
            sums = told["added"] + told["updated"] + told["unchanged"] + told["duplicates"]
            assert sums + len(told["refused"]) >= told["read"] >= sums, told["file"]
    table = {
        kind: [results[kind, each] for each in ("files", "right")]
        for kind, each in results
        if each == "files"
    }
    assert {kind: files - right for kind, (files, right) in table.items() if files != right} == WRONG, table


def test_real_letters_give_their_senders(shelf: Path, shared: Path) -> None:
    wrong = []
    for family in ("eml", "mbox"):
        for kind, count, told in corpus(shelf, shared, family):
            why = [each["why"] for each in told["refused"]]
            if told["read"] + sum("@" in each for each in why) < count:
                wrong.append((kind, count, Path(told["file"]).name, why))
    # Their sender stands once in it, with other addresses beside; a spoofed one has none to be trusted.
    assert {name for _, _, name, _ in wrong} <= {"headertest.mbox", "email-address-spoofing-attacks.eml"}


def test_real_files_change_nothing_the_second_time(shelf: Path, shared: Path) -> None:
    for family in ("vcard", "ldif", "csv"):
        corpus(shelf, shared, family)
        before = listed(shelf)
        for _, _, told in corpus(shelf, shared, family):
            assert (told["added"], told["updated"]) == (0, 0), told["file"]
        assert listed(shelf) == before
