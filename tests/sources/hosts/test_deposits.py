"""Hugging Face, Zenodo, figshare, OSF, SourceForge, Anonymous GitHub: recorded and documented answers, every state."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.errors import SourceUnavailable
from bot.models import Confidence, Offer, Repository, RepositoryState
from bot.sources._http import Http
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address, parse_address
from bot.sources.hosts.anonymous_github import AnonymousGitHubClient
from bot.sources.hosts.figshare import FigshareClient
from bot.sources.hosts.huggingface import HuggingFaceClient
from bot.sources.hosts.osf import MAX_REQUESTS, OsfClient
from bot.sources.hosts.sourceforge import SourceForgeClient
from bot.sources.hosts.zenodo import ZenodoClient
from tests.sources.conftest import recorded
from tests.sources.hosts.conftest import Site
from tests.worded import worded

CODE, README, EMPTY, GONE, BARE = (
    RepositoryState.CODE,
    RepositoryState.README_ONLY,
    RepositoryState.EMPTY,
    RepositoryState.GONE,
    RepositoryState.NO_IMPLEMENTATION,
)


def at(url: str) -> Address:
    address = parse_address(url)
    assert address is not None
    return address


async def follow(address: Address) -> Repository:
    """Stands for the other hosts: whatever is followed holds code."""
    return Repository(address.url, address.full_name, CODE, source=address.host.value)


# Hugging Face

BERT = "/api/models/google-bert/bert-base-uncased"
MODEL = "https://huggingface.co/google-bert/bert-base-uncased"


async def test_a_recorded_model(site: Site, http: Http) -> None:
    """The recorded model holds weights: shown, and no code. Its odd date of creation means nothing."""
    site.replay(BERT, "huggingface_200_model_bert")
    found = await HuggingFaceClient(HostApi(http, "Hugging Face", site.url)).fetch_repository(at(MODEL))
    assert (found.state, found.full_name, found.url) == (BARE, "google-bert/bert-base-uncased", MODEL)
    assert (worded(found.notes), found.licence, found.stars) == (("model weights, no code",), "Apache-2.0", 2065)
    assert found.repository_id == int("4dc036468d709f174338"[-15:], 16)
    assert found.pushed_at is not None
    assert found.offer is Offer.FILES


async def test_a_recorded_rename(site: Site, http: Http) -> None:
    """The recorded 307 of an old name, with its relative address, is followed."""
    site.replay("/api/models/bert-base-uncased", "huggingface_307_model_bert")
    site.replay(BERT, "huggingface_200_model_bert")
    client = HuggingFaceClient(HostApi(http, "Hugging Face", site.url))
    found = await client.fetch_repository(at("https://huggingface.co/bert-base-uncased"))
    assert found.full_name == "google-bert/bert-base-uncased"


@pytest.mark.parametrize(
    ("path", "files", "state"),
    [
        ("/a/b", ["README.md", "modeling_b.py", "model.safetensors"], CODE),
        ("/datasets/a/b", ["README.md", "data/train.parquet"], BARE),
        ("/spaces/a/b", ["README.md", "app.py"], CODE),
        ("/a/b", ["README.md", ".gitattributes"], README),
        ("/a/b", [".gitattributes"], EMPTY),
    ],
)
async def test_states_on_hugging_face(
    site: Site, http: Http, path: str, files: list[str], state: RepositoryState
) -> None:
    """Models, datasets and Spaces, each below its own path; .gitattributes is nobody's file."""
    api = f"/api{path}" if path.count("/") == 3 else f"/api/models{path}"
    site.json(api, {"id": "a/b", "_id": "62", "siblings": [{"rfilename": name, "size": 5000} for name in files]})
    found = await HuggingFaceClient(HostApi(http, "Hugging Face", site.url)).fetch_repository(
        at(f"https://huggingface.co{path}")
    )
    assert found.state is state


@pytest.mark.parametrize("has_token", [False, True])
async def test_401_of_hugging_face(site: Site, http: Http, has_token: bool) -> None:
    """Without a token it is gone or private, less surely; with one it is our token that is refused."""
    site.json("/api/models/a/b", {"error": "Repository not found"}, 401)
    client = HuggingFaceClient(HostApi(http, "Hugging Face", site.url), has_token=has_token)
    if has_token:
        with pytest.raises(SourceUnavailable):
            await client.fetch_repository(at("https://huggingface.co/a/b"))
    else:
        found = await client.fetch_repository(at("https://huggingface.co/a/b"))
        assert (found.state, found.confidence) == (GONE, Confidence.MEDIUM)


