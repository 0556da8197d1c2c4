"""The decision list: a row for each line, each boundary and each fog rule; any facts give one verdict with evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evidence import Facts
from bot.models import (
    Confidence,
    Evidence,
    EvidenceKind,
    KeptCopy,
    Nature,
    Offer,
    OwnLink,
    Paper,
    Quote,
    Reading,
    Repository,
    RepositoryState,
    ScanResult,
    Standing,
    Statement,
    TextField,
)
from bot.status import Status
from bot.verdict import judge
from bot.words import sentence
from tests.worded import worded

ON = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OLD_ENOUGH = datetime(2023, 3, 1, tzinfo=UTC)
URL = "https://github.com/ada/engine"

CODE = Repository(URL, "ada/engine", RepositoryState.CODE, 1, 2, pushed_at=NOW - timedelta(days=30), n_files=9)
README = replace(CODE, state=RepositoryState.README_ONLY)
EMPTY = replace(CODE, state=RepositoryState.EMPTY)
SKELETON = replace(CODE, state=RepositoryState.NO_IMPLEMENTATION)
GONE = Repository(URL, "ada/engine", RepositoryState.GONE)
PAGE = "https://ada.github.io/engine/"
SOON = Repository(
    PAGE, "ada.github.io/engine", RepositoryState.NO_IMPLEMENTATION, offer=Offer.SOON, promise="Code (coming soon)"
)
NOTHING = replace(SOON, offer=Offer.NOTHING, promise="")
RESTRICTED = replace(SOON, offer=Offer.RESTRICTED, promise="")
PACKAGE = Repository("https://pypi.org/project/engine/", "engine", RepositoryState.CODE, n_files=2, n_code_files=2)


def paper(published: datetime = OLD_ENOUGH, comment: str | None = None) -> Paper:
    return Paper("2303.00001", 1, "A Title", "An abstract.", ("Ada",), ("cs.LG",), published, published, comment)


def quote(words: str, field: TextField = TextField.ABSTRACT) -> tuple[Quote, ...]:
    return (Quote(words, field, 0),)


def said(statement: Statement, *urls: str) -> Reading:
    return Reading(own_urls=urls, statement=statement, statement_quotes=quote("words about code"))


def kind(nature: Nature, field: TextField = TextField.TITLE) -> Reading:
    return Reading(nature=nature, nature_quotes=quote("A Survey", field))


def facts(
    reading: Reading = Reading(),  # noqa: B008 - frozen
    *repositories: Repository | None,
    published: datetime = OLD_ENOUGH,
    citations: int | None = 5,
    earlier: tuple[ScanResult, ...] = (),
) -> Facts:
    links = tuple(OwnLink(URL, r, "" if r else "GitHub could not be asked") for r in repositories)
    return Facts(paper(published), reading, NOW, links, Standing(citations), earlier)


def earlier_scan(status: Status, *repositories: Repository, days_ago: int = 200) -> ScanResult:
    evidence = (Evidence(EvidenceKind.FACT, "seen", "GitHub", "", NOW),)
    links = tuple(OwnLink(URL, repository) for repository in repositories)
    at = NOW - timedelta(days=days_ago)
    return ScanResult("2303.00001", status, Confidence.HIGH, "why", evidence, (), at, links=links)


LINKED = said(Statement.URL, URL)
YEARS_3 = datetime(2023, 11, 24, 23, 59, tzinfo=UTC)
LINES = [
    ("code", facts(LINKED, CODE), Status.ALIVE),
    ("code beats a promise", facts(said(Statement.PROMISED, URL), CODE), Status.ALIVE),
    ("code beats a survey", facts(replace(kind(Nature.SURVEY), own_urls=(URL,)), CODE), Status.ALIVE),
    ("the best of two links", facts(LINKED, GONE, CODE), Status.ALIVE),
    ("code beside an unknown link", facts(LINKED, CODE, None), Status.ALIVE),
    ("archived", facts(LINKED, replace(CODE, archived=True)), Status.ETERNAL_REST),
    ("no push for three years", facts(LINKED, replace(CODE, pushed_at=YEARS_3)), Status.ETERNAL_REST),
    ("a day less", facts(LINKED, replace(CODE, pushed_at=YEARS_3 + timedelta(days=1))), Status.ALIVE),
    ("one of two maintained", facts(LINKED, replace(CODE, archived=True), CODE), Status.ALIVE),
    ("push unknown", facts(LINKED, replace(CODE, pushed_at=None)), Status.ALIVE),
    ("survey with a reading list", facts(kind(Nature.SURVEY), README), Status.CARTOGRAPHER),
    ("theory with a skeleton", facts(kind(Nature.THEORY), SKELETON), Status.ETHEREAL),
    ("survey with an empty repository", facts(kind(Nature.SURVEY), EMPTY), Status.CARTOGRAPHER),
    ("no implementation", facts(LINKED, SKELETON), Status.SKELETON),
    ("readme only", facts(LINKED, README), Status.DEATH_BY_README),
    ("readme only beats a promise", facts(said(Statement.PROMISED, URL), README), Status.DEATH_BY_README),
    ("empty", facts(LINKED, EMPTY), Status.EMPTY_TOMB),
    ("no implementation before empty", facts(LINKED, EMPTY, SKELETON), Status.SKELETON),
    ("gone", facts(LINKED, GONE), Status.NOT_FOUND),
    ("all gone", facts(LINKED, GONE, GONE), Status.NOT_FOUND),
    ("gone beside empty", facts(LINKED, GONE, EMPTY), Status.EMPTY_TOMB),
    ("promised", facts(said(Statement.PROMISED)), Status.COMING_SOON),
    ("a promise beats a survey", facts(replace(said(Statement.PROMISED), nature=Nature.SURVEY)), Status.COMING_SOON),
    ("released", facts(said(Statement.RELEASED)), Status.UNMARKED_GRAVE),
    ("on request", facts(said(Statement.ON_REQUEST)), Status.HOUDINI),
    ("a page that announces", facts(LINKED, SOON), Status.COMING_SOON),
    ("a page that announces beside what is gone", facts(LINKED, GONE, SOON), Status.COMING_SOON),
    ("a page that announces beside a README", facts(LINKED, README, SOON), Status.DEATH_BY_README),
    ("a page without code", facts(LINKED, NOTHING), Status.UNMARKED_GRAVE),
    ("a page without code beside what is gone", facts(LINKED, GONE, NOTHING), Status.UNMARKED_GRAVE),
    ("a page without code beside an empty one", facts(LINKED, NOTHING, EMPTY), Status.EMPTY_TOMB),
    ("a page without code, and a promise", facts(said(Statement.PROMISED, PAGE), NOTHING), Status.COMING_SOON),
    ("a page without code beside code", facts(LINKED, NOTHING, CODE), Status.ALIVE),
    ("a page without code beside an unknown link", facts(LINKED, NOTHING, None), Status.FOG),
    ("restricted", facts(LINKED, RESTRICTED), Status.HOUDINI),
    ("restricted beside what is gone", facts(LINKED, GONE, RESTRICTED), Status.HOUDINI),
    ("restricted beside a page without code", facts(LINKED, NOTHING, RESTRICTED), Status.UNMARKED_GRAVE),
    ("a survey's page", facts(kind(Nature.SURVEY), NOTHING), Status.CARTOGRAPHER),
    ("a survey's page that announces", facts(kind(Nature.SURVEY), SOON), Status.COMING_SOON),
    ("a survey's restricted files", facts(kind(Nature.SURVEY), RESTRICTED), Status.HOUDINI),
    ("a survey's dead link", facts(kind(Nature.SURVEY), GONE), Status.NOT_FOUND),
    ("a package never rests", facts(LINKED, PACKAGE), Status.ALIVE),
    ("survey", facts(kind(Nature.SURVEY)), Status.CARTOGRAPHER),
    ("theory", facts(kind(Nature.THEORY)), Status.ETHEREAL),
    ("an old survey", facts(kind(Nature.SURVEY), published=datetime(1999, 1, 1, tzinfo=UTC)), Status.CARTOGRAPHER),
    ("before 2010", facts(published=datetime(2009, 12, 31, 23, 59, tzinfo=UTC), citations=0), Status.OLD_AGE),
    ("2010, well cited", facts(published=datetime(2010, 1, 1, tzinfo=UTC), citations=100), Status.OLD_AGE),
    ("2010, cited less", facts(published=datetime(2010, 1, 1, tzinfo=UTC), citations=99), Status.GHOSTED),
    ("2019, citations unknown", facts(published=datetime(2019, 12, 31, tzinfo=UTC), citations=None), Status.OLD_AGE),
    ("2020, well cited", facts(published=datetime(2020, 1, 1, tzinfo=UTC), citations=10**6), Status.GHOSTED),
    ("an old promise", facts(said(Statement.PROMISED), published=datetime(2001, 1, 1, tzinfo=UTC)), Status.COMING_SOON),
    ("nothing", facts(), Status.GHOSTED),
    ("an unknown link", facts(LINKED, None), Status.FOG),
    ("an unknown link beside an empty one", facts(LINKED, EMPTY, None), Status.FOG),
    ("an unknown link beside a dead one", facts(LINKED, GONE, None), Status.FOG),
    ("a survey's unknown link", facts(replace(kind(Nature.SURVEY), own_urls=(URL,)), None), Status.FOG),
    ("a promise with an unknown link", facts(said(Statement.PROMISED, URL), None), Status.FOG),
]


SURE = [
    (Nature.SURVEY, Confidence.HIGH, Confidence.HIGH, Confidence.HIGH),
    (Nature.SURVEY, Confidence.HIGH, Confidence.MEDIUM, Confidence.MEDIUM),
    (Nature.THEORY, Confidence.HIGH, Confidence.HIGH, Confidence.HIGH),
    (Nature.THEORY, Confidence.MEDIUM, Confidence.HIGH, Confidence.MEDIUM),
    (Nature.THEORY, Confidence.LOW, Confidence.MEDIUM, Confidence.LOW),
]


@pytest.mark.parametrize(("nature", "of_nature", "of_statement", "expected"), SURE)
def test_a_nature_is_as_sure_as_it_was_read(
    nature: Nature, of_nature: Confidence, of_statement: Confidence, expected: Confidence
) -> None:
    reading = replace(kind(nature), nature_confidence=of_nature, statement_confidence=of_statement)
    assert judge(facts(reading), ON).confidence is expected


@pytest.mark.parametrize(("known", "status"), [line[1:] for line in LINES], ids=[line[0] for line in LINES])
def test_line(known: Facts, status: Status) -> None:
    """Each line of the list gives its verdict, with evidence and a reason."""
    verdict = judge(known, ON)
    assert verdict.status is status
    assert verdict.evidence
    assert worded(verdict.reason)


@pytest.mark.parametrize("found", [CODE, README, EMPTY, GONE, replace(CODE, archived=True)])
def test_no_surer_than_the_host(found: Repository) -> None:
    """A verdict is at most as sure as what was seen."""
    sure = judge(facts(LINKED, found), ON)
    unsure = judge(facts(LINKED, replace(found, confidence=Confidence.LOW)), ON)
    assert (sure.status, sure.confidence) == (unsure.status, Confidence.HIGH)
    assert unsure.confidence is Confidence.LOW


def test_the_surer_of_two_repositories() -> None:
    """Of two repositories with code, both maintained, the surer one is shown, however many stars the other has."""
    famous = replace(CODE, url=URL + "2", repository_id=9, stars=5_000, confidence=Confidence.MEDIUM)
    verdict = judge(facts(LINKED, famous, CODE), ON)
    urls = [item.url for item in verdict.evidence if item.kind is EvidenceKind.FACT]
    assert (verdict.confidence, urls) == (Confidence.HIGH, [URL, URL + "2"])


def test_what_a_page_says_is_quoted() -> None:
    """A page's announcement stands in quotation marks, with the page as its source."""
    item = judge(facts(LINKED, replace(SOON, source="ada.github.io")), ON).evidence[1]
    assert (item.kind, worded(item.text), worded(item.source), item.url) == (
        EvidenceKind.QUOTE,
        "Code (coming soon)",
        "ada.github.io",
        PAGE,
    )


