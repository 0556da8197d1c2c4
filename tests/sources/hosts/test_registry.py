"""The registry: a client for each host, links followed from one to another and not for ever, scans that keep places."""

from __future__ import annotations

import msgspec
import pytest

from bot.errors import SourceUnavailable
from bot.models import Offer, OwnLink, Repository, RepositoryState
from bot.settings import Settings
from bot.sources._http import Http
from bot.sources.hosts import open_hosts
from bot.sources.hosts.addresses import Address, Host, parse_own_address
from bot.sources.hosts.pages import Pages
from bot.sources.hosts.place import parse_hex_id, to_spdx
from tests.sources.hosts.conftest import Site


def at(url: str) -> Address:
    address = parse_own_address(url)
    assert address is not None
    return address


async def test_from_an_entry_to_the_repository(site: Site, http: Http, pages: Pages) -> None:
    """An entry of ASCL leads to a page, the page to GitHub; the way is kept."""
    site.answer("/1234.567", '<p>Code site: <a href="https://engine.org/">x</a></p>', Content_Type="text/html")
    site.page("https://engine.org/", '<a href="https://github.com/ada/engine">Code</a>')
    facts = {
        "id": 7, "full_name": "ada/engine", "html_url": "https://github.com/ada/engine", "default_branch": "main",
        "owner": {"id": 3},
    }  # fmt: skip
    site.json("/repos/ada/engine", facts)
    tree = {"tree": [{"path": "a.py", "type": "blob", "size": 5000}]}
    site.json("/repos/ada/engine/git/trees/HEAD?recursive=1", tree)
    async with open_hosts(http, pages, Settings(ascl_url=site.url, github_api_url=site.url)) as clients:
        assert set(clients) == set(Host)
        found = await clients[Host.ASCL].fetch_repository(at("ascl:1234.567"))
    assert (found.full_name, found.state, found.via) == (
        "ada/engine",
        RepositoryState.CODE,
        "https://ascl.net/1234.567",
    )


async def test_tokens_go_to_their_hosts(site: Site, http: Http, pages: Pages) -> None:
    """Gists are asked with GitHub's token, Hugging Face with its own, nobody else with any."""
    urls = {name: site.url for name in Settings.__slots__ if name.endswith("_url")}
    settings = Settings(github_token="octo", hugging_face_token="hug", **urls)
    async with open_hosts(http, pages, settings) as clients:
        for url in ("https://gist.github.com/a/0123456789", "https://hf.co/a/b", "https://pypi.org/project/a"):
            assert (await clients[at(url).host].fetch_repository(at(url))).state is RepositoryState.GONE
    sent = [headers.get("Authorization") for headers in site.headers]
    assert sent == ["Bearer octo", "Bearer hug", None]


async def test_a_chain_of_links_ends(site: Site, http: Http, pages: Pages) -> None:
    """An entry that leads to itself is left."""
    site.json("/rest/p/a/", {"shortname": "a", "status": "moved", "moved_to_url": "https://sourceforge.net/projects/b"})
    site.json("/rest/p/b/", {"shortname": "b", "status": "moved", "moved_to_url": "https://sourceforge.net/projects/a"})
    async with open_hosts(http, pages, Settings(sourceforge_api_url=site.url)) as clients:
        with pytest.raises(SourceUnavailable, match="for ever"):
            await clients[Host.SOURCEFORGE].fetch_repository(at("https://sourceforge.net/projects/a"))


def test_a_place_is_kept_as_a_repository() -> None:
    """What a scan keeps is read again as it was."""
    place = Repository("https://x.org/", "x", RepositoryState.CODE, 7, source="x.org", offer=Offer.FILES, notes=("a",))
    kept = msgspec.json.decode(msgspec.json.encode(OwnLink("https://x.org/", place)), type=OwnLink)
    assert kept.repository == place


@pytest.mark.parametrize(
    ("text", "number"),
    [("{21fa9bf8-b5b2-4891-97ed-d590bad0f871}", 0x7EDD590BAD0F871), ("0a", 10), ("", None), ("{}", None)],
)
def test_ids_that_are_no_numbers(text: str, number: int | None) -> None:
    """They become one that fits a column of 64 bits."""
    assert parse_hex_id(text) == number


@pytest.mark.parametrize(
    ("name", "spdx"), [("mit", "MIT"), ("apache-2.0", "Apache-2.0"), ("custom", "custom"), ("", None), (None, None)]
)
def test_licences(name: str | None, spdx: str | None) -> None:
    """Hosts write them in their own way."""
    assert to_spdx(name) == spdx
