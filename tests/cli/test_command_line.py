"""The command line as a person meets it: the real process, its output, its one sentence when it cannot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `python -m bot` in an empty folder, with no setting but those given."""

    def run_process(*arguments: str, stdin: str | bytes = "", **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), **settings}
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=tmp_path,
            env=environment,
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_process


def test_judge_reads_papers_in_order(run: Run) -> None:
    """One line out for each well-formed line in; absent and null fields are empty; quotes stand where they say."""
    papers = [
        {
            "id": "1",
            "title": "Fast Things",
            "abstract": "We are fast. Code is available at https://github.com/ada/fast.",
        },
        {"id": "2", "title": "A Survey of Things", "abstract": None, "comment": None, "categories": ["cs.LG"]},
        {
            "id": "3",
            "title": "Things",
            "comment": "🙂 Code will be released soon.",
            "authors": ["A"],
            "published": None,
        },
    ]
    done = run("judge", stdin="".join(json.dumps(paper) + "\n" for paper in papers))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(a["id"], a["text_status"], a["statement"], a["nature"]) for a in answers] == [
        ("1", "code", "url", "other"),
        ("2", "survey", "none", "survey"),
        ("3", "promised", "promised", "other"),
    ]
    assert answers[0]["own_urls"] == ["https://github.com/ada/fast"]
    for paper, answer in zip(papers, answers, strict=True):
        assert answer["evidence"]
        for item in answer["evidence"]:
            text = paper[item["field"]]
            assert isinstance(text, str)
            assert text[item["start"] :].startswith(item["quote"])
    assert (done.returncode, done.stderr) == (0, "")


def test_malformed_lines_are_named_and_left_out(run: Run) -> None:
    """A malformed line gets an error line that names it, and the rest is answered."""
    lines = [
        b'{"id": "1", "title": "T"}', b"{", b"[]", b"null", b'{"title": "no id"}', b'{"id": 7, "title": "T"}',
        b'{"id": "2", "title": ["T"]}', b"", b"\xff\xfe", b'{"id": "3", "title": "T"} trailing', b"[" * 100_000,
        b'{"id": "4", "title": "\\ud800"}', b'{"id": "5", "title": null}',
    ]  # fmt: skip
    done = run("judge", stdin=b"\n".join(lines))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["1", "5"]
    named = [line.split(" is left out")[0] for line in done.stderr.splitlines()]
    assert named == [f"line {n}" for n in (2, 3, 4, 5, 6, 7, 9, 10, 11, 12)]
    assert done.returncode == 1


def test_links_finds_papers(run: Run) -> None:
    """Papers of each message, with the version where one is named."""
    lines = [
        {"n": 1, "text": "see https://arxiv.org/abs/1706.03762v5 and arxiv.org/pdf/math/0309136"},
        {"n": 2, "text": None},
        {"n": 3},
        {"n": 4, "text": "`https://arxiv.org/abs/1706.03762`"},
    ]
    done = run("links", stdin="\n".join(json.dumps(line) for line in lines) + '\n{"text": "no n"}\n')
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "n": 1,
            "papers": [{"arxiv_id": "1706.03762", "version": 5}, {"arxiv_id": "math/0309136", "version": None}],
        },
        {"n": 2, "papers": []},
        {"n": 3, "papers": []},
        {"n": 4, "papers": []},
    ]
    assert done.stderr.startswith("line 5 is left out")


