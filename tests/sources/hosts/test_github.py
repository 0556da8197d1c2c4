"""GitHub on a loopback socket: recorded answers, every state, links into repositories, GraphQL, git's own refs."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.errors import SourceUnavailable
from bot.models import Confidence, Offer, RepositoryState
from bot.sources._http import Http
from bot.sources.hosts.addresses import Address, parse_own_address
from bot.sources.hosts.github import GitHubClient
from tests.sources.conftest import recorded
from tests.sources.hosts.conftest import Site, responding
from tests.worded import worded

REPOSITORY = "github_200_repo_returns_the_matching_repository"
TREE = "github_200_git-trees_gets_a_tree"
NAME = "/repos/sferik/rails_admin"
HEAD = f"{NAME}/git/trees/HEAD?recursive=1"
REFS = "/git/sferik/rails_admin.git/info/refs?service=git-upload-pack"


def at(url: str = "https://github.com/sferik/rails_admin") -> Address:
    address = parse_own_address(url)
    assert address is not None
    return address


def tree(*paths: str, size: int = 5000, truncated: bool = False) -> dict[str, Any]:
    """A listing; a path that ends in "@" is a submodule, one in "/" a folder."""
    kinds = {"@": "commit", "/": "tree"}
    entries = [{"path": path.rstrip("@/"), "type": kinds.get(path[-1], "blob"), "size": size} for path in paths]
    return {"sha": "0", "tree": entries, "truncated": truncated}


def repository(**changes: Any) -> dict[str, Any]:
    return json.loads(recorded(REPOSITORY)["response"]["body"]) | changes


def text(content: str) -> dict[str, str]:
    return {"content": base64.encodebytes(content.encode()).decode(), "encoding": "base64"}


def refs(*names: str) -> bytes:
    """The announcement of git's smart HTTP: lines with their length, the first with git's abilities."""
    lines = [f"{'0' * 40} {name}" + ("\0multi_ack" if n == 0 else "") for n, name in enumerate(names)]
    if not lines:
        lines = [f"{'0' * 40} capabilities^{{}}\0multi_ack"]
    packed = "".join(f"{len(line) + 5:04x}{line}\n" for line in lines)
    return f"001e# service=git-upload-pack\n0000{packed}0000".encode()


@pytest.fixture
async def github(site: Site, http: Http) -> AsyncIterator[GitHubClient]:
    """The client without a token; the repository is there, its list of files is the test's."""
    site.json(NAME, repository())
    client = GitHubClient(http, site.url, web_url=f"{site.url}/git")
    yield client
    await client.close()


async def test_a_recorded_repository(site: Site, github: GitHubClient) -> None:
    """Facts are read from the recorded repository and list of files, in two calls that run at once."""
    site.replay(NAME, REPOSITORY)
    site.replay(HEAD, TREE)
    found = await github.fetch_repository(at())
    body = json.loads(recorded(REPOSITORY)["response"]["body"])
    assert (found.full_name, found.repository_id, found.owner_id) == ("sferik/rails_admin", 810796, body["owner"]["id"])
    assert (found.language, found.source) == ("Ruby", "GitHub")
    assert found.state is RepositoryState.NO_IMPLEMENTATION  # the recorded tree is one level: Gemfile, licence, folders
    assert found.pushed_at is not None
    assert sorted(site.requests[:2]) == [NAME, HEAD]


async def test_code_costs_two_calls(site: Site, github: GitHubClient) -> None:
    """Without a token every call counts: where there is code, nothing further is asked."""
    site.json(HEAD, tree("README.md", "src/model.py", "tests/test_model.py", "pyproject.toml"))
    found = await github.fetch_repository(at())
    assert (found.state, found.n_files, found.n_code_files) == (RepositoryState.CODE, 4, 2)
    assert (found.manifest, found.has_tests, found.is_partial) == ("pyproject.toml", True, False)
    assert len(site.requests) == 2


async def test_a_recent_repository_object(site: Site, github: GitHubClient) -> None:
    """The newer recorded shape, with `archived` and a licence object, is read."""
    payload = json.loads(recorded("github_payload_renamed")["response"]["body"])["repository"]
    site.json(NAME, payload | {"archived": True, "license": {"key": "mit", "spdx_id": "MIT"}})
    site.json(HEAD, tree("train.py"))
    found = await github.fetch_repository(at())
    assert (found.archived, found.licence, found.repository_id) == (True, "MIT", payload["id"])


