"""What a paper's full text says about its own code, by the rules that read records and stricter ones of its own.

An abstract speaks of the paper's own work; a full text names the code of many others. Here a link or a statement is
the paper's own only where the authors say so: with "our", "we release", "the code is available", in a section on
availability, or on the first page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.models import Confidence, FullReading, Quote, Reading, Statement, TextField
from bot.reading.ownership import Owner
from bot.reading.passages import Composed, Passage
from bot.reading.statements import Said, Sentence, own_names, read_sentences, strongest
from bot.reading.text import Text, prepare
from bot.reading.urls import Link, same_place

MAX_LINKS = 500
MAX_QUOTES = 3

_AVAILABILITY = re.compile(
    r"\b(?:code|software|data|materials?|resources?|artifacts?|artefacts?)\b[^.]{0,40}\bavailab"
    r"|\bavailability\b|\breproducib"
    r"|\b(?:open|public) (?:source|code|science)\b|\bcode (?:release|and data|repository)\b|\bartifacts?\b",
    re.IGNORECASE,
)
# A paragraph that begins with its own heading: "Code availability. The scripts …".
_RUN_IN = re.compile(
    r"\W*(?:data|code|software|materials?)(?:(?:,| and| &|/) ?(?:data|code|software|materials?))* availability",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:ours?|my"
    r"|we (?:(?:\w+ly|also|will|have|had|plan|intend|aim|to|further|now|here|shall|are|then|open) ){0,4}"
    r"(?:releas|provid|open|publish|shar|mak|made|offer|host|upload|deposit|distribut)\w*"
    r"|(?:this|the present|the current) (?:paper|work|study|article|manuscript|project|research|thesis|report|letter"
    r"|analysis|publication|pearl|chapter)"
    r"|(?:re-?produc|replicat)\w*)\b"
)
# "The code is available": of which code, no word but the paper itself says.
_PLAIN = re.compile(
    r"(?:^|[.;:,(]|\band|\ball|\bthe|\bcomplete|\bfull|\bentire|\bsource|\bpython|\bassociated|\baccompanying"
    r"|\bcorresponding|\brelated|\banalysis|\btraining|\bsimulation|\bevaluation|\bproject(?:'s)?)\s*"
    r"(?:source[- ])?(?:codes?|scripts?|software|implementations?|notebooks?|repository)"
    r"(?: (?:and|&|,)? ?(?:[\w-]+ ){0,3}(?:data\w*|models?|weights|scripts|materials?))?"
    r"(?: (?:used|written|developed|needed|required|necessary|implementing|underlying|behind|for|to|that)"
    r" [^.;]{0,80}?)?"
    r"\s*(?:[:(–]|\bis\b|\bare\b|\bwill\b|\bcan\b|\bhas\b|\bhave\b|\bavailable\b|\bmade\b|\bmay\b|\bat\b|\bon\b|\bupon\b"
    r"|\bhere\b|\bcoming\b|$)"
)
_SOMEONES = re.compile(
    r"\b(?:their|his|her|its authors?|original (?:authors?|code|implementation|paper|work)|official|third[- ]party"
    r"|existing|baselines?|et al|we (?:\w+ ){0,2}(?:us|adopt|employ|follow|leverag|utili[sz]|build|built|adapt|modif"
    r"|download|borrow|rely|relied|start|base|appl|compare|fine)\w*|(?:is|are|was|were|been) (?:\w+ ){0,2}(?:used"
    r"|adopted|taken|based|built|downloaded|obtained|adapted|performed|computed|run)|using|based on|built (?:up)?on"
    r"|implemented (?:in|with|using|by|through|via)|provided by|developed by|thanks? to|acknowledg\w*|makes? use"
    r"|made use)\b|\[(?:\d{1,3}(?:, ?\d{1,3})*|…)\]"
)
# "the AREPO code", "the code of CLASS": the name of a program that is not the paper's.
_NAMED = re.compile(
    r"\b([A-Za-z][\w.+-]*) (?:code|package|software|library|toolbox|toolkit|pipeline|framework|repository|solver"
    r"|implementation)s?\b"
)
_NAMED_AFTER = re.compile(
    r"\b(?:code|implementation|package|software|repository|library)s? (?:of|for|by|from) ([A-Z][\w.+-]*)"
)
# "Chemprop (code available at …": a note to the name of another's product.
_NOTE_TO_A_NAME = re.compile(r"(?<=[\w,] )([A-Z][\w.+-]*) ?\([^()]{0,60}$")
_WE_PROPOSE = re.compile(r"\b(?:we|i) (?:\w+ ){0,2}(?:propos|present|introduc|develop|describ|releas|provid)\w*")
_COMMON = frozenset(
    """
    the our this that all any full complete entire source open open-source python python3 matlab julia fortran java rust
    pytorch tensorflow jax r c++ c code data training evaluation simulation analysis associated accompanying and
    corresponding github gitlab bitbucket zenodo jupyter gpu cuda mathematica software supplementary public publicly
    online reference computer numerical model its experiment experimental reproducible project custom inference my
    example processing software-code author's authors' benchmark new proposed present developed resulting official
    an a these such pseudo research sample
    """.split()
)
_INTRODUCED = re.compile(
    r"\b(?i:called|named|dubbed|termed|(?:we|i) (?:present|introduce|propose|develop|describe|release|call it)"
    r"(?:ed)?) (?:the |an? )?([A-Z][\w.+-]*[A-Z0-9]\w*|[A-Z][a-z]+[A-Z]\w*|[A-Z][\w-]{3,}\b(?=[,:(]))"
)
# "Our implementation is based on X": what follows is X's.
_BASED = re.compile(
    r"\b(?:based (?:up)?on|buil[dt]s? (?:up)?on|adapt\w* (?:from|the)|modif\w+ (?:from|version)|extend\w* (?:the|from)"
    r"|fork|borrow\w*|follow(?:s|ed|ing)?|taken from|downloaded from|obtained from|compar\w+ (?:to|with|against)"
    r"|provided by|relies on|rely on"
    r"|(?:trained|implemented|run|ran|computed|generated|evaluated|fine-?tuned|performed|obtained|processed"
    r"|analy[sz]ed)"
    r" (?:\w+ )?(?:using|with|by|on|in|through|via)|us(?:e[sd]?|ing) (?:the|an?|of)?)\b"
)
_OFFERED = re.compile(
    r"\b(?:is|are|was|were|be|been|made)(?: \w+){0,3} (?:available|released|open|found|accessible|provided|hosted)\b"
)
_PAGE = re.compile(
    r"\W*(?:project|web|home|our)[ -]?(?:web ?)?(?:page|site)\b(?: url)?\W*(?:is |at |available at )?\W*$"
)
_AND_PLAIN = re.compile(rf"(?:,|;|\band\b|\bwhile\b)[^.]{{0,60}}?(?:{_PLAIN.pattern})")
_NEAR = 220


def read_full_text(title: str, abstract: str, passages: Iterable[Passage]) -> FullReading:
    """What the passages of a paper say about its own code; `title` and `abstract` tell what it calls its product."""
    names = _own_names(title, abstract)
    own: dict[str, tuple[str, Quote]] = {}
    other: dict[str, str] = {}
    said: list[Said] = []
    for passage in passages:
        composed = Composed(passage)
        for sentence in read_sentences(composed.text, names):
            voice = _Voice(sentence, passage, names)
            owners = tuple(voice.owners())
            for link, owner in owners:
                if owner is Owner.OTHER:
                    if len(other) < MAX_LINKS:
                        other.setdefault(same_place(link.url), link.url)
                elif len(own) < MAX_LINKS and same_place(link.url) not in own:
                    quote = composed.text.quote_around(link.start, link.end, (sentence.start, sentence.end))
                    own[same_place(link.url)] = (link.url, composed.quote(quote))
            is_own = any(owner is not Owner.OTHER for _, owner in owners)
            if is_own or (not owners and voice.speaks_of_own_code()):
                heard = replace(sentence, owners=owners).said()
                said.extend(replace(one, quote=composed.quote(one.quote)) for one in heard)
    statement = strongest(said)
    quotes = tuple(dict.fromkeys(one.quote for one in said if one.statement is statement))
    return FullReading(
        tuple(url for url, _ in own.values()),
        tuple(url for at, url in other.items() if at not in own),
        statement,
        quotes[:MAX_QUOTES],
        tuple(quote for _, quote in own.values()),
    )


def merge(reading: Reading, full: FullReading) -> Reading:
    """The record's reading with what the full text adds; the stronger statement decides, the record's at a tie.

    How often a full text's statement is right nobody has measured: it is at most of medium confidence.
    """
    order = tuple(Statement)
    places = {same_place(url) for url in reading.own_urls}
    own = (*reading.own_urls, *(url for url in full.own_urls if same_place(url) not in places))
    places = {same_place(url) for url in own}
    urls = dict.fromkeys((*reading.other_urls, *full.other_urls))
    other = tuple(url for url in urls if same_place(url) not in places)
    statement, quotes, confidence = reading.statement, reading.statement_quotes, reading.statement_confidence
    if order.index(full.statement) < order.index(statement):
        statement, quotes, confidence = full.statement, full.quotes, Confidence.MEDIUM
    elif full.statement is statement and len(own) > len(reading.own_urls):
        quotes = (*quotes, *full.quotes)[:MAX_QUOTES]
    return replace(
        reading,
        own_urls=own,
        other_urls=other,
        statement=statement,
        statement_quotes=quotes,
        statement_confidence=confidence,
    )


def _own_names(title: str, abstract: str) -> tuple[str, ...]:
    """What the paper calls its product, in lower case: in its title's beginning, or where its abstract names it."""
    names = list(own_names(prepare(TextField.TITLE, title)))
    names += [found[1].lower() for found in _INTRODUCED.finditer(abstract)]
    return tuple(dict.fromkeys(name for name in names if len(name) > 2))


