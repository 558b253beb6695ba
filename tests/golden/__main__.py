"""Write the golden files anew; look at the difference before it is committed."""

from partnerdesk.core.zones import use_bundled_zones

use_bundled_zones()

from tests.golden.letters import FOLDER, letters  # noqa: E402 - zones first

for name, content in letters().items():
    (FOLDER / name).write_bytes(content)
