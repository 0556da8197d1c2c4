"""Web pages at addresses that strangers chose: through the guard, in bounded time and bytes."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

import aiohttp
import msgspec
from yarl import URL

from bot.errors import NameNotFound, SourceUnavailable
from bot.sources._guard import Blocked, guarded_session, parse_public_url
from bot.sources._http import REDIRECTS
from bot.sources.hosts.html import Html, PageLink, parse_html

T = TypeVar("T")

GONE = frozenset({404, 410, 451})
MAX_REDIRECTS = 5
KNOWN_HOST = "arxiv.org"  # resolves, unless it is our own resolver that fails
_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, socket.EAI_NODATA})
_HTML = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at a web address.

    `url` is where it was found after redirects, `content_type` without parameters. Only pages have `links`; `text` is
    what a page shows, the whole of a plain text or JSON answer, and "" for files, whose body is not fetched.
    `scripts` counts the scripts of a page: where it has some and hardly any text, only they (`script_urls`, and
    `script_text` in the page itself) know what it shows.
    """

    url: str
    http_status: int
    content_type: str
    text: str = ""
    links: tuple[PageLink, ...] = ()
    generator: str = ""
    scripts: int = 0
    script_urls: tuple[str, ...] = ()
    script_text: str = ""

    @property
    def is_html(self) -> bool:
        """Whether it is a page and not a file."""
        return self.content_type in _HTML

    def decode(self, kind: type[T]) -> T:
        """A JSON answer as `kind`. Raises SourceUnavailable when it is no such JSON."""
        try:
            return msgspec.json.decode(self.text.encode(), type=kind)
        except msgspec.DecodeError as error:
            raise _unavailable(self.url, "an answer that is not what it should be", self.http_status) from error


class Pages:
    """Fetches pages. One attempt each: a page that fails now is looked at again with the next scan.

    `gateway` is a loopback address that stands for the web (`{gateway}?url=…`), asked after every check of the guard
    that needs no DNS.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        gateway: str = "",
        timeout_s: float = 10.0,
        max_bytes: int = 4_000_000,
        known_host: str = KNOWN_HOST,
    ) -> None:
        self._session = session
        self._gateway = gateway
        self._timeout_s = timeout_s
        self._max_bytes = max_bytes
        self._known_host = known_host

    async def fetch(self, url: str) -> Page | None:
        """What stands at `url`, or None when its host says that it is gone: 404, 410, 451.

        Raises NameNotFound where no such host is known, and SourceUnavailable, named after the host, where nothing can
        be told, the guard's refusal included.
        """
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._follow(url)
        except Blocked as error:
            raise _unavailable(url, error.reason) from error
        except TimeoutError as error:
            raise _unavailable(url, "no answer in time") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, Blocked):
                raise _unavailable(url, error.os_error.reason) from error
            raise _unavailable(url, "no connection") from error

    async def _follow(self, url: str) -> Page | None:
        for _ in range(MAX_REDIRECTS + 1):
            target = parse_public_url(url)
            try:
                found = await self._fetch_once(target)
            except aiohttp.ClientConnectorDNSError as error:
                if await self._is_name_lost(error):
                    raise NameNotFound(target.host or "", url=url, reason="its name is not found") from error
                raise
            if not isinstance(found, str):
                return found
            url = found
        raise _unavailable(url, "redirected for ever")

    async def _fetch_once(self, url: URL) -> Page | str | None:
        """The page, None when it is gone, or the address that it sends its readers to."""
        asked = URL(self._gateway).update_query(url=str(url)) if self._gateway else url
        async with self._session.get(asked, allow_redirects=False) as response:
            status = response.status
            if status in GONE:
                return None
            if status in REDIRECTS or status == 303:
                return str(url.join(URL(response.headers.get("Location", ""))))
            if status != 200:
                raise _unavailable(str(url), "", status)
            kind = response.content_type
            if not (kind.startswith("text/") or kind in _HTML or kind.endswith(("json", "xml", "javascript"))):
                return Page(str(url), status, kind)
            body = await self._read(response)
            if kind not in _HTML:
                return Page(str(url), status, kind, body.decode("utf-8", "replace"))
            html = await asyncio.to_thread(parse_html, body, str(url), response.charset)
        return html.refresh_url or _page(url, kind, html)

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        body = bytearray()
        async for piece in response.content.iter_chunked(1 << 16):
            body += piece
            if len(body) > self._max_bytes:
                raise _unavailable(str(response.url), "larger than allowed")
        return bytes(body)

    async def _is_name_lost(self, error: aiohttp.ClientConnectorDNSError) -> bool:
        """Whether the resolver says for good that there is no such name, and finds another that is known."""
        reason = error.os_error
        if not (isinstance(reason, socket.gaierror) and reason.errno in _NO_SUCH_NAME):
            return False
        try:
            await asyncio.get_running_loop().getaddrinfo(self._known_host, 443)
        except OSError:
            return False
        return True


@asynccontextmanager
async def open_pages(user_agent: str, *, gateway: str = "") -> AsyncIterator[Pages]:
    """The web through the guard; or, where the operator sets one, through the gateway that stands for it."""
    if gateway:
        session = aiohttp.ClientSession(headers={"User-Agent": user_agent}, cookie_jar=aiohttp.DummyCookieJar())
    else:
        session = guarded_session(user_agent)
    async with session:
        yield Pages(session, gateway=gateway)


def _page(url: URL, kind: str, html: Html) -> Page:
    return Page(
        str(url),
        200,
        kind,
        html.text,
        html.links,
        html.generator,
        html.scripts,
        html.script_urls,
        html.script_text,
    )


def _unavailable(url: str, reason: str, http_status: int | None = None) -> SourceUnavailable:
    try:
        host = URL(url).host
    except ValueError:
        host = None
    return SourceUnavailable(host or "the page", url=url, reason=reason, http_status=http_status)
