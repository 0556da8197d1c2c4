"""Anonymised copies of GitHub repositories (anonymous.4open.science; source: tdurieux/anonymous_github).

`/api/repo/{id}/options` answers 410 once it expired or was removed, 404 where it never was or is being prepared, and
names the real repository where its owner chose so. The page itself answers 200 for any id.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.said import said
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address, parse_address
from bot.sources.hosts.files import ListedFile, judge_files
from bot.sources.hosts.place import Follow, gone, with_files

SOURCE = "Anonymous GitHub"
MAX_FOLDERS = 15


class _Options(msgspec.Struct):
    url: str | None = None


class _Entry(msgspec.Struct):
    name: str
    path: str = ""
    size: int | None = None  # folders have none


class AnonymousGitHubClient:
    """Asks whether a copy is there, then walks its folders until there is code."""

    def __init__(self, api: HostApi, follow: Follow) -> None:
        self._api = api
        self._follow = follow

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient."""
        if not address.name:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names no repository")
        options = await self._api.get(f"/api/repo/{address.name}/options", _Options)
        if options is None:
            return gone(address, SOURCE, note=said("note-expired"))
        real = parse_address(options.url or "")
        if real is not None:
            place = await self._follow(real)
            return replace(place, via=address.url, notes=(*place.notes, said("note-named")))
        files, is_complete = await self._list(address.name)
        place = Repository(address.url, address.name, RepositoryState.EMPTY, source=SOURCE)
        place = with_files(place, files, is_complete=is_complete)
        return replace(place, notes=(*place.notes, said("note-anonymised")))

    async def _list(self, name: str) -> tuple[list[ListedFile], bool]:
        """The files, folder by folder until there is code, and whether these are all."""
        files: list[ListedFile] = []
        folders = [""]
        for _ in range(MAX_FOLDERS):
            if not folders:
                return files, True
            folder = folders.pop(0)
            listed = await self._api.get(f"/api/repo/{name}/files", list[_Entry], {"path": folder})
            for entry in listed or []:
                path = f"{folder}/{entry.name}".lstrip("/")
                if entry.size is None:
                    folders.append(path)
                else:
                    files.append(ListedFile(path, entry.size))
            if judge_files(files).state is RepositoryState.CODE:
                break
        return files, not folders
