"""Pure: what speaks for, and against, a repository being the authors' own, beside the paper's own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# What a README or a description says where somebody else wrote the code.
_DISCLAIMER = re.compile(
    r"\b(?:un-?official|non-?official|not (?:an |the )?official|third[- ]party (?:re-?)?implementation"
    r"|(?<!official )(?<!authors' )(?<!authors’ )re-?implement(?:ation|s|ed|ing)\b|my (?:own )?implementation of"
    r"|not affiliated with|community implementation"
    r"|(?:an )?attempt(?:s|ed)? to (?:re-?produce|replicate|re-?implement))",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n")
LONGEST_QUOTE = 120
MIN_SURNAME_ALONE = 6  # shorter ones are shared by many
MIN_SURNAME = 3
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def find_disclaimer(text: str) -> str:
    """The words by which a repository says that it is not the authors' ("An unofficial PyTorch …"), or ""."""
    found = _DISCLAIMER.search(text)
    if found is None:
        return ""
    before = text[: found.start()]
    begin = max((end.end() for end in _SENTENCE_END.finditer(before, max(0, found.start() - LONGEST_QUOTE))), default=0)
    begin = max(begin, found.start() - LONGEST_QUOTE // 2)
    rest = _SENTENCE_END.search(text, found.end())
    end = min(rest.start() if rest else len(text), begin + LONGEST_QUOTE)
    return " ".join(text[begin : max(end, found.end())].split()).strip("#*>-_ ")


def find_owner_among(owner: str, authors: Sequence[str]) -> str:
    """The author whose name an account's fits ("zmzhang2000", "liuxin0824", "karpathy"), or "" when none does.

    A whole name in either order, a surname with initials, or a rare surname alone; a group's account fits nobody.
    """
    parts = {_letters(part) for part in _PART.findall(owner)}
    whole = _letters(owner)
    return next((author for author in authors if _fits(author, whole, parts | {whole})), "")


def _fits(author: str, whole: str, parts: set[str]) -> bool:
    names = [name for word in author.replace(".", " ").split() if (name := _letters(word))]
    if len(names) < 2:
        return False
    surname, given = names[-1], "".join(names[:-1])
    if len(surname) < MIN_SURNAME:
        return whole in (given + surname, surname + given)
    if len(given) > 1 and (given + surname in whole or surname + given in whole):
        return True
    if len(surname) >= MIN_SURNAME_ALONE and surname in parts:
        return True
    before = (part.removesuffix(surname) for part in parts if part.endswith(surname))
    after = (part.removeprefix(surname) for part in parts if part.startswith(surname))
    return any(_are_initials(letters, given) for letters in (*before, *after))


def _are_initials(letters: str, given: str) -> bool:
    """Whether up to three letters stand for given names: the first one leads, the others follow in order."""
    if not 1 <= len(letters) <= 3 or not given.startswith(letters[0]):
        return False
    rest = iter(given)
    return all(letter in rest for letter in letters)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(sign for sign in folded.lower() if sign.isalpha())
