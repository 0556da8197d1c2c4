"""From message to reply for a known paper, beside a bare bot that sends the same embed and buttons fixed.

Run: python -m tests.benchmarks.bench_reply [N]. Both bots run in this process, in turn, against a sandbox each, over
loopback sockets; the ratio is what counts.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import discord

from bot.cli.scan import with_library
from bot.client import needed_intents
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.services import make_clock
from bot.settings import Settings
from tests.e2e.conftest import running

LINK = "https://arxiv.org/abs/2504.21051"


class BareBot(discord.Client):
    """Answers every message by the same embed and buttons."""

    def __init__(self, content: str, embed: discord.Embed, view: discord.ui.View) -> None:
        super().__init__(intents=needed_intents(), max_messages=None, guild_ready_timeout=0.02)
        self._content, self._embed, self._view = content, embed, view

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot:
            await message.reply(self._content, embed=self._embed, view=self._view, mention_author=False)


async def time_replies(sandbox: Sandbox, n: int) -> list[float]:
    """Milliseconds of each of `n` replies, one after another."""
    grace, times = sandbox.person("grace"), []
    for _ in range(n + 20):
        started = time.perf_counter()
        asked = await grace.say("papers", LINK)
        await sandbox.next_message(reply_to=asked)
        times.append((time.perf_counter() - started) * 1000)
    return times[20:]  # the first ones open connections and fill caches


@asynccontextmanager
async def pwnc(library: Library, folder: Path) -> AsyncIterator[Sandbox]:
    async with Sandbox(library=library, clock=make_clock(library.as_of)) as sandbox:
        settings = with_library(Settings(database_url=f"sqlite:///{folder / 'bench.db'}"), library.settings)
        settings = replace(settings, discord_token=sandbox.token, discord_api_url=sandbox.api_url)
        async with running(replace(settings, discord_gateway_url=sandbox.gateway_url)):
            yield sandbox


async def time_bare(n: int, content: str, embed: discord.Embed) -> list[float]:
    async with Sandbox() as sandbox:
        discord.http.Route.BASE = sandbox.api_url
        view = discord.ui.View(timeout=None)
        for label in ("Abstract", "Found code", "Know the venue", "Something wrong", "✕"):
            view.add_item(discord.ui.Button(label=label, custom_id=label))
        import yarl

        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway_url)
        async with BareBot(content, embed, view) as client:
            task = asyncio.create_task(client.start(sandbox.token))
            await sandbox.until(lambda: sandbox.gateway.is_online)
            await asyncio.sleep(0.2)
            times = await time_replies(sandbox, n)
            await client.close()
            await task
        return times


async def main(n: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with Library() as library, pwnc(library, Path(folder)) as sandbox:
            first = await sandbox.next_message(reply_to=await sandbox.person("grace").say("papers", LINK))
            ours = await time_replies(sandbox, n)
    bare = await time_bare(n, first.content, discord.Embed.from_dict(first.embeds[0]))
    print(f"known paper, message to reply, {n} replies each")
    for name, times in (("PWNC", ours), ("bare bot", bare)):
        p = statistics.quantiles(times, n=100)
        print(f"{name:<9} p50 {p[49]:6.2f} ms   p99 {p[98]:6.2f} ms   max {max(times):6.2f} ms")
    a, b = statistics.quantiles(ours, n=100), statistics.quantiles(bare, n=100)
    print(f"ratio     p50 {a[49] / b[49]:6.2f} x    p99 {a[98] / b[98]:6.2f} x    (targets 1.5, 2)")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
