"""Files as arXiv gives them, and as an attacker would make them."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib

OWN = "https://github.com/ada/engine"
TEX = (
    "\\documentclass{article}\\begin{document}\\section{Intro}We use Foo.\\footnote{\\url{https://github.com/foo/foo}} "
    f"Our code is available.\\footnote{{\\url{{{OWN}}}}}\\end{{document}}"
)


def packed(*members: tuple[str, bytes] | tarfile.TarInfo) -> bytes:
    """A gzipped tar of files (name and content) and of other members."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            name, content = member
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return gzip.compress(plain.getvalue())


def link_to(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    """A member that is a link, or a device."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def pdf(*pages: tuple[str, str]) -> bytes:
    """A PDF of pages, each with lines of text (without brackets) and, where that is not "", a link annotation."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    kids = []
    for text, url in pages:
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
        content = f"BT /F1 9 Tf 12 TL 30 700 Td {lines} ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
        stream = len(objects)
        annotation = b""
        if url:
            objects.append(
                b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (" + url.encode() + b") >> >>"
            )
            annotation = b"/Annots [%d 0 R]" % len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R %s "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (stream, annotation)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return with_table(objects)


def pdf_bomb() -> bytes:
    """A PDF of one page whose content unpacks to 200 MB."""
    content = zlib.compress(b"0 " * 100_000_000, 9)
    return with_table(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(content) + content + b"\nendstream",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        ]
    )


def with_table(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer
