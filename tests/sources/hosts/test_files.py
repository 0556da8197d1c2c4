"""What a list of files amounts to: code, or what only looks like it; checked against 39 real lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.models import Confidence, RepositoryState
from bot.sources.hosts.files import ListedFile, is_archive, is_program, judge_files
from tests.worded import worded

CODE, BARE, README, EMPTY = (
    RepositoryState.CODE,
    RepositoryState.NO_IMPLEMENTATION,
    RepositoryState.README_ONLY,
    RepositoryState.EMPTY,
)
LISTINGS = Path(__file__).parent.parent.parent / "data" / "repositories" / "listings.jsonl"
OF_TREE_STATE = {"code": CODE, "few_code_files": CODE, "no_code_files": BARE, "readme_only": README}
# Its one “code file” is a licence called "LICENSE - CODE.go".
READ_OTHERWISE = {("Hub-Tian/CogRail", "first"): README, ("Hub-Tian/CogRail", "second"): README}


def files(*names: str, size: int | None = 5_000) -> list[ListedFile]:
    """Files of one size; "name:7" has seven bytes."""
    return [ListedFile(name.partition(":")[0], int(name.partition(":")[2]) if ":" in name else size) for name in names]


def real_listings() -> list[dict[str, object]]:
    return [json.loads(line) for line in LISTINGS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", real_listings(), ids=lambda row: f"{row['repository']}@{row['at']}")
def test_real_repositories(row: dict[str, object]) -> None:
    """What the endings of real repositories' files say is what we say, one kind of trap aside."""
    listed = [ListedFile(path, size) for path, size in row["files"]]  # type: ignore[attr-defined]
    key = (str(row["repository"]), str(row["at"]))
    expected = READ_OTHERWISE.get(key, OF_TREE_STATE[str(row["tree_state"])])
    found = judge_files(listed)
    assert found.state is expected
    if row["n_files"] == len(listed) and key not in READ_OTHERWISE:
        assert found.n_code_files <= int(str(row["n_code_files"])) or expected is CODE


@pytest.mark.parametrize(
    ("names", "state"),
    [
        # code
        ("README.md src/model.py", CODE), ("train.py:250", CODE), ("notebooks/demo.ipynb", CODE), ("a.f90", CODE),
        ("run.m", CODE), ("Proof.lean", CODE), ("analysis.Rmd", CODE), ("model.stan", CODE), ("Snakefile", CODE),
        ("LICENSE README.md pkg/__init__.py:3000", CODE), ("tests/test_x.py", CODE), ("docs/tutorial.py", CODE),
        ("web/package.json web/src/app.tsx package.json src/index.ts", CODE), ("setup.py kernel.cu", CODE),
        ("a/b/c/d/e/deep.cpp", CODE), ("contracts/Token.sol", CODE), ("run.sh train.py", CODE),
        ("pipeline.sh:9000", CODE), (".gitattributes nb.ipynb:132", CODE), ("config.py train.py", CODE),
        # no implementation
        ("README.md data/train.csv config.yaml", BARE), ("README.md model.safetensors config.json", BARE),
        ("README.md index.html static/js/site.js static/css/a.css", BARE), ("index.html main.js README.md", BARE),
        ("README.md setup.py:900 pkg/__init__.py:0", BARE), ("README.md train.py:0", BARE), ("main.py:40", BARE),
        ("README.md requirements.txt", BARE), ("README.md download.sh:135", BARE), ("nb.ipynb:72", BARE),
        ("README.md .github/workflows/x.yml .github/x.py", BARE), ("node_modules/x/index.ts", BARE),
        ("README.md third_party/lib/a.c", BARE), ("README.md paper.tex main.bib style.cls", BARE),
        ("README.md dataset.zip", BARE), ("README.md checkpoints-v1.0.tar.gz", BARE), ("README.md config.py", BARE),
        ("README.md bundle.min.js jquery-3.6.js", BARE), ("README.md docs/conf.py docs/index.html", BARE),
        ("nb.ipynb:132", BARE), ("README.md model.bin:134 .gitattributes", BARE),
        ("README.md .gitmodules x.json", BARE), ("README.md docs/assets/player.ts", BARE),
        # a README and what goes with it
        ("README.md", README), ("README.md LICENSE assets/teaser.png", README), (".gitignore readme.rst", README),
        ("README.md paper.pdf slides.pdf CITATION.cff", README), ("README_zh.md README.md .DS_Store", README),
        ("LICENSE", README), ("README.md LICENSE-CODE.py LICENSE.go", README), ("README", README),
        ("README.md CITATION.bib .gitmodules", README),
        ("", EMPTY),
    ],
)  # fmt: skip
def test_what_files_amount_to(names: str, state: RepositoryState) -> None:
    """One list for each kind of repository."""
    assert judge_files(files(*names.split())).state is state


