"""Write the pictures: ``python -m tests.gallery OUT [--only NAME] [--variant VARIANT]``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tests.gallery import PAGES

VARIANTS = ("light", "dark", "200", "rtl", "large")
"""As most people see it; dark; on a screen of 200 %; right to left; with text 40 % larger."""

_OWN = "PARTNERDESK_GALLERY"  # set in a process that draws the variant it was begun for


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery")
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--only",
        action="append",
        help="a page's name, or how the names of several begin: import; may be given more than once",
    )
    parser.add_argument("--variant", choices=VARIANTS)
    asked = parser.parse_args()
    if unknown := [each for each in asked.only or () if not wanted([each])]:
        print(f"There is no page called {', '.join(unknown)}. There are:", *PAGES, file=sys.stderr)
        return 2
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.variant and os.environ.get(_OWN) == asked.variant:
        return draw(asked.out, asked.variant, asked.only)
    if asked.variant:
        return in_own_process(asked.variant)
    return max(in_own_process(variant) for variant in VARIANTS)


def wanted(only: list[str] | None) -> list[str]:
    """Return the pages of these names; of a name that is none, those that begin with it."""
    found: dict[str, None] = {}
    for name in only or ():
        here = [name] if name in PAGES else [each for each in PAGES if each.startswith(f"{name}-")]
        found.update(dict.fromkeys(here))
    return [each for each in PAGES if not only or each in found]


def in_own_process(variant: str) -> int:
    """The scale factor belongs to a process, so each variant has one of its own."""
    env = {**os.environ, _OWN: variant, "QT_SCALE_FACTOR": "2" if variant == "200" else "1"}
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run(
        [sys.executable, "-m", "tests.gallery", *sys.argv[1:], "--variant", variant], env=env
    ).returncode


def draw(out: Path, variant: str, only: list[str] | None) -> int:
    from PySide6.QtCore import Qt, qInstallMessageHandler
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QApplication

    from partnerdesk.core.zones import use_bundled_zones
    from partnerdesk.qt import theme

    said: list[str] = []
    qInstallMessageHandler(lambda kind, where, text: said.append(text))
    use_bundled_zones()
    app = QApplication([])
    look = theme.install(app)
    face = QFont(app.font())
    face.setPointSizeF(10 * (1.4 if variant == "large" else 1))
    look.set_font(face)
    look.force(Qt.ColorScheme.Dark if variant == "dark" else Qt.ColorScheme.Light)
    if variant == "rtl":
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for name in wanted(only):
        page = PAGES[name]()
        page.show()
        # Twice: what is laid out in the first round may ask for another height in the second.
        for _ in range(2):
            app.sendPostedEvents()
            app.processEvents()
        target = out / f"{name}-{variant}.png"
        if not page.grab().save(str(target)):
            print(f"{target} could not be written", file=sys.stderr)
            return 1
        print(target)
        page.close()
        page.deleteLater()
    # The screen that is none says what it cannot do; anything else that Qt says is a fault of ours.
    faults = [text for text in said if not text.startswith("This plugin does not support")]
    for text in dict.fromkeys(faults):
        print(f"{variant}: {text}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
