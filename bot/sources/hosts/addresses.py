"""Pure: which repository, archive, model or page an address names. A new host is a line here and a client beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

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
    "raw.githubusercontent.com": Host.GITHUB,
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
    "pypi.python.org": Host.PYPI,
    "cran.r-project.org": Host.CRAN,
    "cloud.r-project.org": Host.CRAN,
    "anaconda.org": Host.CONDA,
    "ascl.net": Host.ASCL,
}
# Sites that show what stands on GitHub, by what follows their host's name there.
_VIEWERS = {
    "colab.research.google.com": re.compile(r"/(github|gist)/(.+)"),
    "colab.sandbox.google.com": re.compile(r"/(github|gist)/(.+)"),
    "nbviewer.org": re.compile(r"/(github|gist)/(.+)"),
    "nbviewer.jupyter.org": re.compile(r"/(github|gist)/(.+)"),
    "mybinder.org": re.compile(r"/v2/(gh|gist)/(.+)"),
    "github.dev": re.compile(r"/()(.+)"),
    "github1s.com": re.compile(r"/()(.+)"),
}
# Whose users have a subdomain each: "https://ada.github.io/engine/".
PAGE_HOSTS = ("github.io", "gitlab.io", "bitbucket.io", "codeberg.page", "readthedocs.io", "netlify.app", "vercel.app")
# Hosts that have subdomains of institutions.
_WITH_INSTITUTIONS = frozenset((Host.FIGSHARE,))

_HOST_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
# First path segments on github.com that are pages of GitHub itself.
_NO_OWNERS = frozenset(
    ("about", "apps", "collections", "features", "login", "marketplace", "orgs", "pricing", "search", "settings",
     "signup", "site", "sponsors", "topics", "trending", "users")
)  # fmt: skip
_NO_MODELS = frozenset(
    "api blog chat collections docs join learn login models papers posts pricing search tasks".split()
)
_ASCL = re.compile(r"(?:https?://)?ascl\s?:\s?(\d{4}\.\d{3})", re.IGNORECASE)
_DOIS = (
    (re.compile(r"10\.5281/zenodo\.(\d+)", re.IGNORECASE), Host.ZENODO),
    (re.compile(r"10\.(?:6084/m9|\d{4,5}/\w+)\.figshare\.(?P<section>c\.)?(\d+)", re.IGNORECASE), Host.FIGSHARE),
    (re.compile(r"10\.17605/osf\.io/([a-z0-9]{5,})", re.IGNORECASE), Host.OSF),
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where code may be: `owner` and `name` are set where the host has them ("" elsewhere).

    `owner` may hold slashes (GitLab's groups). A link into a repository has the branch, tag or commit in `ref` and the
    folder or file in `path`. `section` is "datasets" or "spaces" where Hugging Face tells them from models, and
    "collections" where figshare tells them from articles.
    """

    url: str
    host: Host
    owner: str = ""
    name: str = ""
    ref: str = ""
    path: str = ""
    section: str = ""

    @property
    def full_name(self) -> str:
        """Owner and name as people write them, or the bare address where there is no name."""
        return "/".join(part for part in (self.owner, self.name) if part) or self.url.partition("://")[2].rstrip("/")


def parse_address(url: str) -> Address | None:
    """The place that `url` names; None for another host, a host's own pages, or no address at all."""
    if ascl := _ASCL.fullmatch(url.strip()):
        return Address(f"https://ascl.net/{ascl[1]}", Host.ASCL, name=ascl[1])
    parsed = _parse_web(url)
    if parsed is None:
        return None
    host_name = _host_name(parsed)
    if host_name in ("doi.org", "dx.doi.org"):
        return _of_doi(parsed)
    if host_name in _VIEWERS:
        return _of_viewer(host_name, parsed)
    host = HOSTS.get(host_name)
    if host is None:
        parent = host_name.partition(".")[2]
        host = HOSTS.get(parent) if HOSTS.get(parent) in _WITH_INSTITUTIONS else None
    segments = [segment for segment in parsed.path.split("/") if segment]
    if host is None:
        return _page(parsed, host_name, segments) if _is_page_host(host_name) else None
    return _PARSERS[host](parsed, segments) if segments else None