@pytest.mark.parametrize("gated", ["auto", "manual", True, False])
async def test_gated_files(site: Site, http: Http, gated: object) -> None:
    """Gated weights are given on request; gated code is seen by its names all the same."""
    client = HuggingFaceClient(HostApi(http, "Hugging Face", site.url))
    weights: dict[str, Any] = {"id": "a/b", "gated": gated, "siblings": [{"rfilename": "model.bin"}]}
    site.json("/api/models/a/b", weights)
    found = await client.fetch_repository(at("https://huggingface.co/a/b"))
    assert found.offer is (Offer.RESTRICTED if gated else Offer.FILES)
    site.json("/api/models/a/b", weights | {"siblings": [{"rfilename": "train.py"}]})
    assert (await client.fetch_repository(at("https://huggingface.co/a/b"))).offer is Offer.FILES


async def test_what_hugging_face_does_not_tell(site: Site, http: Http) -> None:
    """An answer without a list of files says nothing; a disabled repository is gone."""
    client = HuggingFaceClient(HostApi(http, "Hugging Face", site.url))
    site.json("/api/models/a/b", {"id": "a/b"})
    with pytest.raises(SourceUnavailable, match="list"):
        await client.fetch_repository(at("https://huggingface.co/a/b"))
    site.json("/api/models/a/b", {"id": "a/b", "disabled": True, "siblings": []})
    found = await client.fetch_repository(at("https://huggingface.co/a/b"))
    assert (found.state, found.confidence) == (GONE, Confidence.HIGH)


async def test_an_account_on_hugging_face(site: Site, http: Http) -> None:
    """A link to an account means none of its repositories: a page that offers no code; one with nothing is gone."""
    client = HuggingFaceClient(HostApi(http, "Hugging Face", site.url))
    site.json("/api/models/ada", {"error": "Invalid username or password."}, 401)
    for section in ("models", "datasets", "spaces"):
        site.json(f"/api/{section}?author=ada&limit=20", [])
    assert (await client.fetch_repository(at("https://huggingface.co/ada"))).state is GONE
    site.json("/api/models?author=ada&limit=20", [{"id": f"ada/m{n}"} for n in range(20)])
    site.json("/api/spaces?author=ada&limit=20", [{"id": "ada/s"}])
    found = await client.fetch_repository(at("https://huggingface.co/ada"))
    assert (found.offer, worded(found.notes)) == (
        Offer.NOTHING,
        ("the link names an account with 20+ models, 1 space",),
    )


async def test_branches_on_hugging_face(site: Site, http: Http) -> None:
    """The branch of the link is looked at; where it is not there, the main one, said so."""
    client = HuggingFaceClient(HostApi(http, "Hugging Face", site.url))
    site.json("/api/models/a/b/revision/dev", {"id": "a/b", "siblings": [{"rfilename": "train.py", "size": 900}]})
    site.json("/api/models/a/b", {"id": "a/b", "siblings": [{"rfilename": "model.bin", "size": 900}]})
    assert (await client.fetch_repository(at("https://huggingface.co/a/b/tree/dev"))).state is CODE
    assert (await client.fetch_repository(at("https://huggingface.co/a/b/tree/main"))).state is BARE
    found = await client.fetch_repository(at("https://huggingface.co/a/b/tree/lost/src"))
    assert (found.state, worded(found.notes)[0]) == (BARE, "the branch or tag “lost” of the link is not there")


# Zenodo

RECORD = "/records/13850346"
ZENODO = "https://zenodo.org/records/13850346"


def record(access: str, kind: str, *files: str) -> dict[str, Any]:
    body = json.loads(recorded("zenodo_fetch")["response"]["body"])
    body["metadata"] |= {"access_right": access, "resource_type": {"type": kind}, "license": {"id": "mit"}}
    return body | {"files": [{"key": name, "size": 90_000} for name in files]}


async def test_a_recorded_record(site: Site, http: Http) -> None:
    """The recorded record is restricted, and its Retry-After on a fine answer is no refusal."""
    response = recorded("zenodo_fetch")["response"]
    site.answer(RECORD, response["body"], Retry_After="59", Content_Type="application/json")
    found = await ZenodoClient(HostApi(http, "Zenodo", site.url)).fetch_repository(at(ZENODO))
    assert (found.offer, worded(found.notes)) == (Offer.RESTRICTED, ("its files are restricted",))
    assert (found.repository_id, found.url, found.pushed_at) == (13850345, ZENODO, None)


