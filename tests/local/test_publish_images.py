"""An image is known to its repository by its tag; Docker or Podman builds it as the assembly says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import docker
import pytest

from local.conftest import ACCOUNT, REGION, LocalCloud
from stratiform.errors import EngineFailed, ImageError
from stratiform.local.cloud import Cloud
from stratiform.local.container_host import Choice
from stratiform.local.plan import ImagePlan
from stratiform.local.publish_images import is_built, publish_images
from stratiform.local.target import Target

HERE = Target(ACCOUNT, REGION)
DOCKER = Choice("docker", "unix:///nothing.sock")


@pytest.fixture
def image(tmp_path: Path) -> ImagePlan:
    """An image of an assembly that says how it is built."""
    (tmp_path / "asset.abc").mkdir()
    source = {
        "directory": "asset.abc",
        "dockerFile": "web.Dockerfile",
        "dockerBuildArgs": {"VERSION": "2"},
        "dockerBuildTarget": "final",
    }
    destinations = {"here": {"repositoryName": "assets", "imageTag": "abc"}}
    images = {"dockerImages": {"abc": {"source": source, "destinations": destinations}}}
    (tmp_path / "Stack.assets.json").write_text(json.dumps(images))
    return ImagePlan(tmp_path / "asset.abc", "assets", "abc", HERE)


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    """Where nothing answers."""
    made = Cloud("http://127.0.0.1:9", HERE)
    yield made
    made.close()


def program(folder: Path, text: str) -> Path:
    """A ``docker`` that runs ``text``, alone on PATH."""
    folder.mkdir()
    path = folder / "docker"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o700)
    return folder


@pytest.mark.local
def test_an_image_is_registered_once(local_cloud: LocalCloud, image: ImagePlan, tmp_path: Path) -> None:
    cloud = Cloud(local_cloud.emulator.endpoint, HERE)
    try:
        for _ in range(2):
            publish_images([image], cloud, Choice(), tmp_path)
    finally:
        cloud.close()
    found = local_cloud.client("ecr").describe_images(repositoryName="assets", imageIds=[{"imageTag": "abc"}])
    assert [each["imageTags"] for each in found["imageDetails"]] == [["abc"]]


@pytest.mark.local
def test_a_build_has_what_the_assembly_says(
    local_cloud: LocalCloud, image: ImagePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    monkeypatch.setenv("PATH", str(program(tmp_path / "bin", f'echo "$DOCKER_HOST" "$@" > {asked}')))
    cloud = Cloud(local_cloud.emulator.endpoint, HERE)
    try:
        publish_images([image], cloud, DOCKER, tmp_path)
    finally:
        cloud.close()
    words = asked.read_text().split()
    assert words[:4] == [DOCKER.host, "build", "--tag", image.name]
    assert words[4:] == [
        *("--file", f"{image.source}/web.Dockerfile", "--build-arg", "VERSION=2"),
        *("--target", "final", str(image.source)),
    ]


def test_what_the_engine_has_is_not_built_again(image: ImagePlan, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    client = SimpleNamespace(images=SimpleNamespace(get=asked.append), close=lambda: None)
    monkeypatch.setattr(docker, "DockerClient", lambda base_url: client)
    assert is_built(image, "tcp://127.0.0.1:2375")
    assert asked == [image.name]


def test_what_no_engine_answers_for_is_built(image: ImagePlan) -> None:
    assert not is_built(image, "unix:///nothing.sock")


@pytest.mark.local
def test_a_build_that_fails_says_why(
    cloud: Cloud, image: ImagePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "echo 'no such base image' >&2; exit 1"
    monkeypatch.setenv("PATH", str(program(tmp_path / "bin", text)))
    with pytest.raises(ImageError, match="no such base image"):
        publish_images([image], cloud, DOCKER, tmp_path)


def test_without_a_program_that_builds_it_is_told(
    cloud: Cloud, image: ImagePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineFailed, match="Neither the docker nor the podman"):
        publish_images([image], cloud, DOCKER, tmp_path)
