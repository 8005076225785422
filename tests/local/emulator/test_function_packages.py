"""A bundle for another platform runs with the same versions, made for the Python at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from stratiform.errors import MissingPart
from stratiform.local.emulator import function_packages
from stratiform.local.emulator.interpreters import Interpreter
from stratiform.local.engine.images.environment import HANDED

HERE = Interpreter(Path(sys.executable), f"{sys.version_info.major}.{sys.version_info.minor}")
OWN = "cp" + HERE.version.replace(".", "")


@pytest.fixture(autouse=True)
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be installed, and the cache is the test's own."""
    tools = {"PATH": os.defpath, "HOME": str(tmp_path), "UV_OFFLINE": "1"}
    monkeypatch.setenv(HANDED, json.dumps(tools))


def package(bundle: Path, name: str, tag: str, *requires: str) -> Path:
    metadata = bundle / f"{name}-1.0.dist-info"
    metadata.mkdir(parents=True)
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        "Version: 1.0",
        *(f"Requires-Dist: {r}" for r in requires),
    ]
    (metadata / "METADATA").write_text("\n".join(lines) + "\n")
    (metadata / "WHEEL").write_text(f"Wheel-Version: 1.0\nTag: {tag}\n")
    return bundle


@pytest.mark.parametrize(
    "tag", ["py3-none-any", f"{OWN}-{OWN}-any", "cp38-abi3-any"], ids=["pure", "own version", "stable"]
)
def test_what_loads_here_is_left_alone(tmp_path: Path, tag: str) -> None:
    assert function_packages.folder([package(tmp_path, "one", tag)], HERE, "python3.14") is None


@pytest.mark.parametrize(
    "tag",
    ["cp399-cp399-any", f"{OWN}-{OWN}-manylinux_2_17_mips", "cp399-abi3-any", f"{OWN}-{OWN}-win_amd64"],
    ids=["another version", "another processor", "newer stable", "another system"],
)
def test_what_does_not_load_and_cannot_be_installed_is_one_clear_error(tmp_path: Path, tag: str) -> None:
    bundle = package(tmp_path / "bundle", "one", tag)
    with pytest.raises(MissingPart) as raised:
        function_packages.folder([bundle], HERE, "python3.14")
    assert "packages for python3.14" in raised.value.what
    assert "the package index" in raised.value.what


def test_a_dependency_of_older_pythons_alone_is_missed(tmp_path: Path) -> None:
    bundle = package(tmp_path / "bundle", "one", "py3-none-any", "backport; python_version < '3.14'")
    older = Interpreter(Path(sys.executable), "3.9")
    with pytest.raises(MissingPart):
        function_packages.folder([bundle], older, "python3.14")
    assert function_packages.folder([bundle], Interpreter(HERE.executable, "3.14"), "python3.14") is None
    with_it = package(bundle, "backport", "py3-none-any")
    assert function_packages.folder([with_it], older, "python3.14") is None


def test_the_sdk_is_not_missed(tmp_path: Path) -> None:
    bundle = package(tmp_path, "one", "py3-none-any", "python-dateutil; python_version > '3'")
    assert function_packages.folder([bundle], HERE, "python3.14") is None


@pytest.mark.local
def test_uv_is_asked_for_the_same_versions_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A uv that writes down what it is asked for stands for the index."""
    asked = tmp_path / "asked"
    uv = tmp_path / "uv"
    uv.write_text(f'#!/bin/sh\necho "$@" >> {asked}\n')
    uv.chmod(0o700)
    monkeypatch.setattr("uv.find_uv_bin", lambda: str(uv))
    bundle = package(package(tmp_path / "bundle", "one", "cp399-cp399-any"), "two", "py3-none-any")
    first = function_packages.folder([bundle], HERE, "python3.14")
    assert first == function_packages.folder([bundle], HERE, "python3.14")
    (line,) = asked.read_text().splitlines()
    assert line.endswith("one==1.0 two==1.0")
    assert subprocess.run(["test", "-d", str(first)], check=False).returncode == 0
