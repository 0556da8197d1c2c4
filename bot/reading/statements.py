"""What a paper as a whole says about its own code, and which of its links are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.models import Quote, Statement
from bot.reading.languages import may_be_foreign
from bot.reading.offers import Offer, find_offers, find_title_offer
from bot.reading.ownership import Owner, is_never_code, owner_of
from bot.reading.text import LINK_MARK, Text, sentences, words_of
from bot.reading.urls import Link, find_links, same_place

# Strongest first (labelling guide: "If several hold, take the strongest in this order").
_ORDER = (Statement.URL, Statement.PROMISED, Statement.RELEASED, Statement.ON_REQUEST)

# Words, some of which every sentence shows that offers code without a link (see `_may_offer`).
_PRODUCTS = frozenset(
    "package packages library libraries toolbox toolboxes toolkit toolkits software github repository".split()
)
_PLAIN = frozenset(
    """
    available availability accessible obtainable downloadable downloaded open-source open-sourced open-sourcing
    opensource opensourced release released releases releasing open source sourced distribute distributed
    freely freeware publicly publish published publishing
    """.split()
)
_CODES = frozenset(
    """
    code codes code-base codebase codebases code-bases source-code sourcecode implementation implementations script
    scripts notebook notebooks program programs programme programmes plugin plugins plug-in plug-ins add-on repo repos
    repositories subroutine subroutines macros executable executables binaries applet applets tool tools
    """.split()
)
_OFFERING = frozenset(
    """
    obtained obtain request requested requests public provide provides provided providing offer offers offered share
    shared shares sharing include included includes including attached ancillary supply supplied supplies deposited
    uploaded disclosed hosted contact contacting author authors found email e-mail given added coming soon forthcoming planned preparation follow make makes making made
    accessed opened supplement supplementary supplemental on
    """.split()
)
_JOINED = re.compile(
    r"^[\s,;&/)(}\]]*(?:and|or|as well as|also|mirror(?:ed at)?|and (?:at|on)|see also)?[\s,;:&/({\[]*(?:\\\w+\{)?$"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """The statement of a paper, the words for it, and its links by owner."""

    statement: Statement
    quotes: tuple[Quote, ...]
    own_urls: tuple[str, ...]
    other_urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing said: by a link (`owner` tells to what) or, without an owner, in words alone."""

    statement: Statement
    quote: Quote
    owner: Owner | None = None
    outright: bool = True


def hear(title: Text, abstract: Text, comment: Text) -> Heard:
    """What title, abstract and comment say about the paper's own code."""
    own: dict[str, str] = {}
    other: dict[str, str] = {}
    said: list[_Said] = []
    names = _own_names(title)
    offer = find_title_offer(title.flat)
    if offer:
        said.append(_Said(offer.statement, title.quote(0, len(title.raw)), outright=offer.outright))
    for text in (title, abstract, comment):
        for sentence in _Sentence.in_text(text):
            for link, owner in sentence.owners(names):
                (other if owner is Owner.OTHER else own).setdefault(same_place(link.url), link.url)
            said.extend(sentence.said(names))
    statement = _strongest(said)
    quotes = dict.fromkeys(one.quote for one in said if one.statement is statement)
    return Heard(
        statement, tuple(quotes)[:3], tuple(own.values()), tuple(url for at, url in other.items() if at not in own)
    )


def _strongest(said: list[_Said]) -> Statement:
    """The statement of all that was said.

    A promise of the code outweighs a page that does not offer it, and any word on how to get a package its mere
    description.
    """
    outright = {one.statement for one in said if one.outright}
    if Statement.PROMISED in outright and not any(
        one.statement is Statement.URL and one.owner is Owner.CODE for one in said
    ):
        return Statement.PROMISED
    statements = outright or {one.statement for one in said}
    return next((statement for statement in _ORDER if statement in statements), Statement.NONE)


_NAME_END = re.compile(r"[:–—]| -{1,3} ")


def _own_names(title: Text) -> tuple[str, ...]:
    """What a title calls its product: "STALE: …" gives ("stale",)."""
    end = _NAME_END.search(title.flat, 0, 60)
    name = title.flat[: end.start()].strip() if end else ""
    return (name,) if len(name) > 2 and len(name.split()) <= 2 else ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of `text` with its links; `flat` is its lower-case text with the links covered by marks."""

    text: Text
    start: int
    end: int
    flat: str
    links: tuple[Link, ...]

    @classmethod
    def in_text(cls, text: Text) -> Iterator[_Sentence]:
        """The sentences that may say something about code."""
        links = find_links(text)
        if not links and not _may_offer(text.flat, text.words):
            return
        covered = _cover(text, links)
        for start, end in sentences(covered):
            flat = covered.flat[start:end]
            inside = tuple(link for link in links if start <= link.start < end)
            if inside or _may_offer(flat, words_of(flat)):
                yield cls(text, start, end, flat, inside)

    def owners(self, names: tuple[str, ...]) -> list[tuple[Link, Owner]]:
        """Each link with its owner; one that only goes on a list shares the owner of the one before."""
        owners: list[tuple[Link, Owner]] = []
        done = self.start
        for number, link in enumerate(self.links):
            following = self.links[number + 1].start if number + 1 < len(self.links) else self.end
            before = self.flat[done - self.start : link.start - self.start]
            joined = bool(owners) and _JOINED.match(before) is not None
            if joined and is_never_code(owners[-1][0].url):
                before = self.flat[: link.start - self.start]
                joined = False
            if joined and not is_never_code(link.url):
                owner = owners[-1][1]
            else:
                owner = owner_of(link.url, before, self.flat[link.end - self.start : following - self.start], names)
            owners.append((link, owner))
            done = link.end
        return owners

    def said(self, names: tuple[str, ...]) -> Iterator[_Said]:
        """What the sentence says of own code."""
        offers = find_offers(self.flat, names)
        own = [(link, owner) for link, owner in self.owners(names) if owner is not Owner.OTHER]
        if own:
            link, owner = own[0]
            later = bool(offers) and all(offer.statement is Statement.PROMISED for offer in offers)
            statement = Statement.PROMISED if later else Statement.URL
            yield _Said(statement, self._quote(link.start, link.end), owner)
            return
        for offer in offers:
            yield _Said(offer.statement, self._quote_of(offer), outright=offer.outright)

    def _quote_of(self, offer: Offer) -> Quote:
        return self._quote(self.start + offer.start, self.start + offer.end)

    def _quote(self, start: int, end: int) -> Quote:
        return self.text.quote_around(start, end, (self.start, self.end))


def _may_offer(flat: str, words: frozenset[str]) -> bool:
    """Whether a text is worth a closer look; true of anything that a rule could fit."""
    if not _PLAIN.isdisjoint(words) or not _PRODUCTS.isdisjoint(words):
        return True
    if not (_CODES.isdisjoint(words) or _OFFERING.isdisjoint(words)):
        return True
    return may_be_foreign(flat)


def _cover(text: Text, links: list[Link]) -> Text:
    """`text` with a mark in place of every character of its links, so that no rule reads words in an address."""
    if not links:
        return text
    raw, flat, done = [], [], 0
    for link in links:
        mark = LINK_MARK * (link.end - link.start)
        raw += [text.raw[done : link.start], mark]
        flat += [text.flat[done : link.start], mark]
        done = link.end
    return Text(text.field, "".join([*raw, text.raw[done:]]), "".join([*flat, text.flat[done:]]), text.words)
