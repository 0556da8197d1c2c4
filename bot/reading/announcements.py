"""Code that one has to ask for, and code that is announced: "Contact the authors for the code", "Code coming soon"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.models import Statement
from bot.reading.offer import REACH, Offer
from bot.reading.text import holds_any
from bot.reading.timing import REQUEST, is_negated, may_speak_of_requests, when
from bot.reading.words import CODE, SOMEONES, either, means_software

_ANNOUNCED = re.compile(
    rf"{CODE}(?: (?:and|&) [\w-]+){{0,2}}:? (?:(?:is |are )?(?:coming|forthcoming|under preparation|in preparation"
    r"|to follow|to appear|will follow)|releases? will|releases? (?:is |are )?(?:planned|forthcoming|pending|upon"
    r"|after|soon|coming|in "
    r"progress|in preparation|under way|underway))\b"
)
_STEMS_OF_ANNOUNCED = ("coming", "preparation", "to follow", "to appear", "will follow", "release")
_RELEASE_OF_CODE = re.compile(rf"\breleases? of (?:our|the|its|this|all|full) (?:[\w-]+,? ){{0,4}}?{CODE}")
_PREPARED = re.compile(
    rf"\bpreparing (?:our|the|its|this|all|full) (?:[\w-]+ ){{0,4}}?{CODE} for (?:a )?(?:[\w-]+ )?release\b"
)
_PRESENTING = re.compile(
    r"\b(?:present|announce|describe|report on|discuss|introduce|through|with|along with|including)(?: \w+)* $"
)
_PLANNED = re.compile(
    r"^[^.;]{0,60}?\b(?:planned|scheduled|expected|foreseen|anticipated|in preparation|under way|pending|forthcoming)\b"
)
_PLAIN_CODE = re.compile(either(r"(?:source[- ]?)?codes?", r"software", r"programs?", r"scripts?", r"package"))
_GIVEN = re.compile(
    either(
        r"available", r"obtain\w*", r"provid\w+", r"sen[dt]", r"request\w*", r"contact\w*", r"e-?mail\w*", r"shar\w+",
        r"accessible", r"get",
    )
)  # fmt: skip

_OF_MANY = re.compile(either(r"often", r"usually", r"typically", r"sometimes", r"rarely", r"generally", r"most"))


def find_requests(sentence: str) -> Iterator[Offer]:
    """ "Contact the authors for the code", "MATLAB code: on request"."""
    if not may_speak_of_requests(sentence):
        return
    for request in REQUEST.finditer(sentence):
        around = sentence[max(0, request.start() - 70) : request.end() + 50]
        if (
            _GIVEN.search(around)
            and not _OF_MANY.search(around)
            and any(means_software(around, code.start(), code.end()) for code in _PLAIN_CODE.finditer(around))
        ):
            yield Offer(Statement.ON_REQUEST, request.start(), request.end())


def find_announcements(sentence: str) -> Iterator[Offer]:
    """ "Code coming soon", "code release is planned"."""
    if not holds_any(sentence, _STEMS_OF_ANNOUNCED):
        return
    found = _ANNOUNCED.search(sentence)
    if found and not SOMEONES.search(sentence[max(0, found.start() - 60) : found.start()]):
        yield Offer(Statement.PROMISED, found.start(), found.end())
    prepared = _PREPARED.search(sentence) if "preparing" in sentence else None
    if prepared:
        yield Offer(Statement.PROMISED, prepared.start(), prepared.end())
    for release in _RELEASE_OF_CODE.finditer(sentence):
        left = sentence[max(0, release.start() - 60) : release.start()]
        right = sentence[release.end() : release.end() + REACH]
        if _PLANNED.match(right):
            yield Offer(Statement.PROMISED, release.start(), release.end())
        elif _PRESENTING.search(left) and not is_negated(left):
            yield Offer(when(left, "", right), release.start(), release.end())
