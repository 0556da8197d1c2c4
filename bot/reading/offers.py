"""What one sentence offers of the paper's own code: now, later or on request.

The rules look at the verb of offering ("available", "release", "open-source") and ask what it is said of, when, and
of whose. Sentences come in lower case with every link replaced by marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.models import Statement
from bot.reading.text import LINK_MARK

# -- what is offered ---------------------------------------------------------------------------------------------------

_OTHER_CODES = (
    r"(?<!genetic )(?<!correcting )(?<!correction )(?<!building )(?<!neural )(?<!latent )(?<!visual )(?<!binary )"
    r"(?<!hash )(?<!sparse )(?<!stabilizer )(?<!stabiliser )(?<!surface )(?<!ldpc )(?<!polar )(?<!linear )"
    r"(?<!cyclic )(?<!quantum )(?<!css )(?<!toric )(?<!color )(?<!qr )(?<!icd )(?<!bar )(?<!penal )(?<!zip )"
    r"(?<!reed-solomon )(?<!reed-muller )(?<!turbo )(?<!dress )(?<!moral )(?<!postal )(?<!civil )(?<!space-time )"
)
CODE = (
    rf"(?:{_OTHER_CODES}codes?(?![ -](?:of conduct|words?|mix\w*|switch\w*|rates?|length|division|generation"
    r"|complet\w+|translation|search|review\w*|smells?|clones?|quality|llms?|(?:language )?models?\b))"
    r"|source[- ]?codes?|code-?bases?|codebases?|softwares?(?! (?:engineer\w*|develop\w*|defects?|requirements?"
    r"|vulnerabilit\w+|testing|projects?|systems? (?:are|is)))|implementations?|packages?|librar(?:y|ies)|toolbox(?:es)?|toolkits?"
    r"|scripts?|(?:jupyter )?notebooks?|(?:computer |python |matlab |fortran |java )programs?|programs?|plug-?ins?"
    r"|(?:git|github |code )?repositor(?:y|ies)|git ?hub repos?)"
)
SYSTEM = (
    r"(?:tools?|toolchains?|frameworks?|pipelines?|platforms?|simulators?|solvers?|workflows?|web ?(?:application|app"
    r"|server|service|interface|tool)s?|webservers?|apps?|applications?|systems?|engines?|compilers?|parsers?|modules?|environments?|"
    r"(?:benchmark\w*|evaluation|test|model\w*) ?(?:suites?|kits?|harness(?:es)?|frameworks?|infrastructure)?|suites?|infrastructures?|interfaces?"
    r"|utilit(?:y|ies)|visuali[sz]ers?|generators?|testbeds?|gyms?|extensions?|components?|prototypes?|stacks?|assistants?|servers?"
    r"|recipes?|resources?|artifacts?|artefacts?|everything|algorithms?|ecosystems?|bindings?|wrappers?)"
)
DATA = (
    r"(?:data(?:[- ]?sets?|bases?)?|corpus|corpora|benchmarks?|catalogu?es?|videos?|demos?|demonstrations?|annotations?"
    r"|supplement\w*|appendi\w+|spectra|tables?|slides?|recordings?|samples?|animations?|movies?|figures?|images?"
    r"|checkpoints?|weights|lists?|questionnaires?|transcripts?|versions?|material)"
)
_PRODUCT_KIND = r"(?:packages?|librar(?:y|ies)|toolbox(?:es)?|toolkits?|software(?: (?:package|suite|tool|library|toolkit|framework|platform)s?)?)"
_LANGUAGE = r"(?:python|r|julia|matlab|c\+\+|fortran|java(?:script)?|rust|mathematica|maple|sage(?:math)?|stata|pytorch|tensorflow|jax|haskell|gap|magma|root|perl|idl|octave|scala|go|web|coq|lean|isabelle)"

# -- how it is said ----------------------------------------------------------------------------------------------------

_OFFERED = re.compile(
    r"\b(?:available|accessible|obtainable|downloadable|released|open[- ]?sourced?|opensourced?|published|public"
    r"|provided|shared|distributed|deposited|hosted|included|found|downloaded|obtained|accessed|supplied|attached"
    r"|uploaded|given|disclosed|installed|opened|open|freeware|requested)\b"
)
_PLAINLY = frozenset(
    "available accessible obtainable downloadable released open-source open-sourced opensource opensourced downloaded"
    " distributed".split()
) | {"open source", "open sourced"}
"""Words that speak of an offer by themselves; the others need a noun that can only mean code."""

_OFFER_VERB = re.compile(
    r"\b(?:(?P<strong>releas(?:e|es|ing)|open[- ]?sourc(?:e|es|ing)|opensourc(?:e|es|ing)|publish(?:es|ing)?|shar(?:e|es|ing)"
    r"|distribut(?:e|es|ing)|mak(?:e|es|ing)|contribut(?:e|es|ing)|disclos(?:e|es|ing))"
    r"|(?P<weak>provid(?:e|es|ing)|offer(?:s|ing)?|suppl(?:y|ies|ying)|includ(?:e|es|ing)|deliver(?:s|ing)?|attach))\b"
)
_SPEAKER = re.compile(
    r"\b(?:we|i|authors?|(?:this|the|our|present) (?:paper|work|article|note|project|study|manuscript|report|contribution|appendix)|by|also|and|to|which|it)\b"
)
_BE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|am|has|have|had|will|shall|can|may|could|would|becomes?|remains?)\b"
)
_LATER = re.compile(
    r"\b(?:will|shall|going to|to be|'ll|plan(?:s|ned|ning)? (?:to|on)|intend(?:s|ed)? to|promise[sd]? to|commit(?:s|ted)? to"
    r"|aim(?:s|ing)? to|expect(?:s|ed)? to|about to|would be|would like to|hope to|soon|shortly|forthcoming|in preparation|coming)\b"
)
_LATER_AFTER = re.compile(
    r"\b(?:(?:up)?on (?:paper |its |the |article |our |their |formal |official |final |journal )*(?:acceptance|publication|publishing|camera|request and acceptance|being accepted)"
    r"|(?:after|following|pending|with|once|when|if|until|at the time of|by the time of) (?:the |this |our |its |their |a |paper |work |manuscript |article |formal |final |peer |double-blind )*"
    r"(?:acceptance|accepted|publication|published|review|reviewing|decision|camera|anonymity|is accepted|is published|gets? accepted)"
    r"|if accepted|soon|shortly|in (?:the )?(?:near|nearest) future|in (?:a |the )?(?:future|later|next|final|updated|camera-ready) (?:version|release|revision)s?"
    r"|in due course|at a later (?:date|time|stage)|later on|upon release)\b"
)
_REQUEST = re.compile(
    r"\b(?:(?:up)?on (?:a |an |any |the )?(?:[a-z-]+ ){0,2}(?:request|demand|inquiry|enquiry)s?|by (?:[a-z-]+ )?request(?:ing)?|at request|per request|(?:may|can|could|should|to) be requested"
    r"|(?:from|contact(?:ing)?|e-?mail(?:ing)?|write to|ask(?:ing)?|by asking|writing to|with) (?:the |any of the |one of the |any |either )?"
    r"(?:[a-z]+ )?(?:co-?)?authors?(?! (?:web|home|page|git|site))|request(?:s|ed)? (?:[a-z-]+ )?(?:from|to) (?:the )?(?:[a-z]+ )?authors?"
    r"|(?:by|via|per|through|send(?:ing)?(?: an?)?|writ(?:e|ing)(?: an?)?) e-?mail|e-?mail(?:ing)? (?:me|us|to)|contact (?:me|us)|interested (?:readers|researchers|parties) (?:can|may|should) contact)\b"
)
_NEGATED = re.compile(
    r"\b(?:not|n't|never|no longer|cannot|without|neither|nor|unable|rarely|seldom|hardly|lack(?:s|ing)?|no|un(?:available|released|published))\b[^,;]{0,32}$"
)
_SOMEONES = re.compile(
    r"\b(?:their|his|existing|many|several|some|various|other|others'|most|few|numerous|different|commercial|any|whose|these|such|"
    r"previous(?:ly)?|third-party|widely|popular|standard|state-of-the-art|currently|recently|original|official|when|if|where|whenever|unless"
    r"|closed-source|proprietary|multiple|modern|current|more|alternative|leading|two|three|both|all|only|not all|each|every)\b"
)
_USING = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|with|on|in|within|by|from|of|into|onto|via|through|employ\w*|leverag\w*|adopt\w*|based on|upon|extend\w*|for|to|"
    r"than|against|over|under|like|as in|compar\w+|outperform\w*|between|and|across|including|evaluat\w+|test\w*|modif\w+|appl(?:y|ied|ying)|integrat\w+|among|analy[sz]\w+|study|studied|several|existing|popular|available)"
    r" (?:the |a |an |our |two |three |several |many |other |some |new |well-known |popular |widely[- ]used |existing |various |recent |large |latest |standard |established |publicly available |freely available |free ){0,4}$"
)
_PRESENT = re.compile(
    r"\b(?:present(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|describ(?:e|es|ed|ing)|develop(?:s|ed|ing|ment of)?|propos(?:e|es|ed|ing)|releas(?:e|es|ed|ing)"
    r"|provid(?:e|es|ed|ing)|offer(?:s|ed|ing)?|buil[dt]|building|design(?:s|ed|ing)?|creat(?:e|es|ed|ing)|contribut(?:e|es|ed|ing)|implement(?:s|ed|ing)?|publish(?:es|ed|ing)?"
    r"|deliver(?:s|ed)?|announc(?:e|es|ed|ing)|unveil(?:s|ed)?|discuss(?:es|ed)?|report(?:s|ed)? on|launch(?:es|ed)?|mak(?:e|es|ing)|made|our|here)\b"
)
_OPEN_ADJECTIVE = re.compile(
    r"\b(?:open[- ]?sourced?|opensourced?|publicly[- ]available|freely[- ]available|free[- ]software|freely[- ]distributed|publicly released|freely accessible|open-access)\b"
)
_OPEN_THING = re.compile(rf"^[ ,/-]*(?:[\w/+.'()-]+[ ,]+){{0,6}}?(?P<thing>{CODE}|{SYSTEM})\b")
_LABELLED = re.compile(
    rf"\b(?P<thing>{CODE})(?: (?:and|&|/) (?:\w+ ){{0,3}}\w+)?(?:\s?\([^)]*\))?(?: (?:page|repository|link|url|website|site|download))?\s?(?:[:=@]|at:?|in:?|from:?|on:?|available|link)\s?(?:\(|\\\w+\{{|\{{|<|\[)?\s?{LINK_MARK}"
)
_PRODUCT = re.compile(
    rf"\b(?:an?|our|the|new|novel|free|of|this) (?:[\w+.-]+ ){{0,5}}?(?:{_LANGUAGE}[- ](?:\w+ )?(?:packages?|librar(?:y|ies)|tool(?:box(?:es)?|kits?|s)?|modules?|programs?|scripts?|implementations?|frameworks?|codes?|interfaces?|software)|{_PRODUCT_KIND})\b"
)
_SUBJECT_OF_PAPER = re.compile(
    r"\b(?:we|paper|article|work|here|report|manuscript|note|this)\b[^.;]{0,60}\b(?:present|introduc|describ|announc|releas|offer|discuss the|unveil)\w*\b"
)
_IMPLEMENTATION_OFFERED = re.compile(r"\bthis (?:https?|ftp) url\b")
_SHORT = re.compile(
    rf"^\W*(?:[\w&/-]+ ){{0,4}}(?P<thing>{CODE})(?: [\w&/-]+){{0,3}} (?:available|included|attached|provided|released|public)\b"
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sentence says of own code: `start` to `end` are the words that decided, inside the sentence."""

    statement: Statement
    start: int
    end: int


