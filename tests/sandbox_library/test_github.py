"""The stand-in for GitHub, held against recorded answers."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import aiohttp
import pytest

from bot.sandbox.library import Library
from bot.sandbox.library.holdings import load_holdings
from tests.sandbox_library.recordings import assert_same_shape, load_recording

ALIVE, EMPTY, GONE = "MCG-NJU/LinK", "AIGeeksGroup/WebCryptoAgent", "61s61min/MS2Fusion"
RENAMED, NEW_NAME = "johnyang101/reticular-sae", "johnyang101/protein-sae"


async def ask(
    session: aiohttp.ClientSession, library: Library, path: str, *, follow: bool = True
) -> tuple[int, Any, Mapping[str, str]]:
    url = library.settings["GITHUB_API_URL"] + path
    async with session.get(url, allow_redirects=follow) as response:
        return response.status, await response.json(), response.headers


async def ask_graphql(
    session: aiohttp.ClientSession, library: Library, names: list[str], *, with_token: bool = True
) -> tuple[int, Any]:
    """Asks for all `names` in one query, aliases r0, r1, …"""
    variables = {}
    parts = []
    for number, name in enumerate(names):
        variables[f"o{number}"], variables[f"n{number}"] = name.split("/")
        parts.append(f"r{number}: repository(owner:$o{number}, name:$n{number}, followRenames: true) {{ ...state }}")
    declared = ", ".join(f"${name}: String!" for name in variables)
    query = (
        f"query({declared}) {{ {' '.join(parts)} }} fragment state on Repository {{ databaseId nameWithOwner isArchived"
        ' isEmpty stargazerCount pushedAt defaultBranchRef { name } object(expression: "HEAD:") { ... on Tree'
        " { entries { name type } } } }"
    )
    headers = {"Authorization": "Bearer any"} if with_token else {}
    url = library.settings["GITHUB_API_URL"] + "/graphql"
    async with session.post(url, json={"query": query, "variables": variables}, headers=headers) as response:
        return response.status, await response.json()


async def test_a_repository_has_the_recorded_shape(library: Library, session: aiohttp.ClientSession) -> None:
    """Every field served is one of GitHub's, of the same kind."""
    status, served, headers = await ask(session, library, f"/repos/{ALIVE}")
    recording = load_recording("github/repository")
    assert status == recording.status
    assert_same_shape(served, recording.json)
    assert headers["Content-Type"] == recording.headers["content-type"]
    for name in ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-ratelimit-resource"):
        assert name in recording.headers
        assert name in headers


async def test_every_repository_is_told_as_it_is_held(library: Library, session: aiohttp.ClientSession) -> None:
    """Name, numeric ids, stars, language, licence, archive, date and files are those of the data; gone is 404."""
    for held in load_holdings().repositories:
        status, served, _ = await ask(session, library, f"/repos/{held.full_name}")
        assert status == (404 if held.gone else 200)
        if held.gone:
            continue
        assert (served["full_name"], served["id"]) == (held.full_name, held.repository_id)
        assert served["owner"]["id"] == held.owner_id
        assert (served["license"] and served["license"]["spdx_id"]) == held.licence
        assert (served["language"], served["stargazers_count"]) == (held.language, held.stars)
        assert served["archived"] is held.archived
        assert datetime.fromisoformat(served["pushed_at"]) == (held.pushed_at or held.created_at)
        path = f"/repos/{held.full_name}/git/trees/{held.default_branch}?recursive=1"
        status, listing, _ = await ask(session, library, path)
        assert status == (200 if held.files else 409)
        entries = listing.get("tree", [])
        assert {entry["path"]: entry["size"] for entry in entries if entry["type"] == "blob"} == held.files


async def test_names_are_found_whatever_their_case(library: Library, session: aiohttp.ClientSession) -> None:
    """GitHub does not tell cases apart, and answers with the name as its owner writes it."""
    status, served, _ = await ask(session, library, f"/repos/{ALIVE.lower()}")
    assert (status, served["full_name"]) == (200, ALIVE)


@pytest.mark.parametrize("path", [f"/repos/{GONE}", f"/repos/{GONE}/readme", "/repos/no/body", "/repositories/1", "/x"])
async def test_what_is_not_there_is_404(library: Library, session: aiohttp.ClientSession, path: str) -> None:
    """A repository that is gone or never was, and a route that GitHub does not have, answer "Not Found"."""
    recording = load_recording("github/unknown_repository")
    status, answer, headers = await ask(session, library, path)
    assert (status, answer["message"]) == (recording.status, recording.json["message"])
    assert "x-ratelimit-remaining" in headers


async def test_a_tree_has_the_recorded_shape(library: Library, session: aiohttp.ClientSession) -> None:
    """The root lists files and folders as recorded; `recursive` goes down, whatever its value."""
    status, root, _ = await ask(session, library, f"/repos/{ALIVE}/git/trees/main")
    assert status == 200
    assert_same_shape({name: value for name, value in root.items() if name not in ("tree", "truncated")}, TREE)
    assert {entry["type"] for entry in root["tree"]} == {"blob", "tree"}
    for entry in root["tree"]:
        assert_same_shape(entry, next(each for each in TREE["tree"] if each["type"] == entry["type"]))
        assert "/" not in entry["path"]
    _, whole, _ = await ask(session, library, f"/repos/{ALIVE}/git/trees/HEAD?recursive=0")
    assert whole["truncated"] is False
    blobs = {entry["path"]: entry["size"] for entry in whole["tree"] if entry["type"] == "blob"}
    assert "det3d/models/backbones/scn_link.py" in blobs
    assert {entry["path"] for entry in whole["tree"] if entry["type"] == "tree"} >= {"det3d", "det3d/models"}


