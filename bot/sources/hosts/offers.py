"""Pure: what a project page offers as the authors' code: links, downloads, or a button that leads nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yarl import URL

from bot.models import Offer
from bot.sources.hosts.addresses import Address, Host, parse_address
from bot.sources.hosts.files import ARCHIVES, PACKAGES, is_program
from bot.sources.hosts.html import PageLink
from bot.sources.hosts.pages import Page
from bot.sources.hosts.promises import find_promise, says_soon

MAX_LINKS = 3  # repositories of one page that are asked for
_CODE = re.compile(
    r"\b(?:codes?|github|gitlab|bitbucket|codeberg|source|repo(?:sitory)?|implementation|software|toolbox|download|"
    r"zenodo|fork|install(?:ation)?)\b",
    re.IGNORECASE,
)
_CODE_BUTTON = re.compile(r"\b(?:codes?|github|source|repo(?:sitory)?|implementation|software)\b", re.IGNORECASE)
# Words about a link that is somebody else's, however it is labelled.
_FOREIGN = re.compile(
    r"\b(?:template|borrowed|website|web\s?page|this\s+page|theme|built\s+(?:on|upon|with|using)|based\s+on|thanks?|"
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
    for link in page.links:
        address = parse_address(link.url) if link.url else None
        if address is None or address.host in _NO_CODE_HOSTS or _TEMPLATES.search(address.full_name):
            continue
        rank = _rank(link, address, at)
        if rank is not None:
            key = address.full_name.lower()
            ranked[key] = min(ranked.get(key, (rank, address)), (rank, address), key=lambda pair: pair[0])
    addresses = tuple(address for _, address in sorted(ranked.values(), key=lambda pair: pair[0]))[:MAX_LINKS]
    downloads = tuple(dict.fromkeys(link.url for link in page.links if _is_download(link)))
    if addresses or downloads:
        return Offered(addresses, downloads)
    return _without_links(page)


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


def _without_links(page: Page) -> Offered:
    """A page that links no code: its buttons that lead nowhere, and its words, tell whether code is announced."""
    for link in page.links:
        if not link.url and _CODE_BUTTON.search(link.label) and says_soon(link.label):
            return Offered(offer=Offer.SOON, promise=link.label)
    promise = find_promise(page.text)
    return Offered(offer=Offer.SOON, promise=promise) if promise else Offered(offer=Offer.NOTHING)
