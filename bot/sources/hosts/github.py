"""Repositories on GitHub: by GraphQL where there is a token, else by few calls of its REST API.

Sources: docs.github.com (Repositories, Git trees, Branches, Releases). What stands below the limit of the API is asked
of git itself (github_refs).
"""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from typing import TypeVar
from urllib.parse import quote

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Confidence, Offer, Repository, RepositoryState
from bot.said import Words, said
from bot.sources._batching import Batches
from bot.sources._http import Http, Reply
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address, Host
from bot.sources.hosts.elsewhere import find_elsewhere
from bot.sources.hosts.files import Contents, ListedFile, files_at, judge_files
from bot.sources.hosts.github_graphql import MAX_REPOSITORIES, Asked, fetch_nodes
from bot.sources.hosts.github_refs import Refs, fetch_refs
from bot.sources.hosts.github_wire import (
    SOURCE,
    SUBMODULE_URL,
    FileContent,
    Further,
    Listing,
    Release,
    RepositoryFacts,
    Tree,
    files_of,
    further_of,
    name_of,
    of_node,
    parse_submodule,
    submodules_of,
    to_place,
    with_origin,
)
from bot.sources.hosts.place import gone

T = TypeVar("T")

WEB_URL = "https://github.com"
MAX_MODULES = 2  # of a repository that are looked into


