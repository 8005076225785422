"""Make the images of the app known: to the registry of the local cloud, and to Docker or Podman.

The process engine runs an image from its folder, so its registry needs the tag alone; with the tag there,
`cdk deploy` builds nothing either. Docker and Podman build.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from stratiform.errors import EngineFailed, ImageError
from stratiform.local.cloud import Cloud
from stratiform.local.container_host import Choice, listens
from stratiform.local.engine_errors import engine_errors
from stratiform.local.plan import ImagePlan

_MANIFEST = json.dumps(
    {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "layers": []}
)


def publish_images(images: Iterable[ImagePlan], cloud: Cloud, engine: Choice, assembly: Path) -> None:
    """Register each image; build it where ``engine`` is Docker or Podman, unless it has it: tags are content.

    Raises ImageError where a build fails, EngineFailed where no program builds.
    """
    for image in images:
        if engine.host is not None and not is_built(image, engine.host):
            _build(image, engine.host, assembly)
        _register(image, cloud)


def _register(image: ImagePlan, cloud: Cloud) -> None:
    client = cloud.client("ecr", image.target)
    try:
        client.create_repository(repositoryName=image.repository)
    except ClientError as error:
        if error.response["Error"]["Code"] != "RepositoryAlreadyExistsException":
            raise
    try:
        client.put_image(repositoryName=image.repository, imageManifest=_MANIFEST, imageTag=image.tag)
    except ClientError as error:
        if error.response["Error"]["Code"] not in (
            "ImageAlreadyExistsException",
            "ImageTagAlreadyExistsException",
        ):
            raise


def is_built(image: ImagePlan, host: str) -> bool:
    """Whether the engine at ``host`` has the image."""
    import docker

    if not listens(host):
        return False
    try:
        with contextlib.closing(docker.DockerClient(base_url=host)) as client:
            client.images.get(image.name)
    except engine_errors():
        return False
    return True


def _build(image: ImagePlan, host: str, assembly: Path) -> None:
    program = shutil.which("docker") or shutil.which("podman")
    if program is None:
        raise EngineFailed(
            "Neither the docker nor the podman command is on PATH, so no image can be built.",
            fix="Install one of them; or leave --engine away: the process engine builds nothing.",
        )
    done = subprocess.run(
        [program, "build", "--tag", image.name, *_options(image, assembly), str(image.source)],
        env={**os.environ, "DOCKER_HOST": host, "CONTAINER_HOST": host},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,  # what a step prints tells more than the builder's own last word
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = done.stdout.strip().splitlines()[-6:]
        raise ImageError(
            f"The image of {image.source} cannot be built: {' / '.join(said)}",
            where=str(image.source),
            fix="Correct its Dockerfile, or see that its base image can be had.",
        )


def _options(image: ImagePlan, assembly: Path) -> list[str]:
    """What the assembly says about the build: Dockerfile, arguments, target, platform."""
    source = next((found for found in _sources(assembly) if image.tag in found[1]), ({}, ()))[0]
    options = ["--file", str(image.source / source.get("dockerFile", "Dockerfile"))]
    for name, value in (source.get("dockerBuildArgs") or {}).items():
        options += ["--build-arg", f"{name}={value}"]
    if source.get("dockerBuildTarget"):
        options += ["--target", source["dockerBuildTarget"]]
    return options


def _sources(assembly: Path) -> Iterable[tuple[dict[str, Any], set[str]]]:
    for file in assembly.rglob("*.assets.json"):
        for asset in (json.loads(file.read_text()).get("dockerImages") or {}).values():
            yield asset["source"], {each["imageTag"] for each in asset["destinations"].values()}
