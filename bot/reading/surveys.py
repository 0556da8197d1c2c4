"""Surveys, reviews, tutorials and their kin: papers that tell of the work of others.

A paper calls itself one in the title, in the abstract or in the comment; each such cue has points, softer cues have
fewer, and signs of a contribution of its own or of another sense of "survey" (of the sky, by questionnaire) take
points away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.models import Quote
from bot.reading.text import Text, sentence_at

ENOUGH = 4

_KIND = (
    r"(?:survey|review|mini-?review|overview|tutorial|primer|roadmap|road map|(?:literature|systematic|scoping|mapping)"
    r" (?:review|survey|study|mapping)|bibliograph\w+|bibliometric\w*)"
)
_STEMS = (
    "survey", "review", "overview", "tutorial", "primer", "roadmap", "lecture", "introduction", "state of the art",
    "state-of-the-art", "perspective", "expository", "exposition", "course", "pedagogical", "summar", "literature",
    "advances", "progress", "challenges", "chapter", "bibliograph", "taxonomy", "history", "outlook", "bibliometric",
    "panorama", "guide", "past", "notes", "discuss", "outline", "encyclop", "developments", "trends", "road map", "status"
)  # fmt: skip

# (points, what the title says)
_TITLE = tuple(
    (points, re.compile(pattern))
    for points, pattern in (
        (5, rf"(?:^|[:\-–—.(,?!]\s*|\ban? (?:[\w-]+ ){{0,4}}){_KIND}s?\b(?! (?:data|response|of (?:[\w-]+ )?(?:galax|star|quasar|field))|er)"),
        (5, rf"\b{_KIND}s? (?:of|on|and|for|in|from|to|with|article|paper)\b"),
        (5, rf"\b(?:systematic|comprehensive|critical|brief|short|concise|historical|literature|technical|contemporary|topical|recent|detailed|scoping|structured) {_KIND}s?\b"),
        (5, r"\blectures? (?:notes?|on)\b|\blectures?\s*$|\bcourse notes\b|\bcrash course\b|\bnotes on\b.{0,60}\blectures?\b"),
        (4, r"^(?:an? )?(?:[\w-]+ )?(?:introduction to|guide to|primer on|invitation to|glimpse|history of|short course)\b|: an introduction\b"),
        (4, r"\bstate[- ]of[- ](?:the[- ])?(?:the )?art(?:,| and|:|\s*$| in| on| of| review| report)"),
        (4, r"\b(?:challenges?,? (?:and|&) (?:\w+ )?(?:opportunit|perspective|direction|solution|prospect|trend|outlook)\w*|opportunit\w+,?(?: and| &|,) (?:\w+ )?(?:challenges?|perspectives?|risks?)|past,? present,?(?: and| &)? (?:the )?future|(?:recent|latest) (?:advances|progress|developments|trends|results)|(?:advances|progress|developments|trends) (?:in|on|and)|status and (?:prospects|perspectives|future)|open (?:problems|challenges|questions)|future directions)"),
        (3, r"\b(?:taxonomy|perspectives?|outlook|what (?:do )?we know|where (?:are|do) we|a decade of|\d+ years of|years (?:of|after)|facts and|myths|hitchhiker|in a nutshell|explained|for (?:beginners|dummies|physicists|mathematicians|pedestrians))\b"),
    )
)  # fmt: skip
_NOT_IN_TITLE = re.compile(
    r"\b(?:(?:sky|redshift|galaxy|imaging|photometric|spectroscopic|deep|transient|lensing|legacy|radio|infrared|x-ray|hi|21[- ]?cm|galactic|stellar|digital|large|all-sky|wide|cluster|velocity|transit|jwst|hst|alma|vla|sdss|online|user|questionnaire|web|household|health|panel|student|labou?r|social|opinion|expert|population|field|geophysical|seismic|geological|magnetic|land|dark energy|peculiar|plane|time-domain|weak|planet|exoplanet|eclipsing|supernova|h-?alpha|co|methanol|maser|molecular|line|spectral|variability|narrow-?band|near-?infrared|mid-?infrared|submillimet\w+|millimet\w+|gamma-ray|ultraviolet|optical|multi-?wavelength|snapshot|blind|parallax|proper motion|kinematic|nearby|pulsar|frb|agn|quasar|grb) (?:\w+ )?surveys?|surveys? (?:data|response|respondent|experiment|methodolog|sampling|weight|participant|design|telescope|catalog|of (?:[\w-]+ ){0,4}(?:galax|star|quasar|cluster|stud|developer|practitioner|user|student|teacher|people|compan|nearby|field|sky|region|cloud|source|pulsar|object|emission|maser|line|nebula)\w*)|(?:peer|code|product|movie|customer|user|online|app|restaurant|book|hotel|yelp|amazon|paper|design|privacy|manuscript|conference|systematic literature) reviews?(?:ers?|ing)?\b(?! of| on)|review(?:ers?|ing|ed)\b|review (?:data|text|rating|generation|summari[sz]ation|process|helpfulness|assignment|spam|comment|sentiment)\w*)"
)
_SKY = ("astro-ph",)

# (points, what the abstract says)
_ABSTRACT = tuple(
    (points, re.compile(pattern))
    for points, pattern in (
        (5, rf"\b(?:this|the present|the current|our|present) (?:\w+[ -]){{0,3}}?(?:survey|review|mini-?review|tutorial|overview|primer|roadmap)(?: (?:article|paper|chapter|study))?\b(?! (?:data|respondent|of \d|result|show|reveal|find|found|indicat|suggest|process|covers? \d|targets?|is designed|will|telescope))"),
        (5, r"\b(?:paper|article|chapter|work|study|manuscript|report|note|contribution|talk|survey|thesis|letter|monograph|book|essay|lectures?) (?:\w+ ){0,2}?(?:reviews|surveys|summari[sz]es|overviews)\b"),
        (5, r"\b(?:paper|article|chapter|work|study|manuscript|report|note|contribution|talk|we|i|lectures?) (?:\w+ ){0,3}?(?:provid|giv|present|offer|conduct|perform|is|contain|constitut|carr)\w*(?: out)? (?:\w+ ){0,1}(?:an? |the )?(?:first |most )?(?:[\w-]+,? ){0,4}?(?:overview|survey|review|tutorial|roadmap|introduction to|bibliometric)\b(?! (?:of the (?:proposed|system|telescope|dataset|method|shared|task|submi|particip|data)))"),
        (5, r"\b(?:in|of|this is) (?:this|the|these|our|an?) (?:[\w-]+ ){0,3}?(?:review|survey paper|survey|mini-?review|tutorial|overview|primer|expository (?:article|paper|note|survey)|lecture notes|lectures|topical review|review article|chapter we (?:review|survey))\b(?! (?:data|of \d))"),
        (5, r"\b(?:systematic|comprehensive|scoping|extensive|critical|thorough|in-depth|brief|short|broad|structured|concise|literature|selective|semi-systematic|narrative|up-to-date|holistic|detailed) (?:(?:and|,) [\w-]+ )?(?:literature )?(?:review|survey|overview)s?\b(?! (?:data|of the (?:proposed|system)))"),
        (4, r"\b(?:we|i) (?:\w+ ){0,2}?(?:review|survey|overview)\b"),
        (4, r"\b(?:is|are|was|were) (?:\w+ly )?(?:reviewed|surveyed|summari[sz]ed)\b"),
        (5, r"\b(?:lecture|course) notes\b|\bthese (?:lectures|notes)\b|\bexpository\b|\bpedagogical (?:introduction|review|overview)\b|\bself-contained introduction\b|\bintroductory (?:lectures|review|text|course)\b|\bprisma\b|\bthis chapter\b"),
        (3, r"\b(?:summari[sz]e|review|survey|discuss|outline|highlight|present|cover|overview of|account of|describe) (?:\w+ ){0,3}?(?:recent|current|existing|latest|important|key|main|major|various|different) (?:\w+ )?(?:advances|progress|developments?|works?|literature|approaches|methods|techniques|results|trends|studies|research|achievements|status|state)\b"),
        (2, r"\b(?:state[- ]of[- ]the[- ]art in|future (?:research )?directions|open (?:challenges|problems|questions|issues)|research (?:directions|agenda|gaps|trends)|challenges and opportunities|opportunities and challenges|taxonomy|categori[sz]e|we conclude with|we outline|historical (?:context|overview|perspective|background)|the literature|focus issue|special issue|overview|recent (?:advances|progress|developments)|perspectives?)\b"),
    )
)  # fmt: skip
_AGAINST = tuple(
    (points, re.compile(pattern))
    for points, pattern in (
        (2, r"\bwe (?:\w+ ){0,2}(?:propose|develop|introduce|prove|train|implement|design)\b|\b(?:paper|work|article) (?:proposes|introduces|develops)\b"),
        (2, r"\b(?:outperform\w*|our (?:method|model|approach|algorithm|experiments?|simulations?|proposed)|experimental results|proposed (?:method|model|approach|algorithm|scheme|framework)|novel (?:method|approach|algorithm|framework|architecture))\b"),
        (2, r"\b(?:respondents|questionnaire|interviews?|participants|we surveyed|shared task|survey (?:data|of \d+))\b"),
    )
)  # fmt: skip
_COMMENT = re.compile(
    r"\b(?:review (?:article|paper|chapter)|(?:invited|topical|mini|short|brief|solicited|book|published) ?-?review|survey (?:article|paper)|lecture notes?|lectures (?:given|delivered|presented)|(?:encyclop(?:a?e)dia|handbook)|tutorial|annual reviews?|annu\. rev|living reviews?|reports on progress|rep\. prog|physics reports|acm computing surveys|(?:ieee )?communications surveys|reviews of modern|rev\. mod|a survey|a review|overview (?:talk|article)|review talk|expository|course notes|chapter (?:in|of|for|to)|book chapter|contributed chapter)\b"
)


def find_survey(title: Text, abstract: Text, comment: Text, categories: Sequence[str]) -> tuple[Quote, ...]:
    """The words by which the paper is a survey; none when it is no survey."""
    if not any(stem in title.flat or stem in abstract.flat for stem in _STEMS) and not _COMMENT.search(comment.flat):
        return ()
    cues = [*_title_cues(title), *_abstract_cues(abstract, categories), *_comment_cues(comment)]
    points = sum(points for points, _ in cues)
    if points < ENOUGH:
        return ()
    strong = max(points for points, _ in cues)
    against = sum(points for points, pattern in _AGAINST if pattern.search(abstract.flat))
    if points - against < ENOUGH or strong < 3:
        return ()
    return tuple(dict.fromkeys(quote for points, quote in sorted(cues, key=lambda cue: -cue[0])))[:2]


def _title_cues(title: Text) -> Iterator[tuple[int, Quote]]:
    if _NOT_IN_TITLE.search(title.flat):
        return
    for points, pattern in _TITLE:
        if pattern.search(title.flat):
            yield points, title.quote(0, len(title.raw))
            return


def _abstract_cues(abstract: Text, categories: Sequence[str]) -> Iterator[tuple[int, Quote]]:
    sky = bool(categories) and categories[0].startswith("astro-ph")
    for points, pattern in _ABSTRACT:
        found = pattern.search(abstract.flat)
        if found and not (sky and "survey" in found[0]):
            yield points, abstract.quote_around(found.start(), found.end(), sentence_at(abstract, found.start()))


def _comment_cues(comment: Text) -> Iterator[tuple[int, Quote]]:
    found = _COMMENT.search(comment.flat)
    if found:
        yield 4, comment.quote_around(found.start(), found.end(), sentence_at(comment, found.start()))
