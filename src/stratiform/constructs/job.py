"""A job: a task that runs to completion whenever somebody starts it."""

from __future__ import annotations

from typing import Unpack

import aws_cdk as cdk

from constructs import Construct
from stratiform.constructs.binding import Access, Binding
from stratiform.constructs.run_task import grant_follow, grant_run
from stratiform.constructs.task import Task
from stratiform.constructs.task_options import TaskOptions


class Job(Task):
    """A task definition that is run by hand, or by a workload that uses it.

    The output ``RunCommand`` is the command of the AWS CLI that runs it.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        **task: Unpack[TaskOptions],
    ) -> None:
        super().__init__(scope, id, kind="job", **task)
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
