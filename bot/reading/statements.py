"""Whose links they are, and what the paper as a whole says about its own code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.models import Quote, Statement
from bot.reading.offers import CODE, DATA, SYSTEM, find_offer, stronger
from bot.reading.text import LINK_MARK, Text, sentences
from bot.reading.urls import Link, find_links, host_of, same_place

_CODE_HOSTS = (
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "sourceforge.net",
    "gitee.com",
    "sr.ht",
    "pypi.org",
    "pypi.python.org",
    "cran.r-project.org",
    "bioconductor.org",
    "anaconda.org",
    "code.google.com",
    "ascl.net",
    "anonymous.4open.science",
    "launchpad.net",
    "hub.docker.com",
    "crates.io",
    "npmjs.com",
    "juliahub.com",
    "savannah.gnu.org",
    "savannah.nongnu.org",
    "codeocean.com",
    "mathworks.com",
    "github.io",
    "ctan.org",
    "joinup.ec.europa.eu",
    "cpc.cs.qub.ac.uk",
    "colab.research.google.com",
    "readthedocs.io",
    "readthedocs.org",
    "hackage.haskell.org",
)
_NEVER_CODE = (
    "doi.org", "arxiv.org", "youtube.com", "youtu.be", "vimeo.com", "bilibili.com", "sciencedirect.com", "springer.com",
    "link.springer.com", "ieee.org", "acm.org", "nature.com", "science.org", "sciencemag.org", "pnas.org", "aps.org",
    "iop.org", "wiley.com", "imstat.org", "projecteuclid.org", "ams.org", "elsevier.com", "mdpi.com", "jstor.org",
    "aip.org", "tandfonline.com", "oup.com", "cambridge.org", "royalsocietypublishing.org", "plos.org", "plosone.org",
    "biomedcentral.com", "openreview.net", "semanticscholar.org", "researchgate.net", "ssrn.com", "wikipedia.org",
    "creativecommons.org", "harvard.edu", "lmcs-online.org", "aclweb.org", "aclanthology.org", "episciences.org",
    "eptcs.org", "dagstuhl.de", "jmlr.org", "mlr.press", "neurips.cc", "nips.cc", "rsc.org", "acs.org", "annualreviews.org",
    "scipost.org", "orcid.org", "twitter.com", "x.com", "linkedin.com", "facebook.com", "prezi.com", "slideshare.net",
    "worldscientific.com", "degruyter.com", "copernicus.org", "frontiersin.org", "hindawi.com", "inspirehep.net",
)  # fmt: skip

_CODE = re.compile(rf"\b(?:{CODE}|github|repo)\b")
_SYSTEM = re.compile(rf"\b{SYSTEM}\b")
_DATA = re.compile(rf"\b{DATA}\b")
_PAGE = re.compile(
    r"\b(?:project(?:[ '’]?s)?[ -]?(?:web ?)?(?:site|page|webpage|homepage|url|link)?|(?:web ?|home ?)(?:site|page)s?|homepage|webpage|page|website)\b"
)
_PROJECT = re.compile(
    r"\b(?:project|our|paper|code|software|package|tool|its|companion|accompanying) (?:web ?|home ?)?(?:site|page|webpage|homepage|website)s?\b|\bproject(?: (?:url|link|available|is|at|and \w+))?\b|^\W*(?:(?:web ?|home ?)(?:site|page)s?|page)\W*$"
)
_OFFERS = re.compile(
    r"\b(?:available|accessible|released|found|open[- ]?sourced?|downloaded|obtained|access|visit|see|hosted|published)\b"
)
_RESOURCES = re.compile(
    r"\b(?:resources?|artifacts?|artefacts?|materials?|everything|reproduc\w+|implemented|models?)\b"
)
_FOREIGN = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|based on|built (?:up)?on|build (?:up)?on|from|provided by|developed by|forked|fork of|modified|extend\w*|adapted|thanks to|powered by|of the)\b"
)
_OWN_VOICE = re.compile(
    r"\b(?:our|we (?:release|provide|open|publish|share|make|offer|present|introduce)|available|released|open-sourced?|accessible)\b"
)
_JOINED = re.compile(r"^[\s,;&/)(}\]]*(?:and|or|&|,|/|also|mirror(?:ed at)?|and at|and on|see also)?[\s,;:({\[]*$")


@dataclass(slots=True)
class _Findings:
    """What has been found so far, field by field."""

    own: dict[str, str] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    said: list[tuple[Statement, Quote]] = field(default_factory=list)
    own_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """The statement of a paper, the words for it, and its links by owner."""

    statement: Statement
    quotes: tuple[Quote, ...]
    own_urls: tuple[str, ...]
    other_urls: tuple[str, ...]


def hear(title: Text, abstract: Text, comment: Text) -> Heard:
    """What title, abstract and comment say about the paper's own code."""
    findings = _Findings(own_names=_own_names(title))
    for text in (title, abstract, comment):
        _hear_field(text, findings)
    own = findings.own
    other = tuple(url for place, url in findings.other.items() if place not in own)
    statement = Statement.NONE
    for said, _ in findings.said:
        if stronger(said, statement):
            statement = said
    quotes = tuple(dict.fromkeys(quote for said, quote in findings.said if said is statement))
    return Heard(statement, quotes[:3], tuple(own.values()), other)


