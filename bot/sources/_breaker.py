"""A circuit breaker: a service that fails again and again, or wants to be left alone, is not asked for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.errors import SourceUnavailable
from bot.resting import Rest

FAILURES = 5  # calls in a row, each with its retries
FIRST_REST_S, LONGEST_REST_S = 2.0, 10.0  # short: a service that is back is asked again within seconds
LONGEST_WISH_S = 3600.0
PROBE_WAIT_S = 1.0
PASSING = frozenset({429, 500, 502, 503, 504})  # may be answered when asked again


class Breaker:
    """Watches the calls to one service.

    It opens after FAILURES failed calls in a row: what is asked then fails at once, as the last call did. After a rest
    one call is let through to see; the others wait a moment for what it finds, and go on when the service is back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._n_failures = 0
        self._rest_s = FIRST_REST_S
        self._open_until = 0.0
        self._open_since = 0.0
        self._error: SourceUnavailable | None = None  # why it is open
        self._probe: asyncio.Future[None] | None = None

    @asynccontextmanager
    async def watch(self, url: str) -> AsyncIterator[bool]:
        """Around a call; yields whether it is the one that is let through to see.

        Raises SourceUnavailable in place of the call while open.
        """
        is_probe = await self._admit(url)
        try:
            yield is_probe
        except SourceUnavailable as error:
            if error.http_status is None or error.http_status in PASSING:
                self._fail(error)
            elif self._clock() >= self._open_until:  # a refusal is an answer too, unless it asks for rest
                self._succeed()
            raise
        else:
            self._succeed()
        finally:
            if self._probe is not None and is_probe:
                self._probe.set_result(None)
                self._probe = None

    @property
    def resting(self) -> Rest | None:
        """How long the service is left alone; None when it is not. One that failed rests until it answers again."""
        now = self._clock()
        if self._error is None or (now >= self._open_until and self._n_failures < FAILURES):
            return None
        status = self._error.http_status
        reason = self._error.reason or (f"HTTP {status}" if status else "no answer")
        return Rest(self._error.source, reason, now - self._open_since, max(0.0, self._open_until - now))

    def rest(self, wish_s: float, error: SourceUnavailable) -> None:
        """Leaves the service alone for `wish_s` seconds, an hour at most; calls fail as `error` meanwhile."""
        if self._error is None or (self._n_failures < FAILURES and self._clock() >= self._open_until):
            self._open_since = self._clock()
        self._error = error
        self._open_until = max(self._open_until, self._clock() + min(wish_s, LONGEST_WISH_S))

    async def _admit(self, url: str) -> bool:
        if self._probe is not None:
            await asyncio.wait({self._probe}, timeout=PROBE_WAIT_S)
        if self._error is None:
            return False
        if self._probe is not None or self._clock() < self._open_until:
            raise SourceUnavailable(
                self._error.source, url=url, reason=self._error.reason, http_status=self._error.http_status
            )
        self._probe = asyncio.get_running_loop().create_future()
        return True

    def _fail(self, error: SourceUnavailable) -> None:
        self._n_failures += 1
        if self._n_failures >= FAILURES:
            self.rest(self._rest_s, error)
            self._rest_s = min(2 * self._rest_s, LONGEST_REST_S)

    def _succeed(self) -> None:
        self._n_failures, self._rest_s, self._open_until, self._error = 0, FIRST_REST_S, 0.0, None
