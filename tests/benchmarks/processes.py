"""Bots as processes of their own, beside a sandbox in this one: their processor time and memory are theirs alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bot.sandbox import Sandbox
from bot.sandbox.library import Library

ROOT = Path(__file__).parent.parent.parent
START_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 15.0


def discord_settings(sandbox: Sandbox) -> dict[str, str]:
    """Environment variables that lead a bot to the sandbox."""
    return {
        "DISCORD_TOKEN": sandbox.token,
        "DISCORD_API_URL": sandbox.api_url,
        "DISCORD_GATEWAY_URL": sandbox.gateway_url,
    }


def pwnc_settings(sandbox: Sandbox, library: Library, database: Path) -> dict[str, str]:
    """Environment variables for `python -m bot run` between the sandbox and the library, with the store in a file."""
    return {
        **discord_settings(sandbox),
        **library.settings,
        "ARXIV_INTERVAL_S": "0",
        "DATABASE_URL": f"sqlite:///{database}",
        "LOG_LEVEL": "WARNING",
        "PAPERS_PER_PERSON": "100000",
        "PAPERS_PER_CHANNEL": "100000",
    }


class BotProcess:
    """`python -m …` in the sandbox, started and ended as often as is wanted. What it says is added to `log`."""

    def __init__(self, sandbox: Sandbox, folder: Path, *module: str) -> None:
        self.log = folder / "log.txt"
        self._sandbox = sandbox
        self.folder = folder
        self._module = module
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """The process id while it runs."""
        assert self._process is not None
        return self._process.pid

    async def spawn(self, settings: Mapping[str, str]) -> None:
        """Starts the process and does not wait for it."""
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(self.folder), **settings}
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *self._module, cwd=self.folder, env=environment,
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    async def signed_in(self) -> None:
        """Waits until the bot is connected. Raises AssertionError with its log when it ends or takes too long."""
        assert self._process is not None
        ended = asyncio.create_task(self._process.wait())
        online = asyncio.create_task(self._sandbox.until(lambda: self._sandbox.gateway.is_online, START_TIMEOUT_S))
        await asyncio.wait({ended, online}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        online.cancel()
        await asyncio.gather(ended, online, return_exceptions=True)
        assert self._sandbox.gateway.is_online, f"the bot did not start:\n{self.log.read_text(encoding='utf-8')}"

    async def start(self, settings: Mapping[str, str]) -> float:
        """Starts the process and gives the seconds until it is signed in."""
        started = time.perf_counter()
        await self.spawn(settings)
        await self.signed_in()
        return time.perf_counter() - started

    async def stop(self) -> int | None:
        """Ends it in order, if it runs, and gives its exit code."""
        return await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """Ends it at once, whatever it does."""
        self.kill_now()
        await self._end(signal.SIGKILL)

    def kill_now(self) -> None:
        """SIGKILL, from within an event; `kill` then waits for the end."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):  # it has just been reaped, and asyncio does not know yet
                os.kill(self._process.pid, signal.SIGKILL)

    async def _end(self, number: signal.Signals) -> int | None:
        if self._process is None:
            return None
        if self._process.returncode is None:
            self._process.send_signal(number)
        async with asyncio.timeout(STOP_TIMEOUT_S):
            code = await self._process.wait()
        self._process = None
        await self._sandbox.until(lambda: not self._sandbox.gateway.is_online)
        return code

    def cpu_s(self) -> float:
        """Processor seconds that it has used, all threads together."""
        # The clock of another process, as clock_getcpuclockid(3) makes it on Linux.
        return time.clock_gettime(~self.pid << 3 | 2)

    def rss_bytes(self) -> int:
        """Memory that it holds."""
        n_pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return n_pages * os.sysconf("SC_PAGE_SIZE")