async def test_an_empty_repository(site: Site, github: GitHubClient) -> None:
    """GitHub answers 409 for the tree of a repository without a commit."""
    site.json(HEAD, {"message": "Git Repository is empty."}, 409)
    found = await github.fetch_repository(at())
    assert (found.state, found.n_files) == (RepositoryState.EMPTY, 0)


async def test_a_renamed_repository(site: Site, github: GitHubClient) -> None:
    """A recorded 301 is followed, for the facts and for the files; the present name and id are kept."""
    body = recorded("github_301_repo_renamed")["response"]["body"]
    site.answer(NAME, body, 301, location="/repositories/810796")
    site.answer(HEAD, body, 301, location="/repositories/810796/git/trees/HEAD?recursive=1")
    site.json("/repositories/810796", repository(full_name="railsadmin/rails_admin"))
    site.json("/repositories/810796/git/trees/HEAD?recursive=1", tree("a.rb"))
    found = await github.fetch_repository(at())
    assert (found.full_name, found.repository_id) == ("railsadmin/rails_admin", 810796)


async def test_gone(site: Site, github: GitHubClient) -> None:
    """A repository that GitHub does not know is gone: a state, no error."""
    site.replay(NAME, "github_404_repo_unknown")
    found = await github.fetch_repository(at())
    assert (found.state, found.full_name) == (RepositoryState.GONE, "sferik/rails_admin")


@pytest.mark.parametrize(
    ("status", "value"),
    [
        (410, {}),
        (451, {"message": "Repository access blocked"}),
        (403, {"message": "Repository access blocked"}),
        (200, None),
    ],
)
async def test_blocked_is_gone(site: Site, github: GitHubClient, status: int, value: dict[str, str] | None) -> None:
    """What GitHub took down or disabled is gone."""
    site.json(NAME, repository(disabled=True) if value is None else value, status)
    assert (await github.fetch_repository(at())).state is RepositoryState.GONE


@pytest.mark.parametrize(
    ("status", "body"),
    [(401, '{"message": "Bad credentials"}'), (500, ""), (200, "<html>"), (200, "[]"), (204, "")],
)
async def test_what_is_no_answer(site: Site, github: GitHubClient, status: int, body: str) -> None:
    """Anything else says nothing about the repository."""
    site.answer(NAME, body, status)
    with pytest.raises(SourceUnavailable):
        await github.fetch_repository(at())


async def test_a_tree_that_is_not_listed(github: GitHubClient) -> None:
    """A repository whose files cannot be listed is not called empty."""
    with pytest.raises(SourceUnavailable, match="list the files"):
        await github.fetch_repository(at())


async def test_a_tree_too_large_to_list(site: Site, github: GitHubClient) -> None:
    """A cut list with code is code, with at least so many files; one without says nothing."""
    site.json(HEAD, tree("a.py", truncated=True))
    assert (await github.fetch_repository(at())).is_partial
    site.json(HEAD, tree("a.png", truncated=True))
    with pytest.raises(SourceUnavailable, match="part of the files"):
        await github.fetch_repository(at())


async def test_the_readme_is_quoted(site: Site, github: GitHubClient) -> None:
    """Where there is no code, the README's promise is kept as evidence."""
    site.json(HEAD, tree("README.md"))
    site.json(f"{NAME}/readme", text("# X\nCode coming soon!"))
    found = await github.fetch_repository(at())
    assert (found.state, found.promise) == (RepositoryState.README_ONLY, "Code coming soon!")


async def test_code_on_another_branch(site: Site, github: GitHubClient) -> None:
    """A default branch without code is not the whole repository: git names the others, pages aside."""
    site.json(HEAD, tree("README.md"))
    site.answer(REFS, refs("HEAD", "refs/heads/master", "refs/heads/gh-pages", "refs/heads/dev/v2", "refs/pull/1/head"))
    site.json(f"{NAME}/git/trees/dev%2Fv2?recursive=1", tree("train.py"))
    found = await github.fetch_repository(at())
    assert (found.state, worded(found.notes)) == (RepositoryState.CODE, ("the code is on the branch “dev/v2”",))
    assert not any("gh-pages" in path for path in site.requests)


async def test_code_in_a_release(site: Site, github: GitHubClient) -> None:
    """Where there are tags, a release may hold the code as an archive."""
    site.json(HEAD, tree("README.md"))
    site.answer(REFS, refs("HEAD", "refs/heads/master", "refs/tags/v1"))
    site.json(f"{NAME}/releases?per_page=1", [{"tag_name": "v1", "assets": [{"name": "code.zip", "size": 9}]}])
    found = await github.fetch_repository(at())
    assert (found.state, found.confidence) == (RepositoryState.CODE, Confidence.MEDIUM)
    assert worded(found.notes) == ("the code is in a release",)


