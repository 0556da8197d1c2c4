"""READMEs that say where the code is now: which words count, and what is followed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest

from bot.errors import SourceUnavailable
from bot.models import RepositoryState
from bot.settings import Settings
from bot.sources._http import Http
from bot.sources.hosts import open_hosts
from bot.sources.hosts.addresses import Host, parse_own_address
from bot.sources.hosts.moves import find_new_home
from bot.sources.hosts.pages import Pages
from bot.sources.hosts.place import HostClient
from tests.sources.hosts.conftest import Site, responding
from tests.sources.hosts.test_github import text, tree
from tests.worded import worded

CODE, README = RepositoryState.CODE, RepositoryState.README_ONLY
NEW = "https://github.com/lab/engine"


@pytest.mark.parametrize(
    ("readme", "home"),
    [
        (f"# Engine\nThis repository has moved to {NEW}.", NEW),
        (f"**We have migrated to [the lab's page]({NEW}).**", NEW),
        (f"The code is now maintained at <{NEW}>", NEW),
        (f"New repository: {NEW}", NEW),
        (f"This is superseded by {NEW}/tree/main!", NEW),
        (f"Moved to https://github.com/ada/engine, later merged into {NEW}", NEW),
        ("Now available on PyPI: https://pypi.org/project/engine/", "https://pypi.org/project/engine/"),
        ("Moved to https://lab.example.org/engine", ""),
        (f"Based on {NEW}", ""),
        (f"Code will be released. See {NEW} for the baseline.", ""),
        ("This repository has moved.", ""),
        ("We moved to a new office.", ""),
        ("Renamed; moved to https://github.com/Ada/Engine", ""),
        ("", ""),
    ],
)
def test_where_a_readme_leads(readme: str, home: str) -> None:
    """Only a sentence that says so counts, and only where it leads to a place for code that is another one."""
    assert find_new_home(readme, "ada/engine") == home


def test_a_readme_as_an_attacker_writes_it() -> None:
    """Long lines and many words cost nothing to speak of."""
    assert find_new_home("moved to " * 100_000 + NEW, "ada/engine") == ""
    assert find_new_home("\n".join(["now at https://[" * 50] * 2_000), "ada/engine") == ""


def facts(full_name: str, number: int) -> dict[str, Any]:
    owner = {"id": number + 100}
    url = f"https://github.com/{full_name}"
    return {"id": number, "full_name": full_name, "html_url": url, "default_branch": "main", "owner": owner}


@pytest.fixture
async def hosts(site: Site, http: Http, pages: Pages) -> AsyncIterator[Mapping[Host, HostClient]]:
    """GitHub with a repository whose README says that it has moved to `NEW`."""
    site.json("/repos/ada/engine", facts("ada/engine", 1))
    site.json("/repos/ada/engine/git/trees/HEAD?recursive=1", tree("README.md"))
    site.json("/repos/ada/engine/readme", text(f"We moved to {NEW}"))
    async with open_hosts(http, pages, Settings(github_api_url=site.url, github_url=f"{site.url}/git")) as clients:
        yield clients


async def look(hosts: Mapping[Host, HostClient], url: str = "https://github.com/ada/engine") -> Any:
    address = parse_own_address(url)
    assert address is not None
    return await hosts[address.host].fetch_repository(address)


async def test_the_readme_is_followed(site: Site, hosts: Mapping[Host, HostClient]) -> None:
    """What it names holds code: that is the paper's, found by the former, whose ids stay known."""
    site.json("/repos/lab/engine", facts("lab/engine", 2))
    site.json("/repos/lab/engine/git/trees/HEAD?recursive=1", tree("train.py"))
    found = await look(hosts)
    assert (found.full_name, found.state, found.via) == ("lab/engine", CODE, "https://github.com/ada/engine")
    assert (found.repository_id, found.owner_id) == (1, 101)
    assert worded(found.notes) == ("the README of ada/engine leads here",)


async def test_from_a_page_to_where_it_moved(site: Site, hosts: Mapping[Host, HostClient]) -> None:
    """A page links the former repository; the way is followed to its end."""
    site.json("/repos/lab/engine", facts("lab/engine", 2))
    site.json("/repos/lab/engine/git/trees/HEAD?recursive=1", tree("train.py"))
    site.page("https://ada.github.io/engine/", '<a href="https://github.com/ada/engine">Code</a>')
    found = await look(hosts, "https://ada.github.io/engine/")
    assert (found.full_name, found.state, found.via) == ("lab/engine", CODE, "https://ada.github.io/engine/")


async def test_a_readme_that_leads_to_nothing(site: Site, hosts: Mapping[Host, HostClient]) -> None:
    """Where there is no code the former repository stands; a new one that cannot be asked leaves it unknown."""
    found = await look(hosts)
    assert (found.full_name, found.state, found.via) == ("ada/engine", README, "")
    site.answers["/repos/lab/engine"] = responding("", 500)
    with pytest.raises(SourceUnavailable):
        await look(hosts)


async def test_readmes_in_a_circle(site: Site, hosts: Mapping[Host, HostClient]) -> None:
    """Two READMEs that name each other end the search, and are what they are."""
    site.json("/repos/lab/engine", facts("lab/engine", 2))
    site.json("/repos/lab/engine/git/trees/HEAD?recursive=1", tree("README.md"))
    site.json("/repos/lab/engine/readme", text("We moved to https://github.com/ada/engine"))
    assert (await look(hosts)).state is README
    assert len(site.requests) < 30
