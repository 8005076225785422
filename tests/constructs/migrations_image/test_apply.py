"""What runs in the container applies each file once, in order, and each whole or not at all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

import stratiform
from servers import postgres

pytestmark = pytest.mark.local

APPLY = Path(stratiform.__file__).parent / "constructs" / "migrations_image" / "apply.py"


@pytest.fixture(scope="module")
def server():
    with postgres() as variables:
        yield variables


@pytest.fixture
def database(server, request):
    """The variables of a new database."""
    name = request.node.name
    with connect(server) as connection:
        connection.autocommit = True
        connection.execute(f'CREATE DATABASE "{name}"')
    return {**server, "PGDATABASE": name}


def connect(at):
    return psycopg.connect(host=at["PGHOST"], port=at["PGPORT"], user=at["PGUSER"], dbname=at["PGDATABASE"])


@pytest.fixture
def image(tmp_path):
    """The folder as it is in the image."""
    shutil.copyfile(APPLY, tmp_path / "apply.py")
    sql = tmp_path / "sql"
    sql.mkdir()
    (sql / "0001_orders.sql").write_text("CREATE TABLE orders (id int);")
    return tmp_path


def apply(image, database):
    return subprocess.run(
        [sys.executable, image / "apply.py"],
        env={**os.environ, **database},
        capture_output=True,
        text=True,
        check=False,
    )


def tables(database):
    with connect(database) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {name for (name,) in rows if "yoyo" not in name}


def test_files_are_applied_once_and_whole(image, database):
    first = apply(image, database)
    assert (first.returncode, first.stdout) == (0, "applying 0001_orders\n1 of 1 migrations applied\n")

    broken = image / "sql" / "0002_invoices.sql"
    broken.write_text("CREATE TABLE invoices (id int); SELECT 1 / 0;")
    failed = apply(image, database)
    assert failed.returncode == 1
    assert "division by zero" in failed.stderr
    assert tables(database) == {"orders"}

    broken.write_text("CREATE TABLE invoices (id int);")
    repaired = apply(image, database)
    assert repaired.stdout == "applying 0002_invoices\n1 of 2 migrations applied\n"
    assert tables(database) == {"orders", "invoices"}

    assert apply(image, database).stdout == "0 of 2 migrations applied\n"


def test_two_at_once_apply_each_file_once(image, database):
    (image / "sql" / "0002_slow.sql").write_text("SELECT pg_sleep(0.5); CREATE TABLE slow (id int);")
    command = [sys.executable, image / "apply.py"]
    environment = {**os.environ, **database}
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted(process.communicate(timeout=60)[0].splitlines()[-1] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert said == ["0 of 2 migrations applied", "2 of 2 migrations applied"]
