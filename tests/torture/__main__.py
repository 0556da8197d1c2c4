"""`make torture`, with ROUNDS and SEED: prints what was done and found; exit code 1 when something was amiss."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.torture.torture import torture


def main() -> int:
    """Tortures and prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("--rounds", type=int, default=200, help="how often the process is killed")
    parser.add_argument("--seed", type=int, default=1, help="what people do and when the process is killed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pwnc-torture-") as folder:
        _say(f"{options.rounds} lives, seed {options.seed}")
        report = asyncio.run(torture(Path(folder), n_rounds=options.rounds, seed=options.seed, tell=_say))
    for line in report.lines():
        _say(line)
    return 1 if report.failures else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()  # also into a file, while it runs


if __name__ == "__main__":
    sys.exit(main())
