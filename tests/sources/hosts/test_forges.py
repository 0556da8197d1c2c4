"""GitLab, Bitbucket, Codeberg, gists: recorded and documented answers, every state, links into repositories."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from bot.errors import SourceUnavailable
from bot.models import Confidence, Offer, RepositoryState
from bot.sources._http import Http
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address, parse_address
from bot.sources.hosts.bitbucket import BitbucketClient
from bot.sources.hosts.gist import GistClient
from bot.sources.hosts.gitea import GiteaClient
from bot.sources.hosts.gitlab import GitLabClient
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


def blobs(*paths: str) -> list[dict[str, str]]:
    return [{"path": path, "type": "blob", "name": path.rpartition("/")[2]} for path in paths]


def content(text: str) -> dict[str, str]:
    return {"content": base64.b64encode(text.encode()).decode(), "encoding": "base64"}


# GitLab

PROJECT = {
    "id": 13083, "path_with_namespace": "lab/group/engine", "web_url": "https://gitlab.com/lab/group/engine",
    "namespace": {"id": 99}, "default_branch": "main", "star_count": 4, "created_at": "2020-01-02T03:04:05.000Z",
    "license": {"key": "apache-2.0"}, "last_activity_at": "2026-01-01T00:00:00Z",
}  # fmt: skip
GITLAB = "https://gitlab.com/lab/group/engine"
AT = "/projects/lab%2Fgroup%2Fengine"


def listing(ref: str = "HEAD", page: int = 1) -> str:
    return f"{AT}/repository/tree?recursive=true&per_page=100&page={page}&ref={ref}"


@pytest.fixture
def gitlab(site: Site, http: Http) -> GitLabClient:
    """The client; the project is there, its files are the test's."""
    site.json(AT, PROJECT)
    site.replay(f"{AT}/repository/commits/HEAD", "gitlab_commits_HEAD")
    return GitLabClient(HostApi(http, "GitLab", site.url))


async def test_gitlab(site: Site, gitlab: GitLabClient) -> None:
    """Nested groups are part of the path; the last push is the recorded commit's date, not the last activity."""
    site.json(listing(), blobs("README.md", "src/a.cpp"))
    found = await gitlab.fetch_repository(at(GITLAB))
    assert (found.full_name, found.repository_id, found.owner_id) == ("lab/group/engine", 13083, 99)
    assert (found.state, found.n_code_files, found.licence, found.stars) == (CODE, 1, "Apache-2.0", 4)
    assert found.pushed_at is not None
    assert found.pushed_at.isoformat() == "2026-04-10T21:06:53+00:00"
    assert len(site.requests) == 3


@pytest.mark.parametrize(
    ("changes", "files", "state"),
    [
        ({"default_branch": None}, None, EMPTY),
        ({}, blobs("README.md"), README),
        ({}, blobs("README.md", "data.csv"), BARE),
        ({"archived": True}, blobs("a.py"), CODE),
    ],
)
async def test_states_on_gitlab(
    site: Site, gitlab: GitLabClient, changes: dict[str, Any], files: Any, state: RepositoryState
) -> None:
    """Empty, hollow and archived are told apart."""
    site.json(AT, PROJECT | changes)
    if files is not None:
        site.json(listing(), files)
    found = await gitlab.fetch_repository(at(GITLAB))
    assert (found.state, found.archived) == (state, changes.get("archived", False))


async def test_gone_from_gitlab(site: Site, http: Http) -> None:
    """404 is gone or private."""
    found = await GitLabClient(HostApi(http, "GitLab", site.url)).fetch_repository(at(GITLAB))
    assert (found.state, found.full_name) == (GONE, "lab/group/engine")


async def test_gitlab_for_members_only(site: Site, gitlab: GitLabClient) -> None:
    """A public project whose repository is not public restricts its files."""
    site.json(AT, PROJECT | {"repository_access_level": "private", "default_branch": None})
    assert (await gitlab.fetch_repository(at(GITLAB))).offer is Offer.RESTRICTED


