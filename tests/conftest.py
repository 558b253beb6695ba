"""What every test stands on: no screen needed, the bundled zones, the shared samples where there are any."""

import importlib.util
import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

if importlib.util.find_spec("partnerdesk.core.zones"):
    from partnerdesk.core.zones import use_bundled_zones

    use_bundled_zones()  # before any zone is loaded: design 4.1

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of samples and checked cases that lies beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared is not on this machine")
    return SHARED
