"""A PostgreSQL data folder: made from a cached template, checked and settled before every start.

The bootstrap role is ``rdsadmin``, as on RDS, with a random password that only this folder holds. So the
engine can always log in, whatever the application does to its own roles.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil

from stratiform.errors import ImageError, NotWritable
from stratiform.local.engine import enter
from stratiform.local.engine.servers.postgres_binaries import Installation
from stratiform.local.state import why, write_private

ADMINISTRATOR = "rdsadmin"

# Text sorts by code point on every machine. WAL segments of 1 MB make a new folder 9 MB smaller.
_INITDB = (
    f"--username={ADMINISTRATOR} --auth=trust --encoding=UTF8 --locale=C --locale-provider=builtin "
    "--builtin-locale=C.UTF-8 --wal-segsize=1 --no-sync"
).split()

_ACCESS = """\
# Nothing but this machine reaches the server; every login needs a password.
host all all 127.0.0.1/32 {method}
host replication all 127.0.0.1/32 {method}
"""

# Roles that RDS has, so that migrations which grant them run here too.
_RDS_ROLES = ("rds_superuser", "rds_replication", "rds_iam", "rds_password")


@dataclass(frozen=True, kw_only=True)
class Owner:
    """The first role, a superuser, and the database it owns. ``password`` None lets everybody in."""

    user: str
    database: str
    password: str | None
    rds: bool = False


@dataclass(frozen=True)
class Cluster:
    """A data folder and the login of its administrator."""

    data: Path
    passwords: Path
    """A libpq password file (mode 0600) with the administrator's line."""


def ensure(folder: Path, installation: Installation, *, owner: Owner, cache: Path) -> Cluster:
    """The cluster in ``folder``, made when there is none. What ``owner`` says applies to a new one only.

    A server that outlived its engine is stopped first. Raises ImageError when another major version wrote the
    data, NotWritable when the folder cannot be filled.
    """
    data, passwords = folder / "data", folder / "administrator.pgpass"
    if data.exists():
        _require_version(data, installation)
        _settle(data)
        return Cluster(data, passwords)
    shutil.rmtree(folder / "data.new", ignore_errors=True)
    try:
        password = secrets.token_urlsafe(24)
        write_private(passwords, f"*:*:*:{ADMINISTRATOR}:{password}\n".encode())
        new = folder / "data.new"
        shutil.copytree(_template(installation, cache), new, copy_function=shutil.copyfile)
        _make_private(new)
        method = "trust" if owner.password is None else "scram-sha-256"
        (new / "pg_hba.conf").write_text(_ACCESS.format(method=method))
        _run_alone(installation, new, _statements(owner, password))
        new.rename(data)
    except OSError as error:
        raise NotWritable(
            f"PostgreSQL's data folder cannot be made: {why(error)}",
            where=str(data),
            fix="Make room on the disk (a new database takes 30 MB), or give yourself write access.",
        ) from error
    return Cluster(data, passwords)


def _template(installation: Installation, cache: Path) -> Path:
    """An initialized folder that nobody uses, made once per version and way of making it."""
    identity = hashlib.sha256(f"{installation.folder} {_INITDB}".encode()).hexdigest()[:12]
    template = cache / f"postgres-{installation.version}-{identity}"
    if template.exists():
        return template
    with tempfile.TemporaryDirectory(dir=cache, prefix="initdb.") as temporary:
        made = Path(temporary) / "data"
        _checked([installation.program("initdb"), "-D", str(made), *_INITDB], cwd=cache)
        with contextlib.suppress(OSError):  # somebody else's, made meanwhile, is as good
            made.rename(template)
    return template


def _run_alone(installation: Installation, data: Path, statements: str) -> None:
    """Run SQL without a server. It goes through standard input: an argument list is public."""
    argv = [installation.program("postgres"), "--single", "-j", "-D", str(data)]
    quiet = ["-c", "log_min_error_statement=panic", "-c", "log_checkpoints=off", "-c", "exit_on_error=on"]
    # "template1" exists always, and "postgres" may be renamed by an application.
    _checked([*argv, *quiet, "template1"], cwd=data, text=statements)


def _checked(argv: list[str], *, cwd: Path, text: str = "") -> None:
    done = subprocess.run(
        enter.command(argv, not_root=True),
        input=text,
        cwd=cwd,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        reason = next((line for line in lines if re.search("ERROR:|FATAL:|error:", line)), lines[-1])
        raise ImageError(
            f"PostgreSQL cannot make a database: {Path(argv[0]).name} says: {reason}",
            where=str(cwd),
            fix="Remove what it complains about; `strat down --wipe` starts from nothing.",
        )


def _statements(owner: Owner, administrator_password: str) -> str:
    user, database = identifier(owner.user), identifier(owner.database)
    lines = [f"ALTER ROLE {ADMINISTRATOR} PASSWORD {literal(administrator_password)}"]
    if owner.rds:
        lines += [f"CREATE ROLE {role} NOLOGIN" for role in _RDS_ROLES]
        lines += ["GRANT pg_monitor, pg_signal_backend, pg_checkpoint TO rds_superuser WITH ADMIN OPTION"]
    if owner.user != ADMINISTRATOR:
        password = "" if owner.password is None else f" PASSWORD {literal(owner.password)}"
        lines += [f"CREATE ROLE {user} LOGIN SUPERUSER CREATEDB CREATEROLE REPLICATION BYPASSRLS{password}"]
        lines += [f"GRANT rds_superuser TO {user}"] if owner.rds else []
    lines += [f"ALTER DATABASE postgres OWNER TO {user}"]
    if owner.database not in ("postgres", "template1"):
        lines += [f"CREATE DATABASE {database} OWNER {user}"]
    return ";\n\n".join([*lines, ""])


def identifier(name: str) -> str:
    """``name`` as SQL, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """``text`` as an SQL string of ASCII letters alone, so that no line break ends a statement."""
    return "E'" + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08X}" for c in text) + "'"


def _require_version(data: Path, installation: Installation) -> None:
    written = (data / "PG_VERSION").read_text().strip()
    running = installation.version.split(".", 1)[0]
    if written != running:
        raise ImageError(
            f"PostgreSQL {written} wrote this data, and the bundled one is {installation.version}",
            where=str(data),
            fix=f"Dump it with PostgreSQL {written} and restore it, or start anew with `strat down --wipe`.",
        )


def _settle(data: Path) -> None:
    """End a server that its engine left behind, and remove the file which says that it runs."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    left = [process for process in psutil.process_iter() if _works_in(process, data)]
    if any(_is_ours(process) for process in left):
        return  # another container has this volume: PostgreSQL will refuse the second, and say so
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()  # committed rows are in the log already
    psutil.wait_procs(left, timeout=10)
    pid_file.unlink(missing_ok=True)


def _works_in(process: psutil.Process, data: Path) -> bool:
    try:
        return process.cwd() == str(data.resolve())
    except psutil.Error:
        return False


def _is_ours(process: psutil.Process) -> bool:
    try:
        return any(parent.pid == os.getpid() for parent in process.parents())
    except psutil.Error:
        return False


def _make_private(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
