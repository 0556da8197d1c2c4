"""Own links: whichever host they lead to, one answer; notes for what moved, copies of what is gone."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator

import pytest

from bot.errors import SourceUnavailable
from bot.models import Offer, RepositoryState
from bot.settings import Settings
from bot.sources._http import Http
from bot.sources.hosts import open_hosts
from bot.sources.hosts.archives import Archives
from bot.sources.hosts.own_links import OwnLinks
from bot.sources.hosts.pages import Pages
from tests.sources.hosts.conftest import Site
from tests.worded import worded

PROJECT = {
    "id": 5, "name": "engine", "path_with_namespace": "lovelace/engine", "empty_repo": True,
    "web_url": "https://gitlab.com/lovelace/engine", "default_branch": None, "star_count": 3,
    "created_at": "2024-01-02T03:04:05.000Z", "last_activity_at": "2024-01-02T03:04:05.000Z",
    "namespace": {"id": 9}, "visibility": "public",
}  # fmt: skip
SNAPSHOT = {
    "available": True, "status": "200", "timestamp": "20230506070809", "url": "http://web.archive.org/web/2023/x",
}  # fmt: skip


@pytest.fixture
async def own_links(site: Site, http: Http, pages: Pages) -> AsyncIterator[OwnLinks]:
    settings = Settings(gitlab_api_url=site.url, zenodo_api_url=site.url, github_api_url=site.url, github_url=site.url)
    async with open_hosts(http, pages, settings) as hosts:
        yield OwnLinks(hosts, Archives(http, site.url, site.url))


async def test_what_moved_is_told(site: Site, own_links: OwnLinks) -> None:
    """A repository found under another name than the paper's carries the name that the paper gave."""
    site.json("/projects/ada%2Fengine", PROJECT)
    found = await own_links.fetch("https://gitlab.com/ada/engine")
    assert (found.full_name, worded(found.notes)) == ("lovelace/engine", ("moved here from ada/engine",))
    site.json("/projects/Lovelace%2FEngine", PROJECT)
    assert (await own_links.fetch("https://gitlab.com/Lovelace/Engine")).notes == ()


async def test_what_a_readme_leads_to_is_told_once(site: Site, own_links: OwnLinks) -> None:
    """A repository that another one's README names was not renamed, and is not said to be."""
    for number, name, files in ((1, "ada/engine", ["README.md"]), (2, "lab/engine", ["train.py"])):
        owner, url = {"id": number}, f"https://github.com/{name}"
        facts = {"id": number, "full_name": name, "html_url": url, "default_branch": "main", "owner": owner}
        site.json(f"/repos/{name}", facts)
        tree = [{"path": path, "type": "blob", "size": 5000} for path in files]
        site.json(f"/repos/{name}/git/trees/HEAD?recursive=1", {"tree": tree})
    readme = base64.b64encode(b"We moved to https://github.com/lab/engine").decode()
    site.json("/repos/ada/engine/readme", {"content": readme, "encoding": "base64"})
    found = await own_links.fetch("https://github.com/ada/engine")
    assert (found.full_name, worded(found.notes)) == ("lab/engine", ("the README of ada/engine leads here",))


async def test_a_copy_of_what_is_gone(site: Site, own_links: OwnLinks) -> None:
    """What is gone carries the copy that an archive kept; what is there asks no archive."""
    site.json("/wayback/available?url=gitlab.com/ada/engine", {"archived_snapshots": {"closest": SNAPSHOT}})
    found = await own_links.fetch("https://gitlab.com/ada/engine")
    assert found.state is RepositoryState.GONE
    assert found.copy is not None
    assert found.copy.source == "Internet Archive"
    site.requests.clear()
    site.json("/projects/ada%2Fengine", PROJECT)
    assert (await own_links.fetch("https://gitlab.com/ada/engine")).copy is None
    assert [request for request in site.requests if "wayback" in request] == []


async def test_any_other_address_is_a_page(site: Site, own_links: OwnLinks) -> None:
    """A link to no known host is read as the authors' page."""
    site.page("https://ada.example.org/engine", "<p>The engine. Code (coming soon).</p>" + "<p>We study it.</p>" * 30)
    found = await own_links.fetch("https://ada.example.org/engine")
    assert (found.offer, found.source) == (Offer.SOON, "ada.example.org")


@pytest.mark.parametrize(
    "url", ["ftp://ada.example.org/engine.tar", "http://127.0.0.1/engine", "https://ada:pw@example.org/", "engine", ""]
)
async def test_what_is_no_public_address(site: Site, own_links: OwnLinks, url: str) -> None:
    """Other schemes, private addresses and words cannot be asked: unknown, never gone."""
    with pytest.raises(SourceUnavailable):
        await own_links.fetch(url)
    assert site.requests == []
