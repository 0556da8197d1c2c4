"""Discord's ids: moments that also count (Discord API documentation, Reference, Snowflakes)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Snowflakes:
    """Makes ids from a clock. They grow strictly, also when the clock stands still or is set back."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """An id that was never given before."""
        self._last = max(snowflake_at(self._clock()), self._last + 1)
        return self._last


def snowflake_at(moment: datetime) -> int:
    """The smallest id of that millisecond; `moment` is aware."""
    return ((moment - DISCORD_EPOCH) // _MILLISECOND) << 22
