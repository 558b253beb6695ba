"""Run one target for some time; exit code 0 where nothing was found."""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["partnerdesk"]):
    from partnerdesk.core.zones import use_bundled_zones
    from tests.fuzz.seeds import SEEDS, WORDS
    from tests.fuzz.targets import TARGETS

_SLOWEST = 10  # seconds that one input may take
_MEMORY = 2_048  # megabytes
_LONGEST = 4_096  # bytes of an input


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--found", type=Path, help="where what fails is written; else it is printed only")
    options = parser.parse_args()
    use_bundled_zones()
    with tempfile.TemporaryDirectory() as folder:
        corpus, words = Path(folder) / "corpus", Path(folder) / "words"
        corpus.mkdir()
        for number, seed in enumerate(SEEDS[options.target]):
            (corpus / str(number)).write_bytes(seed)
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS), encoding="ascii")
        arguments = [
            sys.argv[0], str(corpus), f"-max_total_time={options.seconds}", f"-timeout={_SLOWEST}",
            f"-rss_limit_mb={_MEMORY}", f"-max_len={_LONGEST}", f"-dict={words}", "-print_final_stats=1",
            f"-artifact_prefix={options.found or folder}/",
        ]  # fmt: skip
        atheris.Setup(arguments, TARGETS[options.target])
        atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
