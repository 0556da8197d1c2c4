"""Whether an archive kept what is gone: a note for readers, never a verdict.

Sources: swh-web api/views/origin.py (Software Heritage; an origin's address must match exactly) and
archive.org/help/wayback_api.php (the same empty answer means "none" and "not now").
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from urllib.parse import quote

import msgspec

from bot.errors import SourceUnavailable
from bot.models import KeptCopy
from bot.sources._http import Http
from bot.sources.hosts._api import HostApi

PATIENCE_S = 3.0  # a verdict waits for the note, but not for long
_BROWSE = "https://archive.softwareheritage.org/browse/origin/?origin_url="


class _Visit(msgspec.Struct):
    date: datetime
    status: str | None = None
    snapshot: str | None = None


class _Snapshot(msgspec.Struct):
    url: str
    timestamp: str
    available: bool = False
    status: str = ""


class _Snapshots(msgspec.Struct):
    closest: _Snapshot | None = None


class _Available(msgspec.Struct):
    archived_snapshots: _Snapshots = msgspec.field(default_factory=_Snapshots)


class Archives:
    """Asks Software Heritage for a repository and the Internet Archive for its page, at once."""

    def __init__(
        self, http: Http, software_heritage_url: str, internet_archive_url: str, *, patience_s: float = PATIENCE_S
    ) -> None:
        self._patience_s = patience_s
        self._heritage = HostApi(http, "Software Heritage", software_heritage_url)
        self._wayback = HostApi(http, "Internet Archive", internet_archive_url)

    async def fetch_kept(self, url: str) -> KeptCopy | None:
        """The copy of what stood at `url`, Software Heritage's first; None when none is known.

        A failure, or no answer within `patience_s`, is None too: it costs a note and nothing else.
        """
        try:
            async with asyncio.timeout(self._patience_s):
                found = await asyncio.gather(
                    *(self._visited(origin) for origin in _spellings(url)), self._snapshot(url)
                )
        except TimeoutError:
            return None
        return next((kept for kept in found if kept), None)

    async def _visited(self, origin: str) -> KeptCopy | None:
        path = f"/api/1/origin/{quote(origin, safe=':/')}/visit/latest/"
        try:
            visit = await self._heritage.get(path, _Visit, {"require_snapshot": "true"})
        except SourceUnavailable:
            return None
        if visit is None or visit.status != "full" or not visit.snapshot:
            return None
        return KeptCopy("Software Heritage", _BROWSE + quote(origin, safe=":/"), visit.date)

    async def _snapshot(self, url: str) -> KeptCopy | None:
        try:
            # With its scheme the archive may miss what it finds without.
            answer = await self._wayback.get("/wayback/available", _Available, {"url": url.partition("://")[2]})
        except SourceUnavailable:
            return None
        closest = answer.archived_snapshots.closest if answer else None
        if closest is None or not closest.available or closest.status != "200":
            return None
        try:
            kept_at = datetime.strptime(closest.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
        return KeptCopy("Internet Archive", closest.url, kept_at)


def _spellings(url: str) -> tuple[str, ...]:
    """The addresses under which a repository may be known: as it is, and as git is told to clone it."""
    bare = url.rstrip("/").removesuffix(".git")
    return (bare, f"{bare}.git")
