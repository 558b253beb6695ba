"""A book with one contact, made from the shell."""

from pathlib import Path

import pytest

from tests.cli.shell import NEW, done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a book of Ana Lee in Detroit, and one contact in Hermosillo."""
    done(tmp_path, "new", "b", *NEW)
    done(
        tmp_path, "add", "b", "--name", "Elena Ruiz", "--city", "Hermosillo", "--country", "MX",
        "--language", "es", "--email", "elena.ruiz@normal.example.org", "--phone", "+52 662 555 0199",
    )  # fmt: skip
    return tmp_path
