"""What stands at a paper's own link, whichever host it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.said import said
from bot.sources.hosts.addresses import Address, Host, parse_own_address
from bot.sources.hosts.archives import Archives
from bot.sources.hosts.place import HostClient


class OwnLinks:
    """Asks the host of an own link, and the archives for a copy of what is gone."""

    def __init__(self, hosts: Mapping[Host, HostClient], archives: Archives) -> None:
        self._hosts = hosts
        self._archives = archives

    async def fetch(self, url: str, *, with_copy: bool = True) -> Repository:
        """What stands at `url`; state GONE when its host says so, `with_copy` with what an archive kept of it.

        Raises SourceUnavailable when it cannot tell.
        """
        address = parse_own_address(url)
        if address is None:
            raise SourceUnavailable(url.partition("://")[2].partition("/")[0] or url, url=url, reason="no web address")
        found = await self._hosts[address.host].fetch_repository(address)
        if found.state is RepositoryState.GONE and with_copy:
            return replace(found, copy=await self._archives.fetch_kept(found.url))
        return _with_former_name(found, address)


def _with_former_name(found: Repository, address: Address) -> Repository:
    """`found`, with a note where its host sent us on to another name."""
    has_name = bool(address.owner and address.name) and address.host is not Host.PROJECT_PAGE
    if (
        not has_name
        or found.via
        or found.source != address.host
        or found.full_name.lower() == address.full_name.lower()
    ):
        return found
    return replace(found, notes=(*found.notes, said("note-moved-from", name=address.full_name)))
