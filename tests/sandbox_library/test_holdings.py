"""What the library holds is fit for its purpose."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.reading import read
from bot.sandbox.library.faults import Service
from bot.sandbox.library.holdings import Holdings, load_holdings
from bot.sources.hosts.addresses import Host, parse_own_address
from bot.status import Family, Status

GITHUB = re.compile(r"github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?(?=[.,;)]*(?:\s|$))")
NOT_BY_A_FIRST_SCAN = {Status.RESURRECTED, Status.BURIED, Status.ZOMBIE}
NOT_WHILE_ALL_ANSWER = {Status.FOG}


@pytest.fixture(scope="module")
def holdings() -> Holdings:
    return load_holdings()


def test_every_automatic_verdict_occurs(holdings: Holdings) -> None:
    """A first scan of the whole library meets every verdict that a first scan can give while all services answer."""
    assert {paper.verdict for paper in holdings.papers.values()} == set(
        Status
    ) - NOT_BY_A_FIRST_SCAN - NOT_WHILE_ALL_ANSWER


def test_the_library_is_large_and_of_many_fields(holdings: Holdings) -> None:
    """There are at least 60 papers of at least seven archives, and neighbours in the same category for nearly all."""
    by_category = Counter(paper.primary_category for paper in holdings.papers.values())
    assert len(holdings.papers) >= 60
    assert len({category.partition(".")[0] for category in by_category}) >= 7
    lonely = sum(by_category[paper.primary_category] < 3 for paper in holdings.papers.values())
    assert lonely / len(holdings.papers) < 0.05


def test_the_survey_that_everything_comes_from_is_exact(holdings: Holdings) -> None:
    """2504.21051 is as its record page had it."""
    paper = holdings.papers["2504.21051"]
    assert paper.title == "Multimodal Large Language Models for Medicine: A Comprehensive Survey"
    assert paper.authors == ("Jiarui Ye", "Hao Tang")
    assert paper.categories == ("cs.LG", "cs.CL", "cs.MM")
    assert paper.published.date().isoformat() == "2025-04-29"
    assert (paper.citations, paper.venue, paper.comment) == (16, "arXiv.org", None)
    assert paper.abstract.startswith("MLLMs have recently become a focal point in the field")
    assert paper.abstract.endswith("propose feasible methods to mitigate or overcome these issues.")
    assert paper.verdict is Status.CARTOGRAPHER


def test_every_github_link_leads_to_a_held_repository(holdings: Holdings) -> None:
    """No link is dead by oversight: a repository that is gone says so in the data."""
    held = {name.lower() for repository in holdings.repositories for name in (repository.full_name, *repository.was)}
    linked = {
        (paper.arxiv_id, name)
        for paper in holdings.papers.values()
        for name in GITHUB.findall(f"{paper.abstract}\n{paper.comment or ''}\n")
    }
    assert len(linked) >= 25
    assert {(arxiv_id, name) for arxiv_id, name in linked if name.lower() not in held} == set()


def test_what_is_held_belongs_to_papers(holdings: Holdings) -> None:
    """Each repository is linked by its paper's own text, by the full one, or by a page of its authors."""
    pages = {text.arxiv_id: "".join(section.text for section in text.sections) for text in holdings.full_texts}
    for place in holdings.places:
        assert place.arxiv_id in holdings.papers, place.name
        if place.service is Service.WEB:
            pages[place.arxiv_id] = f"{pages.get(place.arxiv_id, '')}\n{place.text}\n{place.release}"
    for repository in holdings.repositories:
        paper = holdings.papers[repository.arxiv_id]
        text = f"{paper.abstract}\n{paper.comment or ''}\n{pages.get(repository.arxiv_id, '')}".lower()
        assert any(name.lower() in text for name in (repository.full_name, *repository.was)), repository.full_name


