"""The stand-in for arXiv, asked by the real `arxiv` package and held against recorded feeds."""

from __future__ import annotations

import asyncio
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime

import aiohttp
import arxiv
import pytest

from bot.sandbox.library import Library
from tests.sandbox_library.recordings import load_recording

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def client(library: Library) -> Iterator[arxiv.Client]:
    """The package's client, pointed at the library."""
    client = arxiv.Client(delay_seconds=0, num_retries=0)
    client.query_url_format = library.settings["ARXIV_API_URL"] + "?{}"
    client._session.trust_env = False
    yield client
    client._session.close()


async def fetch(client: arxiv.Client, search: arxiv.Search) -> list[arxiv.Result]:
    return await asyncio.to_thread(lambda: list(client.results(search)))


async def fetch_feed(session: aiohttp.ClientSession, library: Library, **params: str) -> tuple[int, ET.Element]:
    async with session.get(library.settings["ARXIV_API_URL"], params=params) as response:
        return response.status, parse(await response.text())


def parse(feed: str) -> ET.Element:
    return ET.fromstring(feed.encode())  # noqa: S314 - the library's own feeds and our recordings


def entry_ids(feed: ET.Element) -> list[str]:
    return [(entry.findtext(ATOM + "id") or "").rpartition("/abs/")[2] for entry in feed.iter(ATOM + "entry")]


def outline(element: ET.Element) -> list[tuple[str, tuple[str, ...]]]:
    """Every element below, in order, with the names of its attributes."""
    return [(child.tag, tuple(child.attrib)) for child in element.iter()]


async def test_the_package_reads_a_paper(client: arxiv.Client) -> None:
    """A record comes through the real package whole: names, dates, categories, comment, journal, DOI, version."""
    [result] = await fetch(client, arxiv.Search(id_list=["1405.4878"], max_results=None))
    assert result.get_short_id() == "1405.4878v4"
    assert result.title == "Quantum metrology from a quantum information science perspective"
    assert [author.name for author in result.authors] == ["Geza Toth", "Iagoba Apellaniz"]
    assert result.primary_category == "quant-ph"
    assert result.categories == ["quant-ph", "cond-mat.quant-gas", "physics.atom-ph"]
    assert result.published == datetime(2014, 5, 19, tzinfo=UTC)
    assert result.updated > result.published
    assert "published version" in result.comment
    assert result.doi == "10.1088/1751-8113/47/42/424006"


async def test_the_package_reads_every_paper_in_one_request(library: Library, client: arxiv.Client) -> None:
    """All ids asked at once come back, each once, from one request."""
    results = await fetch(client, arxiv.Search(id_list=list(library.papers), max_results=None))
    read = {result.get_short_id().rpartition("v")[0]: result for result in results}
    assert read.keys() == library.papers.keys()
    assert len(library.requests) == 1
    for arxiv_id, result in read.items():
        paper = library.papers[arxiv_id]
        assert result.summary == paper.abstract
        assert (result.comment, result.journal_ref, result.doi) == (paper.comment, paper.journal_ref, paper.doi)


async def test_the_order_is_not_the_order_asked(client: arxiv.Client) -> None:
    """Results come newest first, so that nobody counts on positions."""
    results = await fetch(client, arxiv.Search(id_list=["0704.0449", "2603.08794", "2509.02632"], max_results=None))
    assert [result.get_short_id() for result in results] == ["2603.08794v1", "2509.02632v1", "0704.0449v1"]


async def test_versions(library: Library, session: aiohttp.ClientSession) -> None:
    """A versioned id gives that version, an unversioned one the newest, one that does not exist none."""
    _, feed = await fetch_feed(session, library, id_list="1405.4878v1,1405.4878,2504.21051v2", max_results="10")
    assert sorted(entry_ids(feed)) == ["1405.4878v1", "1405.4878v4"]


