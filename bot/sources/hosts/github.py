"""Repositories on GitHub: by GraphQL where there is a token, else by few calls of its REST API.

Sources: docs.github.com (Repositories, Git trees, Branches, Releases). What stands below the limit of the API is asked
of git itself (github_refs).
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import quote

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Confidence, RepositoryState
from bot.sources._batching import Batches
from bot.sources._http import Http, Reply
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address, Host, parse_address
from bot.sources.hosts.files import Contents, ListedFile, files_at, judge_files
from bot.sources.hosts.github_graphql import MAX_REPOSITORIES, Asked, Node, fetch_nodes
from bot.sources.hosts.github_refs import Refs, fetch_refs
from bot.sources.hosts.place import Place, gone, with_contents

T = TypeVar("T")

SOURCE = "GitHub"
WEB_URL = "https://github.com"
MAX_BRANCHES = 2  # looked at beside the default one
_NO_CODE_BRANCHES = frozenset("gh-pages pages website dependabot".split())
_SUBMODULE = re.compile(r"^\s*url\s*=\s*(\S+)", re.MULTILINE)


class _Owner(msgspec.Struct):
    id: int


class _License(msgspec.Struct):
    spdx_id: str | None = None


class _Repository(msgspec.Struct):
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
    created_at: datetime | None = None
    pushed_at: datetime | None = None


class _Entry(msgspec.Struct):
    path: str
    type: str
    size: int | None = None


class _Tree(msgspec.Struct):
    tree: list[_Entry]
    truncated: bool = False


class _File(msgspec.Struct):
    content: str = ""
    encoding: str = ""


class _Asset(msgspec.Struct):
    name: str
    size: int | None = None


class _Release(msgspec.Struct):
    assets: list[_Asset] = []


class _Refusal(msgspec.Struct):
    message: str = ""


@dataclass(frozen=True, slots=True)
class _Listing:
    """What a branch holds. `note`: what is said of the link that led there; `is_moved`: its folder is not there."""

    files: tuple[ListedFile, ...] = ()
    n_submodules: int = 0
    is_complete: bool = True
    note: str = ""
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class _Further:
    """What is asked only where the default branch holds hardly any code."""

    readme: str = ""
    branches: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    submodules: tuple[str, ...] = ()


class GitHubClient:
    """Asks for repositories and the lists of their files. Close it at the end."""

    def __init__(self, http: Http, api_url: str, *, token: str = "", web_url: str = WEB_URL) -> None:
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._http = http
        self._web_url = web_url.rstrip("/")
        self._has_token = bool(token)
        self._api = HostApi(http, SOURCE, api_url, headers=headers, explain=self._explain)
        self._nodes = Batches(self._fetch_nodes, interval_s=0.0, max_size=MAX_REPOSITORIES)

    async def close(self) -> None:
        """Ends a running query."""
        await self._nodes.close()

    async def fetch_repository(self, address: Address) -> Place:
        """The repository, state GONE when GitHub says that it is gone or private; of an account, the best known one.

        May raise SourceUnavailable. A link into a repository is judged by what it names.
        """
        if not address.name:
            return await self._fetch_of_account(address)
        if self._has_token and not (address.ref or address.path):
            place = await self._fetch_by_graphql(address)
            if place is not None:
                return place
        try:
            return await self._fetch_by_rest(address)
        except SourceUnavailable as error:
            if error.http_status not in (403, 429):
                raise
            return await self._fetch_by_git(address, error)

    async def _fetch_by_graphql(self, address: Address) -> Place | None:
        """The repository; None when the query failed or did not list enough, so that REST is to be asked."""
        try:
            asked = await self._nodes.get(address.full_name)
        except SourceUnavailable as error:
            if error.http_status == 401:
                raise
            return None
        if asked is None:
            raise SourceUnavailable(SOURCE, url=address.url, reason="it left the repository out of its answer")
        if asked.node is None or asked.node.is_disabled:
            return gone(address, SOURCE)
        files, is_complete = asked.node.list_files()
        listing = _Listing(tuple(files), len(_submodules(asked.node)), is_complete)
        found = _of_node(asked.node)
        judged = judge_files(listing.files, name=_name(found))
        if not is_complete and judged.state is not RepositoryState.CODE:
            return None
        return await self._judge(found, listing, _further(asked.node))

    async def _fetch_nodes(self, full_names: Sequence[str]) -> dict[str, Asked]:
        return dict(await fetch_nodes(self._api, full_names))

    async def _fetch_by_rest(self, address: Address) -> Place:
        """Both calls run at once: asking for the files of a repository that is gone costs one call of the limit."""
        found, listing = await _both(self._fetch_facts(address), self._fetch_listing(address))
        if found is None:
            return gone(address, SOURCE)
        if listing is None:
            url = f"{self._api.url}/repos/{found.full_name}"
            raise SourceUnavailable(SOURCE, url=url, reason="it does not list the files", http_status=404)
        return await self._judge(found, listing, None)

    async def _fetch_facts(self, address: Address) -> _Repository | None:
        try:
            found = await self._api.get(f"/repos/{address.full_name}", _Repository)
        except SourceUnavailable as error:
            if error.http_status == 403 and "access blocked" in error.reason:
                return None
            raise
        return None if found is None or found.disabled else found

    async def _fetch_listing(self, address: Address) -> _Listing | None:
        """The files below the folder that the link names; None when there is no such repository or it lists none."""
        note, moved = "", False
        tree = await self._fetch_tree(address.full_name, address.ref or "HEAD")
        if tree is None and address.ref:
            tree = await self._fetch_tree(address.full_name, "HEAD")
            note = f"the branch or tag “{address.ref}” of the link is not there"
        if tree is None:
            return None
        files = files_at(_files(tree), address.path)
        if files is None:
            files, moved = (), not tree.truncated
            note = f"the repository is there, its “{address.path}” is not"
        n_submodules = sum(entry.type == "commit" for entry in tree.tree)
        return _Listing(tuple(files), n_submodules, not tree.truncated, note, moved)

    async def _fetch_tree(self, full_name: str, ref: str) -> _Tree | None:
        try:
            return await self._api.get(f"/repos/{full_name}/git/trees/{quote(ref, safe='')}", _Tree, {"recursive": "1"})
        except SourceUnavailable as error:
            if error.http_status == 409:  # "Git Repository is empty."
                return _Tree([])
            if error.http_status == 403 and "access blocked" in error.reason:
                return None
            raise

    async def _judge(self, found: _Repository, listing: _Listing, further: _Further | None) -> Place:
        if listing.is_moved:
            return _place(found, Contents(RepositoryState.GONE, 0, confidence=Confidence.MEDIUM), listing)
        contents = judge_files(listing.files, name=_name(found))
        if contents.state is RepositoryState.CODE and not contents.is_thin:
            return _place(found, contents, listing)
        if further is None:
            further = await self._fetch_further(found, listing, contents)
        contents = judge_files(listing.files, further.readme, name=_name(found))
        place = _place(found, contents, listing)
        if place.state is RepositoryState.CODE:
            return place
        if not listing.is_complete:
            raise SourceUnavailable(SOURCE, url=place.url, reason="it lists only a part of the files")
        return await self._look_elsewhere(found, place, further)

    async def _fetch_further(self, found: _Repository, listing: _Listing, contents: Contents) -> _Further:
        """The README, where there are files; and where there is no code at all, other branches and a release."""
        is_hollow = contents.state is not RepositoryState.CODE
        readme, refs, modules = await asyncio.gather(
            self._fetch_text(f"/repos/{found.full_name}/readme") if listing.files else _nothing(),
            self._fetch_refs(found.full_name) if is_hollow else _no_refs(),
            self._fetch_text(f"/repos/{found.full_name}/contents/.gitmodules") if listing.n_submodules else _nothing(),
        )
        assets: tuple[str, ...] = ()
        if refs.has_tags:
            releases = await self._optional(f"/repos/{found.full_name}/releases", list[_Release], {"per_page": "1"})
            assets = tuple(asset.name for release in releases or [] for asset in release.assets)
        return _Further(readme, refs.branches, assets, tuple(_SUBMODULE.findall(modules)))

    async def _fetch_refs(self, full_name: str) -> Refs:
        """The branches, or none where git does not tell: then the default branch alone decides."""
        try:
            return await fetch_refs(self._http, self._web_url, full_name) or Refs((), has_tags=False)
        except SourceUnavailable:
            return Refs((), has_tags=False)

    async def _fetch_text(self, path: str) -> str:
        found = await self._optional(path, _File)
        try:
            return base64.b64decode(found.content if found else "").decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return ""

    async def _optional(self, path: str, kind: type[T], params: dict[str, str] | None = None) -> T | None:
        """An answer that only adds to what is known: where it does not come, nothing is lost."""
        try:
            return await self._api.get(path, kind, params)
        except SourceUnavailable:
            return None

    async def _look_elsewhere(self, found: _Repository, place: Place, further: _Further) -> Place:
        """Code that is not on the default branch: in a release's archive, on another branch, in own submodules."""
        assets = judge_files([ListedFile(name) for name in further.assets])
        if assets.state is RepositoryState.CODE:
            return _with_code(place, assets, "the code is in a release")
        branches = [name for name in further.branches if name not in (found.default_branch, *_NO_CODE_BRANCHES)]
        for branch in branches[:MAX_BRANCHES]:
            tree = await self._fetch_tree(found.full_name, branch)
            contents = judge_files(_files(tree) if tree else [], name=_name(found))
            if contents.state is RepositoryState.CODE:
                return _with_code(place, contents, f"the code is on the branch “{branch}”")
        owner = found.full_name.partition("/")[0].lower()
        modules = [address for url in further.submodules if (address := _of_submodule(url))]
        for module in [address for address in modules if address.owner.lower() == owner][:MAX_BRANCHES]:
            inner = await self._fetch_by_rest(replace(module, ref="", path=""))
            if inner.state is RepositoryState.CODE:
                return replace(inner, notes=(*inner.notes, f"it is a part of {found.full_name}"))
        if modules:
            place = replace(place, notes=(*place.notes, "it only points to repositories of others"))
        return place

    async def _fetch_by_git(self, address: Address, refused: SourceUnavailable) -> Place:
        """What git tells while the API refuses: gone or empty; anything else stays unknown. Raises `refused` then."""
        try:
            refs = await fetch_refs(self._http, self._web_url, address.full_name)
        except SourceUnavailable:
            raise refused from None
        if refs is None:
            return gone(address, SOURCE)
        if not refs.branches and not refs.has_tags:
            return Place(address.url, address.full_name, RepositoryState.EMPTY, source=SOURCE)
        raise refused

    async def _fetch_of_account(self, address: Address) -> Place:
        """The repository of an account that most people starred: a link to an account does not say which is meant."""
        params = {"per_page": "100", "sort": "pushed"}
        found = await self._api.get(f"/users/{address.owner}/repos", list[_Repository], params)
        if found is None:
            return gone(address, SOURCE)
        own = [repository for repository in found if not repository.fork and repository.language]
        if not own:
            return Place(address.url, address.owner, RepositoryState.EMPTY, source=SOURCE)
        best = max(own, key=lambda repository: repository.stargazers_count)
        owner, _, name = best.full_name.partition("/")
        place = await self._fetch_by_rest(Address(best.html_url, Host.GITHUB, owner, name))
        note = f"the link names an account with {len(own)} repositories with code" if len(own) > 1 else ""
        confidence = Confidence.MEDIUM if note else place.confidence
        return replace(place, confidence=confidence, notes=(*place.notes, note) if note else place.notes)

    def _explain(self, reply: Reply) -> str:
        if reply.http_status == 401:
            return "it refuses GITHUB_TOKEN"
        if reply.http_status in (403, 429) and reply.headers.get("x-ratelimit-remaining") == "0":
            return "its hourly limit is spent" + ("" if self._has_token else "; a GITHUB_TOKEN would raise it")
        try:
            return msgspec.json.decode(reply.body, type=_Refusal).message[:200]
        except (msgspec.DecodeError, UnicodeDecodeError):
            return ""


