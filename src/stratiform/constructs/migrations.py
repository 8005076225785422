"""Migrations of a database, run once a change, before the services that need them."""

from __future__ import annotations

import shutil
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

from constructs import Construct
from stratiform.constructs.alarms import Alarms
from stratiform.constructs.cluster import Cluster
from stratiform.constructs.container import Container
from stratiform.constructs.database import Database
from stratiform.constructs.function import Function
from stratiform.constructs.network import Kind
from stratiform.constructs.run_task import grant_run
from stratiform.constructs.running_task import RunningTask
from stratiform.constructs.task import Task
from stratiform.errors import WrongUse

HERE = Path(__file__).parent
LIBPQ = {
    "HOST": "PGHOST",
    "PORT": "PGPORT",
    "NAME": "PGDATABASE",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
}
"""The variables from which psql, psycopg and every other client with libpq know where to connect."""
MINUTES = 15
"""The longest that a function may run, and so a migration."""


class Migrations(Task):
    """Brings ``database`` up to date from ``folder`` whenever its content has changed.

    The folder has ``.sql`` files: each is one transaction, in the order of their names, and a file that was
    applied is never applied again. With a ``container`` that migrates itself, by Alembic for example, the
    folder only says when. The container finds the database by the variables of libpq.
    A failed migration fails the deployment, with why the task stopped and the last lines of its log.
    Going back to the deployment before undoes no migration, and runs none.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        cluster: Cluster,
        database: Database,
        folder: str | Path,
        container: Container | None = None,
        cpu: int = 256,
        memory: int = 512,
        subnets: Kind | None = None,
        encryption_key: kms.IKey | None = None,
    ) -> None:
        folder = Path(folder)
        _check(folder, "*" if container else "*.sql", f"{scope.node.path}/{id}")
        super().__init__(
            scope,
            id,
            kind="migrations",
            cluster=cluster,
            container=container or Container(source=_image(scope, id, folder)),
            cpu=cpu,
            memory=memory,
            subnets=subnets,
            encryption_key=encryption_key,
        )
        self.uses(database, as_=LIBPQ)
        runner = Function(
            self,
            "Runner",
            source=HERE / "migrations_runner",
            timeout=60 * MINUTES,
            alarms=Alarms.none(),
        )
        grant_run(self, runner.function)
        self.logs.grant_read(runner.function)
        runner.function.add_to_role_policy(
            iam.PolicyStatement(
                actions=["cloudformation:DescribeStacks"], resources=[cdk.Stack.of(self).stack_id]
            )
        )
        self.resource = cdk.CustomResource(
            self,
            "Resource",
            resource_type="Custom::Migrations",
            service_token=runner.function.function_arn,
            service_timeout=cdk.Duration.minutes(MINUTES),
            properties={
                "Content": cdk.FileSystem.fingerprint(str(folder.resolve())),
                "Cluster": cluster.cluster.cluster_arn,
                "TaskDefinition": self.definition.task_definition_arn,
                "Container": self.container.container_name,
                "Strategy": [
                    {
                        "Provider": share.capacity_provider,
                        "Weight": share.weight or 0,
                        "Base": share.base or 0,
                    }
                    for share in cluster.steady
                ],
                "Subnets": self.subnet_ids,
                "SecurityGroups": [self.security_group.security_group_id],
                "PublicAddress": "ENABLED" if self.has_public_address else "DISABLED",
                "LogGroup": self.logs.log_group_name,
            },
        )
        # Also what the task definition does not name: the database's instances, rules and policies.
        self.resource.node.add_dependency(
            database, self.role, self.execution_role, self.security_group, runner
        )

    def before(self, *tasks: RunningTask) -> None:
        """Start ``tasks`` only once the migrations have been applied."""
        for task in tasks:
            task.service.node.add_dependency(self.resource)


def _check(folder: Path, pattern: str, where: str) -> None:
    if not folder.is_dir() or not any(folder.glob(pattern)):
        raise WrongUse(
            f"There is no {folder / pattern}.",
            where=where,
            fix="Give the folder with the migrations, relative to the folder that the app runs in.",
        )


def _image(scope: Construct, id: str, folder: Path) -> Path:
    """A build folder beside the assets of the app: what applies SQL, and the SQL."""
    stage = cdk.Stage.of(scope)
    assert stage is not None, "every construct of an app stands in a stage"
    made = Path(stage.asset_outdir) / f"migrations-{scope.node.addr}-{id}"
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(HERE / "migrations_image", made)
    (made / "sql").mkdir()
    for file in sorted(folder.glob("*.sql")):
        shutil.copyfile(file, made / "sql" / file.name)
    return made
