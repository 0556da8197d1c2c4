"""Pure: venues by one name each: "NIPS 2017", "NeurIPS'17" and "Neural Information Processing Systems" are one."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Short form: what people and bibliographic services call it, folded as `_fold` does.
_NAMES = {
    "NeurIPS": "nips; neural information processing systems; advances neural information processing systems",
    "ICML": "machine learning",
    "ICLR": "learning representations",
    "AAAI": "artificial intelligence; aaai artificial intelligence",
    "IJCAI": "joint artificial intelligence",
    "AISTATS": "artificial intelligence statistics",
    "UAI": "uncertainty artificial intelligence",
    "COLT": "learning theory; computational learning theory",
    "CoRL": "robot learning",
    "CVPR": "computer vision pattern recognition",
    "ICCV": "computer vision",
    "ECCV": "european computer vision",
    "WACV": "applications computer vision",
    "BMVC": "british machine vision",
    "MICCAI": "medical image computing computer assisted intervention",
    "ICASSP": "acoustics speech signal processing",
    "Interspeech": "speech communication association",
    "ACL": "meeting association computational linguistics; association computational linguistics",
    "EMNLP": "empirical methods natural language processing",
    "NAACL": "north american chapter association computational linguistics; naacl hlt",
    "EACL": "european chapter association computational linguistics",
    "COLING": "computational linguistics",
    "TACL": "transactions association computational linguistics",
    "KDD": "knowledge discovery data mining; sigkdd; sigkdd knowledge discovery data mining",
    "WWW": "web; world wide web; thewebconf; the web",
    "SIGIR": "research development information retrieval; sigir research development information retrieval",
    "CIKM": "information knowledge management",
    "WSDM": "web search data mining",
    "RecSys": "recommender systems",
    "ICRA": "robotics automation",
    "IROS": "intelligent robots systems; rjs intelligent robots systems; rsj intelligent robots systems",
    "RSS": "robotics science systems",
    "CHI": "human factors computing systems",
    "ICSE": "software engineering",
    "FSE": "foundations software engineering",
    "PLDI": "programming language design implementation",
    "POPL": "principles programming languages",
    "CCS": "computer communications security",
    "USENIX Security": "usenix security; usenix security symposium",
    "S&P": "security privacy",
    "NDSS": "network distributed system security",
    "SIGGRAPH": "computer graphics interactive techniques",
    "TPAMI": "transactions pattern analysis machine intelligence; pami",
    "JMLR": "machine learning research",
    "TMLR": "transactions machine learning research; trans mach learn res",
    "IJCV": "computer vision ijcv",
    "PNAS": "national academy sciences",
    "MNRAS": "monthly notices royal astronomical society",
    "ApJ": "astrophysical",
    "A&A": "astronomy astrophysics",
    "PRL": "physical review letters; phys rev lett",
    "JHEP": "high energy physics",
}
_JOURNALS_APART = frozenset(("machine learning", "computer vision", "artificial intelligence"))
_BRACKETS = re.compile(r"\(([^()]*)\)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z])\s?['’]\s?(\d\d)\b|(?<=[A-Za-z]{3})-?(\d\d)\b(?!\d)")
_SMALL = frozenset(
    """a an the of on in for and at to annual international conference conf proceedings proc symposium workshop ieee acm
    cvf usa vol volume pages pp oral poster spotlight findings main track accepted published journal""".split()
)
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b|\b(?:twenty|thirty|forty|fifty)-\w+\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Venue:
    """A venue by its one name ("neurips"), folded, and its year, None where none is named."""

    name: str
    year: int | None

    @property
    def key(self) -> str:
        """Equal for two that are the same."""
        return f"{self.name} {self.year}" if self.year else self.name

    def fits(self, other: Venue) -> bool:
        """Whether both may be the same: one name, and no two years."""
        return self.name == other.name and (self.year is None or other.year is None or self.year == other.year)


def parse_venue_name(text: str) -> Venue:
    """The venue that `text` names; of one that is not known, the name without its small words."""
    year, rest = _take_year(text)
    words = _fold(_ORDINAL.sub(" ", rest))
    if words in _JOURNALS_APART and re.search(r"\bjournal\b", text, re.IGNORECASE):
        return Venue(f"{words} journal", year)
    parts = (words, *(_fold(part) for part in _BRACKETS.findall(rest)), _fold(_BRACKETS.sub(" ", rest)))
    name = next((_BY_NAME[part] for part in parts if part in _BY_NAME), words)
    return Venue(name.lower(), year)


def _take_year(text: str) -> tuple[int | None, str]:
    if found := _YEAR.search(text):
        return int(found[0]), _YEAR.sub(" ", text)
    if found := _SHORT_YEAR.search(text):
        return 2000 + int(found[1] or found[2]), text[: found.start()] + " " + text[found.end() :]
    return None, text


def _fold(text: str) -> str:
    words = re.findall(r"[^\W_]+(?:&[^\W_]+)?", text.lower())
    kept = [word for word in words if word not in _SMALL and not word.isdigit()]
    return " ".join(kept or words)


_BY_NAME = {
    _fold(name): short for short, names in _NAMES.items() for name in (short, *names.split(";")) if name.strip()
}
