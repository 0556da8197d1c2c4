"""How the clients of hosts ask for JSON: what is gone is None, what cannot be told is an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

import msgspec

from bot.errors import SourceUnavailable
from bot.sources._http import Http, Reply
from bot.sources.hosts.pages import GONE, Pages

T = TypeVar("T")


class Api(Protocol):
    """A host's API below its base address."""

    async def get(self, path: str, kind: type[T], params: Mapping[str, str] | None = None) -> T | None:
        """The answer of `path` as `kind`; None for 404, 410 and 451. Raises SourceUnavailable for anything else."""


class HostApi:
    """An API at an address that the operator set. `explain` gives the reason of a refusal that it knows, else ""."""

    def __init__(
        self,
        http: Http,
        source: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        explain: Callable[[Reply], str] | None = None,
    ) -> None:
        self.source = source
        self.url = url.rstrip("/")
        self._http = http
        self._headers = headers
        self._explain = explain or _said

    async def get(self, path: str, kind: type[T], params: Mapping[str, str] | None = None) -> T | None:
        """See Api."""
        reply = await self.ask(path, params)
        return None if reply is None else reply.decode(kind, self.source)

    async def ask(
        self, path: str, params: Mapping[str, str] | None = None, *, method: str = "GET", body: object = None
    ) -> Reply | None:
        """The answer with status 200 as it came; None for 404, 410 and 451. Raises SourceUnavailable else."""
        reply = await self._http.ask(
            self.source, method, self.url + path, params=params, headers=self._headers, body=body
        )
        if reply.http_status in GONE:
            return None
        if reply.http_status != 200:
            raise SourceUnavailable(
                self.source, url=reply.url, reason=self._explain(reply), http_status=reply.http_status
            )
        return reply


class StrangersApi:
    """The API of a host that a stranger named: asked through the guard, as a page is."""

    def __init__(self, pages: Pages, url: str) -> None:
        self._pages = pages
        self._url = url.rstrip("/")

    async def get(self, path: str, kind: type[T], params: Mapping[str, str] | None = None) -> T | None:
        """See Api."""
        query = "&".join(f"{name}={value}" for name, value in (params or {}).items())
        page = await self._pages.fetch(self._url + path + (f"?{query}" if query else ""))
        return None if page is None else page.decode(kind)


class _Refusal(msgspec.Struct):
    message: str = ""


def _said(reply: Reply) -> str:
    """The host's own words where it sent any."""
    try:
        return msgspec.json.decode(reply.body, type=_Refusal).message[:200]
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
