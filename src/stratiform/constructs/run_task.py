"""Who may run a task, and who may see how it goes."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_iam as iam

from stratiform.constructs.task import Task


def grant_run(task: Task, to: iam.IGrantable) -> iam.Grant:
    """Let ``to`` run ``task`` in its cluster with its roles, follow it and stop it."""
    start = iam.Grant.add_to_principal(
        grantee=to,
        actions=["ecs:RunTask"],
        resource_arns=[task.definition.task_definition_arn],
        conditions={"ArnEquals": {"ecs:cluster": task.cluster.cluster.cluster_arn}},
    )
    hand_over = iam.Grant.add_to_principal(
        grantee=to,
        actions=["iam:PassRole"],
        resource_arns=[task.role.role_arn, task.execution_role.role_arn],
        conditions={"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
    )
    stop = iam.Grant.add_to_principal(grantee=to, actions=["ecs:StopTask"], resource_arns=[_tasks(task)])
    return start.combine(hand_over).combine(stop).combine(grant_follow(task, to))


def grant_follow(task: Task, to: iam.IGrantable) -> iam.Grant:
    """Let ``to`` see the tasks of the cluster of ``task``."""
    return iam.Grant.add_to_principal(grantee=to, actions=["ecs:DescribeTasks"], resource_arns=[_tasks(task)])


def _tasks(task: Task) -> str:
    cluster = task.cluster.cluster.cluster_name
    return cdk.Stack.of(task).format_arn(service="ecs", resource="task", resource_name=f"{cluster}/*")
