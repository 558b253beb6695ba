"""What README and CI's files say holds: the two commands, the examples, the packages, the locked versions."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
LOCK = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8")


def blocks() -> list[str]:
    """README's indented blocks, dedented, with continued lines joined."""
    found = re.findall(r"(?:^    .*\n)+", README, re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE).replace("\\\n", " ") for block in found]


def lines() -> list[str]:
    return [" ".join(line.split()) for block in blocks() for line in block.splitlines()]


def test_each_of_the_two_commands_stands_there_once_and_sets_itself_up() -> None:
    commands = [line for line in lines() if line.startswith("python3 -m venv .venv && .venv/bin/pip install")]
    assert [line.rpartition(".venv/bin/")[2] for line in commands] == ["partnerdesk demo", "pytest"]
    assert commands[1].count("'.[test]'") == 1


def test_ci_takes_the_commands_from_readme() -> None:
    assert "pip install ." not in CI
    pattern = re.search(r'grep -E "(.*)" README.md', CI)
    assert pattern
    for name in ("partnerdesk demo", "pytest"):
        wanted = pattern[1].replace(r"\$", "$").replace("$1", name)
        assert len(re.findall(wanted, README, re.MULTILINE)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
def test_ci_is_a_script_that_bash_can_read() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)


def test_ci_installs_every_package_that_readme_names() -> None:
    named = {word for line in lines() if line.startswith("apt-get install") for word in line.split()[2:]}
    assert len(named) > 10
    assert named - {"python3-venv"} <= set(re.findall(r"[\w.+-]+", CI))


OTHERS = {
    "people.csv": "Name,E-mail\nRosa Lima,rosa@escola.example.org\n",
    "phone.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Tomás Pérez\nTEL:+52 662 555 0100\nEND:VCARD\n",
    "inbox.mbox": (
        "From aiko@school.example.org Mon Mar  1 09:00:00 2027\n"
        "From: Aiko Sato <aiko@school.example.org>\nTo: ana.lee@lincoln.example.org\n"
        "Date: Mon, 1 Mar 2027 09:00:00 +0900\nSubject: Hello\n\nHello from Kyoto.\n"
    ),
}
"""Files that the examples read."""


def test_the_examples_work_word_for_word(tmp_path: Path) -> None:
    examples = [line for line in lines() if line.startswith("partnerdesk ")]
    assert [shlex.split(line)[1] for line in examples] == [
        "new",
        "add",
        "import",
        "export",
        "list",
        "times",
        "draft",
        "due",
        "print",
        "print",
        "print",
        "print",
        "check",
        "verify",
        "--version",
    ]
    for name, text in OTHERS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    for example in examples:
        done = subprocess.run(
            [sys.executable, "-m", *shlex.split(example)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": paths},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), example
        assert done.stdout
    assert len(list((tmp_path / "letters").glob("*.eml"))) == 1


def test_every_file_that_readme_names_is_there() -> None:
    linked = re.findall(r"\]\((?!http)([^)]+)\)", README)
    named = re.findall(r"`((?:resources/|LICENSE)[^` ]*)`", README)
    assert {"LICENSE", "resources/places/CREDITS.md"} <= set(named)
    assert all((ROOT / each).exists() for each in [*linked, *named])


def test_the_lock_holds_versions_and_hashes_and_no_addresses() -> None:
    text = re.sub(r"(?m)^#.*\n", "", LOCK)
    assert not re.search(r"://|^-|--(?!hash=sha256:)\w|@", text, re.MULTILINE)
    entry = re.compile(r"[a-z0-9._-]+==[\w.]+( ;[^\n]*)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+")
    assert entry.sub("", text) == ""


def test_the_lock_holds_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[<>=!]", each)[0].lower() for each in asked}
    assert names <= set(re.findall(r"(?m)^([a-z0-9._-]+)==", LOCK))


def test_the_bundle_is_told_of_resources_and_migrations() -> None:
    spec = (ROOT / "build.spec").read_text(encoding="utf-8")
    compile(spec, "build.spec", "exec")
    assert '"partnerdesk/resources"' in spec
    assert list((ROOT / "partnerdesk" / "storage" / "migrations" / "versions").glob("*.py"))
