"""The scan against the library's services: what runs at once, what is shared, what a failure costs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.scan import with_library
from bot.errors import SourceUnavailable
from bot.models import CodeLink, Confidence, ScanResult
from bot.sandbox.library import Library
from bot.services import Services, open_services
from bot.settings import Settings
from bot.status import Status
from tests.worded import worded

SEED = "2504.21051"
GHOSTED = "2601.21739"
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
    found = {}
    papers = list(library.papers)
    for start in range(0, len(papers), 20):  # all at once, a busy machine would meet the clients' time-outs
        some = papers[start : start + 20]
        for known in await asyncio.gather(*(services.scanner.scan(arxiv_id).outcome for arxiv_id in some)):
            assert known is not None
            assert known.result is not None
            found[known.paper.arxiv_id] = known.result.status
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
    assert "Code (coming soon)" in [worded(item.text) for item in known.result.evidence]
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


@pytest.mark.parametrize("service", ["semantic_scholar", "github", "hugging_face"])
async def test_a_failed_service_costs_its_own_facts(services: Services, library: Library, service: str) -> None:
    """Without one service the others' facts are there, and the missing one is named."""
    library.fault(service, status=500)
    known = await services.scanner.scan(ALIVE).outcome
    assert known is not None
    assert known.result is not None
    names = {"semantic_scholar": "Semantic Scholar", "github": "GitHub", "hugging_face": "Hugging Face"}
    assert known.result.unreachable == (names[service],)
    assert known.result.standing.source == ("OpenAlex" if service == "semantic_scholar" else "Semantic Scholar")
    assert (known.result.status is Status.FOG) == (service == "github")


async def test_without_arxiv_the_kept_record_serves(services: Services, library: Library) -> None:
    """A paper that was fetched before is judged anew from its kept record, and arXiv is named as not asked."""
    await services.scanner.scan(ALIVE).outcome
    library.fault("arxiv", status=503)
    known = await services.scanner.scan(ALIVE, anew=True).outcome
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


async def scan(services: Services, arxiv_id: str, *, anew: bool = False) -> ScanResult:
    known = await services.scanner.scan(arxiv_id, anew=anew).outcome
    assert known is not None
    assert known.result is not None
    return known.result


async def test_what_is_fresh_is_not_asked_again(services: Services, library: Library) -> None:
    """A second scan takes record and citations from the store, and asks for the repository; anew it asks for all."""
    first = await scan(services, ALIVE)
    library.requests.clear()
    assert (await scan(services, ALIVE)).standing == first.standing
    assert n_asked(library, "arxiv", ALIVE) == 0
    assert n_asked(library, "semantic_scholar", "/graph/v1/paper/batch") == 0
    assert n_asked(library, "github", "/repos/MCG-NJU/LinK") == 2
    library.requests.clear()
    assert (await scan(services, ALIVE, anew=True)).standing.asked_at != first.standing.asked_at
    assert n_asked(library, "arxiv", ALIVE) == 1
    assert n_asked(library, "semantic_scholar", "/graph/v1/paper/batch") == 1


async def test_nobody_counts(services: Services, library: Library) -> None:
    """Where neither can be asked the citations are unknown, never zero, and what rests on absence is less sure."""
    library.fault("semantic_scholar", status=403)
    library.fault("openalex", status=403)
    result = await scan(services, "2603.15490")
    assert result.status is Status.UNMARKED_GRAVE
    assert (result.standing.citations, result.confidence) == (None, Confidence.LOW)
    assert result.unreachable == ("Semantic Scholar",)


async def test_community_code_makes_no_verdict(services: Services) -> None:
    """A repository on a page that nobody claimed is shown as somebody's; the paper stays without code."""
    result = await scan(services, GHOSTED)
    assert result.status is Status.GHOSTED
    [code] = result.community_code
    assert (code.full_name, worded(code.named_by)) == ("sandbox-reader/adam-equal-betas", ("Hugging Face",))


async def test_with_a_token_others_are_looked_at(library: Library, tmp_path: Path) -> None:
    """The search names whoever names the paper, with what is there and what it says of itself."""
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'pwnc.db'}", github_token="any")
    async with open_services(with_library(settings, library.settings)) as services:
        result = await scan(services, GHOSTED)
        assert result.status is Status.GHOSTED
        [code] = result.community_code
        assert worded(code.named_by) == ("Hugging Face", "GitHub search")
        assert code.repository is not None
        assert code.repository.stars == 12
        assert code.disclaimer.startswith("An unofficial implementation")
        alive = await scan(services, ALIVE)
        assert alive.community_code == ()
        assert "github.com/MCG-NJU/LinK: names the paper" in [worded(item.text) for item in alive.evidence]
        assert "2 models and 1 Space mention the paper" in [worded(item.text) for item in alive.evidence]


