"""From message to first complete reply for papers nobody has asked for, while every service takes its time.

Printed, not asserted: beside the figures stands when each service was asked, so that it shows what ran at once.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.library.faults import Service
from bot.sandbox.library.library import LibraryRequest
from bot.services import make_clock
from bot.status import Status
from tests.benchmarks.processes import BotProcess, pwnc_settings
from tests.benchmarks.table import Row, in_ms, print_table

DELAY_S = 0.2
ROUND_TRIPS = 2
ALLOWANCE = 1.15
LIVING = (Status.ALIVE, Status.ETERNAL_REST)


@dataclass(frozen=True, slots=True)
class Timed:
    """One paper: seconds to its first reply, what that held, and when which service was asked until then.

    `is_cold`: its record was not yet known as that of another paper's neighbour.
    """

    taken_s: float
    is_cold: bool
    is_complete: bool
    has_crypt: bool
    steps: tuple[str, ...]


async def bench_cold(folder: Path) -> tuple[list[Row], list[str]]:
    """The rows of the table, and the steps of the scan in the middle of the field."""
    async with Library() as library, Sandbox(library=library, clock=make_clock(library.as_of)) as sandbox:
        sandbox.limits.lift()
        (folder / "cold").mkdir()
        process = BotProcess(sandbox, folder / "cold", "bot", "run")
        await process.start(pwnc_settings(sandbox, library, folder / "cold" / "bench.db"))
        try:
            papers = [arxiv_id for arxiv_id in library.expected_verdicts if _is_living(library, arxiv_id)]
            await _time_reply(sandbox, library, papers.pop())  # opens the connections
            for service in Service:
                library.fault(service, delay_s=DELAY_S)
            timed = [await _time_reply(sandbox, library, arxiv_id) for arxiv_id in papers]
        finally:
            await process.stop()
    cold = [one for one in timed if one.is_cold]
    return _rows(cold), _middle(cold)


def _rows(timed: Sequence[Timed]) -> list[Row]:
    n, most_s = len(timed), ROUND_TRIPS * DELAY_S * ALLOWANCE
    whole_s = [one.taken_s for one in timed if one.is_complete] or [float("inf")]
    what = f"new paper, services at {in_ms(DELAY_S)}, link in the record, p50 of {n}"
    trips, is_reached = f"{median(whole_s) / DELAY_S:.2f} trips", median(whole_s) <= most_s
    n_whole, n_with_crypt = (sum(values) for values in zip(*((t.is_complete, t.has_crypt) for t in timed), strict=True))
    return [
        Row(what, f"≤ {in_ms(most_s)}", in_ms(median(whole_s)), ratio=trips, reached=is_reached),
        Row("of these, complete in the first reply", f"{n}", f"{n_whole}", reached=n_whole == n),
        Row("of these, with similar papers", "", f"{n_with_crypt}"),
    ]


def _middle(timed: Sequence[Timed]) -> list[str]:
    middle = sorted(timed, key=lambda one: one.taken_s)[len(timed) // 2]
    return [f"the scan of {in_ms(middle.taken_s)}, in turn:", *middle.steps]


def _is_living(library: Library, arxiv_id: str) -> bool:
    paper = library.papers[arxiv_id]
    return paper.verdict in LIVING and "github.com/" in f"{paper.abstract} {paper.comment}"


async def _time_reply(sandbox: Sandbox, library: Library, arxiv_id: str) -> Timed:
    """In a channel of its own, where an answer is given in full; what follows the reply is over before the next."""
    guild = sandbox.world.guilds[sandbox.channels["papers"].guild_id or 0]
    channel = sandbox.world.add_channel(guild, f"cold-{arxiv_id.replace('.', '-')}")
    library.requests.clear()
    started_s = time.monotonic()
    asked = await sandbox.person("grace").say(channel, f"https://arxiv.org/abs/{arxiv_id}")
    answer = await sandbox.next_message(reply_to=asked)
    taken_s = time.monotonic() - started_s
    requests = [request for request in library.requests if request.at_s - started_s <= taken_s]
    await asyncio.sleep(2 * DELAY_S)
    fields = {field["name"].partition(" ")[0] for embed in answer.embeds for field in embed.get("fields", [])}
    is_complete = "Looking" not in answer.content and "Citations" in fields
    is_cold = any(request.service is Service.ARXIV and arxiv_id in request.path_qs for request in requests)
    return Timed(taken_s, is_cold, is_complete, "🪦" in fields, tuple(_steps(requests, started_s)))


def _steps(requests: Sequence[LibraryRequest], started_s: float) -> list[str]:
    return [
        f"  {in_ms(request.at_s - started_s):>10}  {request.service:<17} {request.method} {request.path_qs[:70]}"
        for request in requests
    ]


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory(prefix="pwnc-bench-") as folder:
        rows, steps = asyncio.run(bench_cold(Path(folder)))
    print_table(rows)
    print("\n".join(("", *steps)))


if __name__ == "__main__":
    main()
