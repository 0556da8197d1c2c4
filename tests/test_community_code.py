"""What others say of a paper's code: support for its own links, and community code beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.community_code import MOST_KEPT, find_community_code, of_hearsay
from bot.errors import SourceUnavailable
from bot.models import CodeLink, Confidence, OwnLink, Paper, Repository, RepositoryState
from bot.sources.github_search import Found
from bot.sources.hearsay import Heard, Hearsay
from bot.sources.huggingface_papers import PaperPage
from tests.worded import worded

NOW = datetime(2026, 11, 24, tzinfo=UTC)
JULY = datetime(2025, 7, 1, tzinfo=UTC)
PAPER = Paper("2303.16094", 1, "LinK", "", ("Tao Lu", "Gangshan Wu"), ("cs.CV",), NOW, NOW)
PAGE_URL = "https://huggingface.co/papers/2303.16094"


def repository(name: str, state: RepositoryState = RepositoryState.CODE, **more: Any) -> Repository:
    return Repository(f"https://github.com/{name}", name, state, source="GitHub", **more)


def listed(name: str, *, is_official: bool = False, is_in_paper: bool = False) -> CodeLink:
    return CodeLink(PAPER.arxiv_id, f"https://github.com/{name}", is_official, is_in_paper, "", JULY)


def names(heard: Heard, *own: OwnLink) -> list[str]:
    return [code.full_name for code in find_community_code(heard, PAPER, own)]


def test_the_order() -> None:
    """Official ones, then owners who may be authors, then stars; who says to be somebody else comes last."""
    heard = Heard(
        found=(
            Found(repository("port/LinK", stars=900), "Unofficial port"),
            Found(repository("many/stars", stars=100), ""),
            Found(repository("lutao/LinK", stars=2), ""),
        ),
        listed=(listed("x/few"), listed("MCG-NJU/LinK", is_official=True, is_in_paper=True)),
    )
    assert names(heard) == ["MCG-NJU/LinK", "lutao/LinK", "many/stars", "x/few", "port/LinK"]


def test_what_is_known_of_one() -> None:
    """Everybody who names it is named, once; what its host shows, its owner and its own words go along."""
    found = Found(repository("lutao/LinK", stars=2), "Unofficial")
    page = PaperPage(PAGE_URL, repository_url="https://www.github.com/LuTao/link.git")
    [code] = find_community_code(Heard(page, (found,), (listed("lutao/link"),)), PAPER, ())
    assert worded(code.named_by) == ("Papers with Code, archived July 2025", "Hugging Face", "GitHub search")
    assert (code.repository, code.author, code.disclaimer) == (found.repository, "Tao Lu", "Unofficial")


def test_what_is_no_community_code() -> None:
    """The paper's own link, under any of its names, and what holds no code."""
    own = OwnLink("https://github.com/old/name", repository("MCG-NJU/LinK"))
    hollow = repository("x/hollow", RepositoryState.README_ONLY)
    heard = Heard(
        page=PaperPage(PAGE_URL, repository_url="https://github.com/mcg-nju/link/tree/main"),
        found=(Found(repository("MCG-NJU/LinK"), ""),),
        listed=(listed("Old/Name"), listed("x/hollow"), listed("x/gone")),
        looked_at=(
            ("https://github.com/x/hollow", hollow),
            ("https://github.com/x/gone", repository("x/gone", RepositoryState.GONE)),
        ),
    )
    assert names(heard, own) == []


def test_what_was_not_looked_at_is_shown_as_named() -> None:
    """Without a token nobody looks at what others named: it is shown by its address."""
    other = replace(listed("a/b"), repository_url="https://example.org/code/")
    codes = find_community_code(Heard(listed=(listed("a/b"), other)), PAPER, ())
    assert [(code.full_name, code.repository) for code in codes] == [("a/b", None), ("example.org/code", None)]


def test_few_are_kept() -> None:
    """A paper that everybody builds on does not fill the store."""
    assert len(names(Heard(listed=tuple(listed(f"a/b{n}") for n in range(40))))) == MOST_KEPT


def test_support_for_an_own_link() -> None:
    """Whoever names the paper's own repository supports it."""
    own = OwnLink("https://github.com/mcg-nju/link", repository("MCG-NJU/LinK"))
    heard = Heard(
        page=PaperPage(PAGE_URL, repository_url="https://github.com/MCG-NJU/LinK", n_models=2, n_spaces=1),
        found=(Found(repository("MCG-NJU/LinK"), ""),),
        listed=(listed("MCG-NJU/LinK", is_official=True, is_in_paper=True), listed("x/other")),
    )
    assert [(worded(item.text), worded(item.source)) for item in of_hearsay(heard, (own,), NOW)] == [
        ("github.com/MCG-NJU/LinK: listed as the authors', archived July 2025", "Papers with Code"),
        ("github.com/MCG-NJU/LinK: names the paper", "GitHub"),
        ("github.com/MCG-NJU/LinK: linked on the paper's page", "Hugging Face"),
        ("2 models and 1 Space mention the paper", "Hugging Face"),
    ]


