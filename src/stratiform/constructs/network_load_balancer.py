"""A network load balancer before one service."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_elasticloadbalancingv2 as elbv2

from constructs import Construct
from stratiform.constructs.environment import tier_of
from stratiform.constructs.load_balancer import LoadBalancer
from stratiform.constructs.load_balancer_logs import keep_access_logs
from stratiform.constructs.network import Network


class NetworkLoadBalancer(Construct):
    """A TCP listener, TLS with a certificate, and target groups for one service."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        options: LoadBalancer,
        network: Network,
        port: int,
        shifts_traffic: bool,
    ) -> None:
        super().__init__(scope, id)
        tier = tier_of(self).load_balancer
        self.options = options
        self.network = network
        self.port = 443 if options.certificate else port
        self._target_port = port
        group = ec2.SecurityGroup(
            self,
            "SecurityGroup",
            vpc=network.vpc,
            allow_all_outbound=False,
            description=f"Load balancer {self.node.path}",
        )
        self.connections = ec2.Connections(security_groups=[group], default_port=ec2.Port.tcp(self.port))
        if options.is_public:
            self.connections.allow_default_port_from_any_ipv4("Everybody")
        self.balancer = elbv2.NetworkLoadBalancer(
            self,
            "Resource",
            vpc=network.vpc,
            vpc_subnets=network.subnets("public" if options.is_public else None),
            internet_facing=options.is_public,
            cross_zone_enabled=True,
            security_groups=[group],
            deletion_protection=tier.deletion_protection,
        )
        if tier.access_logs:
            keep_access_logs(self, self.balancer)
        self.group = self._group("Targets")
        certificates = options.certificates(self)
        listener = self.balancer.add_listener(
            "Listener",
            port=self.port,
            protocol=elbv2.Protocol.TLS if certificates else elbv2.Protocol.TCP,
            certificates=certificates or None,
            ssl_policy=elbv2.SslPolicy.RECOMMENDED_TLS if certificates else None,
            default_target_groups=[self.group],
        )
        self.alternate: ecs.AlternateTarget | None = None
        if shifts_traffic:
            self.alternate = ecs.AlternateTarget(
                "Alternate",
                alternate_target_group=self._group("AlternateTargets"),
                production_listener=ecs.ListenerRuleConfiguration.network_listener(listener),
            )

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        host = self.options.domain or self.balancer.load_balancer_dns_name
        return f"https://{host}" if self.options.certificate else f"http://{host}:{self.port}"

    def attach(self, target: ecs.IEcsLoadBalancerTarget) -> None:
        """Send connections to the tasks of a service."""
        target.attach_to_network_target_group(self.group)

    def _group(self, id: str) -> elbv2.NetworkTargetGroup:
        http = self.options.health is not None
        return elbv2.NetworkTargetGroup(
            self,
            id,
            vpc=self.network.vpc,
            target_type=elbv2.TargetType.IP,
            protocol=elbv2.Protocol.TCP,
            port=self._target_port,
            deregistration_delay=cdk.Duration.seconds(self.options.deregistration),
            health_check=elbv2.HealthCheck(
                protocol=elbv2.Protocol.HTTP if http else elbv2.Protocol.TCP,
                path=self.options.health,
                interval=cdk.Duration.seconds(10),
                healthy_threshold_count=2,
                unhealthy_threshold_count=3,
            ),
        )
