"""How services are asked: pacing, breaker, time-outs, bounded answers, few retries, redirects on the same host only.

A service's wish to be left alone is honoured: Retry-After (RFC 9110, seconds or a date), `x-ratelimit-remaining: 0`
with `x-ratelimit-reset` (GitHub: epoch seconds; OpenAlex: seconds from now), Hugging Face's `RateLimit: …;t=seconds`.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import TypeVar

import aiohttp
import msgspec
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt
from yarl import URL

from bot import __version__
from bot.errors import SourceUnavailable
from bot.resting import Rest
from bot.sources._breaker import PASSING, Breaker
from bot.sources._etags import ETags
from bot.sources._gates import Gate

T = TypeVar("T")

REDIRECTS = frozenset({301, 302, 307, 308})
MAX_REDIRECTS = 3
LONGEST_QUEUE_S = 20.0  # of our own requests to a paced service
LONGEST_WAIT_S = 5.0  # someone waits in a chat: a service that wants more is left alone
_EPOCH = 1e8  # a reset above it is a moment, below it a time to wait


@dataclass(frozen=True, slots=True)
class Reply:
    """A service's answer; `url` is the address that gave it, after redirects; `headers` by lower-case name."""

    url: str
    http_status: int
    headers: Mapping[str, str]
    body: bytes

    def decode(self, kind: type[T], source: str) -> T:
        """The body as `kind`. Raises SourceUnavailable when it is no such JSON: then nothing is known."""
        try:
            return msgspec.json.decode(self.body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise SourceUnavailable(
                source, url=self.url, reason="an answer that is not what it should be", http_status=self.http_status
            ) from error


def user_agent(contact: str) -> str:
    """How we introduce ourselves, with the operator's address where one is set."""
    return f"PWNC/{__version__}" + (f" (+{contact})" if contact else "")


@dataclass(frozen=True, slots=True)
class _Request:
    source: str
    method: str
    url: URL
    params: Mapping[str, str] | None
    headers: Mapping[str, str] | None
    body: object


Observe = Callable[[str, float, bool], None]  # a service's name, the seconds a call took, whether it failed


class Http:
    """Asks services for JSON. Every failure to get an answer is a SourceUnavailable that names the service."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        attempts: int = 2,
        timeout_s: float = 10.0,
        max_bytes: int = 12_000_000,
        intervals_s: Mapping[str, float] | None = None,
        observe: Observe | None = None,
    ) -> None:
        """`intervals_s`: how far apart the requests to a service start, by its name. `observe` hears of every call."""
        self._session = session
        self._attempts = attempts
        self._timeout = aiohttp.ClientTimeout(total=timeout_s)
        self._max_bytes = max_bytes
        self._gates = {source: Gate(interval_s) for source, interval_s in (intervals_s or {}).items()}
        self._breakers: dict[tuple[str, URL, str], Breaker] = {}
        self._etags = ETags()
        self._observe = observe

    async def ask(
        self,
        source: str,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: object = None,
    ) -> Reply:
        """The answer of `source`, whatever its status, except those that pass (429, 5xx): these raise at the end.

        Raises at once while the service rests after many failures, or because it wants to.
        """
        request = _Request(source, method, URL(url), params, headers, body)
        breaker = self._breaker(request)
        started_s, failed = time.monotonic(), True
        try:
            async with breaker.watch(url) as is_probe:
                reply = await self._ask_patiently(request, 1 if is_probe else self._attempts, breaker)
            failed = False
        finally:
            if self._observe:
                self._observe(source, time.monotonic() - started_s, failed)
        if reply.http_status == 403 and (wish_s := _wish_s(reply)):
            limit = "its limit is spent" if _is_spent(reply) else "it wants to be left alone"
            breaker.rest(wish_s, SourceUnavailable(source, reason=limit, http_status=403))
        return reply

    def rests(self) -> dict[str, Rest | None]:
        """For each service that was asked, the longest rest that it has; None where it is asked."""
        rests: dict[str, Rest | None] = {}
        for (source, _, _), breaker in self._breakers.items():
            found = [rest for rest in (rests.get(source), breaker.resting) if rest]
            rests[source] = max(found, key=lambda rest: rest.left_s, default=None)
        return rests

    def _breaker(self, request: _Request) -> Breaker:
        """One for each service and address; what is asked by POST (GraphQL, batches) has limits of its own."""
        path = request.url.path if request.method == "POST" else ""
        return self._breakers.setdefault((request.source, request.url.origin(), path), Breaker())

    async def _ask_patiently(self, request: _Request, attempts: int, breaker: Breaker) -> Reply:
        retrying = AsyncRetrying(
            stop=stop_after_attempt(attempts), retry=retry_if_exception(_may_pass), wait=_wait_s, reraise=True
        )
        try:
            async for attempt in retrying:
                with attempt:
                    await self._take_turn(request)
                    return await self._ask_once(request)
        except _Passing as error:
            if error.wish_s:
                breaker.rest(error.wish_s, error)
            raise
        raise AssertionError("tenacity gives at least one attempt")

    async def _take_turn(self, request: _Request) -> None:
        if gate := self._gates.get(request.source):
            if gate.wait_s > LONGEST_QUEUE_S:
                reason = "too many of our requests wait"
                raise SourceUnavailable(request.source, url=str(request.url), reason=reason, http_status=429)
            await gate.turn()

    async def _ask_once(self, request: _Request) -> Reply:
        source, url, params = request.source, request.url, request.params
        for _ in range(MAX_REDIRECTS + 1):
            kept = self._etags.get(request.method, url, params, request.headers)
            try:
                # aiohttp keeps keys such as x-api-key when it follows a redirect to another host: followed by hand.
                async with self._session.request(
                    request.method,
                    url,
                    params=params,
                    headers=kept.headers,
                    json=request.body,
                    timeout=self._timeout,
                    allow_redirects=False,
                ) as response:
                    reply = Reply(str(url), response.status, _lower(response.headers), await self._read(response))
            except (aiohttp.ClientError, OSError, TimeoutError) as error:
                reason = "no answer in time" if isinstance(error, TimeoutError) else "no connection"
                raise SourceUnavailable(source, url=str(url), reason=reason) from error
            if reply.http_status in PASSING:
                raise _Passing(source, reply)
            if reply.http_status not in REDIRECTS:
                return kept.settle(reply)
            target = _target(url, reply)
            if target is None or target.origin() != request.url.origin():
                break
            url, params = target, None
        raise SourceUnavailable(source, url=str(url), reason="redirected elsewhere", http_status=reply.http_status)

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        body = bytearray()
        async for piece in response.content.iter_chunked(1 << 16):
            body += piece
            if len(body) > self._max_bytes:
                raise aiohttp.ClientPayloadError("larger than allowed")
        return bytes(body)


class _Passing(SourceUnavailable):
    """An answer that may be another one when asked again; `wish_s` is how long the service wants to rest, or None."""

    def __init__(self, source: str, reply: Reply) -> None:
        reason = "too many requests" if reply.http_status == 429 else ""
        super().__init__(source, url=reply.url, reason=reason, http_status=reply.http_status)
        self.wish_s = _wish_s(reply)


def _wish_s(reply: Reply) -> float | None:
    """For how many seconds the service wants to be left alone, or None when it does not say."""
    headers = reply.headers
    wish = parse_seconds(headers.get("retry-after", ""))
    if wish is None and _is_spent(reply):
        wish = parse_seconds(headers.get("x-ratelimit-reset", ""))
        if wish is not None and wish > _EPOCH:
            wish = max(0.0, wish - time.time())
    if wish is None and (window := re.search(r"\bt=(\d{1,6})\b", headers.get("ratelimit", ""))):
        wish = float(window[1])
    return wish


def _is_spent(reply: Reply) -> bool:
    return reply.http_status in (403, 429) and reply.headers.get("x-ratelimit-remaining") == "0"


def parse_seconds(text: str) -> float | None:
    """The seconds that a Retry-After means, given as a number or as a date; None when it is neither."""
    try:
        seconds = float(text)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(text).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    return max(0.0, seconds) if isfinite(seconds) else None


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, _Passing):
        return (error.wish_s or 0.0) <= LONGEST_WAIT_S
    return isinstance(error, SourceUnavailable) and error.http_status is None


def _wait_s(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    jitter = random.uniform(0.2, 0.6) * state.attempt_number
    return max(jitter, getattr(error, "wish_s", None) or 0.0)


def _target(url: URL, reply: Reply) -> URL | None:
    """Where a redirect leads, or None when it is no web address."""
    try:
        target = url.join(URL(reply.headers.get("location", "")))
        return target if target.scheme in ("http", "https") and target.host else None
    except ValueError:
        return None


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
