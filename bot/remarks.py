"""What a reader should know of a paper besides its verdict: other versions, withdrawal, publication. Pure."""

from __future__ import annotations

import re

from bot.models import Paper, PaperLink
from bot.words import say

_BY_ARXIV = re.compile(r"withdrawn by arxiv|administrators? (?:has|have) withdrawn", re.IGNORECASE)
# arXiv's own sentence, and those of authors, who write it into the comment or put it in place of the abstract
# (arXiv's help pages, Withdrawing an article).
_WITHDRAWN = re.compile(
    r"^\W*withdrawn\b(?! from\b)"
    r"|\b(?:paper|article|manuscript|submission|preprint|work|version|it) (?:has been|have been|had been|is|was|are) "
    r"(?:now )?(?:voluntarily |temporarily )?withdrawn\b(?! from\b)"
    r"|\bwithdrawn by (?:the |its |one of the )?(?:first |corresponding )?(?:authors?|arxiv)\b",
    re.IGNORECASE,
)


def find_remarks(paper: Paper, link: PaperLink) -> tuple[str, ...]:
    """Short phrases without a full stop: what it is the preprint of, an older version was linked, the paper is
    withdrawn, where it appeared."""
    remarks = [say("remark-preprint", name=link.named_as)] if link.named_as else []
    if link.version is not None and link.version < paper.version:
        remarks.append(say("remark-older", linked=link.version, newest=paper.version))
    texts = (paper.comment or "", paper.abstract[:300])
    if any(_WITHDRAWN.search(" ".join(text.split())) for text in texts):
        by_arxiv = any(_BY_ARXIV.search(text) for text in texts)
        remarks.append(say("remark-withdrawn-by-arxiv" if by_arxiv else "remark-withdrawn"))
    if paper.journal_ref:
        remarks.append(say("remark-published-in", journal=" ".join(paper.journal_ref.split())))
    elif paper.doi:
        remarks.append(say("remark-published-as", address=f"https://doi.org/{paper.doi.split()[0]}"))
    return tuple(remarks)
