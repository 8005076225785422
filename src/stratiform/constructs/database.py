"""A PostgreSQL database: Aurora Serverless, or one RDS instance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from aws_cdk import aws_rds as rds
from aws_cdk import aws_secretsmanager as secretsmanager

from constructs import Construct, Node
from stratiform.constructs import database_server
from stratiform.constructs.alarms import Alarms, alarms_for
from stratiform.constructs.binding import Access, Binding, SecretField
from stratiform.constructs.choice import require_choice
from stratiform.constructs.database_alarms import watch
from stratiform.constructs.environment import tier_of
from stratiform.constructs.key import key_for
from stratiform.constructs.log_retention import RETENTION
from stratiform.constructs.network import Kind, Network
from stratiform.constructs.retention import removal_of_data
from stratiform.errors import WrongUse

VERSION = "18.3"
"""PostgreSQL's newest version that Aurora and RDS both have."""
PARAMETERS = {
    "rds.force_ssl": "1",
    "log_min_duration_statement": "1000",
    "log_lock_waits": "1",
    "log_statement": "ddl",
}
"""Every connection is encrypted; statements of a second and more, waits and changed tables are logged."""
INSIGHTS = {
    "standard": (rds.DatabaseInsightsMode.STANDARD, rds.PerformanceInsightRetention.DEFAULT),
    "advanced": (rds.DatabaseInsightsMode.ADVANCED, rds.PerformanceInsightRetention.MONTHS_15),
}
LOG = "postgresql"


Engine = Literal["aurora", "instance"]
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")  # what RDS takes for a database and for a user


class Database(Construct):
    """A PostgreSQL database called ``name`` in the isolated subnets of a network, owned by ``user``.

    ``engine``: ``aurora`` scales between the tier's capacities, ``instance`` is one server of the tier's
    class that starts with ``storage`` GiB. Its password is generated, and changed as often as the tier says:
    a workload that lives longer reads the secret again when it is refused. Encrypted, reached over TLS by
    those who use it. ``parameters`` are PostgreSQL's. The windows are UTC.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        network: Network,
        engine: Engine = "aurora",
        version: str = VERSION,
        name: str = "app",
        user: str = "postgres",
        subnets: Kind = "isolated",
        parameters: Mapping[str, str] | None = None,
        storage: int = 20,
        backup_window: str = "02:00-03:00",
        maintenance_window: str = "sun:03:30-sun:04:30",
        encryption_key: kms.IKey | None = None,
        alarms: Alarms | None = None,
    ) -> None:
        super().__init__(scope, id)
        require_choice("engine", engine, Engine, where=self.node.path)
        _require_name("name", name, self.node.path)
        _require_name("user", user, self.node.path)
        self.network = network
        self.name = name
        tier = tier_of(self)
        key = key_for(self, encryption_key)
        keep = removal_of_data(self)
        mode, retention = INSIGHTS[tier.database.insights]
        password = rds.DatabaseSecret(self, "Secret", username=user, encryption_key=key)
        password.apply_removal_policy(keep)
        options: dict[str, Any] = {
            "version": version,
            "vpc": network.vpc,
            "vpc_subnets": network.subnets(subnets),
            "security_groups": [self._security_group("SecurityGroup", f"Database {name}")],
            "credentials": rds.Credentials.from_secret(password, user),
            "default_database_name": name,
            "parameters": {**PARAMETERS, **(parameters or {})},
            "iam_authentication": True,
            "storage_encrypted": True,
            "storage_encryption_key": key,
            "backup": rds.BackupProps(
                retention=cdk.Duration.days(tier.database.backup_days), preferred_window=backup_window
            ),
            "preferred_maintenance_window": maintenance_window,
            "database_insights_mode": mode,
            "enable_performance_insights": True,
            "performance_insight_retention": retention,
            "performance_insight_encryption_key": key,
            "monitoring_interval": cdk.Duration.seconds(tier.database.monitoring_seconds),
            "cloudwatch_logs_exports": [LOG],
            "cloudwatch_logs_retention": RETENTION[tier.log_days],
            "deletion_protection": tier.database.deletion_protection,
            "removal_policy": keep,
        }
        self.server = (
            database_server.aurora(self, **options)
            if engine == "aurora"
            else database_server.instance(self, storage=storage, **options)
        )
        self.connections = self.server.resource.connections
        # The attached one, which also tells host and port: what uses it waits for the server.
        self.secret = cast(secretsmanager.ISecret, self.server.resource.secret)
        self.master = user
        if tier.database.rotation_days:
            self._rotate(tier.database.rotation_days)
        self.alarms = watch(self, self.server, alarms_for(self, alarms))

    def binding(self, access: Access) -> Binding:
        """Host, port, name, user and the secret's ARN; the password itself where the platform reads it.

        PostgreSQL decides what the user may do. ``READ`` is told the readers' host where there are readers.
        """
        return Binding(
            grant=self.secret.grant_read,
            variables={**self.address(access, self.master), "SECRET_ARN": self.secret.secret_arn},
            secrets={"PASSWORD": SecretField(self.secret, "password")},
            listener=self.server.resource,
            service="secretsmanager",
        )

    def user(self, name: str) -> DatabaseUser:
        """The PostgreSQL user ``name``, for workloads that sign in with IAM instead of a password."""
        return DatabaseUser(self, name)

    def address(self, access: Access, user: str) -> dict[str, str]:
        """Where ``user`` connects for ``access``, by variable."""
        host = self.server.reader if access is Access.READ else self.server.host
        return {"HOST": host, "PORT": self.server.port, "NAME": self.name, "USER": user}

    def _rotate(self, days: int) -> None:
        """Change the password by AWS's own function, in subnets with a path to Secrets Manager."""
        group = self._security_group("RotationSecurityGroup", f"Rotation of database {self.name}")
        self.network.open_path(self, ec2.Connections(security_groups=[group]), "secretsmanager")
        self.server.resource.add_rotation_single_user(
            automatically_after=cdk.Duration.days(days),
            security_group=group,
            vpc_subnets=self.network.subnets(),
        )

    def _security_group(self, id: str, description: str) -> ec2.SecurityGroup:
        return ec2.SecurityGroup(
            self, id, vpc=self.network.vpc, allow_all_outbound=False, description=description
        )


@dataclass(frozen=True)
class DatabaseUser:
    """A user of a database who signs in with IAM: a token of the workload's role is the password.

    A migration makes the user: ``CREATE USER orders; GRANT rds_iam TO orders;`` and what it may do.
    """

    database: Database
    name: str

    @property
    def node(self) -> Node:
        """The database's node: using a user is using the database."""
        return self.database.node

    def binding(self, access: Access) -> Binding:
        """Host, port, name and user, and the right to sign in as that user."""
        resource = self.database.server.resource
        return Binding(
            grant=lambda to: resource.grant_connect(to, self.name),
            variables=self.database.address(access, self.name),
            listener=resource,
        )


def _require_name(argument: str, value: str, where: str) -> None:
    if not NAME.fullmatch(value):
        raise WrongUse(
            f"{argument} is {value!r}, which PostgreSQL on RDS does not take.",
            where=where,
            fix="Use letters, digits and underscores, at most 63, and begin with no digit.",
        )