def parse_own_address(url: str) -> Address | None:
    """As `parse_address`, for what a paper calls its own: an account on GitHub counts too, and any other web address
    is read as a page. None when `url` is no web address."""
    if address := parse_address(url):
        return address
    parsed = _parse_web(url)
    if parsed is None:
        return None
    segments = [segment for segment in parsed.path.split("/") if segment]
    account = segments[1:2] if segments[:1] == ["orgs"] else segments
    if _host_name(parsed) == "github.com" and len(account) == 1 and _is_owner(account[0]):
        return Address(f"https://github.com/{account[0]}", Host.GITHUB, account[0])
    return _page(parsed, _host_name(parsed), segments)


def _parse_web(url: str) -> URL | None:
    try:
        parsed = URL(url if "://" in url else f"https://{url}")
        usable = parsed.scheme in ("http", "https") and parsed.user is None and parsed.explicit_port in (None, 80, 443)
    except ValueError:
        return None
    return parsed if usable and _HOST_NAME.fullmatch(parsed.host or "") else None


def _host_name(parsed: URL) -> str:
    return (parsed.host or "").lower().removeprefix("www.")


def _is_page_host(host_name: str) -> bool:
    return any(host_name.endswith(f".{page_host}") or host_name == page_host for page_host in PAGE_HOSTS)


def _page(parsed: URL, host_name: str, segments: list[str]) -> Address:
    """A page; its user and folder are kept where they may name a repository."""
    user, _, rest = host_name.partition(".")
    owner = user if rest in PAGE_HOSTS else ""
    return Address(str(parsed), Host.PROJECT_PAGE, owner, segments[0] if owner and segments else "")


def _of_doi(parsed: URL) -> Address | None:
    doi = unquote(parsed.path).lstrip("/")
    for pattern, host in _DOIS:
        if found := pattern.match(doi):
            section = "collections" if found.groupdict().get("section") else ""
            return Address(str(parsed), host, name=(found[found.re.groups] or "").lower(), section=section)
    return None


def _of_viewer(host_name: str, parsed: URL) -> Address | None:
    """What a notebook or code viewer shows: "colab.research.google.com/github/ada/engine/blob/main/a.ipynb"."""
    found = _VIEWERS[host_name].fullmatch(parsed.path)
    if found is None:
        return None
    kind, rest = found.groups()
    if kind == "gist":
        return parse_address(f"https://gist.github.com/{rest}")
    owner, _, below = rest.partition("/")
    name, _, ref = below.partition("/")
    # Binder has the branch alone behind the name.
    return parse_address(
        f"https://github.com/{owner}/{name}/tree/{ref}" if kind == "gh" and ref else f"https://github.com/{rest}"
    )


def _is_owner(segment: str) -> bool:
    return segment.lower() not in _NO_OWNERS and bool(_NAME.fullmatch(segment))


def _github(parsed: URL, segments: list[str]) -> Address | None:
    if len(segments) < 2 or not _is_owner(segments[0]):
        return None
    owner, name = segments[0], segments[1].removesuffix(".git").rstrip(".")
    if not _NAME.fullmatch(name):
        return None
    if parsed.host == "raw.githubusercontent.com":
        segments = [owner, name, "raw", *segments[2:]]
    ref, path = _into(segments[2:], ("tree", "blob", "raw", "commit", "commits"))
    return Address(f"https://github.com/{owner}/{name}", Host.GITHUB, owner, name, ref, path)


def _into(rest: list[str], marks: tuple[str, ...]) -> tuple[str, str]:
    """Branch and path of what follows a repository's name, such as "tree/main/src"; a branch without slashes."""
    if len(rest) < 2 or rest[0] not in marks:
        return "", ""
    if rest[1] == "refs" and rest[2:3] in (["heads"], ["tags"]) and len(rest) > 3:  # raw files of GitHub since 2024
        rest = [rest[0], *rest[3:]]
    if rest[0] == "src" and rest[1] in ("branch", "tag", "commit") and len(rest) > 2:  # Gitea
        rest = rest[1:]
    return rest[1], "/".join(rest[2:])


