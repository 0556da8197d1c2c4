"""What one sentence offers of the paper's own code: now, later or on request.

Every rule starts from a word of offering ("available", "release", "open-source") and asks what it is said of, whose
that is and when it holds. Sentences come in lower case, their links covered by marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.models import Statement
from bot.reading.offer import REACH, Offer
from bot.reading.products import find_products
from bot.reading.text import LINK_MARK, holds_any
from bot.reading.timing import LATER, REQUEST, is_negated, may_speak_of_requests, when
from bot.reading.words import CODE, DATA, TOOL, either, means_software

_CODE = re.compile(CODE)
_DATA = re.compile(DATA)
_THING = re.compile(rf"(?P<code>{CODE})|{TOOL}")

# -- whose -------------------------------------------------------------------------------------------------------------

_SOMEONES = re.compile(
    either(
        r"their", r"his", r"her", r"existing", r"many", r"several", r"some", r"various", r"others?", r"most", r"few",
        r"numerous", r"different", r"commercial", r"any", r"whose", r"these", r"such", r"previous(?:ly)?", r"no",
        r"third-party", r"widely[- ]used", r"popular", r"standard", r"off-the-shelf", r"currently", r"recently",
        r"original", r"official", r"when", r"if", r"where", r"whenever", r"unless", r"because", r"since", r"as long as",
        r"closed-source", r"proprietary", r"multiple", r"modern", r"current", r"more", r"alternative", r"leading",
        r"each", r"every", r"us(?:e|es|ed|ing)", r"based on", r"built (?:up)?on", r"compared? (?:to|with)",
        r"for which", r"in which", r"amount of", r"number of", r"much of", r"variety of", r"range of", r"large",
    )
    + r"[^,;.:()]{0,48}$"
)  # fmt: skip
_OURS = re.compile(
    either(r"our", r"the", r"this", r"its", r"all", r"full", r"complete", r"entire", r"resulting", r"my")
)
_BREAK = re.compile(
    either(r"we", r"i", r"which", r"that", r"while", r"whereas", r"but", r"because", r"however", r"using", r"who")
)
_BE = re.compile(
    either(
        r"is", r"are", r"was", r"were", r"be", r"been", r"being", r"has", r"have", r"had", r"will", r"shall", r"can",
        r"may", r"could", r"would", r"becomes?", r"remains?", r"made", r"to be",
    )
)  # fmt: skip
_SPEAKER = re.compile(
    r"\b(?:we|i|authors?|and|also|(?:ancillary|supplementa\w+) (?:files?|materials?|information)"
    r"|(?:this|the|our|present) (?:paper|work|article|note|project|study|manuscript|report|appendix"
    r"|supplement))(?:['’]ll)?"
    r"(?: (?:have|has|had|will|shall|also|now|further|here|therefore|thus|be|plan|intend|promise|expect|wish|want"
    r"|would|like|hope|to|can|then|are|is|both|aim|do|and|\w+ly)){0,5}\W*$"
)
_RELEASING = re.compile(
    r"\b(?:by|are|also|and|am|publicly|openly|in addition to|besides|while|plan on|commit\w* to)\s*$|^\W*$"
)

# -- what is done ------------------------------------------------------------------------------------------------------

# The `plain` ones speak of an offer by themselves, `placed` ones where a place follows, the others after a verb.
_OFFERED = re.compile(
    r"\b(?:(?P<plain>available|accessible|obtainable|downloadable|open[- ]?sourced?|opensourced?|released|downloaded"
    r"|distributed|freeware|free software)"
    r"|(?P<placed>found|obtained|accessed|given|included|hosted|deposited|installed)"
    r"|published|public|publicly|provided|shared|supplied|attached|uploaded|disclosed|opened|open|submitted with"
    r"|on (?:github|gitlab|zenodo|pypi|cran|bitbucket)|in (?:the )?ancillary|as ancillary|licensed|added)\b"
)
_PLACE = re.compile(
    rf"\W*(?:(?:freely|online|here|directly|publicly|also|free of charge)\b ?)*(?:{LINK_MARK}|\W*$|[.,;]"
    r"|(?:at|in|on|online|here|via|through|under|as|with|upon|by|for)\b"
    r"|from (?:the |our |my )?(?:[\w-]+ )?(?:[\w-]+ )?(?:authors?|web\w*|site|pages?|homepage|git\w*|url|link"
    r"|repository"
    rf"|http|cran|pypi|zenodo|{LINK_MARK}))"
)
_RELEASE = re.compile(
    r"\b(?:releas(?:e|es|ed|ing)|open[- ]?sourc(?:e|es|ed|ing)|opensourc(?:e|es|ed|ing)|publish(?:es|ed|ing)?"
    r"|shar(?:e|es|ed|ing)|distribut(?:e|es|ed|ing)|disclos(?:e|es|ed|ing))\b"
)
_PROVIDE = re.compile(
    r"\b(?:provid(?:e|es|ed|ing)|offer(?:s|ed|ing)?|suppl(?:y|ies|ied|ying)|includ(?:e|es|ed|ing)|deliver(?:s|ed|ing)?"
    r"|attach(?:ed)?|contribut(?:e|es|ed|ing)|append|contains?)\b"
)
_MAKE = re.compile(r"\b(?:mak(?:e|es|ing)|made)\b")
# How authors may give code, stems that tell quickly whether it can fit, and what it may be said of.
_DEEDS = (
    (_RELEASE, ("releas", "open", "publish", "shar", "distribut", "disclos"), _THING),
    (_PROVIDE, ("provid", "offer", "suppl", "includ", "deliver", "attach", "contribut", "append", "contain"), _CODE),
    (_MAKE, ("mak", "made"), _THING),
)
_OPENED = re.compile(r"\b(?:available|public|open[- ]?sourced?|open|accessible)\b")
_PREPOSITION = re.compile(
    either(r"of", r"for", r"to", r"that", r"which", r"with", r"from", r"by", r"on", r"where", r"we", r"using")
)
_AT_ITS_END = re.compile(r"\b(?:an?|the|in|on|with|by|using|of|for|from|into|to|as an?|and|or|both|not)\s*$")
_END_OF_OBJECT = re.compile(r"\b(?:that|which|to|where|we|who|for|with|by|from|using|so|on|in|under|at)\b|[;:]")
_FOR_A_USE = re.compile(
    r"\W*(?:for (?!download|free|public|use|research|academic|non|everyone|anyone|others|the community|\w+ use)"
    r"|only|when|to (?!the (?:\w+ )?(?:community|public)|everyone|all|anyone|download|use\b)|in any|at any|whenever)"
)
_WHICH_WE = re.compile(
    r"\bwhich we (?:\w+ly )?(?:open[- ]?source|(?:make|release|distribute)s?(?: \w+ly)?(?: available)?)\b"
)
_ANNOUNCED = re.compile(
    rf"{CODE}(?: (?:and|&) [\w-]+){{0,2}} (?:(?:is |are )?(?:coming|forthcoming|under preparation|in preparation"
    r"|to follow|to appear)|releases? (?:is |are )?(?:planned|forthcoming|pending|upon|after|soon|coming|in "
    r"progress))\b"
)
_STEMS_OF_ANNOUNCED = ("coming", "preparation", "to follow", "to appear", "release")
_PLAIN_CODE = re.compile(either(r"(?:source[- ]?)?codes?", r"software", r"programs?", r"scripts?", r"package"))
_GIVEN = re.compile(
    either(
        r"available", r"obtain\w*", r"provid\w+", r"sen[dt]", r"request\w*", r"contact\w*", r"e-?mail\w*", r"shar\w+",
        r"accessible", r"get",
    )
)  # fmt: skip


def find_offers(sentence: str, own_names: tuple[str, ...] = ()) -> list[Offer]:
    """All that `sentence` offers. `own_names`: what the paper calls its product, in lower case."""
    return [
        *_said_of_code(sentence, own_names),
        *_done_by_authors(sentence),
        *find_products(sentence, own_names),
        *_asked_for(sentence),
        *_announced(sentence),
    ]


def _said_of_code(sentence: str, own_names: tuple[str, ...]) -> Iterator[Offer]:
    """ "The code is available …", "Code included", "The program can be obtained from the authors"."""
    for word in _OFFERED.finditer(sentence):
        left = sentence[max(0, word.start() - REACH) : word.start()]
        right = sentence[word.end() : word.end() + REACH]
        if word["placed"] and not _PLACE.match(right):
            continue
        subject = _subject(left, right, own_names, plain=word["plain"] is not None)
        if subject is None or is_negated(left):
            continue
        before, between = left[:subject], left[subject:]
        statement = when(before, between, right)
        if word["plain"] or statement is Statement.ON_REQUEST or _BE.search(between) or _begins_clause(before, between):
            yield Offer(statement, word.start() - len(between), word.end())


def _begins_clause(before: str, between: str) -> bool:
    """Whether a thing without a verb stands alone: "12 pages, code on GitHub", not "they keep code on GitHub"."""
    if len(between.split()) > 4:
        return False
    return len(before.split()) <= 1 or before.rstrip().endswith((",", ";", ":", "(", ".", "with", "and"))


def _subject(left: str, right: str, own_names: tuple[str, ...], *, plain: bool) -> int | None:
    """Where in `left` the own thing begins of which the next word is said; None when there is none."""
    pattern = _THING if plain else _CODE
    if _AT_ITS_END.search(left):
        return None
    for thing in reversed(list(pattern.finditer(left))):
        between = left[thing.end() :]
        verb = _BE.search(between)
        if _BREAK.search(between) or _is_far(between, verb):
            return None
        before = left[: thing.start()]
        if _SOMEONES.search(before[-60:]):
            return None
        is_code = pattern is _CODE or thing["code"] is not None
        if is_code and means_software(left, thing.start(), thing.end()):
            return thing.start()
        if not is_code and verb and _OURS.search(before[-60:].rpartition(".")[2]) and not _FOR_A_USE.match(right):
            return thing.start()
    return _own_name(left, own_names) if plain else None


def _is_far(between: str, verb: re.Match[str] | None) -> bool:
    """Whether too much stands between a thing and the word of offering, or between these and the verb."""
    if verb is None:
        return len(between.split()) > 3
    return len(between[: verb.start()].split()) > 14 or len(between[verb.end() :].split()) > 7


def _own_name(left: str, own_names: tuple[str, ...]) -> int | None:
    for name in own_names:
        at = left.rfind(name)
        rest = left[at + len(name) :]
        if at >= 0 and _BE.match(rest.lstrip(" })")) and len(rest.split()) <= 6:
            return at
    return None


def _done_by_authors(sentence: str) -> Iterator[Offer]:
    """ "We release our code", "by releasing the toolkit", "we plan to make the scripts public"."""
    for pattern, stems, things in _DEEDS:
        if not holds_any(sentence, stems):
            continue
        for verb in pattern.finditer(sentence):
            left = sentence[max(0, verb.start() - REACH) : verb.start()]
            right = sentence[verb.end() : verb.end() + REACH]
            if not _speaks(left, verb[0]) or is_negated(left[-50:]):
                continue
            made = _made_open(right) if pattern is _MAKE else _END_OF_OBJECT.split(right, maxsplit=1)[0]
            thing = _own_object(made, things, direct=pattern is _PROVIDE)
            if thing is None:
                continue
            statement = when(left, "", right)
            if statement is Statement.RELEASED and LATER.search(left[-40:]):
                statement = Statement.PROMISED
            yield Offer(statement, verb.start(), verb.end() + thing.end())
    which = _WHICH_WE.search(sentence) if "which we" in sentence else None
    if which and not _DATA.search(sentence, max(0, which.start() - 60), which.start()):
        yield Offer(Statement.RELEASED, which.start(), which.end())


def _speaks(left: str, verb: str) -> bool:
    """Whether the authors are those who do it."""
    if verb.startswith("open") and left.endswith("and "):  # "proprietary and open-source systems"
        return False
    speaker = _RELEASING if verb.endswith("ing") else _SPEAKER
    return speaker.search(left[-80:]) is not None


def _made_open(right: str) -> str:
    """What "make … available" makes available, or "" when it is another making.

    The thing may follow: "make publicly available the code".
    """
    opened = _OPENED.search(right)
    if opened is None or len(right[: opened.start()].split()) > 14:
        return ""
    between = right[: opened.start()]
    return between if len(between.split()) > 1 else right[: opened.end() + 60]


def _own_object(made: str, things: re.Pattern[str], *, direct: bool) -> re.Match[str] | None:
    """The thing that the authors offer. `direct`: it has to be the object itself, not a part of its description."""
    for thing in things.finditer(made):
        before = made[: thing.start()]
        if _SOMEONES.search(before) or (direct and (_PREPOSITION.search(before) or len(before.split()) > 7)):
            return None
        is_code = things is _CODE or thing["code"] is not None
        if not is_code or means_software(made, thing.start(), thing.end()):
            return thing
    return None


def _asked_for(sentence: str) -> Iterator[Offer]:
    """ "Contact the authors for the code", "MATLAB code: on request"."""
    if not may_speak_of_requests(sentence):
        return
    for request in REQUEST.finditer(sentence):
        around = sentence[max(0, request.start() - 70) : request.end() + 50]
        if _GIVEN.search(around) and any(
            means_software(around, code.start(), code.end()) for code in _PLAIN_CODE.finditer(around)
        ):
            yield Offer(Statement.ON_REQUEST, request.start(), request.end())


def _announced(sentence: str) -> Iterator[Offer]:
    """ "Code coming soon", "code release is planned"."""
    if not holds_any(sentence, _STEMS_OF_ANNOUNCED):
        return
    found = _ANNOUNCED.search(sentence)
    if found and not _SOMEONES.search(sentence[max(0, found.start() - 60) : found.start()]):
        yield Offer(Statement.PROMISED, found.start(), found.end())
