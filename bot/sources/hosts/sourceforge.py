"""Projects on SourceForge (sourceforge.net/p/forge/documentation: Allura API, best_release.json)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Confidence, Repository, RepositoryState
from bot.said import said
from bot.sources.hosts._api import Api
from bot.sources.hosts.addresses import Address, parse_own_address
from bot.sources.hosts.place import Follow, gone, parse_hex_id

SOURCE = "SourceForge"
_WEB = "https://sourceforge.net/projects"
_REPOSITORIES = frozenset(("git", "svn", "hg", "cvs", "bzr"))
_CODE_TOOLS = 3  # repositories of one project that are asked for


class _Tool(msgspec.Struct):
    name: str
    mount_point: str | None = None


class _Project(msgspec.Struct, rename={"hex_id": "_id"}):
    shortname: str
    hex_id: str = ""
    status: str = "active"
    moved_to_url: str = ""
    private: bool = False
    creation_date: str = ""
    tools: list[_Tool] = []


class _Code(msgspec.Struct):
    commit_count: int | None = None


class _File(msgspec.Struct):
    filename: str = ""


class _Releases(msgspec.Struct):
    release: _File | None = None


class SourceForgeClient:
    """Asks for a project, then for its repositories and its newest release at once; a moved one is followed."""

    def __init__(self, api: Api, follow: Follow) -> None:
        self._api = api
        self._follow = follow

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient. Projects there are programs: commits or a released file are code, medium confidence."""
        if not address.name:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names no project")
        found = await self._api.get(f"/rest/p/{address.name}/", _Project)
        if found is None or found.status == "deleted" or found.private:
            return gone(address, SOURCE)
        moved_to = parse_own_address(found.moved_to_url)
        if found.status == "moved" and moved_to is not None and moved_to != address:
            place = await self._follow(moved_to)
            return replace(place, notes=(*place.notes, said("note-moved-from-host", host=SOURCE)))
        place = Repository(
            url=f"{_WEB}/{found.shortname}/",
            full_name=found.shortname,
            state=RepositoryState.EMPTY,
            repository_id=parse_hex_id(found.hex_id),
            archived=found.status == "abandoned",
            created_at=_moment(found.creation_date),
            source=SOURCE,
        )
        return await self._judge(place, found)

    async def _judge(self, place: Repository, found: _Project) -> Repository:
        tools = [tool for tool in found.tools if tool.name in _REPOSITORIES and tool.mount_point][:_CODE_TOOLS]
        releases, codes = await asyncio.gather(
            self._api.get(f"/projects/{found.shortname}/best_release.json", _Releases),
            asyncio.gather(*(self._api.get(f"/rest/p/{found.shortname}/{tool.mount_point}/", _Code) for tool in tools)),
        )
        if any(code is not None and code.commit_count != 0 for code in codes):
            return replace(place, state=RepositoryState.CODE, confidence=Confidence.MEDIUM)
        if releases and releases.release and releases.release.filename:
            note = said("note-released-as", name=releases.release.filename.lstrip("/"))
            return replace(place, state=RepositoryState.CODE, confidence=Confidence.MEDIUM, notes=(note,))
        return place


def _moment(text: str) -> datetime | None:
    """A date such as "2009-02-17", or None."""
    try:
        return datetime.fromisoformat(f"{text}T00:00:00+00:00")
    except ValueError:
        return None
