"""A chat from end to end: the real bot, the sandbox and the library, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.scan import with_library
from bot.client import PwncBot, point_library_at
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.services import make_clock, open_services
from bot.settings import Settings

StartBot = Callable[[], Awaitable[PwncBot]]


@pytest.fixture
async def library() -> AsyncIterator[Library]:
    """Real papers, and services that can be taken down."""
    async with Library() as served:
        yield served


@pytest.fixture
async def discord_api(library: Library) -> AsyncIterator[Sandbox]:
    """A Discord of our own; every route the bot asks for must be known there."""
    async with Sandbox(library=library, clock=make_clock(library.as_of)) as sandbox:
        yield sandbox
        assert sandbox.refused_routes == []


@pytest.fixture
def bot_settings(discord_api: Sandbox, library: Library, tmp_path: Path) -> Settings:
    """What the bot is started with: sandbox, library, and a store of its own."""
    settings = with_library(Settings(database_url=f"sqlite:///{tmp_path / 'pwnc.db'}"), library.settings)
    return replace(
        settings,
        discord_token=discord_api.token,
        discord_api_url=discord_api.api_url,
        discord_gateway_url=discord_api.gateway_url,
        papers_per_person=1_000,
        papers_per_channel=1_000,
        arxiv_interval_s=0.1,  # the library is no arXiv to be spared; the gate has tests of its own
    )


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are shown anew without the second that Discord is given between two edits."""
    monkeypatch.setattr("cogs._refreshing.EDIT_PAUSE_S", 0.02)


@asynccontextmanager
async def running(settings: Settings, *, message_content: bool = True) -> AsyncIterator[PwncBot]:
    """The bot, signed in and ready; stopped at the end as a signal would."""
    point_library_at(settings)
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(open_services(settings))
        bot = PwncBot(
            services,
            guild_ready_timeout=0.02,
            message_content=message_content,
            papers_per_person=settings.papers_per_person,
            papers_per_channel=settings.papers_per_channel,
        )
        await stack.enter_async_context(bot)
        task = asyncio.create_task(bot.start(settings.discord_token), name="bot")
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait({task, ready}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if task.done():
            task.result()
        yield bot
        await bot.close()
        await task


@pytest.fixture
async def bot(bot_settings: Settings) -> AsyncIterator[PwncBot]:
    """The running bot."""
    async with running(bot_settings) as started:
        yield started