_CODE = re.compile(rf"\b{CODE}\b")
_THING = re.compile(rf"\b(?:(?P<code>{CODE})|(?P<system>{SYSTEM}))\b")
_DATA = re.compile(rf"\b{DATA}\b")
_STRENGTH = {
    Statement.URL: 4,
    Statement.PROMISED: 3,
    Statement.RELEASED: 2,
    Statement.ON_REQUEST: 1,
    Statement.NONE: 0,
}


def stronger(one: Statement, other: Statement) -> bool:
    """Whether `one` outranks `other` where a paper says both."""
    return _STRENGTH[one] > _STRENGTH[other]


def find_offer(sentence: str, own_names: tuple[str, ...] = ()) -> Offer | None:
    """The strongest offer that `sentence` makes, or None. `own_names`: what the paper calls its product."""
    best: Offer | None = None
    for offer in (*_passive(sentence, own_names), *_active(sentence), *_presented(sentence)):
        if best is None or stronger(offer.statement, best.statement):
            best = offer
    return best


def _passive(sentence: str, own_names: tuple[str, ...]) -> list[Offer]:
    """ "The code is available …", "Code available", "The program can be obtained from the authors"."""
    offers = []
    for word in _OFFERED.finditer(sentence):
        left = sentence[max(0, word.start() - 160) : word.start()]
        right = sentence[word.end() : word.end() + 160]
        subject = _subject(left, plain=word[0] in _PLAINLY, own_names=own_names)
        if subject is None:
            continue
        begin, between = subject
        if _NEGATED.search(left):
            continue
        start = word.start() - len(left) + begin
        offers.append(Offer(_when(between, left[max(0, begin - 40) : begin], right), start, word.end()))
    return offers