@pytest.mark.parametrize(
    ("manifest", "has_tests", "said"),
    [
        ("", False, "9 files, 0 of them code"),
        ("engine/pyproject.toml", False, "9 files, 0 of them code, with pyproject.toml"),
        ("", True, "9 files, 0 of them code, with tests"),
        ("requirements.txt", True, "9 files, 0 of them code, with requirements.txt and tests"),
    ],
)
def test_what_helps_to_run_it_is_told(manifest: str, has_tests: bool, said: str) -> None:
    """The list of dependencies and the tests of a repository are facts that readers see."""
    item = judge(facts(LINKED, replace(CODE, manifest=manifest, has_tests=has_tests)), ON).evidence[-1]
    assert worded(item.text) == f"github.com/ada/engine: {said}"


def test_the_page_that_led_there_is_named() -> None:
    """Code found through a project page shows both addresses."""
    urls = [item.url for item in judge(facts(LINKED, replace(CODE, via=PAGE)), ON).evidence]
    assert urls[-2:] == [URL, PAGE]


def test_a_kept_copy_is_told() -> None:
    """What an archive kept of a dead link changes no verdict, and is said and linked."""
    copy = KeptCopy("Software Heritage", "https://archive.example/ada", NOW)
    verdict = judge(facts(LINKED, replace(GONE, copy=copy)), ON)
    assert verdict.status is Status.NOT_FOUND
    assert worded(verdict.reason).endswith("Software Heritage kept a copy")
    assert verdict.evidence[-1].url == copy.url


