"""Which addresses name a paper: a table of hosts and paths, and one of addresses that carry another one.

Sources: the routes of arXiv's browse service; the other sites' own pages about papers of arXiv.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from bot.links.ids import ARCHIVE, FLAGS, ID, PAPERNUM, VERSION, link_of
from bot.models import PaperLink


class _Form:
    """A kind of address that names a paper.

    `host` matches the whole host, less "www."; one of `paths` the beginning of what follows it, percent-decoded, where
    {id} is an id, whose parts may also stand apart. `hint` is in every such address, in lower case.
    """

    def __init__(self, host: str, *paths: str, hint: str = "arxiv") -> None:
        self.host = re.compile(host, FLAGS)
        self.paths = tuple(re.compile(path.replace("{id}", ID), FLAGS) for path in paths)
        self.hint = hint


# Libraries give access to other sites under names of their own: arxiv-org.ezproxy.uni.edu. Academic domains and OCLC's
# are not for sale; under a country's domain a label must say that it is a proxy; nobody else is believed.
_PROXY = (
    r"(?:(?:[a-z0-9-]+\.)+(?:edu|(?:ac|edu)\.[a-z]{2})"
    r"|(?:[a-z0-9-]+\.)*[a-z0-9-]*(?:proxy|ezp|eaccess)[a-z0-9-]*\.(?:[a-z0-9-]+\.)*[a-z]{2}"
    r"|(?:[a-z0-9-]+\.)*oclc\.org"
    r"|translate\.goog)"
)
_ARXIV_PATHS = (
    r"/+(?:(?:abs|pdf|html|format|ps|dvi|src|e-print|bibtex|tb|trackback|refs|cits)/+)?(?:arxiv:)?{id}",
    r"/+abs/?\?(?:[^#]*&)?(?:id=)?(?:arxiv:)?{id}",
    rf"/+abs/?\?(?=[^#]*\barchive={ARCHIVE})(?=[^#]*\bpapernum={PAPERNUM}{VERSION})",
    # Where files lay in earlier years: /ftp/arxiv/papers/1304/1304.1234.pdf, /PS_cache/hep-th/pdf/9901/9901001v1.pdf
    r"/+(?:ftp/arxiv/papers|ps_cache/arxiv/(?:pdf|ps))/[0-9]{4}/{id}",
    rf"/+(?:ftp|ps_cache)/{ARCHIVE}/(?:papers|pdf|ps)/[0-9]{{4}}/{PAPERNUM}{VERSION}",
)
_YYMM_AND_NUMBER = r"(?P<yymm>[0-9]{4})[.-]?(?P<number>[0-9]{4,5})(?![0-9])"

_FORMS = (
    _Form(r"(?:[a-z0-9-]+\.)*arxiv\.org", *_ARXIV_PATHS),
    _Form(r"xxx\.(?:lanl\.gov|itp\.ac\.cn|uni-augsburg\.de|arxiv\.cornell\.edu)", *_ARXIV_PATHS, hint="xxx."),
    _Form(rf"(?:[a-z0-9]+[.-])?arxiv[.-]org\.{_PROXY}", *_ARXIV_PATHS),
    _Form(
        rf"(?:dx\.)?doi\.org|hdl\.handle\.net|(?:dx[.-])?doi[.-]org\.{_PROXY}",
        r"/+(?:doi:)?10\.48550/arxiv\.{id}",
    ),
    _Form(r"(?:[a-z]+\.)?alphaxiv\.org", r"/(?:[a-z-]+/){0,2}{id}", hint="alphaxiv"),
    _Form(r"ar5iv\.org", r"/(?:[a-z]+/)?{id}", hint="ar5iv"),
    _Form(r"(?:api\.)?(?:huggingface\.co|hf\.co|emergentmind\.com)", r"/papers/{id}", hint="/papers/"),
    _Form(r"arxiv-vanity\.com", r"/papers/{id}"),
    _Form(r"(?:scirate\.com|papers\.cool)", r"/arxiv/{id}"),
    _Form(r"catalyzex\.com", r"/paper/arxiv:{id}"),
    _Form(r"(?:api\.)?semanticscholar\.org", r"/arxiv/{id}", r"/(?:[a-z0-9]+/)*arxiv:{id}"),
    # The second path holds ADS's own code for a paper of arXiv: 2009arXiv0912.0001A, 2017arXiv170603762V.
    _Form(
        r"(?:[a-z]+\.)?adsabs\.harvard\.edu",
        r"/(?:#/?)?abs/arxiv:{id}",
        rf"/(?:#/?)?abs/[0-9]{{4}}arxiv{_YYMM_AND_NUMBER}",
    ),
    _Form(r"inspirehep\.net", r"/(?:api/)?arxiv/(?:arxiv:)?{id}"),
    _Form(r"scholar\.google(?:\.[a-z]{2,3}){1,2}", r"/scholar[a-z_]*\?(?:[^#]*&)?arxiv_id=(?:arxiv:)?{id}"),
    _Form(
        r"dblp\.(?:org|uni-trier\.de)", rf"/rec/(?:[a-z0-9]+/)?journals/corr/abs-{_YYMM_AND_NUMBER}", hint="corr/abs-"
    ),
)
HINTS = tuple(dict.fromkeys(form.hint for form in _FORMS))

# Addresses that only lead on to the one they carry: the host, and what stands before that address, percent-decoded.
_WRAPPERS = tuple(
    (re.compile(host, FLAGS), re.compile(before + r"(?:https?://)?", FLAGS))
    for host, before in (
        (r"web\.archive\.org", r"/web/[0-9a-z_]+/"),
        (r"archive\.(?:is|org|ph|today)", r"/(?:[0-9]+/)?(?=https?:)"),
        (r"r\.jina\.ai|via\.hypothes\.is", r"/"),
        (r"google(?:\.[a-z]{2,3}){1,2}", r"/url\?(?:[^#]*&)?(?:q|url)="),
        (r"scholar\.google(?:\.[a-z]{2,3}){1,2}", r"/scholar_url\?(?:[^#]*&)?url="),
        (r"docs\.google\.com", r"/g?view(?:er)?\?(?:[^#]*&)?url="),
        (r"lm?\.facebook\.com", r"/l\.php\?(?:[^#]*&)?u="),
        (r"link\.zhihu\.com", r"/\?(?:[^#]*&)?target="),
        (rf"(?=[a-z0-9.-]*(?:proxy|ezp|login)){_PROXY}", r"/login\?(?:[^#]*&)?q?url="),
    )
)
_MAX_CARRIED = 3

# A host (of at most 253 letters, RFC 1035), perhaps with a trailing dot and the port that its scheme has anyway. An "@"
# fits nowhere: the host that counts would stand behind it.
_SPLIT = re.compile(r"(?P<host>[a-z0-9.-]{1,253}?)\.?(?::(?:80|443)?)?(?P<rest>[/?#].*)", FLAGS | re.DOTALL)


def paper_at(address: str, newest: tuple[int, int], n_carried: int = 0) -> tuple[PaperLink, str] | None:
    """The paper that an address (without its scheme) names, and what follows the id; None when it names none.

    What follows is "" where the address was percent-encoded or carried by another one.
    """
    split = _SPLIT.fullmatch(address)
    if split is None:
        return None
    host, rest = split["host"].lower().removeprefix("www."), unquote(split["rest"])
    for form in _FORMS:
        if form.host.fullmatch(host):
            for path in form.paths:
                if (match := path.match(rest)) and (link := link_of(match, newest)):
                    return link, rest[match.end() :] if rest == split["rest"] else ""
    return _paper_carried(host, rest, newest, n_carried)


def _paper_carried(host: str, rest: str, newest: tuple[int, int], n_carried: int) -> tuple[PaperLink, str] | None:
    if n_carried == _MAX_CARRIED:
        return None
    for wrapper, before in _WRAPPERS:
        if wrapper.fullmatch(host) and (opening := before.match(rest)):
            found = paper_at(rest[opening.end() :], newest, n_carried + 1)
            return None if found is None else (found[0], "")
    return None
