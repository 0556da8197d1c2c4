"""Whose link it is: to the paper's own code or project page, or to anything else."""

from __future__ import annotations

import re
from enum import Enum

from bot.reading.text import holds_any
from bot.reading.urls import host_of
from bot.reading.words import CODE, DATA, TOOL, either, means_software

CODE_HOSTS = frozenset(
    """
    github.com gitlab.com bitbucket.org codeberg.org sourceforge.net gitee.com sr.ht pypi.org pypi.python.org
    cran.r-project.org bioconductor.org anaconda.org code.google.com ascl.net anonymous.4open.science launchpad.net
    hub.docker.com crates.io npmjs.com juliahub.com savannah.gnu.org savannah.nongnu.org codeocean.com github.io
    gitlab.io ctan.org cpc.cs.qub.ac.uk colab.research.google.com readthedocs.io readthedocs.org hackage.haskell.org
    gist.github.com raw.githubusercontent.com nuget.org metacpan.org packagist.org git.io
    """.split()
)
"""Hosts where a link alone is taken for code."""

NEVER_CODE = frozenset(
    """
    doi.org arxiv.org youtube.com youtu.be vimeo.com bilibili.com sciencedirect.com springer.com springerlink.com
    ieee.org acm.org nature.com science.org sciencemag.org pnas.org aps.org iop.org wiley.com imstat.org
    projecteuclid.org ams.org elsevier.com mdpi.com jstor.org aip.org tandfonline.com oup.com oxfordjournals.org
    cambridge.org royalsocietypublishing.org plos.org plosone.org biomedcentral.com openreview.net
    semanticscholar.org researchgate.net ssrn.com wikipedia.org creativecommons.org adsabs.harvard.edu
    lmcs-online.org aclweb.org aclanthology.org episciences.org eptcs.org dagstuhl.de jmlr.org mlr.press neurips.cc
    nips.cc rsc.org acs.org annualreviews.org scipost.org orcid.org twitter.com x.com linkedin.com facebook.com
    prezi.com slideshare.net worldscientific.com degruyter.com copernicus.org frontiersin.org hindawi.com
    inspirehep.net thecvf.com aaai.org ceur-ws.org sagepub.com karger.com cell.com bmj.com biorxiv.org medrxiv.org
    optica.org osapublishing.org spie.org hal.science archives-ouvertes.fr ncbi.nlm.nih.gov
    """.split()
)
"""Publishers, archives of papers, videos, social media: a link there is never the paper's code."""


class Owner(Enum):
    """`CODE` is called code or lies where code lies; `TOOL` is offered as a tool, or its address speaks of code;
    `PAGE` is a project page that offers no code in so many words."""

    CODE = "code"
    TOOL = "tool"
    PAGE = "page"
    OTHER = "other"


_CODE = re.compile(CODE)
_DATA = re.compile(DATA)
_TOOL = re.compile(TOOL)
_HOSTS = re.compile(r"github|repos?|repositor(?:y|ies)")
_DATA_ALONE = re.compile(
    either(r"data(?:[- ]?(?:sets?|bases?))?", r"corpus", r"corpora", r"catalogu?es?", r"annotations")
)
_PAGE = re.compile(
    r"\b(?:project|our|paper|code|software|package|tool|its|companion|accompanying|program)(?:['’]?s)? (?:web ?"
    r"|home ?)?(?:site|page)s?\b"
    r"|\bproject(?:[ -]?(?:web ?|home ?)?(?:page|site|url|link))?s?\b|(?:^|[;.,(]\s*)(?:web ?|home ?)?(?:site|page"
    r"|url)s?\b(?=\W*(?:\\\w+\{)?\W*$)|\bhome ?page\b|\bproj(?:ect)?\. ?page\b"
)
_OFFER = re.compile(
    either(
        r"available", r"accessible", r"released", r"found", r"open[- ]?sourced?", r"downloaded", r"obtained", r"access",
        r"visit", r"see", r"tried", r"try", r"hosted", r"published", r"availability", r"download", r"accessed",
    )
)  # fmt: skip
_RESOURCES = re.compile(
    either(
        r"resources?", r"artifacts?", r"artefacts?", r"materials?", r"everything", r"reproduc\w+", r"implemented",
        r"details",
    )
)  # fmt: skip
_SOMEONES = re.compile(
    either(
        r"us(?:e|es|ed|ing)", r"we (?:appl(?:y|ied)|(?:adopt|employ)(?:ed)?)", r"based on",
        r"buil(?:d|ds|t|ding) (?:up)?on(?: top of)?", r"thank\w*",
        r"(?:issues|commits|history) (?:of|in|from)", r"provided by", r"developed by",
        r"fork(?:ed)?(?: of| from)?", r"modif\w+", r"extend\w*", r"adapt\w+", r"powered by",
        r"downloaded from", r"taken from", r"obtained from", r"from", r"compar\w+", r"existing", r"template", r"style",
        r"for related", r"see also", r"with the",
        r"(?:trained|simulated|computed|performed|run|carried out) (?:with|in|on)",
    )
)  # fmt: skip
_OURS = re.compile(either(r"our", r"ours"))
_OWN_VOICE = re.compile(
    either(
        r"we (?!us|appl|adopt|employ)(?:\w+ ){0,2}(?:release|provide|open|publish|share|make|offer|present|introduce"
        r"|develop)\w*", r"available", r"released", r"open[- ]?sourced", r"accessible", r"found", r"can be \w+",
        r"may be \w+", r"download",
    )
    + r"|\bopen[- ]?source(?= (?:and|at|from|in|on|through|under|via)\b|\W*$)"
)  # fmt: skip
# "using the code of X available at …": what is used is what is available.
_USING = re.compile(r"us(?:e|es|ed|ing)|appl\w+|adopt\w*|employ\w*")
_SAID = re.compile(r"(?<!which )(?<!that )\b(?:is|are|was|were|be|been|has|have|can|may|we)\b|[;:]")
_SAYS_CODE = re.compile(r"\W*(?:for|to (?:get|obtain|download|access|run)|contains?|provides?|includes?|hosts?)\b")
# "A plugin for ImageJ (": the address in brackets is that of ImageJ.
_IN_BRACKETS = re.compile(
    r"\b(?:code|plug-?in|package|interface|extension|module|wrapper)s? (?:for|of|in|to) [\w-]+ [(\[]$"
)
_FOR_WHAT = re.compile(r"\W*for (?:[\w-]+ ){0,3}")
_PATH_OF_CODE = re.compile(r"(?:^|[/._-])(?:codes?|software|packages?|downloads?|src|toolbox|programs?)(?:[/._-]|$)")


