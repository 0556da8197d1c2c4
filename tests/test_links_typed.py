"""What a person types where one paper is asked for, and ids that stand alone where a server reads them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.links import find_papers, parse_arxiv_id
from bot.models import PaperLink

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "arxiv_id", "version"),
    [
        ("1706.03762", "1706.03762", None),
        ("1706.03762v5", "1706.03762", 5),
        ("1706.03762V5", "1706.03762", 5),
        ("  1706.03762\n", "1706.03762", None),
        ("<1706.03762>", "1706.03762", None),
        ("(1706.03762)", "1706.03762", None),
        ("[1706.03762]", "1706.03762", None),
        ("`1706.03762`", "1706.03762", None),
        ("||1706.03762||", "1706.03762", None),
        ("**1706.03762**", "1706.03762", None),
        ("“1706.03762”", "1706.03762", None),
        ("1706.03762.", "1706.03762", None),
        ("1706.03762，", "1706.03762", None),
        ("\u200b1706.03762\u200b", "1706.03762", None),
        ("1706.03762.pdf", "1706.03762", None),
        ("1706.03762v5.pdf", "1706.03762", 5),
        ("abs/1706.03762", "1706.03762", None),
        ("/pdf/1706.03762v1", "1706.03762", 1),
        ("0704.0001", "0704.0001", None),
        ("2612.00001", "2612.00001", None),
        ("math/0309136", "math/0309136", None),
        ("hep-th/9901001v2", "hep-th/9901001", 2),
        ("math.GT/0309136", "math/0309136", None),
        ("MATH.gt/0309136", "math/0309136", None),
        ("solv-int/9701001", "solv-int/9701001", None),
        ("cond-mat.stat-mech/0309136", "cond-mat/0309136", None),
        ("<https://arxiv.org/abs/1706.03762>", "1706.03762", None),
        ("`https://arxiv.org/abs/1706.03762`", "1706.03762", None),
        ("[1706.03762](https://arxiv.org/abs/1706.03762)", "1706.03762", None),
        ("https://arxiv.org/abs/1706.03762v0", "1706.03762", None),
        ("doi: 10.48550/arXiv.1706.03762", "1706.03762", None),
    ],
)
def test_typed_paper(typed: str, arxiv_id: str, version: int | None) -> None:
    """An id or a link is understood, whatever stands around it."""
    assert parse_arxiv_id(typed, TODAY) == PaperLink(arxiv_id, version)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "attention is all you need",
        "1706",
        "1706.3762",
        "17.06.03762",
        "1706.03762 1810.04805",
        "1706.03762,1810.04805",
        "1706.03762 attention",
        "see https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/abs/1706.03762 https://arxiv.org/abs/1810.04805",
        "https://arxiv.org/abs/1706.03762https://arxiv.org/abs/1810.04805",
        "1713.03762",
        "2701.00001",
        "0703.0001",
        "1412.00001",
        "hep-th/0704001",
        "hep-th/9901000",
        "hep/9901001",
        "9901001",
        "192.168.1412.0001",
        "$1706.03762",
        "v1706.03762",
        "-1706.03762",
        "1706.03762e5",
        "https://arxiv.org/list/cs.CL/recent",
    ],
)
def test_typed_something_else(typed: str) -> None:
    """Anything but the name of one paper is left to the search by title."""
    assert parse_arxiv_id(typed, TODAY) is None


@pytest.mark.parametrize(
    ("message", "papers"),
    [
        ("1706.03762", "1706.03762"),
        ("have you read 1706.03762v5?", "1706.03762"),
        ("1706.03762, 1810.04805 and hep-th/9711200", "1706.03762 1810.04805 hep-th/9711200"),
        ("[1706.03762] Attention Is All You Need", "1706.03762"),
        ("math.GT/0309136", "math/0309136"),
        ("(0704.0001)", "0704.0001"),
        ("id:1706.03762", "1706.03762"),
        ("看1706.03762", "1706.03762"),
        ("**1706.03762**", "1706.03762"),
        ("1706.03762.", "1706.03762"),
        ("1706.03762v5.pdf", "1706.03762"),
        ("https://arxiv.org/abs/1706.03762 1706.03762", "1706.03762"),
        ("`1706.03762`", ""),
        ("$1706.03762", ""),
        ("€ 1204.5678", ""),
        ("USD 1204.5678", ""),
        ("1204.5678 EUR", ""),
        ("1204.5678€", ""),
        ("1204.5678 %", ""),
        ("1204.5678 km", ""),
        ("1204.5678ms", ""),
        ("build 1904.18362", ""),
        ("Build: 1904.18362", ""),
        ("version 1904.18362", ""),
        ("v1904.18362", ""),
        ("10.0.1904.18362", ""),
        ("192.168.1412.0001", ""),
        ("1706.03762.1", ""),
        ("-1706.03762", ""),
        ("0.1706.03762", ""),
        ("11706.03762", ""),
        ("1706.037620", ""),
        ("1706.03762abc", ""),
        ("x1706.03762", ""),
        ("foo/1706.03762", ""),
        ("2017.0612", ""),
        ("12.06.2017", ""),
        ("1999.01234", ""),
        ("9901001", ""),
        ("https://doi.org/10.1145/1706.03762", ""),
        ("10.1145/1412.3412", ""),
        ("https://example.com/1706.03762", ""),
        ("example.com/1706.03762", ""),
        ("me@1706.03762", ""),
        ("evil.com/hep-th/9711200", ""),
        ("+49 1706 03762", ""),
        ("[1706.03762](https://example.com)", "1706.03762"),
    ],
)
def test_ids_that_stand_alone(message: str, papers: str) -> None:
    """A server may have bare ids read; money, measures, builds, dates and addresses are none even there."""
    found = find_papers(message, bare_ids=True, today=TODAY)
    assert " ".join(link.arxiv_id for link in found) == papers


@pytest.mark.parametrize("message", ["1706.03762", "hep-th/9711200", "see 1706.03762v5"])
def test_ids_that_stand_alone_are_left_alone_elsewhere(message: str) -> None:
    """Without that setting a bare id is a number."""
    assert find_papers(message, today=TODAY) == ()


@pytest.mark.parametrize(
    ("today", "arxiv_id", "exists"),
    [
        (date(2026, 11, 24), "2611.00001", True),
        (date(2026, 11, 24), "2612.00001", True),
        (date(2026, 11, 24), "2701.00001", False),
        (date(2026, 12, 1), "2701.00001", True),
        (date(2026, 12, 31), "2702.00001", False),
        (date(2014, 12, 31), "1501.00001", True),
        (date(2014, 11, 30), "1501.00001", False),
    ],
)
def test_ids_reach_into_the_next_month(today: date, arxiv_id: str, exists: bool) -> None:
    """An id of the next month may exist somewhere on Earth, one of a later month cannot."""
    assert (parse_arxiv_id(arxiv_id, today) is not None) == exists
    assert (find_papers(f"https://arxiv.org/abs/{arxiv_id}", today=today) != ()) == exists


def test_today_is_now_unless_given() -> None:
    """Without a date the clock decides; a paper of long ago exists by any clock, one of 2090 by none of ours."""
    assert find_papers("https://arxiv.org/abs/1706.03762 https://arxiv.org/abs/9001.00001") == (
        PaperLink("1706.03762"),
    )
    assert parse_arxiv_id("1706.03762") == PaperLink("1706.03762")
    assert parse_arxiv_id("9001.00001") is None