_NAME_END = re.compile(r"[:–—]| -{1,3} ")


def _own_names(title: Text) -> tuple[str, ...]:
    """What a title calls its product: "STALE: …" gives ("stale",)."""
    end = _NAME_END.search(title.flat)
    name = title.flat[: end.start()].strip() if end else ""
    return (name,) if name and len(name.split()) <= 3 and len(name) > 2 else ()


def _hear_field(text: Text, findings: _Findings) -> None:
    links = find_links(text)
    if not links and not _worth_reading(text.flat):
        return
    masked = _masked(text, links)
    for begin, end in sentences(masked):
        inside = [link for link in links if begin <= link.start < end]
        sentence = masked.flat[begin:end]
        if not inside and not _CANDIDATE.search(sentence):
            continue
        offer = find_offer(sentence, findings.own_names)
        owns = _sort_links(masked, (begin, end), inside, findings, offer is not None)
        if owns:
            promised = offer is not None and offer.statement is Statement.PROMISED
            statement = Statement.PROMISED if promised else Statement.URL
            findings.said.append((statement, text.quote_around(owns[0].start, owns[0].end, (begin, end))))
        elif offer is not None:
            span = (begin + offer.start, begin + offer.end)
            findings.said.append((offer.statement, text.quote_around(*span, (begin, end))))


_STEMS = (
    "code", "software", "implement", "packag", "librar", "toolbox", "toolkit", "program", "script", "notebook",
    "open-sourc", "open sourc", "opensourc", "tool", "framework", "platform", "pipeline", "plugin",
    "availab", "releas", "repositor", "accessib", "open source",
)  # fmt: skip
_CANDIDATE = re.compile(
    r"availab|releas|open[- ]?sourc|accessib|code|software|packag|librar|toolbox|toolkit|script|notebook|program|plugin|implementation|publish|download"
)


def _worth_reading(flat: str) -> bool:
    return any(stem in flat for stem in _STEMS)


def _masked(text: Text, links: list[Link]) -> Text:
    """`text` with a mark in place of every character of its links, so that no rule reads words in an address."""
    if not links:
        return text
    raw, flat, done = [], [], 0
    for link in links:
        raw += [text.raw[done : link.start], LINK_MARK * (link.end - link.start)]
        flat += [text.flat[done : link.start], LINK_MARK * (link.end - link.start)]
        done = link.end
    return Text(text.field, "".join([*raw, text.raw[done:]]), "".join([*flat, text.flat[done:]]))


def _sort_links(
    masked: Text, span: tuple[int, int], links: list[Link], findings: _Findings, offered: bool
) -> list[Link]:
    """Puts each link of a sentence to own or other; gives the own ones."""
    owns = []
    before, previous = span[0], None
    for number, link in enumerate(links):
        following = links[number + 1].start if number + 1 < len(links) else span[1]
        left = masked.flat[before : link.start]
        right = masked.flat[link.end : following]
        if previous is not None and _JOINED.match(left) and host_of(link.url) not in _NEVER_CODE:
            own = previous
        else:
            own = _is_own(link.url, left, right, masked, findings, offered)
        place = same_place(link.url)
        if own:
            owns.append(link)
            findings.own.setdefault(place, link.url)
        else:
            findings.other.setdefault(place, link.url)
        before, previous = link.end, own
    return owns


def _on(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == known or host.endswith("." + known) for known in hosts)


def _is_own(url: str, left: str, right: str, masked: Text, findings: _Findings, offered: bool) -> bool:
    host = host_of(url)
    if _on(host, _NEVER_CODE):
        return False
    near = left[-100:]
    label = re.split(r"[;.,]|\band\b", near)[-1] if near.strip() else near
    code, data = _last(_CODE, near), _last(_DATA, near)
    page = _PROJECT.search(near)
    on_code_host = _on(host, _CODE_HOSTS)
    if re.match(r"\s*\)", right) and _FOREIGN.search(near) and not _OWN_VOICE.search(near):
        return False
    if code >= 0 and (data < code or re.search(r"\b(?:and|&|/|,)\b", near[code:])):
        return not _FOREIGN.search(near) or bool(_OWN_VOICE.search(near))
    if page:
        return True
    if data >= 0 and not _RESOURCES.search(near):
        return _CODE.search(near) is not None
    if on_code_host:
        return not _FOREIGN.search(near) or bool(_OWN_VOICE.search(near))
    if _OFFERS.search(near) and (_SYSTEM.search(near) or any(name in near for name in findings.own_names)):
        return True
    if _CODE.search(right[:60]) and re.match(r"\W*(?:for|to (?:get|obtain|download)|contains|provides)\b", right):
        return True
    del label
    return host == "huggingface.co" and data < 0


def _last(pattern: re.Pattern[str], text: str) -> int:
    at = -1
    for found in pattern.finditer(text):
        at = found.start()
    return at
