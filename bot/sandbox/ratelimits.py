"""Rate limits: headers on every answer of a limited route, 429 when it is used up (Discord API documentation).

They are off until switched on: most tests want speed, and what a limit is for shows in a test of its own.
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta

from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError, Reason
from bot.sandbox.model import Json, Message

GLOBAL_PER_S = 50
_OLD = timedelta(hours=1)
_MAJOR = ("channel_id", "guild_id", "application_id", "token")
_CALLBACK = "POST /interactions/{interaction_id}/{token}/callback"

DISCORDS_OWN: dict[str, tuple[int, float]] = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me": (1, 0.25),
    "DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me": (1, 0.25),
    "POST /channels/{channel_id}/typing": (5, 5.0),
    "POST /webhooks/{application_id}/{token}": (5, 2.0),
}
"""(requests, seconds) of the routes whose limits are known from use; Discord itself publishes none."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the limits say of one request: the headers of its answer, and the body of a 429 (None: let through)."""

    headers: dict[str, str] = field(default_factory=dict)
    body: Json | None = None


_FREE = Verdict()


class _Bucket:
    """A window that opens with its first request."""

    def __init__(self, limit: int, per_s: float) -> None:
        self.limit = limit
        self.per_s = per_s
        self.remaining = limit
        self.resets_s = float("-inf")

    def take(self, now: float) -> bool:
        if now >= self.resets_s:
            self.remaining, self.resets_s = self.limit, now + self.per_s
        if self.remaining == 0:
            return False
        self.remaining -= 1
        return True


class RateLimits:
    """The buckets per route and place. An empty `per_route` and a `global_per_s` of 0 lift all limits."""

    def __init__(self, clock: Clock) -> None:
        self.per_route: dict[str, tuple[int, float]] = {}
        self.global_per_s = 0
        self.old_edits: tuple[int, float] | None = None
        self._clock = clock
        self._old_edits: dict[int, _Bucket] = {}
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._recent: deque[float] = deque()

    def switch_on(self) -> None:
        """Limits as Discord's."""
        self.per_route = dict(DISCORDS_OWN)
        self.global_per_s = GLOBAL_PER_S

    def lift(self) -> None:
        """No limits."""
        self.per_route = {}
        self.global_per_s = 0

    def judge(self, route: str, path: dict[str, str]) -> Verdict:
        """Counts a request of `route` with these path parameters."""
        if self.global_per_s and route != _CALLBACK and (wait_s := self._global_wait_s()) > 0:
            headers = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
            return _refusal(wait_s, headers, everywhere=True)
        if route not in self.per_route:
            return _FREE
        limit, per_s = self.per_route[route]
        place = "/".join(path[name] for name in _MAJOR if name in path)
        bucket = self._buckets.get((route, place))
        if bucket is None or (bucket.limit, bucket.per_s) != (limit, per_s):
            bucket = self._buckets[route, place] = _Bucket(limit, per_s)
        now = self._clock.elapsed_s()
        passed = bucket.take(now)
        left_s = bucket.resets_s - now
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(bucket.remaining),
            "X-RateLimit-Reset": f"{time.time() + left_s:.3f}",
            "X-RateLimit-Reset-After": f"{left_s:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:16],
        }
        return (
            Verdict(headers) if passed else _refusal(left_s, headers | {"X-RateLimit-Scope": "user"}, everywhere=False)
        )

    def count_old_edit(self, message: Message) -> None:
        """Counts an edit of a message older than an hour against `old_edits`, per channel; raises ApiError."""
        if self.old_edits is None or self._clock.now() - message.created_at <= _OLD:
            return
        bucket = self._old_edits.setdefault(message.channel_id, _Bucket(*self.old_edits))
        now = self._clock.elapsed_s()
        if not bucket.take(now):
            raise ApiError(Reason.TOO_MANY_OLD_EDITS, retry_after=round(bucket.resets_s - now, 3))

    def _global_wait_s(self) -> float:
        now = self._clock.elapsed_s()
        while self._recent and now - self._recent[0] >= 1:
            self._recent.popleft()
        if len(self._recent) >= self.global_per_s:
            return 1 - (now - self._recent[0])
        self._recent.append(now)
        return 0.0


def _refusal(wait_s: float, headers: dict[str, str], *, everywhere: bool) -> Verdict:
    wait_s = round(wait_s, 3)
    body = {"message": "You are being rate limited.", "retry_after": wait_s, "global": everywhere}
    return Verdict(headers | wait_headers(wait_s), body)


def wait_headers(wait_s: float) -> dict[str, str]:
    """What every 429 of Discord itself carries; without `Via`, discord.py takes it for a ban and raises."""
    return {"Retry-After": str(wait_s), "Via": "1.1 google"}
