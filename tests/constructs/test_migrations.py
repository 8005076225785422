"""Migrations run once a change, before what needs them, and a failed one fails the deployment."""

import pytest

from containers import IMAGE, container, on_cluster, variables
from stratiform.errors import WrongUse
from stratiform.testing import assert_uses
from stratiform.tiers import DEV, STAGING
from systems import part, statements

pytestmark = pytest.mark.synth


@pytest.fixture
def folder(tmp_path):
    """A folder with one migration."""
    sql = tmp_path / "migrations"
    sql.mkdir()
    (sql / "0001_orders.sql").write_text("CREATE TABLE orders (id int);\n")
    return sql


def migrated(folder, tier=DEV, **options):
    from stratiform.constructs import Container, Database, Migrations, Service

    def build(main, cluster):
        database = Database(main, "Database", network=cluster.network)
        migrations = Migrations(
            main, "Migrations", cluster=cluster, database=database, folder=folder, **options
        )
        web = Service(main, "Web", cluster=cluster, container=Container(image=IMAGE, port=8080))
        migrations.before(web)

    return on_cluster(build, tier)


def resource(graph):
    (found,) = graph.of_type("Custom::Migrations")
    return found


def test_the_image_holds_the_files_and_what_applies_them(folder):
    graph = migrated(folder)
    (image,) = (asset for asset in graph.assets if asset.packaging == "image")
    assert (image.source / "sql" / "0001_orders.sql").read_text() == "CREATE TABLE orders (id int);\n"
    assert (image.source / "apply.py").is_file()
    assert image.tag in container(graph, "Migrations")["Image"]


def test_the_container_connects_by_the_variables_of_libpq(folder):
    graph = migrated(folder)
    assert {"PGHOST", "PGPORT", "PGDATABASE", "PGUSER"} <= set(variables(graph, "Migrations"))
    (secret,) = container(graph, "Migrations")["Secrets"]
    assert secret["Name"] == "PGPASSWORD"
    assert_uses(graph, "Migrations", "Database", "read-write")


def test_they_run_again_when_the_folder_has_changed_and_not_otherwise(folder):
    first, again = (resource(migrated(folder)).properties["Content"] for _ in range(2))
    assert first == again
    (folder / "0002_more.sql").write_text("ALTER TABLE orders ADD COLUMN paid bool;\n")
    assert resource(migrated(folder)).properties["Content"] != first


def test_they_wait_for_the_whole_database_and_the_service_waits_for_them(folder):
    graph = migrated(folder)
    run = resource(graph).address
    awaited = {graph.resources[edge.target].type for edge in graph.out_of(run)}
    assert {"AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::EC2::SecurityGroupIngress"} <= awaited
    service = part(graph, "Web/Resource/Service").address
    assert run in {edge.target for edge in graph.out_of(service)}


def test_no_task_of_theirs_is_interrupted(folder):
    for tier in (DEV, STAGING):
        assert resource(migrated(folder, tier)).properties["Strategy"] == [
            {"Provider": "FARGATE", "Weight": 1, "Base": 0}
        ]


def test_the_runner_may_ask_what_its_own_stack_is_doing(folder):
    allowed = {
        action: resource
        for _, actions, resource in statements(migrated(folder), "Migrations/Runner/Role/DefaultPolicy")
        for action in actions
    }
    assert allowed["cloudformation:DescribeStacks"] == {"Ref": "AWS::StackId"}


def test_a_container_may_migrate_itself(folder):
    from stratiform.constructs import Container

    alembic = Container(image=IMAGE, command=["alembic", "upgrade", "head"])
    graph = migrated(folder, container=alembic)
    found = container(graph, "Migrations")
    assert (found["Image"], found["Command"]) == (IMAGE, ["alembic", "upgrade", "head"])
    assert "PGHOST" in variables(graph, "Migrations")


def test_a_folder_without_migrations_is_told(tmp_path):
    with pytest.raises(WrongUse, match=r"There is no .*\*\.sql") as raised:
        migrated(tmp_path)
    assert raised.value.where == "local/Main/Migrations"
