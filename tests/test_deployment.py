"""Dockerfile and compose.yaml agree with the program: settings, files, pinned versions."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from bot.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
SETTINGS = {setting.name.upper() for setting in fields(Settings)}


def test_settings_exist() -> None:
    """What is set in the image and for the processes are settings, with values that can be used."""
    image = dict(re.findall(r"^\s+([A-Z_]+)=(\S+)", DOCKERFILE, re.MULTILINE))
    composed = re.findall(r'^      ([A-Z_]+): "?([^"\n]*?)"?$', COMPOSE, re.MULTILINE)
    ours = [(name, value) for name, value in composed if not name.startswith("POSTGRES_")]
    assert {name for name, _ in ours} | (image.keys() - {"PATH", "PYTHONUNBUFFERED"}) <= SETTINGS
    assert load_settings({name: value for name, value in image.items() if name in SETTINGS}).monitor_port
    shards = [value for name, value in ours if name == "SHARD_IDS"]
    (count,) = (value for name, value in ours if name == "SHARD_COUNT")
    assert sorted(shards) == [str(shard) for shard in range(int(count))]


@pytest.mark.parametrize("text", [DOCKERFILE, COMPOSE], ids=["Dockerfile", "compose.yaml"])
def test_versions_are_pinned(text: str) -> None:
    """Every image of others has an exact version and its digest, and uv is the one that made the lock."""
    images = re.findall(r"^FROM (\S+)|^    image: (\S+)", text, re.MULTILINE)
    for image in {one or other for one, other in images} - {"pwnc"}:
        assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?-[a-z-]+@sha256:[0-9a-f]{64}", image), image
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    (uv,) = (package["version"] for package in locked["package"] if package["name"] == "uv")
    assert re.findall(r"uv==([\d.]+)", text) in ([uv], [])


def test_the_images_files_are_enough(tmp_path: Path) -> None:
    """With what the image holds, in a place where nothing can be written, a paper is scanned."""
    for name in re.findall(r"^COPY (bot|cogs) ", DOCKERFILE, re.MULTILINE):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in (tmp_path, *(path for path in tmp_path.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "bot", "scan", "--library", "2504.21051"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    for folder in (tmp_path, *(path for path in tmp_path.rglob("*") if path.is_dir())):
        folder.chmod(0o755)
    assert "The Cartographer" in done.stdout, done.stderr
    assert done.returncode == 0
