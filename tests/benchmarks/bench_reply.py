"""From message to reply for a known paper: a few and many messages a second, each bot in its turn."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from itertools import cycle, islice

from bot.sandbox.events import MessageCreated
from tests.benchmarks.contenders import LINK, Contender, Contenders
from tests.benchmarks.table import Row, in_ms, quantile, ratio_row

REPLY_TIMEOUT_S = 20.0
SLOW_PER_S, FAST_PER_S = 1, 50


async def bench_replies(both: Contenders, *, slow_s: int, n_rounds: int, round_s: int) -> list[Row]:
    """`slow_s` seconds of single messages, then for each bot `n_rounds` of `round_s` seconds under load."""
    slow = await _bench_slow(both, slow_s)
    fast = await _bench_fast(both, n_rounds, round_s)
    return [*_rows(f"{SLOW_PER_S} message/s", *slow), *_rows(f"{FAST_PER_S} messages/s", *fast)]


async def _bench_slow(both: Contenders, n: int) -> tuple[list[float], list[float]]:
    """The bots take turns message by message: each one's second lies half a second beside the other's."""
    gap_s = 1 / SLOW_PER_S
    ours, bare = await asyncio.gather(
        time_replies(both.ours, [gap_s] * n), time_replies(both.bare, [gap_s / 2, *[gap_s] * (n - 1)])
    )
    return ours, bare


async def _bench_fast(both: Contenders, n_rounds: int, round_s: int) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    bare: list[float] = []
    for number in range(n_rounds):
        gaps_s = list(_arrivals(number, FAST_PER_S * round_s))
        ours += await time_replies(both.ours, gaps_s)
        bare += await time_replies(both.bare, gaps_s)
    return ours, bare


def _arrivals(seed: int, n: int) -> Iterator[float]:
    """Seconds between messages as independent people write them: the same ones for both bots."""
    chance = random.Random(seed)
    return (chance.expovariate(FAST_PER_S) for _ in range(n))


async def time_replies(contender: Contender, gaps_s: list[float]) -> list[float]:
    """Seconds from each message to its reply; `gaps_s` are the pauses before the messages. Raises TimeoutError."""
    said: dict[int, float] = {}
    taken: list[float] = []
    hub, loop = contender.sandbox.world.hub, asyncio.get_running_loop()

    def notice(event: object) -> None:
        if isinstance(event, MessageCreated) and event.message.reply_to in said:
            taken.append(time.perf_counter() - said.pop(event.message.reply_to))

    forget = hub.listen(notice)
    try:
        due = loop.time()
        for gap_s, channel in zip(gaps_s, islice(cycle(contender.channels), len(gaps_s)), strict=True):
            due += gap_s
            await asyncio.sleep(due - loop.time())
            started = time.perf_counter()
            message = await contender.person.say(channel, LINK)
            said[message.id] = started
        await contender.sandbox.until(lambda: not said, REPLY_TIMEOUT_S)
    finally:
        forget()
    return taken


def _rows(load: str, ours: list[float], bare: list[float]) -> Iterator[Row]:
    for share, most in ((0.5, 1.5), (0.99, 2.0)):
        what = f"known paper, message to reply, {load}, p{share * 100:.0f} of {len(ours)}"
        yield ratio_row(what, quantile(ours, share), quantile(bare, share), most, in_ms)
