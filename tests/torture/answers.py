"""Whether an answer says what it must of the papers that were linked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import MOST_SHOWN
from bot.sandbox.library.holdings import HeldPaper
from bot.sandbox.model import Message

POINTS = "](https://discord.com/channels/"


def is_right(answer: Message, papers: Sequence[HeldPaper]) -> bool:
    """Whether every paper is there, in order, each with the verdict that a scan of it must find: in an embed, in a
    line of a list, or in a line that points to an earlier answer in the channel."""
    lines = [line for line in answer.content.split("\n") if POINTS in line]
    shown, n_more = list(papers[:MOST_SHOWN]), len(papers) - MOST_SHOWN
    here = [paper for paper in shown if _names(answer, paper)]
    pointed = [paper for paper in shown if paper not in here]
    if len(lines) != len(pointed):
        return False
    if not all(line.startswith(paper.verdict.heading) for line, paper in zip(lines, pointed, strict=True)):
        return False
    return not here or _shows_all(answer, here) or _lists_all(answer, here, n_more)


def _names(answer: Message, paper: HeldPaper) -> bool:
    address = f"https://arxiv.org/abs/{paper.arxiv_id}"
    lines = answer.embeds[0].get("description", "").split("\n") if len(answer.embeds) == 1 else []
    return any(embed.get("url") == address for embed in answer.embeds) or any(f"]({address})" in line for line in lines)


def _shows_all(answer: Message, papers: Sequence[HeldPaper]) -> bool:
    """An embed for each; with one paper its verdict is in the plain line, too."""
    if len(papers) == 1 and papers[0].verdict.heading not in answer.content:
        return False
    return len(answer.embeds) == len(papers) and all(
        embed.get("url") == f"https://arxiv.org/abs/{paper.arxiv_id}"
        and embed["description"].startswith(f"{paper.verdict.look.emblem} **{paper.verdict.look.label}**")
        for embed, paper in zip(answer.embeds, papers, strict=True)
    )


def _lists_all(answer: Message, papers: Sequence[HeldPaper], n_more: int) -> bool:
    """A line for each, and one for how many more there are."""
    lines = answer.embeds[0]["description"].split("\n")
    if n_more > 0 and lines.pop() != f"+{n_more} more":
        return False
    return len(lines) == len(papers) and all(
        line.startswith(paper.verdict.look.emblem)
        and f"](https://arxiv.org/abs/{paper.arxiv_id})" in line
        and line.endswith(f" · {paper.verdict.look.label}")
        for line, paper in zip(lines, papers, strict=True)
    )
