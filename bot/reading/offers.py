"""What one sentence offers of the paper's own code: now, later or on request.

Every rule starts from a word of offering ("available", "release", "open-source") and asks what it is said of, whose
that is and when it holds. Sentences come in lower case, their links covered by marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.models import Statement
from bot.reading.languages import find_foreign_offer
from bot.reading.words import CODE, LANGUAGE, TOOL, either, means_software

_REACH = 150
"""How many characters around a word of offering belong to what it says; keeps the work linear."""

_CODE = re.compile(CODE)
_THING = re.compile(rf"(?P<code>{CODE})|{TOOL}")

# -- when --------------------------------------------------------------------------------------------------------------

_LATER = re.compile(
    either(
        r"will", r"shall", r"going to", r"to be", r"plan(?:s|ned|ning)? (?:to|on)", r"planned", r"intend(?:s|ed)? to",
        r"intention to", r"promised? to", r"commit(?:s|ted)? to", r"aim(?:s|ing)? to", r"expect(?:s|ed)? to", r"about to",
        r"would be", r"would like to", r"hope to", r"soon", r"shortly", r"forthcoming", r"in preparation", r"coming",
        r"preparing", r"prepared for", r"in the process of", r"eventually", r"we'll", r"scheduled",
    )
)  # fmt: skip
_PLAIN_CODE = re.compile(either(r"(?:source[- ]?)?codes?", r"software", r"programs?", r"scripts?", r"package"))
_GIVEN = re.compile(
    either(
        r"available", r"obtain\w*", r"provid\w+", r"sen[dt]", r"request", r"contact\w*", r"e-?mail\w*", r"shar\w+",
        r"accessible", r"get",
    )
)  # fmt: skip
_EVENT = (
    r"(?:acceptance|accept(?:ed|ing)?|publication|publishing|published|review(?:ing|ed)?|decision|camera[- ]ready|anonymity"
    r"|completion|appears|release|de-?anonymi[sz]ation)"
)
_AFTER_EVENT = re.compile(
    rf"\b(?:(?:up)?on|after|following|pending|once|when|if|until|at the time of|by the time of|subject to|prior to) (?:[\w'-]+ ){{0,5}}?{_EVENT}\b"
    r"|\b(?:soon|shortly|later|in due course|in (?:a |the )?(?:very )?(?:near(?:est)? )?future|coming (?:days|weeks|months))\b"
    r"|\bin (?:a |the )?(?:next|final|later|future|updated|upcoming|camera-ready) (?:version|release|revision|update)\b"
)
_REQUEST = re.compile(
    r"\b(?:up)?on (?:an? |any |the )?(?:[\w-]+ ){0,2}(?:requests?|demand|inquiry|enquiry)\b"
    r"|\b(?:by|at|per|under|after|through|via) (?:[\w-]+ )?request(?:s|ing)?\b|\b(?:may|can|could|should|must|to) be requested\b"
    r"|\brequest(?:s|ed)? (?:it |them |[\w-]+ )?(?:from|to) (?:me|us|(?:the )?(?:[\w-]+ )?authors?)\b"
    r"|\b(?:from|contact(?:ing)?|e-?mail(?:ing)?|ask(?:ing)?|writ(?:e|ing)(?: to)?|with|to|by) (?:the |any of the |one of the |either of the )?"
    r"(?:[\w-]+ ){0,2}(?:co-?)?authors?\b(?!'s? (?:web|home|page|git|site))|\b(?:by|via|per|through|send(?:ing)?|writ\w+)(?: an?| me| us)? e-?mail\b"
    r"|\b(?:contact(?:ing)?|e-?mail(?:ing)?|write to|ask) (?:me|us)\b"
)

# -- whose -------------------------------------------------------------------------------------------------------------

_NEGATED = re.compile(
    either(
        r"not", r"never", r"cannot", r"without", r"neither", r"nor", r"unable", r"rarely", r"seldom", r"hardly", r"lack\w*",
        r"no", r"few", r"unavailable", r"scarc\w+", r"instead of", r"absence of", r"limited", r"only a few",
    )
    + r"[^,;]{0,40}$|n't [^,;]{0,40}$"
)  # fmt: skip
_SOMEONES = re.compile(
    either(
        r"their", r"his", r"her", r"existing", r"many", r"several", r"some", r"various", r"others?", r"most", r"few",
        r"numerous", r"different", r"commercial", r"any", r"whose", r"these", r"such", r"previous(?:ly)?", r"third-party",
        r"widely[- ]used", r"popular", r"standard", r"off-the-shelf", r"currently", r"recently", r"original", r"official",
        r"when", r"if", r"where", r"whenever", r"unless", r"because", r"since", r"as long as", r"closed-source",
        r"proprietary", r"multiple", r"modern", r"current", r"more", r"alternative", r"leading", r"each", r"every",
        r"us(?:e|es|ed|ing)", r"based on", r"built (?:up)?on", r"compared? (?:to|with)", r"for which", r"in which",
        r"amount of", r"number of", r"much of", r"variety of", r"range of", r"large", r"no",
    )
    + r"[^,;.:()]{0,48}$"
)  # fmt: skip
_OURS = re.compile(
    either(r"our", r"the", r"this", r"its", r"all", r"full", r"complete", r"entire", r"resulting", r"my")
)
_BREAK = re.compile(
    either(r"we", r"i", r"which", r"that", r"while", r"whereas", r"but", r"because", r"however", r"using")
)
_BE = re.compile(
    either(
        r"is", r"are", r"was", r"were", r"be", r"been", r"being", r"has", r"have", r"had", r"will", r"shall", r"can",
        r"may", r"could", r"would", r"becomes?", r"remains?", r"made", r"to be",
    )
)  # fmt: skip

# -- what is done ------------------------------------------------------------------------------------------------------

_OFFERED = re.compile(
    r"\b(?:(?P<plain>available|accessible|obtainable|downloadable|open[- ]?sourced?|opensourced?|released|downloaded"
    r"|distributed|freeware|free software)"
    r"|published|public|publicly|provided|shared|deposited|hosted|included|found|obtained|accessed|supplied|attached|uploaded"
    r"|given|disclosed|opened|open|submitted with|on (?:github|gitlab|zenodo|pypi|cran|bitbucket)|in (?:the )?ancillary|as ancillary"
    r"|licensed|added)\b"
)
_SPEAKER = re.compile(
    r"(?:\b(?:we|i|authors?|(?:this|the|our|present) (?:paper|work|article|note|project|study|manuscript|report|appendix)|and|to|us|it|also)"
    r"(?: (?:have|has|had|will|shall|also|now|further|furthermore|additionally|finally|hereby|here|therefore|thus|publicly|openly|freely|fully|be"
    r"|plan|intend|would|like|hope|to|can|then|are|is|fully|happily|moreover|are also|both|aim|both|do|and|\w+ly)){0,5}|^(?:\W*\w+ly,?)?)\W*$"
)
_RELEASE = re.compile(
    r"\b(?:releas(?:e|es|ed|ing)|open[- ]?sourc(?:e|es|ed|ing)|opensourc(?:e|es|ed|ing)|publish(?:es|ed|ing)?|shar(?:e|es|ed|ing)"
    r"|distribut(?:e|es|ed|ing)|disclos(?:e|es|ed|ing))\b"
)
_PROVIDE = re.compile(
    r"\b(?:provid(?:e|es|ed|ing)|offer(?:s|ed|ing)?|suppl(?:y|ies|ied|ying)|includ(?:e|es|ed|ing)|deliver(?:s|ed|ing)?|attach(?:ed)?"
    r"|contribut(?:e|es|ed|ing)|append)\b"
)
_MAKE = re.compile(r"\b(?:mak(?:e|es|ing)|made)\b")
_ANNOUNCEMENT = re.compile(
    rf"{CODE}(?: (?:and|&) [\w-]+){{0,2}} (?:(?:is |are )?(?:coming|forthcoming|under preparation|in preparation|to follow|to appear)"
    r"|releases? (?:is |are )?(?:planned|forthcoming|pending|upon|after|soon|coming|in progress))\b"
)
_OPENED = re.compile(r"\b(?:available|public|open[- ]?sourced?|open|accessible)\b")
_PREPOSITION = re.compile(
    either(r"of", r"for", r"to", r"that", r"which", r"with", r"from", r"by", r"on", r"where", r"we", r"using")
)
_END_OF_OBJECT = re.compile(r"\b(?:that|which|to|where|we|who|for|with|by|from|using|so|on|in|under|at)\b|[;:]")

# -- what is presented -------------------------------------------------------------------------------------------------

_PRESENTING = (
    r"(?:present|introduc|describ|releas|provid|offer|develop|propos|build|built|design|creat|contribut|implement|publish"
    r"|deliver|announc|unveil|launch|report|discuss|giv|includ)(?:e|es|ed|ing|s|ment of)?"
)
_PRESENTED = re.compile(
    rf"\b{_PRESENTING} (?:both |also |here |on |in this (?:paper|work|article) |\w+ly )*$|\b(?:as|is|are|into|our|via our|using our|with our|called|named|namely|through)\s*$|^\W*$"
)
_APPOSED = re.compile(
    rf"\b{_PRESENTING}\b(?![^,]*\b(?:using|with|in|by|from|via|based on)\b[^,]*,[^,]*$).*[,(:–—-]\s*$"
)
_OPEN = re.compile(
    r"\b(?:open[- ]?sourced?|opensourced?|(?:publicly|freely|openly)[- ](?:available|accessible|released|distributed|downloadable)|free(?:ly)? software|free and open)\b"
)
_OPEN_THING = re.compile(
    rf"[ ,/&-]*(?:(?!(?:of|for|to|in|on|with|from|by|that|which|at|is|are|we|llms?|models?|datasets?|data|vlms?|mllms?|lvlms?|benchmarks?)\b)[\w/+.'()*$\\-]+[ ,]+(?:and )?){{0,6}}?(?P<thing>{CODE}|{TOOL})"
)
_ARTICLE = re.compile(
    r"(?:^|(?<=\s)|(?<=\())(?:an?|the(?: first| very first)?|our|this|its|two|three|new|first)(?: (?!(?:an?|the|our|of|for|in|on|with|by)\b)[\w,+./()&-]+){0,7}\s*$"
)
_PACKAGE = r"(?:packages?|librar(?:y|ies)|tool ?box(?:es)?|tool ?kits?)"
_PROGRAM = r"(?:packages?|librar(?:y|ies)|tool ?(?:box(?:es)?|kits?|s)?|modules?|programs?|scripts?|frameworks?|codes?|software|suites?|plug-?ins?|apps?)"
_WRITTEN_IN = rf"{LANGUAGE}(?:[-/ ](?:based|only|native|software|wrapper))?[- /]"
_PRODUCT = re.compile(
    rf"\b(?:an?|our|the|this|new|novel|free) (?:(?!(?:of|for|to|in|on|with|from|by|that|which|using)\b)[\w+.,/-]+ ){{0,6}}?"
    rf"(?P<thing>{_WRITTEN_IN}(?:{_PROGRAM}|implementations?|interfaces?)|(?:software|computer|program) {_PROGRAM}|{_PACKAGE}|software)"
    r"(?=\W*$|\W* ?[,.;:()\\{}$]| (?:for|to|that|which|of|in|called|named|with|written|and|based|by|developed|designed"
    r"|implement\w*|on|as|allow\w*|provid\w*|dedicated|capable|enabling|used|aimed|we|from|supporting|built|offering|\w+ing)\b)"
)
_TITLE_PRODUCT = re.compile(
    rf"\b(?:{_WRITTEN_IN}(?:{_PROGRAM}|implementations?|interfaces?)|(?:software|computer|open[- ]source|simulation|modular|general-purpose) {_PROGRAM}"
    rf"|(?:{_PACKAGE}|software) (?:for|to|of)|(?:package|library|toolbox|toolkit|software)\s*$)"
)
_OPEN_TITLE = re.compile(rf"\bopen[- ]sourced? (?:[\w-]+,? ){{0,5}}?(?:{CODE}|{TOOL})")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sentence says of own code: `start` to `end` are the words that decided, inside the sentence."""

    statement: Statement
    start: int
    end: int
    outright: bool = True
    """False where a package is only described, without a word on how to get it."""


