"""A network load balancer's listener: bytes passed on to a healthy target, both ways.

https://docs.aws.amazon.com/elasticloadbalancing/latest/network/
"""

from __future__ import annotations

import asyncio

from stratiform.local.gateway.balance import Member, Turns
from stratiform.local.gateway.group import Group
from stratiform.local.gateway.routes import Forward, Listener
from stratiform.local.gateway.shared import Shared
from stratiform.local.splice import Half, reset

_IDLE_SECONDS = 350.0
_CONNECT_SECONDS = 10.0


class Network:
    """Makes the protocol of each connection of one listener. ``listener`` may be replaced at any time."""

    def __init__(self, listener: Listener, shared: Shared) -> None:
        self.listener = listener
        self._shared = shared
        self._turns = Turns()
        self._opening: set[asyncio.Task[None]] = set()

    def protocol(self) -> Half:
        """The client's side of a new connection."""
        return _Accepted(self)

    def accepted(self, outside: Half) -> None:
        """Find a target for it."""
        task = asyncio.create_task(self._open(outside))
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    async def _open(self, outside: Half) -> None:
        group = self._group()
        refused: list[Member] = []
        loop = asyncio.get_running_loop()
        while group is not None and (member := group.pick(refused)) is not None:
            address = group.address(member)
            flow = _Flow(group, member, outside)
            try:
                if address is None:
                    raise ConnectionRefusedError
                async with asyncio.timeout(_CONNECT_SECONDS):
                    await loop.create_connection(lambda flow=flow: flow.inside, *address)  # type: ignore[misc]
            except OSError:  # a timeout is one
                group.refused(member)
                refused.append(member)
                continue
            self._shared.metrics.count(
                self.listener.dimension, "NewFlowCount", group=group.settings.dimension
            )
            group.took(member, flow)
            outside.join(flow.inside)
            self._shared.splice(outside, flow.inside, _IDLE_SECONDS)
            return
        if outside.transport is not None and not outside.transport.is_closing():
            reset(outside.transport)

    def _group(self) -> Group | None:
        action = self.listener.rules[-1].action if self.listener.rules else None
        arn = self._turns.next(action.groups) if isinstance(action, Forward) else None
        return self._shared.groups.get(arn) if arn is not None else None


class _Accepted(Half):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self._network = network

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._network.accepted(self)


class _Flow:
    """One connection to a member, as the group counts it."""

    def __init__(self, group: Group, member: Member, outside: Half) -> None:
        self._group, self._member, self._outside = group, member, outside
        self.inside = Half(self._over)

    def expired(self) -> None:
        """The target leaves, and its time to finish is over."""
        self.inside.close()
        self._outside.close()

    def _over(self) -> None:
        self._group.left(self._member, self)
