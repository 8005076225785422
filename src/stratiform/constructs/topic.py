"""An SNS topic: what is published once reaches every subscriber."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs

from constructs import Construct
from stratiform.constructs.alarms import Alarms, alarms_for
from stratiform.constructs.binding import Access, Binding
from stratiform.constructs.function import Function
from stratiform.constructs.key import stack_key
from stratiform.constructs.queue import LONGEST, Queue
from stratiform.errors import WrongUse


class Topic(Construct):
    """A topic, encrypted with a key and reached over TLS alone. ``emails`` are told, once they confirm.

    CloudWatch alarms of this account may publish: with AWS's own key they could not. What cannot be
    delivered after every retry goes to ``failures``.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        emails: Sequence[str] = (),
        fifo: bool = False,
        deduplicate: bool = False,
        encryption_key: kms.IKey | None = None,
        alarms: Alarms | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.key = encryption_key or stack_key(self)
        self.topic = sns.Topic(
            self,
            "Resource",
            master_key=self.key,
            enforce_ssl=True,
            fifo=fifo or None,
            content_based_deduplication=deduplicate or None,
        )
        self.failures = sqs.Queue(
            self,
            "Failures",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            fifo=fifo or None,
            retention_period=LONGEST,
        )
        self._let_alarms_publish()
        for address in emails:
            self.topic.add_subscription(subscriptions.EmailSubscription(address))
        chosen = alarms_for(self, alarms)
        # Without another topic its own: the receivers that it does reach learn of those it does not.
        self.alarms = self._watch(replace(chosen, topic=chosen.topic or self.topic))

    def sends_to(
        self, receiver: Queue | Function, *, only: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Send what is published to a queue, as it is, or to a function.

        ``only`` leaves out what has another value in a message attribute: ``{"state": ["paid"]}``.
        """
        chosen = {
            name: sns.SubscriptionFilter.string_filter(allowlist=list(values))
            for name, values in (only or {}).items()
        }
        if isinstance(receiver, Queue):
            receiver.admit("sns.amazonaws.com", self.topic.topic_arn)
            protocol, endpoint = sns.SubscriptionProtocol.SQS, receiver.queue.queue_arn
        else:
            protocol, endpoint = sns.SubscriptionProtocol.LAMBDA, receiver.function.function_arn
            receiver.function.add_permission(
                f"From{cdk.Names.unique_id(self)}",
                principal=iam.ServicePrincipal("sns.amazonaws.com"),
                source_arn=self.topic.topic_arn,
            )
        # The CDK's own subscriptions are called after the inner topic, whose id every Topic has.
        subscription = sns.Subscription(
            self,
            f"To{cdk.Names.unique_id(receiver)}",
            topic=self.topic,
            protocol=protocol,
            endpoint=endpoint,
            raw_message_delivery=True if isinstance(receiver, Queue) else None,
            dead_letter_queue=self.failures,
            filter_policy=chosen or None,
        )
        subscription.node.add_dependency(receiver)

    def binding(self, access: Access) -> Binding:
        """The topic's ARN, and the right to publish. Raises WrongUse for ``READ``."""
        if access is Access.READ:
            raise WrongUse(
                f"{self.node.path} cannot be read: a topic keeps nothing.",
                where=self.node.path,
                fix="Let it send to a queue or a function: topic.sends_to(queue).",
            )
        return Binding(
            grant=self.topic.grant_publish, variables={"TOPIC_ARN": self.topic.topic_arn}, service="sns"
        )

    def _let_alarms_publish(self) -> None:
        alarms = iam.ServicePrincipal(
            "cloudwatch.amazonaws.com",
            conditions={"StringEquals": {"aws:SourceAccount": cdk.Stack.of(self).account}},
        )
        self.topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[alarms], actions=["sns:Publish"], resources=[self.topic.topic_arn]
            )
        )
        self.key.grant(alarms, "kms:Decrypt", "kms:GenerateDataKey*")

    def _watch(self, alarms: Alarms) -> Mapping[str, cloudwatch.Alarm]:
        failures = self.failures.metric_approximate_number_of_messages_visible(
            period=alarms.period, statistic="Maximum"
        )
        return alarms.watch(self, {"DeadLetters": (failures, alarms.dead_letters)})
