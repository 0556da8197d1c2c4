"""What the bot costs while nobody asks it anything: start, memory, messages that link no paper."""

from __future__ import annotations

import asyncio
from itertools import cycle, islice
from statistics import median

from tests.benchmarks.contenders import Contender, Contenders
from tests.benchmarks.table import Row, in_mb, in_seconds, in_us, ratio_row

MOST_MEMORY_BYTES = 40_000_000
CHAT = (
    "good morning",
    "did anybody get the baseline of table 3 to run?",
    "I think we should look at the training loop again, the loss explodes after a bit",
    "lol",
    "the reading group is at four today, room 2.17, bring the printed version if you have one",
    "same here, with batch size 64 it fits, with 128 it does not 😅",
    "https://github.com/pytorch/pytorch/issues/1 looks like what you describe",
    "is it on arXiv already?",
    "no idea, ask Emmy",
    "> the loss explodes\nwhich learning rate? we had that with 3e-4 and warm-up of 500 steps, then lowered it to 1e-4 "
    "and it went away. The other thing to try is to clip the gradients, which costs next to nothing.",
    "**please** use threads for this",
    "done, see <#1234567890123456> and thank you <@1234567890123457>!",
    "`pip install -e .` and then `python train.py --config configs/base.yaml`, nothing else",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "hm, ok",
    "Table 2, column 4: isn't that the wrong sign? And the caption says 2019.12345, which is no year",
)
"""What people say all day: short and long, formatting, mentions, addresses of other kinds, the word and no link."""


async def bench_starts(both: Contenders, n: int) -> Row:
    """Process start to signed in, `n` times each; both run afterwards."""
    for number in range(n):
        for contender in both.in_turn:
            if number:
                await contender.process.stop()
            await contender.start()
    ours, bare = median(both.ours.starts_s), median(both.bare.starts_s)
    return Row("start: process start to signed in", "", in_seconds(ours), in_seconds(bare), f"{ours / bare:.2f} ×")


def bench_memory(both: Contenders) -> Row:
    """What both processes hold now."""
    ours, bare = (contender.process.rss_bytes() for contender in both.in_turn)
    more = ours - bare
    return Row(
        "memory, idle after its first answers, over the bare bot",
        f"≤ +{in_mb(MOST_MEMORY_BYTES)}",
        in_mb(ours),
        in_mb(bare),
        f"+{in_mb(more)}",
        more <= MOST_MEMORY_BYTES,
    )


async def bench_silence(both: Contenders, *, n_rounds: int, n_messages: int) -> Row:
    """Processor time for a message that links no paper; `n_rounds` of `n_messages` each, in turn."""
    spent_s = {id(contender): 0.0 for contender in both.in_turn}
    for _ in range(n_rounds):
        for contender in both.in_turn:
            spent_s[id(contender)] += await _listen(contender, n_messages)
    n = n_rounds * n_messages
    ours, bare = (spent_s[id(contender)] / n for contender in both.in_turn)
    return ratio_row(f"message without a link, processor time, {n} messages", ours, bare, 1.1, in_us)


async def _listen(contender: Contender, n: int) -> float:
    """Processor seconds of the bot while it hears `n` messages."""
    started_s = contender.process.cpu_s()
    for text, channel in islice(zip(cycle(CHAT), cycle(contender.channels), strict=False), n):
        await contender.person.say(channel, text)
        await asyncio.sleep(0)  # the sandbox sends while it is talked to
    for _ in range(2):  # what reading the last message has started is over when the next ping is answered
        await contender.sandbox.gateway.settled()
    return contender.process.cpu_s() - started_s
