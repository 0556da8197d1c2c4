"""How services are asked: time-outs, bounded answers, few retries, redirects on the same host only."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import aiohttp
import msgspec
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt
from yarl import URL

from bot import __version__
from bot.errors import SourceUnavailable

T = TypeVar("T")

PASSING = frozenset({429, 500, 502, 503, 504})  # may be answered when asked again
REDIRECTS = frozenset({301, 302, 307, 308})
MAX_REDIRECTS = 3
LONGEST_WAIT_S = 5.0  # someone waits in a chat: a service that wants more is left alone


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


class Http:
    """Asks services for JSON. Every failure to get an answer is a SourceUnavailable that names the service."""

    def __init__(
        self, session: aiohttp.ClientSession, *, attempts: int = 2, timeout_s: float = 10.0, max_bytes: int = 12_000_000
    ) -> None:
        self._session = session
        self._attempts = attempts
        self._timeout = aiohttp.ClientTimeout(total=timeout_s)
        self._max_bytes = max_bytes

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
        """The answer of `source`, whatever its status, except those that pass (429, 5xx): these raise at the end."""
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self._attempts), retry=retry_if_exception(_may_pass), wait=_wait_s, reraise=True
        )
        async for attempt in retrying:
            with attempt:
                request = _Request(source, method, URL(url), params, headers, body)
                return await self._ask_once(request)
        raise AssertionError("tenacity gives at least one attempt")

    async def _ask_once(self, request: _Request) -> Reply:
        source, url, params = request.source, request.url, request.params
        for _ in range(MAX_REDIRECTS + 1):
            try:
                # aiohttp keeps keys such as x-api-key when it follows a redirect to another host: followed by hand.
                async with self._session.request(
                    request.method,
                    url,
                    params=params,
                    headers=request.headers,
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
                return reply
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
    """An answer that may be another one when asked again; `retry_after_s` is the service's own wish, or None."""

    def __init__(self, source: str, reply: Reply) -> None:
        reason = "too many requests" if reply.http_status == 429 else ""
        super().__init__(source, url=reply.url, reason=reason, http_status=reply.http_status)
        try:
            self.retry_after_s: float | None = float(reply.headers["retry-after"])
        except (KeyError, ValueError):
            self.retry_after_s = None


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, _Passing):
        return (error.retry_after_s or 0.0) <= LONGEST_WAIT_S
    return isinstance(error, SourceUnavailable) and error.http_status is None


def _wait_s(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    jitter = random.uniform(0.2, 0.6) * state.attempt_number
    return max(jitter, getattr(error, "retry_after_s", None) or 0.0)


def _target(url: URL, reply: Reply) -> URL | None:
    """Where a redirect leads, or None when it is no web address."""
    try:
        target = url.join(URL(reply.headers.get("location", "")))
        return target if target.scheme in ("http", "https") and target.host else None
    except ValueError:
        return None


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
