"""Stand-ins for the hosts of code beside GitHub's API, for archives, and for the web: one file each."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import Holdings
from bot.sandbox.library.hosts import (
    anonymous_github,
    archives,
    ascl,
    bitbucket,
    codeberg,
    conda,
    cran,
    figshare,
    gateway,
    github_git,
    gitlab,
    hugging_face,
    osf,
    pypi,
    sourceforge,
    zenodo,
)
from bot.sandbox.library.places import Places
from bot.sandbox.library.repositories import Repositories


def make_apps(holdings: Holdings, repositories: Repositories, places: Places) -> Mapping[Service, web.Application]:
    """An application for each service beside arXiv, Semantic Scholar and GitHub's API."""
    return {
        Service.GITHUB_GIT: github_git.make_app(repositories),
        Service.GITLAB: gitlab.make_app(places),
        Service.BITBUCKET: bitbucket.make_app(places),
        Service.CODEBERG: codeberg.make_app(places),
        Service.HUGGING_FACE: hugging_face.make_app(places, holdings),
        Service.ZENODO: zenodo.make_app(places),
        Service.FIGSHARE: figshare.make_app(places),
        Service.OSF: osf.make_app(places),
        Service.SOURCEFORGE: sourceforge.make_app(places),
        Service.ANONYMOUS_GITHUB: anonymous_github.make_app(places),
        Service.PYPI: pypi.make_app(places),
        Service.CRAN: cran.make_app(places),
        Service.CONDA: conda.make_app(places),
        Service.ASCL: ascl.make_app(places),
        Service.SOFTWARE_HERITAGE: archives.make_heritage(holdings.copies(Service.SOFTWARE_HERITAGE)),
        Service.INTERNET_ARCHIVE: archives.make_wayback(holdings.copies(Service.INTERNET_ARCHIVE)),
        Service.WEB: gateway.make_app(places),
    }