def test_names_and_ids_are_unique(holdings: Holdings) -> None:
    """Nothing hides behind something else."""
    ids = Counter(repository.repository_id for repository in holdings.repositories)
    names = Counter((place.service, place.name.lower()) for place in holdings.places)
    assert max(ids.values()) == max(names.values()) == 1


def test_every_own_link_leads_to_something_held(holdings: Holdings) -> None:
    """What a paper calls its own stands in the data, also where it is gone: no link is dead by oversight."""
    held = {place.url.rstrip("/") for place in holdings.places}
    repositories = {name.lower() for each in holdings.repositories for name in (each.full_name, *each.was)}
    for paper in holdings.papers.values():
        reading = read(paper.title, paper.abstract, paper.comment or "", paper.categories)
        for url in reading.own_urls:
            address = parse_own_address(url)
            assert address is not None
            is_repository = address.host is Host.GITHUB and address.full_name.lower() in repositories
            assert is_repository or re.sub("^http:(?=//sourceforge)", "https:", url).rstrip("/") in held, url


def test_every_kind_of_page_and_every_service_occurs(holdings: Holdings) -> None:
    """Pages that link code, announce it, offer none, give a download, moved and are gone; something on every host."""
    beside = {
        Service.ARXIV,
        Service.ARXIV_PAGES,
        Service.SEMANTIC_SCHOLAR,
        Service.OPENALEX,
        Service.CROSSREF,
        Service.GITHUB_GIT,
    }
    kept = {archive for each in (*holdings.places, *holdings.repositories) for archive in each.copies}
    assert {place.service for place in holdings.places} | kept == set(Service) - beside
    pages = [place for place in holdings.places if place.service is Service.WEB]
    assert {bool(page.moved_to) for page in pages} == {True, False}
    assert {page.state for page in pages} == {"open", "gone"}
    assert any("coming soon" in page.text and page.release for page in pages)


def test_a_gone_repository_has_nothing_and_no_other_lacks_its_creation(holdings: Holdings) -> None:
    """What GitHub does not show has no files and no dates; what it shows was created before the library's date."""
    for repository in holdings.repositories:
        if repository.gone:
            assert not repository.files
            assert repository.created_at is None
        else:
            assert repository.created_at is not None
            assert repository.created_at <= (repository.pushed_at or repository.created_at) < holdings.as_of


def test_a_composed_readme_has_the_size_that_its_listing_gives(holdings: Holdings) -> None:
    """What the listing says of a composed README is what is served."""
    composed = [each for each in holdings.repositories if each.listing == "composed" and "README.md" in each.files]
    assert len(composed) > 10
    for repository in composed:
        assert repository.files["README.md"] == len(repository.readme.encode()), repository.full_name
    for place in holdings.places:
        if place.service in (Service.GITLAB, Service.CODEBERG) and place.files:
            assert place.files["README.md"] == len(place.text.encode()), place.name


def test_ages_fit_the_verdicts(holdings: Holdings) -> None:
    """Nothing is younger than the library; graves in grace are under 90 days old, the others are not."""
    for paper in holdings.papers.values():
        age_days = (holdings.as_of.date() - paper.published.date()).days
        assert age_days >= 0
        if paper.verdict is Status.GRACE_PERIOD:
            assert age_days < 90
        elif paper.verdict.look.family is Family.GRAVE and paper.verdict is not Status.NOT_FOUND:
            assert age_days >= 90
        if paper.verdict is Status.OLD_AGE:
            assert paper.published.year < 2010 or (paper.published.year < 2020 and paper.citations >= 100)
        if paper.verdict is Status.GHOSTED:
            assert paper.published.year >= 2020 or (paper.published.year >= 2010 and paper.citations < 100)


def test_the_data_says_what_is_composed(holdings: Holdings) -> None:
    """Whoever opens the data learns what is real and what is not."""
    about = " ".join(holdings.about)
    for word in (
        "CC0",
        "Composed",
        "citations",
        "venues",
        "recommendations",
        "READMEs",
        "pages",
        "archives",
        "listing",
        "published",
    ):
        assert word in about
