"""Pure: what a repository holds, judged by its list of files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.models import RepositoryState

CODE = frozenset(
    ".ado .agda .asm .bash .c .cc .clj .cls .coq .cpp .cs .cu .cuh .cxx .d .dart .do .erl .ex .exs .f .f03 .f90 "
    ".f95 .for .fs .g .glsl .gms .go .gp .h .hh .hpp .hs .idr .ipynb .java .jl .js .jsx .kt .lean .lisp .lp .lua "
    ".m .mac .magma .metal .mjs .ml .mli .mlx .mod .mpl .mzn .nb .nim .nlogo .pas .php .pl .pm .pro .proto .ps1 "
    ".py .pyx .qasm .r .rb .rmd .rs .s .sage .sas .scala .sh .sql .stan .sv .svelte .swift .tcl .thy .ts .tsx .v "
    ".vhd .vhdl .vue .wgsl .wl .wls .zig".split()
)
PICTURES = frozenset(".png .jpg .jpeg .gif .svg .webp .bmp .ico .mp4 .mov .pdf .tif .tiff .eps .avif".split())
PAPERS_ONLY = frozenset("readme license licence copying notice citation authors contributing changelog codeowners "
                        "code_of_conduct security".split())  # fmt: skip
PAGE_FOLDERS = frozenset(
    "docs doc website site page pages static assets public css js _includes _layouts _sass".split()
)
PAGE_FILES = frozenset(".js .ts .mjs .css .html .scss .jsx .tsx .vue".split())
# A packaging file, an empty marker or an editor's setting is no implementation.
BOILERPLATE = frozenset("setup.py __init__.py conf.py conftest.py makefile dockerfile version.py _version.py".split())


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of a repository: path from its root, size in bytes (None when not told)."""

    path: str
    size: int | None = None


def judge_files(files: Sequence[ListedFile]) -> tuple[RepositoryState, int]:
    """What the files amount to, and how many of them are code: never GONE, EMPTY when there is no file."""
    if not files:
        return RepositoryState.EMPTY, 0
    n_code = sum(_is_code(file) for file in files)
    if n_code:
        return RepositoryState.CODE, n_code
    if all(_is_about(file) for file in files):
        return RepositoryState.README_ONLY, 0
    return RepositoryState.NO_IMPLEMENTATION, 0


def _is_code(file: ListedFile) -> bool:
    path = PurePosixPath(file.path.lower())
    if path.suffix not in CODE or path.name in BOILERPLATE or file.size == 0:
        return False
    is_page = path.suffix in PAGE_FILES and any(folder in PAGE_FOLDERS for folder in path.parts[:-1])
    return not is_page and not path.parts[0].startswith(".")


def _is_about(file: ListedFile) -> bool:
    path = PurePosixPath(file.path.lower())
    stem = path.name.split(".")[0]
    return stem in PAPERS_ONLY or path.suffix in PICTURES or path.name.startswith(".git") or path.name == ".ds_store"
