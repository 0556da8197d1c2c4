"""Any paper's answer keeps to Discord's limits, pings nobody, and hides nothing behind foreign markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers import MOST_SHOWN, Finding, Progress
from bot.models import (
    Answer,
    AnswerForm,
    Confidence,
    Evidence,
    EvidenceKind,
    Neighbour,
    OwnLink,
    Paper,
    PaperLink,
    Repository,
    RepositoryState,
    ScanResult,
    Standing,
)
from bot.sandbox.drafts import read_draft
from bot.scanner import Known
from bot.status import Status
from cogs._answers import Look, render_answer
from cogs._embeds import render_abstract

AT = datetime(2024, 1, 1, tzinfo=UTC)
NASTY = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="*_~`|[]()<>#@\\$^{}-+.!: \n\u200b\u202e", max_size=400),
    st.sampled_from(["@everyone", "<@1>", "||", "```", "](https://evil.example)", "# big", "> quote", "x" * 5_000]),
)
ADDRESSES = st.sampled_from(["https://github.com/a/b", "https://example.org/" + "x" * 3_000, "javascript:alert(1)", ""])


@st.composite
def findings(draw: Any) -> Finding:
    """A paper of which every text is what an attacker would write."""
    text = lambda: draw(NASTY)  # noqa: E731
    arxiv_id = f"2401.{draw(st.integers(1, 99_999)):05}"
    authors = (text(),) * draw(st.sampled_from([0, 1, 7, 3_000]))
    paper = Paper(
        arxiv_id, 3, text(), text(), authors, (text(), text()), AT, AT, text(), text(), draw(st.none() | NASTY)
    )
    repository = Repository(
        draw(ADDRESSES), text(), draw(st.sampled_from(RepositoryState)), licence=text(), language=text(), stars=10**9
    )
    result = ScanResult(
        arxiv_id,
        draw(st.sampled_from(Status)),
        Confidence.LOW,
        text(),
        tuple(Evidence(EvidenceKind.QUOTE, text(), text(), draw(ADDRESSES), AT) for _ in range(3)),
        (text(), text()),
        AT,
        links=(OwnLink(draw(ADDRESSES), repository), OwnLink(draw(ADDRESSES), None, text())),
        standing=Standing(10**9, text(), text()),
        neighbours=tuple(Neighbour("2401.00001", text(), Status.ALIVE) for _ in range(3)),
        notes=(text(), text(), text()),
    )
    return Finding(PaperLink(arxiv_id, 1), Progress.COMPLETE, Known(paper, draw(st.sampled_from([result, None]))))


def sent(answer: Answer, shown: list[Finding], look: Look | None = None) -> dict[str, Any]:
    """What goes to Discord; raises ApiError where Discord would refuse it."""
    content, embeds, view = render_answer(answer, shown, look or Look())
    body = {"content": content, "embeds": [embed.to_dict() for embed in embeds], "components": view.to_components()}
    read_draft(body)
    return body


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(findings(), min_size=1, max_size=MOST_SHOWN),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.integers(0, 40),
)
def test_discord_takes_any_answer(shown: list[Finding], small: bool, spoiler: bool, embeds: bool, more: int) -> None:
    """In every form, with and without embeds, hidden or open, pointing or not."""
    papers = tuple(finding.link for finding in shown) + tuple(PaperLink("2401.00001") for _ in range(more))
    form = AnswerForm.COMPACT if small or len(shown) < 4 else AnswerForm.LIST
    answer = Answer(1, 2, 3, 4, papers, AT, spoiler, form=AnswerForm.FULL if len(shown) == 1 and not small else form)
    body = sent(answer, shown, Look(embeds=embeds))
    assert body["content"] or body["embeds"]
    earlier = replace(answer, trigger_id=10**18, reply_id=10**18 + 1, channel_id=10**18, guild_id=10**18)
    sent(answer, [replace(finding, earlier=earlier) for finding in shown])
    for finding in shown:
        assert finding.known
        read_draft({"embeds": [render_abstract(finding.known).to_dict()]})


PAPER = Paper("2401.00001", 1, "A title", "", ("A. Author",), ("cs.LG",), AT, AT)
RESULT = ScanResult("2401.00001", Status.GHOSTED, Confidence.LOW, "nothing found", (), (), AT)


def full(paper: Paper, result: ScanResult = RESULT) -> dict[str, Any]:
    """The full embed of a paper."""
    answer = Answer(1, 2, 3, 4, (PaperLink("2401.00001"),), AT)
    body = sent(answer, [Finding(answer.papers[0], Progress.COMPLETE, Known(paper, result))])
    embed: dict[str, Any] = body["embeds"][0]
    return embed


def test_three_thousand_authors() -> None:
    """Six are named, the others counted."""
    authors = tuple(f"A. Author{n}" for n in range(3_000))
    value = full(replace(PAPER, authors=authors))["fields"][0]["value"]
    assert value.endswith("A. Author5, +2994")


def test_an_empty_record() -> None:
    """No abstract, no authors, no categories: what is missing is said or left out."""
    embed = full(replace(PAPER, authors=(), categories=(), title=""))
    assert embed["fields"][0]["value"] == "unknown"
    assert render_abstract(Known(PAPER, RESULT)).description == "This paper has no abstract."


@pytest.mark.parametrize(
    "name", ["@everyone", "<@123>", "**bold**", "||x||", "`x`", "[x](https://evil.example)", "# x"]
)
def test_marks_in_names_are_only_text(name: str) -> None:
    """In authors, venue and evidence markdown and mentions show as they are written."""
    evidence = (Evidence(EvidenceKind.QUOTE, name, "abstract", "", AT),)
    embed = full(replace(PAPER, authors=(name,)), replace(RESULT, standing=Standing(1, name, "x"), evidence=evidence))
    marks = re.compile(r"(?<!\\)[@`|<>\[\]#]|(?<!\\)\*")
    for value in (embed["fields"][0]["value"], embed["fields"][2]["value"], embed["description"].split("\n> ")[1]):
        assert not marks.search(re.sub(r"<https://[^ ]+>", "", value))  # an address shows as it is, unmasked


def test_a_formula_in_a_title() -> None:
    """Is shown as Unicode wherever the title stands."""
    assert full(replace(PAPER, title=r"$\alpha$-Divergence on $\mathbb{R}^n$"))["title"] == "α-Divergence on ℝⁿ"
