"""What a paper as a whole says about its own code, and which of its links are its own."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.models import Confidence, Quote, Statement
from bot.reading.languages import find_foreign_offer, may_be_foreign
from bot.reading.offer import Offer
from bot.reading.offers import find_offers
from bot.reading.ownership import Owner, is_never_code, owner_of
from bot.reading.products import find_title_offer
from bot.reading.text import LINK_MARK, Text, holds_any, sentences, sentences_with
from bot.reading.urls import Link, find_links, same_place

# Strongest first (labelling guide: "If several hold, take the strongest in this order").
_ORDER = (Statement.URL, Statement.PROMISED, Statement.RELEASED, Statement.ON_REQUEST)

# Words that sentences show which offer code without a link: one of the first, or one each of the two others.
_ALONE = frozenset(
    """
    package packages library libraries toolbox toolboxes toolkit toolkits software github repository available
    availability accessible obtainable downloadable downloaded open-source open-sourced open-sourcing opensource
    opensourced release released releases releasing freeware code-base codebase
    """.split()
)
_CODES = frozenset(
    """
    code codes codebases code-bases source-code sourcecode implementation implementations script scripts notebook
    notebooks program programs programme programmes plugin plugins plug-in plug-ins add-on repo repos repositories
    subroutine subroutines stata worksheet worksheets routines executable executables binaries applet applets tool tools
    """.split()
)
_OFFERING = frozenset(
    """
    obtained obtain request requested requests public provide provides provided providing offer offers offered share
    shared shares sharing include included includes including attached ancillary supply supplied supplies deposited
    uploaded disclosed hosted contact contacting author authors found email e-mail given added coming soon
    forthcoming planned preparation follow make makes making made accessed opened supplement supplementary
    supplemental open distribute distributed publish published publishing publicly freely contain contains
    online installed licensed install installable link links appear present presents introduce introduces gitlab zenodo
    pypi
    cran bitbucket
    """.split()
)
_NAME_END = re.compile(r"[:–—]| -{1,3} ")
_NAMING = frozenset(("called", "named", "dubbed", "termed"))
_NAME = re.compile(r"(?:called|named|dubbed|termed) ([a-z][\w+-]{2,})")
_NAMED_TOOL = re.compile(
    r"\b(?:tool|system|prototype|package|library|software|program|compiler|solver|simulator|tool ?kit|tool ?box|code"
    r"|framework|pipeline|platform|plug-?in),? (?:\w+ )?$"
)
_LONGEST_JOINT = 40
_JOINED = re.compile(
    r"^[\s,;&/)(}\]]*(?:and|or|as well as|also|mirror(?:ed at)?|archived (?:at|on|in)|and (?:at|on)"
    r"|see also)?[\s,;:&/({\[]*(?:\\\w+\{)?$"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """The statement of a paper, the words for it, and its links by owner."""

    statement: Statement
    confidence: Confidence
    quotes: tuple[Quote, ...]
    own_urls: tuple[str, ...]
    other_urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said: by a link (`owner` tells to what) or, without an owner, in words alone."""

    statement: Statement
    quote: Quote
    owner: Owner | None = None
    outright: bool = True  # as in Offer

    @property
    def is_sure(self) -> bool:
        """Whether it is said in the words that leave least doubt."""
        if self.statement is Statement.ON_REQUEST:
            return "request" in self.quote.text.lower()
        return self.outright and self.owner in (None, Owner.CODE)


def hear(title: Text, abstract: Text, comment: Text) -> Heard:
    """What title, abstract and comment say about the paper's own code."""
    own: dict[str, str] = {}
    other: dict[str, str] = {}
    names = (*own_names(title), *_named_tools(abstract))
    shown = [sentence for text in (title, abstract, comment) for sentence in read_sentences(text, names)]
    for sentence in shown:
        for link, owner in sentence.owners:
            (other if owner is Owner.OTHER else own).setdefault(same_place(link.url), link.url)
    said = [one for sentence in shown if sentence.own for one in sentence.said()] if own else []
    if not any(_is_final(one) for one in said):
        said = [*_said_by_title(title), *(one for sentence in shown for one in sentence.said())]
    statement = strongest(said)
    decisive = [one for one in said if one.statement is statement]
    is_sure = any(one.is_sure for one in decisive) if decisive else not other
    return Heard(
        statement,
        Confidence.HIGH if is_sure else Confidence.MEDIUM,
        tuple(dict.fromkeys(one.quote for one in decisive))[:3],
        tuple(own.values()),
        tuple(url for at, url in other.items() if at not in own),
    )


def strongest(said: list[Said]) -> Statement:
    """The statement of all that was said.

    A promise of the code outweighs a page that does not offer it, and any word on how to get a package its mere
    description.
    """
    if not said:
        return Statement.NONE
    outright = {one.statement for one in said if one.outright}
    if Statement.PROMISED in outright and not any(_is_final(one) for one in said):
        return Statement.PROMISED
    statements = outright or {one.statement for one in said}
    return next((statement for statement in _ORDER if statement in statements), Statement.NONE)


def _is_final(said: Said) -> bool:
    """Whether it decides, whatever else is said: a link to the code itself."""
    return said.statement is Statement.URL and said.owner is not Owner.PAGE


def _said_by_title(title: Text) -> Iterator[Said]:
    """A title that names the paper's own package."""
    offer = find_title_offer(title)
    if offer:
        yield Said(offer.statement, title.quote(0, len(title.raw)), outright=offer.outright)


