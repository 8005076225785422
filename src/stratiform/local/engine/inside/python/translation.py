"""The translation of addresses, as wrappers around ``socket`` and ``uvloop``. Standard library only.

Without an address of its own, as in a function, a process only calls others.
"""

from __future__ import annotations

import os
from typing import Any

_ADDRESS = os.environ.get("STRATIFORM_ADDRESS", "")
_PORTS = os.environ.get("STRATIFORM_PORTS", "")
_PUBLISHED = {
    int(port): int(real)
    for port, _, real in (
        pair.partition("=") for pair in os.environ.get("STRATIFORM_PUBLISHED", "").split(",") if pair
    )
}
_BY_REAL = {real: port for port, real in _PUBLISHED.items()}
_ANY = ("", "0.0.0.0", "::", "::0", None)
_LOCAL = ("127.0.0.1", "localhost", "::1")
_families: dict[tuple[int, bool], int] = {}


def _file(name: str) -> str:
    return os.path.join(_PORTS, name)


def _publish(name: str, real: int) -> None:
    temporary = _file(f".{name}.{os.getpid()}")
    with open(temporary, "w") as file:
        file.write(str(real))
    os.replace(temporary, _file(name))


def _published(name: str) -> int | None:
    try:
        with open(_file(name)) as file:
            return int(file.read())
    except (OSError, ValueError):
        return None


def translate(address: Any) -> Any:
    """Where to connect instead. Raises ConnectionRefusedError when nothing listens on a task's port."""
    if not isinstance(address, tuple) or len(address) < 2 or not isinstance(address[0], str):
        return address
    host, port = address[0], address[1]
    if host.startswith("::ffff:"):
        host = host[7:]
    if host.startswith("10.77."):
        real = _published(f"{host}_{port}")
        if real is None and host == _ADDRESS:
            real = _published(f"{host}_{port}_local")
        if real is None:
            raise ConnectionRefusedError(111, f"Connection refused: nothing listens on {host}:{port}")
    elif _ADDRESS and (host in _LOCAL or host == "0.0.0.0"):
        real = _published(f"{_ADDRESS}_{port}_local") or _published(f"{_ADDRESS}_{port}")
        if real is None:
            return address
    else:
        return address
    return ("127.0.0.1", real)


def names(host: Any) -> list[str] | None:
    """The addresses that service discovery has for ``host``; None when it knows no such name."""
    if not isinstance(host, str) or "/" in host or not host:
        return None
    try:
        with open(os.path.join(_PORTS, "names", host.rstrip(".").lower())) as file:
            return file.read().split()
    except OSError:
        return None


