"""PyPI, CRAN, conda and ASCL: own packages are code; ASCL's entries lead to where it is."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.sources._http import Http
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address, parse_address
from bot.sources.hosts.ascl import AsclClient
from bot.sources.hosts.conda import CondaClient
from bot.sources.hosts.cran import CranClient
from bot.sources.hosts.pypi import PyPIClient
from tests.sources.hosts.conftest import Site
from tests.worded import worded

CODE, EMPTY, GONE = RepositoryState.CODE, RepositoryState.EMPTY, RepositoryState.GONE


def at(url: str) -> Address:
    address = parse_address(url)
    assert address is not None
    return address


async def follow(address: Address) -> Repository:
    """Stands for the other hosts: whatever is followed holds code."""
    return Repository(address.url, address.full_name, CODE, source=address.host.value)


UPLOAD = {"filename": "engine-1.0.tar.gz", "upload_time_iso_8601": "2020-05-01T00:00:00.000000Z"}
LATER = {"filename": "engine-2.0.tar.gz", "upload_time_iso_8601": "2025-05-01T00:00:00.000000Z"}
INFO = {"name": "Engine", "license": "MIT", "package_url": "https://pypi.org/project/Engine/", "version": "2.0"}


@pytest.mark.parametrize(
    ("package", "state", "licence"),
    [
        ({"info": INFO, "urls": [LATER], "releases": {"1.0": [UPLOAD], "2.0": [LATER]}}, CODE, "MIT"),
        ({"info": INFO | {"license": "x" * 900}, "urls": [LATER], "releases": {}}, CODE, None),
        ({"info": INFO | {"license_expression": "BSD-3-Clause"}, "urls": [LATER]}, CODE, "BSD-3-Clause"),
        ({"info": INFO, "urls": [], "releases": {"1.0": [UPLOAD], "2.0": []}}, CODE, "MIT"),
        ({"info": INFO, "urls": [], "releases": {"0.0": []}}, EMPTY, "MIT"),
    ],
)
async def test_pypi(
    site: Site, http: Http, package: dict[str, Any], state: RepositoryState, licence: str | None
) -> None:
    """A package with a file is code; a name that was only reserved is empty."""
    site.json("/pypi/engine/json", package)
    found = await PyPIClient(HostApi(http, "PyPI", site.url)).fetch_repository(at("https://pypi.org/project/engine/"))
    assert (found.state, found.licence, found.full_name, found.pushed_at) == (state, licence, "Engine", None)
    if len(package.get("releases", {})) == 2 and package["urls"]:
        assert found.created_at is not None
        assert found.created_at.year == 2020


DESCRIPTION = (
    "Package: engine\nType: Package\nTitle: An Engine\nLicense: GPL-3\nDescription: Words\n    over lines: two.\n"
)
CRAN = "https://cran.r-project.org/package=engine"


async def test_cran(site: Site, http: Http) -> None:
    """A package is code; one that CRAN removed is archived code; one that never was is gone."""
    client = CranClient(HostApi(http, "CRAN", site.url))
    assert (await client.fetch_repository(at(CRAN))).state is GONE
    site.answer("/src/contrib/Archive/engine/", "<html>", Content_Type="text/html")
    found = await client.fetch_repository(at(CRAN))
    assert (found.state, found.archived, worded(found.notes)) == (
        CODE,
        True,
        ("CRAN removed it; its archive keeps it",),
    )
    site.answer("/web/packages/engine/DESCRIPTION", DESCRIPTION)
    found = await client.fetch_repository(at(CRAN))
    assert (found.state, found.licence, found.archived, found.url) == (CODE, "GPL-3", False, CRAN)
    site.answer("/web/packages/engine/DESCRIPTION", "<html>Sorry</html>", Content_Type="text/html")
    with pytest.raises(SourceUnavailable):
        await client.fetch_repository(at(CRAN))


async def test_conda(site: Site, http: Http) -> None:
    """A package with files is code."""
    client = CondaClient(HostApi(http, "conda", site.url))
    address = at("https://anaconda.org/conda-forge/engine")
    assert (await client.fetch_repository(address)).state is GONE
    package = {"name": "engine", "license": "bsd-3-clause", "created_at": "2020-01-01 00:00:00+00:00", "files": []}
    site.json("/package/conda-forge/engine", package)
    assert (await client.fetch_repository(address)).state is EMPTY
    site.json("/package/conda-forge/engine", package | {"files": [{"version": "1.0"}]})
    found = await client.fetch_repository(address)
    assert (found.state, found.licence, found.full_name) == (CODE, "BSD-3-Clause", "conda-forge/engine")


ENTRY = """<a href="https://ascl.net/">ASCL</a><h2>[ascl:1234.567] Engine: it runs</h2>
<a href="https://github.com/teuben/ascl-tools">About</a>
<div class="item"><b>Code site:</b> <a href="{site}">{site}</a></div>
<div><b>Described in:</b> <a href="https://ui.adsabs.harvard.edu/abs/2020x">2020x</a></div>"""


@pytest.mark.parametrize(
    ("site_url", "full_name"),
    [
        ("https://github.com/ada/engine", "ada/engine"),
        ("https://engine.example.org/software", "engine.example.org/software"),
        ("https://pypi.org/project/engine", "engine"),
    ],
)
async def test_ascl(site: Site, http: Http, site_url: str, full_name: str) -> None:
    """An entry leads to what it calls the code's site."""
    site.answer("/1234.567", ENTRY.format(site=site_url), Content_Type="text/html")
    found = await AsclClient(HostApi(http, "ASCL", site.url), follow).fetch_repository(at("ascl:1234.567"))
    assert (found.full_name, found.via) == (full_name, "https://ascl.net/1234.567")


async def test_ascl_without_code(site: Site, http: Http) -> None:
    """An entry that links nothing but papers says nothing; one that is not there is gone."""
    client = AsclClient(HostApi(http, "ASCL", site.url), follow)
    assert (await client.fetch_repository(at("ascl:1234.567"))).state is GONE
    site.answer("/1234.567", '<a href="https://arxiv.org/abs/2401.00001">x</a>', Content_Type="text/html")
    with pytest.raises(SourceUnavailable, match="links no code"):
        await client.fetch_repository(at("ascl:1234.567"))
