"""arXiv's pages in the library: invented words in the shape of the real ones, and what follows from reading them."""

from __future__ import annotations

import aiohttp
import pytest

from bot.reading.full_text import read_full_text
from bot.sandbox.library import Library
from bot.sandbox.library.holdings import Holdings, load_holdings
from bot.sources.full_text.html import parse_full_text


@pytest.fixture
def holdings() -> Holdings:
    return load_holdings()


async def test_what_is_read_of_them(library: Library, session: aiohttp.ClientSession, holdings: Holdings) -> None:
    """One names its code in a footnote only, one names others' code only; neither says so in abstract or comment."""
    own = {}
    for text in holdings.full_texts:
        paper = holdings.papers[text.arxiv_id]
        async with session.get(f"{library.settings['ARXIV_PAGES_URL']}/html/{text.arxiv_id}v{paper.version}") as page:
            assert page.content_type == "text/html"
            passages = parse_full_text(await page.read())
        found = read_full_text(paper.title, paper.abstract, passages)
        own[text.arxiv_id] = [quote.place for quote in found.own_quotes]
        assert found.other_urls
    assert own == {"2303.14078": ["§2, footnote 2"], "2410.09121": []}


@pytest.mark.parametrize("path", ["2303.14078v2", "2504.21051v1", "2303.14078", "0000.0000v1"])
async def test_no_html(library: Library, session: aiohttp.ClientSession, path: str) -> None:
    """Most papers have no HTML, nor has a version that does not exist: 404."""
    async with session.get(f"{library.settings['ARXIV_PAGES_URL']}/html/{path}") as page:
        assert page.status == 404
