"""Many repositories of GitHub in one GraphQL query, an alias for each (docs.github.com, GraphQL API; needs a token).

A missing repository is null under its alias beside an error NOT_FOUND, with status 200. A 200 whose aliases are absent
has been seen too: that is no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from bot.errors import SourceUnavailable
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.files import ListedFile

MAX_REPOSITORIES = 25  # GitHub gives a query ten seconds
MAX_DEPTH = 3

_ENTRIES = "entries { name type size %s }"
_LISTING = _ENTRIES % ""
for _ in range(MAX_DEPTH - 1):
    _LISTING = _ENTRIES % f"object {{ ... on Tree {{ {_LISTING} }} }}"
FACTS = f"""
fragment Facts on Repository {{
  databaseId nameWithOwner url isArchived isDisabled isEmpty isFork isPrivate createdAt pushedAt stargazerCount
  primaryLanguage {{ name }} licenseInfo {{ spdxId }} defaultBranchRef {{ name }}
  owner {{ ... on User {{ databaseId }} ... on Organization {{ databaseId }} }} parent {{ nameWithOwner }}
  object(expression: "HEAD:") {{ ... on Tree {{ {_LISTING} }} }}
  readme: object(expression: "HEAD:README.md") {{ ... on Blob {{ text }} }}
  refs(refPrefix: "refs/heads/", first: 5) {{ nodes {{ name }} }}
  submodules(first: 5) {{ nodes {{ gitUrl }} }}
  releases(first: 1) {{ nodes {{ releaseAssets(first: 10) {{ nodes {{ name size }} }} }} }}
}}
"""


class _Named(msgspec.Struct):
    name: str | None = None
    spdx_id: str | None = msgspec.field(default=None, name="spdxId")
    database_id: int | None = msgspec.field(default=None, name="databaseId")
    git_url: str = msgspec.field(default="", name="gitUrl")
    size: int | None = None


class _Parent(msgspec.Struct, rename="camel"):
    name_with_owner: str = ""


class _Nodes(msgspec.Struct):
    nodes: list[_Named] = []


class _Blob(msgspec.Struct):
    text: str | None = None


class _Release(msgspec.Struct):
    assets: _Nodes = msgspec.field(default_factory=_Nodes, name="releaseAssets")


class _Releases(msgspec.Struct):
    nodes: list[_Release] = []


class _Entry(msgspec.Struct):
    name: str
    type: str
    size: int | None = None
    object: _Tree | None = None


class _Tree(msgspec.Struct):
    entries: list[_Entry] | None = None


class Node(msgspec.Struct, rename="camel"):
    """A repository as the query gives it; what an answer leaves out keeps its default."""

    name_with_owner: str
    url: str
    database_id: int | None = None
    is_archived: bool = False
    is_disabled: bool = False
    is_empty: bool = False
    is_fork: bool = False
    created_at: datetime | None = None
    pushed_at: datetime | None = None
    stargazer_count: int = 0
    primary_language: _Named | None = None
    license_info: _Named | None = None
    default_branch_ref: _Named | None = None
    owner: _Named | None = None
    parent: _Parent | None = None
    object: _Tree | None = None
    readme: _Blob | None = None
    refs: _Nodes | None = None
    submodules: _Nodes | None = None
    releases: _Releases | None = None

    def list_files(self) -> tuple[list[ListedFile], bool]:
        """The files as far as they were listed, and whether that is all of them."""
        if self.object is None or self.object.entries is None:
            return [], self.is_empty
        files: list[ListedFile] = []
        missing = 0
        for path, entry in _walk("", self.object.entries):
            if entry.type == "blob":
                files.append(ListedFile(path, entry.size))
            elif entry.type == "tree" and (entry.object is None or entry.object.entries is None):
                missing += 1
        return files, not missing


class Asked(msgspec.Struct):
    """What the query told of one repository: None when GitHub knows none of that name."""

    node: Node | None


class _Error(msgspec.Struct):
    type: str = ""
    path: list[str | int] = []
    message: str = ""


class _Answer(msgspec.Struct):
    data: dict[str, Node | None] | None = None
    errors: list[_Error] = []
    message: str = ""


async def fetch_nodes(api: HostApi, full_names: Sequence[str]) -> Mapping[str, Asked]:
    """What GitHub tells of each of `full_names`; what it left out of its answer is left out here.

    Raises SourceUnavailable when it does not answer the query.
    """
    reply = await api.ask("/graphql", method="POST", body=_query(full_names))
    if reply is None:
        raise SourceUnavailable(api.source, url=api.url, reason="it has no GraphQL", http_status=404)
    answer = reply.decode(_Answer, api.source)
    if answer.data is None:
        reason = answer.errors[0].message if answer.errors else answer.message
        raise SourceUnavailable(api.source, url=reply.url, reason=reason[:200], http_status=reply.http_status)
    missing = {error.path[0] for error in answer.errors if error.type == "NOT_FOUND" and error.path}
    asked: dict[str, Asked] = {}
    for n, full_name in enumerate(full_names):
        node = answer.data.get(f"r{n}")
        if node is not None or f"r{n}" in missing:
            asked[full_name] = Asked(node)
    return asked


def _query(full_names: Sequence[str]) -> dict[str, object]:
    variables: dict[str, str] = {}
    for n, full_name in enumerate(full_names):
        variables[f"o{n}"], _, variables[f"n{n}"] = full_name.partition("/")
    declared = ", ".join(f"${name}: String!" for name in variables)
    # Without commas inside, as the arguments of each alias are its own.
    asked = "\n".join(
        f"r{n}: repository(owner: $o{n}, name: $n{n}, followRenames: true) {{ ...Facts }}"
        for n in range(len(full_names))
    )
    return {"query": f"query({declared}) {{\n{asked}\n}}\n{FACTS}", "variables": variables}


def _walk(folder: str, entries: list[_Entry]) -> Iterator[tuple[str, _Entry]]:
    for entry in entries:
        path = f"{folder}{entry.name}"
        yield path, entry
        if entry.object is not None and entry.object.entries is not None:
            yield from _walk(f"{path}/", entry.object.entries)