async def test_unknown_ids_are_left_out(library: Library, session: aiohttp.ClientSession) -> None:
    """A well-formed id that nobody has gives an empty feed, in the very form of the recorded one."""
    status, feed = await fetch_feed(session, library, search_query="", id_list="0000.0000", max_results="100")
    recording = load_recording("arxiv/unknown_id")
    recorded = parse(recording.body)
    assert status == recording.status == 200
    assert outline(feed) == outline(recorded)
    for name in (ATOM + "title", OPENSEARCH + "totalResults", OPENSEARCH + "itemsPerPage"):
        assert feed.findtext(name) == recorded.findtext(name)


async def test_a_malformed_id_spoils_the_request(library: Library, session: aiohttp.ClientSession) -> None:
    """One bad id gives HTTP 400 and the Error entry, whatever else was asked."""
    status, feed = await fetch_feed(session, library, id_list="2504.21051,abc", max_results="100")
    recording = load_recording("arxiv/malformed_id")
    recorded = parse(recording.body)
    assert status == recording.status == 400
    assert outline(feed) == outline(recorded)
    for path in ("id", "title", "summary"):
        assert feed.findtext(f"{ATOM}entry/{ATOM}{path}") == recorded.findtext(f"{ATOM}entry/{ATOM}{path}")


async def test_the_package_raises_on_a_malformed_id(client: arxiv.Client) -> None:
    """The package sees the refusal as an HTTP error, as from arXiv."""
    with pytest.raises(arxiv.HTTPError, match="400"):
        await fetch(client, arxiv.Search(id_list=["abc"], max_results=None))


@pytest.mark.parametrize(
    ("recording", "arxiv_id"),
    [("arxiv/old_id", "astro-ph/0601001"), ("arxiv/search", "2405.13786"), ("arxiv/search", "2503.05378")],
)
async def test_entries_are_written_as_recorded(
    library: Library, session: aiohttp.ClientSession, recording: str, arxiv_id: str
) -> None:
    """An entry is the same text as arXiv's own, from its id to its DOI link."""
    params = {"id_list": arxiv_id, "max_results": "100"}
    async with session.get(library.settings["ARXIV_API_URL"], params=params) as response:
        assert response.content_type == "application/atom+xml"
        [served] = entries(await response.text())
    assert served in entries(load_recording(recording).body)


def entries(feed: str) -> list[str]:
    return re.findall(r"  <entry>.*?</entry>\n", feed, re.DOTALL)


async def test_paging(library: Library, session: aiohttp.ClientSession) -> None:
    """`start` and `max_results` cut a page out; the total counts all; the default page has ten."""
    ids = ",".join(list(library.papers)[:25])
    _, first = await fetch_feed(session, library, id_list=ids)
    _, last = await fetch_feed(session, library, id_list=ids, start="20", max_results="10")
    assert (len(entry_ids(first)), len(entry_ids(last))) == (10, 5)
    assert first.findtext(OPENSEARCH + "totalResults") == last.findtext(OPENSEARCH + "totalResults") == "25"
    assert not set(entry_ids(first)) & set(entry_ids(last))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ti:metrology", ["1405.4878v4"]),
        ('all:"hot jupiters"', ["astro-ph/0601001v1"]),
        ("ti:medicine AND cat:cs.LG", ["2504.21051v1"]),
        ("au:toth", ["1405.4878v4"]),
        ("abs:nothinglikethis", []),
    ],
)
async def test_search(library: Library, session: aiohttp.ClientSession, query: str, found: list[str]) -> None:
    """Words are looked for in the fields named, whole and whatever their case."""
    _, feed = await fetch_feed(session, library, search_query=query, max_results="50")
    assert entry_ids(feed) == found


@pytest.mark.parametrize("params", [{"start": "first"}, {"max_results": "-1"}])
async def test_bad_numbers(library: Library, session: aiohttp.ClientSession, params: dict[str, str]) -> None:
    """Numbers that are none are refused with the Error entry."""
    status, feed = await fetch_feed(session, library, id_list="2504.21051", **params)
    assert status == 400
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "Error"
