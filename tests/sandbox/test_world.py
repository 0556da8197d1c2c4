"""Ids, clock, replay buffer, and a life that leaves nothing behind."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp
import discord
import pytest
import yarl

from bot.sandbox import Sandbox
from bot.sandbox.clock import Clock
from bot.sandbox.gateway.session import BUFFER, Session
from bot.sandbox.snowflakes import Snowflakes, snowflake_at
from tests.sandbox.probe import Probe

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_ids_grow_whatever_the_clock_does() -> None:
    """Ids carry the time in milliseconds, and grow strictly also while the clock stands or goes back."""
    moments = [NOON, NOON, NOON - timedelta(hours=1), NOON + timedelta(seconds=1)]
    snowflakes = Snowflakes(lambda: moments[0])
    ids = []
    while moments:
        ids.append(snowflakes.next())
        moments.pop(0)
    assert ids == sorted(set(ids))
    assert [discord.utils.snowflake_time(each) for each in ids] == [NOON, NOON, NOON, NOON + timedelta(seconds=1)]
    assert ids[0] == snowflake_at(NOON)


async def test_the_clock_moves_time_and_deadlines() -> None:
    """Forward fires what is due by then, backward only sets the wall back; a stopped clock fires nothing."""
    clock = Clock(lambda: NOON)
    fired: list[str] = []
    clock.after(60, lambda: fired.append("minute"))
    clock.after(3600, lambda: fired.append("hour"))
    clock.advance(-600)
    assert clock.now() == NOON - timedelta(minutes=10)
    clock.advance(660)
    assert (clock.now(), fired) == (NOON + timedelta(minutes=1), ["minute"])
    clock.stop()
    clock.advance(7200)
    assert fired == ["minute"]


async def test_people_see_the_sandboxs_time() -> None:
    """Messages carry the time of the clock that the sandbox was given."""
    async with Sandbox(clock=lambda: NOON) as sandbox:
        said = await sandbox.person("grace").say("papers", "noon")
        sandbox.clock.advance(60)
        later = await sandbox.person("grace").say("papers", "a minute past")
        assert [each.created_at for each in (said, later)] == [NOON, NOON + timedelta(minutes=1)]
        assert discord.utils.snowflake_time(later.id) == NOON + timedelta(minutes=1)


def test_a_session_replays_what_it_still_has() -> None:
    """What a heartbeat confirmed is dropped; whoever missed more than is kept must identify anew."""
    session = Session(intents=0, shard=(0, 1))
    for n in range(5):
        session.dispatch("X", str(n).encode())
    assert [b'"s":%d' % n in frame for n, frame in enumerate(session.missed_after(2) or [], 3)] == [True] * 3
    session.forget_read(3)
    assert len(session.missed_after(3) or []) == 2
    assert session.missed_after(2) is None
    assert session.missed_after(5) == []
    for _ in range(BUFFER + 1):
        session.dispatch("X", b"0")
    assert session.missed_after(3) is None


async def test_start_and_stop_leave_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with a bot and a page still connected, no task or socket of it stays."""
    before = asyncio.all_tasks()
    async with Sandbox() as sandbox:
        monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
        bot = Probe()
        life = asyncio.create_task(bot.start(sandbox.token))
        session = aiohttp.ClientSession()
        await session.ws_connect(f"{sandbox.page_url}control/events?as={sandbox.person('ada').id}")
        await bot.event("ready")
    await bot.close()
    await asyncio.gather(life, return_exceptions=True)
    await session.close()
    assert asyncio.all_tasks() - before == set()


async def test_a_taken_port_is_an_error() -> None:
    """Where the port is taken, starting raises OSError."""
    async with Sandbox() as sandbox:
        port = yarl.URL(sandbox.page_url).port or 0
        with pytest.raises(OSError, match="in use"):
            async with Sandbox(port=port):
                pass
