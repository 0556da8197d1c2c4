"""The stand-in for Semantic Scholar, held against recorded answers."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from bot.sandbox.library import Library
from tests.sandbox_library.recordings import assert_same_shape, load_recording


async def ask_batch(
    session: aiohttp.ClientSession, library: Library, body: object, fields: str = "citationCount,venue,externalIds"
) -> tuple[int, Any]:
    url = library.settings["SEMANTIC_SCHOLAR_API_URL"] + "/graph/v1/paper/batch"
    async with session.post(url, params={"fields": fields} if fields else {}, json=body) as response:
        return response.status, await response.json()


async def ask_recommendations(
    session: aiohttp.ClientSession, library: Library, paper_id: str, **params: str
) -> tuple[int, Any]:
    url = library.settings["SEMANTIC_SCHOLAR_API_URL"] + f"/recommendations/v1/papers/forpaper/{paper_id}"
    async with session.get(url, params=params) as response:
        return response.status, await response.json()


async def test_a_batch_keeps_the_order_and_says_null(library: Library, session: aiohttp.ClientSession) -> None:
    """Papers come in the order asked, null where nobody knows the id, and with no more than was asked."""
    ids = ["ARXIV:2504.21051", "ARXIV:9999.99999", "arXiv:astro-ph/0601001", "ARXIV:2504.21051v1"]
    status, answer = await ask_batch(session, library, {"ids": ids})
    assert status == 200
    assert [record and record["externalIds"]["ArXiv"] for record in answer] == [
        "2504.21051",
        None,
        "astro-ph/0601001",
        None,
    ]
    assert answer[0].keys() == {"paperId", "citationCount", "venue", "externalIds"}
    assert (answer[0]["citationCount"], answer[0]["venue"]) == (16, "arXiv.org")


async def test_a_paper_is_found_by_its_own_id(library: Library, session: aiohttp.ClientSession) -> None:
    """Semantic Scholar's own id leads to the same paper; without fields only id and title come."""
    _, [first] = await ask_batch(session, library, {"ids": ["ARXIV:2504.21051"]}, fields="")
    _, [again] = await ask_batch(session, library, {"ids": [first["paperId"]]}, fields="")
    assert first == again
    assert first.keys() == {"paperId", "title"}


async def test_a_batch_has_the_recorded_shape(library: Library, session: aiohttp.ClientSession) -> None:
    """Every field that the stand-in knows has the name and the kind of the recorded ones."""
    recorded = load_recording("semantic_scholar/batch").json
    fields = (
        "abstract,authors,citationCount,corpusId,externalIds,influentialCitationCount,isOpenAccess,journal,"
        "openAccessPdf,paperId,publicationDate,publicationTypes,publicationVenue,title,url,venue,year"
    )
    _, [served] = await ask_batch(session, library, {"ids": ["ARXIV:2312.02185"]}, fields)
    del served["externalIds"]["ArXiv"]  # the recorded paper is not on arXiv
    assert recorded[0] is None
    assert set(fields.split(",")) == served.keys()
    assert_same_shape(served, recorded[1])


async def test_an_unknown_field_is_refused(library: Library, session: aiohttp.ClientSession) -> None:
    """One bad field refuses the whole call, in the recorded words."""
    recording = load_recording("semantic_scholar/unknown_field")
    status, answer = await ask_batch(session, library, {"ids": ["ARXIV:2504.21051"]}, "title,unknown")
    assert (status, answer) == (recording.status, recording.json)


@pytest.mark.parametrize("body", [{"ids": []}, {"ids": ["ARXIV:2504.21051"] * 501}, {"id": "x"}, ["x"]])
async def test_a_bad_batch_is_refused(library: Library, session: aiohttp.ClientSession, body: object) -> None:
    """No ids, too many, or no list of them: 400 with an error."""
    status, answer = await ask_batch(session, library, body)
    assert status == 400
    assert answer["error"]


async def test_recommendations_are_of_the_same_category_first(library: Library, session: aiohttp.ClientSession) -> None:
    """Neighbours come from the paper's own category before those of the same archive."""
    status, answer = await ask_recommendations(
        session, library, "ARXIV:2504.21051", fields="externalIds,title", limit="20", **{"from": "all-cs"}
    )
    assert status == 200
    assert_same_shape(answer["recommendedPapers"][0].keys() - {"externalIds"}, {"paperId", "title"})
    papers = [library.papers[record["externalIds"]["ArXiv"]] for record in answer["recommendedPapers"]]
    same = [paper for paper in papers if paper.primary_category == "cs.LG"]
    assert len(papers) == 20
    assert len(same) >= 3
    assert papers[: len(same)] == same
    assert all(paper.primary_category.startswith("cs.") for paper in papers)
    assert "2504.21051" not in {paper.arxiv_id for paper in papers}


async def test_what_is_alike_is_recommended_first(library: Library, session: aiohttp.ClientSession) -> None:
    """Scenes and meshes before faces and food, which were published later in the same category."""
    for arxiv_id, expected in (("2211.14306", {"2212.01206", "2403.17822"}), ("2412.11596", {"2303.16184"})):
        _, answer = await ask_recommendations(session, library, f"ARXIV:{arxiv_id}", fields="externalIds", limit="3")
        assert expected <= {record["externalIds"]["ArXiv"] for record in answer["recommendedPapers"]}


async def test_recommendations_have_the_recorded_shape(library: Library, session: aiohttp.ClientSession) -> None:
    """The answer has the form of the recorded one."""
    _, answer = await ask_recommendations(session, library, "ARXIV:astro-ph/0601001", fields="title")
    assert answer["recommendedPapers"]
    assert_same_shape(answer, load_recording("semantic_scholar/recommendations").json)


async def test_recommendations_for_an_unknown_paper(library: Library, session: aiohttp.ClientSession) -> None:
    """A paper that nobody knows is 404, in the recorded words."""
    recording = load_recording("semantic_scholar/unknown_paper")
    status, answer = await ask_recommendations(session, library, "0")
    assert (status, answer) == (recording.status, recording.json)


@pytest.mark.parametrize("params", [{"limit": "0"}, {"limit": "501"}, {"limit": "x"}, {"from": "y"}, {"fields": "z"}])
async def test_bad_recommendation_questions(
    library: Library, session: aiohttp.ClientSession, params: dict[str, str]
) -> None:
    """What the real service does not take is refused."""
    status, answer = await ask_recommendations(session, library, "ARXIV:2504.21051", **params)
    assert status == 400
    assert answer["error"]
