"""Pure: what a repository holds, judged by its list of files and, in doubt, by its README's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.models import Confidence, RepositoryState
from bot.said import Words, said
from bot.sources.hosts.promises import find_promise

CODE = frozenset(
    ".ado .agda .als .asm .bug .bugs .c .cairo .cc .circom .cl .clj .comp .coq .cpp .cs .cu .cuf .cuh .cwl .cxx .d "
    ".dart .dfy .do .el .erl .ex .exs .f .f03 .f08 .f77 .f90 .f95 .for .frag .frm .fs .fst .ftn .g .gd .gjs .glsl .gms "
    ".go .gp .gradle .groovy .h .hh .hlsl .hpp .hs .hxx .idr .ino .ipynb .ipp .jags .java .jl .js .jsx .kt .kts .lean "
    ".lhs .lisp .lp .lua .m .mac .magma .mdl .metal .mjs .ml .mlapp .mli .mlw .mlx .mm .mod .move .mpl .mzn .nb .nf "
    ".nim .nlogo .ox .pas .pde .php .pl .pm .prg .pro .proto .pxd .py .pyx .qasm .qmd .r .rb .rkt .rmd .rs .s .sage "
    ".sas .scala .sce .sci .scm .slx .smk .sml .sol .sps .spthy .sql .stan .sv .svelte .swift .tcl .thy .tla .ts .tsx "
    ".usf .v .vert .vhd .vhdl .vue .wdl .wgsl .wl .wls .zig".split()
)
CODE_NAMES = frozenset("snakefile".split())
# Fetching data or starting programs of others is no implementation until there is a fair amount of it.
GLUE = frozenset(".bash .bat .cmd .ps1 .sh .slurm .zsh".split())
PICTURES = frozenset(".png .jpg .jpeg .gif .svg .webp .bmp .ico .mp4 .mov .webm .pdf .tif .tiff .eps .avif".split())
TEXTS = frozenset(("", ".md", ".txt", ".rst", ".org", ".adoc", ".bib", ".cff", ".html"))
WEIGHTS = frozenset(
    ".bin .ckpt .gguf .h5 .joblib .mlmodel .msgpack .npz .onnx .ot .params .pb .pdparams .pkl .pt .pth .safetensors "
    ".tflite".split()
)
ARCHIVES = frozenset(".zip .gz .tgz .bz2 .xz .7z .rar .tar".split())
PACKAGES = frozenset(".whl .egg .jar .mltbx .mlappinstall .paclet .gem .nupkg .crate .deb .rpm".split())
PAGE_FOLDERS = frozenset(
    "docs doc website site page pages static assets public css js _includes _layouts _sass".split()
)
PAGE_FILES = frozenset(".js .ts .mjs .css .html .scss .sass .less .jsx .tsx .vue".split())
MARKUP = frozenset((".html", ".css", ".scss"))
# What belongs to others, or was made by a machine.
FOREIGN_FOLDERS = frozenset(
    "node_modules site-packages __pycache__ __macosx third_party thirdparty 3rdparty vendor bower_components".split()
)
BOILERPLATE = frozenset(
    "setup.py conf.py conftest.py version.py _version.py config.py configs.py settings.py constants.py noxfile.py "
    "build.gradle settings.gradle gulpfile.js gruntfile.js webpack.config.js vite.config.js vite.config.ts "
    "tailwind.config.js next.config.js eslint.config.js babel.config.js postcss.config.js jest.config.js".split()
)
_MANIFESTS = (
    "pyproject.toml", "setup.py", "requirements.txt", "environment.yml", "environment.yaml", "package.json",
    "cargo.toml", "go.mod", "project.toml", "description", "cmakelists.txt", "pom.xml", "build.gradle", "makefile",
    "dockerfile", "gemfile", "stack.yaml", "lakefile.lean",
)  # fmt: skip

MANIFESTS = {name: rank for rank, name in enumerate(_MANIFESTS)}
_ABOUT = re.compile(
    r"(?:readme|licen[cs]e|copying|notice|citation|authors?|contribut(?:ing|ors)|change(?:log|s)|codeowners|news|history"
    r"|code[_-]of[_-]conduct|security|acknowledge?ments?|\.git|\.ds_store|\.editorconfig|\.nojekyll)"
)
_NEVER_CODE = re.compile(r"(?:readme|licen[cs]e|copying)(?:\W|\Z)")
_LIBRARY = re.compile(
    r"\.min\.js\Z|(?:jquery|bootstrap|bulma|fontawesome|swiper|slick|katex|mathjax|modernizr|lightbox|aos)[\w.-]*\.js\Z"
)
_PAGE_SCRIPT = frozenset("script.js scripts.js main.js index.js app.js site.js".split())
_CODE_ARCHIVE = re.compile(
    r"(?:\A|[\W_])(?:codes?|src|source|sources|software|scripts?|implementation|matlab|python|package|toolbox|program|"
    r"release|pipeline|v?\d+\.\d+(?:\.\d+)*)(?:\Z|[\W_])"
)
_DATA_ARCHIVE = re.compile(r"data|checkpoint|weight|image|video|sample|result|figure|model|corpus|supplement|raw")
_TEST = re.compile(r"(?:\A|/)(?:tests?|testing|specs?)/|(?:\A|/)test_[^/]*\Z|_test\.\w+\Z|\.(?:test|spec)\.\w+\Z")

STUB_BYTES = 200  # all code together: a line that says hello
SMALL_BYTES = 4_000  # so little that the README is believed when it says that the code is still to come
GLUE_BYTES = 2_000
INIT_BYTES = 1_000  # an __init__.py that is more than a list of names
NOTEBOOK_BYTES = 300  # an empty notebook has fewer
LFS_POINTER = range(120, 141)


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of a repository: path from its root, size in bytes (None when not told)."""

    path: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What the files amount to: never GONE, EMPTY when there is none.

    `promise` is quoted from the README where it announces code; `note` says in a few words what is there instead of
    code, or where it is; `is_thin`: so little code that the README should be asked.
    """

    state: RepositoryState
    n_files: int
    n_code_files: int = 0
    confidence: Confidence = Confidence.HIGH
    promise: str = ""
    note: Words = ""
    manifest: str = ""
    has_tests: bool = False
    is_thin: bool = False


class _Kind(StrEnum):
    CODE = "code"
    GLUE = "glue"
    ARCHIVE = "archive"
    ABOUT = "about"
    PAGE = "page"
    WEIGHTS = "weights"
    OTHER = "other"


def judge_files(files: Sequence[ListedFile], readme: str = "", *, name: str = "") -> Contents:
    """What `files` amount to. `readme` is its text where it is at hand, `name` the repository's (its archive's too)."""
    if not files:
        return Contents(RepositoryState.EMPTY, 0)
    kinds = _sort(files, name.lower())
    code = kinds[_Kind.CODE]
    if code or _bytes(kinds[_Kind.GLUE]) >= GLUE_BYTES:
        code = [*code, *kinds[_Kind.GLUE]]
    promise = find_promise(readme)
    n_bytes = _bytes(code)
    state, confidence = RepositoryState.CODE, Confidence.HIGH
    note: Words = ""
    if not code or n_bytes < STUB_BYTES:
        state, confidence, note = _judge_without_code(kinds, is_stub=bool(code))
    elif n_bytes < SMALL_BYTES and promise:
        state, confidence, note = RepositoryState.NO_IMPLEMENTATION, Confidence.MEDIUM, said("note-few-lines")
    return Contents(
        state=state,
        n_files=len(files),
        n_code_files=len(code) if state is RepositoryState.CODE else 0,
        confidence=confidence,
        promise=promise,
        note=note,
        manifest=_find_manifest(files),
        has_tests=any(_TEST.search(file.path.lower()) for file in files),
        is_thin=bool(code) and n_bytes < SMALL_BYTES,
    )


def files_at(files: Sequence[ListedFile], path: str) -> Sequence[ListedFile] | None:
    """What a link to `path` means: a folder's files, a program alone, all of them for a README; None: it is gone."""
    folder = path.strip("/")
    within = [file for file in files if file.path == folder or file.path.startswith(f"{folder}/")]
    if not within and folder:
        return None
    is_text = len(within) == 1 and within[0].path == folder and not is_program(folder)
    return within if folder and not is_text else files