def find_offers(sentence: str, own_names: tuple[str, ...] = ()) -> list[Offer]:
    """All that `sentence` offers. `own_names`: what the paper calls its product, in lower case."""
    return [
        *_said_of_code(sentence, own_names),
        *_done_by_authors(sentence),
        *_presented(sentence, own_names),
        *_asked_for(sentence),
        *_announced(sentence),
    ]


def find_title_offer(title: str) -> Offer | None:
    """A title that names the paper's own package ("X: A Python library for …"), or None."""
    for found in (_OPEN_TITLE.search(title), _TITLE_PRODUCT.search(title)):
        if found and not re.search(
            r"\b(?:using|with|in|by|via|from|on|of|into|based on|for|survey|review|comparison|comparing|tutorial)(?: \w+){0,2} ?$",
            title[: found.start()],
        ):
            return Offer(Statement.RELEASED, found.start(), found.end(), outright=False)
    return None


def _said_of_code(sentence: str, own_names: tuple[str, ...]) -> Iterator[Offer]:
    """ "The code is available …", "Code included", "The program can be obtained from the authors"."""
    for word in _OFFERED.finditer(sentence):
        left = sentence[max(0, word.start() - _REACH) : word.start()]
        right = sentence[word.end() : word.end() + _REACH]
        subject = _subject(left, own_names, plain=word["plain"] is not None)
        if subject is None or _NEGATED.search(left):
            continue
        before, between = left[:subject], left[subject:]
        statement = _when(before, between, right)
        if not (word["plain"] or statement is Statement.ON_REQUEST or _BE.search(between)) and len(between.split()) > 4:
            continue
        yield Offer(statement, word.start() - len(between), word.end())


