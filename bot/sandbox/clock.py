"""The sandbox's clock, which tests move: what people see as the time, and what deadlines are measured by."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def utcnow() -> datetime:
    """The real time, aware UTC."""
    return datetime.now(UTC)


class Clock:
    """A wall clock over `source` that can be moved, and timers that move with it.

    Deadlines (the three seconds of an interaction, the life of its token) are measured by `elapsed_s`, which runs on
    in real time even where `source` stands still, and which `advance` moves forward together with the wall.
    """

    def __init__(self, source: Callable[[], datetime] = utcnow) -> None:
        self._source = source
        self._moved = timedelta()
        self._advanced_s = 0.0
        self._timers: set[_Timer] = set()

    def now(self) -> datetime:
        """The time that people see, aware UTC."""
        return self._source() + self._moved

    def elapsed_s(self) -> float:
        """Seconds on a scale that only grows."""
        return time.monotonic() + self._advanced_s

    def advance(self, seconds: float) -> None:
        """Moves the wall by `seconds`; forward also fires the timers due by then, backward moves no deadline."""
        self._moved += timedelta(seconds=seconds)
        if seconds > 0:
            self._advanced_s += seconds
            for timer in sorted(self._timers, key=lambda each: each.due_s):
                timer.rearm()

    def after(self, delay_s: float, callback: Callable[[], None]) -> None:
        """Calls `callback` once `delay_s` seconds have passed by this clock, unless the clock is stopped before."""
        self._timers.add(_Timer(self, self.elapsed_s() + delay_s, callback))

    def stop(self) -> None:
        """Drops every timer."""
        while self._timers:
            self._timers.pop().cancel()

    def forget(self, timer: _Timer) -> None:
        """Drops a timer that has fired."""
        self._timers.discard(timer)


class _Timer:
    """A call at a moment of a clock that may be moved in between."""

    def __init__(self, clock: Clock, due_s: float, callback: Callable[[], None]) -> None:
        self._clock = clock
        self.due_s = due_s
        self._callback = callback
        self._handle = self._schedule()

    def _schedule(self) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(max(0.0, self.due_s - self._clock.elapsed_s()), self._fire)

    def rearm(self) -> None:
        """Fires at once when it is due by now, else waits for what is left."""
        self.cancel()
        if self.due_s <= self._clock.elapsed_s():
            self._fire()
        else:
            self._handle = self._schedule()

    def cancel(self) -> None:
        self._handle.cancel()

    def _fire(self) -> None:
        self._clock.forget(self)
        self._callback()
