"""Packages on anaconda.org (api.anaconda.org, Package)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.models import Repository, RepositoryState
from bot.sources.hosts._api import Api
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.place import gone, to_spdx

SOURCE = "conda"


class _File(msgspec.Struct):
    version: str = ""


class _Package(msgspec.Struct):
    name: str
    html_url: str = ""
    license: str | None = None
    created_at: datetime | None = None
    files: list[_File] = []


class CondaClient:
    """Asks for a package of a channel: one call. It is code once it has a file; it has no pushes."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient."""
        found = await self._api.get(f"/package/{address.full_name}", _Package)
        if found is None:
            return gone(address, SOURCE)
        return Repository(
            url=found.html_url or address.url,
            full_name=address.full_name,
            state=RepositoryState.CODE if found.files else RepositoryState.EMPTY,
            licence=to_spdx(found.license),
            created_at=found.created_at,
            n_files=len(found.files),
            n_code_files=len(found.files),
            source=SOURCE,
        )