@pytest.mark.parametrize(
    ("names", "repository"),
    [
        ("README.md code.zip", ""), ("README.md src.tar.gz", ""), ("README.md matlab_code.rar", ""),
        ("x-1.2.0.tgz", ""), ("README.md engine.zip", "Engine"), ("dist/engine-0.1-py3-none-any.whl", ""),
        ("Toolbox.mltbx", ""),
    ],
)  # fmt: skip
def test_code_in_an_archive(names: str, repository: str) -> None:
    """An archive that names itself code is code, less surely, and the note says where."""
    found = judge_files(files(*names.split()), name=repository)
    assert (found.state, found.confidence) == (CODE, Confidence.MEDIUM)
    assert "archive" in worded(found.note)


@pytest.mark.parametrize(
    ("names", "note"),
    [
        ("README.md model.pt", "model weights"), ("README.md index.html", "web page"), ("README.md a.csv", "data"),
        ("README.md main.py:20", "stubs"), ("README.md x.json model.bin", "model weights"),
    ],
)  # fmt: skip
def test_what_is_there_instead(names: str, note: str) -> None:
    """Where there is no code, a few words say what there is."""
    assert note in worded(judge_files(files(*names.split())).note)


def test_a_readme_is_believed_about_a_few_lines() -> None:
    """A short file beside “code coming soon” is no implementation yet; beside much code the promise changes nothing."""
    short = judge_files(files("README.md", "demo.py:900"), "# X\nThe code will be released soon.")
    assert (short.state, short.promise) == (BARE, "The code will be released soon.")
    assert judge_files(files("README.md", "demo.py:900"), "# X\nRun demo.py.").state is CODE
    long = judge_files(files("README.md", "demo.py:90000"), "Training code coming soon!")
    assert (long.state, long.promise) == (CODE, "Training code coming soon!")


def test_a_readme_alone_is_quoted() -> None:
    """What a lone README promises is kept, verbatim."""
    found = judge_files(files("README.md"), "# APA\nComming soon!\n")
    assert (found.state, found.promise) == (README, "Comming soon!")


def test_facts_about_a_repository() -> None:
    """The manifest nearest to the root, and whether there are tests."""
    found = judge_files(files("a/setup.py", "requirements.txt", "x.py", "tests/test_x.py"))
    assert (found.manifest, found.has_tests, found.n_files, found.n_code_files) == ("requirements.txt", True, 4, 2)
    assert judge_files(files("x.py")).manifest == ""


def test_sizes_that_are_not_told() -> None:
    """Where a host tells no sizes, names decide."""
    assert judge_files(files("README.md", "train.py", size=None)).state is CODE
    assert judge_files(files("README.md", "pkg/__init__.py", size=None)).state is BARE
    assert judge_files(files("run.sh", size=None)).state is CODE


@pytest.mark.parametrize(
    ("path", "program", "archive"),
    [("x.py", True, False), ("fastjet-3.4.2.tar.gz", True, True), ("code.zip", True, True), ("data.zip", False, True),
     ("paper.pdf", False, False), ("index.html", False, False), ("model.pt", False, False)],
)  # fmt: skip
def test_what_a_file_offers(path: str, program: bool, archive: bool) -> None:
    """A single file, as a page or a deposit offers it."""
    assert (is_program(path), is_archive(path)) == (program, archive)
