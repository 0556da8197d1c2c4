"""Project pages: which links are the authors' code, which buttons lead nowhere, and what stands behind a page."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

import pytest

from bot.errors import SourceUnavailable
from bot.models import Confidence, Offer, Repository, RepositoryState
from bot.sources.hosts.addresses import Address, Host, parse_own_address
from bot.sources.hosts.html import parse_html
from bot.sources.hosts.offers import find_in_scripts, find_offer
from bot.sources.hosts.pages import Page, Pages
from bot.sources.hosts.project_page import ProjectPageClient
from tests.sources.conftest import recorded
from tests.sources.hosts.conftest import Site
from tests.worded import worded

PAGE = "https://ada.github.io/engine/"
CODE, GONE, BARE, README = (
    RepositoryState.CODE,
    RepositoryState.GONE,
    RepositoryState.NO_IMPLEMENTATION,
    RepositoryState.README_ONLY,
)


def at(url: str = PAGE) -> Address:
    address = parse_own_address(url)
    assert address is not None
    return address


def offer(html: str, url: str = PAGE) -> Any:
    parsed = parse_html(html.encode(), url)
    return find_offer(Page(url, 200, "text/html", parsed.text, parsed.links), at(url))


BUTTON = '<span class="link-block"><a href="{}" class="button"><i class="fab fa-github"></i><span>{}</span></a></span>'


@pytest.mark.parametrize(
    ("html", "names"),
    [
        (BUTTON.format("https://github.com/lab/engine", "Code"), ["lab/engine"]),
        (BUTTON.format("https://github.com/lab/engine", ""), ["lab/engine"]),
        ('<a href="https://github.com/lab/engine">[Source Code]</a>', ["lab/engine"]),
        ('<a href="https://github.com/lab/engine/tree/main/sub">GitHub</a>', ["lab/engine"]),
        ('<a href="https://github.com/ada/engine">here</a>', ["ada/engine"]),
        ('<a href="https://github.com/lab/engine"><img src="github-mark.png"></a>', ["lab/engine"]),
        ('<a href="https://huggingface.co/lab/engine">Code & models</a>', ["lab/engine"]),
        ('<p>Our code is at <a href="https://github.com/lab/engine">github.com/lab/engine</a>.</p>', ["lab/engine"]),
        ('<a href="https://zenodo.org/records/123">Software</a>', ["123"]),
        ('<a href="https://colab.research.google.com/github/lab/engine/blob/main/a.ipynb">Colab</a>', ["lab/engine"]),
        ("<p>Code: https://github.com/lab/engine.</p>", ["lab/engine"]),
        ("<p>Source code is at gitlab.com/lab/engine/</p>", ["lab/engine"]),
        ("<pre>git clone https://github.com/ada/engine.git</pre>", ["ada/engine"]),
        ("<p>Data: https://github.com/lab/data</p>", []),
        ("<p>Our code builds on https://github.com/x/y</p>", []),
        # the page's own first, then what is labelled, each once
        ('<a href="https://github.com/x/y">Code</a><a href="https://github.com/ada/engine">Code</a>'
         '<a href="https://github.com/ada/engine/issues">GitHub issues</a>', ["ada/engine", "x/y"]),
        # somebody else's
        ('<p>Template borrowed from <a href="https://github.com/nerfies/nerfies.github.io">source code</a></p>', []),
        ('<p>This page was built using <a href="https://github.com/x/Academic-project-page">this code</a></p>', []),
        ('<p>Our model is based on <a href="https://github.com/facebookresearch/detectron2">Detectron2</a></p>', []),
        ('<p>We thank the authors of <a href="https://github.com/x/y">this code</a></p>', []),
        ('<p>Compared with <a href="https://github.com/x/y">NeRF</a></p>', []),
        ('<a href="https://github.com/ada">GitHub</a>', []),
        ('<a href="https://ada.github.io/other/">Code of another project</a>', []),
        ('<!-- <a href="https://github.com/lab/engine">Code</a> -->', []),
        ('<div style="display:none"><a href="https://github.com/lab/engine">Code</a></div>', []),
    ],
)  # fmt: skip
def test_links_to_own_code(html: str, names: list[str]) -> None:
    """A link counts by its label or icon, or because it is the page's own; thanks, templates and comparisons do not."""
    assert [address.full_name for address in offer(html).addresses] == names


