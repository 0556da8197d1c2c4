r"""Pure: a paper's source as arXiv gives it, read as a stream: never unpacked to disk, nothing in it is run.

Sources: info.arxiv.org/help/mimetypes and /help/unpack: a gzipped tar, one gzipped TeX file, or the PDF itself; an
empty file stands for a withdrawn paper. Ancillary files (help/ancillary_files) stand in the folder anc/.
"""

from __future__ import annotations

import tarfile
import zlib
from dataclasses import dataclass
from typing import Protocol

MAX_UNPACKED_BYTES = 400_000_000  # passed over: figures
MAX_TEX_BYTES = 8_000_000  # kept
MAX_MEMBERS = 20_000
MAX_NAMES = 500
_CHUNK = 1 << 16
_GZIP, _PDF = b"\x1f\x8b", b"%PDF"
_TEX = (".tex", ".ltx", ".latex")
_TAR_MAGIC = slice(257, 262)
_HEADER = 512


class Unreadable(ValueError):
    """A source that is not what it should be; the message says why."""


class Stream(Protocol):
    """What bytes come from."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Source:
    """The TeX files of a source and the paths of its ancillary files; `is_pdf`: it is a PDF and holds no TeX."""

    tex: tuple[str, ...] = ()
    ancillary: tuple[str, ...] = ()
    is_pdf: bool = False


def read_source(stream: Stream) -> Source:
    """The source in `stream`, an empty one for a withdrawn paper.

    Raises Unreadable for what is no source, or unpacks to more than it should.
    """
    head = stream.read(4)
    if not head:
        return Source()
    if head.startswith(_PDF):
        return Source(is_pdf=True)
    unpacked = _Unpacked(stream, head)
    first = unpacked.peek(_HEADER)
    if first[_TAR_MAGIC] != b"ustar":
        if first.startswith(_PDF):
            return Source(is_pdf=True)
        if b"\0" in first:
            raise Unreadable("it is no TeX file")
        return Source(tex=(_text(unpacked.read(MAX_TEX_BYTES)),))
    try:
        return _read_tar(unpacked)
    except (tarfile.TarError, EOFError) as error:
        raise Unreadable("it is no whole tar file") from error


def _read_tar(unpacked: _Unpacked) -> Source:
    tex: list[str] = []
    names: list[str] = []
    kept = 0
    # Stream mode goes forward only; links and devices are no files and are passed over like figures.
    with tarfile.open(fileobj=unpacked, mode="r|") as archive:  # type: ignore[call-overload]
        for n_members, member in enumerate(archive):
            if n_members >= MAX_MEMBERS:
                raise Unreadable("it holds too many files")
            if not member.isreg():
                continue
            path = member.name.removeprefix("./")
            if path.startswith("anc/") and ".." not in path.split("/") and len(names) < MAX_NAMES:
                names.append(path[:300])
            if path.lower().endswith(_TEX) and kept < MAX_TEX_BYTES and (content := archive.extractfile(member)):
                body = content.read(MAX_TEX_BYTES - kept)
                kept += len(body)
                tex.append(_text(body))
    return Source(tuple(tex), tuple(names))


class _Unpacked:
    """The unpacked bytes of a gzip stream, at most MAX_UNPACKED_BYTES of them, one chunk in memory at a time."""

    def __init__(self, stream: Stream, head: bytes) -> None:
        self._stream = stream
        self._pending = head
        # A server that names the packing as the encoding of the answer has it undone on the way.
        self._inflate = zlib.decompressobj(31) if head.startswith(_GZIP) else None
        self._buffer = b""
        self._n_bytes = 0

    def peek(self, size: int) -> bytes:
        while len(self._buffer) < size and (more := self._more()):
            self._buffer += more
        return self._buffer[:size]

    def read(self, size: int) -> bytes:
        pieces, wanted = [], size
        while wanted > 0:
            if not self._buffer and not (more := self._more()):
                break
            if not self._buffer:
                self._buffer = more
            pieces.append(self._buffer[:wanted])
            self._buffer = self._buffer[wanted:]
            wanted -= len(pieces[-1])
        return b"".join(pieces)

    def _more(self) -> bytes:
        """The next bytes; b"" at the end."""
        if self._inflate is None:
            found, self._pending = self._pending or self._stream.read(_CHUNK), b""
            return self._counted(found)
        while not self._inflate.eof:
            packed = self._inflate.unconsumed_tail or self._pending or self._stream.read(_CHUNK)
            self._pending = b""
            if not packed:
                raise Unreadable("it breaks off")
            try:
                found = self._inflate.decompress(packed, _CHUNK)
            except zlib.error as error:
                raise Unreadable("it is no whole gzip file") from error
            if found:
                return self._counted(found)
        return b""

    def _counted(self, found: bytes) -> bytes:
        self._n_bytes += len(found)
        if self._n_bytes > MAX_UNPACKED_BYTES:
            raise Unreadable("it unpacks to more than it should")
        return found


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("latin-1")
