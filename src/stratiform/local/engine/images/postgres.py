"""``postgres:*`` is the bundled PostgreSQL: a real server, with the data in the volume of the container."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from stratiform.errors import ImageError
from stratiform.local.engine import tls
from stratiform.local.engine.images import name as image_name
from stratiform.local.engine.images.launch import Catalogue, Config, Launch, Request
from stratiform.local.engine.servers import postgres_arguments, postgres_cluster, postgres_login, version
from stratiform.local.engine.servers.loopback import free_port
from stratiform.local.engine.servers.postgres_binaries import Installation, installed
from stratiform.local.splice import Half
from stratiform.local.state import write_private

_PORT = 5432
NAMES = ("postgres", "pgvector/pgvector")
_VOLUMES = ("/var/lib/postgresql/data", "/var/lib/postgresql")
_SCRIPTS = "/docker-entrypoint-initdb.d"

_ALWAYS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a path in the state folder is longer than a socket's may be
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%t:%r:%u@%d:[%p]:",  # RDS's
    "min_wal_size": "64MB",
    "dynamic_shared_memory_type": "mmap",  # in the data folder: what a kill leaves goes with the data
}


def find(name: str, catalogue: Catalogue) -> PostgresImage | None:
    """The bundled PostgreSQL for the official image and pgvector's; None for any other name."""
    parsed = image_name.parse(name)
    if parsed.repository not in NAMES:
        return None
    asked = version.asked(parsed.tag.removeprefix("pg"))  # pgvector's tags are pg17, not 17
    return PostgresImage(name.split("@", 1)[0], installed(catalogue.cache), catalogue.cache, asked)


