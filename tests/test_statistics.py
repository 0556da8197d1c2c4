"""Statistics: counts that add up, shares of what is expected, a picture of them."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts import draw_statistics
from bot.models import Tone
from bot.statistics import MOST_MONTHS, JudgedPaper, Statistics, count
from bot.status import Family, Status

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def counted(*papers: tuple[str, Status, datetime]) -> Statistics:
    """The statistics of papers given by category, verdict and first look."""
    return count([JudgedPaper(str(n), *paper) for n, paper in enumerate(papers)], NOW)


def test_shares() -> None:
    """Surveys, theory, old and unknown papers take no part in the share with code."""
    papers = [
        ("cs.LG", Status.ALIVE, NOW),
        ("cs.LG", Status.RESURRECTED, NOW),
        ("cs.LG", Status.GHOSTED, NOW),
        ("cs.LG", Status.CARTOGRAPHER, NOW),
        ("math.AG", Status.ETHEREAL, NOW),
        ("cs.CV", Status.FOG, NOW),
        ("", Status.SKELETON, NOW),
    ]
    found = counted(*papers)
    assert (found.n_papers, found.n_resurrected, found.share_with_code) == (7, 1, 0.5)
    first = found.by_category[0]
    assert (first.category, first.n_papers, first.n_expected, first.n_with_code) == ("cs.LG", 4, 3, 2)
    assert {each.category for each in found.by_category} == {"cs.LG", "math.AG", "cs.CV"}


def test_nothing_expected() -> None:
    """Without a paper of which code is expected there is no share."""
    assert counted(("math.AG", Status.ETHEREAL, NOW)).share_with_code is None
    assert counted().n_papers == 0


def test_months() -> None:
    """The last twelve months, without gaps, over the turn of the year; older papers are in the totals only."""
    found = counted(("a", Status.ALIVE, NOW), ("a", Status.GHOSTED, NOW - timedelta(days=800)))
    names = [month for month, _ in found.by_month]
    assert (names[0], names[-1], len(names)) == ("2025-12", "2026-11", MOST_MONTHS)
    assert sum(families.total() for _, families in found.by_month) == 1
    assert found.by_month[-1][1][Family.LIVING] == 1
    assert count([], datetime(2027, 1, 31, 23, tzinfo=UTC)).by_month[0][0] == "2026-02"


@given(st.lists(st.tuples(st.sampled_from(["cs.LG", "cs.CV", ""]), st.sampled_from(list(Status)), st.just(NOW))))
def test_counts_add_up(papers: list[tuple[str, Status, datetime]]) -> None:
    """Every paper is in one verdict and one month."""
    found = counted(*papers)
    assert sum(n for _, n in found.by_status) == sum(f.total() for _, f in found.by_month) == found.n_papers


@settings(max_examples=3, deadline=None)
@given(st.lists(st.tuples(st.just("cs.LG"), st.sampled_from(list(Status)), st.just(NOW)), max_size=30))
def test_picture(papers: list[tuple[str, Status, datetime]]) -> None:
    """Any statistics, empty ones too, are drawn as a PNG of the same size."""
    picture = draw_statistics(counted(*papers))
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (1200, 525)


def test_picture_in_the_plain_tone() -> None:
    """Its verdicts have the names of the tone, as far as these differ."""
    statistics = counted(("cs.LG", Status.GHOSTED, NOW))
    assert (
        draw_statistics(statistics)
        == draw_statistics(statistics, Tone.CRYPT)
        != draw_statistics(statistics, Tone.PLAIN)
    )
