"""How reply times, memory and the store grow: with the papers in the store, the servers, the messages a second.

`python -m tests.benchmarks.growth FOLDER` measures beside a bare bot, writes FOLDER/growth.csv and draws a picture for
each curve. `--quick` takes small points; `--draw` only draws what the file holds.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import gc
import os
import random
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import msgspec

from tests.benchmarks.bench_reply import time_replies
from tests.benchmarks.contenders import Contender, Contenders, contenders
from tests.benchmarks.processes import ROOT
from tests.benchmarks.snapshot import write_snapshot
from tests.benchmarks.table import quantile

PER_S = 20
CHANNELS_PER_SERVER = 3
OURS, BARE = "PWNC", "bare bot"


@dataclass(frozen=True, slots=True)
class Point:
    """One bot at one place of a curve."""

    curve: str
    x: int
    bot: str
    n_replies: int
    p50_s: float
    p99_s: float
    cpu_s: float  # of the processor, for each message
    rss_bytes: int
    store_bytes: int


@dataclass(frozen=True, slots=True)
class Effort:
    """The places of each curve; each bot has `n_rounds` of `n_messages` there, in turn."""

    papers: tuple[int, ...]
    servers: tuple[int, ...]
    per_s: tuple[int, ...]
    n_rounds: int
    n_messages: int


FULL = Effort((0, 10_000, 100_000, 1_000_000), (1, 500, 5_000), (1, 50, 200), 4, 60)
QUICK = Effort((0, 2_000), (1, 50), (20, 100), 2, 20)


async def measure(effort: Effort) -> AsyncIterator[Point]:
    """All points, curve by curve."""
    async with _started() as both:
        for per_s in effort.per_s:
            for point in await _measure(both, "messages", per_s, per_s, effort):
                yield point
    for n_servers in effort.servers:
        async with _started(n_servers=n_servers) as both:
            for point in await _measure(both, "servers", n_servers, PER_S, effort):
                yield point
    for n_papers in effort.papers:
        async with _started(n_papers=n_papers) as both:
            for point in await _measure(both, "papers", n_papers, PER_S, effort):
                yield point


@asynccontextmanager
async def _started(*, n_papers: int = 0, n_servers: int = 1) -> AsyncIterator[Contenders]:
    """Both bots, warm, with so many papers in the store of ours, in so many servers."""
    with tempfile.TemporaryDirectory(prefix="pwnc-growth-") as folder:
        async with contenders(Path(folder)) as both:
            if n_papers:
                await _import(Path(folder) / "snapshot.jsonl", n_papers, both.ours.settings["DATABASE_URL"])
            for contender in both.in_turn:
                _add_servers(contender, n_servers - len(list(contender.sandbox.world.bot_guilds())))
                await contender.start()
                await contender.warm()
            yield both


async def _import(snapshot: Path, n: int, url: str) -> None:
    write_snapshot(snapshot, n)
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": url}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "import", str(snapshot), cwd=ROOT, env=environment,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await process.wait() == 0
    snapshot.unlink()


def _add_servers(contender: Contender, n: int) -> None:
    world = contender.sandbox.world
    for number in range(n):
        guild = world.add_guild(f"server {number}", contender.person.user)
        for channel in range(CHANNELS_PER_SERVER):
            world.add_channel(guild, f"channel-{number}-{channel}")


async def _measure(both: Contenders, curve: str, x: int, per_s: int, effort: Effort) -> list[Point]:
    n = min(effort.n_messages, 20 * per_s)
    taken: dict[str, list[float]] = {OURS: [], BARE: []}
    spent = {OURS: 0.0, BARE: 0.0}
    gc.disable()  # the collector's pauses in this process, where Discord is played, are none of the bots'
    for number in range(effort.n_rounds):
        chance = random.Random(number)
        gaps_s = [chance.expovariate(per_s) for _ in range(n)]
        for name, contender in zip(taken, both.in_turn, strict=True):
            before = contender.process.cpu_s()
            taken[name] += await time_replies(contender, gaps_s)
            spent[name] += contender.process.cpu_s() - before
    gc.enable()
    folder = both.ours.process.folder
    store_bytes = sum(path.stat().st_size for path in folder.glob("bench.db*"))
    return [
        Point(
            curve, x, name, len(taken[name]), quantile(taken[name], 0.5), quantile(taken[name], 0.99),
            spent[name] / len(taken[name]), contender.process.rss_bytes(), store_bytes if name == OURS else 0,
        )
        for name, contender in zip(taken, both.in_turn, strict=True)
    ]  # fmt: skip


def write(path: Path, points: Sequence[Point]) -> None:
    """One line a point, under the names of its fields."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [each.name for each in fields(Point)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(point) for point in points)


def read(path: Path) -> list[Point]:
    """What `write` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return msgspec.convert(list(csv.DictReader(file)), list[Point], strict=False)


async def _main(folder: Path, effort: Effort) -> None:
    points = []
    async for point in measure(effort):
        points.append(point)
        write(folder / "growth.csv", points)  # what was measured stays when the rest fails
        print(_line(point), flush=True)


def _line(point: Point) -> str:
    times = f"p50 {point.p50_s * 1e3:6.1f} ms  p99 {point.p99_s * 1e3:6.1f} ms  processor {point.cpu_s * 1e3:5.2f} ms"
    sizes = f"memory {point.rss_bytes / 1e6:6.1f} MB  store {point.store_bytes / 1e6:7.1f} MB"
    return f"{point.curve:9} {point.x:9,}  {point.bot:9} {times}  {sizes}"


def main() -> None:
    """Measures, writes, draws."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth")
    parser.add_argument("folder", type=Path, help="where the file and the pictures go")
    parser.add_argument("--quick", action="store_true", help="small points")
    parser.add_argument("--draw", action="store_true", help="draw what was measured before")
    options = parser.parse_args()
    if not options.draw:
        asyncio.run(_main(options.folder, QUICK if options.quick else FULL))
    from tests.benchmarks.growth_picture import draw

    for path in draw(options.folder, read(options.folder / "growth.csv")):
        print(path)


if __name__ == "__main__":
    main()
