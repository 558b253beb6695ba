"""Books and contacts from the shell."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.shell import ROOT, done, partnerdesk


def test_list_gives_the_keys_that_scripts_read(folder: Path) -> None:
    (contact,) = json.loads(done(folder, "list", "b", "--json"))
    assert list(contact) == [
        "id", "name", "email", "organisation", "city", "country", "region", "zone", "local_time",
    ]  # fmt: skip
    assert contact["zone"] == "America/Hermosillo"
    assert contact["local_time"].endswith("-07:00")
    assert json.loads(done(folder, "list", "b", "--json", "--search", "nobody")) == []
    assert "Elena Ruiz" in done(folder, "list", "b", "--folder", "MX-SON", "--search", "6255")  # 662 555


def test_add_prints_the_contact_as_list_does(folder: Path) -> None:
    made = json.loads(done(folder, "add", "b", "--name", "Kari Dahl", "--city", "Bergen", "--json"))
    assert made[0] in json.loads(done(folder, "list", "b", "--json"))
    assert made[0]["country"] == "NO"


def test_a_postal_address_stands_on_the_label(folder: Path) -> None:
    done(
        folder,
        "add",
        "b",
        "--name",
        "Kari Dahl",
        "--city",
        "Bergen",
        "--street",
        "Torget 1",
        "--postcode",
        "5003",
    )
    done(folder, "export", "b", "all.csv")
    assert "Torget 1,5003,Bergen" in (folder / "all.csv").read_text(encoding="utf-8")


def test_a_place_with_several_zones_is_asked_about(folder: Path) -> None:
    ran = partnerdesk(
        folder, "add", "b", "--name", "Luz", "--city", "El Nowhere", "--region", "MX-CHH", "--country", "MX"
    )
    assert ran.returncode == 1
    assert "America/Ciudad_Juarez" in ran.stderr
    assert "America/Ojinaga" in ran.stderr
    assert len(json.loads(done(folder, "list", "b", "--json"))) == 1


def test_verify_says_that_a_book_is_whole_or_what_is_wrong(folder: Path) -> None:
    found = json.loads(done(folder, "verify", "b", "--json"))
    assert found["ok"] is True
    assert all(check["ok"] for check in found["checks"])
    assert {"name", "ok", "detail"} == set(found["checks"][0])
    content = bytearray((folder / "b").read_bytes())
    content[5000:9000] = b"\xff" * 4000
    (folder / "b").write_bytes(content)
    ran = partnerdesk(folder, "verify", "b", "--json")
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["ok"] is False
    assert len(ran.stderr.splitlines()) == 1


def test_the_list_needs_neither_qt_nor_sqlalchemy(folder: Path) -> None:
    code = (
        "import sys; from partnerdesk.__main__ import main; main(['list', 'b', '--search', 'elena']);"
        "print(sorted({'sqlalchemy', 'PySide6', 'babel', 'jinja2', 'alembic'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True, timeout=60,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "Elena Ruiz" in ran.stdout
    assert ran.stdout.splitlines()[-1] == "[]"


def test_letters_of_two_columns_do_not_push_a_line_of_the_list(folder: Path) -> None:
    names = ("山田 花子", "Bo Li")
    for name in names:
        done(folder, "add", "b", "--name", name, "--organisation", "School")
    lines = done(folder, "list", "b").splitlines()
    wide, narrow = (next(each.index("School") for each in lines if name in each) for name in names)
    assert wide + 4 == narrow  # four letters that take two columns each