def _subject(left: str, own_names: tuple[str, ...], *, plain: bool) -> int | None:
    """Where in `left` the own thing begins of which the next word is said; None when there is none."""
    pattern = _THING if plain else _CODE
    for thing in reversed(list(pattern.finditer(left))):
        between = left[thing.end() :]
        if _BREAK.search(between):
            return None
        verb = _BE.search(between)
        if len((between[: verb.start()] if verb else between).split()) > (14 if verb else 3):
            return None
        if verb and len(between[verb.end() :].split()) > 7:
            return None
        before = left[: thing.start()]
        if _SOMEONES.search(before[-60:]):
            return None
        is_code = pattern is _CODE or thing["code"] is not None
        if is_code and means_software(left, thing.start(), thing.end()):
            return thing.start()
        if not is_code and verb and _OURS.search(before[-60:].rpartition(".")[2]):
            return thing.start()
    return _own_name(left, own_names) if plain else None


def _own_name(left: str, own_names: tuple[str, ...]) -> int | None:
    for name in own_names:
        at = left.rfind(name)
        rest = left[at + len(name) :]
        if at >= 0 and _BE.match(rest.lstrip(" })")) and len(rest.split()) <= 6:
            return at
    return None


def _when(before: str, between: str, after: str) -> Statement:
    """When an offer holds, by the words before its subject, after it, and after the word of offering."""
    if any(_only_on_request(words) for words in (between, after[:100], before[-60:])):
        return Statement.ON_REQUEST
    if (
        _LATER.search(between)
        or _AFTER_EVENT.search(after)
        or _AFTER_EVENT.search(before)
        or _LATER.search(before[-16:])
    ):
        return Statement.PROMISED
    return Statement.RELEASED


