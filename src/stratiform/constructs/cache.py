"""A cache in memory: Valkey, or Redis."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticache as elasticache
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager

from constructs import Construct
from stratiform.constructs.alarms import Alarms, alarms_for
from stratiform.constructs.binding import Access, Binding, SecretField
from stratiform.constructs.choice import require_choice
from stratiform.constructs.environment import tier_of
from stratiform.constructs.key import key_for
from stratiform.constructs.logs import log_group
from stratiform.constructs.network import Kind, Network

PORT = 6379
VERSIONS = {"valkey": "8.1", "redis": "7.1"}
"""AWS keeps Redis at 7.1, the last version with its former licence."""
CONNECTIONS = 65_000
"""What a node takes at most: ``maxclients``, which ElastiCache does not let anybody change."""
LOGS = ("slow-log", "engine-log")


Engine = Literal["valkey", "redis"]


class Cache(Construct):
    """A replication group in the isolated subnets of a network, reached over TLS with a password.

    The tier decides its nodes, the replicas that take over in other zones, and for how many days daily
    snapshots are kept. A full cache drops what was used longest ago; ``parameters`` change that and others.
    The windows are UTC.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        network: Network,
        engine: Engine = "valkey",
        version: str | None = None,
        subnets: Kind = "isolated",
        parameters: Mapping[str, str] | None = None,
        snapshot_window: str = "02:00-03:00",
        maintenance_window: str = "sun:03:30-sun:04:30",
        encryption_key: kms.IKey | None = None,
        alarms: Alarms | None = None,
    ) -> None:
        super().__init__(scope, id)
        tier = tier_of(self)
        require_choice("engine", engine, Engine, where=self.node.path)
        version = version or VERSIONS[engine]
        key = key_for(self, encryption_key)
        group = ec2.SecurityGroup(
            self, "SecurityGroup", vpc=network.vpc, allow_all_outbound=False, description=f"Cache {id}"
        )
        self.secret = secretsmanager.Secret(
            self,
            "Secret",
            encryption_key=key,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                exclude_punctuation=True,  # ElastiCache takes few other signs
                password_length=64,
                secret_string_template=json.dumps({"username": "default"}),
                generate_string_key="password",
            ),
        )
        self.nodes = 1 + tier.cache.replicas
        self.group = elasticache.CfnReplicationGroup(
            self,
            "Resource",
            replication_group_description=f"{self.node.path}",
            engine=engine,
            engine_version=version,
            cache_node_type=f"cache.{tier.cache.instance}",
            cache_parameter_group_name=self._parameters(engine, version, parameters or {}).ref,
            cache_subnet_group_name=self._subnets(network, subnets).ref,
            security_group_ids=[group.security_group_id],
            port=PORT,
            num_cache_clusters=self.nodes,
            automatic_failover_enabled=self.nodes > 1,
            multi_az_enabled=self.nodes > 1,
            at_rest_encryption_enabled=True,
            kms_key_id=key.key_arn if key else None,
            transit_encryption_enabled=True,
            transit_encryption_mode="required",
            auth_token=self.secret.secret_value_from_json("password").unsafe_unwrap(),  # a reference to it
            auto_minor_version_upgrade=True,
            preferred_maintenance_window=maintenance_window,
            snapshot_retention_limit=tier.cache.snapshot_days,
            snapshot_window=snapshot_window if tier.cache.snapshot_days else None,
            log_delivery_configurations=self._logs(),
        )
        keep = tier.keep_data
        self.group.apply_removal_policy(cdk.RemovalPolicy.SNAPSHOT if keep else cdk.RemovalPolicy.DESTROY)
        self.connections = ec2.Connections(security_groups=[group], default_port=ec2.Port.tcp(PORT))
        self.alarms = self._watch(alarms_for(self, alarms))

    def binding(self, access: Access) -> Binding:
        """Host, port and the secret's ARN; the password itself where the platform reads it.

        Clients speak TLS. ``READ`` is told the replicas' host where there are any.
        """
        reader = access is Access.READ and self.nodes > 1
        host = (
            self.group.attr_reader_end_point_address if reader else self.group.attr_primary_end_point_address
        )
        port = self.group.attr_reader_end_point_port if reader else self.group.attr_primary_end_point_port
        return Binding(
            grant=self.secret.grant_read,
            variables={"HOST": host, "PORT": port, "SECRET_ARN": self.secret.secret_arn},
            secrets={"PASSWORD": SecretField(self.secret, "password")},
            listener=self.connections,
            service="secretsmanager",
        )

    def _subnets(self, network: Network, kind: Kind) -> elasticache.CfnSubnetGroup:
        found = network.vpc.select_subnets(subnet_group_name=network.subnets(kind).subnet_group_name)
        return elasticache.CfnSubnetGroup(
            self, "Subnets", description=self.node.path, subnet_ids=found.subnet_ids
        )

    def _parameters(
        self, engine: str, version: str, given: Mapping[str, str]
    ) -> elasticache.CfnParameterGroup:
        return elasticache.CfnParameterGroup(
            self,
            "Parameters",
            cache_parameter_group_family=f"{engine}{version.partition('.')[0]}",
            description=self.node.path,
            properties={"maxmemory-policy": "allkeys-lru", **given},
        )

    def _logs(self) -> list[elasticache.CfnReplicationGroup.LogDeliveryConfigurationRequestProperty]:
        group = elasticache.CfnReplicationGroup
        destination = group.DestinationDetailsProperty(
            cloud_watch_logs_details=group.CloudWatchLogsDestinationDetailsProperty(
                log_group=log_group(self, "Logs").log_group_name
            )
        )
        return [
            group.LogDeliveryConfigurationRequestProperty(
                log_type=log,
                log_format="json",
                destination_type="cloudwatch-logs",
                destination_details=destination,
            )
            for log in LOGS
        ]

    def _watch(self, alarms: Alarms) -> Mapping[str, cloudwatch.Alarm]:
        connections = None if alarms.connections is None else CONNECTIONS * alarms.connections / 100
        watched = {
            "Cpu": (self._highest("EngineCPUUtilization", alarms), alarms.cpu),
            "Memory": (self._highest("DatabaseMemoryUsagePercentage", alarms), alarms.memory),
            "Connections": (self._highest("CurrConnections", alarms), connections),
        }
        return alarms.watch(self, watched)

    def _highest(self, name: str, alarms: Alarms) -> cloudwatch.IMetric:
        """A metric of the node where it is highest. The nodes are called after the group, 001 and on."""
        metrics = {
            f"node{number}": cloudwatch.Metric(
                namespace="AWS/ElastiCache",
                metric_name=name,
                dimensions_map={"CacheClusterId": f"{self.group.ref}-{number:03}"},
                statistic="Maximum",
                period=alarms.period,
            )
            for number in range(1, self.nodes + 1)
        }
        if len(metrics) == 1:
            return metrics["node1"]
        return cloudwatch.MathExpression(
            expression=f"MAX([{', '.join(metrics)}])",
            using_metrics=dict(metrics),
            label=name,
            period=alarms.period,
        )
