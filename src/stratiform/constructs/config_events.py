"""Changes of configuration, secrets and parameters, told to every running task: rules, a topic, a janitor."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns

from constructs import Construct
from stratiform.constructs.alarms import Alarms
from stratiform.constructs.function import Function
from stratiform.constructs.key import key_for

HERE = Path(__file__).parent
PREFIX = "cfg-"
"""How the queues of tasks begin."""
AGENT = "config-agent"
"""The container of the agent, in every task that has one."""
_LONGEST_NAME, _DIGEST = 80, 16

_CALLS = [
    "PutSecretValue",
    "UpdateSecret",
    "UpdateSecretVersionStage",
    "RestoreSecret",
    "DeleteSecret",
    "RotationSucceeded",
]
_PATTERNS: Mapping[str, Mapping[str, Any]] = {
    "Secrets": {"source": ["aws.secretsmanager"], "detail_type": ["Secret Label Updated"]},
    # Only where a trail records them: the fallback, and all that tells of a deleted secret.
    "Calls": {
        "source": ["aws.secretsmanager"],
        "detail_type": ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"],
        "detail": {"eventName": _CALLS},
    },
    "Deployments": {"source": ["aws.appconfig"]},
    "Parameters": {"source": ["aws.ssm"], "detail_type": ["Parameter Store Change"]},
}


class ConfigEvents(Construct):
    """One for an account and region: each task that has a config agent subscribes a queue to ``topic``.

    The events carry names and versions, never values. A task removes its queue when it ends; the janitor
    removes what a killed task left, as soon as ECS tells, and once a day; ``alarms`` watch it.
    """

    def __init__(self, scope: Construct, id: str, *, alarms: Alarms | None = None) -> None:
        super().__init__(scope, id)
        events_of_aws = iam.ServicePrincipal("events.amazonaws.com")
        key = key_for(self, None)  # SNS's own key would let no rule publish
        if key is not None:
            key.grant(events_of_aws, "kms:Decrypt", "kms:GenerateDataKey*")
        self.topic = sns.Topic(self, "Topic", enforce_ssl=True, master_key=key)
        for name, pattern in _PATTERNS.items():
            rule = events.Rule(self, name, event_pattern=events.EventPattern(**pattern))
            rule.add_target(targets.SnsTopic(self.topic))
        self.janitor = self._janitor(alarms)

    @property
    def queues(self) -> str:
        """The ARN of every queue that a task may make."""
        return self._queue("*")

    def queue_of(self, service: str) -> str:
        """The ARN of the queue of any task of ``service``: a hash of the task follows the name."""
        return self._queue(f"{service[: _LONGEST_NAME - len(PREFIX) - _DIGEST - 1]}-{'?' * _DIGEST}")

    def _queue(self, rest: str) -> str:
        return cdk.Stack.of(self).format_arn(service="sqs", resource=f"{PREFIX}{rest}")

    def _janitor(self, alarms: Alarms | None) -> Function:
        janitor = Function(
            self,
            "Janitor",
            source=HERE / "janitor",
            handler="index.handler",
            timeout=60,
            asynchronous=True,
            alarms=alarms,
        )
        janitor.function.add_environment("TOPIC_ARN", self.topic.topic_arn)
        topic = [self.topic.topic_arn]
        for actions, resources in (
            (["sqs:DeleteQueue", "sqs:ListQueueTags"], [self.queues]),
            (["sqs:ListQueues", "sns:Unsubscribe"], ["*"]),  # IAM knows no resource of theirs
            (["sns:ListSubscriptionsByTopic"], topic),
        ):
            janitor.function.add_to_role_policy(iam.PolicyStatement(actions=actions, resources=resources))
        stopped = events.EventPattern(
            source=["aws.ecs"],
            detail_type=["ECS Task State Change"],
            detail={"lastStatus": ["STOPPED"], "containers": {"name": [AGENT]}},
        )
        events.Rule(self, "Stopped", event_pattern=stopped).add_target(
            targets.LambdaFunction(janitor.function)
        )
        events.Rule(self, "Daily", schedule=events.Schedule.rate(cdk.Duration.days(1))).add_target(
            targets.LambdaFunction(janitor.function)
        )
        return janitor
