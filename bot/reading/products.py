"""Packages that a paper presents as its own: "we introduce X, an open-source framework", "an R package for …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.models import Statement
from bot.reading.offer import REACH, Offer
from bot.reading.text import Text, holds_any
from bot.reading.timing import is_negated, when
from bot.reading.words import CODE, DATA, LANGUAGE, TOOL, either, means_software

_PACKAGE = r"(?:packages?|librar(?:y|ies)|tool ?box(?:es)?|tool ?kits?)"
_PROGRAM = (
    r"(?:packages?|librar(?:y|ies)|tool ?(?:box(?:es)?|kits?|s)?|modules?|programs?|scripts?|frameworks?|codes?"
    r"|software"
    r"|suites?|plug-?ins?|apps?)"
)
_WRITTEN_IN = rf"{LANGUAGE}(?:[-/ ](?:based|only|native|software|wrapper))?[- /]"
_SMALL = r"(?:of|for|to|in|on|with|from|by|that|which|using)"

# A product and what may follow it: not another noun ("a package registry"), but a name after "the R package".
_OF_THOUGHTS = re.compile(
    r"tool ?(?:box|kit)s? of (?:[\w-]+ ){0,2}?(?:techniques|ideas|methods|tricks|inequalities|theorems|lemmas|concepts"
    r"|estimates|arguments|strategies)\b"
)
_PRODUCT = re.compile(
    rf"\b(?:an?|our|the|new|novel|free) (?:(?!(?:{_SMALL}|an?|the|our|this)\b)[\w+.,/-]+ ){{0,6}}?"
    rf"(?:{_WRITTEN_IN}(?:{_PROGRAM}|implementations?|interfaces?)(?: [\w.+-]+(?= (?:for|that|which|to|and|is)\b"
    rf"|[.,;:()]|\s*$))?"
    rf"|(?:software|computer|program) {_PROGRAM}|{_PACKAGE}|software|code-?base)"
    r"(?=\W*$|\W* ?[.,;:()\\{}$]| (?:for|to|that|which|of|in|called|named|with|written|and|based|by|developed|designed"
    r"|implement\w*|on|as|allow\w*|provid\w*|dedicated|capable|enabling|used|aimed|we|from|supporting|built|offering"
    r"|\w+ing)\b)"
)
# "X: a program for …" names a program; "codes for …" may be of another sort.
_PROGRAM_IN_TITLE = r"[:,–—-] ?(?:an?|the) (?:[\w-]+ ){0,4}?(?:programs?|code|event generator) (?:for|to)\b"
_IN_TITLE = re.compile(
    rf"\b(?:{_WRITTEN_IN}(?:{_PROGRAM}|implementations?|interfaces?)"
    rf"|(?:software|computer|open[- ]source|simulation|modular|general-purpose) {_PROGRAM}"
    rf"|(?:{_PACKAGE}|software) (?:for|to)|(?:package|library|collection) of (?:[\w-]+ ){{0,2}}(?:program|routine"
    r"|function|code|tool|algorithm)s|(?:package|library|toolbox|toolkit|software)\s*$)"
    rf"|{_PROGRAM_IN_TITLE}|\bopen[- ]sourced? (?:[\w-]+,? ){{0,5}}?(?:{CODE}|{TOOL})"
)
_STEMS = (
    "packag", "librar", "tool", "module", "program", "script", "framework", "code", "software", "suite", "plug", "app",
    "implementation", "interface",
)  # fmt: skip
_WORDS_IN_TITLE = frozenset(
    """
    package packages library libraries tool tools toolbox toolboxes toolkit toolkits module modules program programs
    script scripts framework frameworks code codes software suite suites plugin plugins plug-in app apps generator
    implementation implementations interface interfaces open open-source open-sourced opensource
    """.split()
)
# "Software for science" speaks of software as such, "X: software for …" and "a library for …" of one.
_AS_SUCH = re.compile(r"(?:software|s)(?: (?:for|to))?\s*$")
_OF_ONE = re.compile(r"[:,–—-] |\b(?:an?|the|our|new)\b")
_ABOUT_OTHERS = re.compile(
    either(
        r"using", r"with", r"in", r"by", r"via", r"from", r"on", r"of", r"into", r"based on", r"for", r"survey",
        r"review", r"comparison", r"comparing", r"tutorial",
    )
    + r"(?: \w+){0,4} ?$"
)  # fmt: skip

_OPEN = re.compile(
    r"\b(?:open[- ]?sourced?|opensourced?|free(?:ly)? software|free and open"
    r"|public(?= (?:[\w-]+ ){0,2}(?:codes?|software|packages?|library|toolbox|implementation)\b)"
    r"|(?:publicly|freely|openly)[- ](?:available|accessible|released|distributed|downloadable))\b"
)
# What is open: up to seven words on, not past a small word, and not a model or data.
_OPEN_THING = re.compile(
    r"[ ,/&-]*(?:(?!(?:of|for|to|in|on|with|from|by|that|which|at|is|are|we|llms?|models?|datasets?|data|vlms?|mllms?"
    rf"|lvlms?|benchmarks?)\b)[\w/+.'()*$\\-]+[ ,]+(?:and )?){{0,6}}?(?:{CODE}|{TOOL})"
)

_ARTICLE = re.compile(
    r"(?:^|(?<=\s)|(?<=\())(?:an?|the(?: first| very first)?|our|this|its|two|three|new|first)"
    r"(?: (?!(?:an?|the|our|of|for|in|on|with|by)\b)[\w,+./()&-]+){0,7}\s*$"
)
_OUR = re.compile(r"\bour (?:\S+ ){0,2}$")
_PRESENTING = (
    r"(?:present|introduc|describ|releas|provid|offer|develop|propos|build|built|design|creat|contribut|implement"
    r"|publish|deliver|announc|unveil|launch|report|discuss|giv|includ)(?:e|es|ed|ing|s|ment of)?"
)
_PRESENTED = re.compile(
    rf"\b{_PRESENTING} (?:both |also |here |on |in this (?:paper|work|article) |\w+ly )*$"
    r"|\b(?:as|is|are|into|via our|using our|with our|called|named|namely|through)\s*$"
)
_MADE_OF = re.compile(r"\b(?:consists of|comprises) $")
# "we present X, an …", unless X is what something is done with: "implemented in X, an …".
_APPOSED = re.compile(
    rf"\b{_PRESENTING}\b(?![^,]*\b(?:using|with|in|by|from|via|based on)\b[^,]*,[^,]*$).*[,(:–—-]\s*$"
)
_DIRECTLY = re.compile(rf"\b{_PRESENTING} (?:\w+ly )?$|\bimplemented in $")
_SPEAKER = re.compile(
    either(r"we", r"i", r"paper", r"article", r"work", r"note", r"here", r"manuscript", r"report", r"study", r"chapter",
           r"methods?", r"procedures?", r"algorithms?", r"approach(?:es)?")
)  # fmt: skip
# Own work that became part of an open package.
_BUILT_INTO = re.compile(
    r"\b(?:is|are|been|we|have|was|were|approach,|method,) (?:\w+ly )?(?:implement|integrat|incorporat)ed"
    r" (?:it |them )?(?:with)?in(?:to)?"
    rf" (?:the|our) (?:popular |widely[- ]used )?open[- ]sourced? (?:[\w+./-]+ ){{0,4}}?(?:{CODE}|{TOOL})"
)
# A method that came with its own package; what else is implemented in a package may be in anyone's.
_METHOD_IN_PACKAGE = re.compile(
    r"\b(?:method(?:s|olog(?:y|ies))?|procedures?|approach(?:es)?|algorithms?|estimators?|tests?|models?|techniques?"
    r"|metrics?|framework) (?:is|are|was|were|has been|have been) (?:all |also |\w+ly )?(?:implemented|available"
    r"|included|provided) in (?:the|our|an?) (?:r|julia|stata|matlab|bioconductor|cran) (?:package|module|toolbox)\b"
)
_INSTALLED = re.compile(
    r"\binstall(?:ed|able|ation)? (?:\w+ly )?(?:via|with|using|from|through|by) (?:the )?(?:pip|conda|pypi|cran|npm"
    r"|bioconductor|cargo|docker|homebrew|spack|anaconda|python package index)\b|\b(?:pip3?|conda) install\b"
)
# "Our decoder is available on GitHub": where code lies, what is no data is code.
_OURS_ON_A_HOST = re.compile(
    rf"\bour (?!(?:[\w-]+ ){{0,3}}{DATA})(?:[\w-]+ ){{1,4}}(?:is|are) (?:now |also |\w+ly )*(?:available|hosted"
    rf"|released)"
    r" (?:on|at|from|via|through|in) (?:our )?(?:github|gitlab|bitbucket|pypi|cran|conda)\b"
)
_ANCILLARY = re.compile(rf"\bancillary (?:[\w-]+ ){{0,2}}?{CODE}")
_IN_COMPANY = re.compile(
    r"\b(?:(?:paper|work|article|manuscript|study) (?:is accompanied by|comes with|is complemented by)"
    r"|(?:along|together) with (?:this|the) (?:paper|work|article) comes?|(?:released|available|published|shared"
    r"|public)"
    rf" (?:\w+ )?(?:along|together) with) (?:an? |our |the |all )?(?:[\w-]+ ){{0,4}}?{CODE}"
)
_ACCOMPANIES = re.compile(
    rf"{CODE} (?:[\w-]+ ){{0,5}}?accompan(?:y|ies) (?:this|the|our) (?:paper|article|work|manuscript)\b"
)
# "It is available as an R package".
_AS_A_PACKAGE = re.compile(
    rf" as an? (?:(?:open[- ]source|free|standalone|stand-alone|public|command[- ]line) )?(?:{_WRITTEN_IN})?"
    r"(?:package|library|module|toolbox|plug-?in|script|program)\b"
)
_GIVEN = re.compile(
    r"\b(?:is|are) (?:\w+ly |also |now )*(?:available|distributed|provided|released|offered|published|shared)$"
)
_THAT_WE_GIVE = re.compile(rf"{CODE} (?:that |which )?we (?:\w+ly )?(?:provide|release|share|supply|publish)\b")
_SEE_OUR_HOST = re.compile(
    r"\b(?:see|visit|check(?: out)?) our (?:[\w-]+ )?(?:github|gitlab|repository|web ?site|web ?page)\b[^.;]{0,30}\bfor"
    rf" (?:the |our |all )?{CODE}"
)
_OUTRIGHT = (
    (_INSTALLED, "install"), (_ANCILLARY, "ancillary"), (_METHOD_IN_PACKAGE, "in the "), (_OURS_ON_A_HOST, "our "),
    (_IN_COMPANY, "with "), (_IN_COMPANY, "accompanied"), (_ACCOMPANIES, "accompan"),
    (_THAT_WE_GIVE, " we "), (_SEE_OUR_HOST, " our "),
)  # fmt: skip
"""Each with a part that shows quickly whether it may fit."""
_IMPLEMENTATION = re.compile(r"\ban? (?:[\w-]+ ){0,3}implementation of\b")
_LINKS_TO_CODE = re.compile(
    r"\blinks? (?:to|for) (?:the |our )?(?:[\w-]+ )?(?:code|software|implementation|repository)\b"
)
_SOFTWARE_LICENCE = re.compile(
    r"\b(?:released|distributed|licensed|available|open[- ]sourced|provided|published)\b[^.;]{0,30}"
    r"\b(?:(?:mit|apache|bsd|l?a?gpl\w*|gnu|mozilla|open[- ]source)\b[^.;]{0,20}licen[cs]e"
    r"|(?:under|as) (?:the |a |an )?(?:terms of the )?(?:gnu|l?a?gpl|bsd|apache|free(?: and open[- ]source)? software))"
)

_STEMS_OF_LICENCE = ("licen", "gnu", "gpl", "bsd", "apache", "free software")


def find_title_offer(title: Text) -> Offer | None:
    """A title that names the paper's own package ("X: A Python library for …"), or None."""
    if _WORDS_IN_TITLE.isdisjoint(title.words):
        return None
    found = _IN_TITLE.search(title.flat)
    if found is None or _ABOUT_OTHERS.search(title.flat, 0, found.start()):
        return None
    if _AS_SUCH.search(found[0]) and not _OF_ONE.search(title.flat, 0, found.start() + 2):
        return None
    return Offer(Statement.RELEASED, found.start(), found.end(), outright=False)