async def test_a_release_of_weights_is_no_code(site: Site, github: GitHubClient) -> None:
    """Weights in a release change nothing."""
    site.json(HEAD, tree("README.md"))
    site.answer(REFS, refs("HEAD", "refs/heads/master", "refs/tags/v1"))
    site.json(f"{NAME}/releases?per_page=1", [{"assets": [{"name": "model.pth", "size": 9}]}])
    assert (await github.fetch_repository(at())).state is RepositoryState.README_ONLY


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("https://github.com/sferik/core", RepositoryState.CODE),
        ("git@github.com:sferik/core.git", RepositoryState.CODE),
        ("https://github.com/strangers/core", RepositoryState.NO_IMPLEMENTATION),
    ],
)
async def test_submodules_only(site: Site, github: GitHubClient, url: str, state: RepositoryState) -> None:
    """Submodules of the same owner are followed, those of others are no own code."""
    site.json(HEAD, tree("README.md", ".gitmodules", "Makefile", "core@"))
    site.json(f"{NAME}/contents/.gitmodules", text(f'[submodule "core"]\n\tpath = core\n\turl = {url}\n'))
    site.json("/repos/sferik/core", repository(full_name="sferik/core", id=7))
    site.json("/repos/sferik/core/git/trees/HEAD?recursive=1", tree("a.c"))
    found = await github.fetch_repository(at())
    assert found.state is state
    assert any(
        ("part of sferik/rails_admin" in note) or ("repositories of others" in note) for note in worded(found.notes)
    )


MONO = tree("README.md", "a/README.md", "a/train.py", "b/README.md", "b/data.csv", "c.py")


@pytest.mark.parametrize(
    ("path", "state", "n_files"),
    [
        ("tree/master/a", RepositoryState.CODE, 2),
        ("tree/master/a/", RepositoryState.CODE, 2),
        ("tree/master/b", RepositoryState.NO_IMPLEMENTATION, 2),
        ("blob/master/c.py", RepositoryState.CODE, 1),
        ("raw/master/c.py", RepositoryState.CODE, 1),
        ("blob/master/README.md", RepositoryState.CODE, 6),
        ("tree/master", RepositoryState.CODE, 6),
        ("tree/master/gone", RepositoryState.GONE, 0),
        ("tree/master/a/tr", RepositoryState.GONE, 0),
        ("wiki/Home", RepositoryState.CODE, 6),
        ("releases/tag/v1", RepositoryState.CODE, 6),
    ],
)
async def test_links_into_a_repository(
    site: Site, github: GitHubClient, path: str, state: RepositoryState, n_files: int
) -> None:
    """A folder of a mono-repository is judged alone, a program's file too; a README stands for its repository."""
    site.json(f"{NAME}/git/trees/master?recursive=1", MONO)
    site.json(HEAD, MONO)
    found = await github.fetch_repository(at(f"https://github.com/sferik/rails_admin/{path}"))
    assert (found.state, found.n_files) == (state, n_files)
    if state is RepositoryState.GONE:
        assert found.confidence is Confidence.MEDIUM
        assert "the repository is there" in worded(found.notes)[0]


async def test_a_branch_in_the_link(site: Site, github: GitHubClient) -> None:
    """The branch that the link names is the one that is looked at; where it is not there, the default one, said so."""
    site.json(f"{NAME}/git/trees/paper?recursive=1", tree("train.py"))
    site.json(HEAD, tree("README.md", "a.rb"))
    found = await github.fetch_repository(at("https://github.com/sferik/rails_admin/tree/paper"))
    assert (found.n_files, worded(found.notes)) == (1, ())
    found = await github.fetch_repository(at("https://github.com/sferik/rails_admin/tree/lost"))
    assert (found.n_files, worded(found.notes)) == (2, ("the branch or tag “lost” of the link is not there",))


