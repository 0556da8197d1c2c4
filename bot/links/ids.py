"""arXiv's ids: how they are written, and which of them can exist.

Source: "Understanding the arXiv identifier" and the list of archives in arXiv's help pages.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from bot.models import PaperLink

FLAGS = re.IGNORECASE | re.ASCII  # with Unicode's idea of case "arxıv.org" would pass for arxiv.org

# Archives that have ids of the old scheme. Those of the last two lines have ended; their ids were never rewritten.
_ARCHIVES = """
    astro-ph cond-mat cs gr-qc hep-ex hep-lat hep-ph hep-th math math-ph nlin nucl-ex nucl-th physics q-bio quant-ph
    acc-phys adap-org alg-geom ao-sci atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas dg-ga funct-an mtrl-th patt-sol
    plasm-ph q-alg solv-int supr-con
""".split()
ARCHIVE = rf"(?P<archive>{'|'.join(_ARCHIVES)})"
PAPERNUM = r"(?P<papernum>[0-9]{7})"
VERSION = r"(?:v(?P<version>[0-9]{1,3}))?"
# No letter, digit or further number follows an id, unless it is the next link, glued to it.
_END = r"(?:(?=https?:|arxiv)|(?![0-9a-z]|\.[0-9]))"
ID = rf"(?:(?P<yymm>[0-9]{{4}})\.(?P<number>[0-9]{{4,5}})|{ARCHIVE}(?:\.[a-z-]{{2,9}})?/{PAPERNUM}){VERSION}{_END}"

_FIRST_OLD, _LAST_OLD, _FIRST_NEW, _FIRST_OF_FIVE_DIGITS = (1991, 7), (2007, 3), (2007, 4), (2015, 1)


def last_month(today: date | None) -> tuple[int, int]:
    """The newest year and month that an id may carry: the month after that of `today` (UTC; None: now), which has
    begun elsewhere before it begins here."""
    today = today or datetime.now(UTC).date()
    return (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)


def link_of(match: re.Match[str], newest: tuple[int, int]) -> PaperLink | None:
    """The paper whose parts `match` holds in the groups of `ID`; None when arXiv can have given no such id yet."""
    parts = match.groupdict()
    version = int(parts.get("version") or 0) or None
    if papernum := parts.get("papernum"):
        arxiv_id = f"{parts['archive'].lower()}/{papernum}"
        return PaperLink(arxiv_id, version) if _is_old_number(papernum) else None
    yymm, number = parts["yymm"], parts["number"]
    return PaperLink(f"{yymm}.{number}", version) if _is_new_number(yymm, number, newest) else None


def _is_old_number(papernum: str) -> bool:
    year, month = int(papernum[:2]), int(papernum[2:4])
    year += 1900 if year >= 91 else 2000
    return _FIRST_OLD <= (year, month) <= _LAST_OLD and 1 <= month <= 12 and papernum[4:] != "000"


def _is_new_number(yymm: str, number: str, newest: tuple[int, int]) -> bool:
    year, month = 2000 + int(yymm[:2]), int(yymm[2:])
    n_digits = 5 if (year, month) >= _FIRST_OF_FIVE_DIGITS else 4
    in_time = _FIRST_NEW <= (year, month) <= newest and 1 <= month <= 12
    return in_time and len(number) == n_digits and number.strip("0") != ""
