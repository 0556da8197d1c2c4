"""Repositories on GitLab, also an institution's own (docs.gitlab.com, REST API: Projects, Repositories, Commits)."""

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
from bot.models import Offer, Repository, RepositoryState
from bot.said import said
from bot.sources.hosts._api import Api
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.elsewhere import find_elsewhere
from bot.sources.hosts.files import ListedFile, has_code_at, judge_files
from bot.sources.hosts.place import gone, to_spdx, with_files

T = TypeVar("T")

SOURCE = "GitLab"
PAGE_SIZE = 100  # the most that GitLab lists at once
MAX_PAGES = 10


class _Namespace(msgspec.Struct):
    id: int


class _Licence(msgspec.Struct):
    key: str | None = None


class _Project(msgspec.Struct):
    id: int
    path_with_namespace: str
    web_url: str
    namespace: _Namespace | None = None
    default_branch: str | None = None
    star_count: int = 0
    archived: bool = False
    created_at: datetime | None = None
    license: _Licence | None = None
    forked_from_project: msgspec.Raw | None = None
    repository_access_level: str | None = None


class _Entry(msgspec.Struct):
    path: str
    type: str


class _Commit(msgspec.Struct):
    committed_date: datetime | None = None


class _File(msgspec.Struct):
    content: str = ""


class _Branch(msgspec.Struct):
    name: str


class _Asset(msgspec.Struct):
    name: str = ""


class _Assets(msgspec.Struct):
    links: list[_Asset] = []


class _Release(msgspec.Struct):
    assets: _Assets = msgspec.field(default_factory=_Assets)


class GitLabClient:
    """Asks for a project, its newest commit and the list of its files at once; `source` names the host."""

    def __init__(self, api: Api, source: str = SOURCE) -> None:
        self._api = api
        self._source = source

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient. A project that does not exist and a private one are the same to GitLab."""
        project = f"/projects/{quote(address.full_name, safe='')}"
        ref = address.ref or "HEAD"
        found, commit, first = await asyncio.gather(
            self._api.get(project, _Project, {"license": "true"}),
            self._api.get(f"{project}/repository/commits/{quote(ref, safe='')}", _Commit),
            self._list(project, ref, 1),
        )
        if found is None:
            return gone(address, self._source)
        place = self._place(found, commit)
        if found.repository_access_level in ("private", "disabled"):
            note = said("note-members-only")
            return replace(place, state=RepositoryState.NO_IMPLEMENTATION, offer=Offer.RESTRICTED, notes=(note,))
        if first is None:
            return await self._without_files(place, address, has_commits=found.default_branch is not None)
        files, is_complete = await self._list_on(project, address, first)
        is_hollow = judge_files(files).state is not RepositoryState.CODE
        readme = await self._read(project, ref) if is_hollow and files else ""
        place = with_files(place, files, path=address.path, is_complete=is_complete, readme=readme)
        if not is_hollow or address.path:
            return place
        return await self._look_elsewhere(place, project, address.ref or found.default_branch or "")

    async def _without_files(self, place: Repository, address: Address, *, has_commits: bool) -> Repository:
        """A project that lists no files: it is empty, or the link names a branch that is not there."""
        if address.ref and has_commits:
            found = await self.fetch_repository(replace(address, ref=""))
            if found.state is RepositoryState.GONE:  # the link is old as a whole: the repository stands for it
                found = await self.fetch_repository(replace(address, ref="", path=""))
            note = said("note-ref-gone", ref=address.ref)
            return replace(found, notes=(note, *found.notes))
        if has_commits:
            raise SourceUnavailable(self._source, url=place.url, reason="it does not list the files")
        return place

    def _place(self, found: _Project, commit: _Commit | None) -> Repository:
        return Repository(
            url=found.web_url,
            full_name=found.path_with_namespace,
            state=RepositoryState.EMPTY,
            repository_id=found.id,
            owner_id=found.namespace.id if found.namespace else None,
            stars=found.star_count,
            licence=to_spdx(found.license.key if found.license else None),
            archived=found.archived,
            fork=found.forked_from_project is not None,
            created_at=found.created_at,
            pushed_at=commit.committed_date if commit else None,
            source=self._source,
        )

    async def _list(self, project: str, ref: str, page: int) -> list[_Entry] | None:
        params = {"recursive": "true", "per_page": str(PAGE_SIZE), "page": str(page), "ref": ref}
        return await self._api.get(f"{project}/repository/tree", list[_Entry], params)

    async def _list_on(self, project: str, address: Address, first: list[_Entry]) -> tuple[list[ListedFile], bool]:
        """The files, page by page until there is code where the link leads, and whether these are all."""
        entries, files = first, _files(first)
        for page in range(2, MAX_PAGES + 1):
            if len(entries) < PAGE_SIZE:
                return files, True
            if has_code_at(files, address.path):
                return files, False
            entries = await self._list(project, address.ref or "HEAD", page) or []
            files += _files(entries)
        return files, len(entries) < PAGE_SIZE

    async def _look_elsewhere(self, place: Repository, project: str, looked_at: str) -> Repository:
        branches, releases = await asyncio.gather(
            self._optional(f"{project}/repository/branches", list[_Branch], {"per_page": "10"}),
            self._optional(f"{project}/releases", list[_Release], {"per_page": "1"}),
        )

        async def list_files(branch: str) -> list[ListedFile]:
            return _files(await self._list(project, branch, 1) or [])

        there = await find_elsewhere(
            place,
            assets=[asset.name for release in releases or [] for asset in release.assets.links],
            branches=[branch.name for branch in branches or []],
            looked_at=looked_at,
            list_files=list_files,
        )
        return there or place

    async def _optional(self, path: str, kind: type[T], params: dict[str, str]) -> T | None:
        """An answer that only adds to what is known: where it does not come, nothing is lost."""
        try:
            return await self._api.get(path, kind, params)
        except SourceUnavailable:
            return None

    async def _read(self, project: str, ref: str) -> str:
        """The README as far as it has the usual name, or ""; it only adds to what is known."""
        found = await self._optional(f"{project}/repository/files/README.md", _File, {"ref": ref})
        try:
            return base64.b64decode(found.content if found else "").decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return ""


def _files(entries: list[_Entry]) -> list[ListedFile]:
    return [ListedFile(entry.path) for entry in entries if entry.type == "blob"]