def test_notes_are_sentences() -> None:
    """What a host adds is told to readers as a sentence."""
    found = replace(CODE, notes=("anonymised, may expire", "anonymised, may expire"))
    assert [sentence(note) for note in judge(facts(LINKED, found), ON).notes] == ["Anonymised, may expire."]


DAYS_89 = datetime(2026, 8, 27, 0, 0, tzinfo=UTC)
DAYS_90 = datetime(2026, 8, 26, 23, 59, tzinfo=UTC)
GRACE = [
    ("ghosted", facts(published=DAYS_89), Status.GHOSTED),
    ("promised", facts(said(Statement.PROMISED), published=DAYS_89), Status.COMING_SOON),
    ("released", facts(said(Statement.RELEASED), published=DAYS_89), Status.UNMARKED_GRAVE),
    ("on request", facts(said(Statement.ON_REQUEST), published=DAYS_89), Status.HOUDINI),
    ("readme only", facts(LINKED, README, published=DAYS_89), Status.DEATH_BY_README),
    ("empty", facts(LINKED, EMPTY, published=DAYS_89), Status.EMPTY_TOMB),
    ("skeleton", facts(LINKED, SKELETON, published=DAYS_89), Status.SKELETON),
]


@pytest.mark.parametrize(("known", "would_be"), [line[1:] for line in GRACE], ids=[line[0] for line in GRACE])
def test_grace(known: Facts, would_be: Status) -> None:
    """A grave is too early to tell until the paper is 90 days old (UTC), and says what it would be."""
    young = judge(known, ON)
    assert (young.status, young.would_be) == (Status.GRACE_PERIOD, would_be)
    grown = judge(replace(known, paper=paper(DAYS_90)), ON)
    assert (grown.status, grown.would_be) == (would_be, None)