def owner_of(url: str, before: str, after: str, own_names: tuple[str, ...]) -> Owner:
    """Who owns `url`, by the words of its sentence `before` and `after` it, up to the links beside it."""
    near = before[-110:]
    if is_never_code(url) or _is_someones(near) or _is_of_what_it_serves(url, near):
        return Owner.OTHER
    if _names_code(near) or (_SAYS_CODE.match(after) and _names_code(after[:60])) or url.startswith("ascl:"):
        return Owner.CODE
    data, resources = _last(_DATA, near), _last(_RESOURCES, near)
    if _last(_PAGE, near) > data:
        return Owner.PAGE
    if data > resources or (_FOR_WHAT.match(after) and _DATA.search(after[:60])):
        return Owner.OTHER
    host = host_of(url)
    if _is_on(host, CODE_HOSTS) or (resources >= 0 and host == "huggingface.co"):
        return Owner.CODE
    return Owner.TOOL if _offers_tool(near, own_names) or _PATH_OF_CODE.search(url.lower()) else Owner.OTHER


def is_never_code(url: str) -> bool:
    """Whether `url` lies where no paper keeps its code."""
    return _is_on(host_of(url), NEVER_CODE)


def _is_someones(near: str) -> bool:
    """Whether the words say that others made it ("using …") and none says that it is offered here."""
    place = _last(_SOMEONES, near)
    if place < 0 or _OURS.search(near, place):
        return False
    voice = _OWN_VOICE.search(near)
    return voice is None or (place < voice.start() and _is_of_what_is_used(near, place, voice.start()))


def _is_of_what_it_serves(url: str, near: str) -> bool:
    """Whether a link in brackets explains what the paper's own tool is for."""
    return _IN_BRACKETS.search(near) is not None and not _is_on(host_of(url), CODE_HOSTS)


def _is_of_what_is_used(near: str, place: int, voice: int) -> bool:
    """Whether the `voice` of an offer belongs to the object of "using" at `place`; "code using …" is the code's own."""
    verb = near[place:voice].removeprefix("we ")
    return _USING.match(verb) is not None and not _SAID.search(verb) and not _names_code(near[:place])


def _is_on(host: str, hosts: frozenset[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[i:]) in hosts for i in range(len(labels) - 1))


def _names_code(words: str) -> bool:
    """Whether `words` speak of code; "the data are on GitHub" does not."""
    return any(
        means_software(words, found.start(), found.end())
        and not (_HOSTS.fullmatch(found[0]) and _DATA_ALONE.search(words, 0, found.start()))
        for found in _CODE.finditer(words)
    )


def _offers_tool(near: str, own_names: tuple[str, ...]) -> bool:
    if holds_any(near[-60:], own_names):
        return True
    return bool(_OFFER.search(near)) and (bool(_TOOL.search(near)) or near.lstrip().startswith("availability"))


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match of `pattern` in `text` begins, or -1."""
    return max((found.start() for found in pattern.finditer(text)), default=-1)
