"""What the machine has to have before type is set on it."""

import subprocess
import sys
from pathlib import Path

import pytest


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", HERE + code],
        capture_output=True,
        text=True,
        env={"PATH": "", **environment},
        check=False,
    )


HERE = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[3])!r})\n"
MACHINE = "from partnerdesk.formats.paper.machine import needs_gui\n"
PRINT = f"""{MACHINE}needs_gui()
from partnerdesk.formats.paper.pdf import pdf
from partnerdesk.formats.paper.setting import set_pages
from partnerdesk.formats.paper.values import Frame, Table
print(len(pdf(set_pages(Table(Frame('x'), (), ())))) > 1000)"""


@pytest.mark.parametrize(
    "display", [{}, {"DISPLAY": ":987"}, {"WAYLAND_DISPLAY": "gone", "QT_QPA_PLATFORM": "wayland"}]
)
def test_a_pdf_is_made_without_a_screen_and_with_one_that_is_gone(display: dict[str, str]) -> None:
    done = run(PRINT, **display)
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_missing_libraries_are_a_sentence_and_no_traceback() -> None:
    blocked = "sys.modules['PySide6.QtGui'] = None\n"
    asked = (
        "from partnerdesk.errors import NoScreen\ntry: needs_gui()\nexcept NoScreen as error: print(error)"
    )
    done = run(blocked + MACHINE + asked)
    assert done.returncode == 0, done.stderr
    assert "cannot be set on this machine" in done.stdout
    packages = "libegl1 libgl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core"
    assert packages in done.stdout


def test_an_application_without_graphics_is_no_place_for_type() -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication\nrunning = QCoreApplication([])\n"
        f"from partnerdesk.errors import NoScreen\n{MACHINE}"
        "try: needs_gui()\nexcept NoScreen as error: print(error)"
    )
    done = run(code)
    assert done.returncode == 0, done.stderr
    assert "without Qt's graphical part" in done.stdout
