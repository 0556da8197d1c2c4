"""Everything that is measured, in one table: `make bench`, or `make bench QUICK=1` for a short look."""

from __future__ import annotations

import argparse
import asyncio
import gc
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.bench_cold import bench_cold
from tests.benchmarks.bench_judge import bench_judge
from tests.benchmarks.bench_process import bench_memory, bench_silence, bench_starts
from tests.benchmarks.bench_reply import bench_replies
from tests.benchmarks.bench_store import bench_store
from tests.benchmarks.contenders import contenders
from tests.benchmarks.processes import ROOT
from tests.benchmarks.table import Row, print_table


@dataclass(frozen=True, slots=True)
class Effort:
    """How long each part goes on."""

    n_starts: int
    slow_s: int
    n_fast_rounds: int
    fast_round_s: int
    n_silent_rounds: int
    n_silent_messages: int
    n_papers: int
    n_stored: int


PURE = {"bench_reading": "reading a paper's text", "bench_links": "looking for papers in one message"}
FULL = Effort(5, 45, 12, 2, 10, 600, 20_000, 300_000)
QUICK = Effort(2, 6, 2, 2, 3, 400, 3_000, 10_000)


async def bench_bots(folder: Path, effort: Effort) -> list[Row]:
    """The figures that are measured beside a bare bot."""
    async with contenders(folder) as both:
        starts = await bench_starts(both, effort.n_starts)
        for contender in both.in_turn:
            await contender.warm()
        memory = bench_memory(both)
        # The collector's pauses in this process, where Discord is played, are none of the bots'.
        gc.disable()
        replies = await bench_replies(
            both, slow_s=effort.slow_s, n_rounds=effort.n_fast_rounds, round_s=effort.fast_round_s
        )
        silence = await bench_silence(both, n_rounds=effort.n_silent_rounds, n_messages=effort.n_silent_messages)
        gc.enable()
    return [*replies, silence, starts, memory]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds")
    effort = QUICK if parser.parse_args().quick else FULL
    if sys.platform != "linux":
        sys.exit("The benchmarks read processor time and memory of other processes as Linux gives them.")
    with tempfile.TemporaryDirectory(prefix="pwnc-bench-") as folder:
        rows = asyncio.run(bench_bots(Path(folder), effort))
        rows += bench_judge(Path(folder), effort.n_papers)
        rows += bench_store(Path(folder), effort.n_stored)
        cold_rows, steps = asyncio.run(bench_cold(Path(folder)))
    print_table([*rows, *cold_rows])
    print("\n".join(("", *steps)))
    for module, what in PURE.items():
        print(f"\n{what}:", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{module}"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
