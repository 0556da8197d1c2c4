"""Packages on PyPI (docs.pypi.org, JSON API)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.sources.hosts._api import Api
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.place import gone, to_spdx

SOURCE = "PyPI"


class _Info(msgspec.Struct):
    name: str
    license: str | None = None
    license_expression: str | None = None
    package_url: str = ""


class _File(msgspec.Struct):
    upload_time: datetime | None = msgspec.field(default=None, name="upload_time_iso_8601")


class _Package(msgspec.Struct):
    info: _Info
    urls: list[_File] = []
    releases: dict[str, list[_File]] = {}


class PyPIClient:
    """Asks for a package: one call. A package is code once a file of it was uploaded; it has no pushes."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient."""
        if not address.name:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names no package")
        found = await self._api.get(f"/pypi/{address.name}/json", _Package)
        if found is None:
            return gone(address, SOURCE)
        uploads = [file.upload_time for files in found.releases.values() for file in files if file.upload_time]
        licence = found.info.license_expression or found.info.license
        n_files = len(found.urls) or sum(len(files) for files in found.releases.values())
        return Repository(
            url=found.info.package_url or address.url,
            full_name=found.info.name,
            state=RepositoryState.CODE if n_files else RepositoryState.EMPTY,
            language="Python",
            # Old packages have the whole licence in this field.
            licence=to_spdx(licence if licence and len(licence) < 40 else None),
            created_at=min(uploads, default=None),
            n_files=n_files,
            n_code_files=n_files,
            source=SOURCE,
        )
