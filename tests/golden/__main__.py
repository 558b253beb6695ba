"""Write the golden files anew; look at the difference before it is committed."""

import os

from partnerdesk.core.zones import use_bundled_zones

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
use_bundled_zones()

from PySide6.QtWidgets import QApplication  # noqa: E402 - the platform first

from tests.golden import paper  # noqa: E402 - zones first
from tests.golden.letters import FOLDER, letters  # noqa: E402

for name, content in letters().items():
    (FOLDER / name).write_bytes(content)
running = QApplication([])
paper.write()