@pytest.mark.parametrize(
    ("kind", "files", "expected"),
    [
        ("software", ["ada/engine-v1.0.zip"], (CODE, Confidence.HIGH)),
        ("software", ["archive.tar.gz"], (CODE, Confidence.HIGH)),
        ("software", ["data.zip", "run.py"], (CODE, Confidence.HIGH)),
        ("dataset", ["data.zip"], (BARE, Confidence.HIGH)),
        ("dataset", ["data.zip", "code.zip"], (CODE, Confidence.MEDIUM)),
        ("dataset", ["data.csv", "analysis.R"], (CODE, Confidence.HIGH)),
        ("dataset", ["model.pt"], (BARE, Confidence.HIGH)),
        ("software", ["README.md"], (README, Confidence.HIGH)),
        ("dataset", [], (EMPTY, Confidence.HIGH)),
    ],
)
async def test_deposits(
    site: Site, http: Http, kind: str, files: list[str], expected: tuple[RepositoryState, Confidence]
) -> None:
    """What calls itself software holds code in any archive; elsewhere the archive's name must say so."""
    site.json(RECORD, record("open", kind, *files))
    found = await ZenodoClient(HostApi(http, "Zenodo", site.url)).fetch_repository(at(ZENODO))
    assert (found.state, found.confidence, found.licence) == (*expected, "MIT")


@pytest.mark.parametrize("access", ["restricted", "embargoed", "closed"])
async def test_restricted_records(site: Site, http: Http, access: str) -> None:
    """Kept back is neither empty nor gone."""
    site.json(RECORD, record(access, "software"))
    found = await ZenodoClient(HostApi(http, "Zenodo", site.url)).fetch_repository(at(ZENODO))
    assert found.offer is Offer.RESTRICTED


# figshare

ARTICLE = {
    "id": 9782777, "url_public_html": "https://figshare.com/articles/x/9782777", "defined_type_name": "dataset",
    "license": {"name": "CC BY 4.0"}, "created_date": "2019-09-01T00:00:00Z",
}  # fmt: skip
FIGSHARE = "https://figshare.com/articles/dataset/x/9782777"


@pytest.mark.parametrize(
    ("changes", "files", "expected"),
    [
        ({}, ["a.csv"], (BARE, Offer.FILES)),
        ({"defined_type_name": "software"}, ["x.zip"], (CODE, Offer.FILES)),
        ({}, ["fit.m"], (CODE, Offer.FILES)),
        ({}, [], (EMPTY, Offer.FILES)),
        ({"is_embargoed": True}, [], (BARE, Offer.RESTRICTED)),
        ({"is_confidential": True}, [], (BARE, Offer.RESTRICTED)),
        ({"is_metadata_record": True}, [], (BARE, Offer.RESTRICTED)),
    ],
)
async def test_figshare(
    site: Site, http: Http, changes: dict[str, Any], files: list[str], expected: tuple[RepositoryState, Offer]
) -> None:
    """The article tells what it is, a second call at once lists all its files."""
    site.json("/articles/9782777", ARTICLE | changes)
    site.json("/articles/9782777/files?page_size=1000", [{"name": name, "size": 9000} for name in files])
    found = await FigshareClient(HostApi(http, "figshare", site.url)).fetch_repository(at(FIGSHARE))
    assert (found.state, found.offer, found.repository_id, found.licence) == (*expected, 9782777, "CC-BY-4.0")


async def test_a_collection_of_figshare(site: Site, http: Http) -> None:
    """It is as good as the best of its articles, of which software is looked at first; it is no article itself."""
    client = FigshareClient(HostApi(http, "figshare", site.url))
    address = at("https://figshare.com/collections/Engine/555")
    site.json("/articles/555", ARTICLE)
    assert (await client.fetch_repository(address)).state is GONE
    listed = [{"id": n, "defined_type_name": "dataset"} for n in range(1, 9)]
    site.json("/collections/555/articles", [*listed, {"id": 9782777, "defined_type_name": "software"}])
    for n in range(1, 9):
        site.json(f"/articles/{n}", ARTICLE | {"id": n})
        site.json(f"/articles/{n}/files", [{"name": "data.csv", "size": 9}])
    site.json("/articles/9782777", ARTICLE | {"defined_type_name": "software"})
    site.json("/articles/9782777/files", [{"name": "engine.zip", "size": 900}])
    found = await client.fetch_repository(address)
    assert (found.state, found.full_name) == (CODE, "figshare.9782777")
    site.json("/collections/555/articles", listed)
    with pytest.raises(SourceUnavailable, match="too many articles"):
        await client.fetch_repository(address)
    site.json("/collections/555/articles", listed[:2])
    assert (await client.fetch_repository(address)).state is BARE
    site.json("/collections/555/articles", [])
    assert (await client.fetch_repository(address)).state is EMPTY


# OSF