async def test_gitlab_moved(site: Site, gitlab: GitLabClient) -> None:
    """A moved project is found by its redirect, under its present name with the same id."""
    old = "/projects/old%2Fengine"
    site.answer(old, status=301, location=AT)
    site.answer(f"{old}/repository/commits/HEAD", status=301, location=f"{AT}/repository/commits/HEAD")
    site.answer(f"{old}/repository/tree?recursive=true&per_page=100&page=1&ref=HEAD", status=301, location=listing())
    site.json(listing(), blobs("a.py"))
    found = await gitlab.fetch_repository(at("https://gitlab.com/old/engine"))
    assert (found.full_name, found.repository_id, found.state) == ("lab/group/engine", 13083, CODE)


async def test_gitlab_lists_by_pages(site: Site, gitlab: GitLabClient) -> None:
    """Pages are asked for until there is code; then the numbers are at least."""
    site.json(listing(), blobs(*(f"{n}.csv" for n in range(100))))
    site.json(listing(page=2), blobs("a.py", *(f"x{n}.csv" for n in range(99))))
    found = await gitlab.fetch_repository(at(GITLAB))
    assert (found.state, found.n_files, found.is_partial) == (CODE, 200, True)
    site.json(listing(page=2), blobs("b.csv"))
    found = await gitlab.fetch_repository(at(GITLAB))
    assert (found.state, found.n_files, found.is_partial) == (BARE, 101, False)


async def test_gitlab_promises(site: Site, gitlab: GitLabClient) -> None:
    """The README of a hollow project is quoted."""
    site.json(listing(), blobs("README.md"))
    site.json(f"{AT}/repository/files/README.md", content("Code will be released soon."))
    assert (await gitlab.fetch_repository(at(GITLAB))).promise == "Code will be released soon."


async def test_links_into_gitlab(site: Site, gitlab: GitLabClient) -> None:
    """Branch and folder of the link decide; a branch that is not there leaves the default one, said so."""
    site.json(listing("dev"), blobs("a/x.py", "b/y.csv"))
    site.json(listing(), blobs("README.md", "z.py"))
    found = await gitlab.fetch_repository(at(f"{GITLAB}/-/tree/dev/b"))
    assert (found.state, found.n_files) == (BARE, 1)
    found = await gitlab.fetch_repository(at(f"{GITLAB}/-/tree/dev/c"))
    assert (found.state, found.confidence) == (GONE, Confidence.MEDIUM)
    for lost in ("lost", "lost/a"):
        found = await gitlab.fetch_repository(at(f"{GITLAB}/-/tree/{lost}"))
        assert (found.state, found.n_files) == (CODE, 2)
        assert worded(found.notes) == ("the branch or tag “lost” of the link is not there",)


async def test_a_folder_behind_other_code_on_gitlab(site: Site, gitlab: GitLabClient) -> None:
    """Code elsewhere does not end the search for what the link means."""
    site.json(listing("main"), blobs(*(f"a/{n}.py" for n in range(100))))
    site.json(listing("main", page=2), blobs("b/x.csv"))
    found = await gitlab.fetch_repository(at(f"{GITLAB}/-/tree/main/b"))
    assert (found.state, found.n_files, found.is_partial) == (BARE, 1, False)


async def test_gitlab_that_does_not_list(gitlab: GitLabClient) -> None:
    """A project with a branch and without a list of files is not called empty."""
    with pytest.raises(SourceUnavailable, match="list the files"):
        await gitlab.fetch_repository(at(GITLAB))


async def test_code_elsewhere_on_gitlab(site: Site, gitlab: GitLabClient) -> None:
    """Where the default branch is hollow, other branches and the files of a release are looked at."""
    site.json(listing(), blobs("README.md"))
    site.json(f"{AT}/repository/branches?per_page=10", [{"name": "main"}, {"name": "pages"}, {"name": "dev"}])
    site.json(listing("dev"), blobs("a.py"))
    found = await gitlab.fetch_repository(at(GITLAB))
    assert (found.state, worded(found.notes)) == (CODE, ("the code is on the branch “dev”",))
    site.json(f"{AT}/releases?per_page=1", [{"assets": {"links": [{"name": "engine-src.zip"}], "sources": []}}])
    found = await gitlab.fetch_repository(at(GITLAB))
    assert (found.state, worded(found.notes), found.confidence) == (
        CODE,
        ("the code is in a release",),
        Confidence.MEDIUM,
    )


# Bitbucket

