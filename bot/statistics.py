"""Pure: what the verdicts of many papers amount to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.status import Family, Status

MOST_CATEGORIES = 8
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class JudgedPaper:
    """A scanned paper: its primary category ("" unknown), newest verdict, and when it was first looked at."""

    arxiv_id: str
    category: str
    status: Status
    first_at: datetime


@dataclass(frozen=True, slots=True)
class PaperChange:
    """A paper's verdict became `now` at a moment; `before` is None for its first scan."""

    arxiv_id: str
    title: str
    before: Status | None
    now: Status
    at: datetime


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """One primary category: its papers, those of which code is expected, those that have it."""

    category: str
    n_papers: int
    n_expected: int
    n_with_code: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Papers by verdict (most first), by category (most first, at most 8), and by the month of their first look.

    `by_month` maps the last months ("2026-11"), oldest first, without gaps, to papers by family. `share_with_code` is
    the part of papers with code among those of which it is expected and known, None when there are none.
    """

    n_papers: int
    by_status: tuple[tuple[Status, int], ...]
    by_category: tuple[CategoryCount, ...]
    by_month: tuple[tuple[str, Counter[Family]], ...]
    n_resurrected: int
    share_with_code: float | None


def count(papers: Iterable[JudgedPaper], now: datetime) -> Statistics:
    """Statistics of papers."""
    by_status: Counter[Status] = Counter()
    categories: dict[str, Counter[Family]] = {}
    months = {month: Counter[Family]() for month in _months(now)}
    for paper in papers:
        family = paper.status.look.family
        by_status[paper.status] += 1
        categories.setdefault(paper.category, Counter())[family] += 1
        month = months.get(f"{paper.first_at.astimezone(UTC):%Y-%m}")
        if month is not None:
            month[family] += 1
    families = sum(categories.values(), Counter[Family]())
    expected = _expected(families)
    return Statistics(
        n_papers=by_status.total(),
        by_status=tuple(sorted(by_status.items(), key=lambda item: (-item[1], item[0]))),
        by_category=_largest(categories),
        by_month=tuple(months.items()),
        n_resurrected=by_status[Status.RESURRECTED],
        share_with_code=families[Family.LIVING] / expected if expected else None,
    )


def _expected(families: Counter[Family]) -> int:
    return families[Family.LIVING] + families[Family.GRAVE]


def _largest(categories: dict[str, Counter[Family]]) -> tuple[CategoryCount, ...]:
    counts = [
        CategoryCount(name, families.total(), _expected(families), families[Family.LIVING])
        for name, families in categories.items()
        if name
    ]
    return tuple(sorted(counts, key=lambda each: (-each.n_papers, each.category))[:MOST_CATEGORIES])


def _months(now: datetime) -> list[str]:
    last = now.astimezone(UTC).year * 12 + now.astimezone(UTC).month - 1
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(last - MOST_MONTHS + 1, last + 1)]
