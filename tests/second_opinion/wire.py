"""What a double gives to discord.py: every gateway event, copied before the library's own parser sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeVar

import discord

Json = dict[str, Any]
T = TypeVar("T")


class Wire:
    """The events of a client, from before its start.

    It stands before the parsers of discord.py's ConnectionState: a socket of the sandbox and simcord's own gateway
    both end there, and there is no public place that both of them pass.
    """

    def __init__(self, client: discord.Client) -> None:
        self.events: list[tuple[str, Json]] = []
        self._news = asyncio.Event()
        parsers = client._connection.parsers
        for name, parser in list(parsers.items()):
            parsers[name] = self._listening(name, parser)

    def _listening(self, name: str, parser: Callable[[Any], None]) -> Callable[[Any], None]:
        def listen(payload: Any) -> None:
            self.events.append((name, deepcopy(payload)))
            parser(payload)
            self._news.set()

        return listen

    @property
    def n_heard(self) -> int:
        """How many events there were so far."""
        return len(self.events)

    @property
    def names(self) -> list[str]:
        """The names of the events, in order."""
        return [name for name, _ in self.events]

    def payloads(self, name: str) -> list[Json]:
        """The payloads of the events of that name, in order."""
        return [payload for event, payload in self.events if event == name]

    async def heard_more_than(self, n_heard: int) -> None:
        """Returns once there were more than `n_heard` events."""
        while self.n_heard <= n_heard:
            self._news.clear()
            await self._news.wait()

    async def until(self, look: Callable[[], T], timeout_s: float) -> T:
        """What `look` finds, as soon as it finds something; it looks after every event. Raises TimeoutError."""
        async with asyncio.timeout(timeout_s):
            while not (found := look()):
                await self.heard_more_than(self.n_heard)
        return found