@pytest.mark.parametrize(
    ("known", "status"),
    [
        (facts(LINKED, CODE, published=DAYS_89), Status.ALIVE),
        (facts(kind(Nature.SURVEY), published=DAYS_89), Status.CARTOGRAPHER),
        (facts(LINKED, GONE, published=DAYS_89), Status.NOT_FOUND),
        (facts(LINKED, None, published=DAYS_89), Status.FOG),
    ],
    ids=["code", "survey", "gone", "unknown"],
)
def test_no_grace_needed(known: Facts, status: Status) -> None:
    """Code, none expected, dead links and fog are what they are at any age."""
    assert judge(known, ON).status is status


BORN_BEFORE = replace(CODE, created_at=NOW - timedelta(days=300))
BORN_AFTER = replace(CODE, created_at=NOW - timedelta(days=100))
RETURN = [
    ("seen empty", BORN_BEFORE, earlier_scan(Status.EMPTY_TOMB, EMPTY), Status.RESURRECTED),
    ("seen readme only", BORN_BEFORE, earlier_scan(Status.DEATH_BY_README, README), Status.RESURRECTED),
    ("seen gone", BORN_BEFORE, earlier_scan(Status.NOT_FOUND, GONE), Status.RESURRECTED),
    ("a grave before it was made", BORN_AFTER, earlier_scan(Status.GHOSTED), Status.RESURRECTED),
    ("a grave after it was made", BORN_BEFORE, earlier_scan(Status.GHOSTED), Status.ALIVE),
    ("fog before it was made", BORN_AFTER, earlier_scan(Status.FOG), Status.ALIVE),
    ("a survey before it was made", BORN_AFTER, earlier_scan(Status.CARTOGRAPHER), Status.ALIVE),
    ("always there", BORN_BEFORE, earlier_scan(Status.ALIVE, CODE), Status.ALIVE),
    ("another one seen empty", BORN_BEFORE, earlier_scan(Status.FOG, replace(EMPTY, repository_id=9)), Status.ALIVE),
    ("in grace before it was made", BORN_AFTER,
     replace(earlier_scan(Status.GRACE_PERIOD), would_be=Status.GHOSTED), Status.RESURRECTED),
]  # fmt: skip


@pytest.mark.parametrize(("now", "before", "status"), [line[1:] for line in RETURN], ids=[line[0] for line in RETURN])
def test_resurrected_is_never_guessed(now: Repository, before: ScanResult, status: Status) -> None:
    """Code is resurrected when it was seen missing before, or was made after we had found none."""
    assert judge(facts(LINKED, now, earlier=(before,)), ON).status is status