def has_code_at(files: Sequence[ListedFile], path: str) -> bool:
    """Whether what a link to `path` means is known to be code from the files that are listed so far."""
    return judge_files(files_at(files, path) or ()).state is RepositoryState.CODE


def path_if_there(files: Sequence[ListedFile], path: str) -> str:
    """`path` where `files` have it; else "", for all of them: of a link whose branch is gone, too."""
    return path if files_at(files, path) is not None else ""


def is_program(path: str) -> bool:
    """Whether a file's name is a program's or a source archive's: what a page or deposit may offer as code."""
    kind = _kind(ListedFile(path), "", frozenset())
    return kind in (_Kind.CODE, _Kind.ARCHIVE)


def is_archive(path: str) -> bool:
    """Whether a file's name is that of an archive, whatever it holds."""
    return _split(path).suffix in ARCHIVES | PACKAGES


def _judge_without_code(
    kinds: dict[_Kind, list[ListedFile]], *, is_stub: bool
) -> tuple[RepositoryState, Confidence, Words]:
    if archives := kinds[_Kind.ARCHIVE]:
        return RepositoryState.CODE, Confidence.MEDIUM, said("note-in-archive", path=archives[0].path)
    rest = [kind for kind in (_Kind.PAGE, _Kind.WEIGHTS, _Kind.OTHER, _Kind.GLUE) if kinds[kind]]
    if not rest and not is_stub:
        return RepositoryState.README_ONLY, Confidence.HIGH, ""
    if is_stub:
        note = said("note-stubs")
    elif rest == [_Kind.PAGE]:
        note = said("note-page-only")
    elif _Kind.WEIGHTS in rest:
        note = said("note-weights")
    else:
        note = said("note-data")
    return RepositoryState.NO_IMPLEMENTATION, Confidence.HIGH, note


