"""Every judgement carries verbatim words; any input is read, and in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models import Nature, Quote, Reading, Statement, TextField
from bot.reading import read
from bot.reading.text import MAX_QUOTE

PIECES = [
    "Code is available at ", "https://github.com/a/b", "https: //github.com/\nx/y", "\\url{", "}", "~", ". ", ";",
    "\n", " upon request", "We prove that", " a survey ", "this review summarizes", "Accepted to CVPR 2023",
    "will be released",
    "www.", "github. com/", "İ", "ß", "\ud800", "\x00", "\x01", "\U0001f9df", "e\u0301", "代码", "。", "open-source",
    "package", "available", "we release our code", "(", ")", "  ", "\u2028", "theorem", "lemma",
    "to appear in Phys. Rev. B",
]  # fmt: skip
ANY_TEXT = st.one_of(
    st.text(st.characters(), max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
)


def all_quotes(reading: Reading) -> list[Quote]:
    venue = [reading.venue_quote] if reading.venue_quote else []
    return [*reading.statement_quotes, *reading.nature_quotes, *venue]


CATEGORIES = st.sampled_from([(), ("math.AG",), ("hep-th", "math-ph"), ("cs.LG",), ("astro-ph.GA",), ("",), ("x",)])


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, CATEGORIES)
@settings(max_examples=400, deadline=None)
def test_quotes_are_verbatim_and_there_when_due(
    title: str, abstract: str, comment: str, categories: tuple[str, ...]
) -> None:
    reading = read(title, abstract, comment, categories)
    texts = {TextField.TITLE: title, TextField.ABSTRACT: abstract, TextField.COMMENT: comment}
    for quote in all_quotes(reading):
        assert quote.text
        assert texts[quote.field][quote.start : quote.start + len(quote.text)] == quote.text
    assert (reading.statement is Statement.NONE) == (reading.statement_quotes == ())
    assert (reading.nature is Nature.OTHER) == (reading.nature_quotes == ())
    assert (reading.venue is None) == (reading.venue_quote is None)
    assert not {*reading.own_urls} & {*reading.other_urls}
    if reading.statement is Statement.URL:
        assert reading.own_urls


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(deadline=None)
def test_reading_is_repeatable(abstract: str) -> None:
    assert read("t", abstract, "") == read("t", abstract, "")


def test_a_short_sentence_is_quoted_whole() -> None:
    (quote,) = read(
        "A study", "We do things. Our code is available at https://github.com/a/b. It works.", ""
    ).statement_quotes
    assert quote == Quote("Our code is available at https://github.com/a/b.", TextField.ABSTRACT, 14)


def test_a_long_sentence_is_quoted_around_its_cue() -> None:
    """Whoever reads the embed wants the clause that counts, not eight lines."""
    filler = "we consider many things in great detail, " * 12
    (quote,) = read(
        "A study", f"In this work, {filler}and our code is publicly available, {filler}as ever.", ""
    ).statement_quotes
    assert "our code is publicly available" in quote.text
    assert len(quote.text) <= MAX_QUOTE


def test_words_in_an_address_are_no_words() -> None:
    assert read("A study", "", "Data: https://a.org/code-is-available-upon-request").statement is Statement.NONE


ADVERSARIES = {
    "codes": "code ",
    "availability": "code is available ",
    "promises": "we will release our code upon ",
    "open": "we present a new open-source, ",
    "packages": "a new python package ",
    "schemes": "https://",
    "hosts": "a.b.",
    "paths": "github.com/a/",
    "brackets": "(((https://a.org/((((",
    "closing": "https://a.org/)))))",
    "blanks": "https :  ",
    "spaces": " ",
    "newlines": "\n",
    "escapes": "\\_{\\_}$\\sim$",
    "surveys": "this paper gives a very nice long deep ",
    "reviews": "in this short review of ",
    "proofs": "we prove theorem ",
    "accepted": "accepted in the ",
    "capitals": "Accepted in A B of C ",
    "submitted": "submitted CVPR 2023 ",
    "commas": "open, challenges, ",
    "letters": "a",
    "requests": "upon request from the authors ",
    "dots": ".",
    "chinese": "代码公开",
    "surrogates": "\ud800",
    "sentences with links": "See https://a.org/x. Then ",
    "listed links": "https://doi.org/10.1/x, ",
    "glued links": "http://a.org/x",
    "hyphens": "wide-",
    "lists": "challenges, ",
    "ands": "code and data and ",
    "articles": "a an the our ",
    "clauses": "the code that ",
    "releases": "release of our ",
    "licences": "released under the gnu ",
    "theirs": "authors release their ",
    "shouting": "CODE AVAILABLE ",
    "schemes with blanks": "https: //a.b/\n",
    "addresses in LaTeX": "\\url{https://a.b/",
    "dotted letters": "a.b.c.d ",
    "initials": "A. B. ",
    "overviews": "an overview of ",
    "notes": "these notes ",
}
SIGNS = (
    "we release our code, available, open, in a survey, review, overview, notes, lectures, recent, summarized, papers,"
    " introduction, install, licence, gnu, public, preparing, ancillary, request, author, link, which "
)
"""A word for every rule that waits for one, so that an adversary meets them all."""


def seconds(text: str) -> float:
    """The time to read `text`, a third of it as title, abstract and comment."""
    third = text[: len(text) // 3]
    started = time.process_time()
    read(third, third, third)
    return time.process_time() - started


def test_one_link_with_a_long_tail() -> None:
    """Whatever is heaped on a link's end is cut off in one go."""
    short, long = ("https://a.org/x" + ")" * size for size in (25_000, 200_000))
    assert seconds(long) < 40 * max(seconds(short), 0.002)


@pytest.mark.parametrize("piece", ADVERSARIES.values(), ids=ADVERSARIES)
def test_time_grows_with_length_only(piece: str) -> None:
    """Eight times the text may take some forty times as long; a quadratic rule would take 64 times and more.

    A backtracking expression tells nobody its steps, so that processor time has to do; it is eight times in truth.
    """
    short, long = (SIGNS + piece * (size // len(piece)) for size in (25_000, 200_000))
    assert seconds(long) < 40 * max(seconds(short), 0.002)
