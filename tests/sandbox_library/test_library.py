"""The library as a whole: settings, controls, faults, requests."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.errors import CannotStart, Refused
from bot.sandbox.library import Library
from bot.sandbox.library.faults import Service
from bot.settings import Settings, is_loopback
from bot.status import Status

WITH_README_ONLY, GONE, EMPTY = "2508.17037", "2507.14643", "2601.04687"


async def status_of(session: aiohttp.ClientSession, url: str) -> int:
    async with session.get(url) as response:
        await response.read()
        return response.status


SIMILAR = "/recommendations/v1/papers/forpaper/ARXIV:2504.21051"
# By service: the setting that names it, one good question to it, and what precedes that in its real address.
QUESTIONS = {
    "arxiv": ("ARXIV_API_URL", "?id_list=2504.21051", "/api/query"),
    "arxiv_pages": ("ARXIV_PAGES_URL", "/html/2303.14078v1", ""),
    "semantic_scholar": ("SEMANTIC_SCHOLAR_API_URL", SIMILAR, ""),
    "openalex": ("OPENALEX_API_URL", "/works/doi:10.48550/arXiv.2504.21051", ""),
    "crossref": ("CROSSREF_API_URL", "/works/10.1093/mnras/stt246", ""),
    "github": ("GITHUB_API_URL", "/repos/MCG-NJU/LinK", ""),
    "github_git": ("GITHUB_URL", "/MCG-NJU/LinK.git/info/refs?service=git-upload-pack", ""),
    "gitlab": ("GITLAB_API_URL", "/projects/bennyguo%2Fvmesh", "/api/v4"),
    "bitbucket": ("BITBUCKET_API_URL", "/repositories/idia/idavie", "/2.0"),
    "codeberg": ("CODEBERG_API_URL", "/repos/kh129/HoGS", "/api/v1"),
    "hugging_face": ("HUGGING_FACE_URL", "/api/models/Hailay/MachineT_TigEng", ""),
    "zenodo": ("ZENODO_API_URL", "/records/7701182", "/api"),
    "figshare": ("FIGSHARE_API_URL", "/articles/25610331", "/v2"),
    "osf": ("OSF_API_URL", "/guids/vf7k2/", "/v2"),
    "sourceforge": ("SOURCEFORGE_API_URL", "/rest/p/voxcad/", ""),
    "anonymous_github": ("ANONYMOUS_GITHUB_URL", "/api/repo/Unishield-A6A3/options", ""),
    "pypi": ("PYPI_URL", "/pypi/gwbenchmarks/json", ""),
    "cran": ("CRAN_URL", "/web/packages/mutantfreq/DESCRIPTION", ""),
    "conda": ("CONDA_URL", "/package/conda-forge/idavie", ""),
    "ascl": ("ASCL_URL", "/2603.015", ""),
    "software_heritage": (
        "SOFTWARE_HERITAGE_URL", "/api/1/origin/https://github.com/61s61min/MS2Fusion/visit/latest/", ""
    ),
    "internet_archive": ("INTERNET_ARCHIVE_URL", "/wayback/available?url=www.voxcad.com", ""),
    "web": ("WEB_GATEWAY_URL", "?url=https://sirwyver.github.io/DiffRF/", "/"),
}  # fmt: skip


def addresses(library: Library) -> dict[str, str]:
    """One good question to each service."""
    return {service: library.settings[name] + asked for service, (name, asked, _) in QUESTIONS.items()}


async def files_of(session: aiohttp.ClientSession, library: Library, full_name: str) -> set[str]:
    url = f"{library.settings['GITHUB_API_URL']}/repos/{full_name}/git/trees/main?recursive=1"
    async with session.get(url) as response:
        return {entry["path"] for entry in (await response.json()).get("tree", ()) if entry["type"] == "blob"}


def control_named(library: Library, name: str) -> dict[str, Any]:
    return next(control for control in library.controls if control["name"] == name)


async def test_settings_lead_to_the_stand_ins(library: Library, session: aiohttp.ClientSession) -> None:
    """No service is left out: each one's address is on loopback, and what is served answers; AS_OF is its date."""
    services = {setting.name.upper() for setting in fields(Settings) if setting.name.endswith("_url")}
    assert library.settings.keys() == services - {"DATABASE_URL", "DISCORD_API_URL", "DISCORD_GATEWAY_URL"} | {"AS_OF"}
    assert [name for name, url in library.settings.items() if name != "AS_OF" and not is_loopback(url)] == []
    assert library.settings["AS_OF"] == library.as_of.isoformat()
    assert QUESTIONS.keys() == set(Service)
    for service, url in addresses(library).items():
        assert await status_of(session, url) == 200, service


