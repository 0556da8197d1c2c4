"""Surveys, reviews, tutorials and their kin: papers that tell of the work of others.

A paper calls itself one in the title, in the abstract or in the comment. Each cue has points, clear ones enough to
decide alone; signs of a contribution of its own, or of a survey of the sky or of people, take points away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.models import Quote
from bot.reading.text import Text, sentences_with

ENOUGH = 4
_SLIGHT = 2
_MOST_AGAINST = 8


@dataclass(frozen=True, slots=True)
class _Cue:
    """`pattern` is worth `points`; it can fit only where one of `words` stands, which is quick to see."""

    points: int
    words: frozenset[str]
    pattern: re.Pattern[str]


def _cue(points: int, words: str, *patterns: str) -> _Cue:
    return _Cue(points, frozenset(words.split()), re.compile("|".join(patterns)))


class _Cues:
    """Cues for one place, with the words of all of them."""

    def __init__(self, *cues: _Cue) -> None:
        self.cues = cues
        self.words = frozenset().union(*(cue.words for cue in cues))


_KIND = (
    r"(?:survey|review|mini-?review|overview|tutorial|primer|roadmap|road map(?= (?:for|to|towards)\b)|bibliography)"
)
_KINDS = (
    "survey surveys review reviews mini-review minireview overview overviews tutorial tutorials primer primers roadmap"
    " roadmaps road bibliography"
)

# "survey" and "review" in other senses, by what follows.
_OF_PEOPLE_OR_SKY = (
    r"(?!-based)(?! (?:planner|system|data|response|respondent|experiment|method|sampl|weight|participa|design"
    r"|telescope"
    r"|catalog|result|instrument|strategy|of (?:\d+ (?!(?:[\w-]+ ){0,2}(?:articles|papers|studies|publications|works))"
    r"|(?:[\w-]+ ){0,4}(?:galax|star|quasar|cluster|practition|develop|user|student|teacher|compan|field|sky|cloud"
    r"|source|pulsar|object|emission|line|nebula|variab|people|expert))))"
)
_OF_TEXTS = (
    r"(?!er|ing|ed|s? (?:text|rating|generation|process|helpful|assign|spam|comment|sentiment|classif|bomb|score))"
)
_OF_OWN_THING = (
    r"(?! of (?:the |our |a )?(?:[\w-]+ )?(?:proposed|system|telescope|instrument|mission|project|detector|experiment"
    r"|facility|dataset|data|task\b|shared|spacecraft|observatory|collaboration|survey|program|(?:method|approach)"
    r"\b|challenge|participa|submi|architecture|design))"
)

_IN_TITLE = _Cues(
    # A title that ends in what the paper is ("…: A Comprehensive Survey") weighs more than "we introduce …".
    _cue(
        8,
        _KINDS,
        rf"[:–—.?!]\s*(?:an? |the )(?:[\w/-]+,? ){{0,4}}{_KIND}\s*$",
        rf"^an? (?:[\w/-]+ ){{0,3}}{_KIND} (?:of|on)\b{_OF_PEOPLE_OR_SKY}",
    ),
    _cue(
        5,
        _KINDS,
        rf"(?:^|[:–—.,?!(]\s*|\s-+ )(?:an? |the |towards? )?(?:[\w/-]+,? ){{0,5}}{_KIND}s?\b"
        rf"{_OF_PEOPLE_OR_SKY}{_OF_TEXTS}",
    ),
    _cue(
        5,
        _KINDS,
        rf"\b{_KIND} (?:of|on|for|article|paper|and (?:taxonomy|outlook|perspectives?|analysis|future|new"
        rf"|open|comparison))\b{_OF_PEOPLE_OR_SKY}",
    ),
    _cue(
        5,
        "survey surveys review reviews mapping bibliometric meta-review",
        r"\b(?:literature|scoping|mapping|systematic) (?:review|survey|mapping)s?\b",
        r"\bmapping study\b",
        r"\bbibliometric\b",
        r"\bmeta-review\b",
    ),
    _cue(
        5,
        "lecture lectures course",
        r"\blecture notes?\b",
        r"\blectures? on\b",
        r"\blectures\s*$",
        r"\b(?:crash|short) course\b",
        r"\bcourse notes\b",
    ),
    _cue(
        4,
        "introduction guide invitation history tour",
        r"^(?:an? )?(?:[\w-]+ ){0,2}(?:introduction|guide|invitation) to\b",
        r"^(?:an? )?(?:[\w-]+ ){0,2}history of\b",
        r"[:,–—] an? (?:\w+ )?(?:introduction|guide|tour|(?:brief |short )?history)\b",
    ),
    _cue(
        4,
        "state state-of-the-art state-of-art",
        r"\bstate[- ]of[- ](?:the[- ])?art(?:,| and\b|:|\s*$| in\b| on\b| of\b| review| report)",
    ),
    _cue(
        4,
        "challenge challenges opportunity opportunities prospects perspectives progress status",
        r"\b(?:challenges?|opportunit\w+|prospects|perspectives|progress"
        r"|status)(?:, (?:[\w-]+ )?\w+){0,4},?"
        r" (?:and|&) (?:[\w-]+ ){0,2}(?:opportunit|perspective|direction|solution|prospect|trend|outlook"
        r"|challenge|risk|future)\w*",
    ),
    _cue(
        4,
        "past advances progress developments trends",
        r"\bpast,? present,? (?:and|&) (?:the )?future\b",
        r"\bpast (?:and|&) present\b",
        r"\b(?:recent|latest|new) (?:advances|progress|developments|trends)\b",
        r"^(?:[\w-]+ )?(?:advances|progress|developments|trends) (?:in|on)\b",
    ),
    _cue(
        3,
        "open future taxonomy decade years status where what nutshell beginners dummies pedestrians",
        r"\bopen (?:problems|challenges|questions|issues)\b",
        r"\bfuture (?:research )?directions\b",
        r"\btaxonomy\b",
        r"\ba decade of\b",
        r"\b(?:\d+|ten|twenty|thirty|forty|fifty|hundred) years (?:of|after)\b",
        r"\bstatus report\b",
        r"\bwhere (?:are|do) we\b",
        r"\bwhat (?:do )?we know\b",
        r"\bin a nutshell\b",
        r"\bfor (?:beginners|dummies|pedestrians)\b",
    ),
    _cue(4, "sok", r"^sok\b"),
    _cue(
        _SLIGHT,
        "perspective perspectives outlook history historical foundations applications",
        r"\bperspectives?\b",
        r"\boutlook\b",
        r"\bhistor(?:y|ical)\b",
        r"\bfoundations of\b",
        r"\btheory and applications\b",
    ),
    _cue(
        5,
        "état revue survol panorama revisión обзор 综述",
        r"\bétat de l'art\b",
        r"\bune revue\b",
        r"\bsurvol\b",
        r"\bpanorama d",
        r"\brevisión\b",
        r"обзор",
        r"综述",
    ),
)
"""The first that fits counts."""

_OTHER_SENSE = re.compile(
    r"\b(?:sky|redshift|galaxy|imaging|photometric|spectroscopic|deep|transient|lensing|legacy|radio|infrared|x-ray"
    r"|galactic|stellar|digital|all-sky|wide[\w-]{0,12}|cluster|velocity|transit|jwst|hst|alma|vla|sdss|online|user|web"
    r"|questionnaire|household|health|panel|student|labou?r|social|opinion|expert|population|geophysical|seismic"
    r"|dark energy|time-domain|planet|exoplanet|supernova|h-?alpha|maser|line|spectral|variability|near-?infrared"
    r"|gamma-ray|optical|blind|pulsar|quasar|reverberation|large program) (?:\w+ )?surveys?\b"
    r"|\b(?:peer|code|product|movie|customer|user|online|app|restaurant|book|hotel|paper|design|privacy|manuscript"
    r"|conference) reviews?\b|\breview(?:ers?|ing|ed)\b"
    r"|\b(?:mission|instrument|telescope|experiment|system|survey|task|challenge|track|project|data|workshop"
    r"|competition|lab|evaluation) (?:\w+ )?(?:overview|summary)\b"
    r"|\bsurvey propagation\b"
    r"|\b(?:generating|writing|automating|detecting|predicting) (?:[\w-]+ )?(?:surveys?|reviews?)\b"
    r"|\boverview of (?:the )?(?:[\w@!-]+ ){0,6}(?:task|track|challenge|lab|competition|mission|instrument|telescope)\b"
)

_OF_LITERATURE = re.compile(r"\b(?:literature|comprehensive|systematic|brief|short|critical) survey\b|\breview\b")

_WORK = (
    r"(?:paper|article|chapter|work|study|manuscript|report|note|contribution|talk|survey|review|thesis|monograph|essay"
    r"|lectures?|volume)"
)
_TELLS = (
    r"(?:cover|discuss|summari[sz]|present|provid|explor|examin|focus|address|introduc|giv|describ|offer|outlin"
    r"|synthesi[sz]|highlight|analy[sz]|bring|survey|review|deal|consider|is (?:about|on|devoted|dedicated|organi"
    r"|intended)|categori|investigat|systematically|compar|collect|trace|start|establish|explain|identif|propos|paper"
    r"|delve|shed|attempt|seek|aim)"
)
_AND_SOMETHING_NEW = (
    r"(?![^.;:]*\band (?:then )?(?:we )?(?:present|obtain|report|derive|propose|introduce|give|find|set|show|construct"
    r"|develop)s? (?:an? |the |our |some )?(?:new|novel|first|our|original|improved)\b)"
)
_IN_ABSTRACT = _Cues(
    _cue(
        5,
        _KINDS,
        r"\b(?:this|the present|our|present) (?:[\w-]+ ){0,3}?(?:survey|review|mini-?review|tutorial|overview"
        r"|primer|road ?map)(?: (?:article|paper|chapter|work))?"
        rf" (?:(?:also|first|then|aims? to|will|is intended to|seeks to|\w+ly) )?{_TELLS}\w*",
    ),
    _cue(
        5,
        "reviews surveys overviews summarizes summarises review survey summarize summarise overview",
        rf"\b{_WORK} (?:\w+ly |also |first )?(?:reviews|surveys|overviews|summari[sz]es)\b",
        rf"\b{_WORK} (?:aims|attempts|seeks|tries) to (?:\w+ly )?(?:review|survey|overview|summari[sz]e)\b",
        r"\b(?:lectures|notes) (?:\w+ly |also |first )?(?:review|survey|summari[sz]e)\b",
    ),
    _cue(
        5,
        _KINDS,
        rf"\b(?:{_WORK}|we|i) (?:[\w-]+ ){{0,3}}?(?:provid|giv|present|offer|conduct|perform|is|contain"
        r"|constitut|carr|undertak|contribut)\w*(?: out)?"
        r" (?:[\w'’-]+,? (?:and )?){0,6}?(?:overview|survey|review|tutorial|road ?map)\b"
        rf"{_OF_OWN_THING}{_OF_PEOPLE_OR_SKY}",
    ),
    _cue(
        5,
        _KINDS + " expository lecture lectures",
        r"\b(?:in this|in these|in the present|in our|this is an?|the (?:aim|purpose|goal) of this)"
        r" (?:[\w-]+ ){0,3}?(?:review|survey|mini-?review|tutorial|overview|primer|expository \w+"
        r"|lecture notes?|lectures)\b(?! (?:data|of \d|we find that))",
    ),
    _cue(
        5,
        "survey surveys review reviews overview overviews",
        r"\b(?:systematic|comprehensive|scoping|extensive|critical|thorough|in-depth|concise|literature"
        r"|narrative|up-to-date|holistic|(?<!we )first) (?:(?:and|,) [\w-]+ )?(?:literature )?"
        rf"(?:review|survey|overview)s?\b{_OF_OWN_THING}{_OF_PEOPLE_OR_SKY}",
    ),
    _cue(
        4,
        "review survey overview",
        r"(?:^|[.;:] |\b(?:here|paper|article|work|chapter|first|also|then|talk|,) )(?:we|i)"
        r" (?:briefly |also |first |then |\w+ly |begin by )?(?:review|survey|overview)\b"
        r"(?! (?:the )?(?:participants|respondents|practitioners|developers|students|users|\d))"
        rf"{_AND_SOMETHING_NEW}",
    ),
    _cue(
        4,
        "summarize summarise",
        r"\bwe (?:\w+ly )?summari[sz]e (?:the |some )?(?:\w+ )?"
        r"(?:recent|current|status|advances|progress|developments|literature|state of|known)\b",
    ),
    _cue(4, "reviewed surveyed", r"\b(?:is|are) (?:\w+ly )?(?:reviewed|surveyed)\b"),
    _cue(
        5,
        "notes lectures expository pedagogical pedagogically self-contained prisma chapter colloquium",
        r"\b(?:lecture|course) notes\b",
        r"\bexpository\b",
        r"\bpedagogical(?:ly)?\b",
        r"\bself-contained introduction\b",
        r"\bprisma\b",
        r"\bthis chapter\b",
        r"\bcolloquium\b",
        r"\bnotes (?:of|from|for|on) (?:the |a |an? )?(?:\w+ ){0,2}(?:lectures?|(?:mini-?)?course)\b",
        r"\b(?:from|of|on) (?:the |a series of )?(?:\w+ )?lectures (?:on|given|delivered|held|by|at)\b",
    ),
    _cue(
        8,
        "notes lectures",
        r"\b(?:these|the present|our) (?:are )?(?:the )?(?:lecture )?(?:lectures|notes) (?:\w+ ){0,2}?(?:introduc"
        r"|review|cover|discuss|grew|give|provide|present|are|of|from|were|aim|explain|describe|survey|contain"
        r"|summari[sz]|originat|treat|develop|form|deal)",
    ),
    _cue(
        4,
        "papers articles studies publications",
        r"\b(?:collect|analy[sz]e|classif(?:y|ied)|examine|screen|review|include|select|identif(?:y|ied)|survey"
        r"|synthesi[sz]e)d? "
        r"(?:[\w-]+ ){0,2}?(?:\d{2,3}|\d,?\d{3}) (?:[\w-]+ ){0,3}?(?<!million )(?<!thousand )(?:papers|articles"
        r"|studies|publications)\b",
    ),
    _cue(
        3,
        "art look looks looking lectures notes decade decades",
        r"\bdecades? of (?:research|work|progress|stud(?:y|ies)|efforts?)\b",
        r"\b(?:describ|discuss|summari[sz]|review|outlin|present"
        r"|survey)\w* (?:the )?(?:current )?state of the art\b"
        r"(?! (?:[\w-]+ )?(?:results?|performance|accuracy|methods?|models?))",
        r"\b(?:we|i|paper|article) look(?:s|ing)? back\b",
        r"\bthese (?:lectures|notes)\b",
    ),
    _cue(
        5,
        "systematize systematise systematization systematisation revue",
        r"\bsystemati[sz](?:e|es|ation of) (?:the |existing )?knowledge\b",
        r"\bnous passons en revue\b",
    ),
    _cue(5, "introduction", r"\bthis is an? (?:[\w-]+ ){0,2}introduction to\b"),
    _cue(4, "introduction", r"\b(?:we|i) (?:give|provide|present|offer) an? (?:[\w-]+ ){0,2}introduction to\b"),
    _cue(
        4,
        "overview survey review",
        rf"^(?:an?|the) (?:[\w-]+ ){{0,2}}(?:overview|survey|review)\b{_OF_OWN_THING}{_OF_PEOPLE_OR_SKY} of"
        r" [^;:]{0,90} (?:is|are) (?:\w+ly )?(?:presented|given|provided|offered)\b",
    ),
    _cue(
        4,
        "summarized summarised outlined status",
        r"\b(?:recent|latest|current) (?:[\w-]+ ){0,2}?(?:progress|advances|developments|results|status|work)\b"
        r"[^;:]{0,90} (?:is|are) (?:\w+ly )?(?:summari[sz]ed|outlined)\b",
        r"\bstatus of (?:the|this) field\b[^;:]{0,40} (?:is|are) (?:\w+ly )?(?:discussed|described)\b",
    ),
    _cue(
        4,
        "guide synthesis account",
        rf"\b{_WORK} (?:\w+ly )?(?:offers|provides|gives|presents|is|serves as) an? (?:[\w-]+ ){{0,3}}?(?:guide"
        rf"|synthesis|account)\b",
    ),
    _cue(
        4,
        "overview survey review account",
        r"^(?:an? |the )?(?:[\w-]+ )?(?:overview|survey|review|account) of (?:the |some )?(?:classical|recent|known"
        r"|basic|main|modern|current|various|different)\b",
    ),
    _cue(4, "what", r"\b(?:we|i) (?:\w+ly )?(?:summari[sz]e|review|recount|discuss) what (?:is|was|has|have|we|can)\b"),
    _cue(
        3,
        "close conclude end finish",
        r"\bwe (?:close|conclude|end|finish) (?:with|by) (?:[\w-]+ ){0,4}?(?:challenges|outlook|perspectives?|future"
        r"|prospects|directions|open (?:questions|problems))\b",
    ),
    _cue(5, "review reviewed", r"\baims? to review\b", r"\bwe have reviewed\b"),
    _cue(
        3,
        "summarize summarise review survey discuss outline highlight cover overview account",
        r"\b(?:summari[sz]e|review|survey|discuss|outline|highlight|cover|overview of|account of)"
        r" (?:[\w-]+ ){0,3}?(?:recent|current|existing|latest|important|key|main|major|various|different)"
        r" (?:[\w-]+ ){0,2}?(?:advances|progress|developments?|literature|approaches|techniques|trends"
        r"|studies|research|achievements|status)\b",
    ),
    _cue(
        3,
        "perspective",
        r"\bin this perspective\b",
        r"\bthis perspective (?:article|paper|discuss|review|outline|summari)",
    ),
)
# These tip the balance where something else speaks for a survey; alone they say nothing.
_IN_ABSTRACT_TOO = _Cues(
    _cue(
        _SLIGHT,
        "directions open research challenges opportunities conclude focus trends gaps",
        r"\bfuture (?:research )?(?:directions|trends)\b",
        r"\bopen (?:challenges|problems|questions|issues)\b",
        r"\bresearch (?:directions|agenda|gaps)\b",
        r"\bchallenges and opportunities\b",
        r"\bopportunities and challenges\b",
        r"\bwe conclude with\b",
        r"\bfocus issue\b",
    ),
    _cue(
        _SLIGHT,
        "taxonomy historical literature recent practices",
        r"\btaxonomy\b",
        r"\bhistorical (?:context|overview|perspective|background|review)\b",
        r"\bthe literature\b",
        r"\brecent (?:advances|progress|developments)\b",
        r"\bbest practices\b",
    ),
)
_IN_COMMENT = _Cues(
    _cue(
        4,
        "review reviews lecture lectures survey surveys encyclopedia encyclopaedia handbook tutorial annu rev physics"
        " rep expository course reports contemporary",
        r"\breview (?:article|paper|chapter|talk)\b",
        r"\b(?:invited|topical|mini|short|brief|solicited|published)[ -]?review\b",
        r"\bsurvey (?:article|paper)\b",
        r"\blecture notes?\b(?! (?:in|on) )",
        r"\blectures? (?:given|delivered|presented|at)\b",
        r"\b(?:encyclop(?:a?e)dia|handbook)\b",
        r"\btutorial (?:paper|article)\b",
        r"\bannual reviews?\b",
        r"\bannu\. rev",
        r"\bliving reviews?\b",
        r"\breports on progress\b",
        r"\brep\. prog",
        r"\bphysics reports\b",
        r"\bacm computing surveys\b",
        r"\bcommunications surveys\b",
        r"\breviews of modern\b",
        r"\brev\. mod\b",
        r"\ba (?:survey|review)\b",
        r"\bexpository\b",
        r"\bcourse notes\b",
        r"\bcontemporary physics\b",
    )
)

_AGAINST = _Cues(
    _cue(
        2,
        "propose develop introduce prove train implement design construct derive proposes introduces develops",
        r"\bwe (?:\w+ ){0,2}(?:propose|develop|introduce|prove|train|implement|design|construct|derive)\b",
        r"(?<!tutorial )(?<!survey )(?<!review )\b(?:paper|work|article) (?:proposes|introduces|develops)\b",
    ),
    _cue(
        2,
        "report improve measure train trained built observe obtain results proof test apply validate simulate",
        r"\bwe (?:\w+ ){0,2}(?:report|improve|measure|train|trained|built|observe|obtain|test|apply|validate"
        r"|simulate)\b",
        r"\b(?:preliminary|latest|first) results\b",
        r"\bnew proof\b",
    ),
    _cue(
        2,
        "outperform outperforms outperformed outperforming our experimental proposed",
        r"\boutperform",
        r"\bour (?:method|model|approach|algorithm|experiments?|simulations?|proposed)\b",
        r"\bexperimental results\b",
        r"\bproposed (?:method|model|approach|algorithm|scheme|framework)\b",
    ),
)
_OF_PEOPLE = _Cues(
    _cue(
        4,
        "respondents questionnaire questionnaires interview interviews interviewed interviewing interviewees"
        " participants surveyed players employees survey",
        r"\b(?:respondents|questionnaires?|interview\w*|participants|we surveyed|players|employees)\b",
        r"\bsurvey (?:data|of \d+|results|responses)\b",
        r"\ba (?:small|large|online|nationwide|national) survey\b",
    )
)

# Verbs of those who tell of the work of others, each with all its forms, and of those who work.
_TELLING = {
    form: stem
    for stem in """
    discuss summariz summaris outlin highlight describ cover survey review sketch recall explain examin overview comment
    reflect recount identif categoriz categoris classif suggest trac
    """.split()
    for form in (stem, *(stem + end for end in ("e", "y", "es", "s", "ies", "ed", "ied", "ing", "ying")))
}
_DOING = frozenset(
    """
    propose proposes proposed develop develops developed prove proves train trained implement implemented design
    designed construct constructed derive derived show shows find finds demonstrate demonstrates report reports obtain
    obtained measure measured compute computed calculate calculated simulate simulated evaluate evaluated observe
    observed establish investigate test tested apply validate validated our
    """.split()
)
_TELLING_WORDS = frozenset(_TELLING)
_MANY = 4


@dataclass(frozen=True, slots=True)
class _Hit:
    """A cue found in `text`: `place` is where, `within` the sentence around it (of a title, the whole)."""

    points: int
    text: Text
    place: tuple[int, int]
    within: tuple[int, int]

    def quote(self) -> Quote:
        return self.text.quote_around(*self.place, self.within)


def find_survey(title: Text, abstract: Text, comment: Text, categories: Sequence[str]) -> tuple[int, tuple[Quote, ...]]:
    """The points beyond what is enough, and the words by which the paper is a survey; none when it is no survey."""
    hits = [*_of_title(title, categories), *_of_abstract(abstract, categories), *_hits(_IN_COMMENT, comment)]
    told = _points_of_telling(abstract)
    if told or any(hit.points > _SLIGHT for hit in hits):
        hits += _hits(_IN_ABSTRACT_TOO, abstract)
    beyond = told + sum(hit.points for hit in hits) - ENOUGH
    if 0 <= beyond < _MOST_AGAINST:
        beyond -= _against(abstract)
    if beyond < 0 or (not told and all(hit.points <= _SLIGHT for hit in hits)):
        return min(beyond, -1), ()
    telling = sorted(hits, key=lambda hit: -hit.points)[:3]
    return beyond, tuple(dict.fromkeys(hit.quote() for hit in telling))[:2]


def _points_of_telling(abstract: Text) -> int:
    """What the verbs say: a survey tells in many ways, and does little of its own."""
    n_telling = len({_TELLING[word] for word in abstract.words & _TELLING_WORDS})
    if n_telling >= _MANY:
        return _SLIGHT + 1
    return min(n_telling, _SLIGHT) if n_telling and _DOING.isdisjoint(abstract.words) else 0


def _against(abstract: Text) -> int:
    hits = _hits(_AGAINST, abstract)
    if "literature" not in abstract.flat:
        hits += _hits(_OF_PEOPLE, abstract)
    return sum(hit.points for hit in hits)


def _of_title(title: Text, categories: Sequence[str]) -> list[_Hit]:
    """The first cue of a title, quoted with the whole title."""
    if _is_of_the_sky(categories) and "survey" in title.words and not _OF_LITERATURE.search(title.flat):
        return []
    if title.words.isdisjoint(_IN_TITLE.words):
        return []
    for cue in _IN_TITLE.cues:
        found = None if cue.words.isdisjoint(title.words) else cue.pattern.search(title.flat)
        if found:
            whole = (0, len(title.raw))
            return [] if _OTHER_SENSE.search(title.flat) else [_Hit(cue.points, title, whole, whole)]
    return []


def _of_abstract(abstract: Text, categories: Sequence[str]) -> list[_Hit]:
    hits = _hits(_IN_ABSTRACT, abstract)
    if _is_of_the_sky(categories):
        return [hit for hit in hits if "survey" not in abstract.flat[slice(*hit.place)]]
    return hits


def _is_of_the_sky(categories: Sequence[str]) -> bool:
    """Whether "survey" is most likely one of the sky."""
    return bool(categories) and categories[0].startswith("astro-ph")


def _hits(cues: _Cues, text: Text) -> list[_Hit]:
    """The first place of each cue, sentence by sentence."""
    signs = cues.words & text.words
    waiting = [cue for cue in cues.cues if not cue.words.isdisjoint(signs)] if signs else []
    hits: list[_Hit] = []
    for (start, end), shown in sorted(sentences_with(text, signs).items()) if signs else ():
        flat = text.flat[start:end]
        for cue in [cue for cue in waiting if not cue.words.isdisjoint(shown)]:
            found = cue.pattern.search(flat)
            if found:
                hits.append(_Hit(cue.points, text, (start + found.start(), start + found.end()), (start, end)))
                waiting.remove(cue)
    return hits