def find_products(sentence: str, own_names: tuple[str, ...]) -> Iterator[Offer]:
    """What `sentence` presents as open, or as a package."""
    for adjective in _OPEN.finditer(sentence) if _may_be_open(sentence) else ():
        left = sentence[max(0, adjective.start() - REACH) : adjective.start()]
        thing = _OPEN_THING.match(sentence, adjective.end(), adjective.end() + 110)
        if thing and _is_own(left, own_names) and not is_negated(left[-40:]):
            statement = when(left, "", sentence[thing.end() : thing.end() + REACH])
            yield Offer(statement, adjective.start(), thing.end())
    for product in _PRODUCT.finditer(sentence) if holds_any(sentence, _STEMS) else ():
        left = sentence[max(0, product.start() - REACH) : product.start()]
        presented = _SPEAKER.search(left) and _is_directly_presented(left, product[0])
        noun = product.start() + product[0].rfind(" ") + 1
        if _OF_THOUGHTS.match(sentence, noun):
            continue
        if (presented or _follows_own_name(left, own_names)) and means_software(sentence, noun, product.end()):
            yield Offer(Statement.RELEASED, product.start(), product.end(), outright=False)
    yield from _in_other_words(sentence)


def _in_other_words(sentence: str) -> Iterator[Offer]:
    """A software licence, links to the code, an implementation with a name, or one that joined an open package."""
    licence = _SOFTWARE_LICENCE.search(sentence) if holds_any(sentence, _STEMS_OF_LICENCE) else None
    if licence and "data" not in sentence[max(0, licence.start() - 60) : licence.start()]:
        yield Offer(when("", sentence[: licence.start()], ""), licence.start(), licence.end())
    link = _LINKS_TO_CODE.search(sentence) if "link" in sentence else None
    if link:
        yield Offer(when("", sentence[: link.start()], ""), link.start(), link.end())
    for pattern, stem in _OUTRIGHT:
        found = pattern.search(sentence) if stem in sentence else None
        if found:
            yield Offer(when("", sentence[: found.start()], ""), found.start(), found.end())
    package = _AS_A_PACKAGE.search(sentence) if " as a" in sentence else None
    if package and _GIVEN.search(sentence[max(0, package.start() - 60) : package.start()]):
        yield Offer(Statement.RELEASED, package.start(), package.end())
    joined = _BUILT_INTO.search(sentence) if "open" in sentence else None
    if joined:
        yield Offer(Statement.RELEASED, joined.start(), joined.end(), outright=False)
    named = _IMPLEMENTATION.search(sentence) if "implementation of" in sentence else None
    if named and _APPOSED.search(sentence[max(0, named.start() - REACH) : named.start()]):
        yield Offer(Statement.RELEASED, named.start(), named.end(), outright=False)


