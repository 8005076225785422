"""A network: a VPC over the environment's zones, with private ways to S3 and DynamoDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3

from constructs import Construct
from stratiform.constructs.choice import require_choice
from stratiform.constructs.environment import environment_of, name_of, tier_of
from stratiform.constructs.logs import log_group
from stratiform.errors import NoNetwork

Kind = Literal["public", "private", "isolated"]
KINDS: tuple[Kind, ...] = ("private", "isolated", "public")
SIZES: Mapping[Kind, int] = {"private": 4, "isolated": 6, "public": 8}
"""Bits that a subnet adds to the network's own: of a /16, a private subnet is a /20."""

BY_POLICY = "@aws-cdk/aws-s3:createDefaultLoggingPolicy"
"""Has the bucket admit flow logs. Otherwise AWS would add to a policy that the stack wrote."""

HTTPS = 443
GATEWAYS = {
    "dynamodb": ec2.GatewayVpcEndpointAwsService.DYNAMODB,
    "s3": ec2.GatewayVpcEndpointAwsService.S3,
}


class Network(Construct):
    """A VPC whose zones, NAT gateways, flow logs and default security group are decisions of the tier.

    Subnets: ``public`` has a route from and to the internet, ``private`` a way out through NAT gateways,
    ``isolated`` none. With no NAT gateway a private subnet has no way out either. The address space is
    laid out for all three over three zones, so adding one later moves no other; ``cidr`` has 16 to 20 bits.
    S3 and DynamoDB are reached through gateway endpoints, which cost nothing; ``endpoints`` names further
    AWS services that get an interface endpoint (``secretsmanager``). Flow logs go to CloudWatch Logs, or
    to ``flow_logs_to``.
    """

    vpc: ec2.IVpc
    kinds: frozenset[Kind]
    egress: bool
    services: frozenset[str]
    """AWS services that are reached without a way out, through endpoints without a security group."""
    endpoints: Mapping[str, ec2.InterfaceVpcEndpoint]

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        subnets: Sequence[Kind] = KINDS,
        cidr: str = "10.0.0.0/16",
        nat_gateways: int | None = None,
        endpoints: Sequence[str] = (),
        flow_logs_to: s3.IBucket | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.node.set_context(BY_POLICY, True)
        for kind in subnets:
            require_choice("subnets", kind, Kind, where=self.node.path)
        tier = tier_of(self).network
        zones = environment_of(self).zones[: tier.zones]
        wanted = tier.nat_gateways if nat_gateways is None else nat_gateways
        nats = min(wanted, len(zones)) if {"public", "private"} <= {*subnets} else 0
        self.kinds = frozenset(subnets)
        self.egress = nats > 0
        self.services = frozenset(GATEWAYS)
        self.vpc = ec2.Vpc(
            self,
            "Resource",
            vpc_name=name_of(self, "vpc"),
            ip_addresses=ec2.IpAddresses.cidr(cidr),
            availability_zones=list(zones),
            reserved_azs=max(0, 3 - len(zones)),
            nat_gateways=nats,
            subnet_configuration=[self._subnets(kind, cidr) for kind in KINDS],
            restrict_default_security_group=tier.close_default_security_group,
            gateway_endpoints={
                name: ec2.GatewayVpcEndpointOptions(service=service) for name, service in GATEWAYS.items()
            },
        )
        self.endpoints = {name: self._endpoint(name) for name in endpoints}
        if tier.flow_log_days:
            if flow_logs_to is not None and flow_logs_to.encryption_key is not None:
                flow_logs_to.encryption_key.grant_encrypt_decrypt(
                    iam.ServicePrincipal("delivery.logs.amazonaws.com")
                )
            self.vpc.add_flow_log(
                "FlowLogs",
                destination=ec2.FlowLogDestination.to_s3(flow_logs_to)
                if flow_logs_to
                else ec2.FlowLogDestination.to_cloud_watch_logs(
                    log_group(self, "FlowLogRecords", days=tier.flow_log_days)
                ),
            )

    @staticmethod
    def lookup(
        scope: Construct,
        id: str,
        *,
        vpc_id: str,
        public: Sequence[str] = (),
        private: Sequence[str] = (),
        isolated: Sequence[str] = (),
        services: Sequence[str] = (),
        zones: Sequence[str] | None = None,
    ) -> Network:
        """A VPC that exists, by its id and its subnets' ids, one for each zone. Nothing is asked of AWS.

        ``zones`` are those of the environment, as many as there are subnets, unless given. Private subnets
        have a way out. ``services`` are those with an endpoint (``dynamodb``).
        """
        from stratiform.constructs.network_existing import ExistingNetwork  # a kind of Network

        many = max(len(public), len(private), len(isolated))
        return ExistingNetwork(
            scope,
            id,
            vpc_id=vpc_id,
            subnets={"public": public, "private": private, "isolated": isolated},
            services=services,
            egress=True,
            zones=zones or environment_of(scope).zones[:many],
        )

    @staticmethod
    def shared(
        scope: Construct,
        id: str,
        *,
        name: str,
        project: str | None = None,
        subnets: Sequence[Kind] = KINDS,
        services: Sequence[str] = tuple(GATEWAYS),
        egress: bool = True,
    ) -> Network:
        """The network that ``publish(name)`` wrote down in this environment, of this ``project`` or another.

        Its ids are read from SSM parameters when the stack is deployed. ``subnets`` are the kinds it has.
        """
        from stratiform.constructs.network_existing import shared

        return shared(
            scope, id, name=name, project=project, subnets=subnets, services=services, egress=egress
        )

    def publish(self, name: str) -> None:
        """Let other stacks and apps of this environment find the network with ``Network.shared``."""
        from stratiform.constructs.network_existing import publish

        publish(self, name)

    def _subnets(self, kind: Kind, cidr: str) -> ec2.SubnetConfiguration:
        types = {
            "public": ec2.SubnetType.PUBLIC,
            "private": ec2.SubnetType.PRIVATE_WITH_EGRESS if self.egress else ec2.SubnetType.PRIVATE_ISOLATED,
            "isolated": ec2.SubnetType.PRIVATE_ISOLATED,
        }
        return ec2.SubnetConfiguration(
            name=kind,
            subnet_type=types[kind],
            cidr_mask=int(cidr.partition("/")[2]) + SIZES[kind],
            reserved=kind not in self.kinds,
            map_public_ip_on_launch=False if kind == "public" else None,
        )

    def _endpoint(self, service: str) -> ec2.InterfaceVpcEndpoint:
        return ec2.InterfaceVpcEndpoint(
            self,
            service,
            vpc=self.vpc,
            service=ec2.InterfaceVpcEndpointAwsService(service),
            subnets=self.subnets(next(kind for kind in KINDS if kind in self.kinds)),
            open=False,
        )

    def subnets(self, kind: Kind | None = None) -> ec2.SubnetSelection:
        """The subnets of a kind; of none asked for, the most private that has what a workload needs."""
        kind = kind or next(kind for kind in KINDS if kind in self.kinds)
        require_choice("subnets", kind, Kind, where=self.node.path)
        if kind not in self.kinds:
            raise NoNetwork(
                f"{self.node.path} has no {kind} subnets, only {', '.join(sorted(self.kinds))}.",
                where=self.node.path,
                fix=f'Add "{kind}" to its subnets.',
            )
        return ec2.SubnetSelection(subnet_group_name=kind)

    def open_path(self, workload: Construct, connections: ec2.Connections, service: str) -> None:
        """Let ``workload`` reach an AWS service over HTTPS. Raises NoNetwork where no route leads there.

        A gateway endpoint has no security group, and its prefix list differs between regions; the rule
        allows HTTPS, and the route table decides where it can go.
        """
        endpoint = self.endpoints.get(service)
        if endpoint is not None:
            connections.allow_to_default_port(endpoint, f"HTTPS to {service}")
        elif service in self.services or self.egress:
            connections.allow_to_any_ipv4(ec2.Port.tcp(HTTPS), "HTTPS to AWS services")
        else:
            raise NoNetwork(
                f"{workload.node.path} has no path to {service}: "
                f"{self.node.path} has neither a NAT gateway nor an endpoint for it.",
                where=workload.node.path,
                fix=f'Give the network endpoints=("{service}",), or a NAT gateway.',
            )
