"""Sources: a stream that is never unpacked to disk, whatever its members are called and however much it holds."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from bot.sources.full_text import archive
from bot.sources.full_text.archive import Unreadable, read_source
from tests.sources.full_text.files import TEX, link_to, packed, pdf


def test_a_tar() -> None:
    """Its TeX files and the names of its ancillary files are kept; figures are passed over."""
    members = (("main.tex", TEX.encode()), ("fig.pdf", b"%PDF" * 9999), ("anc/run.py", b"1"), ("./anc/x.csv", b"2"))
    source = read_source(io.BytesIO(packed(*members)))
    assert source.tex == (TEX,)
    assert source.ancillary == ("anc/run.py", "anc/x.csv")


def test_one_file() -> None:
    """One gzipped TeX file, in UTF-8 or Latin-1; a PDF, gzipped or not; nothing at all, for a withdrawn paper."""
    assert read_source(io.BytesIO(gzip.compress(TEX.encode()))).tex == (TEX,)
    assert read_source(io.BytesIO(gzip.compress("Café".encode("latin-1")))).tex == ("Café",)
    assert read_source(io.BytesIO(pdf(("a", "")))).is_pdf
    assert read_source(io.BytesIO(gzip.compress(pdf(("a", ""))))).is_pdf
    assert read_source(io.BytesIO(b"")).tex == ()


def test_undone_on_the_way() -> None:
    """A server that names the packing as the answer's encoding has it undone before it comes here."""
    assert read_source(io.BytesIO(gzip.decompress(packed(("main.tex", TEX.encode()))))).tex == (TEX,)
    assert read_source(io.BytesIO(TEX.encode())).tex == (TEX,)


def test_members_that_lead_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links, devices and paths that lead out are names and no more: nothing is written, nothing is followed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.tex").write_text("secret")
    source = read_source(
        io.BytesIO(
            packed(
                ("../../etc/evil.tex", b"from above"),
                ("/abs.tex", b"absolute"),
                ("anc/../../x.py", b"1"),
                link_to("link.tex", str(tmp_path / "secret.tex")),
                link_to("hard.tex", "../secret.tex", tarfile.LNKTYPE),
                link_to("pipe.tex", "", tarfile.FIFOTYPE),
                link_to("device.tex", "", tarfile.CHRTYPE),
                ("main.tex", TEX.encode()),
            )
        )
    )
    assert source.tex == ("from above", "absolute", TEX)
    assert source.ancillary == ()
    assert [path.name for path in tmp_path.iterdir()] == ["secret.tex"]


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Hello</html>\x00",
        b"\x1f\x8b garbage",
        packed(("main.tex", TEX.encode() * 99))[:-40],
        packed(("main.tex", TEX.encode()))[:30],
        gzip.compress(b"\x00" * 300 + b"x" * 300),
    ],
    ids=["HTML", "garbage", "cut off", "cut off early", "binary"],  # gzip writes the time: workers must agree on names
)
def test_no_source(body: bytes) -> None:
    """What is no source, or breaks off, is not read as one that names no code."""
    with pytest.raises(Unreadable):
        read_source(io.BytesIO(body))


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than it should is given up, be it one file, many, or zeros without an end."""
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 3_000_000)
    monkeypatch.setattr(archive, "MAX_MEMBERS", 100)
    many = [(f"{n}.txt", b"") for n in range(200)]
    for body in (packed(("fig.eps", b"0" * 9_000_000)), packed(*many), gzip.compress(b"\0" * 9_000_000)):
        with pytest.raises(Unreadable):
            read_source(io.BytesIO(body))


def test_no_more_text_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of endless TeX the beginning is read."""
    monkeypatch.setattr(archive, "MAX_TEX_BYTES", 100_000)
    assert len("".join(read_source(io.BytesIO(packed(("a.tex", b"x" * 900_000), ("b.tex", b"y")))).tex)) == 100_000
    assert len("".join(read_source(io.BytesIO(gzip.compress(b"x" * 900_000))).tex)) == 100_000
