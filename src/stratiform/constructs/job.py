"""A job: a task that runs to completion whenever somebody starts it."""

from __future__ import annotations

from collections.abc import Mapping

import aws_cdk as cdk
from aws_cdk import aws_kms as kms

from constructs import Construct
from stratiform.constructs.binding import Access, Binding
from stratiform.constructs.cluster import Cluster
from stratiform.constructs.container import Container
from stratiform.constructs.network import Kind
from stratiform.constructs.run_task import grant_follow, grant_run
from stratiform.constructs.task import Task


class Job(Task):
    """A task definition that is run by hand, or by a workload that uses it.

    The output ``RunCommand`` is the command of the AWS CLI that runs it.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        cluster: Cluster,
        container: Container,
        cpu: int | None = None,
        memory: int | None = None,
        sidecars: Mapping[str, Container] | None = None,
        shared: tuple[str, ...] = (),
        subnets: Kind | None = None,
        encryption_key: kms.IKey | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            kind="job",
            cluster=cluster,
            container=container,
            cpu=cpu,
            memory=memory,
            sidecars=sidecars,
            shared=shared,
            subnets=subnets,
            encryption_key=encryption_key,
        )
        cdk.CfnOutput(self, "RunCommand", value=self.run_command)

    @property
    def run_command(self) -> str:
        """The command that runs it once."""
        public = "ENABLED" if self.has_public_address else "DISABLED"
        where = (
            f"subnets=[{cdk.Fn.join(',', self.subnet_ids)}],"
            f"securityGroups=[{self.security_group.security_group_id}],assignPublicIp={public}"
        )
        return (
            f"aws ecs run-task --cluster {self.cluster.cluster.cluster_name} "
            f"--task-definition {self.definition.family} "
            f"--network-configuration 'awsvpcConfiguration={{{where}}}'"
        )

    def binding(self, access: Access) -> Binding:
        """What ``ecs.run_task`` takes, and the right to call it for this job and to follow the task.

        ``SUBNETS`` are joined by commas. ``READ`` only follows tasks.
        """
        return Binding(
            grant=lambda to: grant_follow(self, to) if access is Access.READ else grant_run(self, to),
            variables={
                "CLUSTER": self.cluster.cluster.cluster_arn,
                "TASK_DEFINITION": self.definition.task_definition_arn,
                "SUBNETS": cdk.Fn.join(",", self.subnet_ids),
                "SECURITY_GROUP": self.security_group.security_group_id,
            },
            service="ecs",
        )