def test_an_official_link_is_evidence_by_itself() -> None:
    """With its date; what the archive merely lists is not."""
    heard = Heard(listed=(listed("a/b", is_official=True, is_in_paper=True), listed("c/d", is_official=True)))
    [item] = of_hearsay(heard, (), NOW)
    assert worded(item.text) == "github.com/a/b: listed as the authors', archived July 2025"
    assert item.url == "https://github.com/a/b"


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((0, 0, 0), None),
        ((1, 0, 0), "1 model mentions the paper"),
        ((1200, 1, 3), "1,200 models, 1 data set and 3 Spaces mention the paper"),
        ((0, 2, 0), "2 data sets mention the paper"),
    ],
)
def test_what_mentions_the_paper(counts: tuple[int, int, int], text: str | None) -> None:
    """Counts read as people write them."""
    models, datasets, spaces = counts
    page = PaperPage(PAGE_URL, n_models=models, n_datasets=datasets, n_spaces=spaces)
    assert [worded(item.text) for item in of_hearsay(Heard(page), (), NOW)] == ([text] if text else [])


class Sources:
    """Everybody who may be asked; what is an error is raised."""

    def __init__(self, page: Any = None, found: Any = (), listed: Any = (), places: Any = None) -> None:
        self.page, self.found, self.listed, self.places = page, found, listed, places or {}
        self.looked_at: list[str] = []
        self.copies_wanted = False

    async def fetch_page(self, _: str) -> Any:
        return given(self.page)

    async def find_repositories(self, _: str) -> Any:
        return given(self.found)

    async def get(self, _: str) -> Any:
        return self.listed

    async def fetch(self, url: str, *, with_copy: bool = True) -> Any:
        self.looked_at.append(url)
        self.copies_wanted |= with_copy
        return given(self.places.get(url, SourceUnavailable("GitHub")))

    def hearsay(self, *, has_token: bool = True) -> Hearsay:
        return Hearsay(self, self if has_token else None, self, self)


def given(answer: Any) -> Any:
    if isinstance(answer, Exception):
        raise answer
    return answer


URL = "https://github.com/lutao/LinK"
CLAIMED = PaperPage(PAGE_URL, repository_url=URL, claimed_by=("Tao Lu",))


async def test_a_page_that_an_author_claimed_gives_an_own_link() -> None:
    """With medium confidence at most, and a note that says why."""
    place = repository("lutao/LinK", notes=("archived long ago",))
    heard = await Sources(CLAIMED, places={URL: place}).hearsay(has_token=False).hear("2303.16094")
    assert heard.claimed is not None
    assert heard.claimed.url == URL
    found = heard.claimed.repository
    assert found == replace(place, confidence=Confidence.MEDIUM, notes=found.notes if found else ())
    assert worded(found.notes) == (
        "archived long ago",
        "linked on Hugging Face's page of the paper, which Tao Lu claimed",
    )


PROJECT = "https://lutao.github.io/LinK/"
PROJECT_ONLY = PaperPage(PAGE_URL, project_url=PROJECT, claimed_by=("Tao Lu",))


@pytest.mark.parametrize("state", RepositoryState)
async def test_a_claimed_project_page_counts_where_it_leads_to_code(state: RepositoryState) -> None:
    """What it fails to offer is no word of the paper's."""
    heard = await Sources(PROJECT_ONLY, places={PROJECT: repository("lutao/LinK", state)}).hearsay().hear("2303.16094")
    assert (heard.claimed is not None) == (state is RepositoryState.CODE)


def test_a_project_page_is_evidence() -> None:
    """Who names it is said, unless the paper names it itself."""
    [item] = of_hearsay(Heard(PROJECT_ONLY), (), NOW)
    assert (worded(item.text), worded(item.source)) == (
        "lutao.github.io/LinK: named as its project page",
        "Hugging Face",
    )
    assert of_hearsay(Heard(PROJECT_ONLY), (OwnLink(PROJECT, None),), NOW) == ()


async def test_a_page_that_nobody_claimed_gives_none() -> None:
    """Anybody may have added its link: it is looked at as somebody's."""
    sources = Sources(replace(CLAIMED, claimed_by=()), places={URL: repository("lutao/LinK")})
    heard = await sources.hearsay().hear("2303.16094")
    assert heard.claimed is None
    assert heard.looked_at == ((URL, repository("lutao/LinK")),)


async def test_a_claimed_link_that_cannot_be_looked_at_is_left_out() -> None:
    """It never makes a verdict unknown; that GitHub could not be asked is told."""
    heard = await Sources(CLAIMED).hearsay().hear("2303.16094")
    assert (heard.claimed, heard.failed) == (None, ("GitHub",))


async def test_without_a_token_nothing_is_searched_or_looked_at() -> None:
    """That is not asked, which is no failure."""
    sources = Sources(listed=(listed("a/b"),), found=SourceUnavailable("GitHub"))
    heard = await sources.hearsay(has_token=False).hear("2303.16094")
    assert (sources.looked_at, heard.failed, heard.found) == ([], (), ())
    assert heard.listed == (listed("a/b"),)


async def test_few_are_looked_at() -> None:
    """However many the archive lists, only those that GitHub can tell in one query, and no archive for dead ones."""
    other = replace(listed("a/b"), repository_url="https://example.org/code/")
    sources = Sources(listed=(other, *(listed(f"a/b{n}") for n in range(40))))
    await sources.hearsay().hear("2303.16094")
    assert sources.looked_at == [f"https://github.com/a/b{n}" for n in range(4)]
    assert not sources.copies_wanted


async def test_each_failure_costs_its_own_facts() -> None:
    """What the others say is there all the same."""
    down = SourceUnavailable("Hugging Face")
    heard = await Sources(down, (Found(repository("a/b"), ""),), (listed("c/d"),)).hearsay().hear("2303.16094")
    assert [found.repository.full_name for found in heard.found] == ["a/b"]
    assert heard.listed == (listed("c/d"),)
    assert heard.failed == ("GitHub", "Hugging Face")
