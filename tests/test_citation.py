"""BibTeX: what arXiv's own export gives, and nothing breaks out of its field."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citation import make_key, to_bibtex
from bot.models import Paper

AT = datetime(2017, 6, 12, tzinfo=UTC)
PAPER = Paper("1706.03762", 7, "Attention Is All You Need", "", ("Ashish Vaswani", "Noam Shazeer"), ("cs.CL",), AT, AT)


def test_the_entry() -> None:
    """Every field that is known, in order; none that is not."""
    assert to_bibtex(PAPER) == (
        "@misc{vaswani2017attention,\n"
        "  title = {{Attention Is All You Need}},\n"
        "  author = {Ashish Vaswani and Noam Shazeer},\n"
        "  year = {2017},\n"
        "  eprint = {1706.03762},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass = {cs.CL},\n"
        "  url = {https://arxiv.org/abs/1706.03762},\n"
        "}"
    )
    published = to_bibtex(replace(PAPER, doi="10.1/x", journal_ref="NeurIPS 30 (2017)"))
    assert "  doi = {10.1/x},\n  note = {NeurIPS 30 (2017)},\n" in published


@pytest.mark.parametrize(
    ("author", "title", "key"),
    [
        ("Ashish Vaswani", "The Attention", "vaswani2017attention"),
        ("Kurt Gödel", "Über formal unentscheidbare Sätze", "godel2017uber"),
        ("李 明", "On Graphs", "arxiv:1706.03762"),
        ("", "On Graphs", "arxiv:1706.03762"),
        ("J. O'Neil-Smith", "$K$-means", "oneilsmith2017k"),
        ("Ada", "!", "ada2017"),
    ],
)
def test_keys(author: str, title: str, key: str) -> None:
    """A key is what people would type; without a Latin name it is the id."""
    assert make_key(replace(PAPER, authors=(author,) if author else (), title=title)) == key


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Theory & Practice: 100% #1", r"Theory \& Practice: 100\% \#1"),
        (r"Theory \& Practice", r"Theory \& Practice"),
        ("An {AI} title", "An {AI} title"),
        ("Closing } and { opening", "Closing  and  opening"),
        ("Two\nlines", "Two lines"),
    ],
)
def test_titles(title: str, shown: str) -> None:
    """Special signs are escaped once; braces that do not match go."""
    assert f"title = {{{{{shown}}}}}," in to_bibtex(replace(PAPER, title=title))


def test_many_authors() -> None:
    """A collaboration of thousands is named by its first thirty and "others", as BibTeX wants it."""
    entry = to_bibtex(replace(PAPER, authors=tuple(f"A{n} B{n}" for n in range(3_000))))
    assert entry.count(" and ") == 30
    assert "A29 B29 and others}," in entry


@given(st.text(), st.lists(st.text(), max_size=3), st.text())
def test_any_paper(title: str, authors: list[str], journal: str) -> None:
    """Whatever a record holds, every brace of the entry is closed, and only at its end."""
    entry = to_bibtex(replace(PAPER, title=title, authors=tuple(authors), journal_ref=journal))
    depth = 0
    for n, sign in enumerate(entry):
        depth += (sign == "{") - (sign == "}")
        assert depth > 0 or n < entry.index("{") or n == len(entry) - 1
    assert depth == 0
