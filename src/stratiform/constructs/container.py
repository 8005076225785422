"""One container of a task: what it runs, what it knows, and what it may write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import aws_cdk as cdk
from aws_cdk import aws_ecr_assets as assets
from aws_cdk import aws_ecs as ecs

from constructs import Construct
from stratiform.constructs.bundle import LEFT_OUT
from stratiform.constructs.choice import require_choice, require_made
from stratiform.constructs.hardening import Hardening
from stratiform.errors import WrongUse

Architecture = Literal["x86_64", "arm64"]
Protocol = Literal["http", "http2", "grpc", "tcp"]
PLATFORMS: Mapping[Architecture, str] = {"x86_64": "linux/amd64", "arm64": "linux/arm64"}


@dataclass(frozen=True, kw_only=True)
class Container:
    """A container, from ``image`` (a URI) or built from ``source`` (a folder with a Dockerfile).

    ``port`` is the one it listens on; it reads it from the variable PORT. ``health`` is a command in the
    container whose exit code 0 says that it is well. ``writable`` are folders it may write to, empty at
    the start; on Fargate such a folder belongs to root unless the Dockerfile has a VOLUME for it.
    Secrets go by reference. A container that is not ``essential`` may end without ending the task.
    """

    source: str | Path | None = None
    image: str | ecs.ContainerImage | None = None
    port: int | None = None
    protocol: Protocol = "http"
    """What is spoken on the port, for Service Connect."""
    entrypoint: Sequence[str] | None = None
    command: Sequence[str] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, ecs.Secret] = field(default_factory=dict)
    health: Sequence[str] | None = None
    writable: Sequence[str] = ("/tmp",)  # noqa: S108 - a folder of the container
    hardening: Hardening = field(default_factory=Hardening)
    essential: bool = True
    build_arguments: Mapping[str, str] = field(default_factory=dict)
    target: str | None = None
    """The stage of the Dockerfile to build."""

    def __post_init__(self) -> None:
        require_choice("protocol", self.protocol, Protocol)
        if self.port is not None:
            require_made("port", self.port, int, fix="Write it without quotes: port=8080.")
        if (self.source is None) == (self.image is None):
            raise WrongUse(
                "A container has either a source or an image.",
                where=str(self.source or self.image or ""),
                fix='Give Container(source="src") or Container(image="public.ecr.aws/nginx/nginx:1.29").',
            )

    @property
    def is_from_internet(self) -> bool:
        """Whether the image comes from a registry outside AWS's own network."""
        return isinstance(self.image, str) and ".dkr.ecr." not in self.image

    def image_for(self, scope: Construct, architecture: Architecture) -> ecs.ContainerImage:
        """The image, or the asset that it is built from. Raises WrongUse where there is no Dockerfile."""
        if isinstance(self.image, ecs.ContainerImage):
            return self.image
        if self.image is not None:
            return ecs.ContainerImage.from_registry(self.image)
        folder = Path(self.source or "")
        dockerfile = folder / "Dockerfile"
        if not dockerfile.is_file():
            raise WrongUse(
                f"There is no {dockerfile}.",
                where=scope.node.path,
                fix="Put a Dockerfile there; source is relative to the folder that the app runs in.",
            )
        self._tell_about_volumes(scope, dockerfile)
        return ecs.ContainerImage.from_asset(
            str(folder),
            platform=assets.Platform.custom(PLATFORMS[architecture]),
            build_args=dict(self.build_arguments) or None,
            target=self.target,
            exclude=[f"**/{name}" for name in LEFT_OUT],
            ignore_mode=cdk.IgnoreMode.DOCKER,
        )

    def _tell_about_volumes(self, scope: Construct, dockerfile: Path) -> None:
        """Warn where a user other than root could not write to a folder that it should."""
        lines = [line.strip() for line in dockerfile.read_text().splitlines()]
        volumes = " ".join(line for line in lines if line.upper().startswith("VOLUME"))
        missing = [path for path in self.writable if path not in volumes]
        if missing and self.hardening.user is not None and self.hardening.writable_root is None:
            cdk.Annotations.of(scope).add_warning_v2(
                "stratiform:volume",
                f"{dockerfile} has no VOLUME for {', '.join(missing)}: on Fargate only root could write "
                f'there. Add VOLUME ["{missing[0]}"].',
            )
