"""What is said of a paper besides its verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.models import Paper, PaperLink
from bot.remarks import find_remarks

AT = datetime(2024, 1, 1, tzinfo=UTC)
PAPER = Paper("2401.00001", 3, "A title", "We study things.", ("A. Author",), ("cs.LG",), AT, AT)


@pytest.mark.parametrize(("version", "said"), [(None, ()), (3, ()), (4, ()), (1, ("you linked v1, the newest is v3",))])
def test_an_older_version(version: int | None, said: tuple[str, ...]) -> None:
    """Only where an older one was linked than there is."""
    assert find_remarks(PAPER, PaperLink(PAPER.arxiv_id, version)) == said


@pytest.mark.parametrize(
    "comment",
    [
        "This paper has been withdrawn by the author due to a crucial error in equation 1",
        "Withdrawn: Theorem 2 is wrong",
        "This article has been withdrawn",
        "The manuscript is withdrawn; a corrected one follows",
        "paper withdrawn by its authors",
    ],
)
def test_withdrawn(comment: str) -> None:
    """As authors say it, in the comment or in place of the abstract."""
    assert find_remarks(replace(PAPER, comment=comment), PaperLink(PAPER.arxiv_id)) == ("withdrawn by its authors",)
    assert find_remarks(replace(PAPER, abstract=comment), PaperLink(PAPER.arxiv_id)) == ("withdrawn by its authors",)


def test_withdrawn_by_arxiv() -> None:
    """Told apart from what authors do."""
    comment = "This submission has been withdrawn by arXiv administrators due to inappropriate text overlap"
    assert find_remarks(replace(PAPER, comment=comment), PaperLink(PAPER.arxiv_id)) == ("withdrawn by arXiv",)


@pytest.mark.parametrize(
    "text",
    [
        "Withdrawn from ICLR 2023 and much improved",
        "We study how money is withdrawn from banks",
        "Replaces the withdrawn standard",
        "12 pages",
    ],
)
def test_not_withdrawn(text: str) -> None:
    """The word alone says nothing."""
    assert find_remarks(replace(PAPER, comment=text, abstract=text), PaperLink(PAPER.arxiv_id)) == ()


def test_published() -> None:
    """By the journal reference, else by the DOI."""
    assert find_remarks(replace(PAPER, journal_ref="J. Top.\n 1 (2003)", doi="10.1/x"), PaperLink(PAPER.arxiv_id)) == (
        "published in J. Top. 1 (2003)",
    )
    assert find_remarks(replace(PAPER, doi="10.1/x 10.2/y"), PaperLink(PAPER.arxiv_id)) == (
        "published as https://doi.org/10.1/x",
    )