def _may_be_open(sentence: str) -> bool:
    return "open" in sentence or "free" in sentence or "public" in sentence


def _is_own(left: str, own_names: tuple[str, ...]) -> bool:
    """Whether the open thing that comes after `left` is what the paper presents."""
    article = _ARTICLE.search(left)
    lead = left[: article.start()] if article else left
    if _OUR.search(left) or _follows_own_name(lead, own_names):
        return True
    if article and _MADE_OF.search(lead):  # "The pipeline consists of an open-source suite"
        return True
    return bool(_PRESENTED.search(lead) or _APPOSED.search(lead))


def _is_directly_presented(left: str, product: str) -> bool:
    """Whether a package is presented in so many words; "implemented in" counts for an unknown one ("an R package")."""
    directly = _DIRECTLY.search(left)
    if directly:
        return not directly[0].endswith(" in ") or product.startswith(("a ", "an ", "our ", "new ", "novel "))
    return _APPOSED.search(left) is not None


def _follows_own_name(lead: str, own_names: tuple[str, ...]) -> bool:
    """Whether `lead` ends with what the title calls the product: "X is", "X, "."""
    tail = lead.rstrip(" ,(:–—-")
    for verb in (" is", " are", " as"):
        tail = tail.removesuffix(verb)
    return tail.endswith(own_names)
