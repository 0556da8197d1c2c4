"""Gists (docs.github.com, REST API: Gists)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.models import Repository, RepositoryState
from bot.sources.hosts._api import Api
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.files import ListedFile
from bot.sources.hosts.place import gone, parse_hex_id, with_files

SOURCE = "GitHub Gist"


class _Owner(msgspec.Struct):
    id: int
    login: str = ""


class _File(msgspec.Struct):
    filename: str
    size: int | None = None


class _Gist(msgspec.Struct):
    id: str
    html_url: str
    files: dict[str, _File]
    owner: _Owner | None = None
    truncated: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None


class GistClient:
    """Asks for a gist with its list of files: one call."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient."""
        found = await self._api.get(f"/gists/{address.name}", _Gist)
        if found is None:
            return gone(address, SOURCE)
        owner = found.owner.login if found.owner else address.owner
        place = Repository(
            url=found.html_url,
            full_name=f"{owner}/{found.id}" if owner else found.id,
            state=RepositoryState.EMPTY,
            repository_id=parse_hex_id(found.id),
            owner_id=found.owner.id if found.owner else None,
            created_at=found.created_at,
            pushed_at=found.updated_at,
            source=SOURCE,
        )
        files = [ListedFile(file.filename, file.size) for file in found.files.values()]
        return with_files(place, files, is_complete=not found.truncated)
