"""Surveys, reviews, tutorials and their kin: papers that tell of the work of others.

A paper calls itself one in the title, in the abstract or in the comment. Each cue has points, clear ones enough to
decide alone; signs of a contribution of its own, or of a survey of the sky or of people, take points away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.models import Quote
from bot.reading.text import Text, sentence_at
from bot.reading.words import either

ENOUGH = 4

_Cue = tuple[int, re.Pattern[str]]

# Without one of these stems no cue below can fit.
_STEM = re.compile(
    r"survey|review|overview|tutorial|primer|roadmap|road map|lecture|introduction|state[- ]of[- ]the|perspective|exposit"
    r"|course notes|pedagogic|summar|literature|advances|progress|challenges|chapter|bibliograph|taxonomy|history"
    r"|bibliometric|guide|past, present|outline|encyclop|developments|trends|status|panorama|état de l|revisión|обзор|综述"
)

_KIND = r"(?:survey|review|mini-?review|overview|tutorial|primer|road ?map|bibliography)"
_OF_PEOPLE_OR_SKY = (
    r"(?! (?:data|response|respondent|experiment|method|sampl|weight|participa|design|telescope|catalog|result|instrument|strategy"
    r"|of (?:[\w-]+ ){0,4}(?:galax|star|quasar|cluster|practition|develop|user|student|teacher|compan|field|sky|cloud|source|pulsar"
    r"|object|emission|line|nebula|variab|people|expert|\d)))"
)
_OF_TEXTS = (
    r"(?!(?:er|ing|ed)|s? (?:text|rating|generation|process|helpful|assign|spam|comment|sentiment|classif|bomb|score))"
)

_TITLE: tuple[_Cue, ...] = tuple(
    (points, re.compile(pattern))
    for points, pattern in (
        (5, rf"(?:^|[:–—.,?!(]\s*|\s-+ )(?:an? |the |towards? )?(?:[\w/-]+,? ){{0,5}}{_KIND}s?\b{_OF_PEOPLE_OR_SKY}{_OF_TEXTS}"),
        (5, rf"\b{_KIND} (?:of|on|for|article|paper|and (?:taxonomy|outlook|perspectives?|analysis|future|new|open|comparison))\b{_OF_TEXTS}"),
        (5, r"\b(?:literature|scoping|mapping|systematic) (?:review|survey|mapping)s?\b|\bmapping study\b|\bbibliometric\b|\bmeta-review\b"),
        (5, r"\blecture notes?\b|\blectures? on\b|\blectures\s*$|\bcourse notes\b|\bcrash course\b|\bshort course\b"),
        (4, r"^(?:an? )?(?:[\w-]+ ){0,2}(?:introduction to|guide to|invitation to|history of|primer on)\b|[:,–—] an? (?:\w+ )?(?:introduction|guide)\b"),
        (4, r"\bstate[- ]of[- ](?:the[- ])?art(?:,| and\b|:|\s*$| in\b| on\b| of\b| review| report)"),
        (4, r"\b(?:challenges?|opportunit\w+|prospects|perspectives|progress|status)(?:, (?:[\w-]+ )?\w+)*,? (?:and|&) (?:[\w-]+ ){0,2}(?:opportunit|perspective|direction|solution|prospect|trend|outlook|challenge|risk|future)\w*"),
        (4, r"\bpast,? present,? (?:and|&) (?:the )?future\b|\b(?:recent|latest|new) (?:advances|progress|developments|trends)\b|^(?:[\w-]+ )?(?:advances|progress|developments|trends) (?:in|on)\b"),
        (3, r"\bopen (?:problems|challenges|questions|issues)\b|\bfuture (?:research )?directions\b|\btaxonomy\b|\ba decade of\b|\b\d+ years (?:of|after)\b|\bwhere (?:are|do) we\b|\bwhat (?:do )?we know\b|\bin a nutshell\b|\bfor (?:beginners|dummies|pedestrians)\b"),
        (2, r"\bperspectives?\b|\boutlook\b|\bhistor(?:y|ical)\b|\bfoundations of\b|\btheory and applications\b"),
        (5, r"\bétat de l'art\b|\bune revue\b|\brevisión\b|\bобзор\b|综述"),
    )
)  # fmt: skip
_OTHER_TITLE = re.compile(
    r"\b(?:sky|redshift|galaxy|imaging|photometric|spectroscopic|deep|transient|lensing|legacy|radio|infrared|x-ray|galactic"
    r"|stellar|digital|all-sky|wide[\w-]*|cluster|velocity|transit|jwst|hst|alma|vla|sdss|online|user|questionnaire|web|household"
    r"|health|panel|student|labou?r|social|opinion|expert|population|geophysical|seismic|dark energy|time-domain|planet"
    r"|exoplanet|supernova|h-?alpha|maser|line|spectral|variability|near-?infrared|gamma-ray|optical|blind|pulsar|quasar"
    r"|reverberation|excels|large program) (?:\w+ )?surveys?\b"
    r"|\b(?:peer|code|product|movie|customer|user|online|app|restaurant|book|hotel|paper|design|privacy|manuscript|conference)"
    r" reviews?\b|\breview(?:ers?|ing|ed)\b|\bsurvey(?:s'|ed|ing)?:|\b(?:mission|instrument|telescope|experiment|system|survey"
    r"|task|challenge|track|project|data|workshop|shared task|competition|lab|evaluation) (?:\w+ )?(?:overview|summary)\b"
    r"|\boverview of (?:the )?(?:[\w@-]+ ){0,4}(?:task|track|challenge|lab|competition|mission|instrument|telescope|experiment)\b"
)

_SELF = r"(?:paper|article|chapter|work|study|manuscript|report|note|contribution|talk|survey|review|thesis|monograph|essay|lectures?|volume)"
_WHOLE = (
    r"(?! (?:of (?:the |our |a )?(?:[\w-]+ )?(?:proposed|system|telescope|instrument|mission|project|detector|experiment|facility|dataset"
    r"|data|task|shared|spacecraft|observatory|collaboration|survey|program|method|approach|challenge|participa|submi|architecture"
    r"|design|status of)))"
)
_ABSTRACT: tuple[_Cue, ...] = tuple(
    (points, re.compile(pattern))
    for points, pattern in (
        (5, rf"\b(?:this|the present|our|present) (?:[\w-]+ ){{0,3}}?(?:survey|review|mini-?review|tutorial|overview|primer|road ?map)(?: (?:article|paper|chapter|work))?"
            rf" (?:(?:also|first|then|aims? to|will|is intended to|seeks to|\w+ly) )?(?:cover|discuss|summari[sz]|present|provid|explor|examin|focus|address|introduc|giv|describ|offer|outlin|synthesi[sz]|highlight|analy[sz]|bring|survey|review|deal|consider|is (?:about|on|devoted|dedicated|organi|intended)|categori|investigat|systematically|compar|collect|trace|start|establish|explain|identif|propos|paper|delve|shed|attempt|seek|aim)\w*"),
        (5, rf"\b{_SELF} (?:\w+ly |also |first |briefly |aims to |attempts to )?(?:reviews?|surveys?|overviews?|summari[sz]es?)\b"),
        (5, rf"\b(?:{_SELF}|we|i) (?:[\w-]+ ){{0,3}}?(?:provid|giv|present|offer|conduct|perform|is|contain|constitut|carr|undertak|contribut)\w*(?: out)?"
            rf" (?:[\w-]+,? (?:and )?){{0,6}}?(?:overview|survey|review|tutorial|road ?map)\b{_WHOLE}{_OF_PEOPLE_OR_SKY}"),
        (5, r"\b(?:in this|in these|in the present|in our|this is an?|the aim of this|the purpose of this|the goal of this) (?:[\w-]+ ){0,3}?(?:review|survey|mini-?review|tutorial|overview|primer|expository \w+|lecture notes?|lectures|survey paper|review article)\b(?! (?:data|of \d|we find that))"),
        (5, r"\b(?:systematic|comprehensive|scoping|extensive|critical|thorough|in-depth|concise|literature|narrative|up-to-date|holistic|first) (?:(?:and|,) [\w-]+ )?(?:literature )?(?:review|survey|overview)s?\b" + _WHOLE + _OF_PEOPLE_OR_SKY),
        (4, r"(?:^|[.;:] |\b(?:here|paper|article|work|chapter|first|also|then|talk|,) )(?:we|i) (?:briefly |also |first |then |\w+ly |begin by )?(?:review|survey|overview|summari[sz]e|provide a summary of)\b(?! (?:the )?(?:participants|respondents|practitioners|developers|students|users|\d|our (?:results|findings)))"),
        (4, r"\b(?:is|are) (?:\w+ly )?(?:reviewed|surveyed)\b"),
        (5, r"\b(?:lecture|course) notes\b|\bthese (?:lectures|notes)\b|\bexpository\b|\bpedagogical (?:introduction|review|overview)\b|\bself-contained introduction\b|\bprisma\b|\bthis chapter\b|\baims? to review\b|\bwe have reviewed\b|\bnous passons en revue\b"),
        (3, r"\b(?:summari[sz]e|review|survey|discuss|outline|highlight|present|cover|overview of|account of|describe) (?:[\w-]+ ){0,3}?(?:recent|current|existing|latest|important|key|main|major|various|different) (?:[\w-]+ ){0,2}?(?:advances|progress|developments?|literature|approaches|techniques|trends|studies|research|achievements|status)\b"),
        (2, r"\b(?:future (?:research )?directions|open (?:challenges|problems|questions|issues)|research (?:directions|agenda|gaps)|challenges and opportunities|opportunities and challenges|taxonomy|we conclude with|historical (?:context|overview|perspective|background)|the literature|focus issue|recent (?:advances|progress|developments)|status-of-the-art|state-of-the-art (?:in|of)\b)"),
    )
)  # fmt: skip
_COMMENT = re.compile(
    r"\breview (?:article|paper|chapter|talk)\b|\b(?:invited|topical|mini|short|brief|solicited|published)[ -]?review\b"
    r"|\bsurvey (?:article|paper)\b|\blecture notes?\b(?! (?:in|on) )|\blectures? (?:given|delivered|presented|at)\b|\b(?:encyclop(?:a?e)dia|handbook)\b"
    r"|\btutorial (?:paper|article)\b|\bannual reviews?\b|\bannu\. rev|\bliving reviews?\b|\breports on progress\b|\brep\. prog|\bphysics reports\b"
    r"|\bacm computing surveys\b|\bcommunications surveys\b|\breviews of modern\b|\brev\. mod\b|\ba (?:survey|review)\b|\bexpository\b|\bcourse notes\b"
    r"|\bcontemporary physics\b"
)

_OWN_WORK = (
    (2, re.compile(r"\bwe (?:\w+ ){0,2}(?:propose|develop|introduce|prove|train|implement|design|construct|derive)\b|\b(?:paper|work|article) (?:proposes|introduces|develops)\b")),
    (2, re.compile(r"\b(?:outperform\w*|our (?:method|model|approach|algorithm|experiments?|simulations?|proposed)|experimental results|proposed (?:method|model|approach|algorithm|scheme|framework))\b")),
)  # fmt: skip
_PEOPLE = re.compile(
    either(r"respondents", r"questionnaires?", r"interview\w*", r"participants", r"we surveyed", r"players", r"employees",
           r"survey (?:data|of \d+|results|responses)", r"practitioners' \w+", r"a (?:small|large|online|nationwide|national) survey")
)  # fmt: skip


def find_survey(title: Text, abstract: Text, comment: Text, categories: Sequence[str]) -> tuple[Quote, ...]:
    """The words by which the paper is a survey; none when it is no survey."""
    if not any(_STEM.search(text.flat) for text in (title, abstract)) and not _COMMENT.search(comment.flat):
        return ()
    cues = [*_in_title(title), *_in_abstract(abstract, categories), *_in_comment(comment)]
    strongest = max((points for points, _ in cues), default=0)
    if strongest < ENOUGH - 1 or sum(points for points, _ in cues) - _against(abstract) < ENOUGH:
        return ()
    return tuple(dict.fromkeys(quote for points, quote in sorted(cues, key=lambda cue: -cue[0]) if points > 2))[:2]


def _against(abstract: Text) -> int:
    own = sum(points for points, pattern in _OWN_WORK if pattern.search(abstract.flat))
    return own + (4 if _PEOPLE.search(abstract.flat) and "literature" not in abstract.flat else 0)


def _in_title(title: Text) -> Iterator[tuple[int, Quote]]:
    if _OTHER_TITLE.search(title.flat):
        return
    for points, pattern in _TITLE:
        if pattern.search(title.flat):
            yield points, title.quote(0, len(title.raw))
            return


def _in_abstract(abstract: Text, categories: Sequence[str]) -> Iterator[tuple[int, Quote]]:
    of_the_sky = bool(categories) and categories[0].startswith("astro-ph")
    for points, pattern in _ABSTRACT:
        found = pattern.search(abstract.flat)
        if found and not (of_the_sky and "survey" in found[0]):
            yield points, abstract.quote_around(found.start(), found.end(), sentence_at(abstract, found.start()))


def _in_comment(comment: Text) -> Iterator[tuple[int, Quote]]:
    found = _COMMENT.search(comment.flat)
    if found:
        yield 4, comment.quote_around(found.start(), found.end(), sentence_at(comment, found.start()))
