"""What a page shows: its text, links, buttons that lead nowhere; any bytes, in linear time."""

from __future__ import annotations

import time

import pytest

from bot.sources.hosts.html import Html, parse_html

URL = "https://ada.github.io/engine/"


def parse(html: str, url: str = URL) -> Html:
    return parse_html(html.encode(), url)


@pytest.mark.parametrize(
    ("html", "url", "label"),
    [
        ('<a href="https://github.com/ada/engine">Code</a>', "https://github.com/ada/engine", "Code"),
        ('<a href="../other">x</a>', "https://ada.github.io/other", "x"),
        ('<a href="code.zip#top">Download</a>', "https://ada.github.io/engine/code.zip", "Download"),
        ('<base href="https://x.org/a/"><a href="b">B</a>', "https://x.org/a/b", "B"),
        ('<a href="#">Code (coming soon)</a>', "", "Code (coming soon)"),
        ('<a href="">Code</a>', "", "Code"),
        ("<a>Code</a>", "", "Code"),
        ('<a href="javascript:void(0)">Code</a>', "", "Code"),
        ('<a href="./">Code</a>', "", "Code"),
        ('<a href="index.html">Home</a>', "", "Home"),
        ("<button disabled>Code soon</button>", "", "Code soon"),
        ('<span class="btn btn-dark">Code</span>', "", "Code"),
        ('<a href="mailto:ada@x.org">Ada</a>', "", "Ada"),
        ('<a href="http://[::1">x</a>', "", "x"),
        ('<a href="https://github.com/a/b"><i class="fab fa-github"></i></a>', "https://github.com/a/b", "github"),
        ('<a href="https://github.com/a/b"><img src="x.png" alt="Code"></a>', "https://github.com/a/b", "Code"),
        ('<a href="https://github.com/a/b" title="Code"></a>', "https://github.com/a/b", "Code"),
        (
            '<a href="https://github.com/a/b"><svg data-icon="github"><path/></svg></a>',
            "https://github.com/a/b",
            "github",
        ),
    ],
)
def test_links_and_buttons(html: str, url: str, label: str) -> None:
    """Where a link leads, absolute, and what it shows."""
    (link,) = parse(html).links
    assert (link.url, link.label) == (url, label)


def test_what_is_not_seen_does_not_count() -> None:
    """Comments, scripts, styles and hidden parts show nothing and link nowhere."""
    found = parse(
        '<head><title>t</title></head><body>Seen<!-- <a href="https://github.com/a/b">Code</a> -->'
        '<script>var a = "<a href=x>"</script><style>p{}</style><noscript>no</noscript>'
        '<div hidden><a href="/x">x</a></div><div style="display: none"><a href="/y">y</a></div> too</body>'
    )
    assert (found.text, found.links, found.scripts) == ("Seen\ntoo", (), 1)


def test_text_has_a_line_for_each_block() -> None:
    """Blocks are lines, white space is folded, marks within a line are no breaks."""
    found = parse("<h1>Ti<b>t</b>le</h1><p>One\n two<br>three</p><ul><li>a</li><li>b</li></ul>tail")
    assert found.text.split("\n") == ["Title", "One two", "three", "a", "b", "tail"]


def test_the_words_near_a_link() -> None:
    """A link's block tells whose code it is."""
    (link,) = parse('<p>Template borrowed from <a href="https://github.com/x/y">here</a>, thanks.</p>').links
    assert link.near == "Template borrowed from here , thanks."


@pytest.mark.parametrize(
    ("content", "url"),
    [("0; url=https://x.org/", "https://x.org/"), ("5;URL='/new'", "https://ada.github.io/new"), ("30", "")],
)
def test_a_page_that_sends_its_readers_on(content: str, url: str) -> None:
    """A refresh with an address is a redirect."""
    assert parse(f'<meta http-equiv="refresh" content="{content}">').refresh_url == url


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("<p>größe".encode(), None, "größe"),
        ("<p>größe".encode("latin-1"), "latin-1", "größe"),
        ('<meta charset="iso-8859-1"><p>größe'.encode("latin-1"), None, "größe"),
        ("<p>größe".encode(), "no-such-charset", "größe"),
        ("<p>größe".encode(), "punycode", "größe"),
        ("<p>größe".encode(), "latin9000", "größe"),
        (b"<p>a\x00b\xff", None, "ab\ufffd"),
        (b"", None, ""),
        (b"\x00\x01\x02", None, ""),
    ],
)
def test_bytes_become_text(body: bytes, charset: str | None, text: str) -> None:
    """By the header's charset, the page's own, or UTF-8; never an error."""
    assert parse_html(body, URL, charset).text.strip("\x01\x02") == text


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<!--", "<div>", "<a href='x", "&#", "<table><tr><td>", "</", "<svg ", "<script>", "<noscript>x</noscript>",
     "<a href=x>y</a>", "<p><a href=x>y</a>z", "<meta charset=", "<base href=x>", "<button>", "<a><i class=fa-github>"],
)  # fmt: skip
def test_hostile_pages_take_linear_time(piece: str) -> None:
    """A page of two million characters of one piece is read in a moment."""
    body = (piece * (2_000_000 // len(piece))).encode()
    started = time.process_time()
    parse_html(body, URL)
    assert time.process_time() - started < 5
