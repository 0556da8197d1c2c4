"""Links as they stand in papers: broken over lines, glued to words, wrapped in LaTeX, without a scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.reading.text import Text, places_of

# Hosts whose names people write without a scheme, and break in two ("github. com/x/y").
_KNOWN_HOST = (
    r"(?:github|gitlab|bitbucket|codeberg|sourceforge|zenodo|figshare|osf|huggingface|kaggle|gitee|pypi|doi|bit|tinyurl"
    r"|goo|cran\s?\.\s?r-project|anonymous\s?\.\s?4open|sites\s?\.\s?google|code\s?\.\s?google)"
    r"\s?\.\s?(?:com|org|net|io|co|ly|gl|science)\b"
)
_LABEL = r"[a-z0-9](?:[\w-]{0,62}\w)?"
_HOST = rf"{_LABEL}(?:\.{_LABEL}){{1,8}}"
_TOP = (
    r"(?:com|org|net|edu|gov|io|ai|dev|app|info|science|me|co|ly|eu|de|fr|uk|ch|it|es|nl|jp|cn|au|ca|us|se|at|be|pl|ru"
    r"|br|in|cl|dk|fi|no|pt|cz|il|kr)"
)
_ESCAPE = (
    r"\\~\{\}|\\[_%#&~$-]|\{\\?_\}|\$\\?_\$|\$\\sim\$|\{\\~\}|\\textasciitilde(?:\{\}|\s)?|\\textunderscore(?:\{\})?"
)
_BODY = rf"(?:[^\s<>\"{{}}|\\^`$\x00-\x20，。；、）】」》’”“‘]|{_ESCAPE})"

# A host alone is a link where the words before lead to it: "available at name.org", "web page: name.uni.edu".
_LEADS = {
    "available": ("available at ", "available from "), "accessible": ("accessible at ",), "found": ("found at ",),
    "hosted": ("hosted at ",), "downloaded": ("downloaded from ",), "page": ("page: ",), "site": ("site: ",),
}  # fmt: skip
_LEADING_WORDS = frozenset(_LEADS)
_HOST_ALONE = re.compile(
    rf"{_LABEL}(?:(?:\.{_LABEL}){{0,3}}\.(?:com|org|net|edu|io|ai|dev|app|info)|(?:\.{_LABEL}){{1,3}}\.{_TOP})"
    r"(?![\w@/-]|\.\w)",
    re.IGNORECASE,
)

_WITH_SCHEME = re.compile(
    rf"(?:https?|ftp)(?:\s?\\?:\s?/\s?/?|\s?//)\s?(?:https?://)?"
    rf"(?:(?:www\s?\.\s?)?{_KNOWN_HOST}|{_HOST}|\d{{1,3}}(?:\.\d{{1,3}}){{3}})(?::\d{{2,5}})?"
    rf"(?:\s?/{_BODY}*|[?\#]{_BODY}*)?",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\w@./\\-])(?:www\s?\.\s?{_HOST}(?:/{_BODY}*)?"
    rf"|{_KNOWN_HOST}(?:\s?/\s?{_BODY}+)"
    rf"|{_LABEL}\.(?:github|gitlab|gitee|bitbucket|readthedocs)\.io\b(?:/{_BODY}*)?"
    rf"|{_LABEL}(?:\.{_LABEL}){{0,4}}\.{_TOP}/{_BODY}+"
    r"|ascl:\s?\d{4}\.\d{3}\b)",
    re.IGNORECASE,
)
# What every bare form but a few shows, and quickly.
_HOST_AND_PATH = re.compile(r"\.\s?[a-z-]{2,9}\s?/")

_LATEX = re.compile(r"[\\{$]")
_UNESCAPE = re.compile(r"\{\\?_\}|\$\\?_\$|\\textunderscore(?:\{\})?")
_TILDE = re.compile(r"\$\\sim\$|\\~\{\}|\{\\~\}|\\textasciitilde(?:\{\}|\s)?")
_SCHEME = re.compile(r"(https?|ftp)\\?:?/+(?:https?://)?", re.IGNORECASE)
# A word that was glued on when the stop's blank got lost: "…/repo.Our code", "…/repo,and".
_GLUED = re.compile(
    r"[.,;](?:The|Our|We|This|These|Codes?|Data|All|It|In|An?|For|Project|Video|Demo|Webpage|and|with|including)$"
)
_FURTHER = re.compile(r"(?<![/=])https?://")
_TAIL = ".,;:!?'\"*”’»)]}>"
_OPENER = {")": "(", "]": "[", "}": "{"}
_NEXT_PART = re.compile(r"\s{1,3}(/?[\w.-]+(?:/[\w.~-]*)*)")
_CODE_HOST = re.compile(r"(?:github|gitlab|bitbucket|codeberg|gitee)\.(?:com|org)/?[^/]*/?$", re.IGNORECASE)
_ORDINARY = frozenset(
    "a an and are as at be by can code contains data for from has have http https in is it of on or our page see the"
    " this to under version via we where which will with".split()
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text: `start` to `end` is how it stands there, `url` what it leads to, cleaned."""

    start: int
    end: int
    url: str


