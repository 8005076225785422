"""The emulator's environment is a list of ours: the host adds PATH and the locale."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from stratiform.local.emulator.environment import environment
from stratiform.local.state import State


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    for name in (
        "AWS_PROFILE",
        "AWS_SESSION_TOKEN",
        "HTTPS_PROXY",
        "NODE_PATH",
        "PYTHONPATH",
        "PIP_INDEX_URL",
    ):
        monkeypatch.setenv(name, "of the host")
    monkeypatch.setenv("PATH", "/host/bin")
    monkeypatch.setenv("LANG", "C.UTF-8")
    return dict(environment(State.of(tmp_path), port=4567, account="000000000000", region="eu-west-1"))


def test_nothing_else_of_the_host_is_kept(made: dict[str, str]) -> None:
    assert "of the host" not in made.values()
    assert made["LANG"] == "C.UTF-8"


def test_nodes_folder_is_first_on_the_path(made: dict[str, str]) -> None:
    first, *rest = made["PATH"].split(os.pathsep)
    assert (Path(first) / "node").exists()
    assert rest == ["/host/bin"]


def test_home_and_temporary_files_are_in_the_state(made: dict[str, str], tmp_path: Path) -> None:
    for name in ("HOME", "TMPDIR", "STATE_DIR", "S3_DATA_DIR"):
        assert Path(made[name]).is_relative_to(tmp_path / ".stratiform" / "local")


def test_only_this_machine_is_answered_and_only_the_authorized(made: dict[str, str]) -> None:
    assert (made["BIND_HOST"], made["AUTH"]) == ("127.0.0.1", "true")


def test_containers_are_asked_of_this_apps_engine_alone() -> None:
    with tempfile.TemporaryDirectory() as short:
        made = environment(State.of(Path(short)), port=4567, account="000000000000", region="eu-west-1")
        assert made["DOCKER_HOST"] == f"unix://{short}/.stratiform/local/engine/docker.sock"


def test_a_socket_whose_path_is_too_long_is_reached_from_the_working_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    made = environment(State.of(deep), port=4567, account="000000000000", region="eu-west-1")
    assert made["DOCKER_HOST"] == "unix:///proc/self/cwd/../engine/docker.sock"
