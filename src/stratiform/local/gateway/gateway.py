"""The running gateway: a listening socket for each listener, API stage and site; they follow the routes."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stratiform.local.gateway import ports, tasks
from stratiform.local.gateway.application import Application
from stratiform.local.gateway.client import Client
from stratiform.local.gateway.clients import Clients
from stratiform.local.gateway.group import Group, Resolve
from stratiform.local.gateway.network import Network
from stratiform.local.gateway.record import FOLDER
from stratiform.local.gateway.routes import Listener, Routes, Site, TargetGroup, Website
from stratiform.local.gateway.shared import Shared
from stratiform.local.gateway.site import Emulator, SiteHandler
from stratiform.local.gateway.website import Fetch, WebsiteHandler
from stratiform.local.state import State

_EVERY = 1.0
_LAST_REQUESTS = 5.0
_SITE_IDLE_SECONDS = 600.0

Served = Listener | Site | Website


@dataclass
class Open:
    """One listening socket and what is behind it."""

    server: asyncio.Server
    port: int
    handler: Application | Network | SiteHandler | WebsiteHandler
    clients: Clients
    encrypted: bool = False

    @property
    def scheme(self) -> str:
        """Of its URL."""
        return "tcp" if isinstance(self.handler, Network) else "https" if self.encrypted else "http"


class Gateway:
    """``emulator`` is where sites are served. Everything listens on 127.0.0.1."""

    def __init__(
        self, state: State, shared: Shared, resolve: Resolve, emulator: tuple[str, int], fetch: Fetch
    ) -> None:
        self.shared = shared
        self.open: dict[str, Open] = {}
        self._state, self._resolve, self._fetch = state, resolve, fetch
        self._emulator = Emulator(emulator)
        self._upkeep = asyncio.create_task(self._keep_up())

    def urls(self) -> dict[str, str]:
        """The URL of everything that is served, by its key."""
        return {key: f"{one.scheme}://localhost:{one.port}" for key, one in self.open.items()}

    def connections(self) -> dict[str, int]:
        """How many clients each load balancer has."""
        counts: Counter[str] = Counter()
        for one in self.open.values():
            if isinstance(one.handler, Application | Network):
                counts[one.handler.listener.dimension] += len(one.clients)
        return dict(counts)

    async def apply(self, routes: Routes) -> None:
        """Serve ``routes`` from now on. What did not change is not interrupted."""
        self.apply_groups(routes.groups)
        all_served: tuple[Served, ...] = (*routes.listeners, *routes.sites, *routes.websites)
        wanted = {served.key: served for served in all_served}
        for key in [key for key in self.open if key not in wanted]:
            await self._close(self.open.pop(key))
        for key, served in wanted.items():
            is_open = self.open.get(key)
            if is_open is not None and not _fits(is_open, served):
                await self._close(self.open.pop(key))
                is_open = None
            if is_open is None:
                self.open[key] = await self._listen(key, served)
            else:
                _replace(is_open, served)
        self.shared.ports = _local_ports(self.open)
        named = (one for one in routes.listeners if one.dns)
        tasks.publish(self._state, [(one.dns, one.port, self.open[one.key].port) for one in named])

    def apply_groups(self, groups: Mapping[str, TargetGroup]) -> None:
        """Take the targets and settings of ``groups``; others are gone."""
        for arn in [arn for arn in self.shared.groups if arn not in groups]:
            self.shared.groups.pop(arn).close()
        for arn, settings in groups.items():
            if arn in self.shared.groups:
                self.shared.groups[arn].apply(settings)
            else:
                self.shared.groups[arn] = Group(settings, self._resolve, self.shared.pool)

    async def close(self) -> None:
        """Stop listening, let requests that are under way finish, close."""
        self._upkeep.cancel()
        await asyncio.gather(*(self._close(one) for one in self.open.values()))
        self.open.clear()
        self.apply_groups({})
        self.shared.pool.close()
        self.shared.expire_splices(float("inf"))

    async def _listen(self, key: str, served: Served) -> Open:
        listening = ports.listen(self._state, key)
        port: int = listening.getsockname()[1]
        clients = Clients(served.idle_timeout if isinstance(served, Listener) else _SITE_IDLE_SECONDS)
        handler: Application | Network | SiteHandler | WebsiteHandler
        protocol: Callable[[], asyncio.BaseProtocol]
        if isinstance(served, Listener) and served.is_tcp:
            handler = network = Network(served, self.shared)
            protocol = network.protocol
        else:
            handler = serve = self._http(served, port)
            protocol = lambda: Client(serve, clients)  # noqa: E731
        loop = asyncio.get_running_loop()
        encrypted = isinstance(served, Listener) and served.is_encrypted
        server = await loop.create_server(protocol, sock=listening, ssl=self._tls() if encrypted else None)
        return Open(server, port, handler, clients, encrypted)

    def _tls(self) -> ssl.SSLContext:
        from stratiform.local.gateway import certificates  # a megabyte of C, for those who encrypt

        return certificates.context(self._state.subfolder(FOLDER))

    def _http(self, served: Served, port: int) -> Application | SiteHandler | WebsiteHandler:
        match served:
            case Listener():
                return Application(served, self.shared, port)
            case Site():
                return SiteHandler(served, self._emulator, self.shared, port)
            case Website():
                return WebsiteHandler(served, self._fetch)

    async def _close(self, one: Open) -> None:
        one.server.close()
        await one.clients.drain(_LAST_REQUESTS)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await one.server.wait_closed()

    async def _keep_up(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_EVERY)
            for one in self.open.values():
                one.clients.expire(loop.time())
            self.shared.expire_splices(loop.time())


def _fits(one: Open, served: Served) -> bool:
    match served:
        case Listener():
            kind = Network if served.is_tcp else Application
            return isinstance(one.handler, kind) and one.encrypted == served.is_encrypted
        case Site():
            return isinstance(one.handler, SiteHandler)
        case Website():
            return isinstance(one.handler, WebsiteHandler)


def _replace(one: Open, served: Served) -> None:
    match one.handler, served:
        case (Application() | Network()) as handler, Listener():
            handler.listener = served
            one.clients.idle_timeout = served.idle_timeout
        case SiteHandler() as handler, Site():
            handler.site = served
        case WebsiteHandler() as handler, Website():
            handler.site = served


def _local_ports(opened: Mapping[str, Open]) -> dict[str, dict[int, int]]:
    local: dict[str, dict[int, int]] = {}
    for one in opened.values():
        if isinstance(one.handler, Application | Network):
            listener = one.handler.listener
            local.setdefault(listener.load_balancer, {})[listener.port] = one.port
    return local