def find_links(text: Text) -> list[Link]:
    """Every link in `text`, in order of appearance; e-mail addresses are none."""
    if "." not in text.flat:
        return []
    places = []
    rest = text.flat
    if "http" in rest or "ftp" in rest:
        places = _with_scheme(text)
        rest = "".join(rest[end:start] for end, start in _gaps(places, len(rest)))
    if _may_be_bare(rest):
        places = sorted([*places, *(found.span() for found in _BARE.finditer(text.raw))])
    hosts = list(_hosts_alone(text))
    places = sorted([*places, *hosts]) if hosts else places
    links: list[Link] = []
    for start, end in places:
        if not links or start >= links[-1].end:
            links.extend(_links_in(text.raw, start, end))
    return links


def _with_scheme(text: Text) -> list[tuple[int, int]]:
    """Start and end of each link that begins with a scheme."""
    places: list[tuple[int, int]] = []
    for start in sorted([*places_of("http", text.flat), *places_of("ftp", text.flat)]):
        found = _WITH_SCHEME.match(text.raw, start) if not places or start >= places[-1][1] else None
        if found:
            places.append(found.span())
    return places


def _gaps(places: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Start and end of what lies between `places` in a text of `length`."""
    return list(zip([0, *(end for _, end in places)], [*(start for start, _ in places), length], strict=True))


def _may_be_bare(flat: str) -> bool:
    """Whether a link without a scheme may stand in `flat`."""
    if "www" in flat or ".io" in flat or "ascl:" in flat:
        return True
    return "/" in flat and _HOST_AND_PATH.search(flat) is not None


def _hosts_alone(text: Text) -> Iterator[tuple[int, int]]:
    """Start and end of each host without a path that the words before it lead to."""
    for word in _LEADING_WORDS & text.words:
        for lead in _LEADS[word]:
            for start in places_of(lead, text.flat):
                host = _HOST_ALONE.match(text.raw, start + len(lead))
                if host:
                    yield host.span()


def same_place(url: str) -> str:
    """What two spellings of one address have in common: no scheme, no "www.", no closing slash, lower-case host."""
    bare = _SCHEME.sub("", url, count=1).rstrip("/")
    host, slash, path = bare.partition("/")
    return host.lower().removeprefix("www.") + slash + path


def host_of(url: str) -> str:
    """The host of a cleaned URL in lower case, without "www."."""
    bare = _SCHEME.sub("", url, count=1)
    return re.split(r"[/?#:]", bare, maxsplit=1)[0].lower().removeprefix("www.")


def _links_in(raw: str, start: int, end: int) -> list[Link]:
    """One link, or several where they are glued together ("https://a.org/xhttps://b.org/y").

    An archive's address holds another by right ("/web/2020/https://a.org", "?url=https://a.org").
    """
    cuts = [further.start() for further in _FURTHER.finditer(raw, start + 12, end)]
    last = cuts[-1] if cuts else start
    ends = [*cuts, _with_broken_off_part(raw, last, end)]
    links = [_finish(raw, *place) for place in zip([start, *cuts], ends, strict=True)]
    return [link for link in links if link.url]


def _with_broken_off_part(raw: str, start: int, end: int) -> int:
    """The end of the link with the part that a line break or a blank cut off."""
    for _ in range(3):
        part = _NEXT_PART.match(raw, end, end + 120)
        if part is None or not _belongs(raw[start:end], part):
            break
        end = part.end()
    return end


def _belongs(link: str, part: re.Match[str]) -> bool:
    word = part[1]
    if word.lower().rstrip(".,;") in _ORDINARY:
        return False
    if word.startswith("/"):
        return len(word) > 1
    if link.endswith("/") and _CODE_HOST.search(link):
        return "/" in word or not word[0].isupper() or "\n" in part[0] or "-" in word or "_" in word
    over_a_line = "\n" in part[0]
    return over_a_line and link[-1] in "/-_" and (link[-1] != "/" or any(c in word for c in "/-_.0123456789"))


def _finish(raw: str, start: int, end: int) -> Link:
    glued = _GLUED.search(raw, max(start + 8, end - 12), end)
    end = _without_tail(raw, start, glued.start() if glued else end)
    return Link(start, end, _clean(raw[start:end]))


def _without_tail(raw: str, start: int, end: int) -> int:
    """The end without the sentence's punctuation; a bracket stays where it was opened inside the link."""
    surplus = {
        closing: raw.count(closing, start, end) - raw.count(opening, start, end) for closing, opening in _OPENER.items()
    }
    while end > start and raw[end - 1] in _TAIL:
        if raw[end - 1] in surplus:
            if surplus[raw[end - 1]] <= 0:
                break
            surplus[raw[end - 1]] -= 1
        end -= 1
    return end


def _without_latex(shown: str) -> str:
    url = "".join(_TILDE.sub("~", shown).split())
    url = _UNESCAPE.sub("_", url)
    return re.sub(r"\\(?=[_%#&~$:-])", "", url)


def _clean(shown: str) -> str:
    url = _without_latex(shown) if _LATEX.search(shown) else "".join(shown.split())
    scheme = _SCHEME.match(url)
    if scheme:
        url = f"{scheme[1].lower()}://{url[scheme.end() :]}"
    return url if len(url) > len("http://") else ""
