"""What a container may not do, and the exceptions that somebody gave a reason for."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from aws_cdk import aws_ecs as ecs

from constructs import Construct
from stratiform.errors import WrongUse

USER = "10001:10001"


@dataclass(frozen=True, kw_only=True)
class Hardening:
    """A container runs as ``USER`` on a read-only file system, with an init process and no capabilities.

    A relaxation is a field that holds its reason. ``privileged`` exists on EC2 only.
    """

    root_user: str | None = None
    """The image's own user, root included."""
    writable_root: str | None = None
    """The whole file system can be written to."""
    capabilities: str | None = None
    """The capabilities that Docker gives by default."""
    no_init: str | None = None
    """The program is process 1 itself."""
    privileged: str | None = None
    """The container is root of its host."""

    @staticmethod
    def relaxed(
        *,
        root_user: str | None = None,
        writable_root: str | None = None,
        capabilities: str | None = None,
        no_init: str | None = None,
        privileged: str | None = None,
    ) -> Hardening:
        """The hardening without what is named, each for the reason given."""
        return Hardening(
            root_user=root_user,
            writable_root=writable_root,
            capabilities=capabilities,
            no_init=no_init,
            privileged=privileged,
        )

    def __post_init__(self) -> None:
        for name, reason in asdict(self).items():
            if reason is not None and not reason.strip():
                raise WrongUse(
                    f"The relaxation {name} has no reason.",
                    fix=f'Say why: Hardening.relaxed({name}="writes its cache beside its code").',
                )

    @property
    def reasons(self) -> dict[str, str]:
        """Every relaxation with its reason."""
        return {name: reason for name, reason in asdict(self).items() if reason is not None}

    @property
    def user(self) -> str | None:
        """Who the container runs as; None leaves that to the image."""
        return None if self.root_user else USER

    def linux(self, scope: Construct, id: str) -> ecs.LinuxParameters:
        """Init process and capabilities."""
        parameters = ecs.LinuxParameters(scope, id, init_process_enabled=self.no_init is None)
        if self.capabilities is None and self.privileged is None:
            parameters.drop_capabilities(ecs.Capability.ALL)
        return parameters
