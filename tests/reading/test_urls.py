"""Links as authors write them, and what becomes of them."""

from __future__ import annotations

import pytest

from bot.models import TextField
from bot.reading.text import prepare
from bot.reading.urls import find_links, host_of, same_place

ROWS: list[tuple[str, list[str]]] = [
    # plain, and the sentence's own punctuation
    ("Code is at https://github.com/a/b.", ["https://github.com/a/b"]),
    ("Code is at https://github.com/a/b, data elsewhere", ["https://github.com/a/b"]),
    ("(https://github.com/a/b)", ["https://github.com/a/b"]),
    ("[https://github.com/a/b].", ["https://github.com/a/b"]),
    ("<https://github.com/a/b>", ["https://github.com/a/b"]),
    ("“https://github.com/a/b”", ["https://github.com/a/b"]),
    ("'https://github.com/a/b'.", ["https://github.com/a/b"]),
    ("see https://github.com/a/b; https://c.org/d!", ["https://github.com/a/b", "https://c.org/d"]),
    ("https://github.com/a/b.git.", ["https://github.com/a/b.git"]),
    ("https://a.github.io/b/", ["https://a.github.io/b/"]),
    ("https://en.wikipedia.org/wiki/Code_(semiotics)", ["https://en.wikipedia.org/wiki/Code_(semiotics)"]),
    ("https://a.org/x(1)).", ["https://a.org/x(1)"]),
    ("https://a.org/b?x=1&y=2#z.", ["https://a.org/b?x=1&y=2#z"]),
    ("http://127.0.0.1:8080/x", ["http://127.0.0.1:8080/x"]),
    ("ftp://ftp.a.org/pub/code.tar.gz", ["ftp://ftp.a.org/pub/code.tar.gz"]),
    ("HTTPS://GitHub.com/A/B", ["https://GitHub.com/A/B"]),
    ("https://youtu.be/FvgvsiAXuW0.", ["https://youtu.be/FvgvsiAXuW0"]),
    ("https://bit.ly/3abcDE", ["https://bit.ly/3abcDE"]),
    ("https://doi.org/10.5281/zenodo.1234567.", ["https://doi.org/10.5281/zenodo.1234567"]),
    # broken in two
    ("https://github.com/\nuser/repo. We", ["https://github.com/user/repo"]),
    ("https://github.com/user/\nrepo.", ["https://github.com/user/repo"]),
    ("https://github.com/ user/repo .", ["https://github.com/user/repo"]),
    ("https://github.com/user/ repo.", ["https://github.com/user/repo"]),
    ("https://github.com /user/repo", ["https://github.com/user/repo"]),
    ("https: //github.com/a/b-c, and", ["https://github.com/a/b-c"]),
    ("https:// github.com/a/b", ["https://github.com/a/b"]),
    ("https:/github.com/a/b", ["https://github.com/a/b"]),
    ("https//github.com/a/b", ["https://github.com/a/b"]),
    ("http ://www.a.org/b", ["http://www.a.org/b"]),
    ("https://github. com/a/b", ["https://github.com/a/b"]),
    ("github. com/a/b", ["github.com/a/b"]),
    ("https://www.cs.uni.edu/\nlong-dir/x.html", ["https://www.cs.uni.edu/long-dir/x.html"]),
    ("https://github.com/a/long-\nname for", ["https://github.com/a/long-name"]),
    ("at https://github.com/a/b\nWe show", ["https://github.com/a/b"]),
    ("at https://github.com/x/\nwe show", ["https://github.com/x/"]),
    ("visit https://a.org/ for more", ["https://a.org/"]),
    # glued
    ("available athttps://github.com/a/b", ["https://github.com/a/b"]),
    ("https://github.com/a/b.Our code", ["https://github.com/a/b"]),
    ("https://github.com/a/b,https://github.com/c/d", ["https://github.com/a/b", "https://github.com/c/d"]),
    ("https://a.org/xhttps://b.org/y", ["https://a.org/x", "https://b.org/y"]),
    ("https://web.archive.org/web/2020/https://a.org", ["https://web.archive.org/web/2020/https://a.org"]),
    ("https://https://github.com/a/b", ["https://github.com/a/b"]),
    # LaTeX
    (r"\url{https://github.com/a/b\_c}.", ["https://github.com/a/b_c"]),
    (r"\href{https://x.github.io/p}{project page}", ["https://x.github.io/p"]),
    (r"\href{https://github.com/a/b}{\texttt{github.com/a/b}}", ["https://github.com/a/b", "github.com/a/b"]),
    (r"{\tt http://www.a.edu/code}", ["http://www.a.edu/code"]),
    (r"\texttt{https://github.com/a/b}", ["https://github.com/a/b"]),
    (r"http://www.a.edu/$\sim$bob/x", ["http://www.a.edu/~bob/x"]),
    (r"http://www.a.edu/\~{}bob/x", ["http://www.a.edu/~bob/x"]),
    (r"http://www.a.edu/~bob/x", ["http://www.a.edu/~bob/x"]),
    (r"http://a.org/x\%20y\#z", ["http://a.org/x%20y#z"]),
    (r"available at~\url{https://github.com/a/b}", ["https://github.com/a/b"]),
    (r"a link\footnote{\url{https://a.org/b}} in", ["https://a.org/b"]),
    # without a scheme
    ("github.com/a/b.", ["github.com/a/b"]),
    ("Code: github.com/a/b", ["github.com/a/b"]),
    ("www.cristal.udec.cl", ["www.cristal.udec.cl"]),
    ("see foo.github.io/bar", ["foo.github.io/bar"]),
    ("gitlab.com/a/b", ["gitlab.com/a/b"]),
    ("zenodo.org/record/123", ["zenodo.org/record/123"]),
    ("anonymous.4open.science/r/abc-12", ["anonymous.4open.science/r/abc-12"]),
    ("cs.uni.edu/~bob/code", ["cs.uni.edu/~bob/code"]),
    ("ascl:1701.002", ["ascl:1701.002"]),
    # other writing systems
    ("代码见https://github.com/a/b。", ["https://github.com/a/b"]),
    ("код: https://github.com/a/b — открыт", ["https://github.com/a/b"]),
    # no links
    ("", []),
    ("bob@github.com/x is no link", []),
    ("write to bob@a.org.", []),
    ("this https URL", []),
    ("and/or U.S./Japan, HTTP/2, e.g./i.e. 12/34", []),
    ("https:// and nothing", []),
    ("the ratio a.b/c", []),
    ("Node.js and Booking.com", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_links_come_out_clean(text: str, expected: list[str]) -> None:
    assert [link.url for link in find_links(prepare(TextField.ABSTRACT, text))] == expected


def test_a_link_tells_where_it_stands() -> None:
    """The place is that of the words as written, breaks included."""
    text = "Code: https: //github.com/a/b."
    (link,) = find_links(prepare(TextField.COMMENT, text))
    assert text[link.start : link.end] == "https: //github.com/a/b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://github.com/a/b", "github.com/a/b"),
        ("http://www.a.org/x/", "https://a.org/x"),
        ("https://GitHub.com/a/b", "https://github.com/a/b"),
    ],
)
def test_spellings_of_one_address_are_one_place(one: str, other: str) -> None:
    assert same_place(one) == same_place(other)


def test_the_path_tells_places_apart() -> None:
    assert same_place("https://github.com/a/B") != same_place("https://github.com/a/b")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.GitHub.com/a/b", "github.com"),
        ("github.com/a", "github.com"),
        ("http://a.org:8080/x", "a.org"),
        ("https://a.org?x", "a.org"),
    ],
)
def test_host(url: str, host: str) -> None:
    assert host_of(url) == host
