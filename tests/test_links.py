"""Papers named in messages: forms of links and the messages around them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.links import find_papers, parse_arxiv_id
from bot.models import PaperLink

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://arxiv.org/abs/1706.03762", [PaperLink("1706.03762")]),
        ("see arxiv.org/pdf/1706.03762v5.pdf.", [PaperLink("1706.03762", 5)]),
        ("https://arxiv.org/abs/math.GT/0309136", [PaperLink("math/0309136")]),
        ("`https://arxiv.org/abs/1706.03762`", []),
        ("https://notarxiv.org/abs/1706.03762", []),
    ],
)
def test_papers_named_in_a_message(text: str, expected: list[PaperLink]) -> None:
    """A message names exactly these papers."""
    assert list(find_papers(text, today=TODAY)) == expected


def test_a_typed_id_is_read() -> None:
    """A bare id is enough where a person is asked for one."""
    assert parse_arxiv_id("1706.03762v5", TODAY) == PaperLink("1706.03762", 5)