class _Refusal(msgspec.Struct):
    message: str = ""


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
        self._nodes = Batches(self._fetch_nodes, max_size=MAX_REPOSITORIES)

    async def close(self) -> None:
        """Ends a running query."""
        await self._nodes.close()

    async def fetch_repository(self, address: Address) -> Repository:
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

    async def _fetch_by_graphql(self, address: Address) -> Repository | None:
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
        listing = Listing(tuple(files), len(submodules_of(asked.node)), is_complete)
        found = of_node(asked.node)
        judged = judge_files(listing.files, name=name_of(found))
        if not is_complete and judged.state is not RepositoryState.CODE:
            return None
        return await self._judge(found, listing, further_of(asked.node))

    async def _fetch_nodes(self, full_names: Sequence[str]) -> dict[str, Asked]:
        return dict(await fetch_nodes(self._api, full_names))

    async def _fetch_by_rest(self, address: Address) -> Repository:
        asked = await self._ask(address)
        return await self._judge(*asked, None) if asked else gone(address, SOURCE)

    async def _ask(self, address: Address) -> tuple[RepositoryFacts, Listing] | None:
        """Facts and files, asked for at once: somebody waits, and few links are dead. None when it is gone."""
        found, listing = await _both(self._fetch_facts(address), self._fetch_listing(address))
        if found is None:
            return None
        if listing is None:
            raise SourceUnavailable(SOURCE, url=address.url, reason="it does not list the files", http_status=404)
        return found, listing

    async def _fetch_facts(self, address: Address) -> RepositoryFacts | None:
        try:
            found = await self._api.get(f"/repos/{address.full_name}", RepositoryFacts)
        except SourceUnavailable as error:
            if error.http_status == 403 and "access blocked" in error.reason:
                return None
            raise
        return None if found is None or found.disabled else found

    async def _fetch_listing(self, address: Address) -> Listing | None:
        """The files below the folder that the link names; None when there is no such repository or it lists none."""
        ref, path = address.ref, address.path
        note: Words = ""
        tree = await self._fetch_tree(address.full_name, ref or "HEAD")
        if tree is None and ref:
            refs = await self._fetch_refs(address.full_name)
            ref, path = refs.split(f"{ref}/{path}".rstrip("/"))
            tree = await self._fetch_tree(address.full_name, ref or "HEAD")
            if not ref:
                path, note = address.path, said("note-ref-gone", ref=address.ref)
        if tree is None:
            return None
        everything = files_of(tree)
        files = files_at(everything, path)
        is_moved = False
        if files is None and not note:
            is_moved, note = not tree.truncated, said("note-path-gone", path=path)
        elif files is None:  # the link is old as a whole: the repository stands for it
            files = everything
        n_submodules = sum(entry.type == "commit" for entry in tree.tree)
        is_part = files is None or len(files) < len(everything)
        return Listing(tuple(files or ()), n_submodules, not tree.truncated, ref, is_part, note, is_moved)

    async def _fetch_tree(self, full_name: str, ref: str) -> Tree | None:
        try:
            return await self._api.get(f"/repos/{full_name}/git/trees/{quote(ref, safe='')}", Tree, {"recursive": "1"})
        except SourceUnavailable as error:
            if error.http_status == 409:  # "Git Repository is empty."
                return Tree([])
            if error.http_status == 403 and "access blocked" in error.reason:
                return None
            raise

    async def _judge(self, found: RepositoryFacts, listing: Listing, further: Further | None) -> Repository:
        return with_origin(await self._judge_files(found, listing, further), found)

    async def _judge_files(self, found: RepositoryFacts, listing: Listing, further: Further | None) -> Repository:
        if listing.is_moved:
            return to_place(found, Contents(RepositoryState.GONE, 0, confidence=Confidence.MEDIUM), listing)
        contents = judge_files(listing.files, name=name_of(found))
        if listing.is_part or (contents.state is RepositoryState.CODE and not contents.is_thin):
            return _whole(to_place(found, contents, listing))
        if further is None:
            further = await self._fetch_further(found, listing, contents)
        contents = judge_files(listing.files, further.readme, name=name_of(found))
        place = to_place(found, contents, listing, further.readme)
        if place.state is RepositoryState.CODE:
            return place
        return await self._look_elsewhere(found, _whole(place), listing.ref or found.default_branch, further)

    async def _fetch_further(self, found: RepositoryFacts, listing: Listing, contents: Contents) -> Further:
        """The README, where there are files; and where there is no code at all, other branches and a release."""
        is_hollow = contents.state is not RepositoryState.CODE
        readme, refs, modules = await asyncio.gather(
            self._fetch_text(f"/repos/{found.full_name}/readme") if listing.files else _nothing(),
            self._fetch_refs(found.full_name) if is_hollow else _no_refs(),
            self._fetch_text(f"/repos/{found.full_name}/contents/.gitmodules") if listing.n_submodules else _nothing(),
        )
        assets: tuple[str, ...] = ()
        if refs.tags:
            releases = await self._optional(f"/repos/{found.full_name}/releases", list[Release], {"per_page": "1"})
            assets = tuple(asset.name for release in releases or [] for asset in release.assets)
        return Further(readme, refs.branches, assets, tuple(SUBMODULE_URL.findall(modules)))

    async def _fetch_refs(self, full_name: str) -> Refs:
        """The branches, or none where git does not tell: then the default branch alone decides."""
        try:
            return await fetch_refs(self._http, self._web_url, full_name) or Refs()
        except SourceUnavailable:
            return Refs()

    async def _fetch_text(self, path: str) -> str:
        found = await self._optional(path, FileContent)
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

    async def _look_elsewhere(
        self, found: RepositoryFacts, place: Repository, looked_at: str, further: Further
    ) -> Repository:
        """Code that is not on the branch `looked_at`: in a release's archive, on another one, in own submodules."""

        async def list_files(branch: str) -> list[ListedFile]:
            tree = await self._fetch_tree(found.full_name, branch)
            return files_of(tree) if tree else []

        there = await find_elsewhere(
            place, assets=further.assets, branches=further.branches, looked_at=looked_at, list_files=list_files
        )
        if there is not None:
            return there
        owner = found.full_name.partition("/")[0].lower()
        modules = [address for url in further.submodules if (address := parse_submodule(url))]
        for module in [address for address in modules if address.owner.lower() == owner][:MAX_MODULES]:
            asked = await self._ask(module)
            inner = to_place(asked[0], judge_files(asked[1].files, name=name_of(asked[0])), asked[1]) if asked else None
            if inner is not None and inner.state is RepositoryState.CODE:
                return replace(inner, notes=(*inner.notes, said("note-part-of", name=found.full_name)))
        if modules:
            place = replace(place, notes=(*place.notes, said("note-points-elsewhere")))
        return place

    async def _fetch_by_git(self, address: Address, refused: SourceUnavailable) -> Repository:
        """What git tells while the API refuses: gone or empty; anything else stays unknown. Raises `refused` then."""
        try:
            refs = await fetch_refs(self._http, self._web_url, address.full_name)
        except SourceUnavailable:
            raise refused from None
        if refs is None:
            return gone(address, SOURCE)
        if not refs.branches and not refs.tags:
            return Repository(address.url, address.full_name, RepositoryState.EMPTY, source=SOURCE)
        raise refused

    async def _fetch_of_account(self, address: Address) -> Repository:
        """The repository of an account that most people starred: a link to an account does not say which is meant."""
        params = {"per_page": "100", "sort": "pushed"}
        found = await self._api.get(f"/users/{address.owner}/repos", list[RepositoryFacts], params)
        if found is None:
            return gone(address, SOURCE)
        own = [repository for repository in found if not repository.fork and repository.language]
        if not own:
            return Repository(
                url=address.url,
                full_name=address.owner,
                state=RepositoryState.NO_IMPLEMENTATION,
                source=SOURCE,
                offer=Offer.NOTHING,
                notes=(said("note-account-without-code"),),
            )
        best = max(own, key=lambda repository: repository.stargazers_count)
        owner, _, name = best.full_name.partition("/")
        place = await self._fetch_by_rest(Address(best.html_url, Host.GITHUB, owner, name))
        note = said("note-account", n=len(own)) if len(own) > 1 else ""
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
    facts: Awaitable[RepositoryFacts | None], listing: Awaitable[Listing | None]
) -> tuple[RepositoryFacts | None, Listing | None]:
    """Both answers, asked for at once; what the second failed with counts only where the first found something."""
    found, listed = await asyncio.gather(facts, listing, return_exceptions=True)
    if isinstance(found, BaseException):
        raise found
    if found is not None and isinstance(listed, BaseException):
        raise listed
    return found, None if isinstance(listed, BaseException) else listed


def _whole(place: Repository) -> Repository:
    """`place`, unless its list was cut before any code. Raises SourceUnavailable then."""
    if place.is_partial and place.state is not RepositoryState.CODE:
        raise SourceUnavailable(SOURCE, url=place.url, reason="it lists only a part of the files")
    return place


async def _nothing() -> str:
    return ""


async def _no_refs() -> Refs:
    return Refs()