PAGE = {"id": GHOSTED, "githubRepo": "https://github.com/MCG-NJU/LinK"}
CLAIMED = PAGE | {"authors": [{"name": "Ada Lovelace", "status": "claimed_verified"}]}
JSON = {"Content-Type": "application/json"}


async def test_a_page_that_an_author_claimed_gives_code(services: Services, library: Library) -> None:
    """Its repository is the paper's own, with medium confidence, and the note says why."""
    library.fault("hugging_face", body=json.dumps(CLAIMED), headers=JSON)
    result = await scan(services, GHOSTED)
    assert (result.status, result.confidence) == (Status.ALIVE, Confidence.MEDIUM)
    assert any("which Ada Lovelace claimed" in note for note in worded(result.notes))


async def test_what_is_claimed_and_cannot_be_asked_is_no_fog(services: Services, library: Library) -> None:
    """A page that the paper does not name never hides what its own text amounts to."""
    library.fault("hugging_face", body=json.dumps(CLAIMED), headers=JSON)
    library.fault("github", status=403)
    result = await scan(services, GHOSTED)
    assert (result.status, result.confidence) == (Status.GHOSTED, Confidence.LOW)
    assert result.unreachable == ("GitHub",)


async def test_a_retraction_is_a_note(services: Services, library: Library) -> None:
    """What Crossref lists of the article's DOI is told, and no verdict by itself."""
    listed = [{"type": "retraction", "source": "retraction-watch"}]
    body = {"message": {"DOI": "10.1093/mnras/stt246", "container-title": ["MNRAS"], "updated-by": listed}}
    library.fault("crossref", body=json.dumps(body), headers=JSON)
    result = await scan(services, "1305.6459")
    assert result.status is Status.GHOSTED
    assert "Retracted, according to Retraction Watch." in worded(result.notes)


async def test_who_knows_no_code_makes_nothing_less_sure(services: Services, library: Library) -> None:
    """That Crossref could not be asked is told, and costs venue and retraction alone."""
    sure = await scan(services, "1305.6459")
    library.fault("crossref", status=403)
    unsure = await scan(services, "1305.6459", anew=True)
    assert unsure.unreachable == ("Crossref",)
    assert (unsure.status, unsure.confidence) == (sure.status, sure.confidence)


async def test_the_archive_is_evidence_with_its_date(services: Services) -> None:
    """What Papers with Code lists is support for the paper's own link, and community code elsewhere."""
    july = datetime(2025, 7, 1, tzinfo=UTC)
    own = CodeLink(ALIVE, "https://github.com/MCG-NJU/LinK", True, True, "pytorch", july)
    other = CodeLink(ALIVE, "https://github.com/sandbox-reader/link", False, False, "", july)
    await services.store.code_links.record([own, other])
    result = await scan(services, ALIVE)
    said = "github.com/MCG-NJU/LinK: listed as the authors', archived July 2025"
    assert said in [worded(item.text) for item in result.evidence if worded(item.source) == "Papers with Code"]
    assert [code.full_name for code in result.community_code] == ["sandbox-reader/link"]
    assert worded(result.community_code[0].named_by) == ("Papers with Code, archived July 2025",)


async def test_what_comes_late_is_added(services: Services, library: Library) -> None:
    """No verdict waits long for what others say: it is there first, and whole at the end of the scan."""
    library.fault("hugging_face", delay_s=1.5)
    running = services.scanner.scan(GHOSTED)
    await asyncio.wait_for(running.judged.wait(), 20)
    assert running.known is not None
    assert running.known.result is not None
    assert running.known.result.community_code == ()
    known = await running.outcome
    assert known is not None
    assert known.result is not None
    assert len(known.result.community_code) == 1


async def test_a_service_that_is_back_is_asked_again(services: Services, library: Library) -> None:
    """While GitHub is down it is left alone after some failures; when it is back the verdicts are within seconds."""
    living = [arxiv_id for arxiv_id, status in library.expected_verdicts.items() if status is Status.ALIVE]
    library.control("github_down", True)
    for arxiv_id in living[:8]:
        await scan(services, arxiv_id)
    n_tried = n_asked(library, "github", "/repos/")
    assert (await scan(services, ALIVE)).status is Status.FOG
    assert n_asked(library, "github", "/repos/") == n_tried
    library.control("github_down", False)
    async with asyncio.timeout(20):
        while (await scan(services, ALIVE, anew=True)).status is Status.FOG:
            pass