def _sort(files: Iterable[ListedFile], name: str) -> dict[_Kind, list[ListedFile]]:
    paths = frozenset(file.path.lower() for file in files)
    kinds: dict[_Kind, list[ListedFile]] = {kind: [] for kind in _Kind}
    for file in files:
        kinds[_kind(file, name, paths)].append(file)
    return kinds


def _kind(file: ListedFile, name: str, paths: frozenset[str]) -> _Kind:
    path = _split(file.path)
    suffix = path.suffix
    if suffix in ARCHIVES or suffix in PACKAGES:
        return _Kind.ARCHIVE if suffix in PACKAGES or _holds_code(path, name) else _Kind.OTHER
    if suffix in PAGE_FILES and _is_of_page(path, paths):
        return _Kind.PAGE
    if (suffix in CODE or suffix in GLUE or path.name in CODE_NAMES) and _is_written(file, path, paths):
        return _Kind.GLUE if suffix in GLUE else _Kind.CODE
    if suffix in PICTURES or _is_about(path):
        return _Kind.ABOUT
    return _Kind.PAGE if suffix in MARKUP else _Kind.WEIGHTS if suffix in WEIGHTS else _Kind.OTHER


class _Path(NamedTuple):
    """A path in lower case: its folder ("" at the root), name, and ending with the dot ("" without one)."""

    folder: str
    name: str
    suffix: str

    def is_within(self, folders: frozenset[str]) -> bool:
        return bool(self.folder) and not folders.isdisjoint(self.folder.split("/"))


def _split(path: str) -> _Path:
    """`path` taken apart; pathlib would take most of the time that a list of 100,000 files costs."""
    folder, _, name = path.lower().rpartition("/")
    dot = name.rfind(".")
    return _Path(folder, name, name[dot:] if dot > 0 else "")


def _is_about(path: _Path) -> bool:
    """Whether a file tells about the repository: readme, licence, citation, what git and editors keep."""
    if not _ABOUT.match(path.name):
        return False
    return path.suffix in TEXTS or path.name.startswith(".") or bool(_NEVER_CODE.match(path.name))


def _is_written(file: ListedFile, path: _Path, paths: frozenset[str]) -> bool:
    """Whether a file with a program's name was written for this repository and is more than boilerplate."""
    if file.size == 0 or path.name in BOILERPLATE or _NEVER_CODE.match(path.name):
        return False
    if file.path.startswith(".") or path.is_within(FOREIGN_FOLDERS):
        return False
    if file.size is None:
        return path.name != "__init__.py"
    if path.name == "__init__.py":
        return file.size >= INIT_BYTES
    if path.suffix == ".ipynb" and file.size < NOTEBOOK_BYTES:
        return file.size in LFS_POINTER and ".gitattributes" in paths
    return True


def _is_of_page(path: _Path, paths: frozenset[str]) -> bool:
    is_library = bool(_LIBRARY.search(path.name))
    if is_library or path.is_within(PAGE_FOLDERS):
        return is_library or path.suffix in MARKUP or "package.json" not in paths
    beside = f"{path.folder}/index.html" if path.folder else "index.html"
    return path.name in _PAGE_SCRIPT and beside in paths and "package.json" not in paths


def _holds_code(path: _Path, name: str) -> bool:
    stem = path.name.removesuffix(path.suffix).removesuffix(".tar")
    return bool(_CODE_ARCHIVE.search(stem) and not _DATA_ARCHIVE.search(stem)) or (bool(name) and stem == name)


def _bytes(files: Iterable[ListedFile]) -> int:
    """Their size together; a file whose size is not told counts as large."""
    return sum(SMALL_BYTES if file.size is None else _written(file) for file in files)


def _written(file: ListedFile) -> int:
    """A pointer stands for a file that is large enough to be kept elsewhere."""
    return SMALL_BYTES if file.path.endswith(".ipynb") and file.size in LFS_POINTER else file.size or 0


def _find_manifest(files: Iterable[ListedFile]) -> str:
    """The manifest nearest to the root, or ""."""
    found = [file.path for file in files if file.path.lower().rpartition("/")[2] in MANIFESTS]
    return min(found, key=lambda path: (path.count("/"), MANIFESTS[path.lower().rpartition("/")[2]]), default="")
