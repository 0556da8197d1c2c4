"""Repositories on GitHub by its REST API (docs.github.com, Repositories and Git trees)."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

import msgspec

from bot.errors import SourceUnavailable
from bot.models import Repository, RepositoryState
from bot.sources._http import Http, Reply
from bot.sources.hosts.addresses import Address
from bot.sources.hosts.files import ListedFile, judge_files

SOURCE = "GitHub"
GONE = frozenset({404, 410, 451})


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
    fork: bool = False
    created_at: datetime | None = None
    pushed_at: datetime | None = None


class _Entry(msgspec.Struct):
    path: str
    type: str
    size: int | None = None


class _Tree(msgspec.Struct):
    tree: list[_Entry]


class _Refusal(msgspec.Struct):
    message: str = ""


class GitHubClient:
    """Asks for a repository and the list of its files: two calls, one where it is gone."""

    def __init__(self, http: Http, api_url: str, *, token: str = "") -> None:
        self._http = http
        self._api_url = api_url.rstrip("/")
        self._has_token = bool(token)
        self._headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"

    async def fetch_repository(self, address: Address) -> Repository:
        """The repository, state GONE when GitHub says that it is gone or private. May raise SourceUnavailable."""
        reply = await self._ask(f"{self._api_url}/repos/{address.owner}/{address.name}")
        if reply is None:
            return Repository(address.url, f"{address.owner}/{address.name}", RepositoryState.GONE)
        found = reply.decode(_Repository, SOURCE)
        state, n_files, n_code_files = await self._judge_files(found)
        return Repository(
            url=found.html_url,
            full_name=found.full_name,
            state=state,
            repository_id=found.id,
            owner_id=found.owner.id,
            stars=found.stargazers_count,
            language=found.language,
            licence=_spdx(found.license),
            archived=found.archived,
            fork=found.fork,
            created_at=found.created_at,
            pushed_at=found.pushed_at,
            n_files=n_files,
            n_code_files=n_code_files,
        )

    async def _judge_files(self, found: _Repository) -> tuple[RepositoryState, int, int]:
        branch = quote(found.default_branch, safe="")
        url = f"{self._api_url}/repos/{found.full_name}/git/trees/{branch}"
        reply = await self._ask(url, {"recursive": "1"})
        if reply is None:
            raise SourceUnavailable(SOURCE, url=url, reason="it does not list the files", http_status=404)
        if reply.http_status == 409:  # "Git Repository is empty."
            return RepositoryState.EMPTY, 0, 0
        files = [ListedFile(e.path, e.size) for e in reply.decode(_Tree, SOURCE).tree if e.type == "blob"]
        state, n_code_files = judge_files(files)
        return state, len(files), n_code_files

    async def _ask(self, url: str, params: dict[str, str] | None = None) -> Reply | None:
        """The answer (200 or 409), or None where GitHub says that it is gone."""
        reply = await self._http.ask(SOURCE, "GET", url, params=params, headers=self._headers)
        if reply.http_status in GONE:
            return None
        if reply.http_status in (200, 409):
            return reply
        if reply.http_status == 403 and "access blocked" in _message(reply):
            return None
        raise SourceUnavailable(SOURCE, url=url, reason=self._reason(reply), http_status=reply.http_status)

    def _reason(self, reply: Reply) -> str:
        if reply.http_status == 401:
            return "it refuses GITHUB_TOKEN"
        if reply.http_status in (403, 429) and reply.headers.get("x-ratelimit-remaining") == "0":
            return "its hourly limit is spent" + ("" if self._has_token else "; a GITHUB_TOKEN would raise it")
        return _message(reply) or ""


def _message(reply: Reply) -> str:
    try:
        return msgspec.json.decode(reply.body, type=_Refusal).message
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""


def _spdx(licence: _License | None) -> str | None:
    return licence.spdx_id if licence and licence.spdx_id not in (None, "NOASSERTION") else None
