"""A library that new papers keep coming to: the papers that it holds, again and again under other ids."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice

from bot.sandbox.library.holdings import HeldPaper, Holdings, load_holdings

FIRST, PER_MONTH = 80_000, 9_999  # arXiv has never come so far in a month


def stock(n_more: int) -> Holdings:
    """The library's holdings with `n_more` copies of its papers; none of those whose full text changes the verdict."""
    held = load_holdings()
    two_verdicts = {text.arxiv_id for text in held.full_texts}
    papers = {each.arxiv_id: each for each in held.papers.values() if each.arxiv_id not in two_verdicts}
    copied = islice(cycle(tuple(papers.values())), n_more)
    papers |= {copy.arxiv_id: copy for copy in (_copy(paper, n) for n, paper in enumerate(copied))}
    return replace(held, papers=papers)


def _copy(paper: HeldPaper, number: int) -> HeldPaper:
    """The paper under an id that arXiv has not given; a DOI is one paper's."""
    month, in_month = divmod(number, PER_MONTH)
    return replace(paper, arxiv_id=f"18{month + 1:02}.{FIRST + in_month}", doi=None)
