"""The real process: how it starts, what it says when it cannot, how it stops."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox import Sandbox
from bot.settings import Settings

ROOT = Path(__file__).parent.parent.parent
TIMEOUT_S = 30


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    out: str
    error: str


@asynccontextmanager
async def process(tmp_path: Path, *arguments: str, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot` in an empty folder; killed at the end if it still runs."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), **settings}
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=tmp_path, env=environment,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
            await started.communicate()


async def run(tmp_path: Path, *arguments: str, **settings: str) -> Ended:
    """The process until it ends by itself."""
    async with process(tmp_path, *arguments, **settings) as started, asyncio.timeout(TIMEOUT_S):
        out, error = await started.communicate()
        assert started.returncode is not None
        return Ended(started.returncode, out.decode(), error.decode())


def sentence(ended: Ended) -> str:
    """The one sentence of a start that failed; no traceback beside it."""
    assert ended.code == 1
    assert "Traceback" not in ended.error
    last = ended.error.splitlines()[-1]
    assert last.startswith("pwnc: ")
    return last


async def test_a_bad_token(bot_settings: Settings, tmp_path: Path) -> None:
    """A token that Discord refuses is told with where to find the right one."""
    for token in ("abc.def.ghi", "with blanks and ü"):
        environment = bot_settings.as_environment() | {"DISCORD_TOKEN": token}
        assert "Discord refuses DISCORD_TOKEN" in sentence(await run(tmp_path, "run", **environment))


async def test_the_intent_is_off(discord_api: Sandbox, bot_settings: Settings, tmp_path: Path) -> None:
    """Without the Message Content Intent the bot starts all the same, says what it cannot do and where to switch it
    on, and answers who mentions it; `check` says the same."""
    discord_api.administration.switch_intents(0)
    environment, grace = bot_settings.as_environment(), discord_api.person("grace")
    async with process(tmp_path, "run", **environment) as started, asyncio.timeout(TIMEOUT_S):
        await discord_api.until(lambda: discord_api.gateway.is_online)
        await grace.say("papers", "arxiv.org/abs/2504.21051")
        await discord_api.silence("papers")
        asked = await grace.say("papers", f"<@{discord_api.bot_user.id}> arxiv.org/abs/2504.21051")
        await discord_api.next_message(reply_to=asked)
        started.send_signal(signal.SIGTERM)
        _, error = await started.communicate()
        assert error.decode().count("The Message Content Intent is off") == 1
        assert "Traceback" not in error.decode()
    checked = await run(tmp_path, "check", **environment)
    assert "✗ The Message Content Intent is off" in checked.out
    assert checked.code == 1


async def test_check(discord_api: Sandbox, bot_settings: Settings, tmp_path: Path) -> None:
    """`check` names the bot, its intent and permissions, and gives the invite link; the token stays hidden."""
    checked = await run(tmp_path, "check", **bot_settings.as_environment())
    assert "✓ The Message Content Intent is on." in checked.out
    assert f"client_id={discord_api.application_id}" in checked.out
    assert "scope=bot+applications.commands" in checked.out
    assert discord_api.token not in checked.out + checked.error
    assert checked.code == 0


async def test_a_signal_stops_it(discord_api: Sandbox, bot_settings: Settings, tmp_path: Path) -> None:
    """SIGTERM ends the process in order, and it has answered until then."""
    async with process(tmp_path, "run", **bot_settings.as_environment()) as started, asyncio.timeout(TIMEOUT_S):
        await discord_api.until(lambda: discord_api.gateway.is_online)
        asked = await discord_api.person("grace").say("papers", "arxiv.org/abs/2504.21051")
        await discord_api.next_message(reply_to=asked)
        started.send_signal(signal.SIGTERM)
        _, error = await started.communicate()
        assert started.returncode == 0
        assert "Traceback" not in error.decode()
        assert discord_api.token not in error.decode()
        assert "2504.21051" not in error.decode()


async def test_the_sandbox_says_where_it_is(tmp_path: Path) -> None:
    """Without a token the sandbox starts and prints one address; a signal ends it."""
    async with process(tmp_path, SANDBOX_PORT="0") as started, asyncio.timeout(TIMEOUT_S):
        assert started.stdout is not None
        line = (await started.stdout.readline()).decode()
        assert line.startswith("The sandbox is open: http://127.0.0.1:")
        started.send_signal(signal.SIGINT)
        out, error = await started.communicate()
        assert (out, started.returncode) == (b"", 0)
        assert b"Traceback" not in error


async def test_a_port_that_is_taken(tmp_path: Path) -> None:
    """A taken port is one sentence that names the setting."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert "SANDBOX_PORT" in sentence(await run(tmp_path, "sandbox", "--port", port))


async def test_the_library_alone(tmp_path: Path) -> None:
    """`library` prints the settings that lead to its stand-ins, and they answer a scan."""
    async with process(tmp_path, "library") as started, asyncio.timeout(TIMEOUT_S):
        assert started.stdout is not None
        lines = [(await started.stdout.readline()).decode().strip() for _ in range(5)]
        settings = dict(line.split("=", 1) for line in lines)
        scanned = await run(tmp_path, "scan", "--json", "2504.21051", **settings)
        assert '"status":"cartographer"' in scanned.out


@pytest.mark.parametrize("subcommand", ["scan", "nonsense", "sandbox --port x"])
async def test_wrong_words(tmp_path: Path, subcommand: str) -> None:
    """Wrong words on the command line show how it is used."""
    ended = await run(tmp_path, *subcommand.split())
    assert ended.code == 2
    assert ended.error.startswith("usage: python -m bot")


async def test_monitoring(discord_api: Sandbox, bot_settings: Settings, tmp_path: Path) -> None:
    """A process that answers says that it is ready, and counts; its logs are JSON without what people said."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = bot_settings.as_environment() | {"MONITOR_PORT": str(port), "LOG_LEVEL": "DEBUG"}
    async with process(tmp_path, "run", **environment) as started, asyncio.timeout(TIMEOUT_S):
        await discord_api.until(lambda: discord_api.gateway.is_online)
        said = "worth reading: arxiv.org/abs/2504.21051 and 2303.16094"
        asked = await discord_api.person("grace").say("papers", said)
        await discord_api.next_message(reply_to=asked)
        await discord_api.person("grace").say("papers", "quite so")
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            while (await session.get("/readyz")).status != 200:  # discord.py waits two seconds for servers
                pass
            async with session.get("/metrics") as response:
                shown = await response.text()
        assert 'pwnc_scans_total{outcome="cartographer"} 1.0' in shown
        assert "pwnc_answer_seconds_count 1.0" in shown
        assert 'pwnc_source_seconds_count{source="Semantic Scholar"}' in shown
        assert "pwnc_gateway_latency_seconds" in shown
        started.send_signal(signal.SIGTERM)
        _, error = await started.communicate()
    lines = [json.loads(line) for line in error.decode().splitlines()]
    assert lines
    assert "worth reading" not in error.decode()
    assert discord_api.token not in error.decode()
