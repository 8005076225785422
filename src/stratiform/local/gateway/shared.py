"""What every listener of a gateway shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stratiform.local.gateway.function_target import Invoke
from stratiform.local.gateway.group import Group
from stratiform.local.gateway.metrics import Metrics
from stratiform.local.gateway.upstream import Pool
from stratiform.local.splice import Half


@dataclass
class Shared:
    """``groups`` by ARN. ``ports``: load balancer -> port in the template -> port of this machine.

    ``spliced`` holds joined connections with their idle timeout.
    """

    invoke: Invoke
    pool: Pool = field(default_factory=Pool)
    metrics: Metrics = field(default_factory=Metrics)
    groups: dict[str, Group] = field(default_factory=dict)
    ports: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    spliced: dict[Half, tuple[Half, float]] = field(default_factory=dict)

    def splice(self, outside: Half, inside: Half, idle_timeout: float) -> None:
        """Remember two joined connections until they end."""
        self.spliced[outside] = (inside, idle_timeout)

    def expire_splices(self, now: float) -> None:
        """Close joined connections on which nothing moved, and forget those that ended."""
        for outside, (inside, timeout) in list(self.spliced.items()):
            if outside.transport is None or outside.transport.is_closing():
                del self.spliced[outside]
            elif max(outside.active, inside.active) < now - timeout:
                outside.close()
                inside.close()
                del self.spliced[outside]