def patch_socket(module: Any) -> None:
    """Wrap ``bind``, ``connect`` and name resolution."""
    cls = module.socket
    bind, connect, connect_ex, getaddrinfo = cls.bind, cls.connect, cls.connect_ex, module.getaddrinfo

    def translated_bind(self: Any, address: Any) -> None:
        wanted = _wanted(module, self, address)
        if wanted is None:
            bind(self, address)
            return
        port, local = wanted
        port = _BY_REAL.get(port, port)  # a program that honours PORT binds the real one
        real = _PUBLISHED.get(port, 0) if not local else 0
        name = f"{_ADDRESS}_{port}_local" if local else f"{_ADDRESS}_{port}"
        if port and _families.setdefault((port, local), self.family) != self.family:
            # A server on every address binds once for each family; one of the two serves.
            bind(self, ("127.0.0.1" if self.family == module.AF_INET else "::1", 0))
            return
        if not real:
            taken = _published(name)
            if taken is not None and _listens(module, taken):
                raise OSError(98, "Address already in use")
        if self.family == module.AF_INET6:
            self.setsockopt(module.IPPROTO_IPV6, module.IPV6_V6ONLY, 0)
            bind(self, ("::ffff:127.0.0.1", real))
        else:
            bind(self, ("127.0.0.1", real))
        if port:
            _publish(name, self.getsockname()[1])

    def target(self: Any, address: Any) -> Any:
        if self.family not in (module.AF_INET, module.AF_INET6) or self.type != module.SOCK_STREAM:
            return address
        other = translate(address)
        if other is not address and self.family == module.AF_INET6:
            return ("::ffff:" + other[0], other[1])
        return other

    def resolve(host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        found = names(name)
        if not found:
            return getaddrinfo(host, port, family, type, proto, flags)
        return [
            entry for address in found for entry in getaddrinfo(address, port, family, type, proto, flags)
        ]

    cls.bind = translated_bind
    cls.connect = lambda self, address: connect(self, target(self, address))
    cls.connect_ex = lambda self, address: connect_ex(self, target(self, address))
    module.getaddrinfo = resolve
    gethostbyname = module.gethostbyname
    module.gethostbyname = lambda host: next(iter(names(host) or ()), None) or gethostbyname(host)


def _wanted(module: Any, sock: Any, address: Any) -> tuple[int, bool] | None:
    """(port, only from within the task) of a bind to translate; None for any other."""
    if sock.family not in (module.AF_INET, module.AF_INET6) or sock.type != module.SOCK_STREAM:
        return None
    if not _ADDRESS or not isinstance(address, tuple) or len(address) < 2:
        return None
    host, port = address[0], address[1]
    if host in _ANY or host == _ADDRESS:
        return port, False
    if host in _LOCAL and port:
        return (port, False) if port in _BY_REAL else (port, True)
    return None


def _listens(module: Any, port: int) -> bool:
    with module.socket(module.AF_INET, module.SOCK_STREAM) as probe:
        try:
            # The original: a translated connect would look the port up.
            super(module.socket, probe).connect(("127.0.0.1", port))
        except OSError:
            return False
        return True


def patch_uvloop(module: Any) -> None:
    """uvloop binds and connects through libuv: it is handed sockets and addresses instead."""
    loop = module.Loop
    create_server, create_connection, getaddrinfo = (
        loop.create_server,
        loop.create_connection,
        loop.getaddrinfo,
    )

    async def translated_server(
        self: Any, protocol_factory: Any, host: Any = None, port: Any = None, **options: Any
    ) -> Any:
        import socket

        hosts = [host] if host is None or isinstance(host, str) else list(host)
        if (
            port is None
            or options.get("sock") is not None
            or not all(h in _ANY or h in _LOCAL for h in hosts)
        ):
            return await create_server(self, protocol_factory, host, port, **options)
        for name in ("family", "flags", "reuse_address", "reuse_port"):
            options.pop(name, None)
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((next((h for h in hosts if h in _ANY), hosts[0]) or "0.0.0.0", port))
        except BaseException:
            sock.close()
            raise
        return await create_server(self, protocol_factory, sock=sock, **options)

    async def translated_connection(
        self: Any, protocol_factory: Any, host: Any = None, port: Any = None, **options: Any
    ) -> Any:
        if isinstance(host, str) and isinstance(port, int):
            named = (names(host) or [host])[0]
            if options.get("ssl") and not options.get("server_hostname") and named != host:
                options["server_hostname"] = host
            host, port = translate((named, port))[:2]
        return await create_connection(self, protocol_factory, host, port, **options)

    async def resolve(self: Any, host: Any, port: Any, **options: Any) -> Any:
        found = names(host)
        if not found:
            return await getaddrinfo(self, host, port, **options)
        return [entry for address in found for entry in await getaddrinfo(self, address, port, **options)]

    async def sock_connect(self: Any, sock: Any, address: Any) -> Any:
        return await connect(self, sock, translate(address))

    connect = loop.sock_connect
    loop.create_server = translated_server
    loop.create_connection = translated_connection
    loop.getaddrinfo = resolve
    loop.sock_connect = sock_connect
