"""Pure: what a project page offers as the authors' code: links, downloads, or a button that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yarl import URL

from bot.models import Offer
from bot.sources.hosts.addresses import HOSTS, Address, Host, parse_address
from bot.sources.hosts.files import ARCHIVES, PACKAGES, is_program
from bot.sources.hosts.html import PageLink
from bot.sources.hosts.pages import Page
from bot.sources.hosts.promises import find_promise, says_soon

MAX_LINKS = 3  # repositories of one page that are asked for
_CODE = re.compile(
    r"\b(?:codes?|github|gitlab|bitbucket|codeberg|source|repo(?:sitory)?|implementation|software|toolbox|download|"
    r"zenodo|fork|install(?:ation)?|colab|notebooks?)\b|代码|源码|コード|코드",
    re.IGNORECASE,
)
_CODE_BUTTON = re.compile(
    r"\b(?:codes?|github|source|repo(?:sitory)?|implementation|software)\b|代码|源码|コード|코드", re.IGNORECASE
)
# Addresses that a page shows without linking them: of hosts of code only.
_SHOWN = re.compile(
    r"(?:https?://)?(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|zenodo\.org/records?)/[\w./-]{3,200}"
)
_MAX_SHOWN = 50
_MAX_IN_SCRIPTS = 1_000
_SHORTEST_NAME = 4  # of a domain or owner by which a repository in a script is known
# Words about a link that is somebody else's, however it is labelled.
_FOREIGN = re.compile(
    r"\b(?:template|borrowed|website|web\s?page|this\s+page|theme|(?:built|builds?|building)\s+(?:on|upon|with|using)|based\s+on|thanks?|"
    r"acknowledge\w*|adapted|inspired|powered|baselines?|related\s+work|licensed\s+under)\b",
    re.IGNORECASE,
)
_TEMPLATES = re.compile(
    r"nerfies|academic-project-page|project-page-template|hugo|jekyll|minimal-mistakes|al-folio|clarity-template|bulma|"
    r"bootstrap|fontawesome|mathjax|model-viewer",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\b(?:data(?:sets?)?|weights?|checkpoints?|models?|supplement\w*|slides|poster|video)\b", re.IGNORECASE
)
_NO_CODE_HOSTS = frozenset((Host.PROJECT_PAGE,))


@dataclass(frozen=True, slots=True)
class Offered:
    """What a page offers. `addresses`: repositories it links as its own, best first; `downloads`: programs and archives
    it gives; where both are empty, `offer` is SOON (with `promise`, verbatim) or NOTHING."""

    addresses: tuple[Address, ...] = ()
    downloads: tuple[str, ...] = ()
    offer: Offer = Offer.FILES
    promise: str = ""


def find_offer(page: Page, at: Address) -> Offered:
    """What `page`, asked for as `at`, offers as its authors' code. Links that thank others, or that made the page, are
    none; a link without a label of code counts when its owner or name is the page's own."""
    ranked: dict[str, tuple[int, Address]] = {}
    for link in (*page.links, *_shown(page.text)):
        address = parse_address(link.url) if link.url else None
        if address is None or address.host in _NO_CODE_HOSTS or _TEMPLATES.search(address.full_name):
            continue
        rank = _rank(link, address, at)
        if rank is not None:
            key = address.full_name.lower()
            ranked[key] = min(ranked.get(key, (rank, address)), (rank, address), key=lambda pair: pair[0])
    addresses = tuple(address for _, address in sorted(ranked.values(), key=lambda pair: pair[0]))[:MAX_LINKS]
    downloads = tuple(dict.fromkeys(link.url for link in page.links if _is_download(link)))
    announced = _without_links(page)
    # Models and demos are had while the code is still to come.
    if announced.offer is Offer.SOON and not downloads and all(at.host is Host.HUGGING_FACE for at in addresses):
        return announced
    return Offered(addresses, downloads) if addresses or downloads else announced


def find_in_scripts(script: str, at: Address) -> tuple[Address, ...]:
    """The repositories that a page's scripts name and that bear its owner's or its own name: the rest are libraries."""
    domain = (URL(at.url).host or "").removeprefix("www.").partition(".")[0]
    own = {_plain(name) for name in ((at.owner, at.name) if at.owner else (domain,)) if len(name) >= _SHORTEST_NAME}
    found: dict[str, Address] = {}
    for url in _distinct(script):
        address = parse_address(url)
        if address is None or address.name.lower() == f"{at.owner}.github.io".lower():
            continue
        if {_plain(address.owner), _plain(address.name)} & own:
            found.setdefault(address.full_name.lower(), address)
    return tuple(found.values())[:MAX_LINKS]


def _distinct(script: str) -> tuple[str, ...]:
    """The addresses of code in a script, each once, as far as their number is one that people write."""
    urls: dict[str, None] = {}
    for match in _SHOWN.finditer(script):
        urls[match[0].rstrip("./-")] = None
        if len(urls) >= _MAX_IN_SCRIPTS:
            break
    return tuple(urls)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def _shown(text: str) -> Iterator[PageLink]:
    """The addresses of code that stand in the text without a link; the rest of the line is the label."""
    found = 0
    for line in text.splitlines():
        if "/" not in line or not any(host in line for host in ("github", "gitlab", "bitbucket", "codeberg", "zenodo")):
            continue
        words = _SHOWN.sub(" ", line[:2_000])
        for match in _SHOWN.finditer(line[:2_000]):
            found += 1
            if found > _MAX_SHOWN:
                return
            yield PageLink(match[0].rstrip("./-"), words[:300], words[:300])


def _rank(link: PageLink, address: Address, at: Address) -> int | None:
    """How surely the link is the page's own code, 0 the surest; None when it is not."""
    own = {part.lower() for part in (at.owner, at.name) if part}
    is_own = bool({address.owner.lower(), address.name.lower()} & own)
    if _FOREIGN.search(link.near) and not (is_own and address.name.lower() == at.name.lower()):
        return None
    if _CODE.search(link.label):
        return 0 if is_own else 1
    if is_own and address.name.lower() != f"{at.owner}.github.io".lower():
        return 2
    return 3 if address.full_name.lower() in link.label.lower() and _CODE.search(link.near) else None


def _is_download(link: PageLink) -> bool:
    """Whether the link gives a program or a source archive; an archive must be called code by its name or label."""
    if not link.url:
        return False
    name = URL(link.url).name.lower()
    suffix = f".{name.rpartition('.')[2]}"
    if suffix in (".js", ".ts", ".css") or _FOREIGN.search(link.near):
        return False
    if is_program(name):
        return True
    return suffix in ARCHIVES | PACKAGES and bool(_CODE_BUTTON.search(link.label)) and not _DATA.search(link.label)


def _leads_nowhere(link: PageLink) -> bool:
    """Whether a button has no address, or that of a host alone, as templates have it."""
    if not link.url:
        return True
    url = URL(link.url)
    return (url.host or "").removeprefix("www.") in HOSTS and url.path in ("", "/")


def _without_links(page: Page) -> Offered:
    """A page that links no code: its buttons that lead nowhere, and its words, tell whether code is announced."""
    for link in page.links:
        if _leads_nowhere(link) and _CODE_BUTTON.search(link.label) and says_soon(link.label):
            return Offered(offer=Offer.SOON, promise=link.label)
    promise = find_promise(page.text)
    return Offered(offer=Offer.SOON, promise=promise) if promise else Offered(offer=Offer.NOTHING)
