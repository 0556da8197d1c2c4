"""The real process told to stop while it is at work: what runs is finished or recorded, and the next life goes on."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.events import TypingStarted
from bot.sandbox.library import Library
from bot.sandbox.library.faults import Service
from bot.sandbox.model import Message
from bot.settings import Settings
from tests.e2e.life import link
from tests.e2e.test_start import TIMEOUT_S, process

STOPS_WITHIN_S = 10.0
CREATE_MESSAGE = "POST /channels/{channel_id}/messages"


@pytest.fixture
def environment(bot_settings: Settings) -> dict[str, str]:
    """The settings of the process."""
    return bot_settings.as_environment()


async def say(discord_api: Sandbox, *arxiv_ids: str) -> list[Message]:
    """A message for each paper."""
    return [await discord_api.person("grace").say("papers", link(arxiv_id)) for arxiv_id in arxiv_ids]


def n_answers(discord_api: Sandbox, asked: list[Message]) -> list[int]:
    """How many answers each message has."""
    replies = [m.reply_to for m in discord_api.world.messages.values() if m.author is discord_api.bot_user]
    return [replies.count(message.id) for message in asked]


async def until_typing(discord_api: Sandbox) -> None:
    """Waits until the bot is at work on an answer."""
    seen: list[object] = []
    discord_api.world.hub.listen(seen.append)
    await discord_api.until(
        lambda: any(isinstance(e, TypingStarted) and e.user is discord_api.bot_user for e in seen), TIMEOUT_S
    )


async def tell_to_stop(started: asyncio.subprocess.Process) -> None:
    """Sends the signal and waits until the process has heard it."""
    started.send_signal(signal.SIGTERM)
    assert started.stderr is not None
    while b"another signal" not in await started.stderr.readline():
        pass


def errors(log: bytes) -> Iterator[str]:
    """The lines of a log that tell errors, or tasks that were left over; a line that is none of the log's."""
    for line in log.decode().splitlines():
        entry = json.loads(line) if line.startswith("{") else {"level": "error"}
        if entry["level"] in ("error", "critical") or "exception" in entry or "left over" in line:
            yield line


async def test_what_runs_is_finished_or_recorded(
    discord_api: Sandbox, library: Library, environment: dict[str, str], tmp_path: Path
) -> None:
    """Told to stop while scans are under way, it takes no new work and ends in order within ten seconds; what was asked
    before and meanwhile is answered once after the next start."""
    library.fault(Service.SEMANTIC_SCHOLAR, delay_s=1.0)
    library.fault(Service.GITHUB, delay_s=1.0)
    async with process(tmp_path, "run", **environment) as first, asyncio.timeout(2 * TIMEOUT_S):
        await discord_api.until(lambda: discord_api.gateway.is_online)
        await discord_api.next_message(reply_to=(await say(discord_api, "2504.21051"))[0])  # the channel is known
        asked = await say(discord_api, *list(library.papers)[:12])
        await until_typing(discord_api)
        await tell_to_stop(first)
        asked += await say(discord_api, *list(library.papers)[12:16])
        async with asyncio.timeout(STOPS_WITHIN_S):
            _, log = await first.communicate()
        assert (first.returncode, list(errors(log))) == (0, [])
        assert n_answers(discord_api, asked)[-4:] == [0, 0, 0, 0]
    library.clear_faults()
    async with process(tmp_path, "run", **environment) as second, asyncio.timeout(2 * TIMEOUT_S):
        await discord_api.until(lambda: discord_api.gateway.is_online)
        await discord_api.until(lambda: min(n_answers(discord_api, asked)) > 0, TIMEOUT_S)
        second.send_signal(signal.SIGTERM)
        _, log = await second.communicate()
        assert (second.returncode, list(errors(log))) == (0, [])
    assert n_answers(discord_api, asked) == [1] * len(asked)


async def test_a_service_that_hangs_holds_nothing_up(
    discord_api: Sandbox, library: Library, environment: dict[str, str], tmp_path: Path
) -> None:
    """A request that arXiv does not answer is broken off, and made again in the next life."""
    library.fault(Service.ARXIV, delay_s=60.0)
    async with process(tmp_path, "run", **environment) as first, asyncio.timeout(2 * TIMEOUT_S):
        await discord_api.until(lambda: discord_api.gateway.is_online)
        asked = await say(discord_api, "2303.16094")
        await until_typing(discord_api)
        first.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOPS_WITHIN_S):
            _, log = await first.communicate()
        assert (first.returncode, list(errors(log))) == (0, [])
    library.clear_faults()
    async with process(tmp_path, "run", **environment), asyncio.timeout(2 * TIMEOUT_S):
        await discord_api.until(lambda: n_answers(discord_api, asked) == [1], TIMEOUT_S)


async def test_a_second_signal_stops_at_once(
    discord_api: Sandbox, library: Library, environment: dict[str, str], tmp_path: Path
) -> None:
    """Who cannot wait for the end of what runs says it twice; nothing is lost by that, or said twice."""
    async with process(tmp_path, "run", **environment) as first, asyncio.timeout(2 * TIMEOUT_S):
        await discord_api.until(lambda: discord_api.gateway.is_online)
        discord_api.faults.delay(CREATE_MESSAGE, 3.0)
        asked = await say(discord_api, "2303.16094")
        await until_typing(discord_api)
        await tell_to_stop(first)
        first.send_signal(signal.SIGTERM)
        assert await first.wait() == -signal.SIGTERM  # the first one would have ended it with 0
    async with process(tmp_path, "run", **environment), asyncio.timeout(2 * TIMEOUT_S):
        await discord_api.until(lambda: n_answers(discord_api, asked) == [1], TIMEOUT_S)
        await discord_api.gateway.settled()
    assert n_answers(discord_api, asked) == [1]
