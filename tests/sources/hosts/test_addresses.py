"""Which place an address names on each host, and what names none."""

from __future__ import annotations

import pytest

from bot.sources.hosts.addresses import Host, parse_address, parse_own_address


@pytest.mark.parametrize(
    ("url", "host", "full_name", "ref", "path"),
    [
        ("https://github.com/ada/engine", Host.GITHUB, "ada/engine", "", ""),
        ("http://www.github.com/ada/engine.git", Host.GITHUB, "ada/engine", "", ""),
        ("github.com/ada/engine/tree/dev/src/a", Host.GITHUB, "ada/engine", "dev", "src/a"),
        ("https://github.com/ada/engine/blob/main/a.py#L3", Host.GITHUB, "ada/engine", "main", "a.py"),
        ("https://github.com/ada/engine/commit/abc123", Host.GITHUB, "ada/engine", "abc123", ""),
        ("https://github.com/ada/engine/issues/3", Host.GITHUB, "ada/engine", "", ""),
        ("https://raw.githubusercontent.com/ada/engine/main/a.py", Host.GITHUB, "ada/engine", "main", "a.py"),
        (
            "https://raw.githubusercontent.com/ada/engine/refs/heads/main/a.py",
            Host.GITHUB,
            "ada/engine",
            "main",
            "a.py",
        ),
        ("https://github.com/ada/engine/raw/refs/tags/v1/a.py", Host.GITHUB, "ada/engine", "v1", "a.py"),
        (
            "https://colab.research.google.com/github/ada/engine/blob/main/a.ipynb",
            Host.GITHUB,
            "ada/engine",
            "main",
            "a.ipynb",
        ),
        ("https://nbviewer.org/github/ada/engine/blob/main/a.ipynb", Host.GITHUB, "ada/engine", "main", "a.ipynb"),
        ("https://mybinder.org/v2/gh/ada/engine/dev?filepath=a.ipynb", Host.GITHUB, "ada/engine", "dev", ""),
        ("https://mybinder.org/v2/gh/ada/engine", Host.GITHUB, "ada/engine", "", ""),
        ("https://colab.research.google.com/gist/ada/0123456789abcdef", Host.GIST, "ada/0123456789abcdef", "", ""),
        ("https://github.dev/ada/engine/tree/dev", Host.GITHUB, "ada/engine", "dev", ""),
        ("https://gist.github.com/ada/0123456789abcdef", Host.GIST, "ada/0123456789abcdef", "", ""),
        ("https://gist.github.com/0123456789abcdef", Host.GIST, "0123456789abcdef", "", ""),
        ("https://gitlab.com/g/sub/group/engine", Host.GITLAB, "g/sub/group/engine", "", ""),
        ("https://gitlab.com/g/sub/engine/-/tree/dev/src", Host.GITLAB, "g/sub/engine", "dev", "src"),
        ("https://gitlab.com/g/engine/tree/dev", Host.GITLAB, "g/engine", "dev", ""),
        ("https://gitlab.com/g/engine/-/wikis/home", Host.GITLAB, "g/engine", "", ""),
        ("https://gitlab.com/g/engine/wikis/home", Host.GITLAB, "g/engine", "", ""),
        ("https://bitbucket.org/ada/engine/src/master/a/", Host.BITBUCKET, "ada/engine", "master", "a"),
        ("https://codeberg.org/ada/engine/src/branch/dev/a", Host.CODEBERG, "ada/engine", "dev", "a"),
        ("https://huggingface.co/ada/model", Host.HUGGING_FACE, "ada/model", "", ""),
        ("https://hf.co/bert-base-uncased", Host.HUGGING_FACE, "bert-base-uncased", "", ""),
        ("https://huggingface.co/datasets/ada/set/tree/main/x", Host.HUGGING_FACE, "ada/set", "main", "x"),
        ("https://zenodo.org/record/123456", Host.ZENODO, "123456", "", ""),
        ("https://zenodo.org/records/123456/files/a.zip", Host.ZENODO, "123456", "", ""),
        ("https://doi.org/10.5281/zenodo.123456", Host.ZENODO, "123456", "", ""),
        ("https://zenodo.org/doi/10.5281/zenodo.123456", Host.ZENODO, "123456", "", ""),
        ("https://figshare.com/articles/dataset/Some_Title/9782777/3", Host.FIGSHARE, "9782777", "", ""),
        ("https://doi.org/10.6084/m9.figshare.9782777.v3", Host.FIGSHARE, "9782777", "", ""),
        ("https://kilthub.figshare.com/articles/code/T/9782777", Host.FIGSHARE, "9782777", "", ""),
        ("https://osf.io/abc12/?view_only=x", Host.OSF, "abc12", "", ""),
        ("https://doi.org/10.17605/OSF.IO/ABC12", Host.OSF, "abc12", "", ""),
        ("http://sourceforge.net/projects/voxcad/", Host.SOURCEFORGE, "voxcad", "", ""),
        ("https://sourceforge.net/p/voxcad/code/", Host.SOURCEFORGE, "voxcad", "", ""),
        ("https://anonymous.4open.science/r/Unishield-A6A3/", Host.ANONYMOUS_GITHUB, "Unishield-A6A3", "", ""),
        ("https://pypi.org/project/engine/1.0/", Host.PYPI, "engine", "", ""),
        ("https://pypi.python.org/pypi/engine", Host.PYPI, "engine", "", ""),
        ("https://cran.r-project.org/package=engine", Host.CRAN, "engine", "", ""),
        ("https://CRAN.R-project.org/web/packages/engine/index.html", Host.CRAN, "engine", "", ""),
        ("https://anaconda.org/conda-forge/engine", Host.CONDA, "conda-forge/engine", "", ""),
        ("https://ascl.net/1234.567", Host.ASCL, "1234.567", "", ""),
        ("ascl:1234.567", Host.ASCL, "1234.567", "", ""),
        ("https://ada.github.io/engine/", Host.PROJECT_PAGE, "ada/engine", "", ""),
        ("https://ada.github.io", Host.PROJECT_PAGE, "ada", "", ""),
    ],
)
def test_places(url: str, host: Host, full_name: str, ref: str, path: str) -> None:
    """Host, name, and where a link leads into a repository."""
    address = parse_address(url)
    assert address is not None
    assert (address.host, address.full_name, address.ref, address.path) == (host, full_name, ref, path)


