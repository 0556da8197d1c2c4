"""Pacing: how far apart the requests to one service start."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Gate:
    """Lets requests through one by one, their starts `interval_s` seconds apart; the first does not wait."""

    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self._next_start = 0.0

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        """Inside, whoever shares the gate asks nothing; turns are taken inside. One process alone needs no care."""
        yield

    async def turn(self) -> None:
        """Waits until a request may start."""
        now = asyncio.get_running_loop().time()
        start = max(now, self._next_start)
        self._next_start = start + self._interval_s
        await asyncio.sleep(start - now)

    @property
    def wait_s(self) -> float:
        """How long a request that came now would wait."""
        return max(0.0, self._next_start - asyncio.get_running_loop().time())
