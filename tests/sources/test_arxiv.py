"""arXiv through the real package and a real socket: recorded answers, and answers that are none."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, suppress
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import SourceUnavailable
from bot.sources.arxiv import ArxivClient, SearchField, make_query
from tests.sources.conftest import Service, recorded
from tests.sources.faults import FAULTS

ONE = "id_2104.12255v1_s0_m100_6ae69987ffe1"
OLD = "id_astro-ph_0601001_s0_m100_3150dca9dc76"
NONE = "id_0000.0000_s0_m100_8b51d9633a68"
MALFORMED = "id_abc_s0_m100_b79c8dcf6bc3"
MANY = "q_testing_s0_m15_80c242b59d59"

MakeClient = Callable[..., ArxivClient]


@pytest.fixture
async def make_client(service: Service) -> AsyncIterator[MakeClient]:
    async with AsyncExitStack() as stack:

        def make(interval_s: float = 0.0, timeout_s: float = 0.5, url: str = "") -> ArxivClient:
            address = url or f"{service.url}/api/query"
            client = ArxivClient(
                address,
                interval_s=interval_s,
                user_agent="PWNC/test (+ada@example.org)",
                timeout_s=timeout_s,
                max_bytes=1_000_000,
            )
            stack.push_async_callback(client.close)
            return client

        yield make


def asked_ids(service: Service) -> list[list[str]]:
    """The ids of each request."""
    return [parse_qs(urlsplit(path).query)["id_list"][0].split(",") for _, path, _ in service.requests]


async def test_a_recorded_paper(service: Service, make_client: MakeClient) -> None:
    """A record has every field, white space folded, its version apart from its id."""
    service.replay(ONE)
    paper = await make_client().fetch_paper("2104.12255")
    assert paper is not None
    assert (paper.arxiv_id, paper.version, paper.title) == ("2104.12255", 1, "0")
    assert paper.authors == ("Quan Thoi Minh Nguyen",)
    assert paper.categories == ("cs.CR",)
    assert paper.abstract.startswith("What is the funniest number in cryptography? 0.")
    assert (paper.comment, paper.journal_ref, paper.doi) == (None, None, None)
    assert paper.published.isoformat() == "2021-04-20T16:07:14+00:00"


async def test_an_old_id(service: Service, make_client: MakeClient) -> None:
    """Ids from before 2007 keep their archive."""
    service.replay(OLD)
    paper = await make_client().fetch_paper("astro-ph/0601001")
    assert paper is not None
    assert paper.arxiv_id == "astro-ph/0601001"
    assert "\n" not in paper.abstract
    assert paper.doi is None or not paper.doi.startswith("http")


async def test_who_asks(service: Service, make_client: MakeClient) -> None:
    """The User-Agent names us and the operator's address."""
    service.replay(NONE)
    await make_client().fetch_paper("0704.0001")
    assert service.headers[0]["User-Agent"] == "PWNC/test (+ada@example.org)"


async def test_no_such_paper(service: Service, make_client: MakeClient) -> None:
    """An empty but whole feed says that there is no such paper: a value, no error."""
    service.replay(NONE)
    assert await make_client().fetch_paper("2301.99999") is None


async def test_ids_share_a_request_and_are_matched_by_id(service: Service, make_client: MakeClient) -> None:
    """What is asked for together shares one request, each id once, in whatever order and count the feed has."""
    service.replay(MANY)
    found = [r["id"] for r in _entries(recorded(MANY)["response"]["body"])]
    ids = [*reversed(found), "2301.99999", found[0]]
    client = make_client()
    papers = await asyncio.gather(*(client.fetch_paper(arxiv_id) for arxiv_id in ids))
    assert [paper.arxiv_id if paper else None for paper in papers] == [*reversed(found), None, found[0]]
    assert len(service.requests) == 1
    assert sorted(asked_ids(service)[0]) == sorted(set(ids))


async def test_a_record_of_a_moment_ago_will_do(service: Service, make_client: MakeClient) -> None:
    """For who is patient; who asks for the paper itself gets it anew."""
    service.replay(ONE)
    client = make_client()
    paper = await client.fetch_paper("2104.12255")
    assert await client.fetch_paper("2104.12255", patient=True) == paper
    assert len(service.requests) == 1
    assert await client.fetch_paper("2104.12255") == paper
    assert len(service.requests) == 2


async def test_the_gate(service: Service, make_client: MakeClient) -> None:
    """The first id does not wait; what arrives while the gate is shut shares the next request, after the interval."""
    service.replay(NONE)
    client = make_client(interval_s=0.3)
    loop = asyncio.get_running_loop()
    await client.fetch_paper("0704.0001")
    first_at = loop.time()
    await asyncio.gather(*(client.fetch_paper(f"0704.000{n}") for n in range(2, 6)))
    assert loop.time() - first_at > 0.2
    assert [len(ids) for ids in asked_ids(service)] == [1, 4]


