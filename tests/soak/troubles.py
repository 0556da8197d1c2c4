"""What goes wrong meanwhile, one thing after the other: with Discord, and with the services."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from enum import StrEnum

from bot.sandbox import Sandbox
from bot.sandbox.events import BotPresence
from bot.sandbox.library import Library
from bot.sandbox.library.faults import Service

EVERY_S = 3.0
NEW_SESSION_EVERY_S = 60.0
IN_FLIGHT_S = 1.0  # what was sent so shortly before a session was lost may have been lost with it
IDENTIFY_EVERY_S = 5.0
ROUTES = (
    "POST /channels/{channel_id}/messages",
    "PATCH /channels/{channel_id}/messages/{message_id}",
    "DELETE /channels/{channel_id}/messages/{message_id}",
)


class Trouble(StrEnum):
    """Its kinds."""

    DROPPED = "dropped sockets"
    NOT_RESUMED = "refused RESUMEs"
    LIMITED = "429s"
    FAILED = "5xx"
    LOST = "lost answers"
    SLOW_SERVICE = "slow services"
    FAILING_SERVICE = "failing services"
    RUDE_SERVICE = "services that hang up"
    RAMBLING_SERVICE = "services that answer nonsense"
    BUSY_SERVICE = "services that ask for patience"


class Troubles:
    """Makes trouble. `deaf` are the spans (monotonic seconds) in which what happened was lost to the bot, `away` those
    in which it was not connected."""

    def __init__(self, sandbox: Sandbox, library: Library, chance: random.Random) -> None:
        self.made: Counter[Trouble] = Counter()
        self.deaf: list[tuple[float, float]] = []
        self.away: list[tuple[float, float]] = []
        self._sandbox = sandbox
        self._library = library
        self._chance = chance
        self._new_session_at = 0.0
        self._away_since = float("inf")
        sandbox.world.hub.listen(self._notice)

    async def go_on(self) -> None:
        """One trouble after the other, until it is cancelled."""
        while True:
            await asyncio.sleep(self._chance.expovariate(1 / EVERY_S))
            trouble = self._chance.choice(list(Trouble))
            if trouble in (Trouble.DROPPED, Trouble.NOT_RESUMED) and not self._sandbox.gateway.is_online:
                continue  # one trouble with the connection at a time, else it never gets to work
            if trouble is Trouble.NOT_RESUMED and time.monotonic() < self._new_session_at:
                continue
            self.made[trouble] += 1
            await self._make(trouble)

    def end(self) -> None:
        """Everything works again."""
        self._sandbox.faults.clear()
        self._library.clear_faults()

    def _notice(self, event: object) -> None:
        if isinstance(event, BotPresence):
            if event.online:
                self.away.append((self._away_since, time.monotonic()))
            self._away_since = float("inf") if event.online else min(self._away_since, time.monotonic())

    async def _make(self, trouble: Trouble) -> None:
        chance, route = self._chance, self._chance.choice(ROUTES)
        service, times = chance.choice(list(Service)), chance.randint(1, 5)
        match trouble:
            case Trouble.DROPPED:
                self._sandbox.gateway.drop()
            case Trouble.NOT_RESUMED:
                await self._lose_session()
            case Trouble.LIMITED:
                self._sandbox.faults.limit(route, chance.uniform(0.1, 1.0), times=2)
            case Trouble.FAILED:
                self._sandbox.faults.fail(route, chance.choice((500, 502, 503)), times=2)
            case Trouble.LOST:
                self._sandbox.faults.lose_answer(route, times=2)
            case Trouble.SLOW_SERVICE:
                self._library.fault(service, delay_s=chance.uniform(0.2, 4.0), times=times)
            case Trouble.FAILING_SERVICE:
                self._library.fault(service, status=chance.choice((500, 502, 503)), times=times)
            case Trouble.RUDE_SERVICE:
                self._library.fault(service, drop=True, times=times)
            case Trouble.RAMBLING_SERVICE:
                self._library.fault(service, status=200, body="<html><!-- }{ -->", times=times)
            case Trouble.BUSY_SERVICE:
                self._library.fault(service, status=429, headers={"Retry-After": "2"}, times=times)

    async def _lose_session(self) -> None:
        gateway = self._sandbox.gateway
        self._new_session_at = time.monotonic() + NEW_SESSION_EVERY_S
        began = time.monotonic()
        gateway.sessions.clear()
        gateway.drop()
        try:
            await self._sandbox.until(lambda: gateway.is_online, 10 * IDENTIFY_EVERY_S)
        finally:
            self.deaf.append((began, time.monotonic()))