def own_names(title: Text) -> tuple[str, ...]:
    """What a title calls its product: "STALE: …" gives ("stale",)."""
    end = _NAME_END.search(title.flat, 0, 60)
    name = title.flat[: end.start()].strip() if end else ""
    return (name,) if len(name) > 2 and len(name.split()) <= 2 else ()


def _named_tools(abstract: Text) -> Iterator[str]:
    """What an abstract calls a tool: "a solver named LINX" gives "linx"."""
    if not _NAMING.isdisjoint(abstract.words):
        for name in _NAME.finditer(abstract.flat):
            if _NAMED_TOOL.search(abstract.flat, max(0, name.start() - 30), name.start()):
                yield name[1]


@dataclass(slots=True)
class Sentence:
    """A sentence of `text`; `flat` is its lower-case text with the links covered by marks.

    `names`: what the paper calls its product; `is_foreign`: it may speak another language than English.
    """

    text: Text
    start: int
    end: int
    flat: str
    owners: tuple[tuple[Link, Owner], ...]
    names: tuple[str, ...]
    is_foreign: bool
    _offers: list[Offer] | None = None

    @property
    def own(self) -> tuple[Link, Owner] | None:
        """The first link to the paper's own, with its owner, or None."""
        return next((one for one in self.owners if one[1] is not Owner.OTHER), None)

    @property
    def offers(self) -> list[Offer]:
        """What it offers in words, read when it is first asked for."""
        if self._offers is None:
            self._offers = find_offers(self.flat, self.names)
            foreign = find_foreign_offer(self.flat) if self.is_foreign else None
            self._offers += [foreign] if foreign else []
        return self._offers

    def said(self) -> Iterator[Said]:
        """What the sentence says of own code: by a link to it, else in words."""
        if self.own:
            link, owner = self.own
            outright = [offer.statement for offer in self.offers if offer.outright]
            later = Statement.PROMISED in outright and Statement.RELEASED not in outright
            statement = Statement.PROMISED if later else Statement.URL
            yield Said(statement, self._quote(link.start, link.end), owner)
            return
        for offer in self.offers:
            quote = self._quote(self.start + offer.start, self.start + offer.end)
            yield Said(offer.statement, quote, outright=offer.outright)

    def _quote(self, start: int, end: int) -> Quote:
        return self.text.quote_around(start, end, (self.start, self.end))


def read_sentences(text: Text, names: tuple[str, ...]) -> Iterator[Sentence]:
    """The sentences of `text` that may say something about code."""
    links = deque(find_links(text))
    signs = _Signs.of(text)
    if not links and signs is None:
        return
    covered = _cover(text, links) if links else text
    shown = signs.show_in(covered) if signs else frozenset()
    is_foreign = signs is not None and signs.foreign
    for start, end in sentences(covered):
        inside = []
        while links and links[0].start < end:
            inside.append(links.popleft())
        if inside or (start, end) in shown:
            flat = covered.flat[start:end]
            owners = tuple(_owners(flat, start, inside, names)) if inside else ()
            yield Sentence(text, start, end, flat, owners, names, is_foreign)


def _owners(flat: str, start: int, links: list[Link], names: tuple[str, ...]) -> Iterator[tuple[Link, Owner]]:
    """Each link of the sentence `flat`, which begins at `start`, with its owner.

    One that only goes on a list shares the owner of the one before.
    """
    done = 0
    previous: tuple[Link, Owner] | None = None
    for number, link in enumerate(links):
        following = links[number + 1].start - start if number + 1 < len(links) else len(flat)
        before, after = flat[done : link.start - start], flat[link.end - start : following]
        joined = previous is not None and len(before) < _LONGEST_JOINT and _JOINED.match(before) is not None
        if previous and joined and is_never_code(previous[0].url):
            before, joined = flat[max(0, link.start - start - 200) : link.start - start], False
        if previous and joined and not is_never_code(link.url):
            owner = previous[1]
        else:
            owner = owner_of(link.url, before, after, names)
        previous = (link, owner)
        yield previous
        done = link.end - start


@dataclass(frozen=True, slots=True)
class _Signs:
    """The words of a text by which its sentences may offer code."""

    alone: frozenset[str]
    code: frozenset[str]
    offering: frozenset[str]
    foreign: bool

    @classmethod
    def of(cls, text: Text) -> _Signs | None:
        """The signs in `text`, or None where there are none and no rule can fit."""
        alone, code = _ALONE & text.words, _CODES & text.words
        if "open sourc" in text.flat:
            alone |= {"open sourc"}
        offering = _OFFERING & text.words if code else code
        foreign = may_be_foreign(text.flat, text.words)
        return cls(alone, code, offering, foreign) if alone or offering or foreign else None

    def show_in(self, text: Text) -> frozenset[tuple[int, int]]:
        """Start and end of the sentences that are worth a closer look."""
        if self.foreign:
            return frozenset(sentences(text))
        by_two = [
            (start, end)
            for start, end in sentences_with(text, self.code)
            if holds_any(text.flat[start:end], self.offering)
        ]
        return frozenset((*by_two, *sentences_with(text, self.alone)))


def _cover(text: Text, links: Iterable[Link]) -> Text:
    """`text` with a mark in place of every character of its links, so that no rule reads words in an address."""
    raw, flat, done = [], [], 0
    for link in links:
        mark = LINK_MARK * (link.end - link.start)
        raw += [text.raw[done : link.start], mark]
        flat += [text.flat[done : link.start], mark]
        done = link.end
    return Text(text.field, "".join([*raw, text.raw[done:]]), "".join([*flat, text.flat[done:]]), text.words)