@pytest.mark.parametrize(
    ("link", "ref", "n_files"),
    [
        ("tree/dev/v2", "dev/v2", 2),
        ("tree/dev/v2/src", "dev/v2", 1),
        ("blob/release/1.0/src/train.py", "release/1.0", 1),
        ("tree/dev", None, 2),
    ],
)
async def test_names_with_slashes(site: Site, github: GitHubClient, link: str, ref: str | None, n_files: int) -> None:
    """Branches and tags may hold slashes: git's own list of names tells where the folder begins."""
    site.answer(
        REFS,
        refs("HEAD", "refs/heads/master", "refs/heads/dev/v2", "refs/tags/release/1.0", "refs/tags/release/1.0^{}"),
    )
    site.json(HEAD, tree("README.md", "a.rb"))
    if ref:
        site.json(f"{NAME}/git/trees/{ref.replace('/', '%2F')}?recursive=1", tree("README.md", "src/train.py"))
    found = await github.fetch_repository(at(f"https://github.com/sferik/rails_admin/{link}"))
    assert (found.state, found.n_files) == (RepositoryState.CODE, n_files)
    assert worded(found.notes) == (() if ref else ("the branch or tag “dev” of the link is not there",))


async def test_a_link_that_is_old_as_a_whole(site: Site, github: GitHubClient) -> None:
    """Where neither branch nor folder of the link are there, the repository stands for it."""
    site.json(HEAD, tree("README.md", "a.rb"))
    found = await github.fetch_repository(at("https://github.com/sferik/rails_admin/tree/lost/src"))
    assert (found.state, found.n_files) == (RepositoryState.CODE, 2)
    assert worded(found.notes) == ("the branch or tag “lost” of the link is not there",)


async def test_a_branch_without_code_in_the_link(site: Site, github: GitHubClient) -> None:
    """A link to a branch without code is followed to the default branch too; a link to a folder to no other place."""
    site.answer(REFS, refs("HEAD", "refs/heads/master", "refs/heads/paper"))
    site.json(f"{NAME}/git/trees/paper?recursive=1", tree("README.md", "docs/README.md", "docs/x.csv"))
    site.json(f"{NAME}/git/trees/master?recursive=1", tree("train.py"))
    found = await github.fetch_repository(at("https://github.com/sferik/rails_admin/tree/paper"))
    assert (found.state, worded(found.notes)) == (RepositoryState.CODE, ("the code is on the branch “master”",))
    found = await github.fetch_repository(at("https://github.com/sferik/rails_admin/tree/paper/docs"))
    assert (found.state, found.n_files) == (RepositoryState.NO_IMPLEMENTATION, 2)


async def test_submodules_in_a_circle(site: Site, github: GitHubClient) -> None:
    """Two hollow repositories that hold each other end the search."""
    site.json(HEAD, tree("README.md", ".gitmodules", "core@"))
    site.json("/repos/sferik/core", repository(full_name="sferik/core", id=7))
    site.json("/repos/sferik/core/git/trees/HEAD?recursive=1", tree("README.md", ".gitmodules", "rails_admin@"))
    for name, other in (("rails_admin", "core"), ("core", "rails_admin")):
        modules = text(f"[submodule]\n url = https://github.com/sferik/{other}\n")
        site.json(f"/repos/sferik/{name}/contents/.gitmodules", modules)
    assert (await github.fetch_repository(at())).state is RepositoryState.README_ONLY
    assert len(site.requests) < 10


@pytest.mark.parametrize(
    ("changes", "note", "confidence"),
    [
        ({"fork": True, "parent": {"full_name": "up/stream"}}, "a fork of up/stream", Confidence.HIGH),
        ({"fork": True}, "a fork", Confidence.HIGH),
        (
            {"fork": True, "parent": {"full_name": "up/stream"}, "created_at": "2026-02-02T00:00:00Z",
             "pushed_at": "2026-01-01T00:00:00Z"},
            "a fork of up/stream without changes of its own",
            Confidence.MEDIUM,
        ),
    ],
)  # fmt: skip
async def test_forks(
    site: Site, github: GitHubClient, changes: dict[str, Any], note: str, confidence: Confidence
) -> None:
    """A fork that the paper calls its own is its code, said so; one that was never changed less surely."""
    site.json(NAME, repository(created_at="2025-01-01T00:00:00Z", pushed_at="2026-01-01T00:00:00Z") | changes)
    site.json(HEAD, tree("train.py"))
    found = await github.fetch_repository(at())
    assert (found.state, found.fork, worded(found.notes)) == (RepositoryState.CODE, True, (note,))
    assert found.confidence is confidence


