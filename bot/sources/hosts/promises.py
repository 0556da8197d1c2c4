"""Pure: the words in which a README or a project page announces code that is not there yet."""

from __future__ import annotations

import re

LONGEST = 200

_WHAT = r"(?:codes?|codebase|source|repo(?:sitory)?|implementation|scripts?|package|library|toolbox|everything|details)"
_LATER = re.compile(
    r"\bcomm?ing\s+(?:very\s+)?soon\b|\bstay\s+tuned\b|\bunder\s+construction\b|\bwork\s+in\s+progress\b"
    r"|\b(?:available|released?|releasing|public|open[- ]?sourced?|uploaded?|here|out)\s+(?:very\s+)?(?:soon|shortly)\b"
    r"|\b(?:soon|shortly)\s+(?:be\s+)?(?:available|released|public|uploaded)\b"
    r"|\bto\s+be\s+(?:released|announced|uploaded)\b"
    r"|\b(?:will|plan\s+to|going\s+to|intend\s+to)\s+(?:soon\s+|shortly\s+)?(?:be\s+)?(?:made\s+)?"
    r"(?:fully\s+|publicly\s+|gradually\s+)?(?:releas|publish|avail|public|open[- ]?sourc|upload|shar|provid)\w*"
    r"|\b(?:releas|publish|upload)\w*\s+(?:the\s+|our\s+)?(?:code\s+)?(?:after|upon|once|following)\b",
    re.IGNORECASE,
)
_SOON = re.compile(r"\b(?:comm?ing\s+soon|stay\s+tuned|under\s+construction|soon)\b", re.IGNORECASE)
# What a button says instead of leading somewhere; in a sentence these words mean other things.
_PUT_OFF = re.compile(
    r"\b(?:tb[acdr]|wip|to\s+come|forthcoming|pending|in\s+preparation|under\s+(?:review|preparation|release)|not\s+yet"
    r"|(?:up)?on\s+(?:acceptance|publication)|after\s+(?:acceptance|publication|(?:the\s+)?review))\b"
    r"|即将|敬请期待|待(?:发布|开源|公开)|準備中|公開予定",
    re.IGNORECASE,
)
_OPEN_BOX = re.compile(r"^[-*+]\s*\[\s?\]\s*(?=.*\b(?:releas|code|train|inference|upload)\w*)", re.IGNORECASE)
_CODE = re.compile(rf"\b{_WHAT}\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:data(?:sets?)?|weights?|checkpoints?|models?|demo|video|paper|supplementary|slides|poster)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?\n]{1,1000}(?:\.(?=\w)[^.!?\n]{1,1000}){0,8}[.!?…]*")
_SIGNS = (
    *("soon", "short", "stay", "will", "be ", "going", "under", "progress", "plan", "intend", "releas", "publish"),
    *("upload", "[ ]", "[]"),
)
_MARKS = re.compile(r"[*_`#>|\[\]()]+|https?://\S+|<[^<>]{0,300}>")


def find_promise(text: str) -> str:
    """The first sentence that announces code, as it reads, or "". One that announces only data or weights is none."""
    for line in text[:200_000].splitlines():
        if not _may_promise(line):
            continue
        if box := _OPEN_BOX.match(line.strip()):
            return _shown(line.strip()[box.end() :])
        for sentence in _SENTENCE.findall(line[:5_000]):
            if _announces_code(_MARKS.sub(" ", sentence)):
                return _shown(sentence)
    return ""


def says_soon(label: str) -> bool:
    """Whether a button's label puts its reader off ("Code (coming soon)")."""
    return bool(_SOON.search(label) or _LATER.search(label) or _PUT_OFF.search(label))


def _may_promise(line: str) -> bool:
    """A cheap look before the patterns: hardly any line holds one of these."""
    flat = line.lower()
    return any(sign in flat for sign in _SIGNS)


def _announces_code(sentence: str) -> bool:
    if not _LATER.search(sentence):
        return False
    words = sentence.split()
    return bool(_CODE.search(sentence)) or (len(words) <= 6 and not _OTHERS.search(sentence))


def _shown(sentence: str) -> str:
    words = " ".join(_MARKS.sub(" ", sentence).split()).strip(" -–—:")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
