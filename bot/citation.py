"""Pure: how to cite a paper, as BibTeX."""

from __future__ import annotations

import re
import unicodedata

from bot.models import Paper

# What BibTeX or LaTeX would read as a command; what an author escaped already stays (arXiv's records are LaTeX).
_SPECIAL = re.compile(r"(?<!\\)([&%#])")
_WORD = re.compile(r"[a-z0-9]+")
_STOP_WORDS = frozenset("a an and are as at by for from in is of on or the to via with".split())


MOST_AUTHORS = 30  # BibTeX writes the rest as "et al."


def to_bibtex(paper: Paper) -> str:
    """The entry that cites `paper`, in the form that arXiv's own export gives, with DOI and journal where known."""
    fields = {
        "title": f"{{{_text(paper.title)}}}",
        "author": " and ".join(_authors(paper)),
        "year": str(paper.published.year),
        "eprint": paper.arxiv_id,
        "archivePrefix": "arXiv",
        "primaryClass": paper.primary_category,
        "doi": _text(paper.doi or ""),
        "note": _text(paper.journal_ref or ""),
        "url": paper.url,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{make_key(paper)},", *lines, "}"))


def make_key(paper: Paper) -> str:
    """Surname, year, first telling word of the title, in ASCII: "vaswani2017attention"; the id without such a name."""
    names = paper.authors[0].split() if paper.authors else []
    surname = "".join(_WORD.findall(_ascii(names[-1]))) if names else ""
    words = (word for word in _WORD.findall(_ascii(paper.title)) if word not in _STOP_WORDS)
    if not surname:
        return f"arxiv:{paper.arxiv_id}"
    return f"{surname}{paper.published.year}{next(words, '')}"


def _authors(paper: Paper) -> list[str]:
    names = [_text(name) for name in paper.authors[:MOST_AUTHORS]]
    return [*names, "others"] if len(paper.authors) > MOST_AUTHORS else names


def _text(raw: str) -> str:
    """One line that ends no field early: braces that do not match are left out."""
    text = _SPECIAL.sub(r"\\\1", " ".join(raw.split())).rstrip("\\")
    return text if _is_balanced(text) else text.replace("{", "").replace("}", "")


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
