"""A Lambda function in Python."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_sqs as sqs

from constructs import Construct
from stratiform.constructs.alarms import Alarms, alarms_for
from stratiform.constructs.binding import Access, Volume, Workload
from stratiform.constructs.bundle import LEFT_OUT, bundle, declares_dependencies
from stratiform.constructs.environment import name_of, tier_of
from stratiform.constructs.logs import log_group
from stratiform.constructs.network import Kind, Network
from stratiform.constructs.queue import Queue
from stratiform.errors import WrongUse

ENI_ACTIONS = (
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
)
"""What Lambda does with the function's role to attach it to a VPC. The Describe actions know no resource."""


class Function(Workload):
    """A Lambda function whose code is the folder ``source``, relative to the working folder.

    Dependencies in its requirements.txt, or in pyproject.toml with uv.lock, are bundled for Linux. The role
    starts with its own log group and nothing else. In a network the function has a security group without
    any way out; ``uses`` opens one for each resource. ``timeout`` is in seconds, ``memory`` in MB.
    Called asynchronously (by an event, a schedule, a topic), what fails three times goes to ``dead_letters``.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        source: str | Path,
        handler: str = "handler.handle",
        runtime: lambda_.Runtime = lambda_.Runtime.PYTHON_3_14,
        architecture: lambda_.Architecture = lambda_.Architecture.ARM_64,
        network: Network | None = None,
        subnets: Kind | None = None,
        environment: Mapping[str, str] | None = None,
        memory: int | None = None,
        timeout: int = 10,
        reserved: int | None = None,
        asynchronous: bool = False,
        alarms: Alarms | None = None,
    ) -> None:
        super().__init__(scope, id)
        tier = tier_of(self)
        name = name_of(self, "function")
        logs = log_group(self, "Logs")
        role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        logs.grant_write(role)
        self.network = network
        security_group = None
        if network is not None:
            self._let_lambda_attach(role, name)
            security_group = ec2.SecurityGroup(
                self,
                "SecurityGroup",
                vpc=network.vpc,
                allow_all_outbound=False,
                description=f"Function {name}",
            )
        self.dead_letters = self._dead_letters() if asynchronous else None
        self.function = lambda_.Function(
            self,
            "Resource",
            function_name=name,
            code=_code(Path(source), runtime, architecture),
            handler=handler,
            runtime=runtime,
            architecture=architecture,
            role=role,
            log_group=logs,
            environment=dict(environment or {}),
            memory_size=memory or tier.function.memory,
            timeout=cdk.Duration.seconds(timeout),
            tracing=lambda_.Tracing.ACTIVE if tier.function.tracing else lambda_.Tracing.DISABLED,
            reserved_concurrent_executions=reserved,
            dead_letter_queue=self.dead_letters,
            vpc=network.vpc if network else None,
            vpc_subnets=network.subnets(subnets) if network else None,
            security_groups=[security_group] if security_group else None,
            # It is the caller's choice; such a function has no way to the internet, and needs none here.
            allow_public_subnet=True if network else None,
        )
        self.timeout = timeout
        self.role = role
        self.principal = self.function
        self.connections = self.function.connections if network else None
        self.alarms = self._watch(alarms_for(self, alarms), timeout)

    def set_variable(self, name: str, value: str) -> None:
        """Put a variable into the function's environment."""
        self.function.add_environment(name, value)

    def consumes(
        self, queue: Queue, *, batch: int = 10, wait: int = 0, concurrency: int | None = None
    ) -> None:
        """Run for the messages of ``queue``, up to ``batch`` at once, gathered over ``wait`` seconds at most.

        The handler answers ``{"batchItemFailures": [{"itemIdentifier": messageId}, ...]}``, and only those
        messages come again. Raises WrongUse where one would come again while the function still runs.
        """
        if self.timeout > queue.visibility:
            raise WrongUse(
                f"{self.node.path} may run {self.timeout} s, but a message of {queue.node.path} "
                f"comes again after {queue.visibility} s.",
                where=self.node.path,
                fix=f"Give the queue visibility={6 * self.timeout}, six times the function's timeout.",
            )
        self.function.add_event_source(
            event_sources.SqsEventSource(
                queue.queue,
                batch_size=batch,
                max_batching_window=cdk.Duration.seconds(wait) if wait else None,
                max_concurrency=concurrency,
                report_batch_item_failures=True,
            )
        )
        self.record(queue, Access.READ)

    def mount(self, volume: Volume) -> None:
        """Let the function see a file system. Lambda mounts one at most: raises WrongUse at the second."""
        resource = cast(lambda_.CfnFunction, self.function.node.default_child)
        if resource.file_system_configs is not None:
            raise WrongUse(
                f"{self.node.path} cannot mount {volume.access_point.node.path}: it has a file system.",
                where=self.node.path,
                fix="Put both into folders of one file system, or use a Service.",
            )
        resource.file_system_configs = [
            lambda_.CfnFunction.FileSystemConfigProperty(
                arn=volume.access_point.access_point_arn, local_mount_path=volume.path
            )
        ]
        # Lambda refuses a function whose file system has no mount target yet.
        self.function.node.add_dependency(volume.access_point.file_system.mount_targets_available)

    def _let_lambda_attach(self, role: iam.Role, name: str) -> None:
        """Let Lambda attach the function to its network, and keep the function's code from doing the same."""
        actions = list(ENI_ACTIONS)
        arn = cdk.Stack.of(self).format_arn(
            service="lambda",
            resource="function",
            resource_name=name,
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        role.add_to_policy(iam.PolicyStatement(actions=actions, resources=["*"]))
        role.add_to_policy(
            iam.PolicyStatement(
                effect=iam.Effect.DENY,
                actions=actions,
                resources=["*"],
                conditions={"ArnEquals": {"lambda:SourceFunctionArn": arn}},
            )
        )

    def _dead_letters(self) -> sqs.Queue:
        return sqs.Queue(
            self,
            "DeadLetters",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=cdk.Duration.days(14),
        )

    def _watch(self, alarms: Alarms, timeout: int) -> Mapping[str, cloudwatch.Alarm]:
        period = alarms.period
        function = self.function
        limit = alarms.duration * timeout * 1000 if alarms.duration is not None else None
        watched = {
            "Errors": (function.metric_errors(period=period), alarms.errors),
            "Throttles": (function.metric_throttles(period=period), alarms.throttles),
            "Duration": (function.metric_duration(period=period, statistic="Maximum"), limit),
        }
        if self.dead_letters is not None:
            lost = self.dead_letters.metric_approximate_number_of_messages_visible(
                period=period, statistic="Maximum"
            )
            watched["FailedEvents"] = (lost, alarms.dead_letters)
        return alarms.watch(self, watched)


def _code(folder: Path, runtime: lambda_.Runtime, architecture: lambda_.Architecture) -> lambda_.Code:
    if not folder.is_dir():
        raise WrongUse(
            f"There is no folder {folder}.",
            where=str(Path.cwd()),
            fix="Give source relative to the folder that the app runs in, or absolute.",
        )
    if declares_dependencies(folder):
        folder = bundle(folder, runtime.name.removeprefix("python"), architecture.name)
    excluded = [f"**/{name}" for name in LEFT_OUT]
    return lambda_.Code.from_asset(str(folder), exclude=excluded, ignore_mode=cdk.IgnoreMode.GIT)
