"""PDF and source where the operator switches them on: read in a process of their own, within limits."""

from __future__ import annotations

import gzip
import tarfile
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.errors import SourceUnavailable
from bot.full_texts import ancillary_links
from bot.sources._gates import Gate
from bot.sources.full_text import reader as reader_module
from bot.sources.full_text.pages import ArxivPages
from bot.sources.full_text.reader import FullTextReader
from tests.sources.conftest import Service
from tests.sources.full_text.conftest import page, section
from tests.sources.full_text.files import OWN, TEX, packed, pdf, pdf_bomb
from tests.sources.full_text.test_pages import MOMENT, paper

ALL = frozenset({"html", "pdf", "source"})
SILENT = page(section("1", "Intro", "We turn."))


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as opened:
        yield opened


def make_reader(service: Service, session: aiohttp.ClientSession, forms: frozenset[str] = ALL) -> FullTextReader:
    return FullTextReader(ArxivPages(session, gate=Gate(0)), service.url, lambda: MOMENT, forms=forms)


async def test_html_that_names_code_is_enough(
    service: Service, session: aiohttp.ClientSession, paper_page: str
) -> None:
    """Nothing else is asked for then."""
    service.answer(200, paper_page, Content_Type="text/html")
    assert (await make_reader(service, session).read(paper())).form == "HTML"
    assert len(service.requests) == 1


async def test_source_beside_silent_html(service: Service, session: aiohttp.ClientSession) -> None:
    """HTML may lose sections: the source is asked, and its ancillary programs count as code."""
    service.answer(200, SILENT, Content_Type="text/html")
    service.answer(
        200, packed(("main.tex", TEX.encode()), ("anc/run.py", b"1")), Content_Type="application/x-eprint-tar"
    )
    found = await make_reader(service, session).read(paper())
    assert (found.form, found.reading.own_urls) == ("HTML and source", (OWN,))
    assert found.reading.own_quotes[0].place == "§1, footnote 2"
    assert [path for _, path, _ in service.requests] == ["/html/2401.00001v2", "/e-print/2401.00001v2"]
    (link,) = ancillary_links(found)
    assert (link.url, link.repository and link.repository.n_code_files) == ("https://arxiv.org/src/2401.00001v2/anc", 1)


async def test_pdf_where_nothing_else_is(service: Service, session: aiohttp.ClientSession) -> None:
    """A paper without HTML whose source is its PDF: the links of its pages, broken over lines, in their sentences."""
    document = pdf(
        ("We use Foo2. It is good.\n2https://github.com/foo/foo", "https://github.com/foo/foo"),
        ("Nothing here.", ""),
        ("Our code is available at https://github.com/ada/\nengine.", OWN),
    )
    service.answer(404)
    service.answer(200, document, Content_Type="application/pdf")
    service.answer(200, document, Content_Type="application/pdf")
    found = await make_reader(service, session).read(paper())
    assert (found.form, found.reading.own_urls) == ("PDF", (OWN,))
    assert found.reading.own_quotes[0].place == "page 3"
    assert found.reading.other_urls == ("https://github.com/foo/foo",)
    assert service.requests[2][1] == "/pdf/2401.00001v2"


async def test_a_footnote_of_a_pdf(service: Service, session: aiohttp.ClientSession) -> None:
    """A link at the foot of a page belongs to the sentence of its mark; the bibliography is dropped."""
    service.answer(
        200, pdf((f"Our code is publicly available.1 We go on.\n1{OWN}\nReferences\nhttps://github.com/b/b", OWN)),
        Content_Type="application/pdf",
    )  # fmt: skip
    found = await make_reader(service, session, frozenset({"pdf"})).read(paper())
    assert found.reading.own_urls == (OWN,)
    assert found.reading.own_quotes[0].place == "page 1, footnote 1"
    assert found.reading.other_urls == ()


async def test_withdrawn(service: Service, session: aiohttp.ClientSession) -> None:
    """No HTML, an empty source and no PDF: no form that we read, and no failure."""
    service.answer(404)
    service.answer(200, b"", Content_Type="application/x-eprint")
    service.answer(404)
    assert (await make_reader(service, session).read(paper())).form == ""


def _endless() -> bytes:
    """A tar file of one file that is larger than may be unpacked."""
    info = tarfile.TarInfo("x.eps")
    info.size = 500_000_000
    return info.tobuf() + b"0" * info.size


BAD = {
    "no PDF": ("pdf", b"<html>Hello</html>"),
    "cut-off PDF": ("pdf", pdf(("a", OWN))[:200]),
    "PDF of rubbish": ("pdf", b"%PDF-1.4\n" + bytes(range(256)) * 500),
    "pages that are their own parents": (
        "pdf", pdf(("a", "")).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
    ),
    "a PDF that unpacks to 200 MB": ("pdf", pdf_bomb()),
    "no source": ("source", b"\x00\x01\x02 nothing"),
    "rubbish after gzip's mark": ("source", b"\x1f\x8b" + b"x" * 5000),
    "cut-off tar": ("source", packed(("main.tex", TEX.encode() * 99))[:-30]),
    "a bomb": ("source", gzip.compress(_endless(), 1)),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
async def test_files_that_cannot_be_read(service: Service, session: aiohttp.ClientSession, name: str) -> None:
    """They are no answer, and leave no process behind."""
    form, body = BAD[name]
    service.answer(200, body, Content_Type="application/octet-stream")
    with pytest.raises(SourceUnavailable):
        await make_reader(service, session, frozenset({form})).read(paper())
    assert children() == set()


async def test_a_slow_file(service: Service, session: aiohttp.ClientSession) -> None:
    """Who sends a file drop by drop is given up, and the process that reads it is ended."""
    service.cut_off(b"%PDF-1.4\n")
    reader = FullTextReader(
        ArxivPages(session, gate=Gate(0), timeout_s=2), service.url, lambda: MOMENT, forms=frozenset({"pdf"})
    )
    with pytest.raises(SourceUnavailable):
        await reader.read(paper())
    service.answers.clear()
    service.hang()
    with pytest.raises(SourceUnavailable, match="in time"):
        await reader.read(paper())
    assert children() == set()


async def test_too_large(service: Service, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is given up while it comes."""
    monkeypatch.setattr(reader_module, "MAX_SOURCE_BYTES", 100_000)
    service.answer(200, b"x" * 50_000_000, Content_Type="application/x-eprint")
    with pytest.raises(SourceUnavailable):
        await make_reader(service, session, frozenset({"source"})).read(paper())


def children() -> set[str]:
    """The processes that this one has started and that still run, by their commands."""
    mine = Path("/proc/self/task")
    ids = {child for task in mine.iterdir() for child in (task / "children").read_text().split()}
    commands = {Path(f"/proc/{child}/cmdline").read_text() for child in ids if Path(f"/proc/{child}").exists()}
    return {command for command in commands if "full_text" in command}
