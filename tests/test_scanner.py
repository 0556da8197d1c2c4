"""The scan against the library's services: what runs at once, what is shared, what a failure costs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.scan import with_library
from bot.errors import SourceUnavailable
from bot.sandbox.library import Library
from bot.services import Services, open_services
from bot.settings import Settings
from bot.status import Status

SEED = "2504.21051"
ALIVE = "2303.16094"


@pytest.fixture
async def library() -> AsyncIterator[Library]:
    async with Library() as served:
        yield served


@pytest.fixture
async def services(library: Library, tmp_path: Path) -> AsyncIterator[Services]:
    settings = with_library(Settings(database_url=f"sqlite:///{tmp_path / 'pwnc.db'}"), library.settings)
    async with open_services(settings) as opened:
        yield opened


def n_asked(library: Library, service: str, part: str) -> int:
    return sum(1 for request in library.requests if request.service == service and part in request.path_qs)


async def test_every_paper_of_the_library(services: Services, library: Library) -> None:
    """Each of the real papers ends in the verdict that its data expects."""
    scans = {arxiv_id: services.scanner.scan(arxiv_id) for arxiv_id in library.papers}
    found = {}
    for arxiv_id, scan in scans.items():
        known = await scan.outcome
        assert known is not None
        assert known.result is not None
        found[arxiv_id] = known.result.status
    expected = library.expected_verdicts
    assert {i: found[i] for i in found if found[i] is not expected[i]} == {}


@pytest.mark.parametrize(
    ("control", "source", "arxiv_id"),
    [
        ("github_down", "GitHub", ALIVE),
        ("web_down", "rust-paper.github.io", "2211.14306"),
        ("web_down", "daoyig.github.io", "2412.11596"),
    ],
)
async def test_what_is_down_is_fog(
    services: Services, library: Library, control: str, source: str, arxiv_id: str
) -> None:
    """Where the service that would decide is down, the verdict is fog, and names it."""
    library.control(control, True)
    known = await services.scanner.scan(arxiv_id).outcome
    assert known is not None
    assert known.result is not None
    assert known.result.status is Status.FOG
    assert source in known.result.unreachable


async def test_a_page_comes_to_show_its_code(services: Services, library: Library) -> None:
    """What a page announced is resurrected once it links the code."""
    known = await services.scanner.scan("2412.11596").outcome
    assert known is not None
    assert known.result is not None
    assert known.result.status is Status.COMING_SOON
    assert "Code (coming soon)" in [item.text for item in known.result.evidence]
    library.control("release_code", True, "2412.11596")
    known = await services.scanner.scan("2412.11596").outcome
    assert known is not None
    assert known.result is not None
    assert known.result.status is Status.RESURRECTED
    assert known.result.links[0].repository is not None
    assert known.result.links[0].repository.via == "https://daoyig.github.io/Mesh_Art/"


async def test_one_scan_for_all_who_ask(services: Services, library: Library) -> None:
    """A paper asked for by many at once is one scan, and its services are asked once."""
    scans = {services.scanner.scan(ALIVE) for _ in range(20)}
    assert len(scans) == 1
    await scans.pop().outcome
    assert n_asked(library, "semantic_scholar", "/graph/v1/paper/batch") == 1
    assert n_asked(library, "github", "/repos/MCG-NJU/LinK") == 2


async def test_papers_share_requests(services: Services, library: Library) -> None:
    """Papers asked for together share one request to arXiv and one batch of citations."""
    papers = list(library.papers)[:30]
    scans = [services.scanner.scan(arxiv_id) for arxiv_id in papers]
    await asyncio.gather(*(scan.outcome for scan in scans))
    assert n_asked(library, "semantic_scholar", "/graph/v1/paper/batch") == 1
    first = next(request for request in library.requests if request.service == "arxiv")
    assert all(arxiv_id.replace("/", "%2F") in first.path_qs for arxiv_id in papers)


async def test_what_is_found_is_kept(services: Services) -> None:
    """After a scan the store answers for it; before, it knows nothing."""
    assert await services.scanner.get_known(SEED) is None
    known = await services.scanner.scan(SEED).outcome
    assert await services.scanner.get_known(SEED) == known
    assert services.scanner.running(SEED) is None


@pytest.mark.parametrize("service", ["semantic_scholar", "github"])
async def test_a_failed_service_costs_its_own_facts(services: Services, library: Library, service: str) -> None:
    """Without one service the others' facts are there, and the missing one is named."""
    library.fault(service, status=500)
    known = await services.scanner.scan(ALIVE).outcome
    assert known is not None
    assert known.result is not None
    names = {"semantic_scholar": "Semantic Scholar", "github": "GitHub"}
    assert known.result.unreachable == (names[service],)
    assert (known.result.standing.citations is None) == (service == "semantic_scholar")
    assert (known.result.status is Status.FOG) == (service == "github")


async def test_without_arxiv_the_kept_record_serves(services: Services, library: Library) -> None:
    """A paper that was fetched before is judged anew from its kept record, and arXiv is named as not asked."""
    await services.scanner.scan(ALIVE).outcome
    library.fault("arxiv", status=503)
    known = await services.scanner.scan(ALIVE).outcome
    assert known is not None
    assert known.result is not None
    assert known.result.status is Status.ALIVE
    assert "arXiv" in known.result.unreachable
    with pytest.raises(SourceUnavailable):
        await services.scanner.scan(SEED).outcome


async def test_no_such_paper(services: Services) -> None:
    """A paper that arXiv does not have has no outcome, and nothing is kept."""
    assert await services.scanner.scan("2301.99999").outcome is None
    assert await services.scanner.get_known("2301.99999") is None


async def test_steps_run_at_once(services: Services, library: Library) -> None:
    """Citations and similar papers are asked for while arXiv is, not after it: also when it then fails."""
    library.fault("arxiv", status=503, delay_s=0.2)
    with pytest.raises(SourceUnavailable):
        await services.scanner.scan(ALIVE).outcome
    assert n_asked(library, "semantic_scholar", "/graph/v1/paper/batch") == 1
    assert n_asked(library, "semantic_scholar", "/recommendations/") == 1


async def test_own_neighbours_come_first(services: Services, library: Library) -> None:
    """Kept papers with a like title are in the crypt before what Semantic Scholar recommends, and without it."""
    seed = await services.scanner.scan(SEED).outcome
    assert seed is not None
    alike = replace(seed.paper, arxiv_id="2505.00001", title="Multimodal Language Models for Medicine, Revisited")
    elsewhere = replace(alike, arxiv_id="2505.00002", categories=("math.CO",))
    await services.store.papers.record([alike, elsewhere], services.clock())
    again = await services.scanner.scan(SEED).outcome
    assert again is not None
    assert again.result is not None
    found = [neighbour.arxiv_id for neighbour in again.result.neighbours]
    assert found[0] == alike.arxiv_id
    assert len(found) == 3
    assert elsewhere.arxiv_id not in found
    library.fault("semantic_scholar", status=500)
    alone = await services.scanner.scan(SEED).outcome
    assert alone is not None
    assert alone.result is not None
    assert alone.result.neighbours[0].arxiv_id == alike.arxiv_id