def item(kind: str, name: str, folder: str = "", size: int | None = None, type_: str = "files") -> dict[str, Any]:
    related = {"files": {"links": {"related": {"href": folder}}}} if folder else {}
    attributes = {"kind": kind, "name": name, "size": size, "materialized_path": f"/{name}"}
    return {"id": name, "type": type_, "attributes": attributes, "relationships": related}


def listed(*items: dict[str, Any], following: str | None = None) -> dict[str, Any]:
    return {"data": list(items), "links": {"next": following}}


NODE = {"data": {"id": "abc12", "type": "nodes", "attributes": {"title": "T", "date_created": "2020-01-01T00:00:00"}}}
OSF = "https://osf.io/abc12/"
API = "https://api.osf.io/v2"


@pytest.fixture
def osf(site: Site, http: Http) -> OsfClient:
    """The client; the project is there with one storage, whose files are the test's."""
    site.answer("/guids/abc12/", status=302, location="/nodes/abc12/")
    site.json("/nodes/abc12/", NODE | {"data": NODE["data"] | {"attributes": {"date_created": "2020-01-01T00:00:00Z"}}})
    site.json("/nodes/abc12/files/", listed(item("folder", "osfstorage", f"{API}/nodes/abc12/files/osfstorage/")))
    site.json("/nodes/abc12/children/", listed())
    return OsfClient(HostApi(http, "OSF", site.url))


async def test_osf(site: Site, osf: OsfClient) -> None:
    """Folders are walked, further pages too; the id is resolved by the recorded redirect of guids."""
    storage = "/nodes/abc12/files/osfstorage/"
    site.json(
        storage,
        listed(
            item("file", "data.csv", size=9),
            item("folder", "src", f"{API}{storage}5a/"),
            following=f"{API}{storage}?page=2",
        ),
    )
    site.json(f"{storage}?page=2", listed(item("file", "more.csv", size=9)))
    site.json(f"{storage}5a/", listed(item("file", "src/fit.R", size=9000)))
    found = await osf.fetch_repository(at(OSF))
    assert (found.state, found.n_files, found.created_at is not None) == (CODE, 3, True)
    site.json(f"{storage}5a/", listed(item("file", "src/more.csv", size=9000)))
    found = await osf.fetch_repository(at(OSF))
    assert (found.state, found.n_files, found.is_partial) == (BARE, 3, False)


async def test_components_of_osf(site: Site, osf: OsfClient) -> None:
    """A project without code may have it in a component."""
    site.json("/nodes/abc12/files/osfstorage/", listed())
    site.json("/nodes/abc12/children/", listed(item("", "xyz89", type_="nodes")))
    site.json("/nodes/xyz89/files/", listed(item("file", "fit.jl", size=9000)))
    assert (await osf.fetch_repository(at(OSF))).state is CODE


async def test_osf_is_not_walked_for_ever(site: Site, osf: OsfClient) -> None:
    """A project that lists folders within folders without end is left, and nothing is said of it."""
    storage = "/nodes/abc12/files/osfstorage/"
    site.json(storage, listed(item("folder", "in", f"{API}{storage}"), item("folder", "in", f"{API}{storage}")))
    with pytest.raises(SourceUnavailable, match="part of the files"):
        await osf.fetch_repository(at(OSF))
    assert len(site.requests) <= MAX_REQUESTS + 2


@pytest.mark.parametrize(
    ("status", "state", "offer"),
    [(404, GONE, Offer.FILES), (410, GONE, Offer.FILES), (401, BARE, Offer.RESTRICTED), (403, BARE, Offer.RESTRICTED)],
)
async def test_osf_that_is_not_public(
    site: Site, osf: OsfClient, status: int, state: RepositoryState, offer: Offer
) -> None:
    """Private is told from gone."""
    site.json("/guids/abc12/", {"errors": []}, status)
    found = await osf.fetch_repository(at(OSF))
    assert (found.state, found.offer) == (state, offer)


async def test_other_ids_of_osf(site: Site, osf: OsfClient) -> None:
    """A single file is judged alone; a person's or a preprint's id is no project; a reviewer's key is passed on."""
    site.json("/guids/abc12/", {"data": item("file", "code.py", size=900)})
    assert (await osf.fetch_repository(at(f"{OSF}?view_only=k3y"))).state is CODE
    assert site.requests == ["/guids/abc12/?view_only=k3y"]
    site.json("/guids/abc12/", {"data": item("", "x", type_="preprints")})
    with pytest.raises(SourceUnavailable, match="no project"):
        await osf.fetch_repository(at(OSF))


# SourceForge

