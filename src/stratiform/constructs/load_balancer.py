"""The load balancer of one service, its listeners, target groups and logs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_elasticloadbalancingv2 as elbv2

from constructs import Construct
from stratiform.constructs.choice import require_choice
from stratiform.errors import WrongUse

Scheme = Literal["public", "internal"]
Kind = Literal["application", "network"]


@dataclass(frozen=True, kw_only=True)
class LoadBalancer:
    """A load balancer in front of a service: public, or for those who use the service.

    With a ``certificate`` (or its ARN) it answers HTTPS and redirects HTTP; ``domain`` is the name on it.
    ``health`` is the path that answers 200 while a task is well; without one a ``network`` load balancer
    only connects. ``deregistration`` is how many seconds a task that goes has for its last requests.
    """

    scheme: Scheme = "public"
    kind: Kind = "application"
    certificate: acm.ICertificate | str | None = None
    domain: str | None = None
    health: str | None = "/health"
    deregistration: int = 30

    @staticmethod
    def public(
        *,
        certificate: acm.ICertificate | str | None = None,
        domain: str | None = None,
        health: str = "/health",
    ) -> LoadBalancer:
        """An application load balancer on the internet."""
        return LoadBalancer(scheme="public", certificate=certificate, domain=domain, health=health)

    @staticmethod
    def internal(
        *,
        certificate: acm.ICertificate | str | None = None,
        domain: str | None = None,
        health: str = "/health",
    ) -> LoadBalancer:
        """An application load balancer inside the network."""
        return LoadBalancer(scheme="internal", certificate=certificate, domain=domain, health=health)

    def __post_init__(self) -> None:
        require_choice("scheme", self.scheme, Scheme)
        require_choice("kind", self.kind, Kind)
        if self.kind == "application" and self.health is None:
            raise WrongUse(
                "An application load balancer needs a path that tells whether a task is well.",
                fix='Give health="/health".',
            )

    @property
    def is_public(self) -> bool:
        """Whether it has an address on the internet."""
        return self.scheme == "public"

    def certificates(self, scope: Construct) -> list[elbv2.IListenerCertificate]:
        """The certificate, as a listener wants it."""
        if self.certificate is None:
            return []
        if isinstance(self.certificate, str):
            return [elbv2.ListenerCertificate.from_arn(self.certificate)]
        return [elbv2.ListenerCertificate.from_certificate_manager(self.certificate)]