def _subject(left: str, *, plain: bool, own_names: tuple[str, ...]) -> tuple[int, str] | None:
    """Where in `left` the thing stands that the offering word is said of, and the words between them."""
    things = list((_THING if plain else _CODE).finditer(left))
    for thing in reversed(things):
        between = left[thing.end() :]
        if " we " in between or " i " in between or " that " in between[:6]:
            return None
        verb = _BE.search(between)
        if verb is None and len(between.split()) > 3:
            return None
        if verb and len(between[verb.end() :].split()) > 6:
            return None
        if verb and len(between[: verb.start()].split()) > 14:
            return None
        before = left[max(0, thing.start() - 48) : thing.start()]
        if _SOMEONES.search(before.rpartition(",")[2].rpartition(".")[2][-40:]):
            return None
        if (
            "code" in thing.re.groupindex
            and thing["code"] is None
            and not re.search(
                r"\b(?:our|the|this|developed|presented|proposed|its|complete|entire|full|resulting|all)\b[^,;]{0,30}$",
                before,
            )
        ):
            continue
        return thing.start(), between
    if plain:
        for name in own_names:
            at = left.rfind(name)
            if at >= 0 and len(left[at + len(name) :].split()) <= 8 and _BE.search(left[at + len(name) :]):
                return at, left[at + len(name) :]
    return None


