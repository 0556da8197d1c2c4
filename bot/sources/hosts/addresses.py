"""Pure: which repository, archive, model or page an address names. A new host is a line here and a client beside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from yarl import URL


class Host(StrEnum):
    """Places where code is kept, as people call them."""

    GITHUB = "GitHub"
    GIST = "GitHub Gist"
    GITLAB = "GitLab"
    BITBUCKET = "Bitbucket"
    CODEBERG = "Codeberg"
    HUGGING_FACE = "Hugging Face"
    ZENODO = "Zenodo"
    FIGSHARE = "figshare"
    OSF = "OSF"
    SOURCEFORGE = "SourceForge"
    ANONYMOUS_GITHUB = "Anonymous GitHub"
    PYPI = "PyPI"
    CRAN = "CRAN"
    CONDA = "conda"
    ASCL = "ASCL"
    PROJECT_PAGE = "project page"


HOSTS: dict[str, Host] = {
    "github.com": Host.GITHUB,
    "gist.github.com": Host.GIST,
    "gitlab.com": Host.GITLAB,
    "bitbucket.org": Host.BITBUCKET,
    "codeberg.org": Host.CODEBERG,
    "huggingface.co": Host.HUGGING_FACE,
    "hf.co": Host.HUGGING_FACE,
    "zenodo.org": Host.ZENODO,
    "figshare.com": Host.FIGSHARE,
    "osf.io": Host.OSF,
    "sourceforge.net": Host.SOURCEFORGE,
    "anonymous.4open.science": Host.ANONYMOUS_GITHUB,
    "pypi.org": Host.PYPI,
    "cran.r-project.org": Host.CRAN,
    "anaconda.org": Host.CONDA,
    "ascl.net": Host.ASCL,
    "github.io": Host.PROJECT_PAGE,
    "gitlab.io": Host.PROJECT_PAGE,
}

_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
# First path segments on github.com that are pages of GitHub itself.
_NO_OWNERS = frozenset(
    ("about", "apps", "collections", "features", "login", "marketplace", "orgs", "pricing", "search", "settings",
     "signup", "site", "sponsors", "topics", "trending", "users")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """Where code may be: `owner` and `name` are set where the host has them ("" elsewhere)."""

    url: str
    host: Host
    owner: str = ""
    name: str = ""


def parse_address(url: str) -> Address | None:
    """The place that `url` names; None for another host, a host's own pages, or no address at all."""
    try:
        parsed = URL(url if "://" in url else f"https://{url}")
        host_name = (parsed.host or "").lower().removeprefix("www.")
        usable = parsed.scheme in ("http", "https") and parsed.user is None and parsed.explicit_port in (None, 80, 443)
    except ValueError:
        return None
    host = HOSTS.get(host_name) or HOSTS.get(host_name.partition(".")[2])
    if host is None or not usable:
        return None
    segments = [segment for segment in parsed.path.split("/") if segment]
    if host is Host.GITHUB:
        return _github(parsed, segments)
    if host is Host.PROJECT_PAGE or segments:
        return Address(str(parsed), host)
    return None


def _github(parsed: URL, segments: list[str]) -> Address | None:
    if len(segments) < 2 or segments[0].lower() in _NO_OWNERS:
        return None
    owner, name = segments[0], segments[1].removesuffix(".git").rstrip(".")
    if not (_NAME.fullmatch(owner) and _NAME.fullmatch(name)):
        return None
    return Address(f"https://github.com/{owner}/{name}", Host.GITHUB, owner, name)
