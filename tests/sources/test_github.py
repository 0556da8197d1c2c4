"""GitHub on a loopback socket: recorded answers, states of repositories, and what cannot be asked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.errors import SourceUnavailable
from bot.models import RepositoryState
from bot.sources._http import Http
from bot.sources.hosts.addresses import Address, Host
from bot.sources.hosts.github import GitHubClient
from tests.sources.conftest import Service, recorded

ADDRESS = Address("https://github.com/sferik/rails_admin", Host.GITHUB, "sferik", "rails_admin")
REPOSITORY = "github_200_repo_returns_the_matching_repository"
TREE = "github_200_git-trees_gets_a_tree"


def tree(*paths: str, size: int = 10) -> str:
    entries = [{"path": path, "type": "blob", "size": size, "mode": "100644", "sha": "0"} for path in paths]
    return json.dumps({"sha": "0", "tree": entries, "truncated": False})


def repository(**changes: Any) -> str:
    return json.dumps(json.loads(recorded(REPOSITORY)["response"]["body"]) | changes)


async def test_a_recorded_repository(service: Service, http: Http) -> None:
    """Facts are read from the recorded repository and file list, in two calls."""
    service.replay(REPOSITORY)
    service.replay(TREE)
    found = await GitHubClient(http, service.url).fetch_repository(ADDRESS)
    body = json.loads(recorded(REPOSITORY)["response"]["body"])
    assert (found.full_name, found.repository_id) == ("sferik/rails_admin", 810796)
    assert (found.owner_id, found.language) == (body["owner"]["id"], "Ruby")
    assert found.state is RepositoryState.NO_IMPLEMENTATION  # the recorded tree is one level: Gemfile, licence, folders
    assert found.pushed_at is not None
    paths = [path for _, path, _ in service.requests]
    assert paths == ["/repos/sferik/rails_admin", "/repos/sferik/rails_admin/git/trees/master?recursive=1"]


async def test_a_recent_repository_object(service: Service, http: Http) -> None:
    """The newer recorded shape, with `archived` and a licence object, is read."""
    payload = json.loads(recorded("github_payload_renamed")["response"]["body"])["repository"]
    service.answer(200, json.dumps(payload | {"archived": True, "license": {"key": "mit", "spdx_id": "MIT"}}))
    service.answer(200, tree("train.py"))
    found = await GitHubClient(http, service.url).fetch_repository(ADDRESS)
    assert (found.archived, found.licence, found.repository_id) == (True, "MIT", payload["id"])
    assert found.state is RepositoryState.CODE


@pytest.mark.parametrize(
    ("listing", "state"),
    [
        (tree("README.md", "src/model.py"), RepositoryState.CODE),
        (tree("notebooks/demo.ipynb"), RepositoryState.CODE),
        (tree("README.md", "LICENSE", "assets/teaser.png"), RepositoryState.README_ONLY),
        (tree(".gitignore", "readme.rst"), RepositoryState.README_ONLY),
        (tree("README.md", "data/train.csv", "config.yaml"), RepositoryState.NO_IMPLEMENTATION),
        (tree("README.md", "index.html", "static/js/site.js"), RepositoryState.NO_IMPLEMENTATION),
        (tree("README.md", "setup.py", "pkg/__init__.py"), RepositoryState.NO_IMPLEMENTATION),
        (tree("README.md", "train.py", size=0), RepositoryState.NO_IMPLEMENTATION),
        (tree(), RepositoryState.EMPTY),
    ],
    ids=["code", "notebook", "readme and picture", "readme", "data", "page", "packaging", "empty files", "nothing"],
)
async def test_what_a_repository_holds(service: Service, http: Http, listing: str, state: RepositoryState) -> None:
    """The list of files tells code from pages, packaging, data and a lone README."""
    service.answer(200, repository())
    service.answer(200, listing)
    assert (await GitHubClient(http, service.url).fetch_repository(ADDRESS)).state is state


async def test_an_empty_repository(service: Service, http: Http) -> None:
    """GitHub answers 409 for the tree of a repository without a commit."""
    service.answer(200, repository(size=0, pushed_at=None))
    service.answer(409, '{"message": "Git Repository is empty."}')
    found = await GitHubClient(http, service.url).fetch_repository(ADDRESS)
    assert (found.state, found.n_files) == (RepositoryState.EMPTY, 0)


async def test_a_renamed_repository(service: Service, http: Http) -> None:
    """A recorded 301 is followed to the repository under its present name."""
    body = recorded("github_301_repo_renamed")["response"]["body"]
    service.answer(301, body, location="/repositories/810796")
    service.answer(200, repository(full_name="railsadmin/rails_admin"))
    service.answer(200, tree("a.rb"))
    found = await GitHubClient(http, service.url).fetch_repository(ADDRESS)
    assert found.full_name == "railsadmin/rails_admin"


async def test_a_recorded_404(service: Service, http: Http) -> None:
    """A repository that GitHub does not know is gone: a state, no error."""
    service.replay("github_404_repo_unknown")
    found = await GitHubClient(http, service.url).fetch_repository(ADDRESS)
    assert (found.state, found.full_name) == (RepositoryState.GONE, "sferik/rails_admin")


@pytest.mark.parametrize(
    ("status", "body"),
    [(410, ""), (451, '{"message": "Repository access blocked"}'), (403, '{"message": "Repository access blocked"}')],
)
async def test_blocked_is_gone(service: Service, http: Http, status: int, body: str) -> None:
    """What GitHub took down is gone."""
    service.answer(status, body)
    assert (await GitHubClient(http, service.url).fetch_repository(ADDRESS)).state is RepositoryState.GONE


@pytest.mark.parametrize(
    ("status", "body"),
    [(401, '{"message": "Bad credentials"}'), (403, "{}"), (500, ""), (200, "<html>"), (200, "[]"), (204, "")],
)
async def test_what_is_no_answer(service: Service, http: Http, status: int, body: str) -> None:
    """Anything else says nothing about the repository."""
    service.answer(status, body)
    with pytest.raises(SourceUnavailable):
        await GitHubClient(http, service.url).fetch_repository(ADDRESS)


async def test_the_spent_limit_asks_for_a_token(service: Service, http: Http) -> None:
    """The recorded 403 of a spent limit says that a token is wanted."""
    recording = recorded("github_403_rate_limit_exceeded")["response"]
    service.answer(403, recording["body"], X_RateLimit_Remaining="0")
    with pytest.raises(SourceUnavailable, match="GITHUB_TOKEN"):
        await GitHubClient(http, service.url).fetch_repository(ADDRESS)


async def test_a_tree_that_is_not_listed(service: Service, http: Http) -> None:
    """A repository whose files cannot be listed is not called empty."""
    service.answer(200, repository())
    service.answer(404, "{}")
    with pytest.raises(SourceUnavailable):
        await GitHubClient(http, service.url).fetch_repository(ADDRESS)


async def test_the_token(service: Service, http: Http) -> None:
    """A token is sent where one is set."""
    service.replay("github_404_repo_unknown")
    await GitHubClient(http, service.url, token="sesame").fetch_repository(ADDRESS)
    assert service.headers[0]["Authorization"] == "Bearer sesame"
