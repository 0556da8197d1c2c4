"""Packages on CRAN: its own pages (Writing R Extensions, The DESCRIPTION file; CRAN keeps what it removed)."""

from __future__ import annotations

import re

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.said import said
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.place import gone

SOURCE = "CRAN"
_FIELD = re.compile(r"^([A-Za-z/]+):[ \t]*(.*)$", re.MULTILINE)


class CranClient:
    """Asks for a package's DESCRIPTION; where that is gone, for the archive of removed packages."""

    def __init__(self, api: HostApi) -> None:
        self._api = api

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient. A package that CRAN removed is still to be had from its archive: code, and archived."""
        if not address.name:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names no package")
        url = f"https://cran.r-project.org/package={address.name}"
        reply = await self._api.ask(f"/web/packages/{address.name}/DESCRIPTION")
        if reply is None:
            if await self._api.ask(f"/src/contrib/Archive/{address.name}/") is None:
                return gone(address, SOURCE)
            note = said("note-removed-by-cran")
            return Repository(
                url, address.name, RepositoryState.CODE, language="R", archived=True, source=SOURCE, notes=(note,)
            )
        fields = dict(_FIELD.findall(reply.body.decode("utf-8", "replace")))
        if fields.get("Package") != address.name:
            raise SourceUnavailable(SOURCE, url=reply.url, reason="an answer that is not what it should be")
        return Repository(
            url, address.name, RepositoryState.CODE, language="R", licence=fields.get("License"), source=SOURCE
        )