@pytest.mark.parametrize(
    ("html", "expected", "promise"),
    [
        (BUTTON.format("#", "Code (coming soon)"), Offer.SOON, "Code (coming soon)"),
        ('<a class="button">Code (Soon)</a>', Offer.SOON, "Code (Soon)"),
        ("<button disabled>Code - to be released</button>", Offer.SOON, "Code - to be released"),
        ('<a href="https://ada.github.io/engine/#code">Code (coming soon)</a>', Offer.SOON, "Code (coming soon)"),
        ("<p>Code and data will be released soon.</p>", Offer.SOON, "Code and data will be released soon."),
        (BUTTON.format("https://github.com/", "Code (TBA)"), Offer.SOON, "Code (TBA)"),
        (BUTTON.format("#", "代码（即将开源）"), Offer.SOON, "代码（即将开源）"),
        (
            '<a href="https://huggingface.co/ada/model">Models</a><a class="btn">Code (soon)</a>',
            Offer.SOON,
            "Code (soon)",
        ),
        (BUTTON.format("#", "Code"), Offer.NOTHING, ""),
        (BUTTON.format("https://github.com/", "Code"), Offer.NOTHING, ""),
        (BUTTON.format("https://github.com/YOUR REPO HERE", "Code"), Offer.NOTHING, ""),
        ('<a href="paper.pdf">Paper</a><a href="#">Video (coming soon)</a>', Offer.NOTHING, ""),
        ("<p>Dataset coming soon.</p>", Offer.NOTHING, ""),
        ("<h1>Engine</h1>", Offer.NOTHING, ""),
        ("", Offer.NOTHING, ""),
    ],
)
def test_pages_without_a_link(html: str, expected: Offer, promise: str) -> None:
    """“Code (coming soon)” is an announcement, quoted; a page that says nothing offers nothing."""
    found = offer(html)
    assert (found.offer, found.promise, found.addresses, found.downloads) == (expected, promise, (), ())


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ('<a href="engine.py">engine.py</a>', ["engine.py"]),
        ('<a href="siscone-3.0.5.tar.gz">siscone-3.0.5.tar.gz</a>', ["siscone-3.0.5.tar.gz"]),
        ('<a href="release.zip">Download code</a>', ["release.zip"]),
        ('<a href="stuff.zip">Source</a>', ["stuff.zip"]),
        ('<a href="data.zip">Code and data</a>', []),
        ('<a href="data.zip">Dataset</a>', []),
        ('<a href="static/site.js">x</a>', []),
        ('<a href="paper.pdf">Code</a>', []),
    ],
)
def test_downloads(html: str, names: list[str]) -> None:
    """Programs, and archives that call themselves code, are offered; data, papers and the page's scripts are not."""
    assert [url.rpartition("/")[2] for url in offer(html).downloads] == names


class Hosts:
    """Stands for the hosts that a page links: a state for each name, or no answer."""

    def __init__(self, **states: RepositoryState | None) -> None:
        self.states = states
        self.asked: list[str] = []

    async def follow(self, address: Address) -> Repository:
        self.asked.append(address.full_name)
        state = self.states.get(address.name, GONE)
        if state is None:
            raise SourceUnavailable("GitHub", url=address.url)
        return Repository(address.url, address.full_name, state, source="GitHub")


def link(name: str) -> str:
    return f'<a href="https://github.com/lab/{name}">Code</a>'


async def test_a_page_is_followed(site: Site, pages: Pages) -> None:
    """The repository that the page links is the answer, and the page is kept as the way there."""
    site.page(PAGE, link("engine"))
    found = await ProjectPageClient(pages, Hosts(engine=CODE).follow).fetch_repository(at())
    assert (found.full_name, found.state, found.via, found.source) == ("lab/engine", CODE, PAGE, "GitHub")