def _only_on_request(words: str) -> bool:
    """Whether one has to ask; "at the journal or upon request" leaves another way."""
    request = _REQUEST.search(words)
    return request is not None and not words[: request.start()].endswith((" or ", " and "))


def _done_by_authors(sentence: str) -> Iterator[Offer]:
    """ "We release our code", "by releasing the toolkit", "we plan to make the scripts public"."""
    for pattern, things in ((_RELEASE, _THING), (_PROVIDE, _CODE), (_MAKE, _THING)):
        for verb in pattern.finditer(sentence):
            left = sentence[max(0, verb.start() - _REACH) : verb.start()]
            right = sentence[verb.end() : verb.end() + _REACH]
            if not _speaks(left, verb[0]) or _NEGATED.search(left[-50:]):
                continue
            object_ = _made_open(right) if pattern is _MAKE else _END_OF_OBJECT.split(right, maxsplit=1)[0]
            thing = _own_object(object_, things, direct=pattern is _PROVIDE)
            if thing is None:
                continue
            statement = _when(left, "", right)
            if statement is Statement.RELEASED and _LATER.search(left[-40:]):
                statement = Statement.PROMISED
            yield Offer(statement, verb.start(), verb.end() + thing.end())


def _speaks(left: str, verb: str) -> bool:
    """Whether the authors are those who do it."""
    if verb.endswith("ing"):
        return bool(
            re.search(r"\b(?:by|are|also|and|am|publicly|openly|in addition to|besides|while|plan on)\s*$|^\W*$", left)
        )
    return _SPEAKER.search(left[-80:]) is not None


