"""Titles as words: the one place that decides what counts as the same word, for both databases alike."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
MAX_LENGTH = 40  # longer ones are no words
# They tell nothing about a subject, however rare they are in a small store.
STOP_WORDS = frozenset(
    "a an and any are as at be between beyond by can do does for from how in into is it its more need not of on or our"
    " over than that the their them there this to toward towards under using versus via vs we what when where which"
    " why with within without you your".split()
)


def split_words(text: str) -> list[str]:
    """The words of `text` in order: letters and digits, lower case, without accents, plurals as singulars."""
    plain = text.lower() if text.isascii() else _plain(text)
    return [_singular(word[:MAX_LENGTH]) for word in _WORD.findall(plain)]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _singular(word: str) -> str:
    """A light hand: "networks" and "network" are one word; what ends like "analysis", "corpus" or "class" stays."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


def category_word(category: str) -> str:
    """A category as one word ("cs.LG" -> "cslg")."""
    return "".join(_WORD.findall(category.casefold()))
