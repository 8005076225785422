"""Databases and caches beside real containers are the bundled servers, at this machine's own address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local import container_host
from stratiform.local.emulator import private, two_sides
from stratiform.local.emulator.caches.records import ELASTICACHE
from stratiform.local.emulator.databases.server import RDS
from stratiform.local.emulator.server_clients import Both, Servers

EXPLAIN = None


def install() -> None:
    """Nothing for the process engine, which has them anyway."""
    choice = container_host.of_the_emulator()
    if choice.kind != "docker":
        return
    servers = Servers()
    for service in (RDS, ELASTICACHE):
        private.wrap(service, "_get_docker", _with(servers))
    if two_sides.is_address(choice.address):
        private.wrap(RDS, "_run_rds_container", _certified_for(choice.address))
    private.wrap("core.container_reaper", "reap_all", _reaping(servers))
    private.wrap("services.cloudformation.custom_resource", "_response_url", _for_processes)
    import psycopg2

    psycopg2.connect = _at_home(psycopg2.connect, choice.address)


def _with(servers: Servers) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    def wrapper(original: Callable[[], Any]) -> Callable[[], Any]:
        def get() -> Any:
            client = servers.client()
            return original() if client is None else Both(client, original())

        return get

    return wrapper


def _reaping(servers: Servers) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """A server that outlived a killed local cloud ends as a container does."""

    def wrapper(original: Callable[..., int]) -> Callable[..., int]:
        def reap(docker_client: Any, *arguments: Any, **options: Any) -> int:
            return original(docker_client, *arguments, **options) + original(
                servers.client(), *arguments, **options
            )

        return reap

    return wrapper


def _certified_for(address: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """MiniStack puts this address into certificates as a name, which no client takes for an address."""

    def wrapper(original: Callable[..., Any]) -> Callable[..., Any]:
        def run(
            docker_client: Any, engine: str, container_kwargs: Any, tls_names: Any = (), tls_ips: Any = ()
        ) -> Any:
            names = [name for name in tls_names if name != address]
            return original(docker_client, engine, container_kwargs, names, [*tls_ips, address])

        return run

    return wrapper


def _for_processes(original: Callable[[str], str]) -> Callable[[str], str]:
    """Functions answer CloudFormation there."""
    return lambda token: two_sides.for_processes(original(token))


def _at_home(original: Callable[..., Any], address: str) -> Callable[..., Any]:
    """Podman's bridge is there only while a container runs; the servers are on loopback always."""

    def connect(*arguments: Any, **options: Any) -> Any:
        if options.get("host") == address:
            options["host"] = "localhost"
        return original(*arguments, **options)

    return connect