async def test_requests_are_noted_in_order(library: Library, session: aiohttp.ClientSession) -> None:
    """What was asked is there to count, as the real service would have seen it."""
    for url in addresses(library).values():
        await status_of(session, url)
    expected = [(service, "GET", path + asked) for service, (_, asked, path) in QUESTIONS.items()]
    assert [request[:3] for request in library.requests] == expected


async def test_a_taken_port_is_one_sentence() -> None:
    """A second library on the same port says which one is taken."""
    async with Library() as library:
        port = int(library.settings["GITHUB_API_URL"].rpartition(":")[2].partition("/")[0])
        with pytest.raises(CannotStart, match=f"port {port}.*choose another port"):
            async with Library(port=port):
                pass


async def test_suggestions_say_what_they_end_in(library: Library) -> None:
    """Links to paste, no two labelled alike, by six verdicts at least; a page, a deposit and a promise among them."""
    labels = [suggestion["label"] for suggestion in library.suggestions]
    assert len(set(labels)) == len(labels) == 8
    assert len({label.partition(" · ")[0] for label in labels}) >= 6
    for suggestion in library.suggestions:
        arxiv_id = suggestion["text"].removeprefix("https://arxiv.org/abs/")
        assert suggestion["label"].partition(" · ")[0] == library.expected_verdicts[arxiv_id].heading


async def test_every_paper_has_an_expected_verdict(library: Library) -> None:
    """The expectation is there for each paper, as a Status."""
    assert library.expected_verdicts.keys() == library.papers.keys()
    assert library.expected_verdicts["2504.21051"] is Status.CARTOGRAPHER


@pytest.mark.parametrize("service", ["arxiv", "semantic_scholar", "github", "web"])
async def test_a_service_is_switched_off_and_on(library: Library, session: aiohttp.ClientSession, service: str) -> None:
    """A service that is down answers 503, the others go on, and it is back when the control is off."""
    name = f"{service}_down"
    library.control(name, True)
    assert control_named(library, name)["on"] is True
    for each, url in addresses(library).items():
        is_down = each == service or (each, service) in {("github_git", "github"), ("arxiv_pages", "arxiv")}
        assert await status_of(session, url) == (503 if is_down else 200)
    library.control(name, False)
    assert control_named(library, name)["on"] is False
    assert {await status_of(session, url) for url in addresses(library).values()} == {200}


@pytest.mark.parametrize(
    ("arxiv_id", "full_name", "before"),
    [
        (WITH_README_ONLY, "mailcorahul/f4-its", {"README.md", "LICENSE"}),
        (EMPTY, "AIGeeksGroup/WebCryptoAgent", set()),
        (GONE, "61s61min/MS2Fusion", set()),
    ],
)
async def test_the_authors_release_the_code(
    library: Library, session: aiohttp.ClientSession, arxiv_id: str, full_name: str, before: set[str]
) -> None:
    """Released code is pushed at the library's date into the same repository, once."""
    files = await files_of(session, library, full_name)
    assert files >= before
    assert not any(path.endswith(".py") for path in files)
    choices = control_named(library, "release_code")["arguments"]
    assert {"value": arxiv_id, "label": library.papers[arxiv_id].title} in choices
    library.control("release_code", True, arxiv_id)
    assert any(path.endswith(".py") for path in await files_of(session, library, full_name))
    async with session.get(f"{library.settings['GITHUB_API_URL']}/repos/{full_name}") as response:
        repository = await response.json()
    pushed_at = datetime.fromisoformat(repository["pushed_at"])
    assert timedelta(0) <= pushed_at - library.as_of < timedelta(minutes=2)
    assert (repository["created_at"] == repository["pushed_at"]) is (arxiv_id == GONE)
    assert arxiv_id not in {each["value"] for each in control_named(library, "release_code")["arguments"]}
    with pytest.raises(Refused, match=arxiv_id):
        library.control("release_code", True, arxiv_id)


