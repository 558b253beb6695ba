"""A short run of the fuzzer over each reader; ``python -m tests.fuzz`` runs a longer one."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
SECONDS = 20


@pytest.mark.parametrize("target", TARGETS)
def test_what_the_fuzzer_begins_with_is_read_whole(target: str) -> None:
    for seed in SEEDS[target]:
        TARGETS[target](seed)


@pytest.mark.slow
@pytest.mark.skipif(
    find_spec("atheris") is None, reason="atheris, the fuzzer, has no wheel for this system or this Python"
)
@pytest.mark.parametrize("target", TARGETS)
def test_nothing_is_found_in_a_short_run(target: str) -> None:
    command = [sys.executable, "-m", "tests.fuzz", target, "--seconds", str(SECONDS)]
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode(errors="replace")[-4_000:]
