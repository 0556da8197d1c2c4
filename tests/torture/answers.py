"""Whether an answer says what it must of the papers that were linked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import MOST_SHOWN, choose_form
from bot.models import AnswerForm
from bot.sandbox.library.holdings import HeldPaper
from bot.sandbox.model import Message


def is_right(answer: Message, papers: Sequence[HeldPaper]) -> bool:
    """Whether every paper is there, in order, each with the verdict that a scan of it must find."""
    match choose_form(len(papers)):
        case AnswerForm.FULL:
            return answer.content.startswith(papers[0].verdict.heading) and _shows_all(answer, papers)
        case AnswerForm.COMPACT:
            return _shows_all(answer, papers)
        case AnswerForm.LIST:
            return _lists_all(answer, papers)


def _shows_all(answer: Message, papers: Sequence[HeldPaper]) -> bool:
    """An embed for each."""
    return len(answer.embeds) == len(papers) and all(
        embed.get("url") == f"https://arxiv.org/abs/{paper.arxiv_id}"
        and embed["description"].startswith(f"{paper.verdict.look.emblem} **{paper.verdict.look.label}**")
        for embed, paper in zip(answer.embeds, papers, strict=True)
    )


def _lists_all(answer: Message, papers: Sequence[HeldPaper]) -> bool:
    """A line for each of the first ten, and one for how many more there are."""
    shown, n_more = papers[:MOST_SHOWN], len(papers) - MOST_SHOWN
    lines = answer.embeds[0]["description"].split("\n")
    if n_more > 0 and lines.pop() != f"+{n_more} more":
        return False
    return len(lines) == len(shown) and all(
        line.startswith(paper.verdict.look.emblem)
        and f"](https://arxiv.org/abs/{paper.arxiv_id})" in line
        and line.endswith(f" · {paper.verdict.look.label}")
        for line, paper in zip(lines, shown, strict=True)
    )