BITBUCKET = "https://bitbucket.org/ada/engine"
BIT = "/repositories/ada/engine"
BIT_REPOSITORY = {
    "full_name": "ada/engine", "uuid": "{21fa9bf8-b5b2-4891-97ed-d590bad0f871}", "owner": {"uuid": "{aa-0f}"},
    "links": {"html": {"href": BITBUCKET}}, "mainbranch": {"name": "main"}, "language": "c++",
    "created_on": "2014-01-01T00:00:00.000000+00:00", "updated_on": "2025-06-01T00:00:00.000000+00:00",
}  # fmt: skip


def src(*paths: str, **further: str) -> dict[str, Any]:
    return {"values": [{"path": path, "type": "commit_file", "size": 5000} for path in paths]} | further


@pytest.fixture
def bitbucket(site: Site, http: Http) -> BitbucketClient:
    """The client; the repository is there, its files are the test's."""
    site.json(BIT, BIT_REPOSITORY)
    return BitbucketClient(HostApi(http, "Bitbucket", site.url))


async def test_bitbucket(site: Site, bitbucket: BitbucketClient) -> None:
    """Facts and files in two calls; UUIDs become numbers that stay the same."""
    site.json(f"{BIT}/src/main/", src("README.md", "a.cpp"))
    found = await bitbucket.fetch_repository(at(BITBUCKET))
    assert (found.state, found.n_files, found.language, found.url) == (CODE, 2, "c++", BITBUCKET)
    assert found.repository_id == int("7edd590bad0f871", 16)
    assert found.repository_id < 2**60


async def test_bitbucket_lists_by_pages(site: Site, bitbucket: BitbucketClient) -> None:
    """The next page is asked for by its own key."""
    further = f"{site.url}{BIT}/src/main/?page=key%3D%3D&pagelen=100"
    site.json(f"{BIT}/src/main/", src("README.md", next=further))
    site.json(f"{BIT}/src/main/?page=key%3D%3D&pagelen=100", src("a.py"))
    found = await bitbucket.fetch_repository(at(BITBUCKET))
    assert (found.state, found.n_files) == (CODE, 2)


async def test_states_on_bitbucket(site: Site, bitbucket: BitbucketClient) -> None:
    """Empty has no main branch, gone is 404; a lost branch of the link leaves the main one, said so."""
    with pytest.raises(SourceUnavailable, match="list the files"):
        await bitbucket.fetch_repository(at(f"{BITBUCKET}/src/lost/"))
    site.json(f"{BIT}/src/main/", src("README.md", "a/x.cpp", "b/y.csv"))
    for link, n_files in (("lost/", 3), ("lost/a", 1), ("lost/c", 3)):
        found = await bitbucket.fetch_repository(at(f"{BITBUCKET}/src/{link}"))
        assert (found.state, found.n_files) == (CODE, n_files)
        assert worded(found.notes) == ("the branch or tag “lost” of the link is not there",)
    site.json(BIT, BIT_REPOSITORY | {"mainbranch": None})
    assert (await bitbucket.fetch_repository(at(BITBUCKET))).state is EMPTY
    assert (await bitbucket.fetch_repository(at("https://bitbucket.org/no/body"))).state is GONE


# Codeberg, Gitea, Forgejo

FORGEJO = "https://codeberg.org/alice/test_repo"
FORGE = "/repos/alice/test_repo"


@pytest.fixture
def codeberg(site: Site, http: Http) -> GiteaClient:
    """The client; the recorded repository is there, its files are the test's."""
    site.replay(FORGE, "forgejo_repo")
    return GiteaClient(HostApi(http, "Codeberg", site.url))


def forge_tree(*paths: str, truncated: bool = False) -> dict[str, Any]:
    return {"tree": [{"path": p, "type": "blob", "size": 5000} for p in paths], "truncated": truncated, "page": 1}


async def test_a_recorded_forgejo(site: Site, codeberg: GiteaClient) -> None:
    """The recorded repository: an `archived_at` of 1970 is no archive."""
    site.json(f"{FORGE}/git/trees/main", forge_tree("README.md", "a.go"))
    found = await codeberg.fetch_repository(at(FORGEJO))
    assert (found.full_name, found.repository_id, found.owner_id) == ("alice/test_repo", 1, 1)
    assert (found.state, found.archived, found.language) == (CODE, False, None)