async def _both(
    facts: Awaitable[_Repository | None], listing: Awaitable[_Listing | None]
) -> tuple[_Repository | None, _Listing | None]:
    """Both answers, asked for at once; what the second failed with counts only where the first found something."""
    found, listed = await asyncio.gather(facts, listing, return_exceptions=True)
    if isinstance(found, BaseException):
        raise found
    if found is not None and isinstance(listed, BaseException):
        raise listed
    return found, None if isinstance(listed, BaseException) else listed


async def _nothing() -> str:
    return ""


async def _no_refs() -> Refs:
    return Refs((), has_tags=False)


def _place(found: _Repository, contents: Contents, listing: _Listing) -> Place:
    place = Place(
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
    return with_contents(place, contents)


def _with_code(place: Place, contents: Contents, note: str) -> Place:
    """`place`, whose code was found beside its default branch."""
    return replace(
        place,
        state=contents.state,
        n_files=max(place.n_files, contents.n_files),
        n_code_files=contents.n_code_files,
        confidence=contents.confidence,
        notes=(note,),
        manifest=contents.manifest or place.manifest,
    )


def _of_node(node: Node) -> _Repository:
    return _Repository(
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
        created_at=node.created_at,
        pushed_at=node.pushed_at,
    )


def _further(node: Node) -> _Further:
    releases = node.releases.nodes if node.releases else []
    return _Further(
        readme=(node.readme and node.readme.text) or "",
        branches=tuple(ref.name or "" for ref in node.refs.nodes) if node.refs else (),
        assets=tuple(asset.name or "" for release in releases for asset in release.assets.nodes),
        submodules=_submodules(node),
    )


def _submodules(node: Node) -> tuple[str, ...]:
    return tuple(module.git_url for module in node.submodules.nodes) if node.submodules else ()


def _of_submodule(url: str) -> Address | None:
    """The repository on GitHub that a submodule's URL names, written for HTTPS or for SSH; None for any other."""
    address = parse_address(re.sub(r"^(?:ssh://)?git@github\.com[:/]", "https://github.com/", url))
    return address if address and address.host is Host.GITHUB and address.name else None


def _files(tree: _Tree) -> list[ListedFile]:
    return [ListedFile(entry.path, entry.size) for entry in tree.tree if entry.type == "blob"]


def _name(found: _Repository) -> str:
    return found.full_name.partition("/")[2]