def _gitlab(_: URL, segments: list[str]) -> Address | None:
    end = next(
        (n for n, segment in enumerate(segments) if segment == "-" or (n > 1 and segment in _GITLAB_PAGES)), None
    )
    rest = segments[end:] if end is not None else []
    rest = rest[1:] if rest[:1] == ["-"] else rest
    segments = segments[:end]
    if len(segments) < 2:
        return None
    *groups, name = segments
    owner, name = "/".join(groups), name.removesuffix(".git")
    ref, path = _into(rest, ("tree", "blob", "raw", "commit"))
    return Address(f"https://gitlab.com/{owner}/{name}", Host.GITLAB, owner, name, ref, path)


_GITLAB_PAGES = frozenset("tree blob raw commit commits wikis issues merge_requests releases tags".split())


def _owner_and_name(host: Host) -> Callable[[URL, list[str]], Address | None]:
    def parse(parsed: URL, segments: list[str]) -> Address | None:
        if len(segments) < 2:
            return None
        ref, path = _into(segments[2:], ("src", "raw"))
        return Address(str(parsed), host, segments[0], segments[1].removesuffix(".git"), ref, path)

    return parse


def _hugging_face(parsed: URL, segments: list[str]) -> Address | None:
    section = ""
    if segments[0] in ("datasets", "spaces", "models") and len(segments) > 1:
        section, segments = segments[0].replace("models", ""), segments[1:]
    if segments[0] in _NO_MODELS or (section == "spaces" and len(segments) < 2):
        return None
    owner, name = segments[:2] if len(segments) > 1 and segments[1] not in ("tree", "blob") else ("", segments[0])
    ref, path = _into(segments[2 if owner else 1 :], ("tree", "blob", "resolve"))
    return Address(str(parsed), Host.HUGGING_FACE, owner, name, ref, path, section)


def _gist(parsed: URL, segments: list[str]) -> Address | None:
    owner, name = segments[:2] if len(segments) > 1 else ("", segments[0])
    return Address(str(parsed), Host.GIST, owner, name) if re.fullmatch(r"[0-9a-f]{5,40}", name) else None


def _named(host: Host, pattern: str) -> Callable[[URL, list[str]], Address | None]:
    """A parser for hosts whose path holds the name: the first group of `pattern`; other paths keep no name."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def parse(parsed: URL, _: list[str]) -> Address | None:
        found = compiled.search(unquote(parsed.path))
        return Address(str(parsed), host, name=found[1] if found else "")

    return parse


def _figshare(parsed: URL, segments: list[str]) -> Address | None:
    found = re.search(r"^/(articles|collections)/(?:[^/]+/){0,2}(\d+)", unquote(parsed.path))
    section = "collections" if segments[0] == "collections" else ""
    return Address(str(parsed), Host.FIGSHARE, name=found[2] if found else "", section=section)


_PARSERS: dict[Host, Callable[[URL, list[str]], Address | None]] = {
    Host.GITHUB: _github,
    Host.GIST: _gist,
    Host.GITLAB: _gitlab,
    Host.BITBUCKET: _owner_and_name(Host.BITBUCKET),
    Host.CODEBERG: _owner_and_name(Host.CODEBERG),
    Host.HUGGING_FACE: _hugging_face,
    Host.ZENODO: _named(Host.ZENODO, r"(?:^/(?:api/)?(?:records?|deposit)/|zenodo\.)(\d+)"),
    Host.FIGSHARE: _figshare,
    Host.OSF: _named(Host.OSF, r"^/([a-z0-9]{5,})(?:/|$)"),
    Host.SOURCEFORGE: _named(Host.SOURCEFORGE, r"^/(?:projects|p)/([\w.-]+)"),
    Host.ANONYMOUS_GITHUB: _named(Host.ANONYMOUS_GITHUB, r"^/(?:r|repository|w)/([\w.-]+)"),
    Host.PYPI: _named(Host.PYPI, r"^/(?:project|pypi|simple)/([\w.-]+)"),
    Host.CRAN: _named(Host.CRAN, r"(?:/package=|/web/packages/|/src/contrib/Archive/)([A-Za-z][\w.]*)"),
    Host.CONDA: _owner_and_name(Host.CONDA),
    Host.ASCL: _named(Host.ASCL, r"^/(\d{4}\.\d{3})"),
}
