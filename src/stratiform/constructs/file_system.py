"""A file system that functions and services share."""

from __future__ import annotations

from collections.abc import Mapping

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_efs as efs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms

from constructs import Construct
from stratiform.constructs.alarms import Alarms, alarms_for
from stratiform.constructs.binding import Access, Binding, Volume
from stratiform.constructs.environment import tier_of
from stratiform.constructs.hardening import USER
from stratiform.constructs.key import key_for
from stratiform.constructs.network import Kind, Network
from stratiform.constructs.retention import removal_of_data
from stratiform.settings.names import kebab

CREDITS = 2.1 * 1024**4
"""Bytes of burst credit that a file system starts with, which is also the most that a small one can have."""
ACTIONS = {
    Access.READ: ("elasticfilesystem:ClientMount",),
    Access.WRITE: ("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"),
    Access.READ_WRITE: ("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"),
}
THROUGHPUT = {"bursting": efs.ThroughputMode.BURSTING, "elastic": efs.ThroughputMode.ELASTIC}


class FileSystem(Construct):
    """An EFS file system with a mount target in each isolated subnet.

    Encrypted, mounted over TLS alone, by roles that may and from where they run. Files move to Infrequent
    Access after 30 days, and to Archive after 90 where the throughput allows it; one that is read moves
    back. The tier decides throughput and backups. Using it mounts its folder ``/shared``; ``folder`` makes
    another that its users cannot leave.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        network: Network,
        subnets: Kind = "isolated",
        encryption_key: kms.IKey | None = None,
        alarms: Alarms | None = None,
    ) -> None:
        super().__init__(scope, id)
        tier = tier_of(self)
        throughput = THROUGHPUT[tier.file_system.throughput]
        elastic = throughput is efs.ThroughputMode.ELASTIC
        self.file_system = efs.FileSystem(
            self,
            "Resource",
            vpc=network.vpc,
            vpc_subnets=network.subnets(subnets),
            security_group=ec2.SecurityGroup(
                self,
                "SecurityGroup",
                vpc=network.vpc,
                allow_all_outbound=False,
                description=f"File system {id}",
            ),
            encrypted=True,
            kms_key=key_for(self, encryption_key),
            # False would let everybody write who may mount. The policy is enough: where there is one, a
            # client without a role may do nothing.
            allow_anonymous_access=True,
            file_system_policy=_tls_alone(),
            enable_automatic_backups=tier.file_system.backups,
            throughput_mode=throughput,
            lifecycle_policy=efs.LifecyclePolicy.AFTER_30_DAYS,
            transition_to_archive_policy=efs.LifecyclePolicy.AFTER_90_DAYS if elastic else None,
            out_of_infrequent_access_policy=efs.OutOfInfrequentAccessPolicy.AFTER_1_ACCESS,
            removal_policy=removal_of_data(self),
        )
        self.shared = Folder(self, "Shared", self.file_system, mounted=f"/mnt/{kebab(id)}")
        self.alarms = {} if elastic else self._watch(alarms_for(self, alarms))

    def folder(self, id: str, *, user: str = USER) -> Folder:
        """A folder of its own. Who uses it is ``user`` there (``uid:gid``), whoever it runs as elsewhere."""
        return Folder(self, id, self.file_system, mounted=f"/mnt/{kebab(id)}", user=user)

    def binding(self, access: Access) -> Binding:
        """The path at which the shared folder is mounted."""
        return self.shared.binding(access)

    def _watch(self, alarms: Alarms) -> Mapping[str, cloudwatch.Alarm]:
        balance = cloudwatch.Metric(
            namespace="AWS/EFS",
            metric_name="BurstCreditBalance",
            dimensions_map={"FileSystemId": self.file_system.file_system_id},
            statistic="Minimum",
            period=alarms.period,
        )
        left = None if alarms.credits is None else round(CREDITS * alarms.credits / 100)
        return alarms.watch(self, {"Credits": (balance, left)}, falling=True)


class Folder(Construct):
    """A folder of a file system, as its users see it: rooted there, and all the same POSIX user."""

    def __init__(
        self, scope: Construct, id: str, file_system: efs.FileSystem, *, mounted: str, user: str = USER
    ) -> None:
        super().__init__(scope, id)
        uid, _, gid = user.partition(":")
        gid = gid or uid
        self.mounted = mounted
        self.file_system = file_system
        self.access_point = efs.AccessPoint(
            self,
            "Resource",
            file_system=file_system,
            path=f"/{kebab(id)}",
            posix_user=efs.PosixUser(uid=uid, gid=gid),
            create_acl=efs.Acl(owner_uid=uid, owner_gid=gid, permissions="750"),
        )

    def binding(self, access: Access) -> Binding:
        """The path at which it is mounted, and the right to mount it; without ``WRITE``, to read alone."""

        def grant(to: iam.IGrantable) -> iam.Grant:
            return iam.Grant.add_to_principal(
                grantee=to,
                actions=list(ACTIONS[access]),
                resource_arns=[self.file_system.file_system_arn],
                conditions={
                    "StringEquals": {"elasticfilesystem:AccessPointArn": self.access_point.access_point_arn}
                },
            )

        return Binding(
            grant=grant,
            variables={"PATH": self.mounted},
            listener=self.file_system,
            volume=Volume(access_point=self.access_point, path=self.mounted, read_only=access is Access.READ),
        )


def _tls_alone() -> iam.PolicyDocument:
    return iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(
                effect=iam.Effect.DENY,
                principals=[iam.AnyPrincipal()],
                actions=["*"],
                resources=["*"],
                conditions={"Bool": {"aws:SecureTransport": "false"}},
            )
        ]
    )
