"""Pure: papers named by what other sites call them, which somebody has to be asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.discord_text import read_pieces

MOST = 5  # of one message
_FLAGS = re.IGNORECASE | re.ASCII
_HINT = re.compile(
    r"semanticscholar\.org/|connectedpapers\.com/|corpusid|aclanthology\.org/|aclweb\.org/|doi\.org/10\.|"
    r"dl\.acm\.org/doi/|link\.springer\.com/|paperswithcode\.com/paper/",
    _FLAGS,
)
# Crossref's own pattern for modern DOIs (blog, "DOIs and matching regular expressions").
_DOI = r"(?P<doi>10\.\d{4,9}/[a-z0-9._;()/:-]+)"
_START = r"(?<![\w@./:-])(?:https?://)?(?:www\.)?"
_FORMS = re.compile(
    rf"{_START}semanticscholar\.org/(?:reader|paper)/(?:[^/\s]+/)?(?P<s2>[0-9a-f]{{40}})(?![0-9a-z])"
    rf"|{_START}connectedpapers\.com/main/(?P<connected>[0-9a-f]{{40}})(?![0-9a-z])"
    rf"|(?:{_START}(?:api\.)?semanticscholar\.org/|(?<![\w/]))corpusid:\s?(?P<corpus>\d{{1,12}})(?!\d)"
    rf"|{_START}(?:aclanthology\.org|aclweb\.org/anthology)/(?P<acl>[A-Z]\d{{2}}-\d{{4}}|\d{{4}}\.[a-z0-9-]+\.\d+)(?!\w)"
    rf"|{_START}(?:dx\.)?(?:doi\.org|dl\.acm\.org/doi(?:/(?:abs|pdf|full|epdf))?|link\.springer\.com/(?:article|chapter))/"
    rf"{_DOI}"
    rf"|{_START}paperswithcode\.com/paper/(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)+)(?![\w-])",
    _FLAGS,
)
_NOT_ARTICLES = re.compile(r"10\.(?:48550|5281|6084|17605)/", _FLAGS)  # arXiv itself, and hosts of data and code


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper by another site's name. `key` is how Semantic Scholar is asked ("DOI:10.1/x", a hash, "CorpusId:5",
    "ACL:…"), or "title:…" for the words of a title; `shown` how people write it; `spoiler`: it stands behind one."""

    key: str
    shown: str
    spoiler: bool = False


def may_name_elsewhere(text: str) -> bool:
    """Whether `text` may name a paper so; quick to see."""
    return _HINT.search(text) is not None


def find_elsewhere(text: str) -> tuple[Reference, ...]:
    """The papers that a message names so, in order of appearance, each once, at most five. What the reader does not see
    as text (code, links in angle brackets) names none."""
    if not may_name_elsewhere(text):
        return ()
    found: dict[str, Reference] = {}
    for piece in read_pieces(text):
        for match in _FORMS.finditer(piece.target or piece.text):
            if reference := _reference(match, piece.spoiler):
                found.setdefault(reference.key, reference)
    return tuple(found.values())[:MOST]


def _reference(match: re.Match[str], spoiler: bool) -> Reference | None:
    kind, value = next((kind, value) for kind, value in match.groupdict().items() if value)
    match kind:
        case "doi":
            doi = _without_tail(value)
            return None if _NOT_ARTICLES.match(doi) else Reference(f"DOI:{doi.lower()}", f"doi.org/{doi}", spoiler)
        case "corpus":
            return Reference(f"CorpusId:{value}", f"CorpusID:{value}", spoiler)
        case "acl":
            return Reference(f"ACL:{value}", f"aclanthology.org/{value}", spoiler)
        case "slug":
            return Reference(f"title:{value.lower().replace('-', ' ')}", f"paperswithcode.com/paper/{value}", spoiler)
        case _:
            return Reference(value.lower(), "", spoiler)  # a hash tells nobody anything


def _without_tail(doi: str) -> str:
    """A DOI without what ends the sentence, or closes the bracket, that it stands in."""
    while doi and (doi[-1] in ".,;:!*_~" or (doi[-1] == ")" and doi.count(")") > doi.count("("))):
        doi = doi[:-1]
    return doi