async def test_one_malformed_id_spoils_nobody(service: Service, make_client: MakeClient) -> None:
    """arXiv refuses a whole request for one malformed id: halves are asked until the others have their answer."""
    body = recorded(ONE)["response"]["body"]

    async def respond(request):  # type: ignore[no-untyped-def]
        from aiohttp import web

        if "9999.0000" in request.query["id_list"]:
            return web.Response(status=400, text=recorded(MALFORMED)["response"]["body"])
        return web.Response(
            text=body if "2104.12255" in request.query["id_list"] else recorded(NONE)["response"]["body"]
        )

    service.answers.append(respond)
    client = make_client()
    papers = await asyncio.gather(*(client.fetch_paper(i) for i in ("0704.0001", "9999.0000", "2104.12255")))
    assert [paper.arxiv_id if paper else None for paper in papers] == [None, None, "2104.12255"]


async def test_the_malformed_id_is_named(service: Service, make_client: MakeClient) -> None:
    """arXiv says which id it finds malformed: the others are asked once more, without it."""
    service.replay(MALFORMED)
    service.replay(NONE)
    client = make_client()
    papers = await asyncio.gather(*(client.fetch_paper(i) for i in ("0704.0001", "abc", "0704.0002", "0704.0003")))
    assert papers == [None, None, None, None]
    assert asked_ids(service) == [
        ["0704.0001", "abc", "0704.0002", "0704.0003"],
        ["0704.0001", "0704.0002", "0704.0003"],
    ]


async def test_what_is_asked_again_waits_at_the_gate(service: Service, make_client: MakeClient) -> None:
    """Also a second attempt, and the ids left over from a refused request, keep to one request in the interval."""
    service.replay(MALFORMED)
    service.answer(503)
    service.replay(NONE)
    client = make_client(interval_s=0.3)
    loop = asyncio.get_running_loop()
    started = loop.time()
    await asyncio.gather(*(client.fetch_paper(arxiv_id) for arxiv_id in ("0704.0001", "abc")))
    assert len(service.requests) == 3
    assert loop.time() - started >= 0.6


@pytest.mark.parametrize("answer", ["429", "200", "403"])
async def test_a_refusal_is_heeded(service: Service, make_client: MakeClient, answer: str) -> None:
    """After two refusals in a row arXiv is left alone: to go on counts as an attack. Nothing is said of the papers."""
    service.answer(int(answer), "Rate exceeded.")
    client = make_client()
    for n in range(5):
        with pytest.raises(SourceUnavailable):
            await client.fetch_paper(f"0704.000{n}")
    assert len(service.requests) == 2


async def test_a_refusal_that_names_its_end(service: Service, make_client: MakeClient) -> None:
    """Retry-After is kept to from the first refusal on, and not exceeded."""
    service.answer(429, "Rate exceeded.", Retry_After="0")
    service.answer(429, "Rate exceeded.", Retry_After="0")
    service.answer(429, "Rate exceeded.", Retry_After="600")
    client = make_client()
    for _ in range(5):
        with pytest.raises(SourceUnavailable):
            await client.fetch_paper("0704.0001")
    assert len(service.requests) == 3


WHOLE = recorded(ONE)["response"]["body"]
NO_ANSWERS = {
    "empty": (200, ""),
    "plain text": (200, "Rate exceeded."),
    "HTML": (200, "<html><body><h1>Just a moment</h1></body></html>"),
    "JSON": (200, '{"feed": []}'),
    "cut off in the entry": (200, WHOLE[: WHOLE.index("<summary>") + 40]),
    "cut off after the entry": (200, WHOLE[: WHOLE.rindex("</feed>")]),
    "entity bomb": (200, '<!DOCTYPE f [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><feed>&b;</feed>'),
    "too many requests": (429, "Rate exceeded."),
    "unavailable": (503, "<html>busy</html>"),
    "error": (500, ""),
    "forbidden": (403, "denied"),
    "not found": (404, ""),
    "unauthorised": (401, ""),
    "conflict": (409, ""),
    "gone": (410, ""),
    "blocked": (451, ""),
    "entities from outside": (200, '<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed>&x;</feed>'),
}


@pytest.mark.parametrize(("status", "body"), NO_ANSWERS.values(), ids=NO_ANSWERS)
async def test_what_is_no_answer_is_no_absence(
    service: Service, make_client: MakeClient, status: int, body: str
) -> None:
    """Nothing but a whole feed says that a paper does not exist."""
    service.answer(status, body)
    with pytest.raises(SourceUnavailable) as raised:
        await make_client().fetch_paper("2301.00001")
    assert raised.value.source == "arXiv"


async def test_a_cut_off_connection(service: Service, make_client: MakeClient) -> None:
    """A body shorter than announced is no answer."""
    service.cut_off(WHOLE.encode())
    with pytest.raises(SourceUnavailable):
        await make_client().fetch_paper("2104.12255")


