"""A postgres container is a PostgreSQL: it keeps what was committed, and keeps secrets to itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest
from psycopg2 import sql

from stratiform.errors import ImageError
from stratiform.local.engine.images import postgres
from stratiform.local.engine.images.launch import Launch, Mount
from stratiform.local.engine.servers import postgres_cluster, postgres_memory
from waiting import until

pytestmark = pytest.mark.local

PASSWORD = 'it\'s a "secret" \\ with ; and\n\nlines'
ENV = {"POSTGRES_USER": "app", "POSTGRES_PASSWORD": PASSWORD, "POSTGRES_DB": "my orders"}


@pytest.fixture
def image(engine: Any, cache: Path) -> postgres.PostgresImage:
    found = postgres.find("postgres:16.4-alpine", engine.catalogue(cache))
    assert found
    return found


def connect(launch: Launch, **values: Any) -> Any:
    login = {"user": "app", "password": PASSWORD, "dbname": "my orders", "host": "127.0.0.1"}
    connection = psycopg2.connect(**{**login, "port": launch.ports[5432], **values})
    connection.autocommit = True
    return connection


def query(launch: Launch, statement: Any, **values: Any) -> list[Any]:
    connection = connect(launch, **values)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def volume(engine: Any) -> tuple[Mount, ...]:
    source = engine.folder / "volume"
    source.mkdir(exist_ok=True)
    return (Mount("/var/lib/postgresql/data", source),)


def test_the_user_logs_in_and_owns_the_database(engine: Any, image: Any) -> None:
    launch = engine.start(image, engine.request("db", env=ENV)).launch
    assert query(launch, "SELECT current_user, current_database()") == [("app", "my orders")]
    query(launch, "CREATE TABLE t (id int); INSERT INTO t VALUES (1)")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        connect(launch, password="wrong")


def test_it_listens_on_the_port_that_was_published_and_on_this_machine_alone(
    engine: Any, image: Any, free_port: int
) -> None:
    container = engine.start(image, engine.request("db", env=ENV, published={5432: free_port}))
    sockets = psutil.Process(container.process.pid).net_connections()
    assert {socket.laddr for socket in sockets if socket.status == "LISTEN"} == {("127.0.0.1", free_port)}


def test_committed_rows_survive_a_kill(engine: Any, image: Any) -> None:
    mounts = volume(engine)
    first = engine.start(image, engine.request("one", env=ENV, mounts=mounts))
    query(first.launch, "CREATE TABLE t (id int)")
    committed: list[int] = []

    def write() -> None:
        connection = connect(first.launch)
        try:
            with connection.cursor() as cursor:
                for number in range(100_000):
                    cursor.execute("INSERT INTO t VALUES (%s)", (number,))
                    committed.append(number)
        except psycopg2.Error:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    until(lambda: len(committed) >= 100 or not writer.is_alive())
    assert writer.is_alive()
    first.kill()
    writer.join()
    assert (mounts[0].source / "data" / "postmaster.pid").exists()

    second = engine.start(image, engine.request("two", env=ENV, mounts=mounts))
    kept = {row[0] for row in query(second.launch, "SELECT id FROM t")}
    assert set(committed) <= kept


def test_what_a_killed_server_leaves_in_memory_goes_with_its_data(engine: Any, image: Any) -> None:
    mounts = volume(engine)
    killed = engine.start(image, engine.request("one", env=ENV, mounts=mounts))
    assert query(killed.launch, "SHOW dynamic_shared_memory_type") == [("mmap",)]
    data = mounts[0].source / "data"
    killed.kill()
    made = (data / "postmaster.pid").read_text().splitlines()[6].split()[1]
    assert made in segments()
    assert list((data / "pg_dynshmem").iterdir())
    postgres_memory.release(mounts[0].source)
    until(lambda: made not in segments())


def segments() -> list[str]:
    """The ids of what System V keeps: the second of the columns."""
    return [line.split()[1] for line in Path("/proc/sysvipc/shm").read_text().splitlines()[1:]]


def test_a_stale_process_file_that_names_a_living_program_is_no_obstacle(engine: Any, image: Any) -> None:
    mounts = volume(engine)
    engine.start(image, engine.request("one", env=ENV, mounts=mounts)).stop()
    data = mounts[0].source / "data"
    (data / "postmaster.pid").write_text(f"{os.getppid()}\n{data}\n1\n5432\n\n\n\n")
    again = engine.start(image, engine.request("two", env=ENV, mounts=mounts))
    assert query(again.launch, "SELECT 1") == [(1,)]


def test_a_server_left_behind_by_its_engine_is_ended_first(engine: Any, image: Any) -> None:
    mounts = volume(engine)
    first = engine.start(image, engine.request("one", env=ENV, mounts=mounts))
    query(first.launch, "CREATE TABLE t AS SELECT 1 AS id")
    server = psutil.Process(first.process.pid)
    processes = [server, *server.children()]  # some end by themselves at any time
    data = str((mounts[0].source / "data").resolve())
    assert server.cwd() == data, "a server is known by where it works"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgres_cluster, "_is_ours", lambda process: False)  # as after the engine was killed
        second = image.prepare(engine.request("two", env=ENV, mounts=mounts))
    assert first.process.wait(60) is not None
    assert psutil.wait_procs(processes[1:], timeout=60)[1] == []
    assert not (Path(data) / "postmaster.pid").exists()
    assert second.ports


def test_a_second_container_on_the_same_volume_does_not_end_the_first(engine: Any, image: Any) -> None:
    mounts = volume(engine)
    first = engine.start(image, engine.request("one", env=ENV, mounts=mounts))
    second = engine.start(image, engine.request("two", env=ENV, mounts=mounts), wait=False)
    assert second.process.wait(60) != 0
    assert "is another postmaster" in second.log.read_text().lower()
    assert query(first.launch, "SELECT 1") == [(1,)]


def test_the_password_is_in_no_argument_no_variable_and_no_log(engine: Any, image: Any) -> None:
    container = engine.start(image, engine.request("db", env=ENV))
    process = psutil.Process(container.process.pid)
    seen = " ".join([*process.cmdline(), *process.environ().values(), container.log.read_text()])
    assert "secret" not in seen
    assert (container.launch.cwd / "pgpass").stat().st_mode & 0o777 == 0o600


def test_psql_runs_inside_as_in_the_official_image(engine: Any, image: Any) -> None:
    container = engine.start(image, engine.request("db", env={**ENV, "POSTGRES_PASSWORD": "a:b\\c"}))
    script = 'psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" -Atc "SELECT 6 * 7"'
    assert container.run("sh", "-c", script).stdout == "42\n"
    assert container.run("pg_isready").returncode == 0


def test_the_version_that_runs_is_told(image: Any) -> None:
    running = image.installation.version
    assert f"PostgreSQL {running} runs in place of 16.4, which postgres:16.4-alpine asks for." in image.notes


def test_the_version_that_was_asked_for_needs_no_note(engine: Any, cache: Path) -> None:
    image = postgres.find("docker.io/library/postgres:18", engine.catalogue(cache))
    assert image
    assert not [note for note in image.notes if "in place of" in note]


@pytest.mark.parametrize("name", ["mysql:8", "registry.example.com/postgres:16", "postgrest/postgrest"])
def test_another_image_is_left_to_others(engine: Any, cache: Path, name: str) -> None:
    assert postgres.find(name, engine.catalogue(cache)) is None


def test_every_extension_that_is_listed_can_be_created(engine: Any, image: Any) -> None:
    launch = engine.start(image, engine.request("db", env=ENV)).launch
    available = {row[0] for row in query(launch, "SELECT name FROM pg_available_extensions")}
    assert available == set(image.installation.extensions)
    for name in ("vector", "pg_trgm", "citext", "hstore"):
        query(launch, sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(name)))


def test_settings_of_the_command_reach_the_server(engine: Any, image: Any) -> None:
    command = ("postgres", "-c", "max_connections=17", "-c", "shared_preload_libraries=pg_cron,auto_explain")
    launch = engine.start(image, engine.request("db", env=ENV, command=command)).launch
    assert query(launch, "SHOW max_connections") == [("17",)]
    assert query(launch, "SHOW shared_preload_libraries") == [("auto_explain",)]
    assert [note for note in launch.notes if "pg_cron" in note]


def test_a_database_of_rds_has_the_roles_of_rds(engine: Any, image: Any) -> None:
    launch = engine.start(image, engine.request("db", env=ENV, labels={"ministack": "rds"})).launch
    query(launch, "CREATE ROLE reader LOGIN; GRANT rds_iam TO reader")
    assert query(launch, "SELECT pg_has_role('app', 'rds_superuser', 'member')") == [(True,)]


def test_no_password_is_an_error_with_a_fix(engine: Any, image: Any) -> None:
    with pytest.raises(ImageError, match="POSTGRES_PASSWORD") as caught:
        image.prepare(engine.request("db", env={"POSTGRES_USER": "app"}))
    assert "POSTGRES_HOST_AUTH_METHOD" in caught.value.fix


def test_data_of_another_major_version_is_left_alone(engine: Any, image: Any) -> None:
    mounts = volume(engine)
    data = mounts[0].source / "data"
    data.mkdir()
    (data / "PG_VERSION").write_text("15\n")
    with pytest.raises(ImageError, match="PostgreSQL 15 wrote this data"):
        image.prepare(engine.request("db", env=ENV, mounts=mounts))
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_a_container_stopped_while_its_folder_was_made_starts_the_next_time(engine: Any, image: Any) -> None:
    mounts = volume(engine)
    half = mounts[0].source / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    launch = engine.start(image, engine.request("db", env=ENV, mounts=mounts)).launch
    assert query(launch, "SELECT 1") == [(1,)]


class TestTls:
    """The command that MiniStack gives, with the certificate where it puts it."""

    ENTRYPOINT = ("sh", "-c", 'chown -R postgres:postgres /tls && exec "$@"', "wrapper")
    COMMAND = ("docker-entrypoint.sh", "postgres", "-c", "ssl=on", "-c", "ssl_cert_file=/tls/server.crt")
    KEY = ("-c", "ssl_key_file=/tls/server.key")

    def start(self, engine: Any, image: Any, authority: Any, *more: str) -> Launch:
        command = (*self.COMMAND, *self.KEY, *more)
        request = engine.request("db", env=ENV, entrypoint=self.ENTRYPOINT, command=command)
        (request.files / "tls").mkdir(parents=True)
        (request.files / "tls" / "server.crt").write_text(authority.certificate)
        (request.files / "tls" / "server.key").write_text(authority.key)
        (engine.folder / "ca.pem").write_text(authority.ca)
        launch: Launch = engine.start(image, request).launch
        return launch

    def test_a_client_verifies_the_certificate(self, engine: Any, image: Any, authority: Any) -> None:
        launch = self.start(engine, image, authority)
        verified = {
            "sslmode": "verify-full",
            "sslrootcert": str(engine.folder / "ca.pem"),
            "host": "localhost",
        }
        connection = connect(launch, **verified)
        assert connection.info.ssl_in_use
        connection.close()
        rows = query(launch, "SELECT repeat('x', 3000000) FROM generate_series(1, 3)", **verified)
        assert [len(row[0]) for row in rows] == [3_000_000] * 3

    def test_plain_is_taken_as_on_rds_without_force_ssl(
        self, engine: Any, image: Any, authority: Any
    ) -> None:
        launch = self.start(engine, image, authority)
        assert query(launch, "SELECT 1", sslmode="disable") == [(1,)]

    def test_force_ssl_refuses_plain(self, engine: Any, image: Any, authority: Any) -> None:
        launch = self.start(engine, image, authority, "-c", "rds.force_ssl=1")
        with pytest.raises(
            psycopg2.OperationalError, match=r'user "app", database "my orders", no encryption'
        ):
            connect(launch, sslmode="disable")
        assert query(launch, "SHOW rds.force_ssl", sslmode="require") == [("1",)]

    def test_a_query_is_cancelled_through_it(self, engine: Any, image: Any, authority: Any) -> None:
        launch = self.start(engine, image, authority)
        # In a process of its own: psycopg2 holds Python's lock while it cancels, and TLS is in this process.
        login = {"user": "app", "password": PASSWORD, "dbname": "my orders", "port": launch.ports[5432]}
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                CANCELLED,
                json.dumps({**login, "host": "127.0.0.1", "sslmode": "require"}),
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "canceling statement due to user request" in done.stderr


CANCELLED = """
import json, sys, threading, psycopg2
connection = psycopg2.connect(**json.loads(sys.argv[1]))
ended = threading.Event()
def cancel():
    while not ended.wait(0.2):  # again where the statement had not begun
        connection.cancel()
threading.Thread(target=cancel).start()
try:
    connection.cursor().execute("SELECT pg_sleep(100)")
finally:
    ended.set()
"""
