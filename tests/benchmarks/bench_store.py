"""Import and look-ups in a large store, of generated papers: part of `make bench`, and by itself for any number:

`python -m tests.benchmarks.bench_store 1000000`, with an address (DATABASE_URL) of an empty store behind it for another
database than a file, or with `postgresql` for a server of its own.
"""

from __future__ import annotations

import asyncio
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path

from bot.models import Paper
from bot.store import Store, open_store
from tests.benchmarks.processes import ROOT
from tests.benchmarks.snapshot import Generator, write_snapshot
from tests.benchmarks.table import Row, in_ms, print_table, quantile
from tests.postgresql import find_binaries, run_server

LEAST_PER_S = 5_000
MOST_SIMILAR_S = 0.050
MOST_LOOK_UP_S = 0.005
N_ASKED = 500
# As it is installed, and with the memory that a machine of some gigabytes gives it.
POSTGRESQL = {"shared_buffers": "512MB", "listen_addresses": "127.0.0.1"}


def bench_store(folder: Path, n: int) -> list[Row]:
    """`n` papers are imported by a process of its own, then asked for in this one."""
    return bench_store_at(f"sqlite:///{folder / 'large.db'}", folder, n)


def bench_store_at(url: str, folder: Path, n: int) -> list[Row]:
    """The same in the empty store at that address."""
    snapshot = folder / "snapshot.jsonl"
    write_snapshot(snapshot, n)
    return [_bench_import(snapshot, url, n), *asyncio.run(_bench_look_ups(url, n))]


def _bench_import(snapshot: Path, url: str, n: int) -> Row:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": url}
    command = [sys.executable, "-m", "bot", "import", str(snapshot)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    took_s, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Row(
        f"import of a snapshot of {n:,} papers", f"≥ {LEAST_PER_S:,} papers/s", f"{n / took_s:,.0f} papers/s",
        ratio=f"{n / spent_s:,.0f} a processor second", reached=n / took_s >= LEAST_PER_S,
    )  # fmt: skip


async def _bench_look_ups(url: str, n: int) -> list[Row]:
    chance = random.Random(3)
    async with open_store(url) as store:
        papers = await _some_papers(store, chance)
        similar = await _time(store.search.find_similar, [(paper, 3) for paper in papers])
        typed = [(paper.title[: chance.randint(3, 30)], 10) for paper in papers]
        typed += [(_some_words(paper, chance), 10) for paper in papers]
        suggested = await _time(store.search.find_by_title, typed)
        known = await _time(store.papers.get_with_scan, [(paper.arxiv_id,) for paper in papers])
    return [
        _row(f"similar papers among {n:,}, p99", MOST_SIMILAR_S, similar),
        _row(f"suggestions for what is typed, among {n:,}, p99", MOST_LOOK_UP_S, suggested),
        _row(f"a paper by its id, among {n:,}, p99", MOST_LOOK_UP_S, known),
    ]


async def _some_papers(store: Store, chance: random.Random) -> list[Paper]:
    """Papers that are there, found by titles of the same generator."""
    generator, found = Generator(chance.randint(100, 999)), dict[str, Paper]()
    while len(found) < N_ASKED:
        for arxiv_id, _ in await store.search.find_by_title(generator.title()[:8], 5):
            if kept := await store.papers.get(arxiv_id):
                found[arxiv_id] = kept[0]
    return list(found.values())[:N_ASKED]


def _some_words(paper: Paper, chance: random.Random) -> str:
    words = paper.title.split()
    return " ".join(chance.sample(words, min(len(words), chance.randint(1, 4))))


async def _time(ask: Callable[..., Awaitable[object]], questions: list[tuple[object, ...]]) -> list[float]:
    spent_s = []
    for question in questions:
        began = time.perf_counter()
        await ask(*question)
        spent_s.append(time.perf_counter() - began)
    return spent_s


def _row(what: str, most_s: float, spent_s: list[float]) -> Row:
    worst_s = quantile(spent_s, 0.99)
    return Row(
        what, f"≤ {in_ms(most_s)}", in_ms(worst_s), ratio=f"p50 {in_ms(quantile(spent_s, 0.5))}",
        reached=worst_s <= most_s,
    )  # fmt: skip


def main(n: int, url: str) -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory(prefix="pwnc-bench-") as place, ExitStack() as stack:
        if url == "postgresql":
            binaries = find_binaries()
            assert binaries is not None, "PostgreSQL is not installed"
            url = stack.enter_context(run_server(binaries, POSTGRESQL)).url()
        print_table(bench_store_at(url, Path(place), n) if url else bench_store(Path(place), n))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