def test_lines_are_answered_as_they_come() -> None:
    """Each answer is written before the next question is asked."""
    command = [sys.executable, "-m", "bot", "links"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for n in range(3):
            process.stdin.write(b'{"n": %d, "text": "arxiv.org/abs/1706.03762"}\n' % n)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["n"] == n
        process.stdin.close()


def test_scan_of_the_seed_paper(run: Run) -> None:
    """The library's scan gives one JSON object a paper, with all that a machine wants."""
    done = run("scan", "--library", "--json", "2504.21051", "https://arxiv.org/abs/2303.16094")
    survey, alive = (json.loads(line) for line in done.stdout.splitlines())
    assert (survey["status"], survey["confidence"], survey["unreachable"]) == ("cartographer", "high", [])
    assert [item["text"] for item in survey["evidence"]] == [
        "No code URL or promise found in abstract",
        "Title-pattern auto-detect: Multimodal Large Language Models for Medicine: A Comprehensive Survey",
    ]
    assert survey["scanned_at"].endswith("Z")
    assert survey["paper"]["authors"] == ["Jiarui Ye", "Hao Tang"]
    assert alive["status"] == "alive"
    assert (done.returncode, done.stderr) == (0, "")


def test_scan_for_people(run: Run) -> None:
    """In the terminal the verdict stands with its evidence, without colour where it is no terminal."""
    done = run("scan", "--library", "2504.21051")
    assert "The Cartographer" in done.stdout
    assert "No code URL or promise found in abstract" in done.stdout
    assert "\x1b" not in done.stdout


def test_scan_of_what_is_no_paper(run: Run) -> None:
    """An id that does not exist and a word that is none are each one sentence; the others are answered."""
    done = run("scan", "--library", "--json", "2301.99999", "lunch", "2504.21051")
    assert [json.loads(line)["arxiv_id"] for line in done.stdout.splitlines()] == ["2504.21051"]
    assert sorted(done.stderr.splitlines()) == ["'lunch' is no arXiv id or link.", "arXiv has no paper 2301.99999."]
    assert done.returncode != 0


def test_scan_without_arxiv_is_fog(run: Run) -> None:
    """Where nobody answers, the verdict is fog and the source is named, never “no code”."""
    nowhere = {"ARXIV_API_URL": "http://127.0.0.1:9/", "SEMANTIC_SCHOLAR_API_URL": "http://127.0.0.1:9"}
    done = run("scan", "--json", "1706.03762", ARXIV_INTERVAL_S="0", **nowhere)
    answer = json.loads(done.stdout)
    assert (answer["status"], answer["unreachable"], answer["paper"]) == ("fog", ["arXiv"], None)


SENTENCES = {
    "run without a token": (("run",), {}, "DISCORD_TOKEN is not set"),
    "a bad setting": (("run",), {"SANDBOX_PORT": "x"}, "SANDBOX_PORT"),
    "a store that cannot be written": (("run",), {"DATABASE_URL": "sqlite:////proc/none/pwnc.db"}, "DATABASE_URL"),
    "a store of another kind": (("scan", "1706.03762"), {"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
    "Discord not there": (("run",), {"DISCORD_API_URL": "http://127.0.0.1:9"}, "Discord cannot be reached"),
}


@pytest.mark.parametrize(("arguments", "settings", "sentence"), SENTENCES.values(), ids=SENTENCES)
def test_one_sentence(run: Run, arguments: tuple[str, ...], settings: dict[str, str], sentence: str) -> None:
    """What cannot be done is one sentence on standard error, an exit code, and no traceback."""
    token = {} if sentence.startswith("DISCORD_TOKEN") else {"DISCORD_TOKEN": "abc.def.ghi"}
    done = run(*arguments, **token, **settings)
    last = done.stderr.splitlines()[-1]
    assert last.startswith("pwnc: ")
    assert sentence in last
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_a_broken_env_file(run: Run, tmp_path: Path) -> None:
    """A .env that cannot be read is told with its line."""
    (tmp_path / ".env").write_text("DISCORD TOKEN is secret\n")
    done = run("run")
    assert done.stderr == "pwnc: .env, line 1, is not of the form NAME=value: mend or remove it.\n"
    assert done.returncode == 1


def test_check_hides_secrets(run: Run) -> None:
    """`check` shows what is set, never a secret."""
    done = run("check", GITHUB_TOKEN="ghp_sesame", CONTACT="ada@example.org")
    assert "ghp_sesame" not in done.stdout + done.stderr
    assert "ada@example.org" in done.stdout
    assert "DISCORD_TOKEN is not set" in done.stdout
    assert done.returncode == 1


def test_import_of_papers_with_code(run: Run, tmp_path: Path) -> None:
    """The file goes into the store and may go there again; a bad one is one sentence."""
    link = {"paper_arxiv_id": "1805.07499", "repo_url": "https://github.com/roatienza/densemapnet", "is_official": True}
    path = tmp_path / "links.json"
    path.write_text(json.dumps([link, {**link, "paper_arxiv_id": None}]), encoding="utf-8")
    for _ in range(2):
        done = run("import", "--pwc", str(path))
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == "Links kept: 1. Left out, without arXiv id or address: 1.\n"
    path.write_text("<html>", encoding="utf-8")
    for arguments in (["import", "--pwc", str(path)], ["import", "--pwc", str(path), "--archived", "July"]):
        done = run(*arguments)
        assert done.returncode == 1
        assert done.stderr.startswith("pwnc: ")
        assert done.stderr.count("\n") == 1


def test_check_hides_the_password_of_the_database(run: Run) -> None:
    """Neither the list of settings nor the sentence of a failed start shows it."""
    done = run("check", DATABASE_URL="postgresql://pwnc:sesame@127.0.0.1:9/pwnc?password=sesame")
    assert "postgresql://pwnc@127.0.0.1:9/pwnc" in done.stdout
    assert done.stderr.startswith("pwnc: No PostgreSQL answers at postgresql://pwnc@127.0.0.1:9/pwnc")
    assert "sesame" not in done.stdout + done.stderr