@dataclass(frozen=True)
class PostgresImage:
    """See ``images.launch.Image``. ``asked`` is the version in the tag, None where it names none."""

    name: str
    installation: Installation
    cache: Path
    asked: str | None

    @property
    def digest(self) -> str:
        """Changes with the version that runs and the name it is asked for by."""
        text = f"{self.name} {self.installation.version} {self.installation.folder}"
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

    @property
    def config(self) -> Config:
        """The official image's own defaults."""
        return Config(
            env={"PGDATA": _VOLUMES[0]},
            entrypoint=("docker-entrypoint.sh",),
            command=("postgres",),
            ports=(_PORT,),
            stop_signal="SIGINT",
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """The version that runs where another was asked for, and what it cannot do."""
        running, notes = self.installation.version, []
        if self.asked is not None and not version.satisfies(running, self.asked):
            notes.append(f"PostgreSQL {running} runs in place of {self.asked}, which {self.name} asks for.")
        notes.append("Text sorts by code point (C.UTF-8); on RDS the default is en_US.UTF-8.")
        return tuple(notes)

    def prepare(self, request: Request) -> Launch:
        """A server on the data of the request's volume; of the container's own folder without one.

        TLS comes from the server where it can, else from a termination in front of it.
        Raises ImageError when the environment or the command cannot be followed, NotWritable on a full disk.
        """
        words = (*(request.entrypoint or ()), *(request.command or self.config.command or ()))
        settings = postgres_arguments.parse(words)
        owner = _owner(request)
        cluster = postgres_cluster.ensure(_folder(request), self.installation, owner=owner, cache=self.cache)
        passwords = request.folder / "pgpass"
        _write_passwords(passwords, cluster, owner)
        published = request.published.get(_PORT) or free_port()
        certificate = _certificate(settings, request)
        # A token is judged in front of the server, whether it has TLS of its own or not.
        terminated = certificate is not None and (owner.rds or not self.installation.tls)
        port = free_port() if terminated else published
        preload, notes = self._preload(settings.rest.get("shared_preload_libraries"))
        options = {**_ALWAYS, "port": str(port), **self.installation.settings(), **settings.rest, **preload}
        login = None
        if certificate is not None and not terminated:
            options |= _encrypted(certificate, request.folder, require=settings.require_tls)
        elif terminated and owner.rds:
            options["hba_file"] = str(_tokens(request.folder))
            login = postgres_login.Login(
                published,
                port,
                self.installation.program("psql"),
                cluster.passwords,
                request.translation.parent.parent / "port.json",
            )
        return Launch(
            argv=(
                self.installation.program("postgres"),
                *("-D", str(cluster.data)),
                *(word for name, value in options.items() for word in ("-c", f"{name}={value}")),
            ),
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            cwd=request.folder,
            ports={_PORT: published},
            stop_signal=signal.SIGINT,  # fast shutdown: SIGTERM would wait for every client to leave
            signal_group=False,
            not_root=True,
            ready=partial(self._answers, port, cluster.passwords),
            restart=owner.rds,
            around=_termination(certificate, published, port, settings.require_tls, login)
            if terminated
            else None,
            execute=partial(_execute, self.installation, request, owner, port, passwords),
            notes=(*self.notes, *notes, *_unfollowed(request)),
        )

    def _answers(self, port: int, passwords: Path) -> bool:
        done = subprocess.run(
            [self.installation.program("psql"), "-XqAtw", "-c", "SELECT 1"],
            env={
                "PGHOST": "127.0.0.1",
                "PGPORT": str(port),
                "PGUSER": postgres_cluster.ADMINISTRATOR,
                "PGDATABASE": "template1",
                "PGPASSFILE": str(passwords),
                "PGCONNECT_TIMEOUT": "2",
            },
            capture_output=True,
            timeout=10,
            check=False,
        )
        return done.returncode == 0

    def _preload(self, wanted: str | None) -> tuple[dict[str, str], list[str]]:
        names = [name.strip() for name in (wanted or "").split(",") if name.strip()]
        missing = [name for name in names if not self.installation.has_library(name)]
        if not missing:
            return {}, []
        kept = ",".join(name for name in names if name not in missing)
        note = (
            f"The bundled PostgreSQL has no {', '.join(missing)}, so shared_preload_libraries leaves it out."
        )
        return {"shared_preload_libraries": kept}, [note]


def _owner(request: Request) -> postgres_cluster.Owner:
    env = request.env
    user = env.get("POSTGRES_USER") or "postgres"
    password = env.get("POSTGRES_PASSWORD") or None
    if password is None and env.get("POSTGRES_HOST_AUTH_METHOD") != "trust":
        raise ImageError(
            f"The container {request.container} has no POSTGRES_PASSWORD, which the postgres image requires",
            fix="Set POSTGRES_PASSWORD (from a secret), or POSTGRES_HOST_AUTH_METHOD=trust.",
        )
    rds = request.labels.get("ministack") == "rds"
    return postgres_cluster.Owner(
        user=user, database=env.get("POSTGRES_DB") or user, password=password, rds=rds
    )


def _folder(request: Request) -> Path:
    for mount in request.mounts:
        if mount.target in _VOLUMES:
            return mount.source
    return request.folder


def _write_passwords(path: Path, cluster: postgres_cluster.Cluster, owner: postgres_cluster.Owner) -> None:
    lines = cluster.passwords.read_text()
    if owner.password is not None and "\n" not in owner.password:  # the file cannot say a line break
        # https://www.postgresql.org/docs/18/libpq-pgpass.html: colon and backslash are escaped.
        fields = (field.replace("\\", "\\\\").replace(":", "\\:") for field in (owner.user, owner.password))
        lines += "*:*:*:" + ":".join(fields) + "\n"
    write_private(path, lines.encode())


def _certificate(settings: postgres_arguments.Settings, request: Request) -> tls.Certificate | None:
    if settings.certificate is None or settings.key is None:
        return None
    return tls.Certificate(
        request.files / settings.certificate.lstrip("/"), request.files / settings.key.lstrip("/")
    )


def _termination(
    certificate: tls.Certificate | None,
    published: int,
    port: int,
    require: bool,
    login: postgres_login.Login | None,
) -> Callable[[], AbstractAsyncContextManager[None]]:
    assert certificate is not None

    def halves(gone: Callable[[], None], encrypted: bool) -> tuple[Half, Half]:
        if login is None:
            return tls.passed_on(gone, encrypted)
        return postgres_login.Client(gone, login, encrypted=encrypted), postgres_login.Server(gone)

    return partial(tls.terminate, published, port, certificate, tls.Postgres(require=require), halves)


def _encrypted(certificate: tls.Certificate, folder: Path, *, require: bool) -> dict[str, str]:
    """The server's own TLS."""
    certificate.key.chmod(0o600)
    files = {"ssl_cert_file": str(certificate.certificate), "ssl_key_file": str(certificate.key)}
    return {"ssl": "on", **files, **({"hba_file": str(_only_tls(folder))} if require else {})}


def _tokens(folder: Path) -> Path:
    """Who has ``rds_iam`` is asked for a password in clear text: what is in front takes a token for it."""
    path = folder / "pg_hba.conf"
    path.write_text(
        "host all +rds_iam 127.0.0.1/32 password\n"
        "host all all 127.0.0.1/32 scram-sha-256\n"
        "host replication all 127.0.0.1/32 scram-sha-256\n"
    )
    return path


def _only_tls(folder: Path) -> Path:
    path = folder / "pg_hba.conf"
    path.write_text(
        "hostssl all all 127.0.0.1/32 scram-sha-256\nhost all rdsadmin 127.0.0.1/32 scram-sha-256\n"
    )
    return path


def _execute(
    installation: Installation,
    request: Request,
    owner: postgres_cluster.Owner,
    port: int,
    passwords: Path,
    command: tuple[str, ...],
) -> tuple[str, ...]:
    variables = {
        "PATH": os.pathsep.join((str(installation.folder / "bin"), os.defpath)),
        "POSTGRES_USER": owner.user,
        "POSTGRES_DB": owner.database,
        "PGDATA": str(_folder(request) / "data"),
        "PGHOST": "127.0.0.1",
        "PGPORT": str(port),
        "PGPASSFILE": str(passwords),
    }
    return ("/usr/bin/env", *(f"{name}={value}" for name, value in variables.items()), *command)


def _unfollowed(request: Request) -> list[str]:
    if any(mount.target == _SCRIPTS for mount in request.mounts):
        return [f"The scripts in {_SCRIPTS} are not run: use a migration."]
    return []
