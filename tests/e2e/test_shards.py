"""Two real processes, a shard each, on one PostgreSQL: they answer as one bot."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import aiohttp
import pytest

from bot.cli.run import run_bot
from bot.client import point_library_at
from bot.sandbox import Sandbox
from bot.sandbox.library import Library
from bot.sandbox.model import Channel, Message
from bot.sandbox.people import Person
from bot.services import make_clock
from bot.settings import Settings
from bot.store import open_store
from tests.benchmarks.processes import BotProcess
from tests.e2e.life import count_edits
from tests.postgresql import PostgresServer, make_schema

N_SHARDS = 2
N_PAPERS = 12
WITHIN_S = 60.0
SEED = "2504.21051"


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
    address = await make_schema(postgresql)
    return replace(bot_settings, database_url=address, shard_count=N_SHARDS, arxiv_interval_s=1.0)


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


async def until_alive(settings: Settings) -> None:
    """Waits until the second process has said until when it heard: without that it has nothing to catch up."""
    async with asyncio.timeout(WITHIN_S), open_store(settings.database_url) as store:
        while await store.presence.get_alive(1, N_SHARDS) is None:  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.05)


async def test_two_processes_answer_as_one(
    discord_api: Sandbox, library: Library, settings: Settings, processes: list[BotProcess], places: list[Channel]
) -> None:
    """What people in both servers ask for at once is scanned by one process for both; a process that is killed and
    started again leaves nothing unanswered and answers nothing twice; arXiv's gate holds for both together."""
    discord_api.limits.lift()
    grace, papers = discord_api.person("grace"), list(library.papers)[: 2 * N_PAPERS]
    asked = await say_in(places, grace, papers[:N_PAPERS])
    await until_answered(discord_api, asked)
    for arxiv_id in papers[:N_PAPERS]:
        recommended = [each for each in library.requests if f"forpaper/ARXIV:{arxiv_id}?" in each.path_qs]
        assert len(recommended) == 1  # as many as scans

    await until_alive(settings)
    again = await say_in(places, grace, papers[N_PAPERS:-4])
    await _end(processes[1])
    again += await say_in(places, grace, papers[-4:-2])
    await processes[1].spawn(replace(settings, shard_ids="1").as_environment())
    again += await say_in(places, grace, papers[-2:])
    await until_answered(discord_api, again)
    async with asyncio.timeout(WITHIN_S), open_store(settings.database_url) as store:
        while await store.answers.get_unsent():  # noqa: ASYNC110 - other processes write it
            await asyncio.sleep(0.05)
    answers = [m for channel in places for m in channel.messages.values() if m.author.id == discord_api.bot_user.id]
    assert len(answers) == len(asked) + len(again)
    starts = [request.at_s for request in library.requests if request.service == "arxiv"]
    # Half of the interval: a request may be late on its way here, two gates would let two in at once.
    assert all(later - earlier > settings.arxiv_interval_s / 2 for earlier, later in pairwise(starts))


async def say_in(places: list[Channel], person: Person, papers: list[str]) -> list[Message]:
    """The messages in which a person links each of the papers in each of the places."""
    return [await person.say(place, f"arxiv.org/abs/{arxiv_id}") for arxiv_id in papers for place in places]


async def until_answered(discord_api: Sandbox, asked: list[Message]) -> None:
    """Waits until there is an answer to each."""
    for message in asked:
        await discord_api.next_message(reply_to=message, timeout_s=WITHIN_S)


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
        asked = [await grace.say(channel, f"arxiv.org/abs/{SEED}") for channel in places]
        answers = [await discord_api.next_message(reply_to=each, timeout_s=WITHIN_S) for each in asked]
        assert all("The Cartographer" in answer.content for answer in answers)
        direct = await grace.say(await grace.open_dm(), f"arxiv.org/abs/{SEED}")
        assert await discord_api.next_message(reply_to=direct, timeout_s=WITHIN_S)
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as shown:
            assert f"pwnc_guilds {float(len(list(discord_api.world.bot_guilds())))}" in await shown.text()
        async with asyncio.timeout(WITHIN_S):
            await process.stop()
    finally:
        await _end(process)


async def test_two_shards_of_one_process(discord_api: Sandbox, bot_settings: Settings, places: list[Channel]) -> None:
    """What is decided by people is asked for and shown once, in the review channel of its own server."""
    settings = replace(bot_settings, shard_count=N_SHARDS)
    reviews = [discord_api.world.add_channel(discord_api.world.guilds[each.guild_id or 0], "review") for each in places]
    async with open_store(settings.database_url) as store:
        for review in reviews:
            now = make_clock(settings.as_of_moment())()
            await store.guild_settings.change(review.guild_id or 0, now, review_channel_id=review.id)
    point_library_at(settings)
    running = asyncio.create_task(run_bot(settings, guild_ready_timeout=0.02))
    try:
        await until_heard(discord_api, set(range(N_SHARDS)))
        grace = discord_api.person("grace")
        for place, review in zip(places, reviews, strict=True):
            asked = await grace.say(place, f"https://arxiv.org/abs/{SEED}")
            answer = await discord_api.next_message(reply_to=asked)
            edits = count_edits(discord_api, answer)
            await grace.say(place, "venue: ICML 2025", reply_to=answer)
            assert "venue ICML 2025" in (await discord_api.next_message(channel=review)).text_of_embed
            await discord_api.silence(review)
            assert len(edits) <= 2  # being checked, open
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
