"""How community code is shown: one line where the authors' own is missing, the whole of it under Abstract."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.answers import Finding, Progress
from bot.models import (
    CommunityCode,
    Confidence,
    Evidence,
    EvidenceKind,
    Paper,
    PaperLink,
    Repository,
    RepositoryState,
    ScanResult,
    Standing,
)
from bot.scanner import Known
from bot.status import Status
from cogs._embeds import render_abstract, render_full

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PAPER = Paper("2303.16094", 1, "LinK", "We link.", ("Tao Lu",), ("cs.CV",), NOW, NOW)
URL = "https://github.com/sandbox-reader/link"
CODE = CommunityCode(
    URL,
    "sandbox-reader/link",
    ("GitHub search",),
    Repository(URL, "sandbox-reader/link", RepositoryState.CODE, stars=1200),
    disclaimer="An [unofficial](https://evil.example/) port",
)
OTHER = CommunityCode(
    "https://example.org/`@everyone`/\n# x", "x", ("Papers with Code, archived July 2025",), author="Tao Lu"
)


def known(status: Status, *code: CommunityCode) -> Known:
    evidence = (Evidence(EvidenceKind.FACT, "No code URL or promise found in abstract", "PWNC Scanner", "", NOW),)
    standing = Standing(3, None, "OpenAlex")
    result = ScanResult(
        PAPER.arxiv_id,
        status,
        Confidence.LOW,
        "no code is named",
        evidence,
        (),
        NOW,
        standing=standing,
        community_code=code,
    )
    return Known(PAPER, result)


def full(status: Status, *code: CommunityCode) -> str:
    embed = render_full(Finding(PaperLink(PAPER.arxiv_id), Progress.COMPLETE, known(status, *code)))
    return embed.description or ""


def test_one_line_where_the_own_code_is_missing() -> None:
    """It names the likeliest, says that nobody confirmed it, and how many more there are."""
    lines = full(Status.GHOSTED, CODE, OTHER).splitlines()
    assert (
        "**Community code** `github.com/sandbox-reader/link` · ★ 1,200 · not confirmed as the authors' · +1 more"
        in lines
    )


@pytest.mark.parametrize("status", [Status.ALIVE, Status.RESURRECTED, Status.ETERNAL_REST])
def test_no_line_beside_the_own_code(status: Status) -> None:
    """Where the authors' code is there, nothing competes with it."""
    assert "Community code" not in full(status, CODE)


def test_no_line_without_any() -> None:
    """Nothing is said where nothing was named."""
    assert "Community code" not in full(Status.GHOSTED)


def test_all_of_it_stands_under_abstract() -> None:
    """With who named it, its own words, whose it may be, and nothing of it breaking out."""
    embed = render_abstract(known(Status.ALIVE, CODE, OTHER))
    [text] = [field.value or "" for field in embed.fields if field.name and field.name.startswith("Community code")]
    first, second = text.splitlines()
    assert first.endswith("port” · named by GitHub search")
    assert "[unofficial]" not in first
    assert second == (
        "• `example.org/@everyone/ # x` · its owner may be Tao Lu · named by Papers with Code, archived July 2025"
    )


def test_whose_citations_they_are() -> None:
    """The source that told is credited."""
    embed = render_full(Finding(PaperLink(PAPER.arxiv_id), Progress.COMPLETE, known(Status.GHOSTED)))
    assert "Citations: OpenAlex" in (embed.footer.text or "")
