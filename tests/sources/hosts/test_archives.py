"""What archives kept of dead links: a note, and none where nobody knows."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sources._http import Http
from bot.sources.hosts.archives import Archives
from tests.sources.hosts.conftest import Site, responding

URL = "https://github.com/ada/engine"
VISIT = {"date": "2023-05-06T07:08:09+00:00", "status": "full", "snapshot": "1bd0", "origin": URL, "type": "git"}
SNAPSHOT = {
    "available": True, "status": "200", "timestamp": "20230506070809",
    "url": "http://web.archive.org/web/20230506070809/https://github.com/ada/engine",
}  # fmt: skip


def visited(url: str) -> str:
    return f"/api/1/origin/{url}/visit/latest/?require_snapshot=true"


@pytest.fixture
def archives(site: Site, http: Http) -> Archives:
    """Both archives on one site."""
    return Archives(http, site.url, site.url)


@pytest.mark.parametrize("spelling", [URL, f"{URL}.git"])
async def test_software_heritage(site: Site, archives: Archives, spelling: str) -> None:
    """A full visit with a snapshot is a copy, under either spelling of the address."""
    site.json(visited(spelling), VISIT)
    kept = await archives.fetch_kept(f"{URL}/")
    assert kept is not None
    assert (kept.source, kept.kept_at.year) == ("Software Heritage", 2023)
    assert kept.url == f"https://archive.softwareheritage.org/browse/origin/?origin_url={spelling}"


async def test_the_internet_archive(site: Site, archives: Archives) -> None:
    """A snapshot of the page is told where the code itself was not kept."""
    site.json("/wayback/available?url=github.com/ada/engine", {"archived_snapshots": {"closest": SNAPSHOT}})
    kept = await archives.fetch_kept(URL)
    assert kept is not None
    assert (kept.source, kept.url, kept.kept_at.month) == ("Internet Archive", SNAPSHOT["url"], 5)


@pytest.mark.parametrize(
    ("visit", "wayback"),
    [
        ({}, {}),
        (VISIT | {"status": "partial"}, {"archived_snapshots": {}}),
        (VISIT | {"snapshot": None}, {"archived_snapshots": {"closest": SNAPSHOT | {"status": "404"}}}),
        ([], {"archived_snapshots": {"closest": SNAPSHOT | {"available": False}}}),
        ("x", {"archived_snapshots": {"closest": SNAPSHOT | {"timestamp": "long ago"}}}),
    ],
)
async def test_no_copy(site: Site, archives: Archives, visit: Any, wayback: Any) -> None:
    """Half a visit, an archived 404, and answers that are none, are no copy."""
    site.json(visited(URL), visit)
    site.json("/wayback/available?url=github.com/ada/engine", wayback)
    assert await archives.fetch_kept(URL) is None


async def test_archives_that_fail(site: Site, archives: Archives) -> None:
    """A failure costs the note, nothing else."""
    site.always = responding(b"", 503)
    assert await archives.fetch_kept(URL) is None