async def test_states_on_codeberg(site: Site, codeberg: GiteaClient) -> None:
    """Empty by its own field, hollow with its README quoted, cut lists, renamed (307), gone."""
    site.json(f"{FORGE}/git/trees/main", forge_tree("README.md"))
    site.json(f"{FORGE}/contents/README.md", content("Code: coming soon."))
    found = await codeberg.fetch_repository(at(FORGEJO))
    assert (found.state, found.promise) == (README, "Code: coming soon.")
    site.json(f"{FORGE}/git/trees/main", forge_tree("a.csv", truncated=True))
    with pytest.raises(SourceUnavailable, match="part of the files"):
        await codeberg.fetch_repository(at(FORGEJO))
    site.json(f"{FORGE}/git/trees/main", forge_tree("a.py", truncated=True))
    assert (await codeberg.fetch_repository(at(FORGEJO))).is_partial
    site.answer("/repos/old/name", status=307, location=FORGE)
    assert (await codeberg.fetch_repository(at("https://codeberg.org/old/name"))).full_name == "alice/test_repo"
    body = json.loads(recorded("forgejo_repo")["response"]["body"])
    site.json(FORGE, body | {"empty": True})
    assert (await codeberg.fetch_repository(at(FORGEJO))).state is EMPTY
    assert (await codeberg.fetch_repository(at("https://codeberg.org/no/body"))).state is GONE


async def test_links_into_codeberg(site: Site, codeberg: GiteaClient) -> None:
    """Branch and folder of the link decide; a lost branch leaves the default one, said so."""
    site.json(f"{FORGE}/git/trees/main", forge_tree("README.md", "a.go"))
    site.json(f"{FORGE}/git/trees/dev", forge_tree("a/x.py", "b/y.csv"))
    found = await codeberg.fetch_repository(at(f"{FORGEJO}/src/branch/dev/b"))
    assert (found.state, found.n_files) == (BARE, 1)
    for lost in ("lost", "lost/c"):
        found = await codeberg.fetch_repository(at(f"{FORGEJO}/src/branch/{lost}"))
        assert (found.state, found.n_files) == (CODE, 2)
        assert worded(found.notes) == ("the branch or tag “lost” of the link is not there",)
    del site.answers[f"{FORGE}/git/trees/main"]
    with pytest.raises(SourceUnavailable, match="list the files"):
        await codeberg.fetch_repository(at(FORGEJO))


async def test_code_elsewhere_on_codeberg(site: Site, codeberg: GiteaClient) -> None:
    """Where the default branch is hollow, other branches and the files of a release are looked at."""
    site.json(f"{FORGE}/git/trees/main", forge_tree("README.md"))
    site.json(f"{FORGE}/branches?limit=10", [{"name": "main"}, {"name": "dev/v2"}])
    site.json(f"{FORGE}/git/trees/dev%2Fv2", forge_tree("a.py"))
    found = await codeberg.fetch_repository(at(FORGEJO))
    assert (found.state, worded(found.notes)) == (CODE, ("the code is on the branch “dev/v2”",))
    site.json(f"{FORGE}/releases?limit=1", [{"assets": [{"name": "engine-src.zip", "size": 9}]}])
    found = await codeberg.fetch_repository(at(FORGEJO))
    assert (found.state, worded(found.notes), found.confidence) == (
        CODE,
        ("the code is in a release",),
        Confidence.MEDIUM,
    )


# Gists


async def test_gist(site: Site, http: Http) -> None:
    """A gist is judged by its files, like any repository."""
    gist = {
        "id": "aa5a315d61ae9438b18d", "html_url": "https://gist.github.com/aa5a315d61ae9438b18d",
        "files": {"a.rb": {"filename": "a.rb", "size": 900}}, "owner": {"id": 1, "login": "octocat"},
        "created_at": "2010-04-14T02:15:15Z", "updated_at": "2011-06-20T11:34:15Z",
    }  # fmt: skip
    client = GistClient(HostApi(http, "GitHub Gist", site.url))
    address = at("https://gist.github.com/octocat/aa5a315d61ae9438b18d")
    assert (await client.fetch_repository(address)).state is GONE
    site.json("/gists/aa5a315d61ae9438b18d", gist)
    found = await client.fetch_repository(address)
    assert (found.state, found.full_name, found.owner_id) == (CODE, "octocat/aa5a315d61ae9438b18d", 1)
    site.json("/gists/aa5a315d61ae9438b18d", gist | {"files": {"notes.md": {"filename": "notes.md", "size": 900}}})
    assert (await client.fetch_repository(address)).state is BARE