class _Voice:
    """Whose code a sentence of a full text speaks of."""

    def __init__(self, sentence: Sentence, passage: Passage, names: tuple[str, ...]) -> None:
        self._sentence = sentence
        self._names = names
        self._is_front = passage.is_front
        raw: Text = sentence.text
        self._raw = raw.raw[sentence.start : sentence.end]
        self._is_about_availability = bool(_AVAILABILITY.search(passage.heading) or _RUN_IN.match(raw.raw))

    def owners(self) -> Iterator[tuple[Link, Owner]]:
        """The links of the sentence with their owners, by the words since the link before."""
        done, flat = self._sentence.start, self._sentence.flat
        for link, owner in self._sentence.owners:
            start, end = link.start - self._sentence.start, link.end - self._sentence.start
            begin = max(done - self._sentence.start, start - _NEAR)
            near, after = flat[begin:start], flat[end : end + 60]
            is_own = owner is not Owner.OTHER and (
                self._is_own(near, self._raw[begin:start], after) or (owner is Owner.PAGE and _PAGE.match(near))
            )
            yield link, owner if is_own else Owner.OTHER
            done = link.end

    def _is_own(self, near: str, raw: str, after: str) -> bool:
        ours = max((found.end() for found in _OURS.finditer(near)), default=-1)
        if ours >= 0 and not self._turns_to_others(near, ours):
            return True
        if self._is_front and not _SOMEONES.search(near):
            return True
        noted = _NOTE_TO_A_NAME.search(raw)
        is_of_another = noted and noted[1].lower() not in {*self._names, *_COMMON} and not _WE_PROPOSE.search(near)
        if is_of_another or _SOMEONES.search(near) or self._names_another(raw):
            return False
        if self._is_about_availability or any(re.search(rf"\b{re.escape(name)}\b", near) for name in self._names):
            return True
        return bool(_PLAIN.search(near) or (_OURS.search(after) and near.strip()))

    def _turns_to_others(self, near: str, ours: int) -> bool:
        """Whether what is said of "our" work, up to `ours`, goes on to what it is made of."""
        turn = max((found.end() for found in _BASED.finditer(near, ours)), default=-1)
        return turn >= 0 and not _OFFERED.search(near, turn) and not _AND_PLAIN.search(near, turn)

    def speaks_of_own_code(self) -> bool:
        """Whether a sentence without a link offers the paper's own code and nobody else's."""
        if not self._sentence.offers:
            return False
        flat = self._sentence.flat
        if self._is_front or re.search(r"\b(?:our|ours|my)\b", flat):
            return True
        if _SOMEONES.search(flat) or self._names_another(self._raw):
            return False
        return self._is_about_availability or bool(_PLAIN.search(flat) or _OURS.search(flat))

    def _names_another(self, raw: str) -> bool:
        """Whether the words name a program that is not the paper's."""
        named = [found[1] for pattern in (_NAMED, _NAMED_AFTER) for found in pattern.finditer(raw)]
        return any(
            name.lower() not in _COMMON and name.lower() not in self._names and any(map(str.isupper, name))
            for name in named
        )