@pytest.mark.parametrize(
    ("url", "section"),
    [("https://huggingface.co/spaces/a/b", "spaces"), ("https://huggingface.co/datasets/a/b", "datasets"),
     ("https://huggingface.co/datasets/squad", "datasets"), ("https://huggingface.co/models/a/b", ""),
     ("https://huggingface.co/a/b", ""), ("https://figshare.com/articles/dataset/x/9782777", ""),
     ("https://figshare.com/collections/Some_Title/9782777/2", "collections"),
     ("https://doi.org/10.6084/m9.figshare.c.9782777", "collections"),
     ("https://doi.org/10.6084/m9.figshare.9782777", "")],
)  # fmt: skip
def test_sections(url: str, section: str) -> None:
    """Models, datasets and Spaces are told apart, articles from collections."""
    address = parse_address(url)
    assert address is not None
    assert address.section == section


@pytest.mark.parametrize(
    "url",
    ["", "no address", "ftp://github.com/a/b", "https://github.com", "https://github.com/ada", "https://github.com/topics/x",
     "https://github.com/features/actions", "https://github.com:8443/a/b", "https://u@github.com/a/b", "https://gitlab.com/ada",
     "https://bitbucket.org/ada", "https://huggingface.co/papers/2401.00001", "https://gist.github.com/ada", "https://example.org/a/b",
     "https://evil-github.com/a/b", "https://github.com.evil.org/a/b", "https://doi.org/10.1000/182", "https://zenodo.org",
     "https://ada.gitlab.com/x", "http://[::1", "https://colab.research.google.com/drive/1abc", "https://github.dev/",
     "https://mybinder.org/v2/zenodo/10.5281/zenodo.1", "https://nbviewer.org/url/example.org/a.ipynb"],
)  # fmt: skip
def test_no_places(url: str) -> None:
    """Accounts, hosts' own pages, other hosts, and what is no address."""
    assert parse_address(url) is None


def test_what_a_paper_calls_its_own() -> None:
    """An account on GitHub counts, any other web address is read as a page, and the rest stays none."""
    for url in ("https://github.com/ada", "https://github.com/orgs/ada", "https://github.com/orgs/ada/repositories"):
        account = parse_own_address(url)
        assert account is not None
        assert (account.host, account.owner, account.name) == (Host.GITHUB, "ada", "")
    page = parse_own_address("https://example.org/engine")
    assert page is not None
    assert (page.host, page.full_name) == (Host.PROJECT_PAGE, "example.org/engine")
    assert parse_own_address("https://github.com/ada/engine") == parse_address("https://github.com/ada/engine")
    assert parse_own_address("ftp://example.org/") is None
    assert parse_own_address("not an address at all") is None
