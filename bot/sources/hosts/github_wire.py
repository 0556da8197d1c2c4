"""Pure: GitHub's answers, by REST and by GraphQL, as one shape (docs.github.com; see github and github_graphql)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from bot.models import Confidence, Repository, RepositoryState
from bot.said import Words, said
from bot.sources.hosts.addresses import Address, Host, parse_address
from bot.sources.hosts.files import Contents, ListedFile
from bot.sources.hosts.github_graphql import Node
from bot.sources.hosts.place import with_contents

SOURCE = "GitHub"
SUBMODULE_URL = re.compile(r"^\s*url\s*=\s*(\S+)", re.MULTILINE)


class _Owner(msgspec.Struct):
    id: int


class _License(msgspec.Struct):
    spdx_id: str | None = None


class Parent(msgspec.Struct):
    full_name: str = ""


class RepositoryFacts(msgspec.Struct):
    id: int
    full_name: str
    html_url: str
    default_branch: str
    owner: _Owner
    stargazers_count: int = 0
    language: str | None = None
    license: _License | None = None
    archived: bool = False
    disabled: bool = False
    fork: bool = False
    parent: Parent | None = None
    created_at: datetime | None = None
    pushed_at: datetime | None = None


class _Entry(msgspec.Struct):
    path: str
    type: str
    size: int | None = None


class Tree(msgspec.Struct):
    tree: list[_Entry]
    truncated: bool = False


class FileContent(msgspec.Struct):
    content: str = ""
    encoding: str = ""


class _Asset(msgspec.Struct):
    name: str
    size: int | None = None


class Release(msgspec.Struct):
    assets: list[_Asset] = []


@dataclass(frozen=True, slots=True)
class Listing:
    """What a branch holds, or what a link means there.

    `ref` is the branch that the link names ("" the default one), `is_part`: the link means a folder or file; `note` is
    what is said of the link, `is_moved`: what it means is not there.
    """

    files: tuple[ListedFile, ...] = ()
    n_submodules: int = 0
    is_complete: bool = True
    ref: str = ""
    is_part: bool = False
    note: Words = ""
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Further:
    """What is asked only where the default branch holds hardly any code."""

    readme: str = ""
    branches: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    submodules: tuple[str, ...] = ()


def to_place(found: RepositoryFacts, contents: Contents, listing: Listing, readme: str = "") -> Repository:
    place = Repository(
        url=found.html_url,
        full_name=found.full_name,
        state=contents.state,
        repository_id=found.id,
        owner_id=found.owner.id or None,
        stars=found.stargazers_count,
        language=found.language,
        licence=found.license.spdx_id if found.license and found.license.spdx_id != "NOASSERTION" else None,
        archived=found.archived,
        fork=found.fork,
        created_at=found.created_at,
        pushed_at=found.pushed_at,
        source=SOURCE,
        notes=(listing.note,) if listing.note else (),
        is_partial=not listing.is_complete,
    )
    return with_contents(place, contents, readme)


def with_origin(place: Repository, found: RepositoryFacts) -> Repository:
    """`place`, with a note where it is a fork. One that was never changed holds the code of others, less surely own.

    A fork that nobody pushed to keeps its parent's last push, which is older than the fork itself.
    """
    if not found.fork:
        return place
    parent = found.parent.full_name if found.parent else ""
    note = said("note-fork-of", name=parent) if parent else said("note-fork")
    if found.created_at and found.pushed_at and found.pushed_at < found.created_at:
        note = said("note-fork-of-unchanged", name=parent) if parent else said("note-fork-unchanged")
        is_sure = place.confidence is Confidence.HIGH and place.state is RepositoryState.CODE
        place = replace(place, confidence=Confidence.MEDIUM if is_sure else place.confidence)
    return replace(place, notes=(*place.notes, note))


def of_node(node: Node) -> RepositoryFacts:
    return RepositoryFacts(
        id=node.database_id or 0,
        full_name=node.name_with_owner,
        html_url=node.url,
        default_branch=(node.default_branch_ref and node.default_branch_ref.name) or "",
        owner=_Owner((node.owner and node.owner.database_id) or 0),
        stargazers_count=node.stargazer_count,
        language=node.primary_language.name if node.primary_language else None,
        license=_License(node.license_info.spdx_id) if node.license_info else None,
        archived=node.is_archived,
        fork=node.is_fork,
        parent=Parent(node.parent.name_with_owner) if node.parent else None,
        created_at=node.created_at,
        pushed_at=node.pushed_at,
    )


def further_of(node: Node) -> Further:
    releases = node.releases.nodes if node.releases else []
    return Further(
        readme=(node.readme and node.readme.text) or "",
        branches=tuple(ref.name or "" for ref in node.refs.nodes) if node.refs else (),
        assets=tuple(asset.name or "" for release in releases for asset in release.assets.nodes),
        submodules=submodules_of(node),
    )


def submodules_of(node: Node) -> tuple[str, ...]:
    return tuple(module.git_url for module in node.submodules.nodes) if node.submodules else ()


def parse_submodule(url: str) -> Address | None:
    """The repository on GitHub that a submodule's URL names, written for HTTPS or for SSH; None for any other."""
    address = parse_address(re.sub(r"^(?:ssh://)?git@github\.com[:/]", "https://github.com/", url))
    return address if address and address.host is Host.GITHUB and address.name else None


def files_of(tree: Tree) -> list[ListedFile]:
    return [ListedFile(entry.path, entry.size) for entry in tree.tree if entry.type == "blob"]


def name_of(found: RepositoryFacts) -> str:
    return found.full_name.partition("/")[2]
