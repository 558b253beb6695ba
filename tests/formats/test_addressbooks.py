"""Contacts exported as vCard: khard and Thunderbird know the same people by the same addresses."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from partnerdesk.desk import contacts, exports, listing
from partnerdesk.desk.book import Book, new_book
from partnerdesk.desk.places import locate
from tests.formats.thunderbird import driven

PATIENCE = 120.0  # seconds; Thunderbird needs ten where nothing else runs
PEOPLE = {
    "Elena Ruiz Núñez": (["elena@normal.example.org", "e.ruiz@casa.example.org"], ["+52 222 555 0199"]),
    "Łucja Wiśniewska": (["lucja@szkola.example.org"], []),
    "山本 健太": (["kenta@gakko.example.org"], ["+81 3 5555 0100", "+81 90 5555 0101"]),
    "Ольга Иванова": (["olga@shkola.example.org"], []),
    "O’Neil, Sean, Jr.": (["sean@school.example.org"], ["+353 1 555 0100 ext. 7"]),
    "Ana": ([], ["+351 22 555 0100"]),
}
IMPORT = """
const [path, done] = arguments;
(async () => {
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const { AddrBookFileImporter } = ChromeUtils.importESModule("resource:///modules/AddrBookFileImporter.sys.mjs");
  const key = MailServices.ab.newAddressBook("Partners", "", Ci.nsIAbManager.JS_DIRECTORY_TYPE);
  const book = MailServices.ab.getDirectoryFromId(key);
  const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
  file.initWithPath(path);
  await new AddrBookFileImporter("vcard").startImport(file, book);
  return book.childCards.map(card => ({
    name: card.displayName,
    mails: card.emailAddresses,
    phones: card.vCardProperties.getAllValues("tel"),
    school: [card.vCardProperties.getFirstValue("org")].flat().join(""),
  }));
})().then(done, error => done(`${error}`));
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book with people whose names and addresses are not easy."""
    made = new_book(tmp_path / "b.partnerdesk")
    for name, (emails, phones) in PEOPLE.items():
        contacts.add(
            made,
            name=name,
            organisation="Escuela Normal, «5»",
            place=locate(city="Puebla", country="MX"),
            emails=[(each, "work") for each in emails],
            phones=[(each, "mobile") for each in phones],
            notes="First line.\nSecond; line, with marks.",
            tags=["choir"],
            languages=["es", "en"],
        )
    return made


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("khard") is None, reason="not on this machine: khard")
@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_khard_knows_the_same_people(book: Book, tmp_path: Path, version: str) -> None:
    cards = tmp_path / "cards"
    cards.mkdir()
    for key in listing.find(book):  # it keeps one card a file
        exports.write(book, cards / f"{key}.vcf", [key], version=version)
    config = tmp_path / "khard.conf"
    shown = "[contact table]\ndisplay = formatted_name\n"  # else what stands behind a name is left out
    config.write_text(f"[addressbooks]\n[[partners]]\npath = {cards}\n{shown}", encoding="utf-8")

    def khard(*words: str) -> list[str]:
        ran = subprocess.run(
            ["khard", "-c", str(config), *words],
            env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
            capture_output=True, text=True, encoding="utf-8", timeout=60, check=True,
        )  # fmt: skip
        assert not ran.stderr
        return ran.stdout.splitlines()

    listed = [line.split("\t") for line in khard("list", "--parsable")]
    assert {name for _, name, _ in listed} == set(PEOPLE)
    mails = {tuple(line.split("\t")[:2]) for line in khard("email", "--parsable", "--remove-first-line")}
    assert mails == {(each, name) for name, (emails, _) in PEOPLE.items() for each in emails}
    phones = {tuple(line.split("\t")[:2]) for line in khard("phone", "--parsable")}
    assert phones == {(each, name) for name, (_, numbers) in PEOPLE.items() for each in numbers}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("thunderbird") is None, reason="not on this machine: thunderbird")
def test_thunderbird_knows_the_same_people(book: Book, tmp_path: Path) -> None:
    with driven(tmp_path, PATIENCE) as thunderbird:
        for version in ("4.0", "3.0"):
            path = tmp_path / f"{version}.vcf"
            exports.write(book, path, listing.find(book), version=version)
            found = thunderbird.run(IMPORT, str(path))
            assert isinstance(found, list), found
            assert {each["name"]: (each["mails"], each["phones"]) for each in found} == PEOPLE
            assert {each["school"] for each in found} == {"Escuela Normal, «5»"}
