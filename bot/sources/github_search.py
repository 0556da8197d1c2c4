"""Repositories on GitHub that name a paper, by one GraphQL query, which needs a token.

Source: docs.github.com (Searching for repositories; GraphQL, Queries). A search finds more than it was asked for.
What the search finds is looked at again: only a repository whose own description or README names the paper counts, and
reading lists, which name many, do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.reading.support import find_disclaimer
from bot.sources._http import Http
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.files import judge_files
from bot.sources.hosts.github_graphql import FACTS, Node
from bot.sources.hosts.github_wire import SOURCE, Listing, name_of, of_node, submodules_of, to_place

N_ASKED = 8
MOST_PAPERS = 12  # a README that names more is a list of papers
_ARXIV_ID = re.compile(r"\b(?:(\d{4}\.\d{4,5})|([a-z-]+)(?:\.[A-Z]{2})?(/\d{7}))(?:v\d+)?\b")
_QUERY = f"""
query($words: String!) {{
  search(query: $words, type: REPOSITORY, first: {N_ASKED}) {{
    nodes {{ ... on Repository {{ ...Facts description }} }}
  }}
}}
{FACTS}"""


@dataclass(frozen=True, slots=True)
class Found:
    """A repository with code that names the paper; `disclaimer`: its own words that it is not the authors', or ""."""

    repository: Repository
    disclaimer: str


class _Node(Node):
    description: str | None = None


class _Search(msgspec.Struct):
    nodes: list[_Node | None]


class _Data(msgspec.Struct):
    search: _Search | None = None


class _Error(msgspec.Struct):
    message: str = ""


class _Answer(msgspec.Struct):
    data: _Data | None = None
    errors: list[_Error] = []
    message: str = ""


class GitHubSearchClient:
    """Searches GitHub. Without a token it is not to be made: GraphQL answers nobody."""

    def __init__(self, http: Http, api_url: str, *, token: str) -> None:
        self._api = HostApi(http, SOURCE, api_url, headers={"Authorization": f"Bearer {token}"})

    async def find_repositories(self, arxiv_id: str) -> tuple[Found, ...]:
        """Repositories with code that name the paper, the most starred first. Raises SourceUnavailable."""
        words = f'"{arxiv_id}" in:name,description,readme'  # forks are left out unless asked for
        reply = await self._api.ask("/graphql", method="POST", body={"query": _QUERY, "variables": {"words": words}})
        if reply is None:
            raise SourceUnavailable(SOURCE, url=self._api.url, reason="it has no GraphQL", http_status=404)
        answer = reply.decode(_Answer, SOURCE)
        if answer.data is None or answer.data.search is None:
            reason = answer.errors[0].message if answer.errors else answer.message
            raise SourceUnavailable(SOURCE, url=reply.url, reason=reason[:200], http_status=reply.http_status)
        found = [_judge(node) for node in answer.data.search.nodes if node and _names(node, arxiv_id)]
        with_code = [one for one in found if one.repository.state is RepositoryState.CODE and not one.repository.fork]
        return tuple(sorted(with_code, key=lambda one: -one.repository.stars))


def _names(node: _Node, arxiv_id: str) -> bool:
    readme = (node.readme and node.readme.text) or ""
    said = f"{node.name_with_owner} {node.description or ''}\n{readme}"
    named = {"".join(parts) for parts in _ARXIV_ID.findall(said)}
    return arxiv_id in named and len(named) <= MOST_PAPERS


def _judge(node: _Node) -> Found:
    files, is_complete = node.list_files()
    listing = Listing(tuple(files), len(submodules_of(node)), is_complete)
    facts = of_node(node)
    readme = (node.readme and node.readme.text) or ""
    repository = to_place(facts, judge_files(listing.files, readme, name=name_of(facts)), listing)
    return Found(repository, find_disclaimer(node.description or "") or find_disclaimer(readme[:4000]))
