"""An SQS queue that loses nothing: what keeps failing goes to its dead letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sqs as sqs

from constructs import Construct
from stratiform.constructs.alarms import Alarms, alarms_for
from stratiform.constructs.binding import Access, Binding
from stratiform.constructs.key import key_for

LONGEST = cdk.Duration.days(14)
"""The longest that SQS keeps a message, counted from when it was first sent."""
POLL = cdk.Duration.seconds(20)
"""A receiver waits for a message instead of asking again and again."""


class Queue(Construct):
    """A queue. A message that was received ``attempts`` times and never deleted goes to ``failures``.

    A message that is received stays invisible to others for ``visibility`` seconds: give the longest that
    handling one takes, for a Function six times its timeout. ``retention`` is in days, ``delay`` in seconds.
    ``fifo`` keeps the order in each message group; ``deduplicate`` drops a body that was sent in the last
    five minutes. Encrypted, with a key where the tier wants one, and reached over TLS alone.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        attempts: int = 3,
        visibility: int = 60,
        retention: int = 4,
        delay: int = 0,
        fifo: bool = False,
        deduplicate: bool = False,
        encryption_key: kms.IKey | None = None,
        alarms: Alarms | None = None,
    ) -> None:
        super().__init__(scope, id)
        key = key_for(self, encryption_key)
        self.visibility = visibility
        self.failures = _queue(self, "Failures", key, fifo, retention_period=LONGEST)
        self.queue = _queue(
            self,
            "Resource",
            key,
            fifo,
            content_based_deduplication=deduplicate or None,
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.failures, max_receive_count=attempts),
            delivery_delay=cdk.Duration.seconds(delay),
            receive_message_wait_time=POLL,
            retention_period=cdk.Duration.days(retention),
            visibility_timeout=cdk.Duration.seconds(visibility),
        )
        self.alarms = self._watch(alarms_for(self, alarms))

    def binding(self, access: Access) -> Binding:
        """The queue's URL. ``READ`` receives and deletes messages, ``WRITE`` sends them."""

        def grant(to: iam.IGrantable) -> iam.Grant:
            if access is Access.READ:
                return self.queue.grant_consume_messages(to)
            send = self.queue.grant_send_messages(to)
            return send if access is Access.WRITE else send.combine(self.queue.grant_consume_messages(to))

        return Binding(grant=grant, variables={"QUEUE_URL": self.queue.queue_url}, service="sqs")

    def admit(self, service: str, source: str) -> None:
        """Let an AWS service (``sns.amazonaws.com``) send messages for ``source``, an ARN."""
        self.queue.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal(service)],
                actions=["sqs:SendMessage"],
                resources=[self.queue.queue_arn],
                conditions={"ArnEquals": {"aws:SourceArn": source}},
            )
        )
        if self.queue.encryption_master_key is not None:
            account = {"StringEquals": {"aws:SourceAccount": cdk.Stack.of(self).account}}
            # The key may encrypt the source as well, so its policy cannot name the source: they would need
            # one another.
            principal = iam.ServicePrincipal(service, conditions=account)
            self.queue.encryption_master_key.grant(principal, "kms:Decrypt", "kms:GenerateDataKey*")

    def _watch(self, alarms: Alarms) -> Mapping[str, cloudwatch.Alarm]:
        period, highest = alarms.period, "Maximum"
        failures = self.failures.metric_approximate_number_of_messages_visible(
            period=period, statistic=highest
        )
        age = self.queue.metric_approximate_age_of_oldest_message(period=period, statistic=highest)
        return alarms.watch(self, {"DeadLetters": (failures, alarms.dead_letters), "Age": (age, alarms.age)})


def _queue(scope: Construct, id: str, key: kms.IKey | None, fifo: bool, **options: Any) -> sqs.Queue:
    return sqs.Queue(
        scope,
        id,
        encryption=sqs.QueueEncryption.KMS if key else sqs.QueueEncryption.SQS_MANAGED,
        encryption_master_key=key,
        enforce_ssl=True,
        fifo=fifo or None,  # CloudFormation refuses a false one
        **options,
    )
