"""Repositories on Bitbucket Cloud (developer.atlassian.com, REST API 2.0: Repositories, Source)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

import msgspec
from yarl import URL

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.said import said
from bot.sources.hosts._api import Api
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.files import ListedFile, has_code_at, path_if_there
from bot.sources.hosts.place import gone, parse_hex_id, with_files

SOURCE = "Bitbucket"
MAX_PAGES = 10


class _Party(msgspec.Struct):
    uuid: str = ""


class _Branch(msgspec.Struct):
    name: str = ""


class _Link(msgspec.Struct):
    href: str = ""


class _Links(msgspec.Struct):
    html: _Link = msgspec.field(default_factory=_Link)


class _Repository(msgspec.Struct):
    full_name: str
    uuid: str = ""
    owner: _Party | None = None
    links: _Links = msgspec.field(default_factory=_Links)
    mainbranch: _Branch | None = None
    language: str | None = None
    parent: msgspec.Raw | None = None
    created_on: datetime | None = None
    updated_on: datetime | None = None


class _Entry(msgspec.Struct):
    path: str
    type: str
    size: int | None = None


class _Listing(msgspec.Struct):
    values: list[_Entry]
    next: str = ""


class BitbucketClient:
    """Asks for a repository, then for the list of its files. UUIDs become numbers; stars do not exist there."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient. `pushed_at` is the last change of any kind: Bitbucket tells no other at this price."""
        path = f"/repositories/{address.full_name}"
        found = await self._api.get(path, _Repository)
        if found is None:
            return gone(address, SOURCE)
        place = Repository(
            url=found.links.html.href or address.url,
            full_name=found.full_name,
            state=RepositoryState.EMPTY,
            repository_id=parse_hex_id(found.uuid),
            owner_id=parse_hex_id(found.owner.uuid) if found.owner else None,
            language=found.language or None,
            fork=found.parent is not None,
            created_at=found.created_on,
            pushed_at=found.updated_on,
            source=SOURCE,
        )
        if found.mainbranch is None:
            return place
        meant = address.path
        listed = await self._list(f"{path}/src/{quote(address.ref or found.mainbranch.name, safe='')}/", meant)
        if listed is None and address.ref:
            place = replace(place, notes=(said("note-ref-gone", ref=address.ref),))
            listed = await self._list(f"{path}/src/{quote(found.mainbranch.name, safe='')}/", meant)
            meant = path_if_there(listed[0], meant) if listed else meant
        if listed is None:
            raise SourceUnavailable(SOURCE, url=place.url, reason="it does not list the files")
        files, is_complete = listed
        return with_files(place, files, path=meant, is_complete=is_complete)

    async def _list(self, source: str, path: str) -> tuple[list[ListedFile], bool] | None:
        """The files, page by page until there is code at `path`, and whether these are all; None: no such branch."""
        files: list[ListedFile] = []
        params = {"pagelen": "100", "max_depth": "10"}
        for _ in range(MAX_PAGES):
            listing = await self._api.get(source, _Listing, params)
            if listing is None:
                return (files, False) if files else None
            files += [ListedFile(entry.path, entry.size) for entry in listing.values if entry.type == "commit_file"]
            if not listing.next:
                return files, True
            if has_code_at(files, path):
                break
            params = dict(URL(listing.next).query)
        return files, False