async def test_a_release_ends_with_its_library() -> None:
    """The next library begins as the data has it."""
    async with Library() as library:
        library.control("release_code", True, EMPTY)
    assert EMPTY in {each["value"] for each in control_named(Library(), "release_code")["arguments"]}


@pytest.mark.parametrize(("name", "argument"), [("nothing", None), ("release_code", None), ("release_code", "1.2")])
async def test_what_is_not_offered_is_refused(library: Library, name: str, argument: str | None) -> None:
    """A control or a paper that is not there is refused with a sentence."""
    with pytest.raises(Refused, match=r"\.$"):
        library.control(name, True, argument)


async def test_a_fault_answers_instead(library: Library, session: aiohttp.ClientSession) -> None:
    """Status, body and headers of a fault are served as given, as often as wished, then the real answer."""
    library.fault("github", status=429, body="slow down", headers={"Retry-After": "7"}, times=2)
    url = addresses(library)["github"]
    for _ in range(2):
        async with session.get(url) as response:
            assert (response.status, await response.text()) == (429, "slow down")
            assert response.headers["Retry-After"] == "7"
    assert await status_of(session, url) == 200


@pytest.mark.parametrize("service", QUESTIONS)
async def test_a_fault_of_one_service_spares_the_others(
    library: Library, session: aiohttp.ClientSession, service: str
) -> None:
    """It lasts until cleared, and only where it was asked for."""
    library.fault(service, status=500)
    for each, url in addresses(library).items():
        assert await status_of(session, url) == (500 if each == service else 200)
    library.clear_faults()
    assert await status_of(session, addresses(library)[service]) == 200


async def test_faults_come_one_after_another(library: Library, session: aiohttp.ClientSession) -> None:
    """Several faults of one service are met in the order in which they were asked for."""
    url = addresses(library)["arxiv"]
    library.fault("arxiv", status=503, times=1)
    library.fault("arxiv", body="Rate exceeded.", headers={"Content-Type": "text/html"}, times=1)
    assert await status_of(session, url) == 503
    async with session.get(url) as response:
        assert (response.status, response.content_type, await response.text()) == (200, "text/html", "Rate exceeded.")
    assert await status_of(session, url) == 200


async def test_a_dropped_connection(library: Library, session: aiohttp.ClientSession) -> None:
    """The connection ends without an answer, and the next request is answered."""
    library.fault("github", drop=True, times=1)
    url = addresses(library)["github"]
    # A POST is not sent again by the client itself, as a GET on a kept connection may be.
    with pytest.raises(aiohttp.ClientConnectionError):
        await session.post(url)
    assert await status_of(session, url) == 200


async def test_a_slow_service(library: Library, session: aiohttp.ClientSession) -> None:
    """A delay outlasts an impatient client; alone, it gives the real answer late."""
    url = addresses(library)["semantic_scholar"]
    library.fault("semantic_scholar", delay_s=60, times=1)
    with pytest.raises(TimeoutError):
        await session.get(url, timeout=aiohttp.ClientTimeout(total=0.05))
    library.fault("semantic_scholar", delay_s=0.01, times=1)
    assert await status_of(session, url) == 200


async def test_an_unknown_service_cannot_fail(library: Library) -> None:
    """A misspelt service is an error of the test, and is told."""
    with pytest.raises(ValueError, match="gitlub"):
        library.fault("gitlub", status=500)
