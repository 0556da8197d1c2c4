"""Entries of the Astrophysics Source Code Library (ascl.net): they keep no code, and link where it is."""

from __future__ import annotations

import re
from dataclasses import replace

from yarl import URL

from bot.errors import SourceUnavailable
from bot.models import Repository
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address, Host, parse_own_address
from bot.sources.hosts.html import PageLink, parse_html
from bot.sources.hosts.place import Follow, gone

SOURCE = "ASCL"
# Where entries link besides the code: themselves, the papers that describe or use it, what shares a page.
_OTHERS = re.compile(
    r"(?:^|\.)(?:ascl\.net|adsabs\.harvard\.edu|arxiv\.org|doi\.org|twitter\.com|x\.com|facebook\.com)$"
)
_SITE = re.compile(r"\bcode\s+site\b|\bsite\s*:", re.IGNORECASE)


class AsclClient:
    """Reads an entry and asks for what it names as the code's site."""

    def __init__(self, api: HostApi, follow: Follow) -> None:
        self._api = api
        self._follow = follow

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient."""
        if not address.name:
            raise SourceUnavailable(SOURCE, url=address.url, reason="the link names no entry")
        reply = await self._api.ask(f"/{address.name}")
        if reply is None:
            return gone(address, SOURCE)
        page = parse_html(reply.body, address.url)
        site = _find_site(page.links)
        if site is None:
            raise SourceUnavailable(SOURCE, url=reply.url, reason="the entry links no code")
        place = await self._follow(site)
        return replace(place, via=address.url)


def _find_site(links: tuple[PageLink, ...]) -> Address | None:
    """The first link that the entry calls the code's site; else the first to a host of code."""
    outside = [link for link in links if link.url and not _OTHERS.search((URL(link.url).host or "").lower())]
    named = [link for link in outside if _SITE.search(link.near)]
    for link in (*named, *outside):
        address = parse_own_address(link.url)
        if address is not None and (link in named or address.host is not Host.PROJECT_PAGE):
            return address
    return None
