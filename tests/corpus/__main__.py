"""Print the table of results by kind, and the files in which something is not as expected."""

import tempfile
from pathlib import Path

from partnerdesk.core.zones import use_bundled_zones
from tests.corpus.results import by_kind, results, table

use_bundled_zones()
shared = Path(__file__).parents[2] / ".." / "shared"
with tempfile.TemporaryDirectory() as folder:
    found = results(shared.resolve(), Path(folder))
print(table(by_kind(found)))
for each in found:
    if each.missed:
        print(f"{each.path}: {', '.join(each.missed)}")
