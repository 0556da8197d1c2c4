"""Projects, registrations and files on OSF (developer.osf.io, JSON:API).

Seen by others (2026): 401 is private, 410 deleted, 404 never there; the page itself answers 200 for any id.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import msgspec
from yarl import URL

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.said import said
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.deposits import judge_deposit, restricted
from bot.sources.hosts.files import ListedFile, judge_files
from bot.sources.hosts.place import gone

SOURCE = "OSF"
MAX_REQUESTS = 12  # an hour has a hundred without a token
_LISTED = ("nodes", "registrations")


class _Href(msgspec.Struct):
    href: str | None = None


class _Related(msgspec.Struct):
    related: _Href = msgspec.field(default_factory=_Href)


class _Relation(msgspec.Struct):
    links: _Related = msgspec.field(default_factory=_Related)


class _Relations(msgspec.Struct):
    files: _Relation | None = None


class _Attributes(msgspec.Struct):
    title: str | None = None
    name: str | None = None
    kind: str | None = None
    size: int | None = None
    date_created: datetime | None = None
    materialized_path: str | None = None


class _Item(msgspec.Struct):
    id: str
    type: str
    attributes: _Attributes
    relationships: _Relations = msgspec.field(default_factory=_Relations)


class _One(msgspec.Struct):
    data: _Item


class _Links(msgspec.Struct):
    next: str | None = None


class _Many(msgspec.Struct):
    data: list[_Item]
    links: _Links = msgspec.field(default_factory=_Links)


class OsfClient:
    """Asks what a short id is, then walks its folders, and those of its components, until there is code."""

    def __init__(self, api: HostApi) -> None:
        self._api = api

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient. A link for reviewers (`view_only`) is asked with its key, which goes to OSF only."""
        if not address.name:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names no project")
        key = URL(address.url).query.get("view_only", "")
        params = {"view_only": key} if key else {}
        place = Repository(address.url, address.name, RepositoryState.EMPTY, source=SOURCE)
        try:
            found = await self._api.get(f"/guids/{address.name}/", _One, params)
        except SourceUnavailable as error:
            if error.http_status not in (401, 403):
                raise
            return restricted(place, said("note-private"))
        if found is None:
            return gone(address, SOURCE)
        item = found.data
        if item.type == "files":
            return judge_deposit(
                place, [ListedFile(item.attributes.name or "", item.attributes.size)], is_software=False
            )
        if item.type not in _LISTED:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names no project")
        files: list[ListedFile] = []
        walk = _Walk(self._api, params)
        async for file in walk.files(f"/{item.type}/{item.id}"):
            files.append(file)
            if judge_files([file]).state is RepositoryState.CODE:
                walk.is_complete = False
                break
        place = Repository(
            address.url, address.name, RepositoryState.EMPTY, created_at=item.attributes.date_created, source=SOURCE
        )
        return judge_deposit(place, files, is_software=False, is_complete=walk.is_complete)


class _Walk:
    """Goes through the folders of a project within a number of requests; `is_complete` tells whether it saw all."""

    def __init__(self, api: HostApi, params: dict[str, str]) -> None:
        self._api = api
        self._params = params | {"page[size]": "100"}
        self._left = MAX_REQUESTS
        self.is_complete = True

    async def files(self, item: str) -> AsyncIterator[ListedFile]:
        """The files of a project's storages, then those of its components."""
        waiting = [f"{item}/files/"]
        has_components = False
        while waiting:
            async for found in self._list(waiting.pop(0)):
                folder = found.relationships.files and found.relationships.files.links.related.href
                if found.type in _LISTED:
                    waiting.append(f"/{found.type}/{found.id}/files/")
                elif found.attributes.kind == "file":
                    name = found.attributes.materialized_path or found.attributes.name or ""
                    yield ListedFile(name.lstrip("/"), found.attributes.size)
                elif folder:
                    waiting.append(_path(folder))
            if not waiting and not has_components:
                has_components = True
                waiting.append(f"{item}/children/")

    async def _list(self, path: str) -> AsyncIterator[_Item]:
        params: dict[str, str] | None = self._params
        while path:
            if not self._left:
                self.is_complete = False
                return
            self._left -= 1
            listed = await self._api.get(path, _Many, params)
            for item in listed.data if listed else []:
                yield item
            path, params = _path(listed.links.next) if listed and listed.links.next else "", None


def _path(href: str) -> str:
    """The part of an address that stands below the API's version."""
    return URL(href).path_qs.removeprefix("/v2")