@pytest.mark.parametrize(
    ("states", "best"),
    [
        ({"a": README, "b": CODE}, "b"),
        ({"a": GONE, "b": README}, "b"),
        ({"a": GONE, "b": GONE}, "a"),
        ({"a": None, "b": CODE}, "b"),
        ({"a": None, "b": README}, None),
        ({"a": None, "b": None}, None),
    ],
)
async def test_the_best_of_several(
    site: Site, pages: Pages, states: dict[str, RepositoryState | None], best: str | None
) -> None:
    """The best counts; while one that might be better is unknown, so is the page."""
    site.page(PAGE, link("a") + link("b"))
    client = ProjectPageClient(pages, Hosts(**states).follow)
    if best is None:
        with pytest.raises(SourceUnavailable):
            await client.fetch_repository(at())
    else:
        assert (await client.fetch_repository(at())).full_name == f"lab/{best}"


async def test_a_page_that_is_gone(pages: Pages) -> None:
    """A dead page is a dead link."""
    found = await ProjectPageClient(pages, Hosts().follow).fetch_repository(at("https://x.org/engine"))
    assert (found.state, found.full_name) == (GONE, "x.org/engine")


async def test_a_page_without_code(site: Site, pages: Pages) -> None:
    """A page that offers none says so, and one that announces it is quoted; its repository was looked for."""
    hosts = Hosts(engine=README)
    site.page(PAGE, "<p>Engine runs.</p>")
    found = await ProjectPageClient(pages, hosts.follow).fetch_repository(at())
    assert (found.offer, found.state, found.source) == (Offer.NOTHING, BARE, "ada.github.io")
    assert hosts.asked == ["ada/engine"]
    site.page(PAGE, BUTTON.format("#", "Code (coming soon)"))
    found = await ProjectPageClient(pages, hosts.follow).fetch_repository(at())
    assert (found.offer, found.promise) == (Offer.SOON, "Code (coming soon)")


async def test_the_repository_behind_a_page(site: Site, pages: Pages) -> None:
    """ada.github.io/engine is probably made of ada/engine: code there counts, less surely."""
    site.page(PAGE, "<p>Engine runs.</p>")
    found = await ProjectPageClient(pages, Hosts(engine=CODE).follow).fetch_repository(at())
    assert (found.full_name, found.confidence, found.via) == ("ada/engine", Confidence.MEDIUM, PAGE)


async def test_a_page_made_by_scripts(site: Site, pages: Pages) -> None:
    """A page that shows nothing without its scripts cannot be said to offer nothing."""
    site.page(PAGE, '<div id="root"></div><script src="app.js"></script>')
    with pytest.raises(SourceUnavailable, match="made by scripts"):
        await ProjectPageClient(pages, Hosts().follow).fetch_repository(at())


@pytest.mark.parametrize(
    ("url", "kind", "state"),
    [
        ("https://x.org/engine-1.2.tar.gz", "application/gzip", CODE),
        ("https://x.org/engine.py", "text/x-python", CODE),
        ("https://x.org/code.zip", "application/zip", CODE),
        ("https://x.org/paper.pdf", "application/pdf", BARE),
        ("https://x.org/stuff.zip", "application/zip", None),
        ("https://x.org/get", "application/zip", None),
    ],
)
async def test_links_to_files(site: Site, pages: Pages, url: str, kind: str, state: RepositoryState | None) -> None:
    """A program or source archive is code, less surely; an archive of anything is unknown; a paper offers none."""
    site.answer(url, b"x", Content_Type=kind)
    client = ProjectPageClient(pages, Hosts().follow)
    if state is None:
        with pytest.raises(SourceUnavailable, match="anything"):
            await client.fetch_repository(at(url))
        return
    found = await client.fetch_repository(at(url))
    assert found.state is state
    if state is CODE:
        assert (found.confidence, worded(found.notes)) == (
            Confidence.MEDIUM,
            (f"offered there: {url.rpartition('/')[2]}",),
        )
    else:
        assert found.offer is Offer.NOTHING


APP = '<div id="root"></div><script type="module" src="{}"></script>'
BUNDLE = (
    'e("a",{href:"https://github.com/facebook/react"}),e("a",{href:"https://github.com/ada/engine/tree/main"},"Code"),'
    'e("a",{href:"https://github.com/ada/ada.github.io"})'
)


