"""arXiv's pages, asked as it wants to be asked: one at a time, fifteen seconds apart, and not after a refusal.

Sources: arxiv.org/robots.txt (Crawl-delay: 15) and arXiv's help on robots (to go on after a 403 counts as an attack).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar, cast

import aiohttp
from yarl import URL

from bot.errors import SourceUnavailable
from bot.resting import Rest
from bot.sources._breaker import LONGEST_WISH_S, Breaker
from bot.sources._gates import Gate
from bot.sources._http import REDIRECTS, parse_seconds

T = TypeVar("T")

SOURCE = "arXiv full text"
MISSING = frozenset({404, 410, 451})  # no such form of this paper
MAX_REDIRECTS = 3
MOST_WAITING = 1_000  # more than four hours of queue
REFUSED_REST_S = 60.0  # after a refusal that names no time; doubled with each, up to an hour
_IDENTITY = {"Accept-Encoding": "gzip, deflate"}


class ArxivPages:
    """The one queue for arXiv's pages: whoever asks for what waits or is under way already gets the same answer."""

    def __init__(self, session: aiohttp.ClientSession, *, gate: Gate, timeout_s: float = 60.0) -> None:
        self._session = session
        self._timeout_s = timeout_s
        self._gate = gate
        self._turn = asyncio.Lock()  # first come, first served
        self._breaker = Breaker()
        self._n_refused = 0
        self._asked: dict[str, asyncio.Task[object]] = {}

    async def fetch(self, url: str, read: Callable[[aiohttp.ClientResponse], Awaitable[T]]) -> T | None:
        """What `read` makes of the answer at `url`, or None when arXiv has no such page.

        Raises SourceUnavailable when that cannot be told, `read`'s own included.
        """
        task = self._asked.get(url)
        if task is None:
            if len(self._asked) >= MOST_WAITING:
                raise SourceUnavailable(SOURCE, url=url, reason="too many papers wait to be read")
            task = self._asked[url] = asyncio.create_task(self._wait_and_ask(url, read), name=f"full text {url}")
            task.add_done_callback(lambda done: self._forget(url, done))
        return cast("T | None", await asyncio.shield(task))  # whoever asks for an address reads it alike

    @property
    def resting(self) -> Rest | None:
        """How long arXiv is left alone; None when it is asked."""
        return self._breaker.resting

    async def close(self) -> None:
        """Stops; whoever still waits is cancelled."""
        tasks = list(self._asked.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _forget(self, url: str, task: asyncio.Task[object]) -> None:
        self._asked.pop(url, None)
        if not task.cancelled():
            task.exception()  # the asker may have gone: an error that nobody awaits is no news

    async def _wait_and_ask(self, url: str, read: Callable[[aiohttp.ClientResponse], Awaitable[T]]) -> T | None:
        async with self._turn, self._breaker.watch(url), self._gate.hold():
            await self._gate.turn()
            try:
                async with asyncio.timeout(self._timeout_s), self._opened(url) as response:
                    found = None if response is None else await read(response)
            except TimeoutError as error:
                raise SourceUnavailable(SOURCE, url=url, reason="no answer in time") from error
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise SourceUnavailable(SOURCE, url=url, reason="no connection") from error
            self._n_refused = 0
            return found

    @asynccontextmanager
    async def _opened(self, url: str) -> AsyncIterator[aiohttp.ClientResponse | None]:
        """The answer with its body still to come; None where there is no such page."""
        at = start = URL(url)
        for _ in range(MAX_REDIRECTS + 1):
            async with self._session.get(at, allow_redirects=False, headers=_IDENTITY) as response:
                if response.status in MISSING:
                    yield None
                    return
                if response.status == 200:
                    yield response
                    return
                if response.status not in REDIRECTS:
                    raise self._refusal(url, response)
                at = at.join(URL(response.headers.get("Location", "")))
            if at.origin() != start.origin():
                break
        raise SourceUnavailable(SOURCE, url=url, reason="redirected elsewhere")

    def _refusal(self, url: str, response: aiohttp.ClientResponse) -> SourceUnavailable:
        status = response.status
        reason = "too many requests" if status == 429 else ""
        error = SourceUnavailable(SOURCE, url=url, reason=reason, http_status=status)
        wish_s = parse_seconds(response.headers.get("Retry-After", ""))
        if status in (401, 403, 429):
            self._n_refused += 1
            own_s = min(REFUSED_REST_S * 2.0 ** min(self._n_refused - 1, 10), LONGEST_WISH_S)
            wish_s = own_s if wish_s is None else wish_s
        if wish_s:
            self._breaker.rest(wish_s, error)
        return error


async def read_bounded(response: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    """The body, unpacked. Raises SourceUnavailable when it is larger than `max_bytes`."""
    body = bytearray()
    async for piece in response.content.iter_chunked(1 << 16):
        body += piece
        if len(body) > max_bytes:
            raise SourceUnavailable(SOURCE, url=str(response.url), reason="larger than allowed")
    return bytes(body)
