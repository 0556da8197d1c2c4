"""`run`, `sandbox` and `library`: the bot on Discord, the bot in the sandbox, the library alone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import discord

from bot.cli.scan import with_library
from bot.client import PwncBot, point_library_at
from bot.errors import CannotStart
from bot.services import make_clock, open_services
from bot.settings import Settings

log = logging.getLogger(__name__)

START_HINT = (
    "DISCORD_TOKEN is not set: put it into .env (README, “Your own server”), or try the bot without an account by "
    "`python -m bot sandbox`."
)

WITHOUT_CONTENT = (
    "The Message Content Intent is off, so pasted links are not seen: only mentions, direct messages, commands and the "
    "right-click menu are answered. Switch it on in the Developer Portal (your application, page Bot) and start again."
)


async def run_bot(settings: Settings, *, guild_ready_timeout: float = 2.0) -> None:
    """The bot on Discord until it is cancelled. Raises CannotStart with what the operator can do."""
    if not settings.discord_token:
        raise CannotStart(START_HINT)
    point_library_at(settings)
    async with open_services(settings) as services:
        for message_content in (True, False):
            shards: tuple[int | None, ...] = settings.shards() if settings.shard_count > 1 else (None,)
            bots = [
                PwncBot(
                    services,
                    guild_ready_timeout=guild_ready_timeout,
                    message_content=message_content,
                    papers_per_person=settings.papers_per_person,
                    papers_per_channel=settings.papers_per_channel,
                    shard_id=shard_id,
                    shard_count=None if shard_id is None else settings.shard_count,
                    is_first=shard_id == shards[0],
                )
                for shard_id in shards
            ]
            try:
                async with _monitoring(settings, bots):
                    await _start_all(bots, settings.discord_token)
                return
            except discord.PrivilegedIntentsRequired:
                log.warning(WITHOUT_CONTENT)


@asynccontextmanager
async def _monitoring(settings: Settings, bots: Sequence[PwncBot]) -> AsyncIterator[None]:
    """Serves health and metrics while it is entered, where a port is set."""
    metrics, store = bots[0].metrics, bots[0].store
    if metrics is None:
        yield
        return
    from bot.monitor import open_monitor

    async def is_ready() -> bool:
        # The store must answer too: a look-up of nothing is one trip there and back.
        return all(bot.is_ready() for bot in bots) and await store.papers.get("") is None

    async with open_monitor(settings.monitor_host, settings.monitor_port, metrics, is_ready):
        log.info("health and metrics on http://%s:%d", settings.monitor_host, settings.monitor_port)
        yield


async def _start_all(bots: Sequence[PwncBot], token: str) -> None:
    """Runs one client a shard until one of them ends."""
    async with AsyncExitStack() as stack:
        for bot in bots:
            await stack.enter_async_context(bot)
        running = [asyncio.create_task(_start(bot, token), name=f"shard {bot.shard_id or 0}") for bot in bots]
        try:
            await asyncio.gather(*running)
        finally:
            log.info("stopping: what is under way is finished; another signal stops at once")
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            await asyncio.gather(*(bot.finish() for bot in bots))


async def _start(bot: PwncBot, token: str) -> None:
    try:
        await bot.start(token)
    except discord.LoginFailure as error:
        raise CannotStart(
            "Discord refuses DISCORD_TOKEN: copy it anew from the Developer Portal (your application, page Bot)."
        ) from error
    except (aiohttp.ClientError, OSError, discord.HTTPException, discord.GatewayNotFound) as error:
        raise CannotStart(f"Discord cannot be reached ({error}): check the network and DISCORD_API_URL.") from error


async def run_sandbox(settings: Settings, *, online: bool = False) -> None:
    """The bot in a local Discord with a chat page; the library in place of the services unless `online`."""
    from bot.sandbox import Sandbox
    from bot.sandbox.library import Library

    async with AsyncExitStack() as stack:
        # The sandbox forgets its messages when it stops, so the store that belongs to them goes too.
        folder = stack.enter_context(TemporaryDirectory(prefix="pwnc-"))
        settings = replace(settings, database_url=f"sqlite:///{Path(folder) / 'sandbox.db'}")
        library = None if online else await stack.enter_async_context(Library())
        if library:
            settings = with_library(settings, library.settings)
        clock = make_clock(settings.as_of_moment())
        sandbox = Sandbox(port=settings.sandbox_port, library=library, clock=clock)
        try:
            await stack.enter_async_context(sandbox)
        except OSError as error:
            raise CannotStart(
                f"Port {settings.sandbox_port} is taken: set SANDBOX_PORT to another one, or to 0 for any free one."
            ) from error
        print(f"The sandbox is open: {sandbox.page_url}", flush=True)
        await run_bot(
            replace(
                settings,
                discord_token=sandbox.token,
                discord_api_url=sandbox.api_url,
                discord_gateway_url=sandbox.gateway_url,
            ),
            guild_ready_timeout=0.02,
        )


async def run_library() -> None:
    """The library's stand-ins alone, with the settings that lead to them, until it is cancelled."""
    from bot.sandbox.library import Library

    async with Library() as library:
        for name, value in {**library.settings, "ARXIV_INTERVAL_S": "0"}.items():
            print(f"{name}={value}", flush=True)
        await asyncio.Event().wait()
