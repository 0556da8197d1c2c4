"""A plain discord.py bot that remembers what it saw, and the way to run one against a sandbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import discord
from discord.ext import commands

from bot.sandbox import Sandbox

INTENTS = discord.Intents(
    guilds=True,
    guild_messages=True,
    dm_messages=True,
    message_content=True,
    guild_reactions=True,
    dm_reactions=True,
    guild_typing=True,
    dm_typing=True,
)


class _Recording(commands.bot.BotBase):
    """Remembers every event; tests hang what the bot does on `hooks` and on its tree."""

    def __init__(self, *, intents: discord.Intents = INTENTS, **options: Any) -> None:
        super().__init__("!", intents=intents, help_command=None, guild_ready_timeout=0.02, **options)
        self.seen: list[tuple[str, tuple[Any, ...]]] = []
        self.hooks: list[Callable[[Any], Awaitable[Any]]] = []
        self.life: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    async def setup_hook(self) -> None:
        for hook in self.hooks:
            await hook(self)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py would wait five seconds here, for Discord's pace; the sandbox has none unless it is set."""

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        self.seen.append((event_name, args))
        self._news.set()
        super().dispatch(event_name, *args, **kwargs)

    def all(self, name: str) -> list[Any]:
        """The first argument of every event of that name, in order (None for events without arguments)."""
        return [args[0] if args else None for event, args in self.seen if event == name]

    async def event(self, name: str, count: int = 1, timeout_s: float = 5.0) -> Any:
        """The first argument of the `count`-th event of that name; waits for it."""
        async with asyncio.timeout(timeout_s):
            while len(self.all(name)) < count:
                self._news.clear()
                await self._news.wait()
        return self.all(name)[count - 1]


class Probe(_Recording, commands.Bot):
    """A bot with one connection."""


class ShardedProbe(_Recording, commands.AutoShardedBot):
    """A bot that asks how many connections to open."""


ProbeT = TypeVar("ProbeT", bound=_Recording)


@asynccontextmanager
async def running(bot: ProbeT, sandbox: Sandbox, token: str | None = None) -> AsyncIterator[ProbeT]:
    """Runs a bot until the block ends; its own end before it is ready (a refused login) is raised here."""
    life = bot.life = asyncio.create_task(bot.start(token or sandbox.token))
    ready = asyncio.create_task(bot.event("ready"))
    try:
        await asyncio.wait({life, ready}, return_when=asyncio.FIRST_COMPLETED)
        if life.done():
            await life
        await ready
        yield bot
    finally:
        ready.cancel()
        await bot.close()
        await asyncio.gather(life, ready, return_exceptions=True)