def _made_open(right: str) -> str:
    """What "make … available" makes available, or "" when it is another making."""
    opened = _OPENED.search(right)
    if opened is None or len(right[: opened.start()].split()) > 14:
        return ""
    return (
        right[: opened.start()]
        if right[: opened.start()].strip(" ,;publiclyfreelyopenly")
        else right[: opened.end() + 60]
    )


def _own_object(object_: str, things: re.Pattern[str], *, direct: bool) -> re.Match[str] | None:
    for thing in things.finditer(object_):
        before = object_[: thing.start()]
        if _SOMEONES.search(before) or (direct and (_PREPOSITION.search(before) or len(before.split()) > 7)):
            return None
        if things is _CODE or thing["code"]:
            if means_software(object_, thing.start(), thing.end()):
                return thing
        else:
            return thing
    return None


def _presented(sentence: str, own_names: tuple[str, ...]) -> Iterator[Offer]:
    """ "We present X, an open-source framework", "we introduce an R package called X"."""
    for adjective in _OPEN.finditer(sentence):
        left = sentence[max(0, adjective.start() - _REACH) : adjective.start()]
        thing = _OPEN_THING.match(sentence, adjective.end(), adjective.end() + 110)
        if thing and _is_own_product(left, own_names) and not _NEGATED.search(left[-40:]):
            yield Offer(_when(left, "", sentence[thing.end() : thing.end() + _REACH]), adjective.start(), thing.end())
    for product in _PRODUCT.finditer(sentence):
        left = sentence[max(0, product.start() - _REACH) : product.start() + 2]
        if _is_own_product(left, own_names, strict=True):
            yield Offer(Statement.RELEASED, product.start(), product.end(), outright=False)


def _is_own_product(left: str, own_names: tuple[str, ...], *, strict: bool = False) -> bool:
    """Whether what comes after `left` is what the paper presents. `strict`: the paper must say so of itself."""
    article = _ARTICLE.search(left)
    lead = left[: article.start()] if article else left
    if any(
        re.search(rf"{re.escape(name)}\W* (?:is|are|as)?\W*$|{re.escape(name)}\W*[,(]\s*$", lead) for name in own_names
    ):
        return True
    if strict:
        speaks = re.search(r"\b(?:we|i|paper|article|work|note|here|manuscript|report|study|chapter)\b", lead)
        return bool(speaks) and bool(re.search(rf"\b{_PRESENTING} (?:\w+ly )?$", lead) or _APPOSED.search(lead))
    return bool(_PRESENTED.search(lead) or _APPOSED.search(lead))


def _asked_for(sentence: str) -> Iterator[Offer]:
    """ "Contact the authors for the code", "MATLAB code: on request"."""
    for request in _REQUEST.finditer(sentence):
        around = sentence[max(0, request.start() - 70) : request.end() + 50]
        if _GIVEN.search(around) and any(
            means_software(around, code.start(), code.end()) for code in _PLAIN_CODE.finditer(around)
        ):
            yield Offer(Statement.ON_REQUEST, request.start(), request.end())


def _announced(sentence: str) -> Iterator[Offer]:
    """ "Code coming soon", "code release is planned"."""
    found = _ANNOUNCEMENT.search(sentence)
    if found and not _SOMEONES.search(sentence[max(0, found.start() - 60) : found.start()]):
        yield Offer(Statement.PROMISED, found.start(), found.end())


def find_foreign_offers(sentence: str) -> list[Offer]:
    """What `sentence` offers in another language than English."""
    found = find_foreign_offer(sentence)
    return [Offer(*found)] if found else []