@pytest.mark.parametrize("kind", ["text/javascript", "application/javascript"])
async def test_a_page_whose_scripts_name_its_code(site: Site, pages: Pages, kind: str) -> None:
    """What a page shows by scripts only is found in them, where the repository bears the page's own name."""
    site.page(PAGE, APP.format("/engine/app.js"))
    site.answer("https://ada.github.io/engine/app.js", BUNDLE, Content_Type=kind)
    hosts = Hosts(engine=CODE)
    found = await ProjectPageClient(pages, hosts.follow).fetch_repository(at())
    assert (found.full_name, found.state) == ("ada/engine", CODE)
    assert (found.via, found.confidence) == (PAGE, Confidence.MEDIUM)
    assert "found in the page's scripts" in worded(found.notes)
    assert len(hosts.asked) == 1


@pytest.mark.parametrize(
    ("html", "script"),
    [
        (APP.format("https://cdn.example.org/app.js"), BUNDLE),
        (APP.format("/engine/app.js"), 'x("https://github.com/facebook/react")'),
        (APP.format("/engine/app.js"), "<html>not found</html>"),
        (APP.format("/engine/lost.js"), ""),
    ],
    ids=["of another host", "libraries only", "a page instead", "gone"],
)
async def test_scripts_that_tell_nothing(site: Site, pages: Pages, html: str, script: str) -> None:
    """Scripts of others are not fetched, libraries are nobody's code: the page stays unknown."""
    site.page(PAGE, html)
    kind = "text/html" if script.startswith("<html") else "text/javascript"
    for url in ("https://cdn.example.org/app.js", "https://ada.github.io/engine/app.js"):
        site.answer(url, script, Content_Type=kind)
    with pytest.raises(SourceUnavailable, match="made by scripts"):
        await ProjectPageClient(pages, Hosts().follow).fetch_repository(at())
    assert not any("cdn.example.org" in url for url in site.requests)