def test_overlooked_code_is_admitted() -> None:
    """Code that was there before our first look is alive, and we say that we missed it."""
    verdict = judge(facts(LINKED, BORN_BEFORE, earlier=(earlier_scan(Status.GHOSTED),)), ON)
    assert any("missed" in note for note in worded(verdict.notes))
    assert not judge(facts(LINKED, BORN_BEFORE), ON).notes


def test_resurrection_lasts() -> None:
    """A later scan still finds it resurrected."""
    scans = (earlier_scan(Status.EMPTY_TOMB, EMPTY), earlier_scan(Status.RESURRECTED, CODE, days_ago=10))
    assert judge(facts(LINKED, CODE, earlier=scans), ON).status is Status.RESURRECTED


def test_the_evidence_of_the_seed() -> None:
    """A survey's record page shows these two lines, word for word."""
    title = "Multimodal Large Language Models for Medicine: A Comprehensive Survey"
    known = facts(kind(Nature.SURVEY))
    verdict = judge(replace(known, paper=replace(known.paper, title=title)), ON)
    assert [worded(item.text) for item in verdict.evidence] == [
        "No code URL or promise found in abstract",
        f"Title-pattern auto-detect: {title}",
    ]


repositories = st.one_of(
    st.none(),
    st.builds(
        Repository,
        st.just(URL),
        st.just("ada/engine"),
        st.sampled_from(RepositoryState),
        repository_id=st.one_of(st.none(), st.integers(1, 3)),
        archived=st.booleans(),
        created_at=st.one_of(st.none(), st.just(NOW - timedelta(days=100))),
        pushed_at=st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
    ),
)
readings = st.builds(
    lambda statement, nature, n: Reading(
        own_urls=tuple(f"{URL}{i}" for i in range(n)),
        statement=statement,
        nature=nature,
        statement_quotes=quote("words") if statement is not Statement.NONE else (),
        nature_quotes=quote("words") if nature is not Nature.OTHER else (),
    ),
    st.sampled_from(Statement),
    st.sampled_from(Nature),
    st.integers(0, 3),
)
scans = st.builds(
    lambda status, seen: earlier_scan(status, *filter(None, seen)),
    st.sampled_from(Status),
    st.lists(repositories, max_size=2),
)


@given(
    readings,
    st.lists(repositories, max_size=4),
    st.datetimes(min_value=datetime(1991, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.one_of(st.none(), st.integers(0, 10**6)),
    st.lists(scans, max_size=3),
)
@settings(max_examples=300, deadline=None)
def test_any_facts_give_one_verdict_with_evidence(
    reading: Reading,
    known: list[Repository | None],
    published: datetime,
    citations: int | None,
    earlier: list[ScanResult],
) -> None:
    """Whatever is known, there is one status with evidence, and a grace period says what it would be."""
    verdict = judge(facts(reading, *known, published=published, citations=citations, earlier=tuple(earlier)), ON)
    assert verdict.status not in (Status.BURIED, Status.ZOMBIE)
    assert verdict.evidence
    assert (verdict.would_be is not None) == (verdict.status is Status.GRACE_PERIOD)
    assert (verdict.status is Status.FOG) <= (None in known)


BY_ABSENCE = {
    Status.COMING_SOON: facts(said(Statement.PROMISED)),
    Status.UNMARKED_GRAVE: facts(said(Statement.RELEASED)),
    Status.HOUDINI: facts(said(Statement.ON_REQUEST)),
}


@pytest.mark.parametrize("status", BY_ABSENCE)
def test_less_sure_where_somebody_could_not_be_asked(status: Status) -> None:
    """That nothing was found weighs less when the one who might know did not answer."""
    sure = judge(BY_ABSENCE[status], ON)
    unsure = judge(replace(BY_ABSENCE[status], unasked=("Hugging Face",)), ON)
    assert (sure.status, unsure.status) == (status, status)
    assert (sure.confidence, unsure.confidence) == (Confidence.MEDIUM, Confidence.LOW)


@pytest.mark.parametrize(
    "known", [facts(said(Statement.URL), CODE), facts(kind(Nature.SURVEY)), facts(Reading(), README)]
)
def test_as_sure_where_it_was_seen(known: Facts) -> None:
    """What was seen or read stays as sure as it is."""
    assert judge(replace(known, unasked=("Hugging Face",)), ON) == judge(known, ON)