async def test_an_account(site: Site, github: GitHubClient) -> None:
    """A link to an account leads to its best known own repository, less surely where there are several."""
    owned = [
        repository(full_name="sferik/small", stargazers_count=3),
        repository(full_name="sferik/rails_admin", stargazers_count=9),
        repository(full_name="sferik/forked", stargazers_count=99, fork=True),
        repository(full_name="sferik/words", stargazers_count=99, language=None),
    ]
    site.json("/users/sferik/repos", owned)
    site.json(HEAD, tree("a.rb"))
    found = await github.fetch_repository(at("https://github.com/sferik"))
    assert (found.full_name, found.confidence) == ("sferik/rails_admin", Confidence.MEDIUM)
    assert worded(found.notes) == ("the link names an account with 2 repositories with code",)
    site.json("/users/sferik/repos", owned[1:2])
    assert (await github.fetch_repository(at("https://github.com/sferik"))).confidence is Confidence.HIGH
    site.json("/users/sferik/repos", [])
    assert (await github.fetch_repository(at("https://github.com/sferik"))).offer is Offer.NOTHING
    assert (await github.fetch_repository(at("https://github.com/nobody"))).state is RepositoryState.GONE


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((b"Repository not found.", 401), RepositoryState.GONE),
        ((refs(), 200), RepositoryState.EMPTY),
        ((refs("HEAD", "refs/heads/main"), 200), None),
        ((b"<html>", 200), None),
        ((b"", 404), None),
        ((b"", 503), None),
    ],
)
async def test_git_answers_where_the_limit_is_spent(
    site: Site, github: GitHubClient, answer: tuple[bytes, int], state: RepositoryState | None
) -> None:
    """Beyond the API's limit git still tells gone and empty; what it cannot tell asks for a token."""
    spent = responding(recorded("github_403_rate_limit_exceeded")["response"]["body"], 403, X_RateLimit_Remaining="0")
    site.answers |= {NAME: spent, HEAD: spent}
    site.answer(REFS, *answer)
    if state is None:
        with pytest.raises(SourceUnavailable, match="GITHUB_TOKEN"):
            await github.fetch_repository(at())
    else:
        assert (await github.fetch_repository(at())).state is state


# GraphQL

NODE: dict[str, Any] = {
    "databaseId": 7, "nameWithOwner": "sferik/rails_admin", "url": "https://github.com/sferik/rails_admin",
    "isArchived": False, "isEmpty": False, "isFork": False, "createdAt": "2020-01-01T00:00:00Z",
    "pushedAt": "2026-01-01T00:00:00Z", "stargazerCount": 5, "primaryLanguage": {"name": "Ruby"},
    "licenseInfo": {"spdxId": "MIT"}, "defaultBranchRef": {"name": "main"}, "owner": {"databaseId": 3},
}  # fmt: skip


def listed(*entries: Any) -> dict[str, Any]:
    return {"entries": [{"name": n, "type": "blob", "size": 5000} if isinstance(n, str) else n for n in entries]}


def folder(name: str, *entries: Any) -> dict[str, Any]:
    return {"name": name, "type": "tree", "size": 0, "object": listed(*entries)}


@pytest.fixture
async def with_token(site: Site, http: Http) -> AsyncIterator[GitHubClient]:
    """The client with a token."""
    client = GitHubClient(http, site.url, token="sesame", web_url=f"{site.url}/git")
    yield client
    await client.close()


async def test_one_query_for_many(site: Site, with_token: GitHubClient) -> None:
    """Repositories that are asked for together share a query, one that is gone spoils nothing."""
    import asyncio

    code = NODE | {"object": listed("README.md", folder("src", "a.rb", folder("deep", "b.rb")))}
    data = {f"r{n}": code | {"nameWithOwner": f"ada/r{n}", "databaseId": n} for n in range(24)}
    gone = [{"type": "NOT_FOUND", "path": ["r24"], "message": "Could not resolve"}]
    site.json("/graphql", {"data": data | {"r24": None}, "errors": gone})
    found = await asyncio.gather(*(with_token.fetch_repository(at(f"https://github.com/ada/r{n}")) for n in range(25)))
    assert [place.repository_id for place in found[:24]] == list(range(24))
    assert found[24].state is RepositoryState.GONE
    assert {(place.state, place.n_code_files, place.n_files) for place in found[:24]} == {(RepositoryState.CODE, 2, 3)}
    assert (found[0].licence, found[0].owner_id, found[0].stars, found[0].language) == ("MIT", 3, 5, "Ruby")
    assert site.requests == ["/graphql"]
    asked = json.loads(site.bodies[0])
    assert asked["query"].count("repository(owner:") == 25
    assert (asked["variables"]["o3"], asked["variables"]["n3"]) == ("ada", "r3")
    assert site.headers[0]["Authorization"] == "Bearer sesame"