@pytest.mark.parametrize("piece", ["https://github.com/a/b{} ", "github.com/", "https://", "github.com/a/b/c/d "])
def test_hostile_scripts_take_little_time(piece: str) -> None:
    """Megabytes of addresses are left after the first thousand."""
    script = "".join(piece.replace("{}", str(n)) for n in range(4_000_000 // len(piece)))
    started = time.process_time()
    assert find_in_scripts(script, at()) == ()
    assert time.process_time() - started < 4


async def test_data_in_a_page_of_scripts(site: Site, pages: Pages) -> None:
    """What stands in the page's own scripts counts as well; a domain gives the name where there is no owner."""
    data = '<script id="__NEXT_DATA__" type="application/json">{"code":"https://github.com/lab/Autark-JS"}</script>'
    site.page("https://autarkjs.org/", data)
    found = await ProjectPageClient(pages, Hosts().follow).fetch_repository(at("https://autarkjs.org/"))
    assert found.full_name == "lab/Autark-JS"


@pytest.mark.parametrize(
    "html",
    ['<meta name="generator" content="Forgejo">', "<p>x</p><footer>Powered by Gitea Version: 1.22</footer>"],
)
async def test_a_strangers_forgejo(site: Site, pages: Pages, html: str) -> None:
    """A repository on an institution's Gitea or Forgejo is asked by that host's API, through the guard."""
    url, api = "https://git.lab.org/alice/test_repo", "https://git.lab.org/api/v1/repos/alice/test_repo"
    site.page(url, html)
    site.answer(api, recorded("forgejo_repo")["response"]["body"], Content_Type="application/json")
    tree = {"tree": [{"path": "a.go", "type": "blob", "size": 5000}], "truncated": False}
    site.json(f"{api}/git/trees/main?recursive=true&per_page=1000&page=1", tree)
    found = await ProjectPageClient(pages, Hosts().follow).fetch_repository(at(url))
    assert (found.state, found.full_name, found.source) == (CODE, "alice/test_repo", "Forgejo at git.lab.org")


async def test_a_strangers_gitlab(site: Site, pages: Pages) -> None:
    """A project on an institution's GitLab likewise."""
    url, api = "https://gitlab.lab.org/g/sub/engine", "https://gitlab.lab.org/api/v4/projects/g%2Fsub%2Fengine"
    site.page(f"{url}/-/tree/main", '<meta property="og:site_name" content="GitLab">')
    project = {"id": 1, "path_with_namespace": "g/sub/engine", "web_url": url, "default_branch": "main"}
    site.json(f"{api}?license=true", project)
    site.json(f"{api}/repository/commits/HEAD", {"committed_date": "2026-01-01T00:00:00Z"})
    listing = f"{api}/repository/tree?recursive=true&per_page=100&page=1&ref=HEAD"
    site.json(listing, [{"path": "README.md", "type": "blob"}])
    readme = {"content": base64.b64encode(b"Code coming soon").decode()}
    site.json(f"{api}/repository/files/README.md?ref=HEAD", readme)
    found = await ProjectPageClient(pages, Hosts().follow).fetch_repository(at(f"{url}/-/tree/main"))
    assert (found.state, found.promise, found.source) == (README, "Code coming soon", "GitLab at gitlab.lab.org")


async def test_a_page_that_its_api_does_not_know(site: Site, pages: Pages) -> None:
    """What stands there and is not told by the API is unknown, not gone."""
    url = "https://git.lab.org/alice/test_repo"
    site.page(url, '<meta name="generator" content="Forgejo">')
    with pytest.raises(SourceUnavailable, match="does not know"):
        await ProjectPageClient(pages, Hosts().follow).fetch_repository(at(url))


DATASET = "https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/TJCLKP"
DATAVERSE_API = "https://dataverse.harvard.edu/api/datasets/:persistentId/?persistentId=doi:10.7910/DVN/TJCLKP"


async def test_a_recorded_dataverse(site: Site, pages: Pages) -> None:
    """A dataset is asked of its Dataverse's API, found by its DOI: the recorded one has programs beside its table."""
    site.answer("https://doi.org/10.7910/DVN/TJCLKP", status=302, Location=DATASET)
    site.page(DATASET, "<script>x</script>")
    site.answer(DATAVERSE_API, recorded("dataverse_dataset")["response"]["body"], Content_Type="application/json")
    found = await ProjectPageClient(pages, Hosts().follow).fetch_repository(at("https://doi.org/10.7910/DVN/TJCLKP"))
    assert (found.state, found.n_files, found.n_code_files, found.licence) == (CODE, 3, 1, "CC0-1.0")
    assert (found.full_name, found.source) == ("doi:10.7910/DVN/TJCLKP", "Dataverse at dataverse.harvard.edu")
    assert (found.repository_id, found.pushed_at) == (3035124, None)


@pytest.mark.parametrize(
    ("files", "kind", "expected"),
    [
        ([("analysis.R", "code", False), ("x.tab", "", False)], "dataset", (CODE, Offer.FILES)),
        ([("x.tab", "", False)], "dataset", (BARE, Offer.FILES)),
        ([("replication.zip", "", False)], "software", (CODE, Offer.FILES)),
        ([("analysis.R", "", True)], "dataset", (BARE, Offer.RESTRICTED)),
        ([], "dataset", (RepositoryState.EMPTY, Offer.FILES)),
    ],
)
async def test_states_of_a_dataverse(
    site: Site, pages: Pages, files: list[tuple[str, str, bool]], kind: str, expected: tuple[RepositoryState, Offer]
) -> None:
    """Programs, software, files that are kept back, and none."""
    site.page(DATASET, "<p>A dataset</p>")
    body = json.loads(recorded("dataverse_dataset")["response"]["body"])
    body["data"]["datasetType"] = kind
    body["data"]["latestVersion"]["files"] = [
        {"dataFile": {"filename": name, "filesize": 5000}, "directoryLabel": folder, "restricted": kept}
        for name, folder, kept in files
    ]
    site.json(DATAVERSE_API, body)
    found = await ProjectPageClient(pages, Hosts().follow).fetch_repository(at(DATASET))
    assert (found.state, found.offer) == expected


def test_pages_are_addresses_of_their_own() -> None:
    """Any web address that names no other host is read as a page."""
    assert at("https://mashin.live").host is Host.PROJECT_PAGE