async def test_a_silent_server(service: Service, make_client: MakeClient) -> None:
    """The package has no time-out; ours ends the wait, and the next id is asked for all the same."""
    service.hang()
    service.replay(ONE)
    client = make_client(timeout_s=0.2)
    with pytest.raises(SourceUnavailable, match="in time"):
        await client.fetch_paper("2301.00001")
    assert await client.fetch_paper("2104.12255")


@pytest.mark.parametrize("fault", ["trickle", "huge", "bomb"])
async def test_no_answer_takes_for_ever_or_all_memory(service: Service, make_client: MakeClient, fault: str) -> None:
    """A trickle ends in time, a flood or a bomb before it is in memory; then the next id is asked for."""
    service.answers.append(FAULTS[fault])
    service.replay(ONE)
    client = make_client(timeout_s=0.5)
    async with asyncio.timeout(10):
        with pytest.raises(SourceUnavailable, match="in time" if fault == "trickle" else "larger"):
            await client.fetch_paper("2301.00001")
        assert await client.fetch_paper("2104.12255")
    assert len(service.requests) == 2


async def test_a_trickle_of_headers(make_client: MakeClient) -> None:
    """Also a server that never comes to its answer's beginning is not waited for."""

    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        with suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b"a")
                await writer.drain()
                await asyncio.sleep(0.02)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        ended.set()

    ended = asyncio.Event()
    async with await asyncio.start_server(drip, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        client = make_client(url=f"http://127.0.0.1:{port}/api/query", timeout_s=0.3)
        async with asyncio.timeout(10):
            with pytest.raises(SourceUnavailable, match="in time"):
                await client.fetch_paper("2301.00001")
            await ended.wait()


async def test_nobody_listens(make_client: MakeClient) -> None:
    """A refused connection is no answer."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(SourceUnavailable, match="connection"):
        await make_client(url=f"http://127.0.0.1:{port}/api/query").fetch_paper("2301.00001")


async def test_a_miscounted_total(service: Service, make_client: MakeClient) -> None:
    """When the feed counts an unknown id all the same, the found ones are given and the unknown one is absent."""
    body = WHOLE.replace("<opensearch:totalResults>1<", "<opensearch:totalResults>2<")
    service.answer(200, body)
    service.replay(NONE)
    client = make_client()
    found, missing = await asyncio.gather(client.fetch_paper("2104.12255"), client.fetch_paper("2301.99999"))
    assert found is not None
    assert missing is None


def _entries(feed: str) -> list[dict[str, str]]:
    import re

    return [{"id": m[1]} for m in re.finditer(r"<id>http://arxiv.org/abs/([\w./-]+?)v\d+</id>", feed)]


@pytest.mark.parametrize(
    ("field", "words", "query"),
    [
        (SearchField.TITLE, "attention is all", "ti:attention AND ti:is AND ti:all"),
        (SearchField.AUTHOR, "Ada Lovelace", 'au:"Ada Lovelace"'),
        (SearchField.AUTHOR, "J. O'Neil-Smith", 'au:"J O\'Neil-Smith"'),
        (SearchField.ANYWHERE, 'x" OR au:"y', 'all:"x au y"'),
        (SearchField.ANYWHERE, "graph ANDNOT (neural)", 'all:"graph neural"'),
        (SearchField.TITLE, '"() :', ""),
        (SearchField.TITLE, "", ""),
        (SearchField.TITLE, "a " * 500, " AND ".join(["ti:a"] * 12)),
    ],
)
def test_queries(field: SearchField, words: str, query: str) -> None:
    """Words are words: nothing that somebody types is read as the query language."""
    assert make_query(field, words) == query


async def test_a_recorded_search(service: Service, make_client: MakeClient) -> None:
    """A search asks once, for no more than is wanted, and gives the papers in arXiv's order."""
    service.replay(MANY)
    papers = await make_client().search(SearchField.ANYWHERE, "testing", 15)
    assert len(papers) == 15
    (request,) = service.requests
    asked = parse_qs(urlsplit(request[1]).query)
    assert (asked["search_query"], asked["sortBy"], asked["sortOrder"]) == (
        ['all:"testing"'],
        ["submittedDate"],
        ["descending"],
    )


async def test_a_search_without_words_asks_nobody(service: Service, make_client: MakeClient) -> None:
    """Nothing but signs finds nothing."""
    assert await make_client().search(SearchField.AUTHOR, '"()', 5) == ()
    assert service.requests == []


async def test_a_search_that_fails(service: Service, make_client: MakeClient) -> None:
    """A refusal is no empty result."""
    service.replay(MALFORMED)
    with pytest.raises(SourceUnavailable):
        await make_client().search(SearchField.TITLE, "testing", 5)
