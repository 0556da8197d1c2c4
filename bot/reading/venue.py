"""Where a paper appeared, by its comment: "Accepted to CVPR 2023" is "CVPR 2023"."""

from __future__ import annotations

import re

from bot.models import Quote
from bot.reading.text import Text

# Conferences that people name by their short form and a year, in the spelling to show.
_CONFERENCES = {
    name.lower(): name
    for name in """
    AAAI AAMAS ACC ACCV ACL ACML AIES AISTATS ALT AMIA APSEC ASE ASONAM ASPLOS ASRU ATVA AVSS BMVC CADE CAV CCS CDC
    CEC CHI CHIL CIKM CLEF COLM COLT CoNLL COLING CONCUR CoRL CPAIOR CRYPTO CSCW CSF CSL CVPR DAC DATE DCC DSN EACL
    EASE ECAI ECC ECCV ECIR ECML EDBT EMBC EMNLP ESA ESORICS EUROCRYPT EuroSys Eurographics EUSIPCO FAccT FOCS FPGA FSE
    FSTTCS GECCO GLOBECOM HPCA HPDC HRI ICALP ICANN ICAPS ICASSP ICC ICCAD ICCV ICDAR ICDE ICDM ICDT ICFP ICIP ICLP
    ICLR ICMI ICML ICME ICMR ICPR ICRA ICRC ICSE ICSME ICWSM IJCAI IJCAR IJCB IJCNN IJCNLP INFOCOM Interspeech IPCO
    IPDPS IPMI IROS ISAAC ISBI ISCA ISIT ISMAR ISMB ISMIR ISSAC ISSTA ISWC ITCS ITW IUI KDD LAK LICS LREC LREC-COLING
    MFCS MICCAI MICRO MIDL MLHC MLSP MLSys MobiCom MSR NAACL NDSS NeurIPS NIPS NSDI OOPSLA OSDI PACT PAKDD PEPM PETS
    PIMRC PLDI PODC PODS POPL PPoPP PRICAI RecSys RO-MAN RTSS SANER SemEval SIGCOMM SIGCSE SIGGRAPH SIGIR SIGMETRICS
    SIGMOD SoCG SODA SOSP SPAA STACS STOC SWAT TACAS UAI UIST USENIX VLDB VLSI VTC WABI WACV WCNC WINE WSDM WWW
    """.split()
}
# Journals that are named by their short form alone.
_JOURNALS = (
    "MNRAS", "ApJ", "ApJL", "ApJS", "AJ", "A&A", "PASP", "PASJ", "PASA", "JCAP", "JHEP", "PRL", "PRD", "PRA", "PRB",
    "PRC", "PRE", "PRX", "PNAS", "JINST", "CQG", "TPAMI", "TNNLS", "JMLR", "JAIR", "IJCV", "JASA", "TMLR", "JFM",
    "JOSS", "EPJC", "Icarus", "TVCG", "TKDE", "TACL",
)  # fmt: skip

_NAME_AND_YEAR = re.compile(r"(?<![\w-])(?P<name>[A-Za-z-]+?)[- ]?\s?['’]?(?P<year>(?:19|20)\d\d|\d\d)\b")
_JOURNAL = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _JOURNALS))})(?![\w-])")
_WELCOMED = re.compile(r"\b(?:accepted|published|in press|to appear|appears? in)\b", re.IGNORECASE)
# One of these stands in whatever fits _WELCOMED or _APPEARED.
_WELCOMING = frozenset(
    "accepted published appeared appear appears presented forthcoming press proc proceedings".split()
)
_APPEARED = re.compile(
    r"\b(?:(?i:accepted|published|appeared|to appear|will appear|appears|presented|forthcoming|in press)"
    r"(?: (?:for|as|by|in|at|to|on|with|and|publication|presentation|published|a|an|the|oral|poster|spotlight|full"
    r"|short"
    r"|regular|conference|journal|paper|article|letter|be|minor|revisions?|press)\b)*|(?i:proc(?:eedings|\.)?) "
    r"of(?: the)?)"
    r"\s*:?\s*(?:\(?https?://\S+\s+)?(?:the )?"
)
# Capitalised words, numbers and the small words between; a long word with a stop ends it ("… Letters. The code").
_NAME = re.compile(
    r"(?:(?:[A-Z][\w'’+/-]*&?[\w'’+/-]*|\d+(?:st|nd|rd|th)|&|(?:19|20)\d\d)(?:(?<=\b\w)\.|(?<=\b\w\w)\.|(?<=\b\w\w\w)\."
    r"|(?<=\b\w\w\w\w)\.|(?<=\b\w\w\w\w\w)\.)?(?:,? (?:(?:of|on|in|for|and|the|to|der|de|für"
    r"|et) )*(?=[A-Z&\d]))?){1,16}"
)
_NOT_A_NAME = re.compile(
    r"(?:v\d|\d+ |section|part\b|appendix|figures?|tables?|code|github|pages|this|we\b|comments?|minor|revised|new\b"
    r"|oral|poster|january|february|march|april|may\b|june|july|august|september|october|november|december)",
    re.IGNORECASE,
)
_ONLY_SUBMITTED = re.compile(
    r"\b(?:submitted|submission|under review|in review|to be submitted|rejected|withdrawn from|extended version of"
    r"|extension of|extends|co-?located with|peer review)\b[^;.]*$",
    re.IGNORECASE,
)


def find_venue(comment: Text) -> tuple[str, Quote] | None:
    """The venue and the words that name it, or None; a place where the paper was only submitted is none."""
    if not comment.raw:
        return None
    known = _known_conference(comment)
    if known or _WELCOMING.isdisjoint(comment.words):
        return known
    return _after_a_verb(comment) or _known_journal(comment)


def _known_conference(comment: Text) -> tuple[str, Quote] | None:
    if not any(word.rstrip("0123456789-") in _CONFERENCES for word in comment.words):
        return None
    for found in _NAME_AND_YEAR.finditer(comment.raw):
        name, year = _CONFERENCES.get(found["name"].lower()), found["year"]
        if name and not _is_only_submitted(comment, found.start()):
            full_year = year if len(year) == 4 else f"20{year}"
            return f"{name} {full_year}", comment.quote(*found.span())
    return None


def _after_a_verb(comment: Text) -> tuple[str, Quote] | None:
    for verb in _APPEARED.finditer(comment.raw):
        name = _NAME.match(comment.raw, verb.end(), verb.end() + 200)
        if name is None or _NOT_A_NAME.match(name[0]) or _is_only_submitted(comment, verb.start()):
            continue
        shown = name[0].rstrip(" ,&.")
        if len(shown) > 1:
            return shown, comment.quote(verb.start(), name.start() + len(shown))
    return None


def _known_journal(comment: Text) -> tuple[str, Quote] | None:
    found = _JOURNAL.search(comment.raw)
    if found is None or not _WELCOMED.search(comment.raw) or _is_only_submitted(comment, found.start()):
        return None
    return found[0], comment.quote(*found.span())


def _is_only_submitted(comment: Text, place: int) -> bool:
    return _ONLY_SUBMITTED.search(comment.raw, max(0, place - 140), place) is not None