TREE = load_recording("github/tree").json


async def test_an_unknown_branch_is_404(library: Library, session: aiohttp.ClientSession) -> None:
    """Only the default branch is there."""
    status, _, _ = await ask(session, library, f"/repos/{ALIVE}/git/trees/develop")
    assert status == 404


async def test_an_empty_repository(library: Library, session: aiohttp.ClientSession) -> None:
    """It exists, has no size, and says that it is empty: 409 for its tree, 404 for its contents and README."""
    status, served, _ = await ask(session, library, f"/repos/{EMPTY}")
    assert (status, served["size"]) == (200, 0)
    status, answer, _ = await ask(session, library, f"/repos/{EMPTY}/git/trees/main?recursive=1")
    assert (status, answer["message"]) == (409, "Git Repository is empty.")
    status, answer, _ = await ask(session, library, f"/repos/{EMPTY}/contents/")
    assert (status, answer["message"]) == (404, "This repository is empty.")
    status, _, _ = await ask(session, library, f"/repos/{EMPTY}/readme")
    assert status == 404


async def test_contents_have_the_recorded_shape(library: Library, session: aiohttp.ClientSession) -> None:
    """The root's files and folders come as a list."""
    status, served, _ = await ask(session, library, f"/repos/{ALIVE}/contents/")
    assert status == 200
    assert_same_shape(served, load_recording("github/contents").json)
    assert {entry["name"]: entry["type"] for entry in served}.items() >= {"README.md": "file", "det3d": "dir"}.items()


async def test_a_readme_has_the_recorded_shape(library: Library, session: aiohttp.ClientSession) -> None:
    """The README comes as base64 in lines, and reads as composed."""
    status, served, _ = await ask(session, library, f"/repos/{ALIVE}/readme")
    recorded = load_recording("github/readme").json
    assert status == 200
    assert_same_shape(served, recorded | {"download_url": ""})
    assert max(map(len, served["content"].splitlines())) == max(map(len, recorded["content"].splitlines()))
    assert base64.b64decode(served["content"]).decode().startswith("# LinK")


async def test_a_renamed_repository_redirects_to_its_id(library: Library, session: aiohttp.ClientSession) -> None:
    """Its old name answers 301 with the address by id, which gives the new name; so do the routes below it."""
    recording = load_recording("github/renamed_repository")
    status, answer, headers = await ask(session, library, f"/repos/{RENAMED}", follow=False)
    assert (status, answer["message"]) == (recording.status, recording.json["message"])
    assert answer.keys() == recording.json.keys()
    assert headers["Location"] == answer["url"]
    assert headers["Location"].startswith(library.settings["GITHUB_API_URL"] + "/repositories/")
    status, served, _ = await ask(session, library, f"/repos/{RENAMED}")
    assert (status, served["full_name"]) == (200, NEW_NAME)
    status, tree, _ = await ask(session, library, f"/repos/{RENAMED}/git/trees/main?recursive=1")
    assert status == 200
    assert any("/" in entry["path"] for entry in tree["tree"])


async def test_graphql_answers_many_at_once(library: Library, session: aiohttp.ClientSession) -> None:
    """Each alias has its repository, an old name the present one, a missing one null and an error of its own."""
    status, answer = await ask_graphql(session, library, [ALIVE, RENAMED, GONE, EMPTY])
    assert status == 200
    alive, renamed, gone, empty = (answer["data"][f"r{number}"] for number in range(4))
    assert alive["nameWithOwner"] == ALIVE
    assert {"name": "tools", "type": "tree"} in alive["object"]["entries"]
    assert "isFork" not in alive
    assert renamed["nameWithOwner"] == NEW_NAME
    assert (empty["isEmpty"], empty["defaultBranchRef"], empty["object"]) == (True, None, None)
    assert gone is None
    assert [(error["type"], error["path"]) for error in answer["errors"]] == [("NOT_FOUND", ["r2"])]


async def test_graphql_without_errors_has_none(library: Library, session: aiohttp.ClientSession) -> None:
    """Where everything is found there is no list of errors."""
    _, answer = await ask_graphql(session, library, [ALIVE])
    assert answer.keys() == {"data"}


async def test_graphql_wants_a_token(library: Library, session: aiohttp.ClientSession) -> None:
    """Without one it answers 401."""
    status, answer = await ask_graphql(session, library, [ALIVE], with_token=False)
    recording = load_recording("github/bad_credentials")
    assert status == recording.status == 401
    assert answer.keys() >= recording.json.keys()


async def test_what_has_not_changed_is_not_sent_again(library: Library, session: aiohttp.ClientSession) -> None:
    """Asked with the ETag of its last answer, it answers 304 without a body until something changes."""
    url = f"{library.settings['GITHUB_API_URL']}/repos/mailcorahul/f4-its"
    async with session.get(url) as response:
        etag = response.headers["ETag"]
    async with session.get(url, headers={"If-None-Match": etag}) as response:
        assert (response.status, response.headers["ETag"], await response.read()) == (304, etag, b"")
        assert "X-RateLimit-Remaining" in response.headers
    library.control("release_code", True, "2508.17037")
    async with session.get(url, headers={"If-None-Match": etag}) as response:
        assert response.status == 200
        assert response.headers["ETag"] != etag
