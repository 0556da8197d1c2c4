"""Two real processes, a shard each, on one PostgreSQL: they answer as one bot."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.model import Channel
from bot.settings import Settings
from bot.store import open_store
from tests.benchmarks.processes import BotProcess
from tests.postgresql import PostgresServer, make_schema

N_SHARDS = 2
WITHIN_S = 60.0
PAPERS = ("2504.21051", "2303.16094")


@pytest.fixture
def places(discord_api: Sandbox) -> list[Channel]:
    """A channel on each shard, by the rule of Discord's shards."""
    world = discord_api.world
    found: dict[int, Channel] = {}
    owner = discord_api.person("grace").user
    while len(found) < N_SHARDS:
        guild = world.add_guild("elsewhere", owner)
        found.setdefault((guild.id >> 22) % N_SHARDS, world.add_channel(guild, "papers"))
    return [found[shard] for shard in range(N_SHARDS)]


@pytest.fixture
async def settings(bot_settings: Settings, postgresql: PostgresServer) -> Settings:
    """What both processes have in common."""
    return replace(bot_settings, database_url=await make_schema(postgresql), shard_count=N_SHARDS)


@pytest.fixture
async def processes(discord_api: Sandbox, settings: Settings, tmp_path: Path) -> AsyncIterator[list[BotProcess]]:
    """A process a shard, signed in."""
    async with AsyncExitStack() as stack:
        started = []
        for shard in range(N_SHARDS):
            folder = tmp_path / f"shard{shard}"
            folder.mkdir()
            process = BotProcess(discord_api, folder, "bot", "run")
            await process.spawn(replace(settings, shard_ids=str(shard)).as_environment())
            started.append(process)
            stack.push_async_callback(_end, process)
        await until_heard(discord_api, set(range(N_SHARDS)))
        yield started


async def _end(process: BotProcess) -> None:
    process.kill_now()
    if process._process is not None:
        await process._process.wait()


async def until_heard(discord_api: Sandbox, shards: set[int]) -> None:
    """Waits until just these shards are connected."""
    sessions = discord_api.gateway.sessions
    await discord_api.until(
        lambda: {each.shard[0] for each in sessions.values() if each.line is not None} == shards, WITHIN_S
    )


async def test_two_processes_answer_as_one(
    discord_api: Sandbox, library: Library, settings: Settings, processes: list[BotProcess], places: list[Channel]
) -> None:
    """Each server is answered by the process that has its shard, once; what one found the other knows; a process that
    is killed answers what it missed when it is back."""
    grace = discord_api.person("grace")
    for channel in places:
        asked = await grace.say(channel, f"arxiv.org/abs/{PAPERS[0]}")
        answer = await discord_api.next_message(reply_to=asked, timeout_s=WITHIN_S)
        assert "The Cartographer" in answer.content
    async with open_store(settings.database_url) as store:
        assert len(await store.scans.get_all(PAPERS[0])) == 1
        async with asyncio.timeout(WITHIN_S):  # a process that never said until when it heard has nothing to catch up
            while await store.presence.get_alive(1) is None:  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.05)

    await _end(processes[1])
    await until_heard(discord_api, {0})
    missed = await grace.say(places[1], f"arxiv.org/abs/{PAPERS[1]}")
    heard = await grace.say(places[0], f"arxiv.org/abs/{PAPERS[1]}")
    await discord_api.next_message(reply_to=heard, timeout_s=WITHIN_S)
    await processes[1].spawn(replace(settings, shard_ids="1").as_environment())
    answer = await discord_api.next_message(reply_to=missed, timeout_s=WITHIN_S)
    assert "Alive" in answer.content
    await until_heard(discord_api, {0, 1})
    replies = [m for channel in places for m in channel.messages.values() if m.author.id == discord_api.bot_user.id]
    assert len(replies) == 4
    async with open_store(settings.database_url) as store:
        assert len(await store.scans.get_all(PAPERS[1])) == 1
        assert await store.answers.get_unsent() == ()


async def test_one_process_with_two_shards(
    discord_api: Sandbox, bot_settings: Settings, places: list[Channel], tmp_path: Path
) -> None:
    """A process that has all shards serves them all, on SQLite too, and stops when it is told."""
    process = BotProcess(discord_api, tmp_path, "bot", "run")
    with socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        port = spare.getsockname()[1]
    await process.spawn(replace(bot_settings, shard_count=N_SHARDS, monitor_port=port).as_environment())
    try:
        await until_heard(discord_api, {0, 1})
        grace = discord_api.person("grace")
        asked = [await grace.say(channel, f"arxiv.org/abs/{PAPERS[0]}") for channel in places]
        answers = [await discord_api.next_message(reply_to=each, timeout_s=WITHIN_S) for each in asked]
        assert all("The Cartographer" in answer.content for answer in answers)
        direct = await grace.say(await grace.open_dm(), f"arxiv.org/abs/{PAPERS[0]}")
        assert await discord_api.next_message(reply_to=direct, timeout_s=WITHIN_S)
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as shown:
            assert f"pwnc_guilds {float(len(list(discord_api.world.bot_guilds())))}" in await shown.text()
        async with asyncio.timeout(WITHIN_S):
            await process.stop()
    finally:
        await _end(process)
