"""Reading a PDF back, as another program does."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest


def run(program: str, *words: str | Path) -> str:
    """Run a program that reads PDF files and return what it says; skip where it is not there."""
    path = shutil.which(program)
    if not path:
        pytest.skip(f"{program} (poppler-utils, or qpdf) is not on this machine")
    return subprocess.run([path, *words], capture_output=True, check=True).stdout.decode()


def text_of(data: bytes, tmp_path: Path) -> list[str]:
    """The text of each page; NFKC, because Qt writes 山 as a Kangxi radical."""
    path = tmp_path / "read.pdf"
    path.write_bytes(data)
    text = run("pdftotext", "-layout", "-enc", "UTF-8", path, "-")
    return unicodedata.normalize("NFKC", text).split("\f")[:-1]
