"""A target group as where requests go, counted for one load balancer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stratiform.local.gateway.balance import Member
from stratiform.local.gateway.forwarding import Forwarding
from stratiform.local.gateway.group import Group
from stratiform.local.gateway.shared import Shared
from stratiform.local.gateway.upstream import Address


@dataclass(frozen=True, slots=True)
class Counted:
    """A ``forwarding.Backend``. ``load_balancer`` is its CloudWatch dimension."""

    group: Group
    shared: Shared
    load_balancer: str

    def pick(self, refused: Sequence[Member]) -> Member | None:
        """A target that is not in ``refused``."""
        return self.group.pick(refused)

    def address(self, member: Member) -> Address | None:
        """Where the target listens."""
        return self.group.address(member)

    def refused(self, member: Member) -> None:
        """Count a connection that could not be made."""
        name = self.group.settings.dimension
        self.shared.metrics.count(self.load_balancer, "TargetConnectionErrorCount", group=name)
        self.group.refused(member)

    def took(self, member: Member, forwarding: Forwarding) -> None:
        """The request goes to ``member``."""
        self.group.took(member, forwarding)

    def left(self, member: Member, forwarding: Forwarding) -> None:
        """The exchange with ``member`` is over."""
        self.group.left(member, forwarding)

    def answered(self, member: Member, status: int, seconds: float) -> None:
        """Count an answer."""
        self.shared.metrics.answered(self.load_balancer, self.group.settings.dimension, status, seconds)
