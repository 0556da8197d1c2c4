"""`make soak`, with MINUTES, RATE and SEED: prints what was done and found; exit code 1 when something was amiss."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from tests.soak.gauges import write_csv
from tests.soak.soak import soak


def main() -> int:
    """Soaks and prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--minutes", type=float, default=30.0, help="how long people talk")
    parser.add_argument("--rate", type=float, default=50.0, help="messages a second")
    parser.add_argument("--seed", type=int, default=1, help="what people do and what goes wrong")
    parser.add_argument("--csv", type=Path, help="where to write the samples")
    parser.add_argument("--picture", type=Path, help="where to draw them (PNG)")
    parser.add_argument("--log", type=Path, help="where to keep the bot's log")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pwnc-soak-") as folder:
        run = soak(Path(folder), seconds=60 * options.minutes, per_s=options.rate, seed=options.seed)
        try:
            report = asyncio.run(run)
        finally:
            if options.log:
                shutil.copyfile(Path(folder) / "log.txt", options.log)
    for line in report.lines():
        sys.stdout.write(f"{line}\n")
    if options.csv:
        write_csv(options.csv, report.samples)
    if options.picture:
        from tests.soak.picture import draw

        draw(options.picture, report.samples)
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
