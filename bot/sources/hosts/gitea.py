"""Repositories on Codeberg and any other Gitea or Forgejo (/api/v1; both keep the same API)."""

from __future__ import annotations

import asyncio
import base64
import binascii
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import quote

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.said import said
from bot.sources.hosts._api import Api
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.elsewhere import find_elsewhere
from bot.sources.hosts.files import ListedFile, has_code_at, judge_files, path_if_there
from bot.sources.hosts.place import gone, with_files

T = TypeVar("T")

SOURCE = "Codeberg"
PAGE_SIZE = 1000
MAX_PAGES = 5


class _Owner(msgspec.Struct):
    id: int


class _Repository(msgspec.Struct):
    id: int
    full_name: str
    html_url: str
    owner: _Owner
    empty: bool = False
    default_branch: str = ""
    stars_count: int = 0
    language: str = ""
    archived: bool = False
    fork: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None


class _Entry(msgspec.Struct):
    path: str
    type: str
    size: int | None = None


class _Tree(msgspec.Struct):
    tree: list[_Entry] | None = None
    truncated: bool = False


class _File(msgspec.Struct):
    content: str | None = None


class _Branch(msgspec.Struct):
    name: str


class _Asset(msgspec.Struct):
    name: str = ""


class _Release(msgspec.Struct):
    assets: list[_Asset] = []


class GiteaClient:
    """Asks for a repository, then for the list of its files. A renamed one is found by the host's redirect (307)."""

    def __init__(self, api: Api, source: str = SOURCE) -> None:
        self._api = api
        self._source = source

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient."""
        found = await self._api.get(f"/repos/{address.full_name}", _Repository)
        if found is None:
            return gone(address, self._source)
        place = Repository(
            url=found.html_url,
            full_name=found.full_name,
            state=RepositoryState.EMPTY,
            repository_id=found.id,
            owner_id=found.owner.id,
            stars=found.stars_count,
            language=found.language or None,
            archived=found.archived,
            fork=found.fork,
            created_at=found.created_at,
            pushed_at=found.updated_at,
            source=self._source,
        )
        if found.empty:
            return place
        listed = await self._list(found.full_name, address.ref or found.default_branch, address.path)
        is_lost = listed is None and bool(address.ref)
        if is_lost:
            place = replace(place, notes=(said("note-ref-gone", ref=address.ref),))
            listed = await self._list(found.full_name, found.default_branch, address.path)
        if listed is None:
            raise SourceUnavailable(self._source, url=place.url, reason="it does not list the files")
        files, is_complete = listed
        is_hollow = judge_files(files).state is not RepositoryState.CODE
        readme = await self._read(found.full_name) if is_hollow and files else ""
        path = path_if_there(files, address.path) if is_lost else address.path
        place = with_files(place, files, path=path, is_complete=is_complete, readme=readme)
        if not is_hollow or path:
            return place
        looked_at = found.default_branch if is_lost else address.ref or found.default_branch
        return await self._look_elsewhere(place, looked_at)

    async def _list(self, full_name: str, ref: str, path: str) -> tuple[list[ListedFile], bool] | None:
        """The files, page by page until there is code at `path`, and whether these are all; None: no such branch."""
        files: list[ListedFile] = []
        for page in range(1, MAX_PAGES + 1):
            params = {"recursive": "true", "per_page": str(PAGE_SIZE), "page": str(page)}
            found = await self._api.get(f"/repos/{full_name}/git/trees/{quote(ref, safe='')}", _Tree, params)
            if found is None:
                return None
            files += [ListedFile(entry.path, entry.size) for entry in found.tree or [] if entry.type == "blob"]
            if not found.truncated:
                return files, True
            if has_code_at(files, path):
                break
        return files, False

    async def _look_elsewhere(self, place: Repository, looked_at: str) -> Repository:
        path = f"/repos/{place.full_name}"
        branches, releases = await asyncio.gather(
            self._optional(f"{path}/branches", list[_Branch], {"limit": "10"}),
            self._optional(f"{path}/releases", list[_Release], {"limit": "1"}),
        )

        async def list_files(branch: str) -> list[ListedFile]:
            listed = await self._list(place.full_name, branch, "")
            return listed[0] if listed else []

        there = await find_elsewhere(
            place,
            assets=[asset.name for release in releases or [] for asset in release.assets],
            branches=[branch.name for branch in branches or []],
            looked_at=looked_at,
            list_files=list_files,
        )
        return there or place

    async def _optional(self, path: str, kind: type[T], params: dict[str, str] | None = None) -> T | None:
        """An answer that only adds to what is known: where it does not come, nothing is lost."""
        try:
            return await self._api.get(path, kind, params)
        except SourceUnavailable:
            return None

    async def _read(self, full_name: str) -> str:
        """The README as far as it has the usual name, or ""; it only adds to what is known."""
        found = await self._optional(f"/repos/{full_name}/contents/README.md", _File)
        try:
            return base64.b64decode((found and found.content) or "").decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return ""
