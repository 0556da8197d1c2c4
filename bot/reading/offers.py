"""What one sentence offers of the paper's own code: now, later or on request.

Every rule starts from a word of offering ("available", "release", "open-source") and asks what it is said of, whose
that is and when it holds. Sentences come in lower case, their links covered by marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.models import Statement
from bot.reading.announcements import find_announcements, find_requests
from bot.reading.offer import REACH, Offer
from bot.reading.products import find_products
from bot.reading.text import LINK_MARK, holds_any
from bot.reading.timing import LATER, is_negated, when
from bot.reading.words import CODE, DATA, SOMEONES, TOOL, either, means_software

_CODE = re.compile(CODE)
_DATA = re.compile(DATA)
_THING = re.compile(rf"(?P<code>{CODE})|{TOOL}")

# -- whose -------------------------------------------------------------------------------------------------------------

_OURS = re.compile(
    either(r"our", r"the", r"this", r"its", r"all", r"full", r"complete", r"entire", r"resulting", r"my")
)
_BREAK = re.compile(
    either(r"we", r"i", r"which", r"that", r"while", r"whereas", r"but", r"because", r"however", r"using", r"who")
)
# A clause on what the code does or who wrote it, where the sentence begins with the code: "The code that … is".
_OPENING = re.compile(
    r"^\W*(?:(?:both )?(?:the|our) [\w-]+(?: [\w-]+)? and )?(?:all |both )?(?:the |our )?(?:[\w+#-]+ ){0,2}$"
)
_CLAUSE = re.compile(
    r",? (?:that|which|we|(?:we )?(?:used|written|developed|implementing|generating|employed|needed|necessary"
    r"|required)) [^;:()]{0,100}?(?=,? (?:is|are|has been|have been|can be|will be|may be)\b)"
)
_WHICH_IS = re.compile(r",? (?:which|that) (?=(?:is|are|has|have|will|can)\b)")
_ASIDE = re.compile(r", (?:together|along) with [^,]*,")
_OUR = re.compile(r"\bour (?:[\w-]+ )?$")
_PREPOSITION_LAST = re.compile(r"\b(?:of|from|in|with|about)\W*$")
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
    r"(?: (?:have|has|had|will|shall|also|now|further|here|hereby|herewith|therefore|thus|be|plan|intend|promise"
    r"|expect|wish|want"
    r"|would|like|hope|going|to|can|then|are|is|both|aim|do|and|\w+ly)){0,5}\W*$"
)
_THEY = re.compile(
    either(r"they", r"developers", r"researchers", r"users", r"people", r"scientists", r"students") + "[^,;]*$"
)
_RELEASING = re.compile(
    r"\b(?:by|are|also|and|am|be|publicly|openly|in addition to|besides|while|plan on|aim\w* at|commit\w* to)\s*$|^\W*$"
)

# What ought to be, what is only easier to have than before, and what others did.
_WISHED = re.compile(
    r"\b(?:should|must|ought|needs? to|ha(?:s|ve) to|often|usually|typically|sometimes|rarely|generally)\b|^\w+ be $"
)
_COMPARED = re.compile(r"\b(?:more|less|increasingly)(?: \w+ly| [\w-]+ and)? $")
_BY_OTHERS = re.compile(
    r" by (?!us\b|our\b|the (?:[\w-]+ )?authors?|request|e-?mail|contact|anonymous|download|visiting|\w+ing\b|default"
    r"|ftp|then\b|end\b|spring|publication|acceptance|\d|\x01)"
)
_ASKED_OF_AUTHORS = re.compile(
    r"\b(?:encourag|ask|requir|urg|invit|motivat|forc|nudg)\w* (?:[\w-]+ )*?(?:authors?|researchers?) to $"
)
_AUTHORS = re.compile(r"\bauthors (?:[\w-]+ ){0,4}$")

# -- what is done ------------------------------------------------------------------------------------------------------

# The `plain` ones speak of an offer by themselves, `placed` ones where a place follows, the others after a verb.
_OFFERED = re.compile(
    r"\b(?:(?P<plain>available|accessible|obtainable|downloadable|open[- ]?sourced?|opensourced?|released|downloaded"
    r"|distributed|freeware|free software|free (?=of charge|to (?:use|download)|for (?:academic|non|research|any|all\b"
    r"|public|every|use\b)))|(?P<placed>found|obtained|accessed|given|included|hosted|deposited|installed|appear)"
    r"|published|public|publicly|provided|shared|supplied|attached|uploaded|disclosed|opened|open(?! (?:for|until"
    r"|to (?:all )?(?:students|members|teachers|visitors|participants)"
    r"|problem|question|issue))|submitted with|put (?:online|on (?:github|gitlab|the web))|on (?:github|gitlab|zenodo"
    r"|pypi|cran|bitbucket)|in (?:the )?ancillary|as ancillary|in (?:the |an )?(?:online )?supplement\w*|licensed"
    r"|added|submitted to (?:the )?(?:cran|pypi|bioconductor|conda))\b"
)
_PLACE = re.compile(
    rf"\W*(?:(?:freely|online|here|directly|publicly|also|free of charge)\b ?)*(?:{LINK_MARK}|\W*$|[.,;]"
    r"|(?:at|in|on|online|here|via|through|under|as|with|upon|by|for)\b"
    r"|from (?:the |our |my )?(?:[\w-]+ )?(?:[\w-]+ )?(?:authors?|web\w*|site|pages?|homepage|git\w*|url|link"
    r"|repository"
    rf"|http|cran|pypi|zenodo|{LINK_MARK}))"
)
_RELEASE = re.compile(
    r"\b(?:open(?:s|ing)?(?: up)?(?= our\b)|releas(?:e|es|ed|ing)|open[- ]?sourc(?:e|es|ed|ing)|opensourc(?:e|es|ed"
    r"|ing)|publish(?:es|ed|ing)?|shar(?:e|es|ed|ing)|distribut(?:e|es|ed|ing)|disclos(?:e|es|ed|ing))\b"
)
_PROVIDE = re.compile(
    r"\b(?:provid(?:e|es|ed|ing)|offer(?:s|ed|ing)?|suppl(?:y|ies|ied|ying)|includ(?:e|es|ed|ing)|deliver(?:s|ed|ing)?"
    r"|attach(?:ed)?|contribut(?:e|es|ed|ing)|append|contains?)\b"
)
_MAKE = re.compile(r"\b(?:mak(?:e|es|ing)|made)\b")
# How authors may give code, stems that tell quickly whether it can fit, and what it may be said of.
_IT = re.compile(r" (?:it|them)(?= (?:as|under|\w+ly|to the|for)\b)")
_WE_OPEN = re.compile(r"\b(?:we|will|to) (?:\w+ly |also )?$")
_NAMED = re.compile(r" [\w.+-]+(?= *[.,;:(]| *$| (?:upon|after|once|when|soon|as)\b)")
_ON_AN_EVENT = re.compile(r" (?:upon|after|once|when)\b")
_AS_OPEN_SOURCE = re.compile(r" [\w.+-]+(?: \w+ly)? (?:as|under) (?:an? )?(?:\w+ )?(?:open[- ]source|free software)\b")
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


def find_offers(sentence: str, own_names: tuple[str, ...] = ()) -> list[Offer]:
    """All that `sentence` offers. `own_names`: what the paper calls its product, in lower case."""
    return [
        *_said_of_code(sentence, own_names),
        *_done_by_authors(sentence),
        *find_products(sentence, own_names),
        *find_requests(sentence),
        *find_announcements(sentence),
    ]


def _said_of_code(sentence: str, own_names: tuple[str, ...]) -> Iterator[Offer]:
    """ "The code is available …", "Code included", "The program can be obtained from the authors"."""
    for word in _OFFERED.finditer(sentence):
        left = sentence[max(0, word.start() - REACH) : word.start()]
        right = sentence[word.end() : word.end() + REACH]
        if word["placed"] and not _PLACE.match(right):
            continue
        subject = _subject(left, right, own_names, plain=word["plain"] is not None)
        if subject is None and _ASIDE.search(left):
            left = _ASIDE.sub(lambda aside: " " * len(aside[0]), left)
            subject = _subject(left, right, own_names, plain=word["plain"] is not None)
        if subject is None or is_negated(left) or _BY_OTHERS.match(right):
            continue
        before, between = left[:subject], left[subject:]
        if _WISHED.search(between) or _COMPARED.search(between):
            continue
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
    for thing in reversed(list(pattern.finditer(left))):
        before, between = left[: thing.start()], left[thing.end() :]
        verb = _BE.search(between)
        if _is_parted(before, between, verb) or SOMEONES.search(before[-60:]):
            return None
        is_code = pattern is _CODE or thing["code"] is not None
        if is_code and means_software(left, thing.start(), thing.end()):
            return thing.start()
        if not is_code and verb and _OURS.search(before[-60:].rpartition(".")[2]) and not _FOR_A_USE.match(right):
            return thing.start()
    return _own_name(left, own_names) if plain else None


def _is_parted(before: str, between: str, verb: re.Match[str] | None) -> bool:
    """Whether it is not of the thing after `before` that the word after `between` is said."""
    if verb is None and _PREPOSITION_LAST.search(before):
        return True
    if _AT_ITS_END.search(between) and not (verb and between.endswith(" and ")):
        return True
    clause = _CLAUSE.match(between) if _OPENING.match(before) else None
    clause = clause or (_WHICH_IS.match(between) if _OUR.search(before) else None)
    rest = between[clause.end() :] if clause else between
    return _BREAK.search(rest) is not None or _is_far(rest, verb)


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
            if not _speaks(left, verb[0]) or is_negated(left[-50:]) or _ASKED_OF_AUTHORS.search(left[-80:]):
                continue
            if _AUTHORS.search(left[-80:]):
                right = right.replace(" their ", " our   ", 1)
            made = _made_open(right) if pattern is _MAKE else _END_OF_OBJECT.split(right, maxsplit=1)[0]
            thing = _own_object(made, things, direct=pattern is _PROVIDE)
            if thing is None and _IT.match(made) and _THING.search(left) and not _is_data_last(left):
                thing = _IT.match(made)
            if thing is None and _WE_OPEN.search(left) and not _DATA.search(_ON_AN_EVENT.split(made, maxsplit=1)[0]):
                thing = _NAMED.match(made) if "sourc" in verb[0] else _AS_OPEN_SOURCE.match(right)
            if thing is None:
                continue
            statement = when(left, "", right)
            if statement is Statement.RELEASED and LATER.search(left[-40:]):
                statement = Statement.PROMISED
            yield Offer(statement, verb.start(), verb.end() + thing.end())
    which = _WHICH_WE.search(sentence) if "which we" in sentence else None
    if which and not _is_data_last(sentence[max(0, which.start() - 60) : which.start()]):
        yield Offer(Statement.RELEASED, which.start(), which.end())


def _is_data_last(words: str) -> bool:
    """Whether the last thing in `words` that can be offered is data, not code or a tool."""
    data = max((found.end() for found in _DATA.finditer(words)), default=-1)
    return data > max((found.end() for found in _THING.finditer(words)), default=-1)


def _speaks(left: str, verb: str) -> bool:
    """Whether the authors are those who do it."""
    if verb.startswith("open") and left.endswith("and "):  # "proprietary and open-source systems"
        return False
    if left.endswith("and ") and _THEY.search(left):
        return False
    speaker = _RELEASING if verb.endswith("ing") else _SPEAKER
    return speaker.search(left[-80:]) is not None


def _made_open(right: str) -> str:
    """What "make … available" makes available, or "" when it is another making.

    The thing may follow: "make publicly available the code".
    """
    opened = _OPENED.search(right)
    between = right[: opened.start()] if opened else ""
    if opened is None or len(between.split()) > 14 or _COMPARED.search(between):
        return ""
    return between if len(between.split()) > 1 else right[: opened.end() + 60]


def _own_object(made: str, things: re.Pattern[str], *, direct: bool) -> re.Match[str] | None:
    """The thing that the authors offer. `direct`: it has to be the object itself, not a part of its description."""
    for thing in things.finditer(made):
        before = made[: thing.start()]
        if SOMEONES.search(before) or (direct and (_PREPOSITION.search(before) or len(before.split()) > 7)):
            return None
        is_code = things is _CODE or thing["code"] is not None
        if not is_code or means_software(made, thing.start(), thing.end()):
            return thing
    return None
