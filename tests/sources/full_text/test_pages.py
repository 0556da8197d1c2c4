"""arXiv's pages over real sockets: one at a time, in order, far enough apart; and every way in which they fail."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp import web

from bot.errors import SourceUnavailable
from bot.models import Paper
from bot.sources._gates import Gate
from bot.sources.full_text import reader as reader_module
from bot.sources.full_text.pages import ArxivPages
from bot.sources.full_text.reader import FullTextReader
from tests.sources.conftest import Service
from tests.sources.faults import FAULTS, responding

MOMENT = datetime(2024, 1, 2, tzinfo=UTC)


def paper(arxiv_id: str = "2401.00001", version: int = 2) -> Paper:
    return Paper(arxiv_id, version, "Engines", "We turn wheels.", ("Ada Engine",), ("cs.LG",), MOMENT, MOMENT)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as opened:
        yield opened


@pytest.fixture
async def reader(service: Service, session: aiohttp.ClientSession) -> AsyncIterator[FullTextReader]:
    made = FullTextReader(ArxivPages(session, gate=Gate(0), timeout_s=0.3), service.url, lambda: MOMENT)
    yield made
    await made.close()


async def test_a_paper(service: Service, reader: FullTextReader, paper_page: str) -> None:
    """The page of the newest version is asked for and read."""
    service.answer(200, paper_page, Content_Type="text/html; charset=utf-8")
    found = await reader.read(paper())
    assert found.reading.own_urls == ("https://github.com/ada/engine",)
    assert (found.form, found.version) == ("HTML", 2)
    assert service.requests[0][1] == "/html/2401.00001v2"


@pytest.mark.parametrize("status", [404, 410, 451])
async def test_no_html(service: Service, reader: FullTextReader, status: int) -> None:
    """That there is no HTML is a value: the paper comes in no form that we read."""
    service.answer(status, "<h1>No HTML for 2401.00001</h1>", Content_Type="text/html")
    found = await reader.read(paper())
    assert (found.form, found.reading.own_urls) == ("", ())


@pytest.mark.parametrize("fault", FAULTS)
async def test_faults(
    service: Service, session: aiohttp.ClientSession, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else comes is no answer."""
    monkeypatch.setattr(reader_module, "MAX_HTML_BYTES", 300_000)
    service.answers.append(FAULTS[fault])
    reader = FullTextReader(ArxivPages(session, gate=Gate(0), timeout_s=0.3), service.url, lambda: MOMENT)
    with pytest.raises(SourceUnavailable, match="arXiv full text"):
        await reader.read(paper())
    await reader.close()


async def test_a_bomb_is_not_unpacked(service: Service, reader: FullTextReader) -> None:
    """Fifty megabytes, and what unpacks to more, are given up at the limit."""
    for body, encoding in ((b"x" * 50_000_000, ""), (gzip.compress(b"x" * 200_000_000), "gzip")):
        headers = {"Content_Type": "text/html"} | ({"Content_Encoding": encoding} if encoding else {})
        service.answers[:] = [responding(body, **headers)]
        with pytest.raises(SourceUnavailable):
            await reader.read(paper())


async def test_nobody_listens(session: aiohttp.ClientSession) -> None:
    """A refused connection is no answer."""
    reader = FullTextReader(ArxivPages(session, gate=Gate(0)), "http://127.0.0.1:9", lambda: MOMENT)
    with pytest.raises(SourceUnavailable, match="no connection"):
        await reader.read(paper())


async def test_after_a_refusal_nothing_is_asked(service: Service, reader: FullTextReader) -> None:
    """To go on after a 403 counts as an attack: what waits fails without a request."""
    service.answer(403)
    for arxiv_id in ("2401.00001", "2401.00002", "2401.00003"):
        with pytest.raises(SourceUnavailable):
            await reader.read(paper(arxiv_id))
    assert len(service.requests) == 1


async def test_one_at_a_time_in_order(service: Service, reader: FullTextReader) -> None:
    """Papers are asked for one after the other, as they came; one that waits already is one request."""
    running = most = 0

    async def respond(_: web.Request) -> web.StreamResponse:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return web.Response(status=404)

    service.answers.append(respond)
    ids = ["2401.00003", "2401.00001", "2401.00002", "2401.00001", "2401.00003"]
    await asyncio.gather(*(reader.read(paper(arxiv_id)) for arxiv_id in ids))
    assert [path for _, path, _ in service.requests] == [f"/html/{arxiv_id}v2" for arxiv_id in ids[:3]]
    assert most == 1


async def test_requests_lie_apart(service: Service, session: aiohttp.ClientSession) -> None:
    """The second request starts an interval after the first."""
    service.answer(404)
    loop = asyncio.get_running_loop()
    reader = FullTextReader(ArxivPages(session, gate=Gate(0.2)), service.url, lambda: MOMENT)
    started = loop.time()
    await asyncio.gather(*(reader.read(paper(f"2401.0000{n}")) for n in range(3)))
    assert loop.time() - started >= 0.4
    await reader.close()


async def test_who_leaves_takes_nobody_along(service: Service, reader: FullTextReader, paper_page: str) -> None:
    """One who stops waiting does not end the request of another."""
    service.answer(200, paper_page, Content_Type="text/html")
    first, second = asyncio.create_task(reader.read(paper())), asyncio.create_task(reader.read(paper()))
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).form == "HTML"
    assert len(service.requests) == 1
