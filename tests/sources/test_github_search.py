"""Repositories that name a paper: what counts as naming it, and what the search finds besides."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.errors import SourceUnavailable
from bot.models import RepositoryState
from bot.sources._http import Http
from bot.sources.github_search import MOST_PAPERS, GitHubSearchClient
from tests.sources.conftest import Service

ID = "2303.16094"
CODE = {
    "entries": [{"name": "README.md", "type": "blob", "size": 90}, {"name": "train.py", "type": "blob", "size": 9000}]
}
README_ONLY = {"entries": [{"name": "README.md", "type": "blob", "size": 90}]}


def node(full_name: str, **more: Any) -> dict[str, Any]:
    return {
        "nameWithOwner": full_name,
        "url": f"https://github.com/{full_name}",
        "databaseId": 7,
        "owner": {"databaseId": 8},
        "object": CODE,
        "readme": {"text": f"Code for arXiv:{ID}v2."},
        "description": None,
        **more,
    }


async def find(service: Service, http: Http, *nodes: Any, arxiv_id: str = ID) -> list[str]:
    service.answer(200, json.dumps({"data": {"search": {"nodes": nodes}}}))
    found = await GitHubSearchClient(http, service.url, token="sesame").find_repositories(arxiv_id)
    assert all(one.repository.state is RepositoryState.CODE for one in found)
    return [one.repository.full_name for one in found]


async def test_one_query(service: Service, http: Http) -> None:
    """Names, files and READMEs come in one request, with the token."""
    assert await find(service, http, node("ada/few"), node("ada/many", stargazerCount=9)) == ["ada/many", "ada/few"]
    [(method, path, body)] = service.requests
    assert (method, path) == ("POST", "/graphql")
    assert json.loads(body)["variables"] == {"words": f'"{ID}" in:name,description,readme'}
    assert service.headers[0]["Authorization"] == "Bearer sesame"


LISTS = " ".join(f"arXiv:2001.{n:05}" for n in range(MOST_PAPERS))
NOT_IT = {
    "another paper": node("ada/x", readme={"text": "Code for 2303.16095"}),
    "digits of a longer number": node("ada/x", readme={"text": f"1{ID} {ID}1"}),
    "a list of papers": node("ada/x", readme={"text": f"{ID} {LISTS}"}),
    "no code": node("ada/x", object=README_ONLY),
    "empty": node("ada/x", object=None, isEmpty=True),
    "a fork": node("ada/x", isFork=True),
    "nothing": None,
}


@pytest.mark.parametrize("what", NOT_IT.values(), ids=NOT_IT)
async def test_what_is_found_besides(service: Service, http: Http, what: Any) -> None:
    """A search gives more than was asked for: what does not name the paper, or holds no code, is left out."""
    assert await find(service, http, what, node("ada/engine")) == ["ada/engine"]


@pytest.mark.parametrize(
    "text", [f"https://arxiv.org/abs/{ID}", f"arXiv:{ID}", f"({ID}v3)", f"https://arxiv.org/pdf/{ID}v1"]
)
async def test_what_names_the_paper(service: Service, http: Http, text: str) -> None:
    """A link or an id in the README or the description names it, with or without a version."""
    by_description = node("ada/b", description=text, readme=None)
    assert sorted(await find(service, http, node("ada/a", readme={"text": text}), by_description)) == ["ada/a", "ada/b"]


async def test_an_old_id(service: Service, http: Http) -> None:
    """Ids from before 2007 are found with and without the class that some write."""
    text = "https://arxiv.org/abs/math.AG/0601001"
    found = await find(service, http, node("a/b", readme={"text": text}), arxiv_id="math/0601001")
    assert found == ["a/b"]


async def test_what_says_that_it_is_another_s(service: Service, http: Http) -> None:
    """Its own words are kept."""
    said = [f"Unofficial port of {ID}", f"My implementation of {ID}"]
    nodes = [node("a/b", description=said[0]), node("c/d", readme={"text": said[1]})]
    service.answer(200, json.dumps({"data": {"search": {"nodes": nodes}}}))
    found = await GitHubSearchClient(http, service.url, token="t").find_repositories(ID)
    assert [one.disclaimer for one in found] == said


async def test_nothing_found(service: Service, http: Http) -> None:
    """Most papers are named nowhere."""
    assert await find(service, http) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"data": None, "errors": [{"message": "API rate limit exceeded", "type": "RATE_LIMITED"}]},
        {"data": {"search": None}, "errors": [{"message": "Something went wrong"}]},
        {"message": "Bad credentials"},
        {"data": {"search": {"nodes": [{"url": "no name"}]}}},
    ],
)
async def test_a_refusal_with_status_200(service: Service, http: Http, answer: Any) -> None:
    """GraphQL refuses with status 200: then nothing is known."""
    service.answer(200, json.dumps(answer))
    with pytest.raises(SourceUnavailable) as raised:
        await GitHubSearchClient(http, service.url, token="t").find_repositories(ID)
    assert raised.value.source == "GitHub"
