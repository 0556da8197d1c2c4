"""Every client against every way in which a host fails: gone is a state, all else is no answer."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.errors import SourceUnavailable
from bot.models import Confidence, Offer, Repository, RepositoryState
from bot.settings import Settings
from bot.sources._http import Http
from bot.sources.hosts import open_hosts
from bot.sources.hosts.addresses import Host, parse_address
from bot.sources.hosts.pages import Pages, open_pages
from tests.sources.faults import FAULTS
from tests.sources.hosts.conftest import Site, responding

ADDRESSES = {
    Host.GITHUB: "https://github.com/ada/engine",
    Host.GIST: "https://gist.github.com/ada/0123456789",
    Host.GITLAB: "https://gitlab.com/ada/engine",
    Host.BITBUCKET: "https://bitbucket.org/ada/engine",
    Host.CODEBERG: "https://codeberg.org/ada/engine",
    Host.HUGGING_FACE: "https://huggingface.co/ada/engine",
    Host.ZENODO: "https://zenodo.org/records/1",
    Host.FIGSHARE: "https://figshare.com/articles/x/y/1",
    Host.OSF: "https://osf.io/abc12",
    Host.SOURCEFORGE: "https://sourceforge.net/projects/engine",
    Host.ANONYMOUS_GITHUB: "https://anonymous.4open.science/r/engine",
    Host.PYPI: "https://pypi.org/project/engine",
    Host.CRAN: "https://cran.r-project.org/package=engine",
    Host.CONDA: "https://anaconda.org/ada/engine",
    Host.ASCL: "https://ascl.net/1234.567",
    Host.PROJECT_PAGE: "https://ada.github.io/engine",
}
# What these hosts say by it: Hugging Face hides what is private or unknown, OSF tells private projects.
SAID_BY = {(Host.HUGGING_FACE, 401), (Host.OSF, 401), (Host.OSF, 403)}
# Pages may be any text: what is no error in a page is one in an API.
NO_PAGE_FAULTS = {"html", "wrong json", "list", "empty body", "XML", "a number", "deep", "no text"}


def settings_at(url: str) -> Settings:
    return Settings(**{name: url for name in Settings.__slots__ if name.endswith("_url")})


@pytest.fixture
async def quick(site: Site) -> AsyncIterator[tuple[Http, Pages]]:
    """One attempt each, in a moment."""
    async with (
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
        open_pages("test", gateway=f"{site.url}/web") as pages,
    ):
        pages._timeout_s = 0.2
        yield Http(session, attempts=1, timeout_s=0.2, max_bytes=300_000), pages


async def ask(quick: tuple[Http, Pages], url: str, host: Host) -> Repository:
    address = parse_address(ADDRESSES[host])
    assert address is not None
    assert address.host is host
    async with open_hosts(*quick, settings_at(url)) as clients:
        return await clients[host].fetch_repository(address)


def test_every_host_is_tested() -> None:
    """A new host takes part in these tests."""
    assert set(ADDRESSES) == set(Host)


@pytest.mark.parametrize(
    ("host", "fault"),
    [
        (host, fault)
        for host in Host
        for fault in FAULTS
        if host is not Host.PROJECT_PAGE or fault not in NO_PAGE_FAULTS
    ],
)
async def test_what_is_no_answer(site: Site, quick: tuple[Http, Pages], host: Host, fault: str) -> None:
    """Whatever a host does wrong, nothing is said of the repository, and the source is named."""
    site.always = FAULTS[fault]
    if fault.isdigit() and (host, int(fault)) in SAID_BY:
        found = await ask(quick, site.url, host)
        assert found.confidence is Confidence.MEDIUM or found.offer is Offer.RESTRICTED
        return
    with pytest.raises(SourceUnavailable) as raised:
        await ask(quick, site.url, host)
    assert raised.value.source


@pytest.mark.parametrize("host", Host)
@pytest.mark.parametrize("status", [404, 410, 451])
async def test_what_is_gone(site: Site, quick: tuple[Http, Pages], status: int, host: Host) -> None:
    """A host that says so is believed, and its address stays known."""
    site.always = responding("{}", status)
    found = await ask(quick, site.url, host)
    assert found.state is RepositoryState.GONE
    assert found.source
    assert found.full_name


@pytest.mark.parametrize("host", [host for host in Host if host is not Host.PROJECT_PAGE])
async def test_nobody_listens(quick: tuple[Http, Pages], host: Host) -> None:
    """A refused connection is no answer."""
    with pytest.raises(SourceUnavailable, match="connection"):
        await ask(quick, "http://127.0.0.1:9", host)