def _when(between: str, before: str, after: str) -> Statement:
    if _REQUEST.search(between) or _REQUEST.search(after):
        return Statement.ON_REQUEST
    if (
        _LATER.search(between)
        or _LATER_AFTER.search(after)
        or _LATER.search(before[-24:])
        or _LATER_AFTER.search(before)
    ):
        return Statement.PROMISED
    return Statement.RELEASED


def _active(sentence: str) -> list[Offer]:
    """ "We release our code", "by releasing the toolkit", "we plan to open-source …"."""
    offers = []
    for verb in _OFFER_VERB.finditer(sentence):
        left = sentence[max(0, verb.start() - 90) : verb.start()]
        right = sentence[verb.end() : verb.end() + 200]
        if not _says_who(left, verb[0]) or _NEGATED.search(left):
            continue
        made = verb[0].startswith("mak")
        object_ = right if made else re.split(r"\b(?:that|which|to|where|we|for)\b|;", right, maxsplit=1)[0][:120]
        if made:
            opened = re.search(r"\b(?:available|public|open|accessible|open-source)\b", right)
            if opened is None:
                continue
            object_ = right[: opened.end() + 90]
        thing = (_CODE if verb["weak"] or made else _THING).search(object_)
        if thing is None:
            continue
        if (
            thing.re is _THING
            and thing["code"] is None
            and _DATA.search(object_[: thing.end()])
            and thing[0].startswith("benchmark")
        ):
            continue
        if _SOMEONES.search(object_[: thing.start()]) and not re.search(
            r"\b(?:our|all|both)\b", object_[: thing.start()]
        ):
            continue
        statement = _when("", left, right)
        if statement is Statement.RELEASED and _LATER.search(left[-50:]):
            statement = Statement.PROMISED
        offers.append(Offer(statement, verb.start(), verb.end() + thing.end()))
    return offers


def _says_who(left: str, verb: str) -> bool:
    words = left.split()[-7:]
    if verb.endswith("ing"):
        return bool(words) and (
            words[-1] in {"by", "are", "also", "and", "publicly", "openly", "fully", "am", "to", "for", "with"}
        )
    return bool(_SPEAKER.search(" ".join(words))) and "which" not in words[-2:] and "that" not in words[-2:]


def _presented(sentence: str) -> list[Offer]:
    """ "We present X, an open-source framework", "we introduce an R package called X"."""
    offers = []
    for adjective in _OPEN_ADJECTIVE.finditer(sentence):
        thing = _OPEN_THING.match(sentence[adjective.end() : adjective.end() + 110])
        left = sentence[max(0, adjective.start() - 140) : adjective.start()]
        if thing is None or _USING.search(left) or _NEGATED.search(left):
            continue
        if _PRESENT.search(left) or re.search(
            r"(?:^|\b(?:is|as) )(?:an?|the|the first|our|fully)? ?(?:\w+ ){0,3}$", left
        ):
            offers.append(
                Offer(
                    _when("", left, sentence[adjective.end() : adjective.end() + 110]),
                    adjective.start(),
                    adjective.end() + thing.end(),
                )
            )
    for product in _PRODUCT.finditer(sentence):
        left = sentence[max(0, product.start() - 140) : product.start()]
        subject = _SUBJECT_OF_PAPER.search(left)
        if (
            subject is None
            or _USING.search(left)
            or re.search(r"\b(?:using|with|via|based on)\b", left[subject.end() :])
        ):
            continue
        offers.append(Offer(Statement.RELEASED, product.start(), product.end()))
    return offers
