"""The stand-ins of hosts: held against recorded answers, and read by the bot's own clients as the data has them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.errors import SourceUnavailable
from bot.models import Offer, RepositoryState
from bot.sandbox.library import Library
from bot.settings import load_settings
from bot.sources._http import Http
from bot.sources.hosts import open_hosts
from bot.sources.hosts.archives import Archives
from bot.sources.hosts.own_links import OwnLinks
from bot.sources.hosts.pages import open_pages
from tests.sandbox_library.recordings import assert_same_shape
from tests.sources.conftest import recorded

CODE, README, GONE, BARE = (
    RepositoryState.CODE,
    RepositoryState.README_ONLY,
    RepositoryState.GONE,
    RepositoryState.NO_IMPLEMENTATION,
)
FILES, NOTHING, SOON, RESTRICTED = Offer.FILES, Offer.NOTHING, Offer.SOON, Offer.RESTRICTED


@pytest.fixture
async def own_links(library: Library) -> AsyncIterator[OwnLinks]:
    """What the scanner asks, led to the library."""
    settings = load_settings({**library.settings, "DISCORD_API_URL": "http://127.0.0.1:9"})
    async with (
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
        open_pages("test", gateway=settings.web_gateway_url) as pages,
        open_hosts(Http(session), pages, settings) as hosts,
    ):
        yield OwnLinks(hosts, Archives(Http(session), settings.software_heritage_url, settings.internet_archive_url))


async def ask(library: Library, session: aiohttp.ClientSession, name: str, path: str) -> tuple[int, Any]:
    async with session.get(library.settings[name] + path) as response:
        return response.status, await response.json(content_type=None)


@pytest.mark.parametrize(
    ("url", "state", "offer", "full_name"),
    [
        ("https://gitlab.com/bennyguo/vmesh", CODE, FILES, "bennyguo/vmesh"),
        ("https://gitlab.com/bennyguo/volume-mesh", CODE, FILES, "bennyguo/vmesh"),
        ("https://gitlab.com/no/body", GONE, FILES, "no/body"),
        ("https://bitbucket.org/idia/idavie", CODE, FILES, "idia/idavie"),
        ("https://bitbucket.org/no/body", GONE, FILES, "no/body"),
        ("https://codeberg.org/kh129/HoGS", CODE, FILES, "kh129/HoGS"),
        ("https://codeberg.org/kh129/hogs-cvpr", CODE, FILES, "kh129/HoGS"),
        ("https://codeberg.org/no/body", GONE, FILES, "no/body"),
        ("https://huggingface.co/Hailay/MachineT_TigEng", BARE, FILES, "Hailay/MachineT_TigEng"),
        ("https://huggingface.co/datasets/Lightcap/seu-3dgs", BARE, FILES, "Lightcap/seu-3dgs"),
        ("https://huggingface.co/MiniOneRec/minionerec-7b", BARE, RESTRICTED, "MiniOneRec/minionerec-7b"),
        ("https://huggingface.co/no/body", GONE, FILES, "no/body"),
        ("https://huggingface.co/Hailay", BARE, NOTHING, "Hailay"),
        ("https://huggingface.co/nobody", GONE, FILES, "nobody"),
        ("https://zenodo.org/records/7701182", CODE, FILES, "zenodo.7701182"),
        ("https://doi.org/10.5281/zenodo.15820044", BARE, RESTRICTED, "zenodo.15820044"),
        ("https://zenodo.org/records/15820050", GONE, FILES, "15820050"),
        ("https://zenodo.org/records/1", GONE, FILES, "1"),
        ("https://figshare.com/articles/software/MolGAN/25610331", CODE, FILES, "figshare.25610331"),
        ("https://figshare.com/articles/dataset/MolGAN_data/25610340", BARE, RESTRICTED, "figshare.25610340"),
        ("https://figshare.com/articles/dataset/x/1", GONE, FILES, "1"),
        ("https://osf.io/vf7k2/", CODE, FILES, "vf7k2"),
        ("https://osf.io/kq3hn/", BARE, RESTRICTED, "kq3hn"),
        ("https://osf.io/zz9pl/", GONE, FILES, "zz9pl"),
        ("https://osf.io/aaaaa/", GONE, FILES, "aaaaa"),
        ("https://sourceforge.net/projects/voxcad/", CODE, FILES, "voxcad"),
        ("https://sourceforge.net/projects/nobody/", GONE, FILES, "nobody"),
        ("https://anonymous.4open.science/r/Unishield-A6A3/", CODE, FILES, "Unishield-A6A3"),
        ("https://anonymous.4open.science/r/Unishield-0000/", GONE, FILES, "Unishield-0000"),
        ("https://anonymous.4open.science/r/nobody/", GONE, FILES, "nobody"),
        ("https://pypi.org/project/gwbenchmarks/", CODE, FILES, "gwbenchmarks"),
        ("https://pypi.org/project/nobody/", GONE, FILES, "nobody"),
        ("https://cran.r-project.org/package=mutantfreq", CODE, FILES, "mutantfreq"),
        ("https://cran.r-project.org/package=allelepeak", CODE, FILES, "allelepeak"),
        ("https://cran.r-project.org/package=nobody", GONE, FILES, "nobody"),
        ("https://anaconda.org/conda-forge/idavie", CODE, FILES, "conda-forge/idavie"),
        ("https://anaconda.org/conda-forge/nobody", GONE, FILES, "conda-forge/nobody"),
        ("ascl:2603.015", CODE, FILES, "idia/idavie"),
        ("ascl:2603.999", GONE, FILES, "2603.999"),
        ("https://gist.github.com/vpandey/5f1c2b9e0a7d48c3b6e1f2a3d4c5b6a7", CODE, FILES,
         "vpandey/5f1c2b9e0a7d48c3b6e1f2a3d4c5b6a7"),
        ("https://gist.github.com/vpandey/0000000000000000", GONE, FILES, "vpandey/0000000000000000"),
        ("https://kh129.github.io/hogs/", CODE, FILES, "kh129/HoGS"),
        ("https://bennyguo.github.io/vmesh/", CODE, FILES, "bennyguo/vmesh"),
        ("https://rust-paper.github.io/", CODE, FILES, "zenodo.7701182"),
        ("https://daoyig.github.io/Mesh_Art", BARE, SOON, "daoyig.github.io/Mesh_Art"),
        ("https://sirwyver.github.io/DiffRF/", BARE, NOTHING, "sirwyver.github.io/DiffRF"),
        ("http://projects.hepforge.org/siscone/", CODE, FILES, "projects.hepforge.org/siscone"),
        ("https://iminthemiddle.github.io/EmLoco-Page/", GONE, FILES,
         "iminthemiddle.github.io/EmLoco-Page"),
        ("https://example.org/never/there", GONE, FILES, "example.org/never/there"),
    ],
)  # fmt: skip
async def test_places_as_the_bot_sees_them(
    own_links: OwnLinks, url: str, state: RepositoryState, offer: Offer, full_name: str
) -> None:
    """Each host is asked in its own way and tells what the data has; what it does not have is gone, in its own way."""
    found = await own_links.fetch(url)
    assert (found.state, found.offer, found.full_name) == (state, offer, full_name)


@pytest.mark.parametrize(
    ("url", "archive", "year"),
    [
        ("https://github.com/61s61min/MS2Fusion", "Software Heritage", 2025),
        ("http://www.voxcad.com", "Internet Archive", 2014),
        ("https://iminthemiddle.github.io/EmLoco-Page/", None, None),
    ],
)
async def test_what_archives_kept(own_links: OwnLinks, url: str, archive: str | None, year: int | None) -> None:
    """Of what is gone an archive may have a copy."""
    copy = (await own_links.fetch(url)).copy
    assert (copy.source if copy else None, copy.kept_at.year if copy else None) == (archive, year)


@pytest.mark.parametrize(("name", "state"), [("AIGeeksGroup/WebCryptoAgent", RepositoryState.EMPTY), ("no/body", GONE)])
async def test_git_answers_where_the_limit_is_spent(
    library: Library, own_links: OwnLinks, name: str, state: RepositoryState
) -> None:
    """With GitHub's limit spent git still tells empty and gone."""
    spent = {"X-RateLimit-Remaining": "0", "Content-Type": "application/json"}
    library.fault("github", status=403, body='{"message": "API rate limit exceeded"}', headers=spent)
    assert (await own_links.fetch(f"https://github.com/{name}")).state is state
    with pytest.raises(SourceUnavailable, match="GITHUB_TOKEN"):
        await own_links.fetch("https://github.com/MCG-NJU/LinK")


