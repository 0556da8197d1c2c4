"""Repository hosts: what an address names there, and one client for each host that can be asked.

A new host is a client in a file of its own, a line in `_clients`, and a line in `addresses`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import replace

from bot.models import Offer, Repository, RepositoryState
from bot.said import said
from bot.settings import Settings
from bot.sources._http import Http
from bot.sources.hosts._api import HostApi
from bot.sources.hosts.addresses import Address, Host, parse_address
from bot.sources.hosts.anonymous_github import AnonymousGitHubClient
from bot.sources.hosts.ascl import AsclClient
from bot.sources.hosts.bitbucket import BitbucketClient
from bot.sources.hosts.conda import CondaClient
from bot.sources.hosts.cran import CranClient
from bot.sources.hosts.figshare import FigshareClient
from bot.sources.hosts.gist import GistClient
from bot.sources.hosts.gitea import GiteaClient
from bot.sources.hosts.github import GitHubClient
from bot.sources.hosts.gitlab import GitLabClient
from bot.sources.hosts.huggingface import HuggingFaceClient
from bot.sources.hosts.osf import OsfClient
from bot.sources.hosts.pages import Pages
from bot.sources.hosts.place import Follow, HostClient, TooManyLinks
from bot.sources.hosts.project_page import ProjectPageClient
from bot.sources.hosts.pypi import PyPIClient
from bot.sources.hosts.sourceforge import SourceForgeClient
from bot.sources.hosts.zenodo import ZenodoClient

MAX_HOPS = 3  # from an entry to a page, to the repository that it links, and where that has moved
_hops: ContextVar[int] = ContextVar("hops", default=0)


@asynccontextmanager
async def open_hosts(http: Http, pages: Pages, settings: Settings) -> AsyncIterator[Mapping[Host, HostClient]]:
    """A client for each host, by host. `pages` fetches what strangers named, `http` what the operator set."""
    github = GitHubClient(http, settings.github_api_url, token=settings.github_token, web_url=settings.github_url)
    clients: dict[Host, HostClient] = {}
    follow = _Following(clients).follow
    for host, client in ({Host.GITHUB: github} | _clients(http, pages, settings, follow)).items():
        clients[host] = _Moving(client, follow)
    try:
        yield clients
    finally:
        await github.close()


def _clients(http: Http, pages: Pages, settings: Settings, follow: Follow) -> dict[Host, HostClient]:
    def at(host: Host, url: str, token: str = "") -> HostApi:
        return HostApi(http, host.value, url, headers={"Authorization": f"Bearer {token}"} if token else None)

    hub_token = settings.hugging_face_token
    hub = at(Host.HUGGING_FACE, settings.hugging_face_url, hub_token)
    return {
        Host.GIST: GistClient(at(Host.GIST, settings.github_api_url, settings.github_token)),
        Host.GITLAB: GitLabClient(at(Host.GITLAB, settings.gitlab_api_url)),
        Host.BITBUCKET: BitbucketClient(at(Host.BITBUCKET, settings.bitbucket_api_url)),
        Host.CODEBERG: GiteaClient(at(Host.CODEBERG, settings.codeberg_api_url)),
        Host.HUGGING_FACE: HuggingFaceClient(hub, has_token=bool(hub_token)),
        Host.ZENODO: ZenodoClient(at(Host.ZENODO, settings.zenodo_api_url)),
        Host.FIGSHARE: FigshareClient(at(Host.FIGSHARE, settings.figshare_api_url)),
        Host.OSF: OsfClient(at(Host.OSF, settings.osf_api_url)),
        Host.SOURCEFORGE: SourceForgeClient(at(Host.SOURCEFORGE, settings.sourceforge_api_url), follow),
        Host.ANONYMOUS_GITHUB: AnonymousGitHubClient(at(Host.ANONYMOUS_GITHUB, settings.anonymous_github_url), follow),
        Host.PYPI: PyPIClient(at(Host.PYPI, settings.pypi_url)),
        Host.CRAN: CranClient(at(Host.CRAN, settings.cran_url)),
        Host.CONDA: CondaClient(at(Host.CONDA, settings.conda_url)),
        Host.ASCL: AsclClient(at(Host.ASCL, settings.ascl_url), follow),
        Host.PROJECT_PAGE: ProjectPageClient(pages, follow),
    }


class _Following:
    """Asks the host that a link on a page, or a moved project, leads to; a chain of such links ends."""

    def __init__(self, clients: Mapping[Host, HostClient]) -> None:
        self._clients = clients

    async def follow(self, address: Address) -> Repository:
        """The place at `address`. Raises TooManyLinks where links lead on and on."""
        hops = _hops.get()
        if hops >= MAX_HOPS:
            raise TooManyLinks(address.host.value, url=address.url, reason="one link led to another for ever")
        token = _hops.set(hops + 1)
        try:
            return await self._clients[address.host].fetch_repository(address)
        finally:
            _hops.reset(token)


class _Moving:
    """A host's client that follows a README which says where the code is now, once there is code."""

    def __init__(self, client: HostClient, follow: Follow) -> None:
        self._client = client
        self._follow = follow

    async def fetch_repository(self, address: Address) -> Repository:
        """See HostClient."""
        found = await self._client.fetch_repository(address)
        home = parse_address(found.moved_to) if found.moved_to else None
        if home is None:
            return found
        try:
            there = await self._follow(home)
        except TooManyLinks:
            return replace(found, moved_to="")
        if there.state is not RepositoryState.CODE or there.offer is not Offer.FILES:
            return replace(found, moved_to="")
        # The ids stay those of the name that the paper gave: it may be freed and taken by a stranger.
        ids = found.repository_id, found.owner_id
        note = said("note-readme-leads-here", name=found.full_name)
        return replace(there, repository_id=ids[0], owner_id=ids[1], via=found.url, notes=(*there.notes, note))