async def test_an_absent_alias_says_nothing(site: Site, with_token: GitHubClient) -> None:
    """A 200 that leaves the repository out, or a null without NOT_FOUND, is no “gone”."""
    for answer in (
        {"data": {}},
        {"data": {"r0": None}},
        {"data": {"r0": None}, "errors": [{"type": "FORBIDDEN", "path": ["r0"]}]},
    ):
        site.json("/graphql", answer)
        with pytest.raises(SourceUnavailable, match="left the repository out"):
            await with_token.fetch_repository(at())


@pytest.mark.parametrize(
    ("status", "value"),
    [
        (200, {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}),
        (200, {"errors": [{"message": "Field 'size' doesn't exist on type 'TreeEntry'"}]}),
        (200, []),
        (502, {}),
        (404, {}),
    ],
)
async def test_rest_where_the_query_fails(site: Site, with_token: GitHubClient, status: int, value: object) -> None:
    """A query that GitHub does not answer leaves REST, which has a limit of its own."""
    site.json("/graphql", value, status)
    site.json(NAME, repository())
    site.json(HEAD, tree("a.rb"))
    assert (await with_token.fetch_repository(at())).state is RepositoryState.CODE


async def test_rest_where_the_query_lists_too_little(site: Site, with_token: GitHubClient) -> None:
    """Folders below the query's depth are asked for before a repository is called hollow."""
    hidden = {"name": "deeper", "type": "tree", "size": 0}
    site.json("/graphql", {"data": {"r0": NODE | {"object": listed("README.md", folder("a", hidden))}}})
    site.json(NAME, repository())
    site.json(HEAD, tree("README.md", "a/deeper/x.rb"))
    assert (await with_token.fetch_repository(at())).state is RepositoryState.CODE


async def test_a_refused_token(site: Site, with_token: GitHubClient) -> None:
    """A token that GitHub refuses is named, and not tried again by REST."""
    site.json("/graphql", {"message": "Bad credentials"}, 401)
    with pytest.raises(SourceUnavailable, match="GITHUB_TOKEN"):
        await with_token.fetch_repository(at())
    assert site.requests == ["/graphql"]


@pytest.mark.parametrize(
    ("changes", "state", "note"),
    [
        ({"isEmpty": True, "object": None}, RepositoryState.EMPTY, None),
        ({"object": listed("README.md"), "readme": {"text": "Code coming soon"}}, RepositoryState.README_ONLY, None),
        (
            {
                "object": listed("README.md"),
                "releases": {"nodes": [{"releaseAssets": {"nodes": [{"name": "src.tar.gz", "size": 9}]}}]},
            },
            RepositoryState.CODE,
            "the code is in a release",
        ),
        (
            {"object": listed("README.md"), "refs": {"nodes": [{"name": "main"}, {"name": "dev"}]}},
            RepositoryState.CODE,
            "the code is on the branch “dev”",
        ),
        ({"object": listed("x.csv"), "isDisabled": True}, RepositoryState.GONE, None),
    ],
    ids=["empty", "readme", "release", "branch", "disabled"],
)
async def test_states_by_graphql(
    site: Site, with_token: GitHubClient, changes: dict[str, Any], state: RepositoryState, note: str | None
) -> None:
    """The one query brings what the second look needs: README, branches, a release."""
    site.json("/graphql", {"data": {"r0": NODE | changes}})
    site.json(f"{NAME}/git/trees/dev?recursive=1", tree("train.py"))
    found = await with_token.fetch_repository(at())
    assert found.state is state
    assert worded(found.notes) == ((note,) if note else ())
    assert found.promise == ("Code coming soon" if "readme" in changes else "")


async def test_a_fork_by_graphql(site: Site, with_token: GitHubClient) -> None:
    """The query names the parent."""
    fork = NODE | {"isFork": True, "parent": {"nameWithOwner": "up/stream"}, "object": listed("train.py")}
    site.json("/graphql", {"data": {"r0": fork}})
    assert worded((await with_token.fetch_repository(at())).notes) == ("a fork of up/stream",)


async def test_the_token_stays_at_home(site: Site, with_token: GitHubClient) -> None:
    """A redirect to another host is not followed with the token, nor at all."""

    async def elsewhere(_: web.Request) -> web.StreamResponse:
        return web.Response(status=301, headers={"Location": "http://evil.example.org/"})

    site.always = elsewhere
    with pytest.raises(SourceUnavailable, match="elsewhere"):
        await with_token.fetch_repository(at())