@pytest.mark.parametrize(
    ("name", "path", "recording"),
    [
        ("CODEBERG_API_URL", "/repos/kh129/HoGS", "forgejo_repo"),
        ("HUGGING_FACE_URL", "/api/models/Hailay/MachineT_TigEng", "huggingface_200_model_bert"),
        ("ZENODO_API_URL", "/records/15820044", "zenodo_fetch"),
        ("GITLAB_API_URL", "/projects/bennyguo%2Fvmesh/repository/commits/HEAD", "gitlab_commits_HEAD"),
    ],
)
async def test_answers_have_the_recorded_shapes(
    library: Library, session: aiohttp.ClientSession, name: str, path: str, recording: str
) -> None:
    """Every field served is one of the host's, of the same kind."""
    body = json.loads(recorded(recording)["response"]["body"])
    status, served = await ask(library, session, name, path)
    assert status == recorded(recording)["response"]["status"]
    if recording.startswith("huggingface"):  # recorded without sizes, tags of another kind of list
        body |= {"createdAt": ""}
    assert_same_shape(served, body)


async def test_lists_come_in_pages(library: Library, session: aiohttp.ClientSession) -> None:
    """GitLab and Bitbucket give as many files as are asked for, then the next ones."""
    path = "/projects/bennyguo%2Fvmesh/repository/tree?recursive=true&per_page=4&page="
    pages = [(await ask(library, session, "GITLAB_API_URL", f"{path}{n}"))[1] for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [4, 2, 0]
    _, first = await ask(library, session, "BITBUCKET_API_URL", "/repositories/idia/idavie/src/main/?pagelen=3")
    async with session.get(first["next"]) as response:
        second = await response.json()
    assert (len(first["values"]), len(second["values"]), "next" in second) == (3, 1, False)


@pytest.mark.parametrize("path", ["/repository/tree?ref=lost", "/repository/files/LICENSE", "/repository/commits/lost"])
async def test_what_gitlab_does_not_have(library: Library, session: aiohttp.ClientSession, path: str) -> None:
    """A branch or file that is not there is 404, with the project there."""
    status, answer = await ask(library, session, "GITLAB_API_URL", f"/projects/bennyguo%2Fvmesh{path}")
    assert status == 404
    assert answer["message"].startswith("404 ")