PROJECT = {
    "_id": "5057f1a6bcf63a0b2f0000aa", "shortname": "voxcad", "status": "active", "creation_date": "2009-02-17",
    "tools": [{"name": "git", "mount_point": "code"}, {"name": "wiki", "mount_point": "wiki"}],
}  # fmt: skip
VOXCAD = "http://sourceforge.net/projects/voxcad/"


@pytest.mark.parametrize(
    ("changes", "offered", "state"),
    [
        ({}, ({"commit_count": 12}, None), CODE),
        ({}, ({"name": "code"}, None), CODE),
        ({}, ({"commit_count": 0}, {"filename": "/voxcad-1.0.zip"}), CODE),
        ({}, ({"commit_count": 0}, None), EMPTY),
        ({"tools": []}, (None, None), EMPTY),
        ({"status": "abandoned"}, ({"commit_count": 3}, None), CODE),
        ({"status": "deleted"}, ({"commit_count": 3}, None), GONE),
        ({"private": True}, ({"commit_count": 3}, None), GONE),
    ],
)
async def test_sourceforge(
    site: Site, http: Http, changes: dict[str, Any], offered: tuple[object, object], state: RepositoryState
) -> None:
    """Commits, or a released file, are code; an abandoned project is archived."""
    code, release = offered
    site.json("/rest/p/voxcad/", PROJECT | changes)
    if code is not None:
        site.json("/rest/p/voxcad/code/", code)
    site.json("/projects/voxcad/best_release.json", {"release": release})
    found = await SourceForgeClient(HostApi(http, "SourceForge", site.url), follow).fetch_repository(at(VOXCAD))
    assert (found.state, found.archived) == (state, changes.get("status") == "abandoned")


async def test_sourceforge_moved(site: Site, http: Http) -> None:
    """A moved project is followed."""
    site.json("/rest/p/voxcad/", PROJECT | {"status": "moved", "moved_to_url": "https://github.com/ada/voxcad"})
    found = await SourceForgeClient(HostApi(http, "SourceForge", site.url), follow).fetch_repository(at(VOXCAD))
    assert (found.full_name, worded(found.notes)) == ("ada/voxcad", ("moved from SourceForge",))


# Anonymous GitHub

ANONYMOUS = "https://anonymous.4open.science/r/Unishield-A6A3/"
ID = "/api/repo/Unishield-A6A3"


@pytest.fixture
def anonymous(site: Site, http: Http) -> AnonymousGitHubClient:
    """The client; the copy is there, its files are the test's."""
    site.json(f"{ID}/options", {"url": None, "download": False, "lastUpdateDate": "2026-01-01", "hasWebsite": False})
    return AnonymousGitHubClient(HostApi(http, "Anonymous GitHub", site.url), follow)


async def test_anonymous(site: Site, anonymous: AnonymousGitHubClient) -> None:
    """Folders are walked until there is code, which is noted to be anonymised."""
    site.json(f"{ID}/files?path=", [{"name": "README.md", "path": "", "size": 900}, {"name": "src", "path": ""}])
    site.json(f"{ID}/files?path=src", [{"name": "a.py", "path": "src", "size": 9000}])
    found = await anonymous.fetch_repository(at(ANONYMOUS))
    assert (found.state, found.n_files, found.full_name) == (CODE, 2, "Unishield-A6A3")
    assert worded(found.notes) == ("anonymised, may expire",)


async def test_states_of_anonymised_copies(site: Site, anonymous: AnonymousGitHubClient) -> None:
    """A lone README, an expired copy, and one whose owner chose to lead to the real repository."""
    site.json(f"{ID}/files?path=", [{"name": "README.md", "size": 900}])
    assert (await anonymous.fetch_repository(at(ANONYMOUS))).state is README
    site.json(f"{ID}/options", {"error": "repository_expired"}, 410)
    found = await anonymous.fetch_repository(at(ANONYMOUS))
    assert (found.state, worded(found.notes)) == (GONE, ("expired, removed, or not ready",))
    site.json(f"{ID}/options", {"url": "https://github.com/ada/engine"})
    found = await anonymous.fetch_repository(at(ANONYMOUS))
    assert (found.full_name, found.via, worded(found.notes)) == ("ada/engine", ANONYMOUS, ("no longer anonymised",))


async def test_an_endless_copy(site: Site, anonymous: AnonymousGitHubClient) -> None:
    """Folders within folders without end and without code say nothing."""
    site.json(f"{ID}/files", [{"name": "in"}, {"name": "x.csv", "size": 9}])
    with pytest.raises(SourceUnavailable, match="part of the files"):
        await anonymous.fetch_repository(at(ANONYMOUS))
    assert len(site.requests) < 20
