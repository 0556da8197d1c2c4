"""Pure: what a web page shows, and where its links and buttons lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]
from yarl import URL

MAX_LINKS = 500
_MAX_SCRIPT = 500_000  # characters
_NEAR = 300  # characters around a link that are looked at
_UNSEEN = ("script", "style", "noscript", "template")
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p "
    "pre section table td th tr ul".split()
)
_BUTTON = re.compile(r"\b(?:btn|button|link-block|disabled)", re.IGNORECASE)
_ICON = re.compile(r"\b(github|gitlab|bitbucket|code|huggingface)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHITE = re.compile(r"\s+")
_REFRESH = re.compile(r"""^\s*[\d.]*\s*[;,]\s*(?:url\s*=\s*)?['"]?([^'"]+)""", re.IGNORECASE)
# Python knows codecs that are no charsets, of which punycode takes quadratic time.
_CHARSET = re.compile(
    r"utf-?(?:8|16)(?:-?[bl]e)?|(?:us-)?ascii|iso-?8859-\d+|latin-?\d|windows-125\d|cp125\d|koi8-[ru]|gbk|gb2312|gb18030"
    r"|big5|shift_jis|euc-(?:jp|kr)",
    re.IGNORECASE,
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link or button of a page.

    `url` is absolute and without fragment, "" when it leads nowhere (no address, "#", the page itself); `label` what
    it shows, icons by name; `near` the words of what it stands in.
    """

    url: str
    label: str
    near: str


@dataclass(frozen=True, slots=True)
class Html:
    """A page as a reader without JavaScript sees it.

    `text` has a line for each block; `refresh_url` is where it sends its readers by itself ("" nowhere); `generator`
    the program that names itself as its maker; `scripts` how many scripts would change it, `script_urls` where those
    that stand apart are, and `script_text` the beginning of those that stand in the page.
    """

    text: str
    links: tuple[PageLink, ...]
    refresh_url: str
    generator: str
    scripts: int
    script_urls: tuple[str, ...] = ()
    script_text: str = ""


def parse_html(body: bytes, url: str, charset: str | None = None) -> Html:
    """The page that `body` is, as served at `url`: any bytes give one, in time linear in their number (libxml2)."""
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(_decode(body, charset).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return Html("", (), "", "", 0)
    base = _join(url, next((found.get("href", "") for found in root.iter("base")), "")) or url
    metas = {(meta.get("name") or meta.get("http-equiv") or meta.get("property") or "").lower(): meta.get("content", "")
             for meta in root.iter("meta")}  # fmt: skip
    refresh = _REFRESH.match(metas.get("refresh", ""))
    scripts = list(root.iter("script"))
    script_urls = tuple(filter(None, (_join(base, script.get("src", "").strip()) for script in scripts)))
    script_text = "\n".join(script.text or "" for script in scripts)[:_MAX_SCRIPT]
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    text, elements = _walk(root)
    return Html(
        text=text,
        links=tuple(_link(element, base, url) for element in elements),
        refresh_url=_join(base, refresh[1].strip()) if refresh else "",
        generator=metas.get("generator") or metas.get("og:site_name", ""),
        scripts=len(scripts),
        script_urls=script_urls[:MAX_LINKS],
        script_text=script_text,
    )


def _decode(body: bytes, charset: str | None) -> str:
    named = _META_CHARSET.search(body[:4096])
    names = [charset, named[1].decode("ascii") if named else None, "utf-8"]
    name = next(name for name in names if name and _CHARSET.fullmatch(name))
    with suppress(LookupError):
        return body.decode(name, "replace").replace("\0", "")
    return body.decode("utf-8", "replace").replace("\0", "")


def _walk(root: etree._Element) -> tuple[str, list[etree._Element]]:
    """The visible text, and the links and buttons in it."""
    pieces: list[str] = []
    links: list[etree._Element] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            pieces.extend(filter(None, ("\n" if element.tag in _BLOCKS else "", _folded(element.tail))))
            continue
        if element.tag == "head" or _is_hidden(element):
            walk.skip_subtree()
            continue
        is_link = _is_link(element)
        # A button stands apart from the word before it.
        is_glued = is_link and bool(pieces) and pieces[-1][-1].isalnum()
        before = "\n" if element.tag in _BLOCKS else " " if is_glued else ""
        pieces.extend(filter(None, (before, _folded(element.text))))
        if is_link and len(links) < MAX_LINKS:
            links.append(element)
    lines = (_folded(line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line), links


def _folded(text: str | None) -> str:
    return _WHITE.sub(" ", text) if text else ""


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _is_link(element: etree._Element) -> bool:
    if element.tag in ("a", "button"):
        return True
    is_button = element.get("role") == "button" or _BUTTON.search(element.get("class", ""))
    return bool(is_button) and next(element.iter("a", "button"), None) is None


def _link(element: etree._Element, base: str, page: str) -> PageLink:
    target = _join(base, element.get("href", "").strip()) if element.tag == "a" else ""
    if _same_page(target, page):
        target = ""
    return PageLink(target, _label(element), _words(_block_of(element)))


def _block_of(element: etree._Element) -> etree._Element:
    """The block that an element stands in, two levels up at most: further up it is the page."""
    for _ in range(2):
        parent = element.getparent()
        if parent is None or parent.tag == "body":
            break
        element = parent
        if element.tag in _BLOCKS:
            break
    return element


def _label(element: etree._Element) -> str:
    words = _words(element)
    named = [element.get("title", ""), element.get("aria-label", "")]
    named += [image.get("alt", "") for image in element.iter("img")]
    if not words:
        seen = " ".join(icon.get(name, "") for icon in element.iter() for name in ("class", "data-icon", "icon", "src"))
        named += [found.lower() for found in _ICON.findall(seen.replace("_", "-"))]
    return " ".join([words, *(name for name in dict.fromkeys(named) if name)]).strip()[:_NEAR]


def _words(element: etree._Element) -> str:
    return " ".join("".join(_first(element, _NEAR)).split())


def _first(element: etree._Element, n: int) -> Iterator[str]:
    """The first `n` characters within `element`."""
    for piece in element.itertext():
        yield f"{piece[:n]} "
        n -= len(piece)
        if n <= 0:
            return


def _join(base: str, target: str) -> str:
    """`target` as an absolute web address without fragment; "" when it is none."""
    if not target or target.startswith(("#", "javascript:")):
        return ""
    try:
        joined = URL(base).join(URL(target)).with_fragment(None)
    except (ValueError, TypeError):
        return ""
    return str(joined) if joined.scheme in ("http", "https") and joined.raw_host else ""


def _same_page(target: str, page: str) -> bool:
    return target.rstrip("/").removesuffix("/index.html") == page.partition("#")[0].rstrip("/").removesuffix(
        "/index.html"
    )
