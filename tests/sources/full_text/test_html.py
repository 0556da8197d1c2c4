"""arXiv's HTML as passages: what stands where, what is dropped, and what an attacker would send."""

from __future__ import annotations

import tracemalloc

import pytest

from bot.reading.full_text import read_full_text
from bot.reading.passages import MAX_PASSAGE, Passage
from bot.sources.full_text.gathering import MAX_CHARS
from bot.sources.full_text.html import NoPaper, parse_full_text
from tests.sources.full_text.conftest import link, note, page, section

OWN = "https://github.com/ada/engine"


def shown(passage: Passage) -> str:
    return "".join(piece.shown for piece in passage.pieces).strip()


def test_a_paper(paper_page: str) -> None:
    """Own and other links with their places; frame, formulas and bibliography are dropped."""
    passages = parse_full_text(paper_page.encode())
    found = read_full_text("Engines", "", passages)
    assert found.own_urls == (OWN,)
    assert found.other_urls == ("https://github.com/grace/gears",)
    assert [(quote.text, quote.place) for quote in found.quotes] == [
        ("Our code is publicly available.", "§2, footnote 2")
    ]
    assert [(passage.place, shown(passage)) for passage in passages] == [
        ("first page", "Engines"),
        ("first page", "Ada Engine"),
        ("abstract", "Abstract"),
        ("abstract", "We turn wheels."),
        ("§1", "We use Gears."),
        ("§2", "The wheel turns with always. Our code is publicly available. We go on."),
    ]


@pytest.mark.parametrize(
    ("number", "heading", "kind", "place"),
    [
        ("3.1", "Wheels", "subsection", "§3.1"),
        ("Appendix A", "More", "appendix", "Appendix A"),
        ("", "Data availability", "section", "Data availability"),
        ("A.2", "More", "subsection", "§A.2"),
    ],
)
def test_places(number: str, heading: str, kind: str, place: str) -> None:
    """A numbered section is named by its number, another by its heading."""
    html = page(section(number, heading, f"Our code is at {link(OWN)}.", kind))
    assert read_full_text("", "", parse_full_text(html.encode())).own_quotes[0].place == place


def test_words_that_lead_somewhere() -> None:
    """A link behind words is read; links within the page are none."""
    inside = (
        f"As in <a href='#S1'>1</a> and <a class='ltx_ref' href='https://arxiv.org/html/2401.00001v2#bib.bib1'>Foo</a>,"
        f" our code is {link(OWN, 'here')}."
    )
    found = read_full_text("", "", parse_full_text(page(section("1", "A", inside)).encode()))
    assert found.own_urls == (OWN,)
    assert found.other_urls == ()
    assert found.quotes[0].text == "As in 1 and Foo, our code is here."


@pytest.mark.parametrize(
    "body", [b"", b"Rate exceeded.", b"<html><h1>Sign in</h1></html>", b"\x00\xff\xfe", b"%PDF-1.7"]
)
def test_no_paper(body: bytes) -> None:
    """A page that is no paper is not read as one that names no code."""
    with pytest.raises(NoPaper):
        parse_full_text(body)


HOSTILE = {
    "deep": page("<div>" * 20_000),
    "deep notes": page('<span class="ltx_note">x' * 10_000),
    "deep links": page('<a href="https://a.org/">' * 10_000),
    "deep sections": page('<section class="ltx_section"><h2 class="ltx_title ltx_title_section">x</h2>' * 5_000),
    "closed without being open": page("</div></span></section></article>" * 50_000),
    "one word": page("x" * 3_000_000),
    "links": page(link("https://github.com/a/b") * 3_000),
    "entities": "<!DOCTYPE a [<!ENTITY b 'https://github.com/a/b'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
    + page("<p class='ltx_p'>Our code is at &b; &c;.</p>" * 1000),
    "long address": page(link("https://github.com/" + "a" * 1_000_000)),
    "attributes": page("<p " + " ".join(f"a{i}=''" for i in range(100_000)) + ">x</p>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    """Whatever comes is read to an end, in memory that its size bounds."""
    body = HOSTILE[name].encode()
    tracemalloc.start()
    try:
        passages = parse_full_text(body)
        found = read_full_text("Engines", "", passages)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 40 * len(body) + 10_000_000
    assert all(len(shown(passage)) <= MAX_PASSAGE + 2_000 for passage in passages)
    assert sum(len(shown(passage)) for passage in passages) <= MAX_CHARS + MAX_PASSAGE
    assert "root:" not in str(found)


def test_a_long_paper() -> None:
    """The link on the last of three hundred pages is found."""
    words = "The wheel turns and turns, as we have seen in the section before, with our engine. " * 40
    parts = [section(str(n), "Wheels", words) for n in range(1, 300)]
    html = page(*parts, section("300", "End", "Our code is available." + note(9, link(OWN))))
    found = read_full_text("Engines", "", parse_full_text(html.encode()))
    assert found.own_quotes[0].place == "§300, footnote 9"
